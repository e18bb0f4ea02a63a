"""Courses that are asked of a team or of one of its members, by when; taken back; told of by mail."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from allears.accounts.models import Team, User
from allears.accounts.rules import Viewer
from allears.events.actions import record
from allears.learning import gate
from allears.learning.models import Assignment
from allears.learning.rules.assignments import wrong_due
from allears.lib import clock
from allears.lib.errors import Invalid, NotFound
from allears.lib.text import one_line

LONGEST_NOTE = 300


@transaction.atomic
def assign(
    asker: Viewer,
    course_slug: str,
    team_id: int,
    *,
    user_id: int | None = None,
    due: datetime | None = None,
    note: str = "",
) -> Assignment:
    """Ask a course of one member of a team, or of the whole team (`user_id` None).

    What is asked already is not asked twice: another day or note changes it. Raises NotAllowed, NotFound, and Invalid
    where the day has passed or the person is not in the team.
    """
    gate.coach(asker, team_id)
    course = gate.course(asker, course_slug)
    if course.hidden_at:
        raise Invalid("course", "This course is no longer offered.")
    if not Team.objects.filter(pk=team_id).exists():
        raise NotFound("There is no such team.")
    member = None
    if user_id is not None:
        member = User.objects.filter(pk=user_id, is_active=True, memberships__team=team_id).first()
        if member is None:
            raise Invalid("who", "This person is not in the team.")
    words = one_line(note, LONGEST_NOTE)
    row, fresh = Assignment.objects.select_for_update(of=("self",)).get_or_create(
        course=course,
        team_id=team_id,
        user=member,
        ended_at=None,
        defaults={"due": due, "note": words, "assigned_by_id": asker.user_id, "assigned_at": clock.now()},
    )
    if (fresh or row.due != due) and (problem := wrong_due(due, clock.now())):
        raise Invalid("due", problem)
    if fresh:
        _note(asker, "course.assigned", row)
    elif (row.due, row.note) != (due, words):
        row.due, row.note = due, words
        row.save(update_fields=["due", "note"])
        _note(asker, "assignment.changed", row)
    return row


@transaction.atomic
def end_assignment(asker: Viewer, assignment_id: int) -> Assignment:
    """Take back what was asked. What was learned meanwhile stays. Raises NotFound."""
    row = gate.assignment(asker, assignment_id)
    row.ended_at = clock.now()
    row.save(update_fields=["ended_at"])
    _note(asker, "assignment.ended", row)
    return row


def _note(asker: Viewer, verb: str, row: Assignment) -> None:
    told = {"course": row.course.slug, "team": row.team_id, "user": row.user_id}
    record(verb, "assignment", row.pk, actor_id=asker.user_id, actor=asker.name, data=told)
