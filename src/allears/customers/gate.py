"""The one gate to persons and groups: who may see or change them.

Customers belong to no team, so whoever serves in some team may know them; a learner serves nobody yet. What was said
in their conversations has a gate of its own.
"""

from __future__ import annotations

from allears.accounts.rules import Verb, Viewer
from allears.lib.errors import NotAllowed, NotFound

from .models import Group, Person


def check(asker: Viewer, verb: Verb) -> None:
    """Raises NotAllowed unless `asker` may do `verb` to customers."""
    if not asker.may_somewhere(verb):
        raise NotAllowed("Customers are open to those who serve them. Ask an owner to make you an agent of a team.")


def person(asker: Viewer, person_id: int, verb: Verb = Verb.SEE_CUSTOMER) -> Person:
    """The person, or whoever stands for them since a merge. Raises NotAllowed, NotFound."""
    check(asker, verb)
    found = (
        Person.objects.filter(pk=person_id)
        .select_related("merged_into__standing__decided_by", "standing__decided_by")
        .first()
    )
    if found is None:
        raise NotFound("There is no such customer.")
    return found.merged_into or found


def group(asker: Viewer, group_id: int, verb: Verb = Verb.SEE_CUSTOMER) -> Group:
    """The group. Raises NotAllowed, NotFound."""
    check(asker, verb)
    found = Group.objects.filter(pk=group_id).first()
    if found is None:
        raise NotFound("There is no such group.")
    return found
