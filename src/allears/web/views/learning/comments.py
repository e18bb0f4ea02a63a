"""What is said under a lesson."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from allears.accounts.rules import Viewer
from allears.learning import actions, queries
from allears.lib.errors import Invalid, NotFound
from allears.web.door import page

PARTS = {"count": "pages/learning/_comments_count.html", "rows": "pages/learning/_comments_rows.html"}


@require_http_methods(["GET", "HEAD", "POST"])
@page
def comments(request: HttpRequest, asker: Viewer, course: str, lesson: str) -> HttpResponse:
    """The comments of a lesson: a page of their own, or the part that htmx asks for; by POST one more."""
    error = text = ""
    if request.method == "POST":
        text = request.POST.get("text", "")
        try:
            actions.write_comment(asker, course, lesson, text)
        except Invalid as refusal:
            error = refusal.sentence
        else:
            text = ""
            if not request.headers.get("HX-Request"):
                return redirect(f"{reverse('web:comments', args=[course, lesson])}#comments")
    return _shown(request, asker, course, lesson, text=text, error=error)


@require_POST
@page
def act(request: HttpRequest, asker: Viewer, comment_id: int, act: str) -> HttpResponse:
    """Take one's own back; hide or show one, for those who coach."""
    if act == "take-back":
        it = actions.take_back_comment(asker, comment_id)
    elif act == "hide":
        it = actions.hide_comment(asker, comment_id)
    elif act == "show":
        it = actions.show_comment(asker, comment_id)
    else:
        raise NotFound("There is nothing like that to be done with a comment.")
    if request.headers.get("HX-Request"):
        return _shown(request, asker, it.course.slug, it.lesson, gone=act == "take-back")
    return redirect(f"{reverse('web:comments', args=[it.course.slug, it.lesson])}#comments")


def _shown(
    request: HttpRequest,
    asker: Viewer,
    course: str,
    lesson: str,
    *,
    text: str = "",
    error: str = "",
    gone: bool = False,
) -> HttpResponse:
    found = queries.comments(asker, course, lesson, after=request.GET.get("after", ""))
    context = {
        "section": "learning",
        "comments": found,
        "comments_url": reverse("web:comments", args=[course, lesson]),
        "lesson_url": reverse("web:lesson", args=[course, lesson]),
        "text": text,
        "error": error,
        "gone": gone,
        "longest": actions.LONGEST_COMMENT,
        "more_than": queries.MOST_COUNTED,
    }
    part = PARTS.get(request.GET.get("part", ""), "pages/learning/_comments.html")
    htmx = bool(request.headers.get("HX-Request"))
    # htmx puts in only what came with a good status; the sentence stands beside the field.
    return render(
        request, part if htmx else "pages/learning/comments.html", context, status=400 if error and not htmx else 200
    )
