"""What the demo's coaches ask of their teams, and what is said under lessons."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta

from django.utils import timezone

from allears.accounts.models import Team, User
from allears.accounts.queries import viewer
from allears.learning.actions import assign, issue_for, write_comment
from allears.learning.models import Assignment, Comment, Course, Enrolment
from allears.lib import clock

ASKED = (
    ("dilys.pugh", "front-desk", "listening", "", 9, "Before the school term begins: that is when everybody rings."),
    ("dilys.pugh", "front-desk", "promises", "joss.whitlow", 16, ""),
    ("margery.toll", "people", "customers", "", 0, "The applicants are customers too."),
)
"""Who asks, in which team, which course, of whom (empty: of everybody), within how many days (0: no day), a word."""
SAID = (
    (
        "tom.ackroyd",
        "listening",
        0,
        20,
        "I counted yesterday: eleven sentences that I finished for other people. Eleven.",
    ),
    ("dilys.pugh", "listening", 0, 19, "That is how it begins, Tom. Today it will be eight."),
    (
        "joss.whitlow",
        "listening",
        0,
        6,
        "May I really be silent for that long on the telephone? It feels like dropping them.",
    ),
    ("dilys.pugh", "listening", 0, 5, "Say “I’m listening” once, and then be it."),
    ("joss.whitlow", "customers", 0, 15, "I had never thought of the workshop as my customers."),
)
"""Who says it, in which course, under which of its lessons, how many days ago, and what."""


def load(users: Mapping[str, User]) -> None:
    """`users` by the name before the @. What is there already stays."""
    teams = dict(Team.objects.values_list("slug", "pk"))
    offered = dict(Course.objects.filter(hidden_at=None).exclude(current=None).values_list("slug", "current"))
    if not Assignment.objects.exists():
        for coach, team, course, who, days, note in ASKED:
            if coach in users and team in teams and course in offered:
                with clock.at(clock.now() - timedelta(days=5)):
                    user_id = users[who].pk if who in users else None
                    assign(viewer(users[coach]), course, teams[team], user_id=user_id, due=_due(days), note=note)
    if not Comment.objects.exists():
        for name, course, place, days, text in SAID:
            lessons = Course.objects.filter(slug=course).values_list("current__lessons__slug", flat=True)
            slugs = [it for it in lessons.order_by("current__lessons__position") if it]
            if name in users and place < len(slugs):
                with clock.at(clock.now() - timedelta(days=days, hours=2)):
                    write_comment(viewer(users[name]), course, slugs[place], text)
    for enrolment_id, done in Enrolment.objects.values_list("pk", "completed_at"):
        if done is not None:
            with clock.at(done):
                issue_for(enrolment_id)


def _due(days: int) -> datetime | None:
    """The end of that day, from five days ago when it was asked."""
    if not days:
        return None
    return timezone.make_aware(datetime.combine(timezone.localdate() + timedelta(days=days - 5), time(23, 59, 59)))
