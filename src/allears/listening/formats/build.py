"""From what a reader found to a Transcript: the text cleaned, the times placed, and who is who decided."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from math import isfinite

from allears.listening.formats.problems import MAX_TURNS, Options, Unreadable
from allears.listening.formats.values import clean
from allears.listening.party import infer_agent
from allears.listening.transcript import Channel, Customer, Role, Transcript, Turn, Word

_ROLE_WORDS: dict[str, Role] = {
    **dict.fromkeys(
        [
            "customer",
            "client",
            "caller",
            "user",
            "visitor",
            "contact",
            "consumer",
            "guest",
            "patient",
            "requester",
            "external",
            "lead",
            "end-user",
            "end_user",
            "enduser",
        ],
        "customer",
    ),
    **dict.fromkeys(
        [
            "agent",
            "operator",
            "advisor",
            "adviser",
            "representative",
            "rep",
            "csr",
            "support",
            "staff",
            "employee",
            "admin",
            "internal",
            "human_agent",
            "teammate",
            "technician",
            "receptionist",
        ],
        "agent",
    ),
    **dict.fromkeys(
        [
            "bot",
            "system",
            "ivr",
            "chatbot",
            "assistant",
            "agentbot",
            "agent_bot",
            "custom_bot",
            "ai_agent",
            "automated",
        ],
        "bot",
    ),
}
_ROLE_WORDS |= {
    "customer service": "agent",
    "support agent": "agent",
    "virtual agent": "bot",
    "virtual assistant": "bot",
}
_COUNTED = re.compile(r"[\s_#-]*\d+$")
_NOBODY = "?"
"""Stands for a speaker whom the source does not name, while the agent is looked for."""

_NO_NAME = re.compile(r"\d|(?i:^speaker\b|^unknown\b|^party\b)")
_TITLED = re.compile(r"(agent|operator|advisor|adviser|customer|caller|client|bot)\s+\S", re.IGNORECASE)


@dataclass(slots=True)
class Said:
    """One turn as a reader found it: times in seconds from the start, or `at`, a moment in the world."""

    speaker: str
    text: str
    role: Role | None = None
    start: float | None = None
    end: float | None = None
    words: tuple[Word, ...] = ()
    at: datetime | None = None


@dataclass(slots=True)
class Draft:
    """One conversation as a reader found it. `channel` is None where the source does not say; then `guess` is taken."""

    id: str
    said: list[Said] = field(default_factory=list)
    channel: Channel | None = None
    guess: Channel = "chat"
    started_at: datetime | None = None
    subject: str = ""
    customer: Customer = field(default_factory=Customer)
    agent: str = ""
    zone: str = ""
    transcribed_by: str = ""
    inferred: bool = False
    """True if the reader itself had to work out who is the agent."""


def role_word(name: str) -> Role | None:
    """The role that a speaker's name or a source's own word for a role stands for: "Caller" is the customer."""
    plain = " ".join(name.split()).casefold()
    titled = _TITLED.match(plain)
    return (
        _ROLE_WORDS.get(plain)
        or _ROLE_WORDS.get(_COUNTED.sub("", plain))
        or (_ROLE_WORDS[titled[1]] if titled else None)
    )


def finish(draft: Draft, options: Options, *, verbatim: bool = False) -> Transcript:
    """The Transcript of a draft. Raises Unreadable where there are no words or where a time cannot be.

    `verbatim` keeps spaces around the text and turns without words, for sources that are ours.
    """
    said = draft.said
    for each in said:
        each.text = clean(each.text) if verbatim else clean(each.text).strip()
        each.speaker = clean(each.speaker) if verbatim else clean(each.speaker).strip()
    if not verbatim:
        said = [each for each in said if each.text]
    if not said:
        raise Unreadable("the conversation has no turns with words in them")
    if len(said) > MAX_TURNS:
        raise Unreadable(f"the conversation has more than {MAX_TURNS:,} turns")
    started_at = place_in_time(said, draft.started_at)
    inferred = decide_roles(said, options)
    turns = tuple(
        Turn(each.role or "customer", each.text, each.speaker, *checked_times(each.start, each.end, place), each.words)
        for place, each in enumerate(said)
    )
    agent = draft.agent or next((turn.speaker for turn in turns if turn.role == "agent" and turn.speaker), "")
    return Transcript(
        id=clean(draft.id),
        turns=turns,
        channel=draft.channel or options.channel or draft.guess,
        started_at=started_at,
        subject=clean(draft.subject).strip(),
        customer=draft.customer or _customer_by_name(turns),
        agent=agent,
        agent_inferred=inferred or draft.inferred,
        zone=draft.zone,
        transcribed_by=draft.transcribed_by,
    )


def checked_times(start: float | None, end: float | None, place: int) -> tuple[float | None, float | None]:
    """Both times of turn number `place` (from 0). An end before its start, as roundings make, becomes the start.

    Raises Unreadable for a time before the conversation or one that is not finite.
    """
    for value in (start, end):
        if value is not None and (value < 0 or not isfinite(value)):
            raise Unreadable(f"turn {place + 1} has a time that cannot be: {value:g}")
    if start is not None and end is not None and end < start:
        end = start
    return start, end


def place_in_time(said: list[Said], started_at: datetime | None) -> datetime | None:
    """Turns moments into seconds from the start, which is the earlier of `started_at` and the first moment."""
    moments = [each.at for each in said if each.at]
    if not moments:
        return started_at
    first = min(moments)
    base = first if started_at is None or first < started_at else started_at
    for each in said:
        if each.at and each.start is None:
            each.start = (each.at - base).total_seconds()
    return base


def decide_roles(said: list[Said], options: Options) -> bool:
    """Gives every turn its role; True if the agent had to be inferred.

    First comes what the person asking says of a speaker, then what the file says, then a name that is itself a role
    ("Caller"), then `options.agent`, and last the rule in allears.listening.party.
    """
    told = {speaker.casefold(): role for speaker, role in options.speakers}
    known: dict[str, Role] = {}
    for each in said:
        each.role = told.get(each.speaker.casefold()) or each.role or role_word(each.speaker)
        if each.role:
            known.setdefault(each.speaker, each.role)
    open_names = list(dict.fromkeys(each.speaker for each in said if each.role is None and each.speaker not in known))
    roles, inferred = _open_roles(said, open_names, set(known.values()), options.agent)
    for each in said:
        each.role = each.role or known.get(each.speaker) or roles[each.speaker]
    return inferred


def _open_roles(said: list[Said], names: list[str], known: set[Role], agent: str) -> tuple[dict[str, Role], bool]:
    """Roles of the speakers of whom nothing is known yet, and whether they were inferred."""
    if not names:
        return {}, False
    wanted = agent.strip().casefold()
    if wanted and wanted in {name.casefold() for name in names}:
        return {name: "agent" if name.casefold() == wanted else "customer" for name in names}, False
    if "agent" in known or (wanted and len(names) == 1 and not known):
        return dict.fromkeys(names, "customer"), False
    if "customer" in known and len(names) == 1:
        return dict.fromkeys(names, "agent"), False
    heard = (Said(each.speaker or _NOBODY, each.text) for each in said if each.role is None and each.speaker in names)
    found = infer_agent(heard)
    return {name: "agent" if (name or _NOBODY) == found else "customer" for name in names}, True


def _customer_by_name(turns: tuple[Turn, ...]) -> Customer:
    """The customer as their turns name them; a speaker called "Customer", "b" or "2" tells nothing."""
    for turn in turns:
        if turn.role == "customer":
            name = turn.speaker
            if re.fullmatch(r"[^\s@]+@[^\s@]+", name):
                return Customer(email=name)
            telling = len(name) > 2 and not role_word(name) and not _NO_NAME.search(name)
            return Customer(name=name) if telling else Customer()
    return Customer()
