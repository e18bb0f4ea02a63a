"""Groups, who belongs to them, and what they rely on our teams for."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from allears.accounts.models import Team
from allears.accounts.rules import Verb, Viewer
from allears.customers import gate
from allears.customers.models import Affiliation, Group, Person, Reliance
from allears.customers.rules import GroupKind, RelianceKind
from allears.events.actions import record
from allears.lib.errors import Invalid, NotFound
from allears.lib.text import one_line, storable


@transaction.atomic
def add_group(
    asker: Viewer,
    name: str,
    kind: GroupKind,
    *,
    internal: bool = False,
    parent_id: int | None = None,
    domains: Sequence[str] = (),
    note: str = "",
) -> Group:
    """A new group. Raises NotAllowed, NotFound (no such parent), Invalid."""
    gate.check(asker, Verb.EDIT_CUSTOMER)
    if not one_line(name):
        raise Invalid("name", "A group needs a name.")
    if parent_id is not None:
        gate.group(asker, parent_id)
    group = Group.objects.create(
        name=one_line(name, 160),
        kind=kind,
        internal=internal,
        parent_id=parent_id,
        domains=[domain.strip().lower() for domain in domains if domain.strip()],
        note=storable(note),
    )
    record("group.added", "group", group.pk, actor_id=asker.user_id, actor=asker.name, data={"name": group.name})
    return group


@transaction.atomic
def affiliate(asker: Viewer, person_id: int, group_id: int, title: str = "") -> Affiliation:
    """A person belongs to a group from now on (once: a second time changes the title). Raises NotAllowed, NotFound."""
    person = gate.person(asker, person_id, Verb.EDIT_CUSTOMER)
    group = gate.group(asker, group_id, Verb.EDIT_CUSTOMER)
    belonging, new = Affiliation.objects.get_or_create(
        person=person, group=group, defaults={"title": one_line(title, 120)}
    )
    if not new and belonging.title == one_line(title, 120):
        return belonging
    belonging.title = one_line(title, 120)
    belonging.save(update_fields=["title"])
    record("person.joined", "person", person.pk, actor_id=asker.user_id, actor=asker.name, data={"group": group.pk})
    return belonging


@transaction.atomic
def leave_group(asker: Viewer, person_id: int, group_id: int) -> None:
    """A person belongs to a group no longer. Raises NotAllowed, NotFound."""
    person = gate.person(asker, person_id, Verb.EDIT_CUSTOMER)
    if Affiliation.objects.filter(person=person, group_id=group_id).delete()[0]:
        record("person.left", "person", person.pk, actor_id=asker.user_id, actor=asker.name, data={"group": group_id})


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
    """Write down what a person or a group relies on a team for. Raises NotAllowed, NotFound, Invalid."""
    gate.check(asker, Verb.EDIT_CUSTOMER)
    if (person is None) == (group is None):
        raise Invalid("who", "Say either which person or which group relies on the team.")
    if not Team.objects.filter(pk=team_id).exists():
        raise NotFound("There is no such team.")
    reliance = Reliance.objects.create(person=person, group=group, team_id=team_id, kind=kind, note=one_line(note, 300))
    kind_of, whose = ("person", person.pk) if person else ("group", group.pk if group else 0)
    data = {"team": team_id, "reliance": kind.value}
    record("reliance.noted", kind_of, whose, actor_id=asker.user_id, actor=asker.name, data=data)
    return reliance


@transaction.atomic
def remove_reliance(asker: Viewer, reliance_id: int) -> None:
    """Strike a reliance out. Raises NotAllowed, NotFound."""
    gate.check(asker, Verb.EDIT_CUSTOMER)
    reliance = Reliance.objects.filter(pk=reliance_id).first()
    if reliance is None:
        raise NotFound("There is no such reliance.")
    kind_of, whose = ("person", reliance.person_id) if reliance.person_id else ("group", reliance.group_id)
    reliance.delete()
    record("reliance.removed", kind_of, whose or 0, actor_id=asker.user_id, actor=asker.name)
