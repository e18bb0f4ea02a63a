"""Reads of the mirror: one's own, and those that others share with their coach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from allears.accounts.models import Membership
from allears.accounts.rules import Role, Viewer
from allears.learning import gate
from allears.learning.models import MirrorShare, MirrorTaking
from allears.learning.rules.mirror import HABITS, SIGNS, Band, Habit, band
from allears.lib import clock
from allears.lib.errors import NotFound

from .observed import Found, Own, Stretch, observe, own, stretch

PERIOD = timedelta(days=180)
"""How far back conversations are looked at."""
TAKINGS = 60
NO_SUCH = "There is no such mirror, or it is not shared with you."


@dataclass(frozen=True, slots=True)
class TakingView:
    id: int
    at: datetime
    answers: Sequence[int]
    total: int
    band: Band


@dataclass(frozen=True, slots=True)
class HabitView:
    """A habit with the newest answer (None: not taken yet) and what was observed. `stretch`: only where it tells."""

    habit: Habit
    answer: int | None
    found: Sequence[Found]
    stretch: Stretch | None


@dataclass(frozen=True, slots=True)
class SharedWith:
    """A coach with whom the mirror can be shared, or is (`since`)."""

    coach_id: int
    name: str
    team: str
    since: datetime | None


@dataclass(frozen=True, slots=True)
class MirrorView:
    """`takings` are the latest, oldest first. `conversations` and `spoken`: how many were looked at."""

    user_id: int
    name: str
    takings: Sequence[TakingView]
    habits: Sequence[HabitView]
    conversations: int
    spoken: int
    since: datetime


@dataclass(frozen=True, slots=True)
class SharedMirror:
    user_id: int
    name: str
    team: str
    since: datetime


def mirror(asker: Viewer) -> MirrorView:
    """The asker's own mirror: five queries. Raises NotAllowed for the desk itself."""
    return _mirror(asker, gate.learner(asker), asker.name)


def mirror_of(asker: Viewer, user_id: int) -> MirrorView:
    """The mirror that somebody shares with the asker, who still coaches the team in which he does: seven queries.

    What was observed is counted in those of the conversations that the asker may open. Raises NotFound.
    """
    shared = next((it for it in mirrors_shared_with(asker) if it.user_id == user_id), None)
    if shared is None:
        raise NotFound(NO_SUCH)
    return _mirror(asker, user_id, shared.name)


def mirrors_shared_with(asker: Viewer) -> Sequence[SharedMirror]:
    """The mirrors that the asker may look into, by name: two queries. Only while he coaches the team, and the one who
    shares is in it: an owner has no way in."""
    if asker.user_id is None:
        return []
    coached = [team for team, role in asker.roles.items() if role is Role.COACH]
    rows = list(
        MirrorShare.objects.filter(coach=asker.user_id, ended_at=None, team__in=coached, user__is_active=True)
        .select_related("user", "team")
        .order_by("user__name", "id")
    )
    members = set(Membership.objects.filter(team__in=coached).values_list("user", "team"))
    return [
        SharedMirror(it.user_id, it.user.name or it.user.email, it.team.name, it.shared_at)
        for it in rows
        if (it.user_id, it.team_id) in members
    ]


def coaches(asker: Viewer) -> Sequence[SharedWith]:
    """The coaches of the asker's teams, by name, with whom the mirror is shared and with whom it could be: two
    queries."""
    user_id = gate.learner(asker)
    shared = dict(MirrorShare.objects.filter(user=user_id, ended_at=None).values_list("coach", "shared_at"))
    rows = (
        Membership.objects.filter(team__in=asker.roles, role=Role.COACH, user__is_active=True)
        .exclude(user=user_id)
        .select_related("user", "team")
        .order_by("user__name", "team__name")
    )
    found: dict[int, SharedWith] = {}
    for it in rows:
        name = it.user.name or it.user.email
        found.setdefault(it.user_id, SharedWith(it.user_id, name, it.team.name, shared.get(it.user_id)))
    return list(found.values())


def _mirror(asker: Viewer, user_id: int, name: str) -> MirrorView:
    since = clock.now() - PERIOD
    takings = _takings(user_id)
    its = own(asker, user_id, since=since)
    return MirrorView(
        user_id=user_id,
        name=name,
        takings=takings,
        habits=_habits(takings[-1].answers if takings else (), its),
        conversations=len(its.conversations),
        spoken=len(its.spoken),
        since=since,
    )


def _takings(user_id: int) -> Sequence[TakingView]:
    rows = MirrorTaking.objects.filter(user=user_id).order_by("-at", "-id")[:TAKINGS]
    return [TakingView(it.pk, it.at, it.answers, it.total, band(it.total)) for it in rows][::-1]


def _habits(answers: Sequence[int], its: Own) -> Sequence[HabitView]:
    (found,), long = observe(SIGNS, its), stretch(its)
    return [
        HabitView(
            habit,
            answers[place] if answers else None,
            [found[sign.key] for sign in habit.signs],
            long if habit.stretch else None,
        )
        for place, habit in enumerate(HABITS)
    ]
