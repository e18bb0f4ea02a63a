"""Courses, how far one is in them, what is asked, what is said under lessons, and certificates."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from ninja.params import functions as param_functions
from pydantic import BaseModel, Field

from allears.learning.rules.assignments import AskedState

from .common import LARGEST_ID, NEXT, Id, In, Moment, Next, Out, Paged, one_of, said

TITLE = "Listening"
CODE = "0f8b3c6e9d2a41758e6b0c1f2a3d4e5b"


def _slug(what: str, example: str) -> object:
    return param_functions.Path(
        ..., pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80, description=what, example=example
    )


CourseSlug = Annotated[str, _slug("The course, by its slug.", "school")]
LessonSlug = Annotated[str, _slug("The lesson, by its slug.", "all")]
AssignmentId = Annotated[
    int, param_functions.Path(..., ge=1, le=LARGEST_ID, description="The number of the assignment.", example=4)
]
CommentId = Annotated[
    int, param_functions.Path(..., ge=1, le=LARGEST_ID, description="The number of the comment.", example=8)
]
LearnerId = Annotated[
    int, param_functions.Path(..., ge=1, le=LARGEST_ID, description="The number of the colleague.", example=5)
]
Code = Annotated[
    str, param_functions.Path(..., pattern=r"^[0-9a-f]{32}$", description="The code of the certificate.", example=CODE)
]


class Steps(Out):
    """Steps done of all steps: a lesson has one for each exercise, and one for being read to its end."""

    done: int = said("Steps done.", 13)
    all: int = said("All steps.", 64)
    per_cent: int = said("The same in per cent, rounded down.", 20)


class AskedOf(Out):
    """A course that is asked of you."""

    by: str = said("Who asks it.", "Cora Coach")
    due: datetime | None = said("By when; null: no day was named.", "2030-12-04T23:59:59Z")
    note: str = said("A word with it.", "Before the school term begins.")
    state: Annotated[str, one_of(AskedState)] = said(
        "`open`, `soon`, `overdue`, `done` or `late` (done, after it was due).", "soon"
    )


class CourseLine(Out):
    """A course in the catalogue, and how far you are in it."""

    slug: str = said("Its slug, which never changes.", "listening")
    title: str = said("Its title.", TITLE)
    summary: str = said("What it is about.", "How to let a customer have their say.")
    lessons: int = said("How many lessons it has.", 8)
    minutes: int = said("How long reading it takes.", 68)
    steps: Steps | None = Field(description="How far you are; null: not begun.")
    completed_at: datetime | None = said("When you first did it whole.", "2026-03-06T17:00:00Z")
    newer: bool = said("True if there is a newer version than the one that you began.", False)
    asked: AskedOf | None = Field(description="Whether it is asked of you.")


class CourseList(Out):
    """The catalogue."""

    rows: list[CourseLine] = Field(description="In the order of the catalogue.")


class LessonLine(Out):
    """A lesson of a course, and how far you are in it."""

    slug: str = said("Its slug.", "hearing-and-listening")
    title: str = said("Its title.", "Hearing and listening")
    minutes: int = said("How long reading it takes.", 7)
    exercises: int = said("How many exercises it has.", 6)
    steps: Steps = Field(description="How far you are.")


class Course(Out):
    """A course, in the version that you began, or the newest one where you have not begun."""

    slug: str = said("Its slug.", "listening")
    title: str = said("Its title.", TITLE)
    summary: str = said("What it is about.", "How to let a customer have their say.")
    language: str = said("Its language (BCP 47).", "en")
    version: int = said("The number of the version.", 1)
    outcomes: list[str] = said("What one can do afterwards.", ["Tell hearing from listening"])
    lessons: list[LessonLine] = Field(description="Its lessons in their order.")
    steps: Steps = Field(description="How far you are.")
    points: float = said("The points of your best tries.", 9.5)
    scored: int = said("How many exercises give a point.", 44)
    pass_mark: int = said("Per cent of the points that a certificate needs; 0: none.", 70)
    begun: bool = said("True if you have begun it.", True)
    started_at: datetime | None = said("When you began.", "2026-03-02T09:00:00Z")
    completed_at: datetime | None = said("When you first did it whole.", "2026-03-06T17:00:00Z")
    asked: AskedOf | None = Field(description="Whether it is asked of you.")


class Comment(Out):
    """What somebody said under a lesson."""

    id: int = said("The number of the comment.", 8)
    name: str = said("Who said it.", "Leo Learner")
    text: str = said("What was said: plain text.", "What if he shouts?")
    at: datetime = said("When.", "2026-03-02T09:00:00Z")
    hidden: bool = said("True if it is hidden: you see it because it is yours, or because you coach.", False)
    hidden_by: str = said("Who hid it.", "")
    mine: bool = said("True if it is yours.", False)


class CommentPage(Out):
    """One page of comments."""

    rows: list[Comment] = Field(description="The newest first.")
    count: int = said("How many everybody sees; 1000: more than 999.", 4)
    next: Next = said(NEXT, "8")


class CommentsFrom(BaseModel):
    """Where a page of comments begins."""

    after: str = said("The `next` of the page before.", "8", default="", max_length=18, pattern=r"^[0-9]*$")


class NewComment(In):
    """Something to say under a lesson."""

    text: str = said("Plain text.", "What if he shouts?", min_length=1, max_length=2000)


class NewAssignment(In):
    """A course to be asked of a team, or of one of its members."""

    course: str = said(
        "The course, by its slug.", "school", min_length=1, max_length=80, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$"
    )
    user: Id | None = said("The number of the member; without it, the whole team.", 5, default=None)
    due: Moment | None = said(
        "By when; it has to lie ahead, by three years at most.", "2027-06-04T23:59:59Z", default=None
    )
    note: str = said("A word with it.", "Before the school term begins.", default="", max_length=300)


class Assignment(Out):
    """A course that is asked."""

    id: int = said("The number of the assignment.", 4)
    course: str = said("The course, by its slug.", "listening")
    title: str = said("Its title.", TITLE)
    name: str = said("Of whom; empty: of the whole team.", "Leo Learner")
    due: datetime | None = said("By when; null: no day was named.", "2027-06-04T23:59:59Z")
    note: str = said("A word with it.", "Before the school term begins.")
    by: str = said("Who asks it.", "Cora Coach")
    at: datetime = said("Since when.", "2026-03-02T09:00:00Z")


class TeamCourse(Out):
    """A course in a team: of those who began it or of whom it is asked."""

    slug: str = said("Its slug.", "listening")
    title: str = said("Its title.", TITLE)
    people: int = said("How many they are.", 4)
    begun: int = said("How many have begun.", 3)
    done: int = said("How many have done it whole.", 1)
    steps: Steps = Field(description="Their steps together.")
    assigned: bool = said("True if it is asked of the whole team.", True)
    due: datetime | None = said("By when.", "2030-12-04T23:59:59Z")
    overdue: int = said("How many have not done it though it was due.", 0)


class Member(Out):
    """Somebody of the team: how far, never what he answered."""

    id: int = said("The number of the colleague.", 5)
    name: str = said("The name.", "Leo Learner")
    role: str = said("`agent`, `coach` or `learner`.", "learner")
    steps: Steps = Field(description="Over the courses that were begun or are asked.")
    begun: int = said("Courses begun.", 2)
    done: int = said("Courses done whole.", 1)
    last_at: datetime | None = said("Last active.", "2026-03-06T17:00:00Z")
    asked: int = said("Courses that are asked.", 2)
    asked_done: int = said("Of these, done.", 1)
    late: int = said("Of these, done after they were due.", 0)
    overdue: int = said("Due, and not done.", 0)


class TeamProgress(Out):
    """How far a team is, with a page of its members."""

    id: int = said("The number of the team.", 1)
    name: str = said("Its name.", "Billing")
    members: int = said("How many are in it.", 4)
    steps: Steps = Field(description="All of them together, over everything that was begun or is asked.")
    courses: list[TeamCourse] = Field(description="In the order of the catalogue.")
    assignments: list[Assignment] = Field(description="What is asked now; 50 at most.")
    page: list[Member] = Field(description="Members by name.")
    next: Next = said(NEXT, "5_Leo Learner")


class MembersFrom(Paged):
    """Where a page of members begins."""

    after: str = said("The `next` of the page before.", "5_Leo Learner", default="", max_length=160)


class LearnerCourse(Out):
    """A course of somebody whom you coach."""

    slug: str = said("Its slug.", "listening")
    title: str = said("Its title.", TITLE)
    steps: Steps = Field(description="How far.")
    points: int | None = said("Per cent of the course's points; null: not begun, or nothing is scored.", 88)
    started_at: datetime | None = said("When it was begun.", "2026-03-02T09:00:00Z")
    last_at: datetime | None = said("Last active in it.", "2026-03-06T17:00:00Z")
    completed_at: datetime | None = said("When it was first done whole.", "2026-03-06T17:00:00Z")
    asked: Annotated[str, one_of(AskedState)] | None = said("What has become of it, where it is asked.", "done")
    due: datetime | None = said("By when it is asked.", "2030-12-04T23:59:59Z")


class Certificate(Out):
    """What a certificate says."""

    code: str = said("What its page is found by.", CODE)
    name: str = said("Who has it.", "Leo Learner")
    title: str = said("Of which course.", TITLE)
    version: int = said("In which version.", 1)
    per_cent: int | None = said("Of the points; null: nothing in it is scored.", 88)
    issued_at: datetime = said("When it was given.", "2026-03-06T17:00:00Z")
    revoked_at: datetime | None = said("When it was revoked; null: it stands.", None)


class Learner(Out):
    """Somebody whom you coach: courses and certificates, nothing private."""

    id: int = said("The number of the colleague.", 5)
    name: str = said("The name.", "Leo Learner")
    steps: Steps = Field(description="Over the courses that were begun or are asked.")
    last_at: datetime | None = said("Last active.", "2026-03-06T17:00:00Z")
    courses: list[LearnerCourse] = Field(description="Begun, or asked.")
    certificates: list[Certificate] = Field(description="The newest first.")
