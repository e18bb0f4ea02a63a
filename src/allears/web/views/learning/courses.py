"""The catalogue, a course, its desk cards and its files."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from allears.accounts.rules import Verb, Viewer
from allears.learning import actions, queries
from allears.learning.actions import Told
from allears.learning.queries import CourseRow
from allears.learning.rules.assignments import Asked
from allears.learning.rules.courses import Origin
from allears.web import lessons
from allears.web.asking import asked_words
from allears.web.door import page
from allears.web.learning_tabs import tabs

A_YEAR = 365 * 24 * 3600


@require_safe
@page
def catalogue(request: HttpRequest, asker: Viewer) -> HttpResponse:
    """Every course, and the one to go on with."""
    problems = actions.publish_saved(asker)
    found = queries.catalogue(asker)
    going = found.go_on
    asked = queries.asked(asker)
    context = {
        "section": "learning",
        "filter_sets": tabs("learning", asker=asker),
        "courses": [_card(it, asked.get(it.slug)) for it in found.courses],
        "folders": reverse("web:sources") if asker.owner else "",
        "going": going,
        "going_url": reverse("web:lesson", args=[going.course, going.lesson]) if going and going.lesson else "",
        "going_progress": lessons.progress(going.steps, going.title) if going else None,
        **broken(asker, problems),
    }
    return render(request, "pages/learning/catalogue.html", context)


@require_safe
@page
def course(request: HttpRequest, asker: Viewer, course: str) -> HttpResponse:
    """A course: what one will be able to do, its lessons, how far one is."""
    problems = actions.publish_saved(asker)
    newest = bool(request.GET.get("newest")) and writes(asker)
    it = queries.course(asker, course, newest=newest)
    asked = queries.asked(asker).get(it.slug)
    context = {
        "section": "learning",
        "it": it,
        "rows": lessons.rows(it.lessons, it.slug, newest=newest),
        "progress": lessons.progress(it.steps, it.title),
        "go_on": reverse("web:lesson", args=[it.slug, it.go_on]) if it.go_on else "",
        "began": it.steps.done > 0 or bool(it.last_lesson),
        "newest": newest,
        "asked": asked_words(asked) if asked else None,
        "certificate": queries.own_certificate(it) if it.completed_at else None,
        "writes": writes(asker) and it.origin != Origin.PACKAGE,
        "changed": sum(line.changed for line in it.lessons),
        "score": round(100 * it.points / it.scored) if it.scored else None,
        **broken(asker, problems, it.slug),
        **fresh(asker, it.slug, it.version_id, it.origin, newer=it.newer is not None),
    }
    return render(request, "pages/learning/course.html", context)


@require_POST
@page
def begin(request: HttpRequest, asker: Viewer, course: str) -> HttpResponse:
    """Begin, and open the first lesson."""
    actions.begin(asker, course)
    it = queries.course(asker, course)
    return redirect("web:lesson", course, it.go_on) if it.go_on else redirect("web:course", course)


@require_POST
@page
def move_over(request: HttpRequest, asker: Viewer, course: str) -> HttpResponse:
    """Go on with the newest version."""
    actions.move_over(asker, course)
    return redirect("web:course", course)


@require_safe
@page
def card(request: HttpRequest, asker: Viewer, course: str, card: str) -> HttpResponse:
    """One page to print and stand on the desk."""
    it = queries.card(asker, course, card)
    html = lessons.rendered(it.text, lessons.place(it.course, it.version_id))
    return render(request, "pages/learning/card.html", {"section": "learning", "it": it, "html": html})


@require_safe
@page
def file(request: HttpRequest, asker: Viewer, version_id: int, path: str) -> HttpResponse:
    """A picture or a sound of one version, which never changes; nothing in it is run."""
    if request.headers.get("If-None-Match"):
        return HttpResponseNotModified()
    it = queries.file(asker, version_id, path)
    if not it.media_type.startswith(("image/", "audio/")):
        it = queries.FileView("application/octet-stream", it.content, it.digest)
    response = HttpResponse(it.content, content_type=it.media_type)
    response["Cache-Control"] = f"private, max-age={A_YEAR}, immutable"
    response["ETag"] = f'"{it.digest}"'
    response["Content-Security-Policy"] = "sandbox; default-src 'none'; style-src 'unsafe-inline'"
    if it.media_type == "application/octet-stream":
        response["Content-Disposition"] = content_disposition_header(True, path.rsplit("/", 1)[-1]) or "attachment"
    return response


@require_safe
@page
def changed(request: HttpRequest, asker: Viewer, course: str) -> HttpResponse:
    """Asked by a page that shows a course while somebody writes it: has it changed since version `have`?"""
    actions.publish_saved(asker)
    response = HttpResponse(status=204)
    if str(queries.newest_version(asker, course)) != request.GET.get("have", ""):
        response = HttpResponse()
        response["HX-Refresh"] = "true"
    return response


def writes(asker: Viewer) -> bool:
    """Those who may look at a course as it is being written."""
    return asker.may_somewhere(Verb.COACH)


def broken(asker: Viewer, problems: tuple[Told, ...], course: str = "") -> dict[str, object]:
    """What the owner is told of problems in the files, of one course or of all."""
    own = [it for it in problems if not course or it.folder.name == course]
    if not own or not asker.owner:
        return {}
    count = "A problem" if len(own) == 1 else f"{len(own)} problems"
    return {"broken": f"{count} in the files: {own[0].problem}", "sources": reverse("web:sources")}


def fresh(asker: Viewer, course: str, version_id: int, origin: str, *, newer: bool) -> dict[str, object]:
    """Where a page asks whether it is still the newest: for those who write, of a course that lies in a folder."""
    if not writes(asker) or newer or origin == Origin.PACKAGE:
        return {}
    return {"changed_url": f"{reverse('web:course_changed', args=[course])}?have={version_id}"}


def _card(it: CourseRow, asked: Asked | None) -> dict[str, object]:
    return {
        "it": it,
        "url": reverse("web:course", args=[it.slug]),
        "progress": lessons.progress(it.steps, it.title) if it.steps else None,
        "asked": asked_words(asked) if asked else None,
    }
