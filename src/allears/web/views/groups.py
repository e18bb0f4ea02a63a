"""Groups: their tree, one of them, its people, and what is known of it, changed."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from allears.accounts.rules import Verb, Viewer
from allears.customers import actions, gate, queries
from allears.customers.rules import GroupKind, RelianceKind
from allears.lib.errors import Invalid
from allears.web import present
from allears.web.door import page
from allears.web.forms import GroupForm, RelianceForm
from allears.web.views.knowing import group_choices, team_choices

FOUND = 8
"""So many people who may be meant are shown for the words that were looked for."""


@require_safe
@page
def groups(request: HttpRequest, asker: Viewer) -> HttpResponse:
    """All groups, as a tree; those that were looked for, in a list."""
    words = request.GET.get("q", "").strip()
    lines = queries.tree(asker, words)
    context = {
        "section": "customers",
        "filter_sets": present.customer_filters("groups"),
        "query": words,
        "lines": lines if words else (),
        "branches": () if words else present.branches(lines),
        "may_edit": asker.may_somewhere(Verb.EDIT_CUSTOMER),
        "more": len(lines) == queries.MOST,
    }
    return render(request, "pages/groups.html", context)


@require_safe
@page
def group(request: HttpRequest, asker: Viewer, group_id: int) -> HttpResponse:
    """One group: its place in the tree, its people, what it relies on us for."""
    after = request.GET.get("after", "")
    it = queries.group(asker, group_id, after=after)
    here = reverse("web:group", args=[group_id])
    context = {
        "section": "customers",
        "group": it,
        "people": [(row, present.short_standing(row), present.addresses(row.addresses[:1])) for row in it.persons],
        "reliances": present.reliances(it.reliances, it.name),
        "may_edit": asker.may_somewhere(Verb.EDIT_CUSTOMER),
        "older": f"{here}?{urlencode({'after': it.next})}" if it.next else "",
        "newer": here if after else "",
    }
    return render(request, "pages/group.html", context)


@page
def new_group(request: HttpRequest, asker: Viewer) -> HttpResponse:
    """A new group; with ?within=N it lies in that one."""
    gate.check(asker, Verb.EDIT_CUSTOMER)
    choices = group_choices(asker)
    if request.method == "POST":
        form = GroupForm(request.POST, groups=choices)
        if form.is_valid():
            given = form.cleaned_data
            try:
                made = actions.add_group(
                    asker,
                    given["name"],
                    GroupKind(given["kind"]),
                    internal=given["internal"],
                    parent_id=given["parent"] or None,
                    domains=given["domains"],
                    note=given["note"],
                )
                return redirect("web:group", made.pk)
            except Invalid as refusal:
                form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
    else:
        form = GroupForm(groups=choices, initial=_within(asker, request.GET.get("within", "")))
    context = {"section": "customers", "form": form, "title": "A new group", "button": "Add it"}
    return render(request, "pages/group_form.html", context, status=400 if form.errors else 200)


@page
def edit_group(request: HttpRequest, asker: Viewer, group_id: int) -> HttpResponse:
    """All that can be changed of a group on one page; what it is and where it stands is sent here."""
    gate.check(asker, Verb.EDIT_CUSTOMER)
    if request.method != "POST":
        return _page(request, asker, group_id)
    form = GroupForm(request.POST, groups=group_choices(asker))
    if form.is_valid():
        given = form.cleaned_data
        try:
            actions.change_group(
                asker,
                group_id,
                name=given["name"],
                kind=GroupKind(given["kind"]),
                internal=given["internal"],
                parent_id=given["parent"],
                domains=given["domains"],
                note=given["note"],
            )
            return redirect("web:group", group_id)
        except Invalid as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
    return _page(request, asker, group_id, form=form)


@require_POST
@page
def remove_group(request: HttpRequest, asker: Viewer, group_id: int) -> HttpResponse:
    """Take a group away that was made by mistake."""
    actions.remove_group(asker, group_id)
    messages.success(request, "The group is gone.")
    return redirect("web:groups")


@page
def people(request: HttpRequest, asker: Viewer, group_id: int) -> HttpResponse:
    """Who belongs to a group: look for somebody to put in, or take somebody out."""
    gate.check(asker, Verb.EDIT_CUSTOMER)
    if request.method == "POST":
        whom = request.POST.get("person", "")
        if not whom.isdecimal() or len(whom) > 18:
            raise Invalid("person", "Say who.")
        if request.POST.get("do") == "out":
            actions.leave_group(asker, int(whom), group_id)
            messages.success(request, "Taken out of the group.")
        else:
            actions.affiliate(asker, int(whom), group_id)
            messages.success(request, "Put into the group.")
        return redirect("web:group_people", group_id)
    words, after = request.GET.get("q", "").strip(), request.GET.get("after", "")
    it = queries.group(asker, group_id, after=after, people=not words)
    here = reverse("web:group_people", args=[group_id])
    context: dict[str, object] = {
        "section": "customers",
        "group": it,
        "query": words,
        "people": [(row, present.addresses(row.addresses[:1])) for row in it.persons],
        "older": f"{here}?{urlencode({'after': it.next})}" if it.next else "",
        "newer": here if after else "",
    }
    if words:
        found = queries.persons(asker, words=words, limit=FOUND).rows
        context["found"] = [(row, present.addresses(row.addresses[:1]), it.name in row.groups) for row in found]
    return render(request, "pages/group_people.html", context)


@require_POST
@page
def rely(request: HttpRequest, asker: Viewer, group_id: int) -> HttpResponse:
    """Write down what a group relies on one of our teams for."""
    form = RelianceForm(request.POST, teams=team_choices())
    if form.is_valid():
        given = form.cleaned_data
        it = gate.group(asker, group_id, Verb.EDIT_CUSTOMER)
        actions.note_reliance(asker, given["team"], RelianceKind(given["kind"]), group=it, note=given["note"])
        return redirect(f"{reverse('web:edit_group', args=[group_id])}#reliances")
    return _page(request, asker, group_id, reliance_form=form)


def _within(asker: Viewer, number: str) -> dict[str, object]:
    """What a new group is likely to be: as the one it will lie in, a part of it."""
    if not number.isdecimal() or len(number) > 18:
        return {}
    above = gate.group(asker, int(number))
    return {"parent": above.pk, "internal": "yes" if above.internal else "no", "kind": GroupKind.DEPARTMENT}


def _page(request: HttpRequest, asker: Viewer, group_id: int, **sent: GroupForm | RelianceForm) -> HttpResponse:
    """The page with a form that was sent and not taken, if there is one, and fresh ones."""
    it = queries.group(asker, group_id, people=False)
    known = {
        "name": it.name,
        "kind": it.kind,
        "internal": "yes" if it.internal else "no",
        "parent": it.parents[-1].id if it.parents else 0,
        "domains": ", ".join(it.domains),
        "note": it.note,
    }
    choices = [choice for choice in group_choices(asker) if choice[0] != group_id]
    context = {
        "section": "customers",
        "group": it,
        "form": GroupForm(groups=choices, initial=known),
        "reliance_form": RelianceForm(teams=team_choices(), auto_id="reliance_%s"),
        **sent,
    }
    return render(request, "pages/group_edit.html", context, status=400 if sent else 200)
