"""What persons and groups rely on our teams for."""

from __future__ import annotations

from django.db import transaction

from allears.accounts.models import Team
from allears.accounts.rules import Verb, Viewer
from allears.customers import gate
from allears.customers.models import Group, Person, Reliance
from allears.customers.rules import RelianceKind
from allears.events.actions import record
from allears.lib.errors import Invalid, NotFound
from allears.lib.text import one_line


@transaction.atomic
def note_reliance(
    asker: Viewer,
    team_id: int,
    kind: RelianceKind,
    *,
    person: Person | None = None,
    group: Group | None = None,
    note: str = "",
) -> Reliance:
    """Write down what a person or a group relies on a team for (once). Raises NotAllowed, NotFound, Invalid."""
    gate.check(asker, Verb.EDIT_CUSTOMER)
    if (person is None) == (group is None):
        raise Invalid("who", "Say either which person or which group relies on the team.")
    if not Team.objects.filter(pk=team_id).exists():
        raise NotFound("There is no such team.")
    reliance, new = Reliance.objects.get_or_create(
        person=person, group=group, team_id=team_id, kind=kind, note=one_line(note, 300)
    )
    if not new:
        return reliance
    kind_of, whose = ("person", person.pk) if person else ("group", group.pk if group else 0)
    data = {"team": team_id, "reliance": kind.value}
    record("reliance.noted", kind_of, whose, actor_id=asker.user_id, actor=asker.name, data=data)
    return reliance


@transaction.atomic
def remove_reliance(asker: Viewer, reliance_id: int) -> Reliance:
    """Strike a reliance out; gives it as it was. Raises NotAllowed, NotFound."""
    gate.check(asker, Verb.EDIT_CUSTOMER)
    reliance = Reliance.objects.filter(pk=reliance_id).first()
    if reliance is None:
        raise NotFound("There is no such reliance.")
    kind_of, whose = ("person", reliance.person_id) if reliance.person_id else ("group", reliance.group_id)
    reliance.delete()
    record("reliance.removed", kind_of, whose or 0, actor_id=asker.user_id, actor=asker.name)
    return reliance
