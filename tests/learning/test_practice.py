"""Practice: made of real turns without what is personal, released by a coach, scheduled by FSRS, withdrawn."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allears.accounts.actions import set_roles
from allears.accounts.rules import DESK, Role
from allears.events.models import Event
from allears.learning.actions.plans import set_wishes
from allears.learning.actions.practice import (
    judge_practice,
    make_practice,
    release_practice,
    remove_practice,
    review,
    withdraw_practice,
    write_practice,
)
from allears.learning.exercises import Choice, Hear, Say
from allears.learning.models import PracticeCard, PracticeExercise, PracticeReview
from allears.learning.queries.practice import draft_exercise, practice, practice_of_teams, waiting
from allears.learning.rules.practice import LONGEST, Memory, PracticeKind, Rating, reviewed, suggested
from allears.learning.rules.writing import Parts, Said, Way, compose, problem, read
from allears.lib import clock
from allears.lib.errors import Invalid, NotAllowed, NotFound
from builders import MONDAY, conversation
from cast import Cast

SAID = (
    ("customer", "This is Mrs Green, my invoice 88123 is wrong, and—"),
    ("agent", "Your number, Mrs Green?"),
    ("customer", "020 7946 0101. As I said, the invoice is wrong."),
    ("agent", "Ben will look at it."),
)


def made(cast: Cast, kind: PracticeKind = PracticeKind.HEAR) -> PracticeExercise:
    talk = conversation(cast.billing, cast.mrs_green, SAID)
    ids = list(talk.turns.order_by("position").values_list("id", flat=True))
    return make_practice(cast.as_viewer("cora"), talk.pk, ids, kind)


def released(cast: Cast, kind: PracticeKind = PracticeKind.SAY) -> int:
    cora, it = cast.as_viewer("cora"), made(cast, kind)
    parts = Parts.of_json(it.parts)
    if kind is PracticeKind.HEAR:
        turns = [replace(turn, star=place == 1) for place, turn in enumerate(parts.turns)]
        write_practice(cora, it.pk, replace(parts, turns=turns))
    if kind is PracticeKind.CHOICE:
        write_practice(cora, it.pk, replace(parts, ways=[Way("Go on.", True, "Well said."), Way("Calm down.")]))
    release_practice(cora, it.pk, draft_exercise(cora, it.pk).seen)
    return it.pk


def test_a_draft_holds_no_word_of_what_is_personal_and_stands_beside_its_original(cast: Cast) -> None:
    it = made(cast)
    texts = [turn["text"] for turn in it.parts["turns"]]
    assert texts == [
        "This is [the customer], my invoice [number] is wrong, and—",
        "Your number, [the customer]?",
        "[phone number]. As I said, the invoice is wrong.",
        "[a colleague] will look at it.",
    ]
    for secret in ("Green", "88123", "7946", "Ben"):
        assert secret not in it.text
    sides = draft_exercise(cast.as_viewer("cora"), it.pk).sides
    assert [side.original for side in sides] == [text for _, text in SAID]


@pytest.mark.parametrize(
    ("kind", "turns", "words"),
    [
        (PracticeKind.HEAR, [], "at least one"),
        (PracticeKind.HEAR, [0], "two turns or more"),
        (PracticeKind.SAY, [1], "turn of the customer"),
    ],
)
def test_turns_that_make_no_exercise_are_refused(cast: Cast, kind: PracticeKind, turns: list[int], words: str) -> None:
    talk = conversation(cast.billing, cast.mrs_green, SAID)
    ids = list(talk.turns.order_by("position").values_list("id", flat=True))
    with pytest.raises(Invalid, match=words):
        make_practice(cast.as_viewer("cora"), talk.pk, [ids[place] for place in turns], kind)


def test_turns_of_another_conversation_are_not_taken(cast: Cast) -> None:
    mine, other = conversation(cast.billing), conversation(cast.it)
    with pytest.raises(Invalid, match="at least one"):
        make_practice(cast.as_viewer("cora"), mine.pk, [other.turns.get().pk], PracticeKind.SAY)


@pytest.mark.parametrize("who", ["ben", "leo", "iris"])
def test_only_a_coach_of_the_team_makes_and_sees_drafts(cast: Cast, who: str) -> None:
    it, other = made(cast), cast.as_viewer(who)
    with pytest.raises((NotAllowed, NotFound)):
        make_practice(other, it.conversation_id or 0, it.sources, PracticeKind.HEAR)
    for tried in (
        lambda: draft_exercise(other, it.pk),
        lambda: write_practice(other, it.pk, Parts.of_json(it.parts)),
        lambda: release_practice(other, it.pk, "x"),
        lambda: withdraw_practice(other, it.pk),
        lambda: remove_practice(other, it.pk),
        lambda: practice(other, it.pk),
    ):
        with pytest.raises(NotFound):
            tried()
    assert list(practice_of_teams(other)) == []


def test_the_coach_writes_and_takes_out_more_and_releases_only_what_was_read(cast: Cast) -> None:
    cora, it = cast.as_viewer("cora"), made(cast)
    with pytest.raises(Invalid, match="Mark the turn"):
        release_practice(cora, it.pk, draft_exercise(cora, it.pk).seen)
    parts = Parts.of_json(it.parts)
    turns = [replace(turn, star=place == 1, said="She was cut off.") for place, turn in enumerate(parts.turns)]
    write_practice(cora, it.pk, replace(parts, turns=turns, why="She had not finished."), take_out=["invoice"])
    seen = draft_exercise(cora, it.pk).seen
    with pytest.raises(Invalid, match="every line"):
        release_practice(cora, it.pk, "")
    write_practice(cora, it.pk, replace(parts, turns=turns, prompt="Where was she cut off?"))
    with pytest.raises(Invalid, match="changed since"):
        release_practice(cora, it.pk, seen)
    release_practice(cora, it.pk, draft_exercise(cora, it.pk).seen)
    shown = practice(cast.as_viewer("leo"), it.pk)
    assert isinstance(shown.exercise, Hear)
    assert shown.exercise.wanted == (False, True, False, False)
    assert Event.objects.get(verb="practice.released").actor_id == cast.cora.pk
    with pytest.raises(Invalid, match="no draft"):
        write_practice(cora, it.pk, parts)


def test_words_that_are_taken_out_are_taken_out_of_every_turn(cast: Cast) -> None:
    cora, it = cast.as_viewer("cora"), made(cast)
    write_practice(cora, it.pk, Parts.of_json(it.parts), take_out=["invoice", " "])
    assert "invoice" not in draft_exercise(cora, it.pk).parts.turns[0].text


def test_learners_of_the_team_get_it_and_others_do_not(cast: Cast) -> None:
    number = released(cast)
    for who in ("leo", "ben", "cora"):
        assert waiting(cast.as_viewer(who)).next is not None
        assert isinstance(practice(cast.as_viewer(who), number).exercise, Say)
    for who in ("iris", "anna"):
        assert waiting(cast.as_viewer(who)).next is None
        with pytest.raises(NotFound):
            practice(cast.as_viewer(who), number)


def test_an_answer_is_judged_and_not_kept(cast: Cast) -> None:
    number, leo = released(cast), cast.as_viewer("leo")
    answer = ("So the invoice is wrong, and nobody has put it right. Is that right?",)
    assert judge_practice(leo, number, answer).points == 1
    with pytest.raises(Invalid):
        judge_practice(leo, number, ("",))
    review(leo, number, answer)
    assert PracticeReview.objects.get().rating == Rating.GOOD
    assert "nobody has put it right" not in str(
        list(PracticeCard.objects.values()) + list(PracticeReview.objects.values())
    )
    assert all("nobody" not in str(it.data) for it in Event.objects.all())


def test_a_card_comes_again_when_the_scheduler_says_and_once_a_day_at_most(cast: Cast) -> None:
    number, leo = released(cast, PracticeKind.CHOICE), cast.as_viewer("leo")
    with clock.at(MONDAY):
        first = review(leo, number, ("0",), Rating.GOOD)
        again = review(leo, number, ("1",), Rating.AGAIN)
        assert waiting(leo).next is None
    assert (again.due, again.reviews) == (first.due, 1)
    assert first.due == MONDAY + timedelta(days=2)  # the initial stability of Good, 2.3 days, as FSRS rounds it
    with clock.at(MONDAY + timedelta(days=1)):
        assert waiting(leo).due == 0
    with clock.at(MONDAY + timedelta(days=2, hours=-8)):
        assert waiting(leo).due == 1  # it is due in the course of this day
        second = review(leo, number, ("0",))
    assert second.reviews == 2
    assert second.due - second.last_at > timedelta(days=5)


def test_a_wrong_answer_comes_again_tomorrow(cast: Cast) -> None:
    number, leo = released(cast, PracticeKind.CHOICE), cast.as_viewer("leo")
    with clock.at(MONDAY):
        card = review(leo, number, ("1",))
    assert PracticeReview.objects.get().rating == Rating.AGAIN
    assert card.due == MONDAY + timedelta(days=1)


def test_a_days_load_is_capped(cast: Cast) -> None:
    leo = cast.as_viewer("leo")
    numbers = [released(cast, PracticeKind.CHOICE) for _ in range(4)]
    set_wishes(leo, cards_a_day=2)
    with clock.at(MONDAY):
        assert waiting(leo).now == 2
        for number in numbers[:2]:
            review(leo, number, ("0",))
        shown = waiting(leo)
        assert (shown.next, shown.done, shown.left, shown.fresh) == (None, 2, 0, 2)
    with clock.at(MONDAY + timedelta(days=1)):
        assert waiting(leo).now == 2
    set_wishes(leo, cards_a_day=0)
    assert waiting(leo).next is None


def test_withdrawing_takes_it_out_of_everybodys_cards(cast: Cast) -> None:
    number, cora = released(cast, PracticeKind.CHOICE), cast.as_viewer("cora")
    for who in ("leo", "ben"):
        review(cast.as_viewer(who), number, ("0",))
    withdraw_practice(cora, number)
    withdraw_practice(cora, number)
    assert not PracticeCard.objects.exists()
    assert not PracticeReview.objects.exists()
    for who in ("leo", "ben", "cora"):
        with pytest.raises(NotFound):
            review(cast.as_viewer(who), number, ("0",))
        assert waiting(cast.as_viewer(who)).next is None
    remove_practice(cora, number)
    assert not PracticeExercise.objects.exists()


def test_a_released_one_is_not_removed_and_a_draft_not_withdrawn(cast: Cast) -> None:
    cora = cast.as_viewer("cora")
    with pytest.raises(Invalid, match="Withdraw it first"):
        remove_practice(cora, released(cast))
    with pytest.raises(Invalid, match="draft"):
        withdraw_practice(cora, made(cast).pk)


def test_whoever_leaves_the_team_leaves_its_cards(cast: Cast) -> None:
    number = released(cast, PracticeKind.CHOICE)
    review(cast.as_viewer("leo"), number, ("0",))
    set_roles(DESK, cast.leo, {cast.it.pk: Role.LEARNER})
    with clock.at(clock.now() + timedelta(days=30)):
        assert waiting(cast.as_viewer("leo")).next is None


def test_parts_make_the_text_of_a_lesson_and_are_read_again() -> None:
    turns = [Said("customer", "It is\nwrong, ![x](https://x.example/y.png)"), Said("agent", "Oh.", True, "Here.")]
    heard = read("hear", "x", compose(PracticeKind.HEAR, Parts("Where?", turns, "Because.")))
    assert isinstance(heard, Hear)
    assert (heard.wanted, heard.said[1], heard.why) == ((False, True), "Here.", "Because.")
    assert "](" not in heard.turns[0].text
    chosen = read(
        "choice", "x", compose(PracticeKind.CHOICE, Parts("What?", turns, ways=[Way("A", True), Way("B", said="No.")]))
    )
    assert isinstance(chosen, Choice)
    assert [(it.text, it.right, it.said) for it in chosen.options] == [("A", True, ""), ("B", False, "No.")]
    assert "**Customer:** It is wrong" in chosen.prompt


@pytest.mark.parametrize(
    ("kind", "parts", "words"),
    [
        (PracticeKind.HEAR, Parts("Where?", [Said("agent", "A")]), "Mark the turn"),
        (PracticeKind.HEAR, Parts("Where?", [Said("agent", "A", True), Said("agent", "B", True)]), "nothing to find"),
        (PracticeKind.HEAR, Parts("Where?", [Said("agent", " "), Said("agent", "B", True)]), "no words left"),
        (PracticeKind.CHOICE, Parts("What?", [Said("agent", "A")], ways=[Way("A", True)]), "two options"),
        (PracticeKind.CHOICE, Parts("What?", [Said("agent", "A")], ways=[Way("A"), Way("B")]), "exactly one right"),
        (PracticeKind.SAY, Parts("Say it.", [Said("customer", "A")]), "what is to be heard"),
        (PracticeKind.SAY, Parts("Say it.", [Said("agent", "A")], find=["checking"]), "customer to be answered"),
        (PracticeKind.SAY, Parts("Agent: oh", [Said("customer", "A")], find=["checking"]), ""),
        (PracticeKind.HEAR, Parts("Q", []), "at least one turn"),
    ],
)
def test_what_cannot_be_released_says_why(kind: PracticeKind, parts: Parts, words: str) -> None:
    assert words in problem(kind, parts)
    assert problem(kind, parts)


@given(st.sampled_from(Rating), st.lists(st.tuples(st.sampled_from(Rating), st.integers(1, 400)), max_size=8))
def test_the_schedule_holds_its_limits_and_a_better_rating_never_comes_sooner(
    last: Rating, history: list[tuple[Rating, int]]
) -> None:
    now = MONDAY.astimezone(UTC)
    memory = Memory(now)
    for rating, days in history:
        memory = reviewed(memory, rating, now)
        now += timedelta(days=days)
    after = {rating: reviewed(memory, rating, now) for rating in Rating}
    for it in after.values():
        assert timedelta(days=1) <= it.due - now <= timedelta(days=LONGEST)
        assert it.stability is not None
        assert it.difficulty is not None
        assert 1 <= it.difficulty <= 10
    assert after[Rating.AGAIN].due <= after[Rating.HARD].due <= after[Rating.GOOD].due <= after[Rating.EASY].due
    assert last in after


@pytest.mark.parametrize(
    ("points", "rating"),
    [(1.0, Rating.GOOD), (0.5, Rating.HARD), (0.49, Rating.AGAIN), (0.0, Rating.AGAIN), (None, Rating.GOOD)],
)
def test_a_result_suggests_its_rating(points: float | None, rating: Rating) -> None:
    assert suggested(points) is rating
