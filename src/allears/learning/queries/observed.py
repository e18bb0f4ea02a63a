"""What listening found in somebody's own conversations: counted by conversation, each count with its evidence."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Max

from allears.accounts.rules import Viewer
from allears.conversations.gate import visible
from allears.conversations.models import Conversation, Turn
from allears.conversations.rules import SPOKEN, Kind, Party
from allears.learning.rules.intervals import Middle, Share, middle, share
from allears.learning.rules.mirror import Sign, Whose
from allears.listening import load_rubric
from allears.listening.behaviours import BY_NAME
from allears.readings.models import Mark

MOST = 100
"""So many of somebody's latest conversations are looked at."""
SHOWN = 40
"""Conversations that a list of evidence names, the newest first."""


@dataclass(frozen=True, slots=True)
class Place:
    """A turn in which something was found. `words`: the marked words; `label`: what they are."""

    turn_id: int
    words: str
    label: str


@dataclass(frozen=True, slots=True)
class Evidence:
    conversation_id: int
    subject: str
    at: datetime
    places: Sequence[Place] = ()
    words: int | None = None
    """Of a stretch: how many words it has."""


@dataclass(frozen=True, slots=True)
class Found:
    """One sign: in how many conversations it was found, how often in all, and where, the newest first."""

    sign: Sign
    share: Share
    marks: int
    evidence: Sequence[Evidence]


@dataclass(frozen=True, slots=True)
class Own:
    """Somebody's conversations of one period that the reader may open, the newest first, with the turns to look at.

    `turns` are the ids of those that may bear a sign, by whose they are: his own, and the customer's right after.
    """

    conversations: Sequence[Evidence]
    spoken: frozenset[int]
    """The ids of those on the phone or face to face."""
    stretches: Mapping[int, int]
    """Words of the customer's longest stretch, by conversation, of the spoken ones."""
    turns: Mapping[Whose, Collection[int]]


Period = tuple[datetime | None, datetime | None]
"""From when (None: ever) to before when (None: now)."""


def own(asker: Viewer, user_id: int, *, since: datetime | None = None, until: datetime | None = None) -> Own:
    """The conversations in which the user spoke from `since` to before `until`, and which `asker` may open: three
    queries. Only those that listening has read: the others hold no signs yet."""
    return own_in(asker, user_id, [(since, until)])[0]


def own_in(asker: Viewer, user_id: int, periods: Sequence[Period]) -> Sequence[Own]:
    """As `own`, for several periods: one query for each, and two for all. A conversation stands in each in which the
    user spoke, with the turns of that period; of each the latest MOST."""
    latest = [_latest(asker, user_id, period) for period in periods]
    ids = {pk for one in latest for pk in one}
    values = ("id", "subject", "preview", "channel", "reading__measures__longest_customer_turn")
    known = {it[0]: it for it in Conversation.objects.filter(pk__in=ids).values_list(*values)}
    rows = Turn.objects.filter(conversation__in=ids).exclude(kind=Kind.NOTE).order_by("conversation", "position")
    turns = list(rows.values_list("id", "conversation", "party", "user", "at"))
    spoken = frozenset(pk for pk, it in known.items() if it[3] in SPOKEN)
    return [
        Own(
            conversations=[
                Evidence(pk, known[pk][1] or known[pk][2] or "Without a subject", at) for pk, at in one.items()
            ],
            spoken=spoken & one.keys(),
            stretches={pk: int(known[pk][4]) for pk in one if pk in spoken and known[pk][4]},
            turns=_turns(turns, user_id, period),
        )
        for one, period in zip(latest, periods, strict=True)
    ]


def _latest(asker: Viewer, user_id: int, period: Period) -> Mapping[int, datetime]:
    """The latest conversations of a period, the newest first, with the user's last word in each."""
    since, until = period
    rows = Turn.objects.filter(user=user_id, party=Party.AGENT, at__isnull=False).exclude(kind=Kind.NOTE)
    if since is not None:
        rows = rows.filter(at__gte=since)
    if until is not None:
        rows = rows.filter(at__lt=until)
    rows = rows.filter(conversation__in=visible(asker), conversation__reading__isnull=False)
    found = rows.values("conversation").annotate(last=Max("at")).order_by("-last", "-conversation")
    return dict(found.values_list("conversation", "last")[:MOST])


Said = tuple[int, int, str, int | None, datetime | None]
"""A turn: its id, its conversation, party, user, and when."""


def _turns(turns: Sequence[Said], user_id: int, period: Period) -> Mapping[Whose, Collection[int]]:
    """The user's own turns of the period, and the customer's that follow one of them with nobody between."""
    since, until = period
    mine: set[int] = set()
    answered: set[int] = set()
    before: tuple[int, bool] = (0, False)
    for turn_id, conversation, party, user, at in turns:
        if before[0] != conversation:
            before = (conversation, False)
        if party == Party.CUSTOMER:
            if before[1]:
                answered.add(turn_id)
            continue
        within = at is not None and (since is None or at >= since) and (until is None or at < until)
        is_mine = party == Party.AGENT and user == user_id and within
        if is_mine:
            mine.add(turn_id)
        before = (conversation, is_mine)
    return {Whose.OWN: mine, Whose.ANSWERED: answered}


def observe(signs: Sequence[Sign], *its: Own) -> Sequence[Mapping[str, Found]]:
    """Each sign, by its key, in each of these: one query.

    Marks of which listening is less sure than its rubric asks for do not count, as they do not in a score.
    """
    names = frozenset(name for sign in signs for name in sign.behaviours)
    turns = {turn for one in its for whose in Whose for turn in one.turns[whose]}
    rows = Mark.objects.filter(
        turn__in=turns, behaviour__in=names, confidence__gte=load_rubric().judge.confidence
    ).order_by("turn__position", "start")
    values = ("turn", "turn__conversation", "behaviour", "turn__text", "start", "end")
    marks = [
        (turn, conversation, behaviour, Place(turn, text[start:end], BY_NAME[behaviour].label))
        for turn, conversation, behaviour, text, start, end in rows.values_list(*values)
    ]
    return [{sign.key: _found(sign, one, marks) for sign in signs} for one in its]


def _found(sign: Sign, its: Own, marks: Sequence[tuple[int, int, str, Place]]) -> Found:
    within = [it for it in its.conversations if not sign.spoken or it.conversation_id in its.spoken]
    places: dict[int, list[Place]] = {it.conversation_id: [] for it in within}
    for turn, conversation, behaviour, place in marks:
        if behaviour in sign.behaviours and turn in its.turns[sign.whose] and conversation in places:
            places[conversation].append(place)
    hit = [replace(it, places=tuple(places[it.conversation_id])) for it in within if places[it.conversation_id]]
    return Found(sign, share(len(hit), len(within)), sum(map(len, places.values())), hit[:SHOWN])


@dataclass(frozen=True, slots=True)
class Stretch:
    """How long customers could speak on: the median of their longest stretches, in words, and where they are."""

    middle: Middle
    evidence: Sequence[Evidence]


def stretch(its: Own) -> Stretch | None:
    """The customer's longest stretch in the spoken conversations; None without any. Asks no query."""
    its_middle = middle([float(it) for it in its.stretches.values()])
    if its_middle is None:
        return None
    there = [it for it in its.conversations if it.conversation_id in its.stretches]
    return Stretch(
        its_middle,
        [
            Evidence(it.conversation_id, it.subject, it.at, words=its.stretches[it.conversation_id])
            for it in there[:SHOWN]
        ],
    )
