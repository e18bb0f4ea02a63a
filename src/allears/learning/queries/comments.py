"""What is said under a lesson, the newest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from allears.accounts.rules import Verb, Viewer
from allears.learning import gate
from allears.learning.models import Comment
from allears.learning.rules.progress import CommentState
from allears.lib.errors import Invalid

COMMENTS_A_PAGE = 20
MOST_COUNTED = 999
"""A lesson with more comments says “more than 999”: counting stops there."""


@dataclass(frozen=True, slots=True)
class CommentView:
    """One comment. `hidden_by`: who hid it (empty: it is shown); only its writer and coaches see a hidden one."""

    id: int
    user_id: int
    name: str
    text: str
    at: datetime
    hidden: bool
    hidden_by: str
    mine: bool


@dataclass(frozen=True, slots=True)
class Comments:
    """A page of them. `count`: those that everybody sees, MOST_COUNTED + 1 for more; `next`: where older ones begin."""

    course: str
    lesson: str
    rows: Sequence[CommentView]
    count: int
    next: str
    moderates: bool


def comments(asker: Viewer, course_slug: str, lesson_slug: str, *, after: str = "") -> Comments:
    """The newest page, or the one after `after`. Three queries. Raises NotFound, NotAllowed, Invalid."""
    user_id = gate.learner(asker)
    course = gate.course(asker, course_slug)
    moderates = asker.may_somewhere(Verb.COACH)
    rows = Comment.objects.filter(course=course, lesson=lesson_slug)
    shown = rows.filter(state=CommentState.SHOWN)
    seen = rows if moderates else rows.filter(Q(state=CommentState.SHOWN) | Q(user=user_id))
    if after:
        if not after.isascii() or not after.isdigit() or len(after) > 18:
            raise Invalid("after", "This page address is not complete. Go back to the first page.")
        seen = seen.filter(pk__lt=int(after))
    found = list(seen.select_related("user", "moderated_by").order_by("-id")[: COMMENTS_A_PAGE + 1])
    listed = found[:COMMENTS_A_PAGE]
    return Comments(
        course=course.slug,
        lesson=lesson_slug,
        rows=[_view(it, user_id) for it in listed],
        count=shown.values("pk")[: MOST_COUNTED + 1].count(),
        next=str(listed[-1].pk) if len(found) > COMMENTS_A_PAGE else "",
        moderates=moderates,
    )


def _view(it: Comment, user_id: int) -> CommentView:
    hidden = it.state == CommentState.HIDDEN
    return CommentView(
        id=it.pk,
        user_id=it.user_id,
        name=str(it.user),
        text=it.text,
        at=it.at,
        hidden=hidden,
        hidden_by=str(it.moderated_by or "") if hidden else "",
        mine=it.user_id == user_id,
    )
