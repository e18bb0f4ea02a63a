"""What becomes of a promise: kept, broken, withdrawn, open again, or another time for it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from allears.accounts.rules import Verb, Viewer
from allears.conversations import queries
from allears.lib.errors import Invalid
from allears.promises import actions as promising
from allears.promises.queries import of_conversation as promises_of
from allears.promises.queries import promise as promise_of
from allears.web import present
from allears.web.door import page, toast
from allears.web.forms import NewTime

CUSTOMER = "the customer"


@require_POST
@page
def settle(request: HttpRequest, asker: Viewer, promise_id: int) -> HttpResponse:
    """What became of a promise. Answers with the card as it stands now."""
    verdict = request.POST.get("verdict", "")
    if verdict == "kept":
        settled = promising.settle(asker, promise_id, right_thing=True, right_way=True)
    elif verdict == "broken":
        settled = promising.admit_broken(asker, promise_id)
    elif verdict == "dropped":
        settled = promising.withdraw(asker, promise_id)
    elif verdict == "reopen":
        settled = promising.reopen(asker, promise_id)
    else:
        raise Invalid("verdict", "Say whether the promise was kept.")
    on_shelf = request.POST.get("where") == "shelf"
    if not request.headers.get("HX-Request"):
        return redirect("web:promises") if on_shelf else redirect("web:conversation", settled.conversation_id)
    it = queries.conversation(asker, settled.conversation_id, at_most=1)
    one = next(one for one in promises_of(it) if one.id == promise_id)
    where, to = it.subject if on_shelf else "", it.person.name if it.person else CUSTOMER
    context = {"promise": present.promise(one, to, may_act=asker.may(Verb.PROMISE, it.team_id), where=where)}
    words = {
        "kept": "Kept. Well done.",
        "late": "Kept, though late.",
        "broken": "Noted as broken.",
        "withdrawn": "Withdrawn.",
        "open": "Open again.",
    }
    return toast(render(request, "components/promise.html", context), words.get(settled.state, "Noted."))


@page
def new_time(request: HttpRequest, asker: Viewer, promise_id: int) -> HttpResponse:
    """Agree on another time with the customer; ?where=shelf leads back to the promises, else to the conversation."""
    it = promise_of(asker, promise_id)
    to = it.person.name if it.person else CUSTOMER
    on_shelf = request.GET.get("where") == "shelf"
    back = reverse("web:promises") if on_shelf else f"{_conversation(it.promise.conversation_id)}#promises"
    form = NewTime(request.POST if request.method == "POST" else None, customer=to)
    if request.method == "POST" and form.is_valid():
        try:
            promising.renegotiate(asker, promise_id, form.cleaned_data["due"], form.cleaned_data["note"])
        except Invalid as refusal:
            form.add_error("due", refusal.sentence)
        else:
            messages.success(request, "The new time is held.")
            return redirect(back)
    context = {
        "section": "promises" if on_shelf else "inbox",
        "promise": present.promise(it.promise, to, may_act=False),
        "form": form,
        "back": back,
        "back_to": "Promises" if on_shelf else it.subject,
    }
    return render(request, "pages/new_time.html", context, status=400 if form.errors else 200)


def _conversation(conversation_id: int) -> str:
    return reverse("web:conversation", args=[conversation_id])
