"""Writes of practice: a coach makes an exercise of turns, releases it, takes it back; a learner reviews his cards."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from allears.accounts.models import User
from allears.accounts.rules import Verb, Viewer
from allears.conversations.gate import conversation as gate_conversation
from allears.conversations.models import Turn
from allears.conversations.rules import Kind, Party
from allears.events.actions import record
from allears.learning import exercises, gate
from allears.learning.exercises import Answer, Grade
from allears.learning.models import PracticeCard, PracticeExercise, PracticeReview
from allears.learning.queries.practice import NO_SUCH, known_of, practice, seen
from allears.learning.rules import practice as rules
from allears.learning.rules import writing
from allears.learning.rules.practice import Memory, PracticeKind, PracticeState, Rating
from allears.learning.rules.redaction import Known, redact
from allears.learning.rules.writing import Parts, Said
from allears.lib import clock
from allears.lib.errors import Invalid, NotAllowed, NotFound
from allears.lib.text import one_line, storable


@transaction.atomic
def make_practice(asker: Viewer, conversation_id: int, turn_ids: Sequence[int], kind: PracticeKind) -> PracticeExercise:
    """Make a draft of these turns of a conversation, with personal data taken out of them. Raises NotFound, NotAllowed,
    Invalid."""
    conversation = gate_conversation(asker, conversation_id, Verb.COACH)
    rows = Turn.objects.filter(conversation=conversation, pk__in=set(turn_ids)).exclude(kind=Kind.NOTE)
    turns = [it for it in rows.order_by("position") if it.text.strip()]
    if not turns:
        raise Invalid("turns", "Choose at least one turn.")
    if len(turns) > writing.MOST_TURNS:
        raise Invalid("turns", f"Choose {writing.MOST_TURNS} turns at most: a short scene is practised more often.")
    if kind is PracticeKind.SAY and not any(it.party == Party.CUSTOMER for it in turns):
        raise Invalid("turns", "Choose a turn of the customer: somebody has to be answered.")
    if kind is PracticeKind.HEAR and len(turns) < 2:
        raise Invalid("turns", "Choose two turns or more: there has to be something to find.")
    known = known_of(conversation)
    said = [
        Said(
            "customer" if it.party == Party.CUSTOMER else "agent",
            redact(storable(it.text)[: writing.LONGEST], known).text,
        )
        for it in turns
    ]
    parts = writing.beginning(kind, said)
    now = clock.now()
    made = PracticeExercise.objects.create(
        team_id=conversation.team_id,
        conversation=conversation,
        sources=[it.pk for it in turns],
        kind=kind,
        title=one_line(writing.PROMPTS[kind], 120),
        parts=parts.as_json(),
        text=writing.compose(kind, parts),
        made_by_id=asker.user_id,
        made_at=now,
        changed_at=now,
    )
    _record(asker, "practice.made", made)
    return made


@transaction.atomic
def write_practice(
    asker: Viewer, exercise_id: int, parts: Parts, *, title: str = "", take_out: Sequence[str] = ()
) -> PracticeExercise:
    """Write a draft anew. `take_out`: words that are taken out of all its turns. Raises NotFound, Invalid."""
    it = _draft(asker, exercise_id)
    kind = PracticeKind(it.kind)
    words = [one_line(word, 200) for word in take_out if word.strip()]
    turns = [
        Said(
            turn.role,
            redact(storable(turn.text), Known(others=words)).text if words else storable(turn.text),
            turn.star,
            turn.said,
        )
        for turn in parts.turns
    ]
    before = Parts.of_json(it.parts).turns
    if [turn.role for turn in turns] != [turn.role for turn in before]:
        raise Invalid("turns", "The turns are not those of this exercise: open it anew.")
    if len(parts.ways) > writing.MOST_OPTIONS:
        raise Invalid("ways", f"{writing.MOST_OPTIONS} answers are enough.")
    long = max(len(text) for text in (parts.prompt, parts.why, parts.sample, *(turn.text for turn in turns)))
    if long > writing.LONGEST:
        raise Invalid("turns", f"One text holds {writing.LONGEST:,} characters at most: this one has {long:,}.")
    whole = Parts(
        storable(parts.prompt).strip(),
        turns,
        storable(parts.why),
        parts.ways,
        parts.find,
        parts.avoid,
        storable(parts.sample),
    )
    if not whole.prompt:
        raise Invalid("prompt", "An exercise begins with a question.")
    it.parts, it.text = whole.as_json(), writing.compose(kind, whole)
    it.title = one_line(title, 120) or it.title
    it.changed_at = clock.now()
    it.save()
    _record(asker, "practice.changed", it)
    return it


@transaction.atomic
def release_practice(asker: Viewer, exercise_id: int, read: str) -> None:
    """Give an exercise to its team. `read` names the text that the coach has read through and answers for
    (queries.practice.seen): another one is not released. Raises NotFound, Invalid."""
    it = _draft(asker, exercise_id)
    problem = writing.problem(PracticeKind(it.kind), Parts.of_json(it.parts))
    if problem:
        raise Invalid("parts", problem)
    if not read:
        raise Invalid("read", "Read every line once more, and say that nobody can be recognised in it.")
    if read != seen(it):
        raise Invalid("read", "It has changed since you read it. Read it once more, and release it then.")
    it.state, it.released_by_id, it.released_at = PracticeState.RELEASED, asker.user_id, clock.now()
    it.save(update_fields=["state", "released_by", "released_at"])
    _record(asker, "practice.released", it)


@transaction.atomic
def withdraw_practice(asker: Viewer, exercise_id: int) -> None:
    """Take a released exercise back, out of everybody's cards, with what was noted of their reviews. Twice gives the
    same. Raises NotFound, Invalid for one that was never released."""
    it = _coached(asker, exercise_id)
    if it.state == PracticeState.WITHDRAWN:
        return
    if it.state == PracticeState.DRAFT:
        raise Invalid("state", "It is a draft: nobody has it. Remove it, if you like.")
    it.state, it.withdrawn_at = PracticeState.WITHDRAWN, clock.now()
    it.save(update_fields=["state", "withdrawn_at"])
    PracticeCard.objects.filter(exercise=it).delete()
    _record(asker, "practice.withdrawn", it)


@transaction.atomic
def remove_practice(asker: Viewer, exercise_id: int) -> None:
    """Remove a draft, or one that was withdrawn, for good. Raises NotFound, Invalid for one that is released."""
    it = _coached(asker, exercise_id)
    if it.state == PracticeState.RELEASED:
        raise Invalid("state", "Withdraw it first: somebody may be practising with it.")
    number = it.pk
    it.delete()
    record("practice.removed", "practice", number, actor_id=asker.user_id, actor=asker.name)


def judge_practice(asker: Viewer, exercise_id: int, answer: Answer) -> Grade:
    """What an answer is worth. Nothing is kept of it. Raises NotFound, Invalid for one that is not complete."""
    it = practice(asker, exercise_id).exercise
    missing = exercises.complete(it, answer)
    if missing:
        raise Invalid("answer", missing)
    return exercises.judge(it, answer)


@transaction.atomic
def review(asker: Viewer, exercise_id: int, answer: Answer, rating: Rating | None = None) -> PracticeCard:
    """A card was gone through: it comes again when the scheduler says. Without a rating the result speaks.

    Once a day: a second time on the same day changes nothing. The answer itself is not kept.
    Raises NotAllowed, NotFound, Invalid.
    """
    user_id = gate.learner(asker)
    points = judge_practice(asker, exercise_id, answer).points
    given = rating or rules.suggested(points)
    # Held, so that two windows do not make two cards of one exercise, and a withdrawal waits for its end.
    user = User.objects.select_for_update().get(pk=user_id)
    held = PracticeExercise.objects.select_for_update(of=("self",)).filter(pk=exercise_id).first()
    if held is None or held.state != PracticeState.RELEASED:
        raise NotFound(NO_SUCH)
    now = clock.now()
    card = PracticeCard.objects.filter(user=user, exercise=exercise_id).first()
    zone = ZoneInfo(user.zone or timezone.get_default_timezone_name())
    if card is not None and card.last_at >= rules.day_begins(now, zone):
        return card
    memory = Memory(card.due, card.stability, card.difficulty, card.last_at) if card else Memory(now)
    after = rules.reviewed(memory, given, now)
    if card is None:
        card = PracticeCard(user=user, exercise_id=exercise_id)
    card.due, card.last_at, card.reviews = after.due, now, card.reviews + 1
    card.stability, card.difficulty = after.stability or 0.0, after.difficulty or 0.0
    card.save()
    PracticeReview.objects.create(card=card, at=now, rating=given, points=points)
    record("practice.reviewed", "user", user_id, actor_id=user_id, actor=asker.name)
    return card


def _coached(asker: Viewer, exercise_id: int) -> PracticeExercise:
    """The exercise, held, if the asker coaches its team."""
    it = PracticeExercise.objects.select_for_update(of=("self",)).filter(pk=exercise_id).first()
    if it is None:
        raise NotFound(NO_SUCH)
    try:
        gate.coach(asker, it.team_id)
    except NotAllowed:
        raise NotFound(NO_SUCH) from None
    return it


def _draft(asker: Viewer, exercise_id: int) -> PracticeExercise:
    it = _coached(asker, exercise_id)
    if it.state != PracticeState.DRAFT:
        raise Invalid("state", "It is no draft any longer. Withdraw it and make a new one, if it has to change.")
    return it


def _record(asker: Viewer, verb: str, it: PracticeExercise) -> None:
    record(verb, "practice", it.pk, actor_id=asker.user_id, actor=asker.name, data={"team": it.team_id})
