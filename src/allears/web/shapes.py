"""What the components are given: plain values, without a database behind them.

Views build these from queries; templates read nothing else. Each component in templates/components names its shape at
its top, and the /patterns page shows all of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Literal

Tone = Literal["helps", "harms", "tells"]
"""Which pencil a mark is drawn with: what helped, what harmed, and what the customer's own words tell."""

PromiseState = Literal["open", "soon", "overdue", "kept", "late", "broken", "dropped", "unknown"]
"""'unknown': it came from an archive that does not tell what became of it."""

Role = Literal["customer", "agent", "bot"]
RowState = Literal["open", "waiting", "closed"]
Who = Literal["customer", "agent", "both", "silence", "hold"]
Side = Literal["client", "customer", "regular", "occasional", "vip", "internal", "external", "corporate", "personal"]
RelianceKind = Literal["materials", "information", "instruction", "participation", "assistance"]
Choice = Literal["yes", "partly", "no", "unknown"]


@dataclass(frozen=True, slots=True)
class Note:
    """One margin note. `id` is unique on the page; `sure` is the mark's confidence, 0–1."""

    id: str
    label: str
    tone: Tone
    because: str = ""
    sure: float = 1.0
    behaviour: str = ""
    again: bool = False
    """A note above says the same of the same behaviour: this one shows its reason only when it is looked at."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text under the same marks. `opens` and `closes` are the notes that begin and end with it."""

    text: str
    notes: tuple[Note, ...] = ()
    opens: tuple[Note, ...] = ()
    closes: tuple[Note, ...] = ()

    @property
    def ids(self) -> str:
        return " ".join(note.id for note in self.notes)

    @property
    def opened(self) -> str:
        return " ".join(note.id for note in self.opens)


@dataclass(frozen=True, slots=True)
class Attachment:
    name: str
    size: int
    url: str


@dataclass(frozen=True, slots=True)
class Turn:
    """One speaker's turn in a call or a chat. `second` counts from the start of the call; `at` is a moment."""

    anchor: str
    role: Role
    speaker: str
    segments: tuple[Segment, ...]
    notes: tuple[Note, ...] = ()
    second: float | None = None
    at: datetime | None = None
    short: str = ""
    """What the speaker is called beside the turn; empty: the whole name."""
    new_day: bool = False
    """It is the first turn of another day than the one before."""
    cut_off: bool = False
    """The speaker did not get to the end."""


@dataclass(frozen=True, slots=True)
class Message:
    """A letter: an email, a web form or a long chat message."""

    template: ClassVar[str] = "components/message.html"
    anchor: str
    role: Role
    speaker: str
    channel: str
    at: datetime
    segments: tuple[Segment, ...]
    notes: tuple[Note, ...] = ()
    to: str = ""
    subject: str = ""
    quoted: str = ""
    attachments: tuple[Attachment, ...] = ()
    sending: str = ""
    """How it fares on its way ("not delivered: mailbox full"), or empty."""
    stuck: bool = False
    """It did not get there."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a call on the talk balance strip, in thousandths of its length."""

    who: Who
    start: float
    length: float


@dataclass(frozen=True, slots=True)
class Call:
    """A phone or face-to-face conversation, or a chat, turn by turn."""

    template: ClassVar[str] = "components/call.html"
    anchor: str
    channel: str
    at: datetime
    turns: tuple[Turn, ...]
    seconds: float | None = None
    balance: tuple[Stretch, ...] = ()
    agent_share: float | None = None
    customer: str = ""
    agent: str = ""
    agent_inferred: bool = False
    words_by: str = ""


@dataclass(frozen=True, slots=True)
class InternalNote:
    """A note for colleagues; the customer never sees it."""

    template: ClassVar[str] = "components/note.html"
    anchor: str
    speaker: str
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Happening:
    """One quiet line in the timeline: assigned, closed, opened again, merged."""

    template: ClassVar[str] = "components/happening.html"
    icon: str
    text: str
    at: datetime


Entry = Message | Call | InternalNote | Happening


@dataclass(frozen=True, slots=True)
class Standing:
    """One side of a customer's standing. `proposed`: the rule says so and nobody has confirmed it yet."""

    key: Side
    proposed: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise as a card. `tests` are the right thing, on time, in the right way."""

    id: int
    what: str
    state: PromiseState
    made: datetime
    by: str
    to: str
    due: datetime | None = None
    due_text: str = ""
    manner: str = ""
    url: str = ""
    settled: datetime | None = None
    why: str = ""
    tests: tuple[Choice, Choice, Choice] = ("unknown", "unknown", "unknown")
    actions: str = ""
    """Where 'kept', 'late' … are posted to; empty: this reader may only look."""
    new_time: str = ""
    """Where another time is agreed on; empty: this reader may only look."""
    where: str = ""
    """The subject of its conversation, where that is not the page it stands on."""

    @property
    def tested(self) -> bool:
        """At least one of the three tests is known."""
        return any(test != "unknown" for test in self.tests)


@dataclass(frozen=True, slots=True)
class Row:
    """A conversation in the inbox, alike on the page and in a live update."""

    id: int
    url: str
    customer: str
    subject: str
    snippet: str
    channel: str
    state: RowState
    at: datetime
    unread: bool = False
    assignee: str = ""
    team: str = ""
    vip: bool = False
    heard: float | None = None
    waiting_since: datetime | None = None
    promise: Promise | None = None
    overdue: int = 0
    """How many promises are overdue; shown where `promise` is not given."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A conversation in a customer's story, with what was promised in it. `heading`: another month begins with it."""

    row: Row
    promises: tuple[Promise, ...] = ()
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """One word in the filter bar. `count` None: not counted; text where it stops counting ('999+')."""

    label: str
    url: str
    count: int | str | None = None
    current: bool = False
    key: str = ""


@dataclass(frozen=True, slots=True)
class StepLine:
    """One of the five steps. `turns` are links to the evidence: (word, address)."""

    words: str
    state: Choice
    note: str = ""
    turns: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class NeedLine:
    """One of the four needs; `score` 0–1 or None where there is nothing to judge by."""

    words: str
    score: float | None
    note: str = ""
    turns: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Reliance:
    """Who relies on whom for what. `kind` is one of the five of the design."""

    kind: RelianceKind
    who: str
    on: str
    what: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Branch:
    """A group in the tree, with those that lie within it."""

    name: str
    kind: str
    internal: bool
    url: str
    within: list[Branch]


@dataclass(frozen=True, slots=True)
class CustomerCard:
    """A customer at a glance."""

    name: str
    url: str
    groups: tuple[str, ...] = ()
    addresses: tuple[tuple[str, str], ...] = ()
    """(channel, address)."""
    standing: tuple[Standing, ...] = ()
    since: datetime | None = None
    conversations: int | None = None
    waiting: int = 0
    note: str = ""
    last: datetime | None = None
    """When they were last heard from; shown where two records are compared."""
    confirm: str = ""
    """Where a proposed standing is confirmed; empty: this reader may only look."""


@dataclass(frozen=True, slots=True)
class Found:
    """One search result. `snippet` is text cut into (words, was it searched for)."""

    url: str
    title: str
    customer: str
    channel: str
    at: datetime
    snippet: tuple[tuple[str, bool], ...]
    where: str = ""
