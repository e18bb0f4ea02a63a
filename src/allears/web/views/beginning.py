"""A conversation written down by hand: a call, a visit, a letter on paper."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from allears.accounts.queries import teams
from allears.accounts.rules import Verb, Viewer
from allears.conversations.actions import NewTurn, start
from allears.conversations.rules import SPOKEN, Channel, Kind, Party
from allears.customers.actions import add_person, find_or_add
from allears.customers.addresses import in_words
from allears.customers.models import Person
from allears.lib import clock
from allears.lib.errors import Invalid, NotAllowed
from allears.web.door import page
from allears.web.forms import NewConversation


@page
def new_conversation(request: HttpRequest, asker: Viewer) -> HttpResponse:
    """Write a conversation down."""
    own = [(team.id, team.name) for team in teams(asker, Verb.ANSWER)]
    if not own:
        raise NotAllowed("You can begin a conversation only in a team that you serve in.")
    form = NewConversation(
        request.POST if request.method == "POST" else None, teams=own, initial={"channel": "phone", "team": own[0][0]}
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            person = _customer(asker, given["name"], given["address"])
            made = start(
                asker,
                channel=Channel(given["channel"]),
                team_id=given["team"],
                turns=_turns(asker, given["channel"], given["said"], given["answered"], person),
                person_id=person.pk if person else None,
                subject=given["subject"],
                assignee_id=asker.user_id,
            )
            return redirect("web:conversation", made.pk)
        except Invalid as refusal:
            names = {"email": "address", "phone": "address", "handle": "address", "text": "said"}
            form.add_error(names.get(refusal.field, "name"), refusal.sentence)
    context = {"section": "inbox", "form": form}
    return render(request, "pages/new_conversation.html", context, status=400 if form.errors else 200)


def _customer(asker: Viewer, name: str, address: str) -> Person | None:
    given = in_words(address)
    known = find_or_add(asker, name, given)
    if known is None and given:
        # Nothing usable was in it: adding says what is wrong with it.
        return add_person(asker, name, given)
    return known or (add_person(asker, name) if name.strip() else None)


def _turns(asker: Viewer, channel: str, said: str, answered: str, person: Person | None) -> list[NewTurn]:
    now = clock.now()
    kind = Kind.SPEECH if channel in SPOKEN else Kind.MESSAGE
    turns = [NewTurn(party=Party.CUSTOMER, text=said, at=now, speaker=str(person) if person else "", kind=kind)]
    if answered.strip():
        turns.append(
            NewTurn(party=Party.AGENT, text=answered, at=now, speaker=asker.name, user_id=asker.user_id, kind=kind)
        )
    return turns
