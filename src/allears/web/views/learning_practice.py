"""Practice: a coach makes exercises of real conversations, and learners review them as cards."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from allears.accounts.rules import Verb, Viewer
from allears.learning.actions import practice as actions
from allears.learning.queries import practice as queries
from allears.learning.queries.plans import wishes
from allears.learning.queries.practice import DraftView, Waiting
from allears.learning.rules.practice import MOST_CARDS_A_DAY, PracticeKind, PracticeState, Rating, suggested
from allears.learning.rules.writing import MOST_OPTIONS, Way
from allears.lib.errors import Invalid
from allears.listening.behaviours import BEHAVIOURS
from allears.web import practice as shown
from allears.web.door import page
from allears.web.learning_tabs import tabs

KINDS = (
    (PracticeKind.HEAR, "Hear it", "The learner marks the turn in which something happened."),
    (PracticeKind.SAY, "Say it", "The learner writes what to say, and listening reads it."),
    (PracticeKind.CHOICE, "Choose", "The learner chooses what to say next."),
)
FINDS = (
    ("restating | summing_up", "says it back or sums it up"),
    ("checking", "checks that it is right"),
    ("empathy", "feels with them"),
    ("open_question", "asks openly"),
    ("apology", "says sorry"),
    ("promise", "says what will be done"),
)
RATINGS = (
    (Rating.AGAIN, "Again", "I did not know it"),
    (Rating.HARD, "Hard", "It took some doing"),
    (Rating.GOOD, "Good", "It came"),
    (Rating.EASY, "Easy", "I would not miss it"),
)


@never_cache
@require_safe
@page
def practice(request: HttpRequest, asker: Viewer) -> HttpResponse:
    """The next card of today."""
    waiting = queries.waiting(asker)
    it = shown.card(waiting.next.id, waiting.next.exercise) if waiting.next else None
    return render(request, "pages/practice.html", {**_context(asker, waiting), "it": it, "card": waiting.next})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@page
def answer(request: HttpRequest, asker: Viewer, exercise_id: int) -> HttpResponse:
    """One card: its answer is judged, and the learner says how well it went."""
    it = queries.practice(asker, exercise_id)
    context = {"section": "learning", "card": it, "filter_sets": tabs("practice", asker=asker)}
    given = tuple(request.POST.getlist("answer"))
    if request.method != "POST":
        return render(request, "pages/practice_card.html", {**context, "it": shown.card(it.id, it.exercise)})
    try:
        grade = actions.judge_practice(asker, exercise_id, given)
    except Invalid as refusal:
        context["it"] = shown.card(it.id, it.exercise, answer=given, error=refusal.sentence)
        return render(request, "pages/practice_card.html", context, status=400)
    context |= {
        "it": shown.card(it.id, it.exercise, answer=given, grade=grade),
        "answer": given,
        "ratings": [(int(value), word, words, value is suggested(grade.points)) for value, word, words in RATINGS],
    }
    return render(request, "pages/practice_card.html", context)


@require_POST
@page
def rate(request: HttpRequest, asker: Viewer, exercise_id: int) -> HttpResponse:
    """How well it went; the next card follows."""
    rating = request.POST.get("rating", "")
    if rating and rating not in {str(int(it)) for it in Rating}:
        raise Invalid("rating", "Say Again, Hard, Good or Easy.")
    given = tuple(request.POST.getlist("answer"))
    actions.review(asker, exercise_id, given, Rating(int(rating)) if rating else None)
    return redirect("web:practice")


@require_safe
@page
def of_teams(request: HttpRequest, asker: Viewer) -> HttpResponse:
    """The exercises of the teams that one coaches, in every state."""
    context = {
        "section": "learning",
        "filter_sets": tabs("practice", asker=asker),
        "rows": queries.practice_of_teams(asker),
    }
    return render(request, "pages/practice_of_teams.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@page
def choose(request: HttpRequest, asker: Viewer, conversation_id: int) -> HttpResponse:
    """A coach chooses turns of a conversation, and what is to be made of them."""
    it = queries.turns_to_choose(asker, conversation_id)
    chosen = {int(value) for value in request.POST.getlist("turn") if value.isdecimal() and len(value) < 19}
    kind, error = request.POST.get("kind", PracticeKind.HEAR.value), ""
    if request.method == "POST":
        try:
            if kind not in set(PracticeKind):
                raise Invalid("kind", "Choose what the learner is to do.")
            made = actions.make_practice(asker, conversation_id, sorted(chosen), PracticeKind(kind))
        except Invalid as refusal:
            error = refusal.sentence
        else:
            return redirect("web:edit_practice", made.pk)
    context = {
        "section": "learning",
        "conversation": it,
        "turns": [turn for turn in it.turns if turn.kind != "note" and turn.text.strip()],
        "chosen": chosen,
        "kinds": KINDS,
        "kind": kind,
        "error": error,
    }
    return render(request, "pages/make_practice.html", context, status=400 if error else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@page
def edit(request: HttpRequest, asker: Viewer, exercise_id: int) -> HttpResponse:
    """The draft beside its original: redact more, write, and see it as a learner will."""
    it = queries.draft_exercise(asker, exercise_id)
    if request.method != "POST":
        return _editing(request, it)
    parts = shown.parts_of_form(it.kind, it.parts, request.POST.getlist)
    out = [word for word in request.POST.get("take_out", "").split(",") if word.strip()]
    try:
        actions.write_practice(asker, exercise_id, parts, title=request.POST.get("title", ""), take_out=out)
    except Invalid as refusal:
        return _editing(request, it, refusal.sentence)
    return redirect("web:edit_practice", exercise_id)


@require_POST
@page
def release(request: HttpRequest, asker: Viewer, exercise_id: int) -> HttpResponse:
    """Give it to the team, once every line was read."""
    read = request.POST.get("seen", "") if request.POST.get("read") == "on" else ""
    try:
        actions.release_practice(asker, exercise_id, read)
    except Invalid as refusal:
        return _editing(request, queries.draft_exercise(asker, exercise_id), refusal.sentence)
    messages.info(request, "Released. Your team has it among its cards.")
    return redirect("web:practice_of_teams")


@require_POST
@page
def end(request: HttpRequest, asker: Viewer, exercise_id: int, act: str) -> HttpResponse:
    """Withdraw it, or remove a draft."""
    if act == "withdraw":
        actions.withdraw_practice(asker, exercise_id)
        messages.info(request, "Withdrawn, and out of everybody’s cards.")
    elif act == "remove":
        actions.remove_practice(asker, exercise_id)
        messages.info(request, "Removed.")
    else:
        raise Invalid("act", "This is nothing that can be done with an exercise.")
    return redirect("web:practice_of_teams")


def _context(asker: Viewer, waiting: Waiting) -> dict[str, object]:
    return {
        "section": "learning",
        "filter_sets": tabs("practice", due=waiting.now or None, asker=asker),
        "waiting": waiting,
        "wishes": wishes(asker),
        "most": MOST_CARDS_A_DAY,
        "coach": asker.may_somewhere(Verb.COACH),
    }


def _editing(request: HttpRequest, it: DraftView, error: str = "") -> HttpResponse:
    chosen = {*it.parts.find}
    ways = [*it.parts.ways, *(Way("") for _ in range(MOST_OPTIONS - len(it.parts.ways)))]
    context = {
        "section": "learning",
        "it": it,
        "is_draft": it.state is PracticeState.DRAFT,
        "error": error,
        "ways": ways if it.kind is PracticeKind.CHOICE else [],
        "finds": [(value, words, value in chosen) for value, words in FINDS],
        "harms": [(one.name, one.label, one.name in it.parts.avoid) for one in BEHAVIOURS if one.effect == "harms"],
        "preview": shown.card(it.id, it.exercise) if it.exercise else None,
    }
    return render(request, "pages/edit_practice.html", context, status=400 if error else 200)
