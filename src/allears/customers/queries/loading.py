"""How rows of the tables become the values of views.py."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Prefetch, QuerySet

from allears.customers.addresses import AddressKind, shown
from allears.customers.models import Address, Group, Person

from .views import Face, GroupView, PersonRow


def with_sides(rows: QuerySet[Person]) -> QuerySet[Person]:
    groups = Group.objects.order_by("name")
    # Duplicates are asked for in one query; where there are none, as nearly always, that is all they cost.
    return rows.select_related("standing").prefetch_related(
        Prefetch("groups", queryset=groups),
        "addresses",
        Prefetch("absorbed", queryset=Person.objects.order_by("id")),
        Prefetch("absorbed__groups", queryset=groups),
        "absorbed__addresses",
    )


def row(who: Person) -> PersonRow:
    everyone = [who, *who.absorbed.all()]
    belongs = {it.pk: it for one in everyone for it in one.groups.all()}
    return shown_as(who, list(belongs.values()), [address for one in everyone for address in one.addresses.all()])


def shown_as(who: Person, groups: Sequence[Group], addresses: Sequence[Address]) -> PersonRow:
    standing = getattr(who, "standing", None)
    return PersonRow(
        id=who.pk,
        name=str(who),
        vip=who.vip,
        internal=any(it.internal for it in groups),
        groups=sorted(it.name for it in groups),
        addresses=[shown(AddressKind(a.kind), a.value) for a in addresses],
        relationship=standing.relationship if standing else "",
        relationship_decided=bool(standing and standing.relationship_decided),
        frequency=standing.frequency if standing else "",
        last_at=who.last_at,
    )


def face(person: Person) -> Face:
    """A loaded person, or whoever stands for them since a merge. Load with select_related("merged_into")."""
    who = person.merged_into or person
    return Face(who.pk, str(who), who.vip)


def group_view(it: Group, title: str = "") -> GroupView:
    return GroupView(it.pk, it.name, it.kind, it.internal, title)
