"""Reads of conversations. Lists are keyset-paged and walk an index; none grows slow with the archive."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchVector
from django.db import connection
from django.db.models import CharField, Count, F, OuterRef, Q, QuerySet, Subquery, Value

from allears.accounts.rules import Verb, Viewer
from allears.customers.queries import Face, PersonRow, card, face, ids_of
from allears.events.queries import of as events_of
from allears.lib.errors import NotFound
from allears.lib.keyset import Cursor, Page
from allears.lib.text import one_line

from . import gate
from .models import Conversation, Inbound, Turn
from .rules import Kind, Party, Status

PAGE = 30
FOUND = 15
"""Search results on a page: each one's snippet is cut out of its turns when it is shown."""
RARE = 2_000
"""Words that so many conversations hold at most are rare: see `search`."""
COUNTED = 999
"""A count beside a folder stops here and says '999+': it costs the same for every archive."""


class Folder(StrEnum):
    """The folders of the inbox."""

    MINE = "mine"
    UNASSIGNED = "unassigned"
    OPEN = "open"
    WAITING = "waiting"
    CLOSED = "closed"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Row:
    """A conversation in a list."""

    id: int
    subject: str
    preview: str
    channel: str
    status: str
    person: Face | None
    team: str
    assignee: str
    assignee_id: int | None
    started_at: datetime
    last_at: datetime
    waiting_since: datetime | None
    turn_count: int
    snippet: str = ""
    """Where it was found: text with the words found between \\x02 and \\x03."""


@dataclass(frozen=True, slots=True)
class TurnView:
    id: int
    position: int
    kind: str
    party: str
    channel: str
    speaker: str
    user_id: int | None
    text: str
    at: datetime | None
    start: float | None
    end: float | None
    call_id: int | None
    delivery: str
    delivery_note: str
    attachments: Sequence[Mapping[str, object]]
    has_raw: bool


@dataclass(frozen=True, slots=True)
class CallView:
    id: int
    channel: str
    started_at: datetime
    duration: float | None


@dataclass(frozen=True, slots=True)
class HandView:
    """A change of hands: who gave the conversation to whom."""

    at: datetime
    what: str
    actor: str


@dataclass(frozen=True, slots=True)
class ConversationView:
    """One conversation with its whole timeline."""

    id: int
    subject: str
    channel: str
    status: str
    team_id: int
    team: str
    assignee_id: int | None
    assignee: str
    person_id: int | None
    person: PersonRow | None
    started_at: datetime
    last_at: datetime
    waiting_since: datetime | None
    closed_at: datetime | None
    agent_inferred: bool
    turns: Sequence[TurnView]
    calls: Mapping[int, CallView]
    earlier_turns: int
    """Turns before the first one shown: a timeline shows at most `TIMELINE` at a time."""
    heard_before: int = 0
    """Of those, the turns that are no notes."""
    before: int | None = None
    """Only turns before this position were asked for."""


TIMELINE = 400


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


def conversation(
    asker: Viewer, conversation_id: int, *, before: int | None = None, at_most: int = TIMELINE
) -> ConversationView:
    """One conversation with its newest turns, oldest first, `at_most` of them; with `before` the newest of those before
    that position. Four queries. Raises NotFound.

    The view is also the proof that its reader passed the gate: other areas ask for it instead of asking again.
    """
    it = gate.visible(asker).select_related("team", "assignee").filter(pk=conversation_id).first()
    if it is None:
        raise NotFound(gate.NO_SUCH)
    rows = Turn.objects.filter(conversation=it)
    shown = rows if before is None else rows.filter(position__lt=before)
    turns = list(shown.select_related("call").order_by("-position")[:at_most])[::-1]
    calls = {turn.call.pk: turn.call for turn in turns if turn.call}
    earlier, heard_before = 0, 0
    if turns and turns[0].position > 0:
        counted = rows.filter(position__lt=turns[0].position).aggregate(
            all=Count("pk"), heard=Count("pk", filter=~Q(kind=Kind.NOTE))
        )
        earlier, heard_before = counted["all"], counted["heard"]
    return ConversationView(
        id=it.pk,
        subject=it.subject or it.preview or "Without a subject",
        channel=it.channel,
        status=it.status,
        team_id=it.team_id,
        team=it.team.name,
        assignee_id=it.assignee_id,
        assignee=it.assignee.name if it.assignee else "",
        person_id=it.person_id,
        person=card(it.person_id) if it.person_id else None,
        started_at=it.started_at,
        last_at=it.last_at,
        waiting_since=it.waiting_since,
        closed_at=it.closed_at,
        agent_inferred=it.agent_inferred,
        turns=[_turn(turn) for turn in turns],
        calls={pk: CallView(pk, call.channel, call.started_at, call.duration) for pk, call in calls.items()},
        earlier_turns=earlier,
        heard_before=heard_before,
        before=before,
    )


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


def hands(conversation_id: int) -> Sequence[HandView]:
    """Who gave the conversation to whom, from the journal, oldest first. No gate: for one who passed it."""
    verbs = ("conversation.assigned", "conversation.moved")
    return [
        HandView(event.at, event.verb.partition(".")[2], event.actor)
        for event in events_of("conversation", conversation_id, verbs=verbs)
    ]


def raw(asker: Viewer, turn_id: int) -> tuple[str, bytes]:
    """What a turn came from, exactly as it came: (channel, bytes). Raises NotFound."""
    turn = Turn.objects.filter(pk=turn_id, conversation__in=gate.visible(asker)).select_related("inbound").first()
    if turn is None:
        raise NotFound("There is no such message, or it is with a team that you are not in.")
    if turn.inbound is None:
        raise NotFound("This message did not come in as a file.")
    return turn.inbound.channel, bytes(turn.inbound.raw)


def unreadable(limit: int = 50) -> Sequence[Inbound]:
    """What came in and could not be read, newest first, without its bytes: for the owner."""
    return list(Inbound.objects.filter(done_at=None).exclude(problem="").defer("raw").order_by("-id")[:limit])


def heard_turns(conversation_id: int) -> Sequence[Turn]:
    """The turns that listening hears: all but the notes, in order. No gate: for the desk itself."""
    return list(Turn.objects.filter(conversation=conversation_id).exclude(kind=Kind.NOTE).order_by("position"))


@dataclass(frozen=True, slots=True)
class SaidView:
    """Who spoke when, without the words. `hand`: the name of the agent; empty for anyone else."""

    turn_id: int
    party: str
    at: datetime
    hand: str
    live: bool
    """Spoken, so that nobody waited for an answer."""


def said_in(conversation_ids: Collection[int]) -> Mapping[int, Sequence[SaidView]]:
    """Who spoke when in each of these conversations, in order: at most 5,000 turns in all, the first of each. One
    query, for lists that passed the gate."""
    rows = Turn.objects.filter(conversation__in=conversation_ids, position__lt=200).exclude(kind=Kind.NOTE)
    found: dict[int, list[SaidView]] = {}
    values = rows.order_by("conversation", "position").values_list(
        "conversation", "id", "party", "at", "speaker", "kind"
    )
    for conversation_id, turn_id, party, at, speaker, kind in values[:5000]:
        if at is not None:
            said = SaidView(turn_id, party, at, speaker if party == Party.AGENT else "", kind == Kind.SPEECH)
            found.setdefault(conversation_id, []).append(said)
    return found


def thread_of(message_ids: Sequence[str]) -> int | None:
    """The conversation that holds one of these mails (Message-IDs without < >), the last named first."""
    found = dict(
        Turn.objects.filter(message_id__in=[it for it in message_ids if it]).values_list("message_id", "conversation")
    )
    return next((found[it] for it in reversed(message_ids) if it in found), None)


def same_subject(person_id: int, subject: str, at: datetime) -> int | None:
    """The latest conversation with this customer under the same subject, begun in the 60 days before `at`: where a
    reply belongs whose mail program sent no References."""
    rows = Conversation.objects.filter(
        person__in=ids_of(person_id), subject__iexact=subject, last_at__range=(at - timedelta(days=60), at)
    )
    return rows.order_by("-last_at", "-id").values_list("pk", flat=True).first() if subject else None


def history(ids: Collection[int], limit: int = 1000) -> Sequence[datetime]:
    """When a customer's latest conversations began: what standing is decided by. No gate: for the desk itself."""
    rows = Conversation.objects.filter(person_id__in=ids).order_by("-last_at", "-id")
    return list(rows.values_list("started_at", flat=True)[:limit])


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


def _snippets(ids: Sequence[int], query: SearchQuery) -> Mapping[int, str]:
    """For each conversation the first turn with the words, marked up: reads the texts of one page only."""
    vector = SearchVector("text", config="english")
    any_word = Turn.objects.annotate(vector=vector).filter(conversation=OuterRef("pk"), vector=query)
    headline = any_word.annotate(
        headline=SearchHeadline(
            F("text"), query, config="english", start_sel="\x02", stop_sel="\x03", max_words=32, min_words=16
        )
    ).order_by("position")
    rows = Conversation.objects.filter(pk__in=ids).annotate(snippet=Subquery(headline.values("headline")[:1]))
    return {pk: snippet or "" for pk, snippet in rows.values_list("pk", "snippet")}


def _turn(turn: Turn) -> TurnView:
    return TurnView(
        id=turn.pk,
        position=turn.position,
        kind=turn.kind,
        party=turn.party,
        channel=turn.channel,
        speaker=turn.speaker or {Party.CUSTOMER: "Customer", Party.AGENT: "Agent", Party.BOT: "Bot"}[Party(turn.party)],
        user_id=turn.user_id,
        text=turn.text,
        at=turn.at,
        start=turn.start,
        end=turn.end,
        call_id=turn.call_id,
        delivery=turn.delivery,
        delivery_note=turn.delivery_note,
        attachments=turn.attachments,
        has_raw=turn.inbound_id is not None,
    )
