"""Reads of the two-week plan: one's own and nobody else's, with what is measured before it and in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q, QuerySet
from django.utils import timezone

from allears.accounts.models import User
from allears.accounts.rules import Viewer
from allears.learning import gate
from allears.learning.models import Plan, Wishes
from allears.learning.rules import plans as rules
from allears.learning.rules.intervals import Difference, difference
from allears.learning.rules.mirror import Sign, Whose
from allears.learning.rules.practice import CARDS_A_DAY
from allears.lib import clock
from allears.lib.errors import NotFound
from allears.listening.behaviours import BEHAVIOURS, BY_NAME, Behaviour

from .observed import Found, Own, observe, own_in

PAST = 12
"""Earlier plans that the page names."""
IN_TIME = frozenset({"interruption", "talking_over", "backchannel"})
"""Behaviours that only speech shows: letters are not counted with them."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A behaviour of the plan in the conversations before it and in it. `welcome`: more of it is what one wants."""

    label: str
    note: str
    welcome: bool
    before: Found
    during: Found
    difference: Difference


@dataclass(frozen=True, slots=True)
class PlanView:
    id: int
    when: str
    then: str
    behaviours: Sequence[str]
    labels: Sequence[str]
    starts_on: date
    midway_on: date
    ends_on: date
    starts_at: datetime
    ends_at: datetime
    """The midnights with which it begins and is over, where the learner is."""
    state: str
    note: str
    next: str
    day: int
    """Which day of the plan it is: 0 or less before it starts, 15 and more when it is over."""
    nudges: frozenset[str]
    """What the desk has brought back to mind: midway, end."""

    @property
    def over(self) -> bool:
        return self.day > rules.LENGTH.days


@dataclass(frozen=True, slots=True)
class Measures:
    """What is measured for a plan. `before` and `during` say how many conversations were looked at."""

    rows: Sequence[Measured]
    before: int
    during: int
    before_since: datetime | None


@dataclass(frozen=True, slots=True)
class WishesView:
    cards_a_day: int
    nudge_by_mail: bool


def plans(asker: Viewer) -> Sequence[PlanView]:
    """The asker's plans, the newest first, with the running one among them: two queries. Raises NotAllowed."""
    user = _user(asker)
    return [_view(it, _zone(user)) for it in _rows(user).order_by("-starts_on", "-id")[: PAST + 1]]


def plan(asker: Viewer, plan_id: int) -> PlanView:
    """One of the asker's own: two queries. Raises NotAllowed, NotFound."""
    user = _user(asker)
    found = _rows(user).filter(pk=plan_id).first()
    if found is None:
        raise NotFound("There is no such plan of yours.")
    return _view(found, _zone(user))


def measures(asker: Viewer, plan: PlanView) -> Measures:
    """The behaviours of one of the asker's plans, before and in it: five queries.

    Before are the conversations of the 28 days before its start, or the last 20 if they are fewer, none of them more
    than 180 days before. `plan` is the proof that it is the asker's own.
    """
    start = plan.starts_at
    signs = [_sign(BY_NAME[name]) for name in plan.behaviours if name in BY_NAME]
    periods = [(start - rules.FARTHEST, start), (start, plan.ends_at)]
    before, during = own_in(asker, gate.learner(asker), periods)
    before = _latest(before, start - rules.BEFORE)
    found, now_found = observe(signs, before, during)
    return Measures(
        [_measured(sign, found[sign.key], now_found[sign.key]) for sign in signs],
        before=len(before.conversations),
        during=len(during.conversations),
        before_since=before.conversations[-1].at if before.conversations else None,
    )


def wishes(asker: Viewer) -> WishesView:
    """What the asker wishes of the desk: one query. Raises NotAllowed."""
    it = Wishes.objects.filter(user=gate.learner(asker)).first()
    return WishesView(it.cards_a_day, it.nudge_by_mail) if it else WishesView(CARDS_A_DAY, False)


@dataclass(frozen=True, slots=True)
class BehaviourView:
    name: str
    label: str
    note: str


def behaviours() -> Sequence[tuple[str, Sequence[BehaviourView]]]:
    """What a plan may name, in groups. Asks no query."""
    groups = (
        ("I do it more", "agent", "helps"),
        ("I do it less", "agent", "harms"),
        ("It shows with the customer", "customer", ""),
    )
    return [
        (
            title,
            [
                BehaviourView(it.name, it.label, it.note)
                for it in BEHAVIOURS
                if it.party == party and effect in {it.effect, ""}
            ],
        )
        for title, party, effect in groups
    ]


def _user(asker: Viewer) -> User:
    return User.objects.get(pk=gate.learner(asker))


def _zone(user: User) -> ZoneInfo:
    return ZoneInfo(user.zone) if user.zone else ZoneInfo(timezone.get_default_timezone_name())


def _rows(user: User) -> QuerySet[Any]:
    return Plan.objects.filter(user=user).annotate(kinds=ArrayAgg("nudges__kind", filter=Q(nudges__isnull=False)))


def _view(it: Any, zone: ZoneInfo) -> PlanView:
    """`it`: a Plan with `kinds`, those of its nudges."""
    start, end = (datetime.combine(day, time(), zone) for day in (it.starts_on, rules.ends_on(it.starts_on)))
    return PlanView(
        id=it.pk,
        when=it.when,
        then=it.then,
        behaviours=it.behaviours,
        labels=[BY_NAME[name].label for name in it.behaviours if name in BY_NAME],
        starts_on=it.starts_on,
        midway_on=rules.midway_on(it.starts_on),
        ends_on=rules.ends_on(it.starts_on),
        starts_at=start,
        ends_at=end,
        state=it.state,
        note=it.note,
        next=it.next,
        day=rules.day_of(it.starts_on, clock.now().astimezone(zone).date()),
        nudges=frozenset(it.kinds or ()),
    )


def _latest(its: Own, since: datetime) -> Own:
    """Those since then, or the last so many, whichever is more."""
    lately = sum(it.at >= since for it in its.conversations)
    return replace(its, conversations=its.conversations[: max(lately, rules.AT_LEAST)])


def _sign(it: Behaviour) -> Sign:
    whose = Whose.OWN if it.party == "agent" else Whose.ANSWERED
    return Sign(it.name, it.label, frozenset({it.name}), whose, it.effect, it.name in IN_TIME)


WELCOME_OF_CUSTOMERS = frozenset({"confirming", "gratitude"})


def _measured(sign: Sign, before: Found, during: Found) -> Measured:
    it = BY_NAME[sign.key]
    welcome = it.name in WELCOME_OF_CUSTOMERS if it.party == "customer" else it.effect != "harms"
    return Measured(it.label, it.note, welcome, before, during, difference(before.share, during.share))
