"""What we said we would do."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import Field

from allears.promises.queries import Shelf

from .common import NEXT, Flag, Id, In, Moment, Next, Out, Paged, PastMoment, QueryFlag, one_of, said
from .customers import Face

WHAT = "Send the corrected invoice"


class ShelfFilter(Paged):
    """Which promises are listed."""

    shelf: Annotated[Shelf, one_of(Shelf)] = said("`open` or `settled`.", "open", default=Shelf.OPEN)
    mine: QueryFlag = said("Only those of conversations that are given to you.", True, default=False)


class Promise(Out):
    """What will be done, by when, in which manner, by whom; and what became of it."""

    id: int = said("The number of the promise.", 31)
    conversation_id: int = said("The conversation in which it was made.", 12)
    turn_id: int | None = said("The turn in which it was made; null: written down by hand.", 45)
    start: int = said("Where its words begin in the turn, in characters.", 10)
    end: int = said("Where they end.", 52)
    what: str = said("What was promised.", WHAT)
    due: datetime | None = said("The latest moment that keeps it; null: no time was named.", "2026-03-06T17:00:00Z")
    due_text: str = said("The words that named the time.", "by Friday")
    by: str = said("Who promised it.", "Ben Billing")
    manner: str = said("In which manner.", "by email")
    state: str = said("`open`, `kept`, `late`, `broken`, `withdrawn` or `unknown`.", "open")
    urgency: str = said("Of an open promise: `soon`, `overdue`, or empty.", "soon")
    heard: bool = said("True if listening found it, false if it was written down by hand.", True)
    promised_at: datetime = said("When it was made.", "2026-03-02T09:01:00Z")
    settled_at: datetime | None = said("When it was settled.", "2026-03-05T11:00:00Z")
    settled_by: str = said("Who settled it.", "Ben Billing")
    right_thing: bool | None = said("Was the right thing done? null: nobody said.", True)
    right_way: bool | None = said("Was it done in the right way? null: nobody said.", True)
    note: str = said("What is good to know.", "")


class PromiseRow(Out):
    """A promise in a list, with its conversation and customer."""

    promise: Promise = Field(description="The promise.")
    subject: str = said("The subject of the conversation.", "The invoice")
    team: str = said("The team of the conversation.", "Billing")
    assignee: str = said("Who takes care of it; empty: nobody.", "Ben Billing")
    person: Face | None = Field(description="To whom it was made.")


class PromisePage(Out):
    """One page of promises."""

    rows: list[PromiseRow] = Field(description="Open ones by their due time, settled ones newest first.")
    next: Next = said(NEXT, "50")


class NewPromise(In):
    """A promise written down by hand."""

    what: str = said("What was promised.", WHAT, min_length=1, max_length=300)
    due: Moment | None = said("The latest moment that keeps it.", "2026-03-06T17:00:00Z", default=None)
    by: str = said("Who promised it; without it, you.", "Ben Billing", default="", max_length=160)
    manner: str = said("In which manner.", "by email", default="", max_length=80)
    turn: Id | None = said("The turn in which it was made.", 45, default=None)


class Settlement(In):
    """It was acted on: the three tests decide whether it was kept, late or broken."""

    done_at: PastMoment | None = said("When it was done; without it, now.", "2026-03-05T11:00:00Z", default=None)
    right_thing: Flag | None = said("Was it the right thing?", True, default=None)
    right_way: Flag | None = said("Was it done in the right way?", True, default=None)
    note: str = said("What is good to know.", "Sent with a word of apology.", default="", max_length=300)


class Reason(In):
    """Why, in a few words."""

    note: str = said("Why, in a few words.", "The customer no longer needs it.", default="", max_length=300)


class NewTime(In):
    """Another time, agreed with the customer."""

    due: Moment = said("The new latest moment; it has to lie ahead.", "2030-03-09T17:00:00Z")
    note: str = said("Why, in a few words.", "Agreed by phone.", default="", max_length=300)
