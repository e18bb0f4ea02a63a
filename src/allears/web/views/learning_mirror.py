"""The listening mirror: taking it, looking into it, and letting a coach look too."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from allears.accounts.rules import Viewer
from allears.learning.actions import mirror as actions
from allears.learning.queries import mirror as queries
from allears.learning.queries.mirror import MirrorView
from allears.learning.rules.intervals import ENOUGH
from allears.learning.rules.mirror import HABITS, LEAST, SCALE
from allears.lib.errors import Invalid
from allears.web import mirror as drawing
from allears.web.door import page
from allears.web.learning_tabs import tabs


@require_safe
@page
def mirror(request: HttpRequest, asker: Viewer) -> HttpResponse:
    """One's own mirror."""
    context = {
        **_context(queries.mirror(asker)),
        "mine": True,
        "coaches": queries.coaches(asker),
        "shared": queries.mirrors_shared_with(asker),
        "filter_sets": tabs("mirror", asker=asker),
    }
    return render(request, "pages/mirror.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@page
def take_mirror(request: HttpRequest, asker: Viewer) -> HttpResponse:
    """The seven statements. What was chosen stays where something is missing."""
    chosen = [request.POST.get(habit.key, "") for habit in HABITS]
    error = ""
    if request.method == "POST":
        try:
            actions.take_mirror(asker, [int(it) if it.isdecimal() and len(it) < 3 else 0 for it in chosen])
        except Invalid as refusal:
            error = refusal.sentence
        else:
            return redirect("web:mirror")
    levels = [(str(value), word) for value, word in enumerate(SCALE, LEAST)]
    context = {
        "section": "learning",
        "habits": [(habit, chosen[at]) for at, habit in enumerate(HABITS)],
        "levels": levels,
        "error": error,
    }
    return render(request, "pages/take_mirror.html", context, status=400 if error else 200)


@require_POST
@page
def forget_taking(request: HttpRequest, asker: Viewer, taking_id: int) -> HttpResponse:
    """Take one look out of the mirror for good."""
    actions.forget_taking(asker, taking_id)
    messages.info(request, "Forgotten.")
    return redirect("web:mirror")


@require_POST
@page
def share_mirror(request: HttpRequest, asker: Viewer) -> HttpResponse:
    """Let a coach look too, or no longer."""
    coach = request.POST.get("coach", "")
    coach_id = int(coach) if coach.isdecimal() and len(coach) < 19 else 0
    if request.POST.get("act") == "end":
        actions.unshare_mirror(asker, coach_id)
        messages.info(request, "No longer shared.")
    else:
        actions.share_mirror(asker, coach_id)
        messages.info(request, "Shared. You can end it whenever you like.")
    return redirect("web:mirror")


@require_safe
@page
def mirror_of(request: HttpRequest, asker: Viewer, user_id: int) -> HttpResponse:
    """The mirror that somebody shares with the one who asks."""
    context = {**_context(queries.mirror_of(asker, user_id)), "mine": False}
    return render(request, "pages/mirror.html", context)


def _context(it: MirrorView) -> dict[str, object]:
    newest = it.takings[-1] if it.takings else None
    dots = drawing.dots([(taking.at, taking.total) for taking in it.takings])
    return {
        "section": "learning",
        "mirror": it,
        "newest": newest,
        "spectrum": drawing.spectrum(newest.total if newest else None),
        "place": drawing.place(newest.total) if newest else 0,
        "dots": dots,
        "line": drawing.line(dots),
        "bounds": drawing.bounds(),
        "enough": ENOUGH,
        "scale": SCALE,
    }
