"""One conversation: read it with the listening in its margin, answer it, hand it on."""

from __future__ import annotations

import json
from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from allears.accounts.queries import all_teams, colleagues
from allears.accounts.rules import Verb, Viewer
from allears.conversations import actions, queries
from allears.conversations.gate import visible
from allears.conversations.queries import ConversationView
from allears.conversations.rules import SPOKEN, Kind, Status
from allears.insight import eyes
from allears.lib.errors import Invalid, NotFound
from allears.promises import actions as promising
from allears.promises.queries import of_conversation as promises_of
from allears.readings import drafts
from allears.readings import queries as readings
from allears.readings.queries import ReadingView
from allears.web import present, shapes, timeline
from allears.web.attachments import attachment_of
from allears.web.door import page
from allears.web.forms import NewPromise

FRESH_STEPS: Sequence[shapes.StepLine] = [shapes.StepLine(words, "unknown") for words in readings.STEPS]


@require_safe
@page
def conversation(request: HttpRequest, asker: Viewer, conversation_id: int) -> HttpResponse:
    """The conversation with its margin, its promises, and who it is with; with ?before=N the turns before turn N."""
    it = queries.conversation(asker, conversation_id, before=_position(request.GET.get("before", "")))
    return render(request, "pages/conversation.html", _context(asker, it))


@require_POST
@page
def draft(request: HttpRequest, asker: Viewer, conversation_id: int) -> HttpResponse:
    """The five steps as far as the answer takes them that is being written. Nothing of it is kept."""
    it = queries.conversation(asker, conversation_id, at_most=drafts.CONTEXT)
    words = "" if request.POST.get("kind") == "note" else request.POST.get("body", "")
    steps = present.steps_of_draft(drafts.steps_of_draft(it, words, asker.name))
    return render(request, "components/steps.html", {"steps": steps, "label": "The five steps in what you write"})


@require_POST
@page
def answer(request: HttpRequest, asker: Viewer, conversation_id: int) -> HttpResponse:
    """Answer, or keep a note. What was typed stays in the box when it cannot be taken."""
    kind, text = request.POST.get("kind", "answer"), request.POST.get("body", "")
    then = Status.CLOSED if request.POST.get("then") == "close" else Status.WAITING
    try:
        if kind == "note":
            row = actions.note(asker, conversation_id, text)
        else:
            row = actions.answer(asker, conversation_id, text, then=then)
    except Invalid as refusal:
        it = queries.conversation(asker, conversation_id)
        composer = {**_composer(it), "text": text, "kind": kind, "error": refusal.sentence}
        if request.headers.get("HX-Request"):
            return render(request, "components/composer.html", {**composer, "customer": _to(it)})
        return render(request, "pages/conversation.html", {**_context(asker, it), "composer": composer}, status=400)
    if not request.headers.get("HX-Request"):
        return redirect(f"{reverse('web:conversation', args=[conversation_id])}#t{row.pk}")
    # A fresh box in place of the sent one; the page asks by itself for what has changed above it.
    it = queries.conversation(asker, conversation_id, at_most=1)
    response = render(request, "components/composer.html", {**_composer(it), "customer": _to(it)})
    taken = {"draft": f"conversation-{it.id}", "turn": f"t{row.pk}", "words": _sent(kind, it, then)}
    response["HX-Trigger"] = json.dumps({"taken": taken})
    return response


@require_POST
@page
def steer(request: HttpRequest, asker: Viewer, conversation_id: int, act: str) -> HttpResponse:
    """Close, open again, wait, take, give, hand on, rename: one word decides."""
    whom = request.POST.get("to", "")
    if act == "close":
        actions.close(asker, conversation_id)
    elif act == "reopen":
        actions.reopen(asker, conversation_id)
    elif act == "wait":
        actions.wait(asker, conversation_id)
    elif act == "take":
        actions.assign(asker, conversation_id, asker.user_id)
    elif act == "assign":
        actions.assign(asker, conversation_id, int(whom) if whom.isdecimal() else None)
    elif act == "move":
        actions.move(asker, conversation_id, int(whom) if whom.isdecimal() else 0)
        if not visible(asker).filter(pk=conversation_id).exists():
            return redirect("web:inbox")
    elif act == "rename":
        actions.rename(asker, conversation_id, request.POST.get("subject", ""))
    else:
        raise Invalid("act", "This is nothing that can be done with a conversation.")
    return redirect("web:conversation", conversation_id)


@require_safe
@page
def hand_on(request: HttpRequest, asker: Viewer, conversation_id: int) -> HttpResponse:
    """The dialog that gives a conversation to a colleague or another team: loaded when it is asked for."""
    it = queries.conversation(asker, conversation_id)
    context = {
        "conversation": it,
        "colleagues": colleagues(it.team_id),
        "teams": [team for team in all_teams() if team.id != it.team_id],
        "me": asker.user_id,
    }
    return render(request, "components/hand_on.html", context)


@page
def make_promise(request: HttpRequest, asker: Viewer, conversation_id: int) -> HttpResponse:
    """Write a promise down that listening did not hear."""
    it = queries.conversation(asker, conversation_id)
    form = NewPromise(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        promising.make(
            asker,
            conversation_id,
            form.cleaned_data["what"],
            due=form.cleaned_data["due"],
            manner=form.cleaned_data["manner"],
        )
        return redirect(f"{reverse('web:conversation', args=[conversation_id])}#promises")
    context = {"section": "inbox", "conversation": it, "form": form}
    return render(request, "pages/new_promise.html", context, status=400 if form.errors else 200)


@require_safe
@page
def attachment(request: HttpRequest, asker: Viewer, turn_id: int, place: int) -> HttpResponse:
    """One attachment of a mail, as a download that no browser will run."""
    _, raw = queries.raw(asker, turn_id)
    found = attachment_of(raw, place)
    if found is None:
        raise NotFound("There is no such attachment.")
    name, body = found
    response = HttpResponse(body, content_type="application/octet-stream")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def _context(asker: Viewer, it: ConversationView) -> dict[str, object]:
    reading, promises, places = readings.of(it), promises_of(it), timeline.places(it)
    may_act = asker.may(Verb.PROMISE, it.team_id)
    here = reverse("web:conversation", args=[it.id])
    return {
        "section": "inbox",
        "back": reverse("web:inbox"),
        "subject": it.subject,
        "state": it.status,
        "channel": it.channel,
        "team": it.team,
        "assignee": it.assignee,
        "mine": it.assignee_id == asker.user_id,
        "waiting_since": it.waiting_since if it.status == "open" else None,
        "earlier_turns": it.earlier_turns,
        "earlier": f"{here}?before={it.turns[0].position}" if it.earlier_turns else "",
        "later": here if it.before is not None else "",
        "entries": timeline.timeline(it, reading, queries.hands(it.id)),
        "heard": reading.heard if reading else None,
        "heard_more": present.heard_more(reading) if reading else "",
        "listened": reading is not None,
        "unheard": it.before is None and not _heard_to_the_end(it, reading),
        "steps": present.steps(reading, places),
        "needs": present.needs(reading, places),
        "advice": [one.text for one in reading.advice] if reading else [],
        "promises": [present.promise(one, _to(it), may_act=may_act) for one in promises],
        "journal": f"{reverse('web:new_entry')}?about={it.id}",
        "practise": reverse("web:make_practice", args=[it.id]) if asker.may(Verb.COACH, it.team_id) else "",
        "new_promise": reverse("web:new_promise", args=[it.id]) if may_act else "",
        "card": present.card(it.person) if it.person else None,
        "journey": present.journey(eyes.of_conversation(it, reading, promises)),
        "composer": _composer(it) if asker.may(Verb.ANSWER, it.team_id) else None,
        "acts": _acts(asker, it),
        "events": reverse("web:live") if it.before is None else "",
        "number": it.id,
        "here": here,
    }


def _acts(asker: Viewer, it: ConversationView) -> dict[str, str]:
    """What this reader may do with the conversation: where each is posted to."""
    if not asker.may(Verb.CLOSE, it.team_id):
        return {}
    status = ("open", "reopen") if it.status == Status.CLOSED else ("close", "close")
    acts = {
        status[0]: reverse("web:steer", args=[it.id, status[1]]),
        "assign": reverse("web:hand_on", args=[it.id]),
        "rename": reverse("web:steer", args=[it.id, "rename"]),
    }
    if it.assignee_id != asker.user_id and it.status != Status.CLOSED:
        acts["take"] = reverse("web:steer", args=[it.id, "take"])
    if it.status == Status.OPEN:
        acts["wait"] = reverse("web:steer", args=[it.id, "wait"])
    return acts


def _composer(it: ConversationView) -> dict[str, object]:
    return {
        "action": reverse("web:answer", args=[it.id]),
        "channel": it.channel,
        "spoken": it.channel in SPOKEN,
        "listen": reverse("web:draft", args=[it.id]),
        "draft": f"conversation-{it.id}",
        "kind": "answer",
        "steps": FRESH_STEPS,
    }


def _heard_to_the_end(it: ConversationView, reading: ReadingView | None) -> bool:
    """Whether listening has come to the newest turn; until then the page asks again, shortly."""
    return reading is not None and reading.turns_heard >= it.heard_before + sum(t.kind != Kind.NOTE for t in it.turns)


def _sent(kind: str, it: ConversationView, then: Status) -> str:
    """What became of what was written, in a word."""
    if kind == "note":
        return "Kept, for colleagues only."
    word = "Kept" if it.channel in SPOKEN else "Sent"
    return f"{word}, and closed." if then is Status.CLOSED else f"{word}."


def _to(it: ConversationView) -> str:
    return it.person.name if it.person else "the customer"


def _position(text: str) -> int | None:
    """Where the turns end that are asked for; None: at the newest."""
    if not text:
        return None
    if not text.isdecimal() or len(text) > 9:
        raise Invalid("before", "This page address is not complete. Go back to the conversation.")
    return int(text)
