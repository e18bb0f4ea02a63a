"""Decisions about conversations, on values alone: status, waiting, hands, and whether an import is new."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from enum import StrEnum


class Status(StrEnum):
    OPEN = "open"
    """The customer waits for us."""
    WAITING = "waiting"
    """We wait for the customer, or for a day to come."""
    CLOSED = "closed"


class Channel(StrEnum):
    EMAIL = "email"
    CHAT = "chat"
    PHONE = "phone"
    WEB = "web"
    IN_PERSON = "in_person"
    SOCIAL = "social"
    API = "api"


CHANNEL_WORDS: dict[Channel, str] = {
    Channel.EMAIL: "Email",
    Channel.CHAT: "Chat",
    Channel.PHONE: "Phone",
    Channel.WEB: "Web form",
    Channel.IN_PERSON: "In person",
    Channel.SOCIAL: "Social",
    Channel.API: "API",
}

SPOKEN = frozenset({Channel.PHONE, Channel.IN_PERSON})


class Kind(StrEnum):
    MESSAGE = "message"
    SPEECH = "speech"
    NOTE = "note"


class Party(StrEnum):
    CUSTOMER = "customer"
    AGENT = "agent"
    BOT = "bot"


class Delivery(StrEnum):
    """What became of an answer that has to leave the house. Empty: nothing has to (a call, a note, an import)."""

    NONE = ""
    QUEUED = "queued"
    SENT = "sent"
    FAILED = "failed"
    KEPT = "kept"
    """Kept here only: no mail server is set up, or there is no address to send to."""


def waiting_since(turns: Iterable[tuple[Party, datetime]]) -> datetime | None:
    """Since when the customer waits: the first of his turns that no person has answered. None if nobody waits.

    `turns` are (who, when) in order, without notes. A bot's word is no answer.
    """
    since: datetime | None = None
    for party, at in turns:
        if party is Party.AGENT:
            since = None
        elif party is Party.CUSTOMER and since is None:
            since = at
    return since


def status_after(party: Party, status: Status) -> Status:
    """The status once a turn of `party` has been added: a customer's word opens, an answer waits for the customer."""
    if party is Party.CUSTOMER:
        return Status.OPEN
    if party is Party.AGENT:
        return Status.WAITING
    return status


def fingerprint(turns: Sequence[tuple[str, str]], started_at: datetime | None) -> str:
    """SHA-256 of what was said by whom and when it began: the same conversation twice has the same one.

    `turns` are (role, text) in order.
    """
    *_, mark = _fingerprints(turns, started_at)
    return mark


def brought_before(turns: Sequence[tuple[str, str]], started_at: datetime | None, mark: str) -> int:
    """How many turns of an export, from its beginning, are the whole of an earlier one with the fingerprint `mark`; 0
    if it does not begin so."""
    return next((count for count, it in enumerate(_fingerprints(turns, started_at)) if it == mark), 0)


def _fingerprints(turns: Sequence[tuple[str, str]], started_at: datetime | None) -> Iterator[str]:
    """That of no turn, of the first, of the first two …"""
    digest = hashlib.sha256((started_at.isoformat() if started_at else "").encode())
    yield digest.hexdigest()
    for role, text in turns:
        digest.update(f"\x1e{role}\x1f{text}".encode("utf-8", "surrogatepass"))
        yield digest.hexdigest()


def nothing_new(old: Sequence[tuple[str, str, bool]], new: Sequence[tuple[str, str]]) -> bool:
    """True if all of an export is here, as of one that is older than what is here. `old` as in `already_here`."""
    since = Counter(_same((party, text)) for party, text, said_here in old if said_here)
    brought = [it for it in old if not it[2]]
    rest = []
    for said in new:
        if since[_same(said)]:
            since[_same(said)] -= 1
        else:
            rest.append(said)
    return already_here(old, new) == len(new) or already_here(brought, rest) == len(rest)


def not_here_yet(here: Sequence[tuple[str, str]], new: Sequence[tuple[str, str]], brought: int) -> Sequence[int]:
    """The places of those turns of an export, (party, text), that are not here; its first `brought` came in before.

    What was said here since (an answer of ours, a mail of the customer) may stand in the export too: each is taken for
    one of its turns that says the same, in order, and for no more than one.
    """
    before = Counter(map(_same, new[:brought]))
    since: list[tuple[str, str]] = []
    for said in map(_same, here):
        if before[said]:
            before[said] -= 1
        else:
            since.append(said)
    missing, at = [], 0
    for place, said in enumerate(map(_same, new[brought:]), brought):
        found = next((it for it in range(at, len(since)) if since[it] == said), None)
        if found is None:
            missing.append(place)
        else:
            at = found + 1
    return missing


def _same(said: tuple[str, str]) -> tuple[str, str]:
    """What was said by whom, whatever a channel has made of its spaces and lines."""
    return said[0], " ".join(said[1].split())


def already_here(old: Sequence[tuple[str, str, bool]], new: Sequence[tuple[str, str]]) -> int | None:
    """How many turns of an export, (party, text) from its beginning, are here already; None if it is another
    conversation.

    `old` are the turns that are here, (party, text, it was said here). What was said here since an earlier export, by
    us or in a mail of the customer, may stand in no export: it is passed over. Whatever else is here must be in the
    export, in its place.
    """
    here = 0
    for party, text, said_here in old:
        if here < len(new) and new[here] == (party, text):
            here += 1
        elif here < len(new) and not said_here:
            return None
    return here or None
