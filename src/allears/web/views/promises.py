"""What we said we would do: the open promises by their time, and what became of the rest."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from allears.accounts.rules import Verb, Viewer
from allears.promises.queries import PromiseRow, Shelf, shelf
from allears.web import present, shapes
from allears.web.door import page

GROUPS = (
    ("overdue", "Overdue"),
    ("soon", "Within a day"),
    ("open", "Later"),
    ("unnamed", "Without a time"),
)


@require_safe
@page
def promises(request: HttpRequest, asker: Viewer) -> HttpResponse:
    """The promises of the teams that one sees, open or settled, one's own or all."""
    which = Shelf.SETTLED if request.GET.get("shelf") == "settled" else Shelf.OPEN
    mine = request.GET.get("whose") == "mine"
    after = request.GET.get("after", "")
    found = shelf(asker, which, mine=mine, after=after)
    cards = [(_group(one), _card(asker, one), one) for one in found.rows]
    if which is Shelf.OPEN:
        groups = [(word, [it for it in cards if it[0] == key]) for key, word in GROUPS]
    else:
        groups = [("Settled", cards)]
    context = {
        "section": "promises",
        "groups": [(word, within) for word, within in groups if within],
        "filter_sets": [
            [
                shapes.Filter("Open", _url(Shelf.OPEN, mine), current=which is Shelf.OPEN),
                shapes.Filter("Settled", _url(Shelf.SETTLED, mine), current=which is Shelf.SETTLED),
            ],
            [
                shapes.Filter("Everybody’s", _url(which, False), current=not mine),
                shapes.Filter("In my hands", _url(which, True), current=mine),
            ],
        ],
        "older": f"{_url(which, mine)}&after={found.next}" if found.next else "",
        "newer": _url(which, mine) if after else "",
        "open": which is Shelf.OPEN,
    }
    return render(request, "pages/promises.html", context)


def _group(one: PromiseRow) -> str:
    return one.promise.urgency or ("open" if one.promise.due else "unnamed")


def _card(asker: Viewer, one: PromiseRow) -> shapes.Promise:
    to = one.person.name if one.person else "a customer"
    return present.promise(one.promise, to, may_act=asker.may_somewhere(Verb.PROMISE), where=one.subject)


def _url(which: Shelf, mine: bool) -> str:
    return f"{reverse('web:promises')}?shelf={which.value}&whose={'mine' if mine else 'all'}"
