"""What is asked of learners goes to them by mail, once each, where a mail server is set up."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from allears.accounts.models import User
from allears.learning.models import Assignment, AssignmentTold, Enrolment
from allears.lib import clock


def tell_of_assignment(assignment_id: int) -> int:
    """Send the mails of this assignment that are still to be sent; returns how many were.

    Each is noted in the transaction that sends it, so that being called twice, or broken off and called again, sends
    nobody a second one. Whoever has done the course already is left in peace. Raises OSError where the server may take
    the rest later.
    """
    if not settings.MAIL_IS_SENT:
        return 0
    sent = 0
    for user_id in _to_tell(assignment_id).values_list("pk", flat=True):
        sent += _tell(assignment_id, user_id)
    return sent


def _to_tell(assignment_id: int) -> QuerySet[User]:
    row = Assignment.objects.filter(pk=assignment_id, ended_at=None).first()
    if row is None:
        return User.objects.none()
    users = User.objects.filter(is_active=True, memberships__team=row.team_id).order_by("pk")
    if row.user_id is not None:
        users = users.filter(pk=row.user_id)
    done = Enrolment.objects.filter(course=row.course_id, completed_at__isnull=False).values("user")
    return users.exclude(pk__in=done).exclude(pk__in=row.told.values("user"))


@transaction.atomic
def _tell(assignment_id: int, user_id: int) -> bool:
    row = Assignment.objects.select_related("course", "assigned_by").filter(pk=assignment_id, ended_at=None).first()
    if row is None:
        return False
    _, fresh = AssignmentTold.objects.get_or_create(assignment=row, user_id=user_id, defaults={"at": clock.now()})
    if not fresh:
        return False
    user = User.objects.get(pk=user_id)
    EmailMessage(
        f"Asked of you: {row.course.title}", _text(row, user), settings.DEFAULT_FROM_EMAIL, [user.email]
    ).send()
    return True


def _text(row: Assignment, user: User) -> str:
    by = f"{row.assigned_by} asks" if row.assigned_by else "Your team asks"
    due = timezone.localtime(row.due) if row.due else None
    until = f", by {due:%A} {due.day} {due:%B}" if due else ""
    note = f"\n\n“{row.note}”" if row.note else ""
    where = f"{settings.SITE_URL}/learning/courses/{row.course.slug}"
    return f"Dear {user.name},\n\n{by} you to do the course “{row.course.title}”{until}.{note}\n\n{where}\n"
