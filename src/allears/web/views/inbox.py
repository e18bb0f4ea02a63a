"""The inbox: which conversations, and who waits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from allears.accounts.queries import TeamView, teams
from allears.accounts.rules import Viewer
from allears.conversations import queries
from allears.conversations.queries import COUNTED, Folder
from allears.lib.errors import NotFound
from allears.promises.queries import open_counts
from allears.readings.queries import heard
from allears.web import present, shapes
from allears.web.door import page, serves

WORDS = {
    Folder.MINE: "Mine",
    Folder.UNASSIGNED: "Nobody’s yet",
    Folder.OPEN: "Waiting for us",
    Folder.WAITING: "Waiting for them",
    Folder.CLOSED: "Closed",
    Folder.ALL: "All",
}

EMPTY = {
    Folder.MINE: ("Nothing waits for you", "What you answer or take becomes yours. See what is nobody’s yet."),
    Folder.UNASSIGNED: (
        "Everything is in somebody’s hands",
        "New conversations that nobody has taken yet appear here.",
    ),
    Folder.OPEN: ("Nobody waits for us", "A good moment to look back at a conversation, and how it was heard."),
    Folder.WAITING: (
        "We wait for nobody",
        "When you have answered, a conversation rests here until the customer does.",
    ),
    Folder.CLOSED: ("Nothing is closed yet", "A conversation comes here when its matter is done."),
    Folder.ALL: ("No conversation yet", "Write down the one you just had, or bring in those of another system."),
}


@require_safe
@page
def inbox(request: HttpRequest, asker: Viewer) -> HttpResponse:
    """One folder of the inbox; for who serves nobody yet, Learning is the first page."""
    if not serves(asker):
        return redirect("web:learning")
    chosen = request.GET.get("folder", "")
    folder = Folder(chosen) if chosen in set(Folder) else Folder.OPEN
    own = teams(asker)
    team = _team(own, request.GET.get("team", ""))
    found = queries.inbox(asker, folder, team_id=team.id if team else None, after=request.GET.get("after", ""))
    counts = queries.counts(asker, team_id=team.id if team else None)
    ids = [row.id for row in found.rows]
    heard_by, promised = heard(ids), open_counts(ids)
    title, text = EMPTY[folder]
    context = {
        "section": "inbox",
        "title": WORDS[folder],
        "rows": [present.row(row, heard_by, promised) for row in found.rows],
        "filter_sets": [_folders(folder, team, counts), *([_teams(folder, team, own)] if len(own) > 1 else [])],
        "older": _url(folder, team, after=found.next) if found.next else "",
        "newer": _url(folder, team) if request.GET.get("after") else "",
        "inbox_count": _count(counts[Folder.OPEN]),
        "empty": {
            "drawing": "inbox",
            "title": title,
            "text": text,
            "href": reverse("web:new"),
            "link": "Write one down",
            "command": "allears import FILE" if folder is Folder.ALL else "",
        },
        "new": reverse("web:new"),
        "events": reverse("web:live"),
        "here": _url(folder, team),
    }
    return render(request, "pages/inbox.html", context)


def _team(own: Sequence[TeamView], slug: str) -> TeamView | None:
    if not slug:
        return None
    found = next((team for team in own if team.slug == slug), None)
    if found is None:
        raise NotFound("There is no such team, or you are not in it.")
    return found


def _count(number: int) -> str:
    return f"{COUNTED}+" if number > COUNTED else str(number)


def _url(folder: Folder, team: TeamView | None, after: str = "") -> str:
    asked = {"folder": folder.value, "team": team.slug if team else "", "after": after}
    return f"{reverse('web:inbox')}?{urlencode({key: value for key, value in asked.items() if value})}"


def _folders(current: Folder, team: TeamView | None, counts: Mapping[Folder, int]) -> list[shapes.Filter]:
    return [
        shapes.Filter(
            WORDS[folder],
            _url(folder, team),
            count=_count(counts[folder]) if folder in counts else None,
            current=folder is current,
        )
        for folder in (Folder.OPEN, Folder.MINE, Folder.UNASSIGNED, Folder.WAITING, Folder.CLOSED, Folder.ALL)
    ]


def _teams(folder: Folder, current: TeamView | None, own: Sequence[TeamView]) -> list[shapes.Filter]:
    every = shapes.Filter("All teams", _url(folder, None), current=current is None)
    each = [
        shapes.Filter(team.name, _url(folder, team), current=current is not None and team.id == current.id)
        for team in own
    ]
    return [every, *each]
