"""One matter with one customer, in one timeline."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import Field

from allears.conversations.queries import Folder
from allears.conversations.rules import Channel, Party, Status

from .common import NEXT, Id, In, Next, Out, Paged, PastMoment, QueryId, one_of, said
from .customers import Face, PersonRow
from .listening import Reading
from .promises import Promise

WHEN = "2026-03-02T09:00:00Z"
LONGEST = 100_000


class InboxFilter(Paged):
    """Which conversations are listed."""

    folder: Annotated[Folder, one_of(Folder)] = said(
        "Which folder; `mine` and `unassigned` hold open ones only.", "open", default=Folder.OPEN
    )
    team: QueryId = said("Only those of this team.", 1, default=None)


class SearchFilter(Paged):
    """What is searched for."""

    words: str = said('All these words, `"this phrase"`, and `-none` of these.', "invoice", max_length=200)


class ConversationRow(Out):
    """A conversation in a list."""

    id: int = said("The number of the conversation.", 12)
    subject: str = said("What it is about.", "The invoice")
    preview: str = said("The beginning of the latest turn.", "My invoice is wrong.")
    channel: str = said("The channel on which it began.", "email")
    status: str = said("`open` (the customer waits), `waiting` (we wait) or `closed`.", "open")
    person: Face | None = Field(description="The customer; null: not known.")
    team: str = said("The team.", "Billing")
    assignee: str = said("Who takes care of it; empty: nobody.", "Ben Billing")
    assignee_id: int | None = said("The number of that person.", 5)
    started_at: datetime = said("When it began.", WHEN)
    last_at: datetime = said("When the latest turn came.", WHEN)
    waiting_since: datetime | None = said("Since when the customer waits; null: nobody waits.", WHEN)
    turn_count: int = said("How many turns it has.", 1)
    snippet: str = said("In search: the words found, between \\x02 and \\x03.", "")


class ConversationPage(Out):
    """One page of conversations, newest first."""

    rows: list[ConversationRow] = Field(description="The conversations.")
    next: Next = said(NEXT, "1772442000000000_12")


class Attachment(Out):
    """What is attached to a mail."""

    name: str = said("The file's name.", "invoice.pdf")
    type: str = said("Its media type.", "application/pdf")
    size: int = said("Its size in bytes.", 48_213)


class WrittenTurn(Out):
    """One speaker's uninterrupted contribution: a message, a stretch of speech, or an internal note."""

    id: int = said("The number of the turn.", 45)
    position: int = said("Its place in the conversation, from 0.", 0)
    kind: str = said("`message`, `speech` or `note` (which no customer ever sees).", "message")
    party: str = said("`customer`, `agent` or `bot`.", "customer")
    channel: str = said("The channel.", "email")
    speaker: str = said("Who spoke.", "Mrs Green")
    user_id: int | None = said("The number of our own person who spoke.", 5)
    text: str = said("What was said.", "My invoice is wrong.")
    at: datetime | None = said("When.", WHEN)
    start: float | None = said("Of speech: seconds from the start of the call.", 0.0)
    end: float | None = said("Of speech: seconds from the start of the call.", 2.4)
    call_id: int | None = said("The call in which it was spoken.", 6)
    delivery: str = said("Of an answer: `queued`, `sent`, `failed`, `kept` (here only), or empty.", "")
    delivery_note: str = said("Why it was not sent.", "")
    attachments: list[Attachment] = Field(description="What is attached.")


class Turn(WrittenTurn):
    """A turn in the timeline."""

    has_raw: bool = said("True if the raw message is kept as it came.", True)


class Call(Out):
    """One call, or one meeting face to face."""

    id: int = said("The number of the call.", 6)
    channel: str = said("`phone` or `in_person`.", "phone")
    started_at: datetime = said("When it began.", WHEN)
    duration: float | None = said("How long it lasted, in seconds.", 312.0)
    transcribed_by: str = said(
        "What turned speech into the words, for a recording; empty: they came with the source.",
        "faster-whisper 1.2.1, model tiny.en, language en",
    )


class Conversation(Out):
    """One conversation with its timeline, what was promised in it, and what listening heard."""

    id: int = said("The number of the conversation.", 12)
    subject: str = said("What it is about.", "The invoice")
    channel: str = said("The channel on which it began.", "email")
    status: str = said("`open`, `waiting` or `closed`.", "open")
    team_id: int = said("The number of the team.", 1)
    team: str = said("The team.", "Billing")
    assignee_id: int | None = said("Who takes care of it; null: nobody.", 5)
    assignee: str = said("The name of that person.", "Ben Billing")
    person: PersonRow | None = Field(description="The customer; null: not known.")
    started_at: datetime = said("When it began.", WHEN)
    last_at: datetime = said("When the latest turn came.", WHEN)
    waiting_since: datetime | None = said("Since when the customer waits; null: nobody waits.", WHEN)
    closed_at: datetime | None = said("When it was closed.", WHEN)
    agent_inferred: bool = said("True if which party is ours had to be guessed.", False)
    turns: list[Turn] = Field(description="The newest four hundred turns, oldest first.")
    calls: list[Call] = Field(description="The calls in which turns were spoken.")
    earlier_turns: int = said("How many turns came before the first one shown.", 0)
    promises: list[Promise] = Field(description="What was promised in it.")
    reading: Reading | None = Field(description="What listening heard; null: not listened to yet.")


class ConversationState(Out):
    """Where a conversation stands after something was done with it."""

    id: int = said("The number of the conversation.", 12)
    subject: str = said("What it is about.", "The invoice")
    channel: str = said("The channel on which it began.", "email")
    status: str = said("`open`, `waiting` or `closed`.", "open")
    team_id: int = said("The number of the team.", 1)
    assignee_id: int | None = said("Who takes care of it; null: nobody.", 5)
    person_id: int | None = said("The customer; null: not known.", 7)
    started_at: datetime = said("When it began.", WHEN)
    last_at: datetime = said("When the latest turn came.", WHEN)
    waiting_since: datetime | None = said("Since when the customer waits; null: nobody waits.", WHEN)
    closed_at: datetime | None = said("When it was closed.", WHEN)
    turn_count: int = said("How many turns it has.", 1)


class FirstTurn(In):
    """One of the turns with which a conversation begins."""

    party: Annotated[Party, one_of(Party)] = said("Who spoke.", "customer")
    text: str = said("What was said.", "My invoice is wrong.", min_length=1, max_length=LONGEST)
    speaker: str = said("The speaker's name; without it an agent's turn is your own.", "", default="", max_length=160)
    at: PastMoment | None = said("When; without it, now.", WHEN, default=None)


class NewConversation(In):
    """A conversation that begins."""

    team: Id = said("The number of the team that takes it.", 1)
    channel: Annotated[Channel, one_of(Channel)] = said("The channel.", "phone")
    turns: list[FirstTurn] = Field(min_length=1, max_length=1_000, description="What was said so far.")
    person: Id | None = said("The number of the customer.", 7, default=None)
    subject: str = said("What it is about.", "The invoice", default="", max_length=300)


class Answer(In):
    """An answer to the customer."""

    text: str = said(
        "What you answer.", "I will send the corrected invoice by Friday.", min_length=1, max_length=LONGEST
    )
    then: Annotated[Status, one_of(Status)] = said(
        "Where the conversation stands afterwards.", "waiting", default=Status.WAITING
    )


class Note(In):
    """An internal note, which no customer ever sees."""

    text: str = said("What your colleagues should know.", "She called twice already.", min_length=1, max_length=LONGEST)


class Assignment(In):
    """Who takes care of the conversation."""

    user: Id | None = said("The number of an agent or coach of its team; null: nobody.", 5)


class Move(In):
    """Where the conversation goes."""

    team: Id = said("The number of the other team.", 2)


class WhoItIs(In):
    """With whom the conversation is."""

    person: Id = said("The number of the customer.", 7)


class Moment(Out):
    """One thing that the customer lived through."""

    kind: str = said(
        "`wrote`, `repeated`, `answered`, `handed`, `promised`, `kept`, `late`, `broken` or `closed`.", "answered"
    )
    at: datetime = said("When.", WHEN)
    words: str = said("In a few words.", "I am sorry about that.")
    who: str = said("Who of ours.", "Ben Billing")
    turn_id: int | None = said("The turn that it happened in.", 45)


class Wait(Out):
    """A stretch in which the customer waited for a person's word."""

    since: datetime = said("From when.", WHEN)
    until: datetime | None = said("Until when; null: they wait still.", "2026-03-02T09:20:00Z")


class Journey(Out):
    """One conversation through the customer's eyes. Lengths are in seconds."""

    moments: list[Moment] = Field(description="What they lived through, in order.")
    waits: list[Wait] = Field(description="The stretches of waiting.")
    waited: float = said("How long they waited in all.", 1200.0)
    longest: float = said("The longest wait.", 1200.0)
    waiting_now: float | None = said("How long they have waited by now; null: they do not.", 90.0)
    repeats: int = said("How often they had to say something again.", 1)
    hands: list[str] = said("Who spoke for us, in the order of taking over.", ["Ben Billing"])
    promised: int = said("How many promises they were made.", 1)
    kept: int = said("How many were kept, in time or late.", 0)
    broken: int = said("How many were broken.", 0)
