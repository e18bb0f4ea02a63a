"""Reads of persons. Each returns plain values and asks a fixed number of queries."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from django.conf import settings
from django.contrib.postgres.search import SearchQuery
from django.db import connection
from django.db.models import Q, QuerySet

from allears.accounts.rules import Verb, Viewer
from allears.customers import gate
from allears.customers.addresses import AddressKind, normalise, shown
from allears.customers.models import Address, Affiliation, Merge, Person, Reliance, Standing
from allears.lib.errors import Invalid, NotFound
from allears.lib.keyset import Cursor, Page
from allears.lib.text import one_line

from .loading import group_view, row, shown_as, with_sides
from .views import AddressView, MergeView, PersonRow, PersonView, RelianceView, StandingView

PAGE = 30
RARE = 300
"""Names that so many customers share at most are looked up one by one: see `persons`."""


def ids_of(person_id: int) -> list[int]:
    """The ids under which a person's conversations are kept: the own one and those of merged duplicates."""
    return [person_id, *Person.objects.filter(merged_into=person_id).order_by("id").values_list("id", flat=True)]


def persons(asker: Viewer, *, after: str = "", words: str = "", limit: int = PAGE) -> Page[PersonRow]:
    """The customers, the latest heard from first; with `words` those whose name or address fits. Five queries.

    Raises NotAllowed; Invalid for a broken cursor.
    """
    gate.check(asker, Verb.SEE_CUSTOMER)
    rows = Person.objects.filter(merged_into=None).order_by("-last_at", "-id")
    cursor = Cursor.parse(after)
    if cursor:
        rows = rows.filter(Q(last_at__lt=cursor.at) | Q(last_at=cursor.at, id__lt=cursor.id))
    text = one_line(words, 120)
    if text:
        # Each way of fitting is walked by its own index, and only as far as a page reaches: an OR across tables would
        # read every person.
        ways = [rows.filter(fits).values("pk")[: limit + 1] for fits in _fits(text)]
        rows = Person.objects.filter(pk__in=ways[0].union(*ways[1:], all=True)).order_by("-last_at", "-id")
    found = list(with_sides(rows)[: limit + 1])
    last = found[limit - 1] if len(found) > limit else None
    return Page([row(person) for person in found[:limit]], str(Cursor(last.last_at, last.pk)) if last else "")


def card(person_id: int) -> PersonRow:
    """One person as a row; a merged duplicate's id gives the person who stands for it. Three queries, and no gate: for
    other areas that have passed their own. Raises NotFound."""
    loaded = Person.objects.select_related("standing", "merged_into__standing").filter(pk=person_id).first()
    if loaded is None:
        raise NotFound("There is no such customer.")
    who = loaded.merged_into or loaded
    # As a list of persons the index can be asked for; with "or their duplicate" in it a join would read every address.
    everyone = Q(person__in=Person.objects.filter(Q(pk=who.pk) | Q(merged_into=who.pk)).values("pk"))
    belongs = {it.group_id: it.group for it in Affiliation.objects.filter(everyone).select_related("group")}
    return shown_as(who, list(belongs.values()), list(Address.objects.filter(everyone).order_by("id")))


def person(asker: Viewer, person_id: int) -> PersonView:
    """Everything about one customer. Five queries, one more for a customer with merges. Raises NotAllowed, NotFound."""
    who = gate.person(asker, person_id)
    ids = ids_of(who.pk)
    affiliations = list(Affiliation.objects.filter(person__in=ids).select_related("group").order_by("group__name"))
    groups = {item.group_id: item for item in affiliations}
    standing = getattr(who, "standing", None)
    merges: QuerySet[Merge] = Merge.objects.none()
    if len(ids) > 1:
        merges = Merge.objects.filter(kept=who, undone_at=None).select_related("absorbed", "by").order_by("-at")
    return PersonView(
        id=who.pk,
        name=str(who),
        note=who.note,
        vip=who.vip,
        internal=any(item.group.internal for item in affiliations),
        addresses=_addresses(ids),
        groups=[group_view(item.group, item.title) for item in groups.values()],
        reliances=_reliances(ids, list(groups)),
        standing=_standing(standing) if standing else None,
        merges=[MergeView(m.pk, str(m.absorbed), m.at, str(m.by or "All Ears")) for m in merges],
        ids=ids,
        named=bool(who.name),
    )


def perhaps_same(asker: Viewer, person_id: int) -> Sequence[PersonRow]:
    """Others with the same name: perhaps one person entered twice. Raises NotAllowed, NotFound."""
    who = gate.person(asker, person_id)
    if not who.name:
        return []
    same = Person.objects.filter(name__iexact=who.name, merged_into=None).exclude(pk=who.pk).order_by("-last_at")
    return [row(other) for other in with_sides(same)[:3]]


def person_by_address(kind: AddressKind, text: str) -> Person:
    """Whose address this is. Raises Invalid, NotFound."""
    value = normalise(kind, text, region=settings.ALLEARS_REGION)
    found = Address.objects.filter(kind=kind, value=value).select_related("person__merged_into").first()
    if found is None:
        raise NotFound(f"Nobody is known by {text!r}.")
    return found.person.merged_into or found.person


def _fits(text: str) -> Sequence[Q]:
    """The ways in which a person can fit: the name begins with each of the words, an address is the text or begins with
    it. A merged duplicate is found as the person who stands for it."""
    ways: list[Q] = []
    merged = Person.objects.exclude(merged_into=None)
    names = [part for part in text.replace("'", " ").replace("\\", " ").split() if any(c.isalnum() for c in part)]
    if names:
        prefixes = " & ".join(f"'{part}':*" for part in names)
        by_name = Q(name_words=SearchQuery(prefixes, search_type="raw", config="simple"))
        hits = _hits(prefixes)
        # Few are sorted; many are met soon enough on the way down from the one heard from last.
        ways.append(Q(pk__in=hits) if len(hits) <= RARE else by_name)
        if hits:
            ways.append(Q(pk__in=merged.filter(by_name).values("merged_into")))
    spelled = [text.casefold()]
    for kind in AddressKind:
        with suppress(Invalid):
            spelled.append(normalise(kind, text, region=settings.ALLEARS_REGION))
    by_address = Address.objects.order_by().filter(Q(value__in=spelled) | Q(value__startswith=text.casefold()))
    ways += [
        Q(pk__in=by_address.values("person")),
        Q(pk__in=by_address.exclude(person__merged_into=None).values("person__merged_into")),
    ]
    return ways


def _hits(prefixes: str) -> Sequence[int]:
    """Persons whose name fits, merged ones too: at most `RARE` + 1, in no order. One query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM customers_hits(to_tsquery('simple', %s), %s)", [prefixes, RARE + 1])
        return [row[0] for row in cursor.fetchall()]


def _addresses(ids: Sequence[int]) -> Sequence[AddressView]:
    rows = Address.objects.filter(person__in=ids).order_by("id")
    return [AddressView(a.pk, a.kind, a.value, shown(AddressKind(a.kind), a.value)) for a in rows]


def _reliances(ids: Sequence[int], group_ids: Sequence[int]) -> Sequence[RelianceView]:
    rows = Reliance.objects.filter(Q(person__in=ids) | Q(group__in=group_ids)).select_related("team", "group")
    return [
        RelianceView(r.pk, r.team.name, r.kind, r.note, r.group.name if r.group else "") for r in rows.order_by("id")
    ]


def _standing(it: Standing) -> StandingView:
    return StandingView(
        relationship=it.relationship,
        frequency=it.frequency,
        side=it.side,
        decided=bool(it.relationship_decided or it.frequency_decided or it.side_decided),
        relationship_decided=it.relationship_decided,
        frequency_decided=it.frequency_decided,
        side_decided=it.side_decided,
        reasons=it.reasons,
        decided_by=str(it.decided_by) if it.decided_by else "",
        decided_at=it.decided_at,
    )
