"""How far a team is, for those who coach it: courses, members and what is asked; never what anybody answered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, Sum
from django.db.models.functions import Least

from allears.accounts.models import Membership, Team
from allears.accounts.rules import Viewer
from allears.learning import gate
from allears.learning.models import Assignment, Course, Enrolment
from allears.learning.rules.assignments import AskedState, state_of
from allears.learning.rules.progress import Steps, total
from allears.lib import clock
from allears.lib.errors import Invalid, NotFound
from allears.lib.text import storable

MEMBERS_A_PAGE = 50
LISTED = 50
"""Assignments to single members that are listed; they all count."""


@dataclass(frozen=True, slots=True)
class TeamCourse:
    """A course in a team: of those who began it or of whom it is asked, how many have begun and done it whole.

    `steps` are theirs together. `overdue`: how many have not done it though it was due for the whole team.
    """

    slug: str
    title: str
    people: int
    begun: int
    done: int
    steps: Steps
    assigned: bool
    due: datetime | None
    overdue: int


@dataclass(frozen=True, slots=True)
class AssignmentView:
    """What is asked. `name`: of whom; empty: of the whole team."""

    id: int
    course: str
    title: str
    name: str
    due: datetime | None
    note: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the team. `steps` over the courses that he began or that are asked of him; `last_at`: last active."""

    id: int
    name: str
    role: str
    steps: Steps
    begun: int
    done: int
    last_at: datetime | None
    asked: int
    asked_done: int
    late: int
    overdue: int


@dataclass(frozen=True, slots=True)
class TeamProgress:
    """A team as its coach sees it, with a page of its members by name."""

    id: int
    slug: str
    name: str
    members: int
    steps: Steps
    courses: Sequence[TeamCourse]
    assignments: Sequence[AssignmentView]
    page: Sequence[Member]
    next: str


def team_progress(asker: Viewer, team_slug: str, *, after: str = "") -> TeamProgress:
    """How far a team is. Seven queries, however many members. `after`: the last member seen, as `next` names him.

    Raises NotFound, NotAllowed, and Invalid for an `after` that is none.
    """
    team, size = _team(asker, team_slug)
    asked = list(
        Assignment.objects.filter(team=team, ended_at=None)
        .filter(Q(user=None) | Q(user__is_active=True, user__memberships__team=team))
        .select_related("course__current", "user", "assigned_by")
        .order_by(F("user").asc(nulls_first=True), "due", "id")[:LISTED]
    )
    courses = _courses(team, size, [it for it in asked if it.user_id is None])
    page, following = _page(team, after)
    return TeamProgress(
        id=team.pk,
        slug=team.slug,
        name=team.name,
        members=size,
        steps=total(it.steps for it in courses),
        courses=courses,
        assignments=[assignment_view(it) for it in asked],
        page=page,
        next=following,
    )


def _team(asker: Viewer, slug: str) -> tuple[Team, int]:
    """The team, and how many are in it."""
    size = Count("memberships", filter=Q(memberships__user__is_active=True))
    found = Team.objects.filter(slug=slug).annotate(size=size).first()
    if found is None:
        raise NotFound("There is no such team.")
    gate.coach(asker, found.pk)
    return found, found.size


ABOUT = ("course", "course__slug", "course__title", "course__position", "course__current__steps")
"""What is read of a course beside what is counted in it."""


@dataclass(slots=True)
class _Counted:
    """What is added up of one course."""

    slug: str
    title: str
    position: int
    each: int
    begun: int = 0
    done: int = 0
    steps: Steps = field(default_factory=lambda: Steps(0, 0))
    waiting: int = 0
    asked: Assignment | None = None


def _courses(team: Team, size: int, asked: Sequence[Assignment]) -> list[TeamCourse]:
    """Two queries: what was begun, and what is asked of single members who have not begun. `asked`: of the whole
    team."""
    found: dict[int, _Counted] = {}

    def of(row: Mapping[str, Any]) -> _Counted:
        about = _Counted(row[ABOUT[1]], row[ABOUT[2]], row[ABOUT[3]], row[ABOUT[4]] or 0)
        return found.setdefault(row["course"], about)

    in_team = Membership.objects.filter(team=team, user__is_active=True).values("user")
    enrolled = (
        Enrolment.objects.filter(user__in=in_team)
        .values(*ABOUT)
        .annotate(begun=Count("pk"), whole=Count("completed_at"), stepped=Sum(Least("done", "steps")), all=Sum("steps"))
        .order_by()
    )
    for row in enrolled:
        it = of(row)
        it.begun, it.done, it.steps = row["begun"], row["whole"], Steps(row["stepped"], row["all"])
    has_begun = Enrolment.objects.filter(user=OuterRef("user"), course=OuterRef("course"))
    single = (
        Assignment.objects.filter(team=team, ended_at=None, user__in=in_team)
        .exclude(Exists(has_begun))
        .values(*ABOUT)
        .annotate(people=Count("pk"))
        .order_by()
    )
    for row in single:
        of(row).waiting = row["people"]
    for one in asked:
        course = one.course
        values = (course.pk, course.slug, course.title, course.position, course.current and course.current.steps)
        it = of(dict(zip(ABOUT, values, strict=True)))
        it.asked, it.waiting = one, max(0, size - it.begun)
    return [_course(it, size) for it in sorted(found.values(), key=lambda it: (it.position, it.title))]


def _course(it: _Counted, size: int) -> TeamCourse:
    due = it.asked.due if it.asked else None
    return TeamCourse(
        slug=it.slug,
        title=it.title,
        people=it.begun + it.waiting,
        begun=it.begun,
        done=it.done,
        steps=Steps(it.steps.done, it.steps.all + it.waiting * it.each),
        assigned=it.asked is not None,
        due=due,
        overdue=size - it.done if due and due < clock.now() else 0,
    )


def assignment_view(it: Assignment) -> AssignmentView:
    """What is asked, for those who passed the gate."""
    return AssignmentView(
        id=it.pk,
        course=it.course.slug,
        title=it.course.title,
        name=str(it.user or ""),
        due=it.due,
        note=it.note,
        by=str(it.assigned_by or ""),
        at=it.assigned_at,
    )


def _page(team: Team, after: str) -> tuple[list[Member], str]:
    """A page of members by name; three queries."""
    rows = (
        Membership.objects.filter(team=team, user__is_active=True)
        .select_related("user")
        .order_by("user__name", "user_id")
    )
    if after:
        number, _, name = after.partition("_")
        if not number.isascii() or not number.isdigit() or len(number) > 18:
            raise Invalid("after", "This page address is not complete. Go back to the first page.")
        rows = rows.filter(Q(user__name__gt=storable(name)) | Q(user__name=storable(name), user_id__gt=int(number)))
    found = list(rows[: MEMBERS_A_PAGE + 1])
    listed = found[:MEMBERS_A_PAGE]
    standings = standings_of([it.user_id for it in listed], [team.pk])
    page = [_member(it, standings.get(it.user_id, [])) for it in listed]
    last = listed[-1].user if len(found) > MEMBERS_A_PAGE else None
    return page, f"{last.pk}_{last.name}" if last else ""


@dataclass(frozen=True, slots=True)
class Standing:
    """How far somebody is in one course, and what is asked of him there (None: nothing).

    `enrolment` None: he has not begun.
    """

    course: Course
    enrolment: Enrolment | None
    asked: AskedState | None
    due: datetime | None

    @property
    def steps(self) -> Steps:
        if self.enrolment is not None:
            return Steps(self.enrolment.done, self.enrolment.steps)
        return Steps(0, self.course.current.steps if self.course.current else 0)


def standings_of(user_ids: Sequence[int], team_ids: Iterable[int]) -> dict[int, list[Standing]]:
    """The courses of these members of the teams, by member: begun, or asked of them. Two queries."""
    now = clock.now()
    enrolments: dict[int, dict[int, Enrolment]] = {}
    for it in Enrolment.objects.filter(user__in=user_ids).select_related("course__current"):
        enrolments.setdefault(it.user_id, {})[it.course_id] = it
    asked = list(
        Assignment.objects.filter(ended_at=None, team__in=list(team_ids))
        .filter(Q(user=None) | Q(user__in=user_ids))
        .select_related("course__current")
        .order_by("id")
    )
    found: dict[int, list[Standing]] = {}
    for user_id in user_ids:
        own = enrolments.get(user_id, {})
        dues: dict[int, list[Assignment]] = {}
        for one in asked:
            if one.user_id in {None, user_id}:
                dues.setdefault(one.course_id, []).append(one)
        courses = {it.course_id: it.course for it in own.values()}
        courses |= {one.course_id: one.course for ones in dues.values() for one in ones}
        for course_id, course in courses.items():
            enrolment = own.get(course_id)
            due = min((it.due for it in dues.get(course_id, []) if it.due), default=None)
            done = enrolment.completed_at if enrolment else None
            state = state_of(due, done, now) if course_id in dues else None
            found.setdefault(user_id, []).append(Standing(course, enrolment, state, due))
    return found


def _member(row: Membership, standings: Sequence[Standing]) -> Member:
    states = [it.asked for it in standings if it.asked is not None]
    begun = [it.enrolment for it in standings if it.enrolment is not None]
    return Member(
        id=row.user_id,
        name=str(row.user),
        role=row.role,
        steps=total(it.steps for it in standings),
        begun=len(begun),
        done=sum(it.completed_at is not None for it in begun),
        last_at=max((it.last_at for it in begun), default=None),
        asked=len(states),
        asked_done=sum(it in {AskedState.DONE, AskedState.LATE} for it in states),
        late=states.count(AskedState.LATE),
        overdue=states.count(AskedState.OVERDUE),
    )
