"""Lessons, desk cards and certificates as files to print."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from allears.accounts.rules import Viewer
from allears.learning import queries
from allears.learning.queries import Pdf
from allears.web.door import page


@require_safe
@page
def lesson_pdf(request: HttpRequest, asker: Viewer, course: str, lesson: str) -> HttpResponse:
    """A lesson on A4."""
    return handed_out(queries.lesson_pdf(asker, course, lesson))


@require_safe
@page
def card_pdf(request: HttpRequest, asker: Viewer, course: str, card: str) -> HttpResponse:
    """A desk card on A5."""
    return handed_out(queries.card_pdf(asker, course, card))


def handed_out(it: Pdf) -> HttpResponse:
    """Shown by the browser, and saved under its name."""
    response = HttpResponse(it.content, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(False, it.name) or "inline"
    response["Cache-Control"] = "private, no-store"
    return response
