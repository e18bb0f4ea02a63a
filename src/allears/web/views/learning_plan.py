"""The two-week plan: made, followed, looked back on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from allears.accounts.rules import Viewer
from allears.learning.actions import plans as actions
from allears.learning.queries import plans as queries
from allears.learning.rules.intervals import ENOUGH
from allears.learning.rules.plans import Next, PlanState
from allears.lib import clock
from allears.lib.errors import Invalid
from allears.web.door import page
from allears.web.learning_tabs import tabs

NEXT_WORDS = (
    (Next.KEEP, "Keep going: the same for two more weeks"),
    (Next.ADJUST, "Adjust it: begin again from these words"),
    (Next.NEW, "A new plan"),
    (Next.REST, "Let it rest"),
)


@require_safe
@page
def plan(request: HttpRequest, asker: Viewer) -> HttpResponse:
    """The plan that runs, and those before it."""
    return _page(request, asker)


@require_safe
@page
def one_plan(request: HttpRequest, asker: Viewer, plan_id: int) -> HttpResponse:
    """A plan of before, with what was measured then."""
    it = queries.plan(asker, plan_id)
    if it.state == PlanState.RUNNING:
        return redirect("web:plan")
    context = {"section": "learning", "plan": it, "measures": queries.measures(asker, it), "enough": ENOUGH}
    return render(request, "pages/one_plan.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@page
def new_plan(request: HttpRequest, asker: Viewer) -> HttpResponse:
    """The form of a plan; `from` names one of before whose words it begins with."""
    if request.method == "POST":
        chosen = request.POST.getlist("behaviours")
        given = {"when": request.POST.get("when", ""), "then": request.POST.get("then", "")}
        starts = request.POST.get("starts_on", "")
        try:
            actions.make_plan(asker, given["when"], given["then"], chosen, _day(starts))
        except Invalid as refusal:
            return _form(request, {**given, "starts_on": starts}, chosen, refusal)
        messages.info(request, "Good. Half-way, it will come to your mind here.")
        return redirect("web:plan")
    before = request.GET.get("from", "")
    today = timezone.localtime(clock.now()).date().isoformat()
    if before.isdecimal() and len(before) < 19:
        it = queries.plan(asker, int(before))
        return _form(request, {"when": it.when, "then": it.then, "starts_on": today}, it.behaviours)
    return _form(request, {"starts_on": today}, [])


@require_POST
@page
def look_back(request: HttpRequest, asker: Viewer, plan_id: int) -> HttpResponse:
    """A word for oneself, and how it goes on."""
    chosen, note = request.POST.get("next", ""), request.POST.get("note", "")
    try:
        if chosen not in set(Next):
            raise Invalid("next", "Choose how you go on.")
        actions.look_back(asker, plan_id, note, Next(chosen))
    except Invalid as refusal:
        return _page(request, asker, refusal=refusal, note=note)
    if chosen == Next.ADJUST:
        return redirect(f"/learning/plan/new?from={plan_id}")
    return redirect("web:new_plan" if chosen == Next.NEW else "web:plan")


@require_POST
@page
def leave_plan(request: HttpRequest, asker: Viewer, plan_id: int) -> HttpResponse:
    """Give the plan up."""
    actions.leave_plan(asker, plan_id)
    return redirect("web:plan")


@require_POST
@page
def wishes(request: HttpRequest, asker: Viewer) -> HttpResponse:
    """What the learner wishes of the desk: mail about the plan, cards a day."""
    back = "web:practice" if "cards_a_day" in request.POST else "web:plan"
    cards = request.POST.get("cards_a_day")
    if cards is not None:
        actions.set_wishes(asker, cards_a_day=int(cards) if cards.isdecimal() and len(cards) < 5 else -1)
    else:
        actions.set_wishes(asker, nudge_by_mail=request.POST.get("nudge_by_mail") == "on")
    messages.info(request, "Noted.")
    return redirect(back)


def _page(request: HttpRequest, asker: Viewer, *, refusal: Invalid | None = None, note: str = "") -> HttpResponse:
    its = queries.plans(asker)
    running = next((it for it in its if it.state == PlanState.RUNNING), None)
    context = {
        "section": "learning",
        "filter_sets": tabs("plan", asker=asker),
        "plan": running,
        "measures": queries.measures(asker, running) if running and running.day > 0 else None,
        "past": [it for it in its if it.state != PlanState.RUNNING],
        "wishes": queries.wishes(asker),
        "next_words": NEXT_WORDS,
        "enough": ENOUGH,
        "note": note,
        "error": refusal.sentence if refusal else "",
    }
    return render(request, "pages/plan.html", context, status=400 if refusal else 200)


def _form(
    request: HttpRequest, given: Mapping[str, str], chosen: object, refusal: Invalid | None = None
) -> HttpResponse:
    context = {
        "section": "learning",
        "given": given,
        "chosen": chosen,
        "groups": queries.behaviours(),
        "errors": {refusal.field: refusal.sentence} if refusal else {},
    }
    return render(request, "pages/new_plan.html", context, status=400 if refusal else 200)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Invalid("starts_on", "Give a day, such as 2026-03-09.") from None
