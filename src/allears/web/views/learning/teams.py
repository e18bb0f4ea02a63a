"""How far a team is, and what is asked of it: for those who coach it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from allears.accounts import queries as accounts
from allears.accounts.rules import Verb, Viewer
from allears.learning import actions, gate, queries
from allears.lib.errors import Invalid
from allears.web import lessons
from allears.web.door import page
from allears.web.forms import NewAssignment
from allears.web.learning_tabs import tabs
from allears.web.shapes import Filter


@require_safe
@page
def teams(request: HttpRequest, asker: Viewer) -> HttpResponse:
    """The teams that one coaches; straight to the one where there is but one."""
    gate.coach(asker)
    found = accounts.teams(asker, Verb.COACH)
    if len(found) == 1:
        return redirect("web:learning_team", found[0].slug)
    context = {"section": "learning", "filter_sets": tabs("learning_teams", asker=asker), "teams": found}
    return render(request, "pages/learning/teams.html", context)


@page
def team(request: HttpRequest, asker: Viewer, team: str) -> HttpResponse:
    """Courses, people, and what is asked; by POST a course is asked."""
    it = queries.team_progress(asker, team, after=request.GET.get("after", ""))
    form = NewAssignment(
        request.POST if request.method == "POST" else None,
        courses=queries.can_be_asked(asker),
        people=[(member.id, member.name) for member in it.page],
    )
    given = request.method == "POST" and form.is_valid()
    if given and _asked(request, asker, form, it.id, int(form.cleaned_data["who"]) or None):
        return redirect("web:learning_team", team)
    context = {
        "section": "learning",
        "filter_sets": tabs("learning_teams", asker=asker) + _teams(asker, team),
        "it": it,
        "progress": lessons.progress(it.steps, it.name),
        "courses": [(one, lessons.progress(one.steps, one.title)) for one in it.courses],
        "members": [(one, lessons.progress(one.steps, one.name)) for one in it.page],
        "form": form,
        "older": f"?{urlencode({'after': it.next})}" if it.next else "",
        "newer": reverse("web:learning_team", args=[team]) if request.GET.get("after") else "",
    }
    return render(request, "pages/learning/team.html", context, status=400 if form.errors else 200)


@require_POST
@page
def end(request: HttpRequest, asker: Viewer, assignment_id: int) -> HttpResponse:
    """Take back what was asked."""
    it = actions.end_assignment(asker, assignment_id)
    messages.success(request, f"{it.course.title} is no longer asked.")
    return redirect("web:learning_team", it.team.slug)


@page
def learner(request: HttpRequest, asker: Viewer, user_id: int) -> HttpResponse:
    """One person: courses and certificates, nothing private; by POST a course is asked of him."""
    it = queries.learner(asker, user_id)
    form = NewAssignment(
        request.POST if request.method == "POST" else None,
        courses=queries.can_be_asked(asker),
        teams=[(number, name) for number, _, name, _ in it.teams],
    )
    given = request.method == "POST" and form.is_valid()
    if given and _asked(request, asker, form, int(form.cleaned_data["team"]), user_id):
        return redirect("web:learner", user_id)
    context = {
        "section": "learning",
        "it": it,
        "progress": lessons.progress(it.steps, it.name),
        "courses": [(one, lessons.progress(one.steps, one.title)) for one in it.courses],
        "form": form if it.teams else None,
    }
    return render(request, "pages/learning/learner.html", context, status=400 if form.errors else 200)


def _asked(request: HttpRequest, asker: Viewer, form: NewAssignment, team_id: int, user_id: int | None) -> bool:
    """Whether what the form says was asked; what is wrong with it stands in the form then."""
    given = form.cleaned_data
    day = given["due"]
    # Asked by a day, it is in time until that day ends where the desk is.
    due = timezone.make_aware(datetime.combine(day, time(23, 59, 59))) if day else None
    try:
        it = actions.assign(asker, given["course"], team_id, user_id=user_id, due=due, note=given["note"])
    except Invalid as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
        return False
    messages.success(request, f"{it.course.title} is asked of {it.user or it.team}.")
    return True


def _teams(asker: Viewer, current: str) -> list[list[Filter]]:
    """The teams that one coaches, to go from one to the other; nothing where there is but one."""
    found: Sequence[accounts.TeamView] = accounts.teams(asker, Verb.COACH)
    if len(found) < 2:
        return []
    return [[Filter(it.name, reverse("web:learning_team", args=[it.slug]), current=it.slug == current) for it in found]]
