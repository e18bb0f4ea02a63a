"""Reads of groups. Each returns plain values and asks a fixed number of queries."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection
from django.db.models import Q

from allears.accounts.rules import Verb, Viewer
from allears.customers import gate
from allears.customers.models import Affiliation, Group, Person, Reliance
from allears.customers.rules import DEEPEST
from allears.lib.keyset import Cursor
from allears.lib.text import one_line

from .loading import group_view, row, with_sides
from .views import GroupLine, GroupPage, GroupView, RelianceView

PAGE = 30
MOST = 1000
"""Groups that are listed at most; beyond, one looks for a name."""

_TREE = """
    WITH RECURSIVE tree AS (
        SELECT id, 0 AS depth, ARRAY[]::varchar[] AS above, NOT internal AS side,
               ARRAY[lower(name) || ' ' || id] AS place
        FROM customers_group WHERE parent_id IS NULL
        UNION ALL
        SELECT it.id, depth + 1, above || up.name, side, place || (lower(it.name) || ' ' || it.id)
        FROM tree JOIN customers_group up ON up.id = tree.id JOIN customers_group it ON it.parent_id = tree.id
        WHERE depth < %s
    )
    SELECT id, name, kind, internal, depth, above FROM tree JOIN customers_group USING (id)
    WHERE lower(name) LIKE %s ORDER BY side, place LIMIT %s
"""


def group(asker: Viewer, group_id: int, *, after: str = "", people: bool = True) -> GroupPage:
    """One group with its place in the tree, a page of its persons (none without `people`) and what it relies on.

    Raises NotAllowed, NotFound; Invalid for a broken cursor.
    """
    it = gate.group(asker, group_id)
    # Whoever belongs to it as a duplicate is shown as the person who stands for both.
    everyone = Affiliation.objects.filter(group=it)
    members = Person.objects.filter(
        Q(pk__in=everyone.values("person")) | Q(pk__in=everyone.values("person__merged_into")), merged_into=None
    ).order_by("-last_at", "-id")
    cursor = Cursor.parse(after)
    if cursor:
        members = members.filter(Q(last_at__lt=cursor.at) | Q(last_at=cursor.at, id__lt=cursor.id))
    found = list(with_sides(members)[: PAGE + 1]) if people else []
    children = [group_view(child) for child in it.children.all()[:200]]
    last = found[PAGE - 1] if len(found) > PAGE else None
    reliances = Reliance.objects.filter(group=it).select_related("team").order_by("id")
    return GroupPage(
        id=it.pk,
        name=it.name,
        kind=it.kind,
        internal=it.internal,
        note=it.note,
        domains=it.domains,
        parents=parents_of(it.pk),
        children=children,
        persons=[row(member) for member in found[:PAGE]],
        reliances=[RelianceView(r.pk, r.team.name, r.kind, r.note) for r in reliances],
        used=bool(found or children) or everyone.exists(),
        next=str(Cursor(last.last_at, last.pk)) if last else "",
    )


def groups(asker: Viewer) -> Sequence[GroupView]:
    """All groups by name (the first thousand). Raises NotAllowed."""
    gate.check(asker, Verb.SEE_CUSTOMER)
    return [group_view(it) for it in Group.objects.order_by("-internal", "name")[:MOST]]


def tree(asker: Viewer, words: str = "") -> Sequence[GroupLine]:
    """All groups as a tree, our own first, each below its parent (the first thousand); with `words` those whose name
    has them. One query. Raises NotAllowed."""
    gate.check(asker, Verb.SEE_CUSTOMER)
    text = one_line(words, 120).casefold().replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
    with connection.cursor() as cursor:
        cursor.execute(_TREE, [DEEPEST, f"%{text}%", MOST])
        return [GroupLine(*line) for line in cursor.fetchall()]


def members(group_id: int) -> set[int]:
    """The ids of all who belong to a group, duplicates as the person who stands for them. No gate: for the jobs."""
    rows = Affiliation.objects.filter(group=group_id).values_list("person", "person__merged_into")
    return {stands or person for person, stands in rows}


def parents_of(group_id: int) -> Sequence[GroupView]:
    """The groups above one, from the top of the tree downwards: one query, and no gate."""
    # A circle made by hand must not hang the page.
    rows = Group.objects.raw(
        """
        WITH RECURSIVE above AS (
            SELECT parent_id AS id, 1 AS height FROM customers_group WHERE id = %s AND parent_id IS NOT NULL
            UNION ALL
            SELECT up.parent_id, height + 1 FROM above JOIN customers_group up ON up.id = above.id
            WHERE up.parent_id IS NOT NULL AND height < %s
        )
        SELECT customers_group.* FROM above JOIN customers_group USING (id) ORDER BY height DESC
        """,
        [group_id, DEEPEST],
    )
    return [group_view(it) for it in rows]
