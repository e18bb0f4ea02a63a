"""What is known of a customer, changed: name, note, addresses, groups, and what they rely on us for."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from allears.accounts.queries import all_teams
from allears.accounts.rules import Verb, Viewer
from allears.customers import actions, gate, queries
from allears.customers.addresses import in_words
from allears.customers.rules import RelianceKind
from allears.lib.errors import Invalid
from allears.web.door import page
from allears.web.forms import AddressForm, BelongingForm, KnownPerson, RelianceForm


@page
def edit_customer(request: HttpRequest, asker: Viewer, person_id: int) -> HttpResponse:
    """All that can be changed of a customer on one page; the name, the note and the star are sent here."""
    gate.check(asker, Verb.EDIT_CUSTOMER)
    if request.method != "POST":
        return _page(request, asker, person_id)
    form = KnownPerson(request.POST)
    if form.is_valid():
        try:
            actions.change_person(asker, person_id, **form.cleaned_data)
        except Invalid as refusal:
            form.add_error("name", refusal.sentence)
        else:
            return redirect("web:customer", person_id)
    return _page(request, asker, person_id, form=form)


@require_POST
@page
def add_address(request: HttpRequest, asker: Viewer, person_id: int) -> HttpResponse:
    """Another way to reach somebody."""
    form = AddressForm(request.POST)
    if form.is_valid():
        try:
            for kind, value in in_words(form.cleaned_data["address"]):
                actions.add_address(asker, person_id, kind, value)
        except Invalid as refusal:
            form.add_error("address", refusal.sentence)
        else:
            return _back(person_id, "reach")
    return _page(request, asker, person_id, address_form=form)


@require_POST
@page
def remove_address(request: HttpRequest, asker: Viewer, person_id: int, address_id: int) -> HttpResponse:
    """An address that is theirs no longer."""
    actions.remove_address(asker, person_id, address_id)
    messages.success(request, "Taken off.")
    return _back(person_id, "reach")


@require_POST
@page
def join(request: HttpRequest, asker: Viewer, person_id: int) -> HttpResponse:
    """Somebody belongs to a group."""
    form = BelongingForm(request.POST, groups=group_choices(asker))
    if form.is_valid():
        actions.affiliate(asker, person_id, form.cleaned_data["group"], form.cleaned_data["title"])
        return _back(person_id, "groups")
    return _page(request, asker, person_id, belonging_form=form)


@require_POST
@page
def leave(request: HttpRequest, asker: Viewer, person_id: int, group_id: int) -> HttpResponse:
    """Somebody belongs to a group no longer."""
    actions.leave_group(asker, person_id, group_id)
    messages.success(request, "Taken out of the group.")
    return _back(person_id, "groups")


@require_POST
@page
def rely(request: HttpRequest, asker: Viewer, person_id: int) -> HttpResponse:
    """Write down what somebody relies on one of our teams for."""
    form = RelianceForm(request.POST, teams=team_choices())
    if form.is_valid():
        given = form.cleaned_data
        who = gate.person(asker, person_id, Verb.EDIT_CUSTOMER)
        actions.note_reliance(asker, given["team"], RelianceKind(given["kind"]), person=who, note=given["note"])
        return _back(person_id, "reliances")
    return _page(request, asker, person_id, reliance_form=form)


@require_POST
@page
def end_reliance(request: HttpRequest, asker: Viewer, reliance_id: int) -> HttpResponse:
    """A person, or a group, relies on a team no longer."""
    it = actions.remove_reliance(asker, reliance_id)
    messages.success(request, "Struck out.")
    if it.group_id:
        return redirect(f"{reverse('web:edit_group', args=[it.group_id])}#reliances")
    return _back(it.person_id or 0, "reliances")


def group_choices(asker: Viewer) -> list[tuple[int, str]]:
    """All groups, each with those it lies in: 'Merridew & Lund › Finance'."""
    return [(line.id, line.path) for line in queries.tree(asker)]


def team_choices() -> list[tuple[int, str]]:
    return [(team.id, team.name) for team in all_teams()]


def _back(person_id: int, part: str) -> HttpResponse:
    return redirect(f"{reverse('web:edit_customer', args=[person_id])}#{part}")


def _page(request: HttpRequest, asker: Viewer, person_id: int, **sent: Form) -> HttpResponse:
    """The page with a form that was sent and not taken, if there is one, and fresh ones."""
    it = queries.person(asker, person_id)
    mine = {group.id for group in it.groups}
    groups = [choice for choice in group_choices(asker) if choice[0] not in mine]
    forms: dict[str, Any] = {
        "form": KnownPerson(initial={"name": it.name if it.named else "", "note": it.note, "vip": it.vip}),
        "address_form": AddressForm(),
        "belonging_form": BelongingForm(groups=groups) if groups else None,
        "reliance_form": RelianceForm(teams=team_choices(), auto_id="reliance_%s"),
    }
    context = {"section": "customers", "person": it, **forms, **sent}
    return render(request, "pages/person_edit.html", context, status=400 if sent else 200)
