"""What is asked of somebody."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Q, QuerySet

from allears.accounts.rules import Viewer
from allears.learning import gate
from allears.learning.models import Assignment, Course, Enrolment
from allears.learning.rules.assignments import Asked, first, state_of
from allears.lib import clock


def asked(asker: Viewer) -> Mapping[str, Asked]:
    """The courses that are asked of `asker`, by their slugs; of several askings of one course the one due first.

    Two queries. Raises NotAllowed.
    """
    user_id = gate.learner(asker)
    rows = list(of_member(user_id, asker.roles))
    done = Enrolment.objects.filter(user=user_id, course__in={it.course_id for it in rows})
    completed = dict(done.values_list("course", "completed_at")) if rows else {}
    found: dict[str, list[Asked]] = {}
    for it in rows:
        state = state_of(it.due, completed.get(it.course_id), clock.now())
        by = "" if it.assigned_by_id == user_id else str(it.assigned_by or it.team)
        found.setdefault(it.course.slug, []).append(Asked(by, it.due, it.note, state))
    return {slug: one for slug, several in found.items() if (one := first(several))}


def of_member(user_id: int, team_ids: Iterable[int]) -> QuerySet[Assignment]:
    """What is asked of a member of these teams, himself or with the whole team."""
    rows = Assignment.objects.filter(ended_at=None, team__in=list(team_ids))
    return rows.filter(Q(user=None) | Q(user=user_id)).select_related("course", "team", "assigned_by").order_by("id")


def can_be_asked(asker: Viewer) -> Sequence[tuple[str, str]]:
    """The courses that can be asked of somebody: (slug, title), in the catalogue's order. Raises NotAllowed."""
    gate.coach(asker)
    rows = Course.objects.filter(hidden_at=None).exclude(current=None).order_by("position", "title", "id")
    return list(rows.values_list("slug", "title"))
