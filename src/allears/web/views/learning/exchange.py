"""Courses from elsewhere, and ours for other programs."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from allears.accounts.rules import Viewer
from allears.learning import gate
from allears.lib.errors import Invalid
from allears.transfer.exporters.courses import take_course
from allears.transfer.importers.courses import LARGEST, bring_course
from allears.web.door import page
from allears.web.forms import ImportCourse


@page
def bring(request: HttpRequest, asker: Viewer) -> HttpResponse:
    """A file with a course is brought; what could not be carried stands on the course's page afterwards."""
    gate.owner(asker)
    form = ImportCourse(request.POST, request.FILES) if request.method == "POST" else ImportCourse()
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            course, notes = bring_course(asker, file.read(LARGEST + 1), file.name, form.cleaned_data["title"])
        except Invalid as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
        else:
            lost = f" {len(notes)} things could not be carried: they are listed below." if len(notes) > 1 else ""
            lost = " One thing could not be carried: it is named below." if len(notes) == 1 else lost
            messages.success(request, f"“{course.title}” is here.{lost}")
            return redirect("web:course", course.slug)
    context = {"section": "learning", "form": form}
    return render(request, "pages/learning/bring.html", context, status=400 if form.errors else 200)


@require_safe
@page
def take(request: HttpRequest, asker: Viewer, course: str, form: str) -> HttpResponse:
    """A course as a file for another program."""
    taken = take_course(asker, course, form)
    response = HttpResponse(taken.content, content_type=taken.media_type)
    response["Content-Disposition"] = content_disposition_header(True, taken.name) or "attachment"
    return response


@require_safe
@page
def losses(request: HttpRequest, asker: Viewer, course: str) -> HttpResponse:
    """What each format can carry of a course, and what not."""
    found = {form: take_course(asker, course, form) for form in ("scorm12", "scorm2004", "gift")}
    context = {"section": "learning", "course": course, "found": found}
    return render(request, "pages/learning/take.html", context)
