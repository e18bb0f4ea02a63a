"""Whom we serve: the list, one customer with the whole story, two made one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from allears.accounts.rules import Verb, Viewer
from allears.conversations import queries as conversations
from allears.customers import actions, queries
from allears.customers.addresses import in_words
from allears.customers.rules import Frequency, Relationship, Side
from allears.insight import eyes
from allears.lib.errors import Invalid, NotAllowed
from allears.promises.queries import PromiseView, of_conversations
from allears.readings.queries import summaries
from allears.web import present, shapes
from allears.web.door import page
from allears.web.forms import NewPerson

TWINS = 8
"""So many who may be the same person are shown for the words that were looked for."""


@require_safe
@page
def customers(request: HttpRequest, asker: Viewer) -> HttpResponse:
    """Everybody whom we serve, the latest heard from first."""
    words, after = request.GET.get("q", ""), request.GET.get("after", "")
    found = queries.persons(asker, after=after, words=words)
    url = reverse("web:customers")
    context = {
        "section": "customers",
        "filter_sets": present.customer_filters("people"),
        "query": words,
        "people": [(row, present.short_standing(row), present.addresses(row.addresses[:1])) for row in found.rows],
        "older": f"{url}?{urlencode({'q': words, 'after': found.next})}" if found.next else "",
        "newer": (f"{url}?{urlencode({'q': words})}" if words else url) if after else "",
    }
    return render(request, "pages/customers.html", context)


@require_safe
@page
def customer(request: HttpRequest, asker: Viewer, person_id: int) -> HttpResponse:
    """One customer: who they are, and the whole story in one timeline."""
    it = queries.person(asker, person_id)
    if it.id != person_id:
        return redirect("web:customer", it.id)
    found = conversations.of_person(asker, it.ids, after=request.GET.get("after", ""))
    ids = [row.id for row in found.rows]
    summed, promised = summaries(ids), of_conversations(ids)
    heard_by = {pk: one.heard for pk, one in summed.items() if one.heard is not None}
    url = reverse("web:customer", args=[it.id])
    context = {
        "section": "customers",
        "person": it,
        "standing": present.standing(it),
        "chapters": _story(it.name, [present.row(row, heard_by, {}) for row in found.rows], promised),
        "whole": eyes.of_customer(found.rows, promised, summed),
        "reliances": present.reliances(it.reliances, it.name),
        "addresses": present.addresses([one.shown for one in it.addresses]),
        "may_edit": asker.may_somewhere(Verb.EDIT_CUSTOMER),
        "older": f"{url}?{urlencode({'after': found.next})}" if found.next else "",
        "newer": url if request.GET.get("after") else "",
    }
    return render(request, "pages/customer.html", context)


@require_safe
@page
def twins(request: HttpRequest, asker: Viewer, person_id: int) -> HttpResponse:
    """Who may be the same person: loaded into the customer's page after it is shown."""
    found = queries.perhaps_same(asker, person_id)
    return render(
        request,
        "components/twins.html",
        {"person_id": person_id, "twins": [(row, present.addresses(row.addresses[:1])) for row in found]},
    )


@page
def new_customer(request: HttpRequest, asker: Viewer) -> HttpResponse:
    """Somebody new."""
    if not asker.may_somewhere(Verb.EDIT_CUSTOMER):
        raise NotAllowed("Your role does not allow you to add customers.")
    form = NewPerson(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = actions.add_person(
                asker, given["name"], in_words(given["address"]), note=given["note"], vip=given["vip"]
            )
            return redirect("web:customer", made.pk)
        except Invalid as refusal:
            form.add_error("name" if refusal.field == "name" else "address", refusal.sentence)
    context = {"section": "customers", "form": form, "title": "Somebody new", "button": "Add them"}
    return render(request, "pages/person_form.html", context, status=400 if form.errors else 200)


@require_POST
@page
def decide(request: HttpRequest, asker: Viewer, person_id: int) -> HttpResponse:
    """Confirm or overrule how a customer stands with us; an empty choice follows the rule again."""

    def chosen(name: str) -> str:
        return request.POST.get(name, "")

    try:
        actions.decide_standing(
            asker,
            person_id,
            relationship=Relationship(chosen("relationship")) if chosen("relationship") else None,
            frequency=Frequency(chosen("frequency")) if chosen("frequency") else None,
            side=Side(chosen("side")) if chosen("side") else None,
        )
    except ValueError:
        raise Invalid("standing", "This is no standing that a customer can have.") from None
    return redirect("web:customer", person_id)


@page
def merge(request: HttpRequest, asker: Viewer, person_id: int) -> HttpResponse:
    """'Same person as…': look for the other record, see both side by side, and make them one.

    Of a POST, `keep` says which of them stands for both.
    """
    if request.method == "POST":
        other = _number(request.POST.get("other", ""))
        kept, absorbed = (person_id, other) if request.POST.get("keep") != "right" else (other, person_id)
        actions.merge(asker, kept, absorbed)
        messages.success(request, "They are one now.")
        return redirect("web:customer", kept)
    it = queries.person(asker, person_id)
    left = queries.card(it.id)
    words = request.GET.get("q", "").strip() if "q" in request.GET else _surname(it.name)
    context: dict[str, object] = {"section": "customers", "person": left, "query": words}
    if "other" in request.GET:
        right = queries.card(queries.person(asker, _number(request.GET["other"])).id)
        if right.id == left.id:
            raise Invalid("other", "These two are the same customer already.")
        context |= {"left": present.card(left), "right": present.card(right), "other": right.id}
    elif words:
        found = [row for row in queries.persons(asker, words=words, limit=TWINS + 1).rows if row.id != left.id][:TWINS]
        context["people"] = [(row, (), present.addresses(row.addresses[:1])) for row in found]
    return render(request, "pages/merge.html", context)


def _surname(name: str) -> str:
    """What to look for first: the last word of the name, cut a little, since it is what is spelled in two ways."""
    last = name.split()[-1] if name.split() else ""
    return last[: max(4, len(last) - 2)]


def _number(text: str) -> int:
    if not text.isdecimal() or len(text) > 18:
        raise Invalid("other", "Say who else this is.")
    return int(text)


@require_POST
@page
def unmerge(request: HttpRequest, asker: Viewer, merge_id: int) -> HttpResponse:
    """Take a merge back."""
    done = actions.undo_merge(asker, merge_id)
    messages.success(request, "They are two again.")
    return redirect("web:customer", done.kept_id)


def _story(
    name: str, rows: Sequence[shapes.Row], promised: Mapping[int, Sequence[PromiseView]]
) -> list[shapes.Chapter]:
    """The conversations as chapters, with a heading where another month begins."""
    chapters: list[shapes.Chapter] = []
    month = None
    for row in rows:
        at = timezone.localtime(row.at)
        made = tuple(
            present.promise(one, name, may_act=False, where=row.subject)
            for one in promised.get(row.id, ())
            if one.state != "withdrawn"
        )
        chapters.append(shapes.Chapter(row, made, heading=(at.year, at.month) != month))
        month = (at.year, at.month)
    return chapters
