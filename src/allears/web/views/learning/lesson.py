"""One lesson: read it, answer its exercises, go on."""

from __future__ import annotations

from contextlib import suppress

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from allears.accounts.rules import Viewer
from allears.learning import actions, queries
from allears.learning.exercises import Answer, Exercise, Order, Roleplay
from allears.learning.gate import learner
from allears.learning.queries import LessonView
from allears.learning.rules.courses import LessonKind
from allears.lib.errors import Invalid, NotFound
from allears.web import lessons
from allears.web.door import page
from allears.web.views import packages
from allears.web.views.learning import courses


@require_safe
@page
def lesson(request: HttpRequest, asker: Viewer, course: str, lesson: str) -> HttpResponse:
    """A lesson like a page of a book, with its exercises."""
    problems = actions.publish_saved(asker)
    newest = bool(request.GET.get("newest")) and courses.writes(asker)
    view = queries.lesson(asker, course, lesson, newest=newest)
    if not newest:
        actions.open_lesson(asker, view)
    again = request.GET.get("again", "")
    context = {
        **_context(asker, view),
        "parts": lessons.parts(view, learner(asker), again=again),
        "newest": newest,
        **courses.broken(asker, problems, course),
    }
    if view.kind != LessonKind.TEXT:
        context["package"] = packages.player(request, asker, queries.package(asker, course, lesson))
    return render(request, "pages/learning/lesson.html", context)


@require_POST
@page
def read(request: HttpRequest, asker: Viewer, course: str, lesson: str) -> HttpResponse:
    """It was read to its end: on to the next one, or back to the course after the last."""
    actions.finish_reading(asker, course, lesson)
    view = queries.lesson(asker, course, lesson)
    onward = reverse("web:lesson", args=[course, view.next.slug]) if view.next else reverse("web:course", args=[course])
    if request.headers.get("HX-Request"):
        response = HttpResponse(status=204)
        response["HX-Redirect"] = onward
        return response
    return redirect(onward)


@page
def exercise(request: HttpRequest, asker: Viewer, course: str, lesson: str, name: str) -> HttpResponse:
    """One exercise: asked for, to be tried again; or answered, or half answered, by POST."""
    view = queries.lesson(asker, course, lesson)
    it = next((one for one in view.parts if isinstance(one, Exercise) and one.name == name), None)
    if it is None:
        raise NotFound("There is no such exercise in this lesson.")
    if request.method != "POST":
        return _shown(request, asker, view, it, again=bool(request.GET.get("again")))
    answer = lessons.answer_of(it, request.POST.getlist)
    if request.POST.get("draft"):
        actions.keep_draft(asker, course, lesson, name, answer)
        return HttpResponse(status=204)
    if _half(request, it, answer):
        actions.keep_draft(asker, course, lesson, name, answer)
        view = queries.lesson(asker, course, lesson)
        return _shown(request, asker, view, it, again=not answer)
    try:
        actions.give(asker, course, lesson, name, answer)
    except Invalid as refusal:
        with suppress(Invalid):  # too long even to be kept: it stands in the page that is shown now
            actions.keep_draft(asker, course, lesson, name, answer)
        return _shown(request, asker, view, it, tried=answer, error=refusal.sentence)
    return _shown(request, asker, queries.lesson(asker, course, lesson), it)


def _half(request: HttpRequest, it: Exercise, answer: Answer) -> bool:
    """Whether what was sent is a step on the way: an item moved, a word said to a caller who goes on talking."""
    if isinstance(it, Order):
        return "move" in request.POST
    return isinstance(it, Roleplay) and not it.play(answer)[-1].scene.end


def _shown(
    request: HttpRequest,
    asker: Viewer,
    view: LessonView,
    it: Exercise,
    *,
    again: bool = False,
    tried: Answer | None = None,
    error: str = "",
) -> HttpResponse:
    """The exercise alone where htmx asked for it, with the progress beside; else the whole lesson at its place."""
    shown = lessons.exercise(it, view, learner(asker), again=again, tried=tried, error=error)
    if request.headers.get("HX-Request"):
        context = {**_context(asker, view), "it": shown, "swap": True}
        return render(request, "pages/learning/answered.html", context)
    if not error:
        query = f"?again={it.name}" if again else ""
        return redirect(f"{reverse('web:lesson', args=[view.course, view.slug])}{query}#{shown.anchor}")
    parts = [
        shown if one is it else other
        for one, other in zip(view.parts, lessons.parts(view, learner(asker)), strict=True)
    ]
    return render(request, "pages/learning/lesson.html", {**_context(asker, view), "parts": parts}, status=400)


def _context(asker: Viewer, view: LessonView) -> dict[str, object]:
    course = reverse("web:course", args=[view.course])
    return {
        "section": "learning",
        "view": view,
        "learner": asker.user_id,
        "course_url": course,
        "read_url": reverse("web:lesson_read", args=[view.course, view.slug]),
        "exercises": sum(isinstance(it, Exercise) for it in view.parts),
        "in_lesson": lessons.progress(view.steps, "This lesson"),
        "in_course": lessons.progress(view.whole, "The course"),
        "further": [lessons.rendered_line(it) for it in view.further],
        "previous_url": reverse("web:lesson", args=[view.course, view.previous.slug]) if view.previous else "",
        "next_url": reverse("web:lesson", args=[view.course, view.next.slug]) if view.next else "",
        **courses.fresh(asker, view.course, view.version_id, view.origin, newer=view.newer is not None),
    }
