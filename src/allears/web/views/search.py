"""Search over what was said, and over whom we serve."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from allears.accounts.rules import Viewer
from allears.conversations.queries import Row
from allears.conversations.queries import search as search_words
from allears.customers.queries import persons
from allears.web import present, shapes
from allears.web.door import page
from allears.web.marked import highlighted

PEOPLE = 6
"""Customers shown above the conversations that were found."""


@require_safe
@page
def search(request: HttpRequest, asker: Viewer) -> HttpResponse:
    """What was asked for: customers by name or address, conversations by their words."""
    words, after = request.GET.get("q", "").strip()[:200], request.GET.get("after", "")
    found = search_words(asker, words, after=after)
    people = persons(asker, words=words, limit=PEOPLE).rows if words and not after else []
    url = reverse("web:search")
    context = {
        "section": "search",
        "query": words,
        "results": [_found(row) for row in found.rows],
        "people": [(row, present.short_standing(row), present.addresses(row.addresses[:1])) for row in people],
        "older": f"{url}?{urlencode({'q': words, 'after': found.next})}" if found.next else "",
        "newer": f"{url}?{urlencode({'q': words})}" if after else "",
    }
    return render(request, "pages/search.html", context)


def _found(row: Row) -> shapes.Found:
    return shapes.Found(
        url=reverse("web:conversation", args=[row.id]),
        title=row.subject,
        customer=row.person.name if row.person else present.STRANGER,
        channel=row.channel,
        at=row.last_at,
        snippet=highlighted(row.snippet or row.preview),
        where=row.team,
    )
