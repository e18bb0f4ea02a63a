"""Decisions about conversations, on values alone: status, waiting, hands, and whether an import is new."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
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
    digest = hashlib.sha256()
    digest.update((started_at.isoformat() if started_at else "").encode())
    for role, text in turns:
        digest.update(f"\x1e{role}\x1f{text}".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def already_here(old: Sequence[tuple[str, str, bool]], new: Sequence[tuple[str, str]]) -> int | None:
    """How many turns of an export, (party, text) from its beginning, are here already; None if it is another
    conversation.

    `old` are the turns that are here, (party, text, one of our people said it). What was answered here since an
    earlier export stands in no export: it is passed over. Whatever else is here must be in the export, in its place.
    """
    here = 0
    for party, text, ours in old:
        if here < len(new) and new[here] == (party, text):
            here += 1
        elif here < len(new) and not ours:
            return None
    return here or None
