"""Decisions about customers, on values alone: addresses, merging, and standing.

Why standing is decided as it is: docs/algorithms/standing.md.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Relationship(StrEnum):
    CUSTOMER = "customer"
    CLIENT = "client"


class Frequency(StrEnum):
    OCCASIONAL = "occasional"
    REGULAR = "regular"


class Side(StrEnum):
    PERSONAL = "personal"
    CORPORATE = "corporate"


class GroupKind(StrEnum):
    COMPANY = "company"
    DEPARTMENT = "department"
    AGENCY = "agency"
    HOUSEHOLD = "household"


class RelianceKind(StrEnum):
    MATERIALS = "materials"
    INFORMATION = "information"
    INSTRUCTION = "instruction"
    PARTICIPATION = "participation"
    ASSISTANCE = "assistance"


CLIENT_CONVERSATIONS = 4
"""So many matters in `CLIENT_SPAN` make a client …"""
CLIENT_SPAN = timedelta(days=365)
CLIENT_MONTHS = 3
"""… if they fall into at least so many different months: one bad week is no relationship."""
REGULAR_CONVERSATIONS = 3
"""So many matters in `REGULAR_SPAN` make a regular."""
REGULAR_SPAN = timedelta(days=90)


DEEPEST = 12
"""Groups above one another; a deeper tree is a mistake."""


@dataclass(frozen=True, slots=True)
class History:
    """What is known of a customer's dealings with us. `matters`: when each conversation began, in any order."""

    matters: Sequence[datetime]
    group_kinds: frozenset[GroupKind] = frozenset()
    relies_on_us: bool = False


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the rule proposes for a customer's standing, each with its reason in one sentence."""

    relationship: Relationship
    frequency: Frequency
    side: Side
    reasons: tuple[str, ...]


def propose_standing(history: History, now: datetime) -> Proposal:
    """The standing that the history speaks for. A person confirms or overrules it."""
    recent = [at for at in history.matters if now - CLIENT_SPAN <= at <= now]
    months = {(at.year, at.month) for at in recent}
    quarter = sum(1 for at in recent if at >= now - REGULAR_SPAN)
    reasons: list[str] = []

    if history.relies_on_us:
        relationship = Relationship.CLIENT
        reasons.append("Client: relies on one of our teams.")
    elif len(recent) >= CLIENT_CONVERSATIONS and len(months) >= CLIENT_MONTHS:
        relationship = Relationship.CLIENT
        reasons.append(f"Client: {len(recent)} conversations in {len(months)} different months of the last year.")
    else:
        relationship = Relationship.CUSTOMER
        reasons.append(f"Customer: {_conversations(len(recent))} in the last year, so served now and then.")

    if quarter >= REGULAR_CONVERSATIONS:
        frequency = Frequency.REGULAR
        reasons.append(f"Regular: {_conversations(quarter)} in the last 90 days.")
    else:
        frequency = Frequency.OCCASIONAL
        reasons.append(f"Occasional: {_conversations(quarter)} in the last 90 days.")

    if history.group_kinds - {GroupKind.HOUSEHOLD}:
        side = Side.CORPORATE
        reasons.append("Corporate: belongs to an organisation.")
    else:
        side = Side.PERSONAL
        reasons.append("Personal: belongs to no organisation that we know of.")
    return Proposal(relationship, frequency, side, tuple(reasons))


def _conversations(number: int) -> str:
    return {0: "no conversation", 1: "one conversation"}.get(number, f"{number} conversations")


def why_not_within(group_id: int, parent_id: int, above_parent: Sequence[int]) -> str:
    """Why a group cannot lie within another, in a sentence; empty if it can. `above_parent`: what that one lies in."""
    if group_id == parent_id:
        return "A group cannot lie within itself."
    if group_id in above_parent:
        return "That group lies within this one already, so this one cannot lie within it."
    return depth_refused(above_parent)


def depth_refused(above_parent: Sequence[int]) -> str:
    """Why nothing can be put below a group that has these above it; empty if it can."""
    return "" if len(above_parent) + 1 < DEEPEST else f"Groups can lie {DEEPEST} deep, no deeper."


_SPACES = re.compile(r"\s+")


def normal_handle(text: str) -> str:
    """A handle ('@Anna', 'anna ') in one spelling: 'anna'."""
    return _SPACES.sub("", text).lstrip("@").casefold()


_DOMAIN = re.compile(r"(?=.{1,253}\Z)(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_](?:[\w-]{0,61}[^\W_])?")


def mail_domain(text: str) -> str:
    """A mail domain as somebody wrote it ("@Green.Example ", "ann@green.example"), normalised; empty if it is none."""
    domain = text.strip().rpartition("@")[2].casefold().rstrip(".")
    return domain if _DOMAIN.fullmatch(domain) else ""


def domain_of(email: str) -> str:
    """The domain of a normalised email address; empty if there is none."""
    return email.rpartition("@")[2] if "@" in email else ""
