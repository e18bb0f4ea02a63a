"""Groups in their tree, and who belongs to them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connection, transaction
from django.db.models import Q

from allears.accounts.rules import Verb, Viewer
from allears.customers import gate
from allears.customers.addresses import AddressKind
from allears.customers.models import Address, Affiliation, Group
from allears.customers.queries import parents_of
from allears.customers.rules import GroupKind, depth_refused, mail_domain, why_not_within
from allears.events.actions import record
from allears.lib.errors import Invalid
from allears.lib.text import one_line, storable

TREE = 0x74726565
"""The lock of the tree of groups, in the numbers of PostgreSQL's advisory locks ("tree")."""


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
    """A new group. Whoever writes from one of its mail domains belongs to it. Raises NotAllowed, NotFound (no such
    parent), Invalid."""
    gate.check(asker, Verb.EDIT_CUSTOMER)
    if parent_id is not None:
        gate.group(asker, parent_id)
        _refuse("parent", depth_refused(_above(parent_id)))
    group = Group.objects.create(
        name=_named(name),
        kind=kind,
        internal=internal,
        parent_id=parent_id,
        domains=_domains(domains),
        note=storable(note).strip(),
    )
    _join_by_domain(group, group.domains)
    record("group.added", "group", group.pk, actor_id=asker.user_id, actor=asker.name, data={"name": group.name})
    return group


@transaction.atomic
def change_group(
    asker: Viewer,
    group_id: int,
    *,
    name: str | None = None,
    kind: GroupKind | None = None,
    internal: bool | None = None,
    parent_id: int | None = None,
    domains: Sequence[str] | None = None,
    note: str | None = None,
) -> Group:
    """Change what is known of a group; None leaves a thing as it is, and a parent of 0 lifts it to the top of the tree.

    Whoever writes from a domain that is new to it belongs to it from now on. Raises NotAllowed, NotFound, Invalid (also
    for a tree that would go in a circle).
    """
    gate.group(asker, group_id, Verb.EDIT_CUSTOMER)
    # One tree, one change at a time: two at once could each be right and make a circle together.
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [TREE])
    group = Group.objects.select_for_update().get(pk=group_id)
    wanted: dict[str, Any] = {"kind": kind, "internal": internal}
    if name is not None:
        wanted["name"] = _named(name)
    if note is not None:
        wanted["note"] = storable(note).strip()
    if domains is not None:
        wanted["domains"] = _domains(domains)
    if parent_id:
        gate.group(asker, parent_id)
        _refuse("parent", why_not_within(group_id, parent_id, _above(parent_id)))
    if parent_id is not None:
        wanted["parent_id"] = parent_id or None
    changed = {
        key: [getattr(group, key), value]
        for key, value in wanted.items()
        if (value is not None or key == "parent_id") and getattr(group, key) != value
    }
    if not changed:
        return group
    for key, (_, value) in changed.items():
        setattr(group, key, value)
    group.save(update_fields=list(changed))
    before = changed.get("domains", [[], []])[0]
    _join_by_domain(group, [domain for domain in group.domains if domain not in before] if "domains" in changed else [])
    record("group.changed", "group", group.pk, actor_id=asker.user_id, actor=asker.name, data={"changed": changed})
    return group


@transaction.atomic
def remove_group(asker: Viewer, group_id: int) -> None:
    """Take an empty group away: one that was made by mistake. Raises NotAllowed, NotFound; Invalid while somebody
    belongs to it or another group lies within it."""
    group = gate.group(asker, group_id, Verb.EDIT_CUSTOMER)
    if group.children.exists():
        raise Invalid("group", f"Other groups lie within {group}. Move or remove them first.")
    if group.affiliations.exists():
        raise Invalid("group", f"People belong to {group}. Take them out first.")
    data = {"name": group.name}
    group.delete()
    record("group.removed", "group", group_id, actor_id=asker.user_id, actor=asker.name, data=data)


@transaction.atomic
def affiliate(asker: Viewer, person_id: int, group_id: int, title: str = "") -> Affiliation:
    """A person belongs to a group from now on (once: a second time changes the title). Raises NotAllowed, NotFound."""
    person = gate.person(asker, person_id, Verb.EDIT_CUSTOMER)
    group = gate.group(asker, group_id, Verb.EDIT_CUSTOMER)
    belonging, new = Affiliation.objects.get_or_create(
        person=person, group=group, defaults={"title": one_line(title, 120)}
    )
    if not new:
        if belonging.title == one_line(title, 120):
            return belonging
        belonging.title = one_line(title, 120)
        belonging.save(update_fields=["title"])
    record("person.joined", "person", person.pk, actor_id=asker.user_id, actor=asker.name, data={"group": group.pk})
    return belonging


@transaction.atomic
def leave_group(asker: Viewer, person_id: int, group_id: int) -> None:
    """A person belongs to a group no longer, nor do their duplicates. Raises NotAllowed, NotFound."""
    person = gate.person(asker, person_id, Verb.EDIT_CUSTOMER)
    mine = Affiliation.objects.filter(Q(person=person) | Q(person__merged_into=person), group_id=group_id)
    if mine.delete()[0]:
        record("person.left", "person", person.pk, actor_id=asker.user_id, actor=asker.name, data={"group": group_id})


def _named(name: str) -> str:
    if not one_line(name):
        raise Invalid("name", "A group needs a name.")
    return one_line(name, 160)


def _domains(given: Sequence[str]) -> list[str]:
    """Mail domains in one spelling, each once. Raises Invalid."""
    found: dict[str, None] = {}
    for text in filter(str.strip, given):
        domain = mail_domain(text)
        if not domain:
            raise Invalid("domains", f"{one_line(text, 60)!r} is no mail domain. One looks like green.example.")
        found[domain] = None
    return list(found)


def _above(group_id: int) -> list[int]:
    return [it.id for it in parents_of(group_id)]


def _refuse(field: str, why: str) -> None:
    if why:
        raise Invalid(field, why)


def _join_by_domain(group: Group, domains: Sequence[str]) -> None:
    """Whoever is known by an address of these domains belongs to the group."""
    for domain in domains:
        people = Address.objects.filter(kind=AddressKind.EMAIL, value__endswith=f"@{domain}").values_list("person")
        Affiliation.objects.bulk_create(
            [Affiliation(person_id=pk, group=group) for (pk,) in people.distinct()], ignore_conflicts=True
        )
