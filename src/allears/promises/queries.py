"""Reads of promises."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Count, F, Q

from allears.accounts.rules import Verb, Viewer
from allears.conversations.gate import visible
from allears.conversations.queries import ConversationView
from allears.customers.queries import Face, face
from allears.lib import clock
from allears.lib.errors import Invalid, NotFound

from .models import Promise
from .rules import State, Urgency, urgency

PAGE = 30
FURTHEST = 5_000
"""So many promises of a shelf can be leafed through; nobody works off more from its front."""
_AROUND = ("conversation__team", "conversation__assignee", "conversation__person__merged_into", "settled_by")


class Shelf(StrEnum):
    """The lists of the promises page."""

    OPEN = "open"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class PromiseView:
    id: int
    conversation_id: int
    turn_id: int | None
    start: int
    end: int
    what: str
    due: datetime | None
    due_text: str
    by: str
    manner: str
    state: str
    urgency: str
    heard: bool
    promised_at: datetime
    settled_at: datetime | None
    settled_by: str
    right_thing: bool | None
    right_way: bool | None
    note: str


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """A promise in a list, with the conversation that it was made in and the customer to whom."""

    promise: PromiseView
    subject: str
    team: str
    assignee: str
    person: Face | None


@dataclass(frozen=True, slots=True)
class Shelves:
    rows: Sequence[PromiseRow]
    next: str = ""


def of_conversation(conversation: ConversationView) -> Sequence[PromiseView]:
    """The promises of a conversation that the reader may see, in the order they were made. One query."""
    return of_conversations([conversation.id]).get(conversation.id, [])


def of_conversations(conversation_ids: Collection[int]) -> Mapping[int, Sequence[PromiseView]]:
    """The promises by conversation. For lists that passed the gate."""
    now = clock.now()
    found: dict[int, list[PromiseView]] = {}
    rows = Promise.objects.filter(conversation__in=conversation_ids).select_related("settled_by")
    for it in rows.order_by("promised_at", "start", "id"):
        found.setdefault(it.conversation_id, []).append(_view(it, now))
    return found


def open_counts(conversation_ids: Collection[int]) -> Mapping[int, tuple[int, int]]:
    """(open, of these overdue) by conversation, for those that have any. For lists that passed the gate."""
    rows = (
        Promise.objects.filter(conversation__in=conversation_ids, state=State.OPEN)
        .values("conversation")
        .annotate(open=Count("id"), overdue=Count("id", filter=Q(due__lt=clock.now())))
    )
    return {row["conversation"]: (row["open"], row["overdue"]) for row in rows}


def shelf(asker: Viewer, which: Shelf, *, mine: bool = False, after: str = "") -> Shelves:
    """One page of promises that `asker` may see: open ones by due time (those without one last), settled ones newest
    first. One query. Raises Invalid for a broken page address."""
    rows = Promise.objects.select_related(*_AROUND)
    if asker.teams(Verb.SEE) is not None:
        rows = rows.filter(conversation__in=visible(asker))
    if mine:
        rows = rows.filter(conversation__assignee=asker.user_id)
    if which is Shelf.OPEN:
        rows = rows.filter(state=State.OPEN).order_by(F("due").asc(nulls_last=True), "id")
    else:
        rows = rows.exclude(settled_at=None).order_by(F("settled_at").desc(), "-id")
    skip = _skip(after)
    found = list(rows[skip : skip + PAGE + 1])
    now = clock.now()
    shown = [_row(it, now) for it in found[:PAGE]]
    return Shelves(shown, str(skip + PAGE) if len(found) > PAGE and skip + PAGE <= FURTHEST else "")


def promise(asker: Viewer, promise_id: int) -> PromiseRow:
    """One promise of a conversation that `asker` may see, with where it was made. Raises NotFound."""
    rows = Promise.objects.select_related(*_AROUND).filter(conversation__in=visible(asker))
    it = rows.filter(pk=promise_id).first()
    if it is None:
        raise NotFound("There is no such promise, or it was made by a team that you are not in.")
    return _row(it, clock.now())


def _skip(after: str) -> int:
    # A shelf is worked off from its front and is short; an offset serves, up to a bound that keeps it cheap.
    if not after:
        return 0
    if not after.isdecimal() or len(after) > 4 or int(after) > FURTHEST:
        raise Invalid("after", "This page address is not complete. Go back to the first page.")
    return int(after)


def _row(it: Promise, now: datetime) -> PromiseRow:
    return PromiseRow(
        promise=_view(it, now),
        subject=str(it.conversation),
        team=it.conversation.team.name,
        assignee=it.conversation.assignee.name if it.conversation.assignee else "",
        person=face(it.conversation.person) if it.conversation.person else None,
    )


def _view(it: Promise, now: datetime) -> PromiseView:
    return PromiseView(
        id=it.pk,
        conversation_id=it.conversation_id,
        turn_id=it.turn_id,
        start=it.start,
        end=it.end,
        what=it.what,
        due=it.due,
        due_text=it.due_text,
        by=it.by,
        manner=it.manner,
        state=it.state,
        urgency=urgency(State(it.state), it.due, now) if it.state == State.OPEN else Urgency.NONE,
        heard=it.heard,
        promised_at=it.promised_at,
        settled_at=it.settled_at,
        settled_by=it.settled_by.name if it.settled_by else "",
        right_thing=it.right_thing,
        right_way=it.right_way,
        note=it.note,
    )
