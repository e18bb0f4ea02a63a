"""The lists: keyset-paged, each walking an index; none grows slow with the archive."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchVector
from django.db import connection
from django.db.models import CharField, F, OuterRef, Q, QuerySet, Subquery, Value

from allears.accounts.rules import Verb, Viewer
from allears.conversations import gate
from allears.conversations.models import Conversation, Turn
from allears.conversations.rules import Status
from allears.customers.queries import face
from allears.lib.keyset import Cursor, Page
from allears.lib.text import one_line

from .views import CLOSING, OPENING, Folder, Row

PAGE = 30
FOUND = 10
"""Search results on a page: each one's snippet is cut out of its turns when it is shown."""
RARE = 500
"""Words that so many conversations hold at most are rare: see `search`."""
COUNTED = 999
"""A count beside a folder stops here and says '999+': it costs the same for every archive."""


def inbox(asker: Viewer, folder: Folder, *, team_id: int | None = None, after: str = "") -> Page[Row]:
    """One page of a folder, newest first. One query. Raises Invalid for a broken cursor."""
    cursor = Cursor.parse(after)
    teams = asker.teams(Verb.SEE)
    if team_id is not None:
        teams = frozenset({team_id}) if teams is None or team_id in teams else frozenset()
    if folder is Folder.MINE or teams is None:
        rows = _in_folder(gate.visible(asker), folder, asker)
        if teams is not None:
            rows = rows.filter(team_id__in=teams)
        return _page(_before(rows, cursor), PAGE)
    if not teams:
        return Page([])
    # One short walk for each team, then the newest of them: an index cannot give one order over several teams.
    walks = [
        _before(_in_folder(Conversation.objects.filter(team_id=team), folder, asker), cursor)
        .order_by("-last_at", "-id")
        .values("pk")[: PAGE + 1]
        for team in sorted(teams)
    ]
    return _page(
        Conversation.objects.filter(pk__in=walks[0].union(*walks[1:], all=True) if walks[1:] else walks[0]), PAGE
    )


def counts(asker: Viewer, *, team_id: int | None = None) -> Mapping[Folder, int]:
    """How many conversations are in each folder that is worked off, at most `COUNTED` + 1: one query."""
    rows = gate.visible(asker)
    if team_id is not None:
        rows = rows.filter(team_id=team_id)
    folders = (Folder.MINE, Folder.UNASSIGNED, Folder.OPEN, Folder.WAITING)
    parts = [
        _in_folder(rows, folder, asker)
        .order_by()
        .annotate(folder=Value(folder.value, output_field=CharField()))
        .values("folder")[: COUNTED + 1]
        for folder in folders
    ]
    found = dict.fromkeys(folders, 0)
    for row in parts[0].union(*parts[1:], all=True):
        found[Folder(row["folder"])] += 1
    return found


def of_person(asker: Viewer, ids: Collection[int], *, after: str = "") -> Page[Row]:
    """A customer's conversations that `asker` may see, newest first. `ids`: see customers.queries.ids_of."""
    rows = gate.visible(asker).filter(person_id__in=ids)
    return _page(_before(rows, Cursor.parse(after)), PAGE)


def search(asker: Viewer, words: str, *, after: str = "") -> Page[Row]:
    """Conversations in which all the words (or "the phrase", or -none of these) occur, newest first.

    Raises Invalid for a broken cursor. Newest first, and not by a rank, because a rank has to be computed for every
    hit before the first can be shown.
    """
    text = one_line(words, 200)
    if not text:
        return Page([])
    query = SearchQuery(text, search_type="websearch", config="english")
    rows = gate.visible(asker)
    hits = _hits(text)
    # Few hits are sorted; many are met soon enough on the way down from the newest conversation.
    rows = rows.filter(pk__in=hits) if len(hits) <= RARE else rows.filter(search_document__words=query)
    page = _page(_before(rows, Cursor.parse(after)), FOUND)
    found = _snippets([row.id for row in page.rows], query)
    rows_shown = [replace(row, snippet=found.get(row.id, "")) for row in page.rows]
    return Page(rows_shown, page.next)


def _in_folder(rows: QuerySet[Conversation], folder: Folder, asker: Viewer) -> QuerySet[Conversation]:
    if folder is Folder.MINE:
        return rows.filter(assignee_id=asker.user_id, status=Status.OPEN)
    if folder is Folder.UNASSIGNED:
        return rows.filter(assignee=None, status=Status.OPEN)
    if folder is Folder.ALL:
        return rows
    return rows.filter(status=folder.value)


def _before(rows: QuerySet[Conversation], cursor: Cursor | None) -> QuerySet[Conversation]:
    if cursor is None:
        return rows
    # The first condition alone lets the index be entered at the right place; the second settles equal moments.
    return rows.filter(Q(last_at__lte=cursor.at) & (Q(last_at__lt=cursor.at) | Q(id__lt=cursor.id)))


def _page(rows: QuerySet[Conversation], size: int) -> Page[Row]:
    related = rows.select_related("team", "assignee", "person__merged_into")
    found = list(related.order_by("-last_at", "-id")[: size + 1])
    shown = [_row(it) for it in found[:size]]
    return Page(shown, str(Cursor(shown[-1].last_at, shown[-1].id)) if len(found) > size else "")


def _row(it: Conversation) -> Row:
    return Row(
        id=it.pk,
        subject=it.subject or it.preview or "Without a subject",
        preview=it.preview,
        channel=it.channel,
        status=it.status,
        person=face(it.person) if it.person else None,
        team=it.team.name,
        assignee=it.assignee.name if it.assignee else "",
        assignee_id=it.assignee_id,
        started_at=it.started_at,
        last_at=it.last_at,
        waiting_since=it.waiting_since,
        turn_count=it.turn_count,
    )


def _hits(text: str) -> Sequence[int]:
    """Conversations that hold the words, whoever may see them: at most `RARE` + 1, in no order. One query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM conversations_hits(websearch_to_tsquery('english', %s), %s)", [text, RARE + 1])
        return [row[0] for row in cursor.fetchall()]


def cut_out(snippet: str, text: str) -> str:
    """The snippet with "…" where it leaves words of its text out, and with the signs that it only left out."""
    plain = snippet.replace(OPENING, "").replace(CLOSING, "")
    if not plain or plain not in text:
        return snippet
    before, _, after = text.partition(plain)
    left = "… " if any(map(str.isalnum, before)) else before.lstrip()
    right = " …" if any(map(str.isalnum, after)) else after.rstrip()
    return f"{left}{snippet}{right}"


def _snippets(ids: Sequence[int], query: SearchQuery) -> Mapping[int, str]:
    """For each conversation the first turn with the words, marked up: reads the texts of one page only."""
    vector = SearchVector("text", config="english")
    any_word = Turn.objects.annotate(vector=vector).filter(conversation=OuterRef("pk"), vector=query)
    headline = any_word.annotate(
        headline=SearchHeadline(
            F("text"),
            query,
            config="english",
            start_sel=OPENING,
            stop_sel=CLOSING,
            max_words=32,
            short_word="0",
            max_fragments=1,  # a fragment has words on both sides of what was found
        )
    ).order_by("position")
    rows = Conversation.objects.filter(pk__in=ids).annotate(
        snippet=Subquery(headline.values("headline")[:1]),
        text=Subquery(any_word.order_by("position").values("text")[:1]),
    )
    return {pk: cut_out(snippet or "", text or "") for pk, snippet, text in rows.values_list("pk", "snippet", "text")}
