"""What is said under a lesson: written, taken back by its writer, hidden and shown again by those who coach."""

from __future__ import annotations

from django.db import transaction

from allears.accounts.rules import Viewer
from allears.events.actions import record
from allears.learning import gate
from allears.learning.models import Comment, Course, Enrolment, Lesson
from allears.learning.rules.progress import CommentState
from allears.lib import clock
from allears.lib.errors import Invalid, NotFound
from allears.lib.text import storable

from .reading import NO_LESSON

LONGEST_COMMENT = 2_000
"""Characters of one comment."""
NO_COMMENT = "There is no such comment."


@transaction.atomic
def write_comment(asker: Viewer, course_slug: str, lesson_slug: str, text: str) -> Comment:
    """Say something under a lesson. The same words sent twice in a row stand there once.

    Raises NotFound, NotAllowed, and Invalid for an empty or too long text.
    """
    user_id = gate.learner(asker)
    course = gate.course(asker, course_slug)
    versions = Enrolment.objects.filter(user=user_id, course=course).values_list("version", flat=True)
    if not Lesson.objects.filter(version__in=[course.current_id, *versions], slug=lesson_slug).exists():
        raise NotFound(NO_LESSON)
    words = storable(text).strip()
    if not words:
        raise Invalid("text", "Write something first.")
    if len(words) > LONGEST_COMMENT:
        raise Invalid("text", f"This is longer than {LONGEST_COMMENT:,} characters: say it shorter.")
    last = Comment.objects.filter(course=course, lesson=lesson_slug).order_by("-id").first()
    if last is not None and last.user_id == user_id and last.text == words:
        return last
    comment = Comment.objects.create(course=course, lesson=lesson_slug, user_id=user_id, text=words, at=clock.now())
    _note(asker, "comment.written", comment, course)
    return comment


@transaction.atomic
def take_back_comment(asker: Viewer, comment_id: int) -> Comment:
    """Take one's own comment away. Raises NotFound for any other."""
    comment = _locked(comment_id, user_id=gate.learner(asker))
    _note(asker, "comment.taken_back", comment, comment.course)
    comment.delete()
    return comment


@transaction.atomic
def hide_comment(asker: Viewer, comment_id: int) -> Comment:
    """Hide a comment from all but its writer and those who coach. Raises NotFound, NotAllowed."""
    return _moderate(asker, comment_id, CommentState.HIDDEN)


@transaction.atomic
def show_comment(asker: Viewer, comment_id: int) -> Comment:
    """Show a hidden comment again. Raises NotFound, NotAllowed."""
    return _moderate(asker, comment_id, CommentState.SHOWN)


def _moderate(asker: Viewer, comment_id: int, state: CommentState) -> Comment:
    gate.coach(asker)
    comment = _locked(comment_id)
    if comment.state != state:
        comment.state, comment.moderated_by_id = state, asker.user_id
        comment.save(update_fields=["state", "moderated_by"])
        _note(asker, f"comment.{state.value}", comment, comment.course)
    return comment


def _locked(comment_id: int, user_id: int | None = None) -> Comment:
    rows = Comment.objects.select_for_update(of=("self",)).select_related("course").filter(pk=comment_id)
    found = (rows if user_id is None else rows.filter(user=user_id)).first()
    if found is None:
        raise NotFound(NO_COMMENT)
    return found


def _note(asker: Viewer, verb: str, comment: Comment, course: Course) -> None:
    told = {"course": course.slug, "lesson": comment.lesson}
    record(verb, "comment", comment.pk, actor_id=asker.user_id, actor=asker.name, data=told)
