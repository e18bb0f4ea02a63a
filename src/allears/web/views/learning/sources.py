"""Where courses come from: the owner's page of folders, with what is wrong in their files."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from allears.accounts.rules import Viewer
from allears.learning import actions, queries
from allears.lib.errors import Invalid
from allears.web.door import page
from allears.web.forms import NewSource


@page
def sources(request: HttpRequest, asker: Viewer) -> HttpResponse:
    """The folders with courses; by POST another one is named, and its courses are published at once."""
    form = NewSource(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            source = actions.add_source(asker, form.cleaned_data["path"])
        except Invalid as refusal:
            form.add_error(refusal.field, refusal.sentence)
        else:
            done = actions.publish_folder(asker, source.folder, source)
            messages.success(request, _told(len(done.changed), len(done.problems)))
            return redirect("web:sources")
    context = {"section": "learning", "sources": queries.sources(asker), "form": form}
    return render(request, "pages/learning/sources.html", context, status=400 if form.errors else 200)


@require_POST
@page
def publish(request: HttpRequest, asker: Viewer) -> HttpResponse:
    """Read every folder now."""
    done = actions.publish(asker)
    messages.success(request, _told(len(done.changed), len(done.problems)))
    return redirect("web:sources")


@require_POST
@page
def remove(request: HttpRequest, asker: Viewer, source_id: int) -> HttpResponse:
    """Forget a folder; its courses leave the catalogue."""
    gone = actions.remove_source(asker, source_id)
    messages.success(request, f"Forgotten. {len(gone)} of its courses left the catalogue." if gone else "Forgotten.")
    return redirect("web:sources")


def _told(changed: int, problems: int) -> str:
    words = {0: "Nothing has changed.", 1: "One course has a new version."}
    told = words.get(changed, f"{changed} courses have a new version.")
    return f"{told} {problems} things are wrong in the files." if problems else told
