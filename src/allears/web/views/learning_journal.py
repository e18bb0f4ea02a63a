"""The private journal: written, kept, read again by its writer and nobody else."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from allears.accounts.rules import Viewer
from allears.learning.actions import journal as actions
from allears.learning.queries import journal as queries
from allears.learning.queries.journal import About
from allears.learning.rules.plans import QUESTIONS
from allears.lib.errors import Invalid
from allears.web.door import page
from allears.web.learning_tabs import tabs


@never_cache
@require_safe
@page
def journal(request: HttpRequest, asker: Viewer) -> HttpResponse:
    """The entries, the newest first."""
    after = request.GET.get("after", "")
    found = queries.journal(asker, after=after)
    here = reverse("web:journal")
    context = {
        "section": "learning",
        "filter_sets": tabs("journal", asker=asker),
        "entries": found.rows,
        "older": f"{here}?after={found.next}" if found.next else "",
        "newer": here if after else "",
    }
    return render(request, "pages/journal.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@page
def new_entry(request: HttpRequest, asker: Viewer) -> HttpResponse:
    """Write an entry, perhaps about a conversation; what was begun before stands there still."""
    conversation_id = _about(request)
    if request.method == "POST":
        try:
            actions.keep_entry(asker, _given(request), conversation_id)
        except Invalid as refusal:
            _, about = queries.draft(asker, conversation_id)
            return _form(request, _given(request), about, refusal=refusal)
        return redirect("web:journal")
    begun, about = queries.draft(asker, conversation_id)
    return _form(request, begun.given if begun else {}, about, begun=bool(begun))


@require_POST
@page
def draft(request: HttpRequest, asker: Viewer) -> HttpResponse:
    """Hold what is being written. Answers with a word for the foot of the form."""
    actions.save_draft(asker, _given(request), _about(request))
    return HttpResponse("Kept as a draft")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@page
def entry(request: HttpRequest, asker: Viewer, entry_id: int) -> HttpResponse:
    """Read an entry again, and write it anew."""
    it = queries.entry(asker, entry_id)
    if not it.kept:
        about = f"?about={it.about.id}" if it.about else ""
        return redirect(f"{reverse('web:new_entry')}{about}")
    if request.method == "POST":
        try:
            actions.change_entry(asker, entry_id, _given(request))
        except Invalid as refusal:
            return _form(request, _given(request), it.about, entry_id=entry_id, refusal=refusal)
        return redirect("web:journal")
    return _form(request, it.given, it.about, entry_id=entry_id)


@require_POST
@page
def remove_entry(request: HttpRequest, asker: Viewer, entry_id: int) -> HttpResponse:
    """Take an entry out for good."""
    actions.remove_entry(asker, entry_id)
    return redirect("web:journal")


def _form(
    request: HttpRequest,
    given: Mapping[str, str],
    about: About | None,
    *,
    entry_id: int | None = None,
    begun: bool = False,
    refusal: Invalid | None = None,
) -> HttpResponse:
    context = {
        "section": "learning",
        "questions": [
            (it, given.get(it.key, ""), refusal.sentence if refusal and refusal.field == it.key else "")
            for it in QUESTIONS
        ],
        "about": about,
        "entry_id": entry_id,
        "begun": begun,
        "longest": actions.LONGEST,
    }
    return render(request, "pages/journal_entry.html", context, status=400 if refusal else 200)


def _given(request: HttpRequest) -> Mapping[str, str]:
    return {it.key: request.POST.get(it.key, "") for it in QUESTIONS}


def _about(request: HttpRequest) -> int | None:
    """The conversation that is written about; None: none."""
    text = request.POST.get("about") or request.GET.get("about") or ""
    if not text:
        return None
    if not text.isdecimal() or len(text) > 18:
        raise Invalid("about", "This page address is not complete. Go back to the journal.")
    return int(text)
