"""One person as his coach sees him: courses and certificates, nothing private."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from allears.accounts.models import Membership, User
from allears.accounts.rules import Verb, Viewer
from allears.learning.models import Certificate
from allears.learning.rules.assignments import AskedState
from allears.learning.rules.certificates import per_cent
from allears.learning.rules.progress import Steps, total
from allears.lib.errors import NotFound

from .certificates import CertificateView, view_of
from .teams import Standing, standings_of


@dataclass(frozen=True, slots=True)
class LearnerCourse:
    """How far he is. `points` in per cent of the course's (None: nothing is scored, or he has not begun)."""

    slug: str
    title: str
    steps: Steps
    points: int | None
    started_at: datetime | None
    last_at: datetime | None
    completed_at: datetime | None
    asked: AskedState | None
    due: datetime | None


@dataclass(frozen=True, slots=True)
class LearnerView:
    """`teams`: (id, slug, name, role) of those that the one who looks coaches."""

    id: int
    name: str
    teams: Sequence[tuple[int, str, str, str]]
    steps: Steps
    last_at: datetime | None
    courses: Sequence[LearnerCourse]
    certificates: Sequence[CertificateView]


def learner(asker: Viewer, user_id: int) -> LearnerView:
    """A member of a team that `asker` coaches. Five queries. Raises NotFound."""
    user = User.objects.filter(pk=user_id, is_active=True).first()
    teams = asker.teams(Verb.COACH)
    memberships = Membership.objects.filter(user=user_id).select_related("team").order_by("team__name")
    seen = [it for it in memberships if teams is None or it.team_id in teams]
    if user is None or not (seen or teams is None):
        raise NotFound("There is no such learner.")
    standings = standings_of([user_id], [it.team_id for it in seen]).get(user_id, [])
    standings.sort(key=lambda it: (it.course.position, it.course.title))
    certificates = Certificate.objects.filter(enrolment__user=user_id).order_by("-issued_at")
    courses = [_course(it) for it in standings]
    return LearnerView(
        id=user.pk,
        name=str(user),
        teams=[(it.team_id, it.team.slug, it.team.name, it.role) for it in seen],
        steps=total(it.steps for it in courses),
        last_at=max((it.last_at for it in courses if it.last_at), default=None),
        courses=courses,
        certificates=[view_of(it) for it in certificates],
    )


def _course(it: Standing) -> LearnerCourse:
    had = it.enrolment
    return LearnerCourse(
        slug=it.course.slug,
        title=it.course.title,
        steps=it.steps,
        points=per_cent(had.points, had.scored) if had else None,
        started_at=had.started_at if had else None,
        last_at=had.last_at if had else None,
        completed_at=had.completed_at if had else None,
        asked=it.asked,
        due=it.due,
    )
