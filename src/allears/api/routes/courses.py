"""Courses and how far one is, what is asked of whom, what is said under lessons, certificates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ninja import Query, Router

from allears.accounts import queries as accounts
from allears.accounts.rules import Verb
from allears.api.auth import Asked
from allears.api.schemas import courses as shapes
from allears.api.schemas.common import TeamId
from allears.learning import actions, queries
from allears.learning.models import Comment
from allears.lib.errors import NotFound

router = Router()


@router.get("/courses", response=shapes.CourseList, summary="List the courses")
def list_courses(request: Asked) -> Mapping[str, Any]:
    """The catalogue, with how far you are in each course and what is asked of you."""
    asked = queries.asked(request.auth)
    rows = queries.catalogue(request.auth).courses
    return {"rows": [_with(shapes.CourseLine, it, asked=asked.get(it.slug)) for it in rows]}


@router.get("/courses/{course}", response=shapes.Course, summary="Read a course")
def read_course(request: Asked, course: shapes.CourseSlug) -> Mapping[str, Any]:
    """Its lessons, and how far you are in each."""
    it = queries.course(request.auth, course)
    return _with(shapes.Course, it, asked=queries.asked(request.auth).get(it.slug))


@router.post("/courses/{course}/certificate", response=shapes.Certificate, summary="Get your certificate")
def get_certificate(request: Asked, course: shapes.CourseSlug) -> queries.CertificateView | None:
    """Of a course that you have done whole and whose mark you have reached; asked for again it is the same one."""
    return queries.certificate(actions.issue(request.auth, course).code)


@router.get("/certificates/{code}", response=shapes.Certificate, summary="Check a certificate")
def check_certificate(request: Asked, code: shapes.Code) -> queries.CertificateView:
    """What it says, and whether it stands. Anybody can do the same on its page, /certificates/CODE."""
    found = queries.certificate(code)
    if found is None:
        raise NotFound("No certificate was ever given under this code.")
    return found


@router.get("/courses/{course}/lessons/{lesson}/comments", response=shapes.CommentPage, summary="List what is said")
def list_comments(
    request: Asked, course: shapes.CourseSlug, lesson: shapes.LessonSlug, where: Query[shapes.CommentsFrom]
) -> queries.Comments:
    """What is said under a lesson."""
    return queries.comments(request.auth, course, lesson, after=where.after)


@router.post("/courses/{course}/lessons/{lesson}/comments", response={201: shapes.Comment}, summary="Say something")
def write_comment(
    request: Asked, course: shapes.CourseSlug, lesson: shapes.LessonSlug, comment: shapes.NewComment
) -> queries.CommentView:
    """Say something under a lesson. The same words sent twice in a row stand there once."""
    return _shown(request, actions.write_comment(request.auth, course, lesson, comment.text))


@router.delete("/comments/{comment_id}", response={204: None}, summary="Take a comment back")
def take_back_comment(request: Asked, comment_id: shapes.CommentId) -> None:
    """Your own."""
    actions.take_back_comment(request.auth, comment_id)


@router.post("/comments/{comment_id}/hide", response={204: None}, summary="Hide a comment")
def hide_comment(request: Asked, comment_id: shapes.CommentId) -> None:
    """From all but its writer and those who coach."""
    actions.hide_comment(request.auth, comment_id)


@router.post("/comments/{comment_id}/show", response={204: None}, summary="Show a hidden comment again")
def show_comment(request: Asked, comment_id: shapes.CommentId) -> None:
    """To everybody."""
    actions.show_comment(request.auth, comment_id)


@router.get("/teams/{team_id}/learning", response=shapes.TeamProgress, summary="See how far a team is")
def read_team_learning(request: Asked, team_id: TeamId, where: Query[shapes.MembersFrom]) -> queries.TeamProgress:
    """For those who coach it: courses, what is asked, and members; never what anybody answered."""
    slug = next((it.slug for it in accounts.teams(request.auth, Verb.COACH) if it.id == team_id), None)
    if slug is None:
        raise NotFound("There is no such team, or you do not coach it.")
    return queries.team_progress(request.auth, slug, after=where.after)


@router.post("/teams/{team_id}/assignments", response={201: shapes.Assignment}, summary="Ask a course")
def ask_course(request: Asked, team_id: TeamId, assignment: shapes.NewAssignment) -> queries.AssignmentView:
    """Of the whole team or of one member. What is asked already is not asked twice: another day or note changes it."""
    made = actions.assign(
        request.auth,
        assignment.course,
        team_id,
        user_id=assignment.user,
        due=assignment.due,
        note=assignment.note,
    )
    return queries.assignment_view(made)


@router.delete("/assignments/{assignment_id}", response={204: None}, summary="Take back what was asked")
def end_assignment(request: Asked, assignment_id: shapes.AssignmentId) -> None:
    """What was learned meanwhile stays."""
    actions.end_assignment(request.auth, assignment_id)


@router.get("/learners/{user_id}", response=shapes.Learner, summary="See how far somebody is")
def read_learner(request: Asked, user_id: shapes.LearnerId) -> queries.LearnerView:
    """A member of a team that you coach: courses and certificates, nothing private."""
    return queries.learner(request.auth, user_id)


def _with(shape: type[shapes.CourseLine | shapes.Course], it: object, **more: object) -> Mapping[str, Any]:
    """The fields of `shape` from `it`, and those that come from elsewhere."""
    return {name: getattr(it, name) for name in shape.model_fields if name not in more} | more


def _shown(request: Asked, comment: Comment) -> queries.CommentView:
    """The comment as its writer sees it."""
    rows = queries.comments(request.auth, comment.course.slug, comment.lesson, after=str(comment.pk + 1)).rows
    return rows[0]
