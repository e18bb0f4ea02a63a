"""Who has the floor, by the times of turns and the words at their ends."""

from itertools import product

import pytest

from allears.listening.listen import rule_marks
from allears.listening.models.floor import endings, form, unfinished
from allears.listening.signs import is_whole, only_holds
from allears.listening.transcript import Transcript, Turn
from allears.listening.view import View


def call(*lines):
    """Turns of (role, text, start, end)."""
    return Transcript("t", tuple(Turn(role, text, role, start, end) for role, text, start, end in lines), "phone")


def found(transcript, behaviour):
    return [mark.turn for mark in rule_marks(View(transcript)) if mark.behaviour == behaviour]


@pytest.mark.parametrize("words", ["i rang you on monday and", "it says on the", "because my", "i would like to"])
def test_words_that_must_go_on_are_unfinished(words):
    assert unfinished(words.split()) > 0.8


@pytest.mark.parametrize("words", ["it came on monday", "thank you very much", "i don't know", "that is all"])
def test_words_that_may_end_are_not(words):
    assert unfinished(words.split()) < 0.8


def test_no_words_tell_nothing():
    assert unfinished([]) == 0.5
    assert list(endings([], ())) == []


def test_a_word_never_met_is_taken_for_its_form():
    assert [form(word) for word in ("froozling", "b747", "zq")] == ["?ing", "?0", "?"]
    assert list(endings(["the", "froozling"], {"the"}))[:2] == ["?ing", "the ?ing"]


@pytest.mark.parametrize("words", ["no", "no no", "tomorrow", "so", "but um", "i don't know", "yeah right", "okay so"])
def test_of_signs_holds_and_answers_nothing_can_be_cut_off(words):
    assert is_whole(words.split())


@pytest.mark.parametrize("words", ["but", "it's", "the", "yeah but", "i wanted"])
def test_of_words_that_begin_something_it_can(words):
    assert not is_whole(words.split())


def test_some_words_only_begin():
    assert only_holds(["yeah", "but"])
    assert not only_holds(["it's"])


def test_who_begins_while_the_customer_is_in_the_middle_of_a_sentence_interrupts():
    talk = call(("customer", "i rang you on monday and the", 0.0, 3.0), ("agent", "what is the order number", 2.6, 4.5))
    assert found(talk, "interruption") == [1]


def test_who_begins_when_the_sentence_is_over_does_not():
    talk = call(("customer", "it came on monday", 0.0, 3.0), ("agent", "what is the order number", 2.9, 4.5))
    assert found(talk, "interruption") == []


def test_nobody_interrupts_a_customer_who_trailed_off_before():
    talk = call(("customer", "i rang you on monday and the", 0.0, 3.0), ("agent", "what is the number", 3.5, 4.5))
    assert found(talk, "interruption") == []


def test_nor_one_who_only_pauses_and_goes_on():
    talk = call(
        ("customer", "i rang you on monday and the", 0.0, 3.0),
        ("agent", "what is the order number", 2.6, 4.5),
        ("customer", "and the man said it was on its way", 3.2, 6.0),
    )
    assert found(talk, "interruption") == []


def test_a_word_broken_in_the_middle_was_cut_off():
    talk = call(("customer", "it came on mon-", 0.0, 3.0), ("agent", "what is the number", 2.9, 4.5))
    assert found(talk, "interruption") == [1]


def test_a_sign_of_following_takes_no_floor_unless_more_comes_at_once():
    before = ("customer", "i rang you on monday and the", 0.0, 3.0)
    assert found(call(before, ("agent", "yeah", 2.8, 3.1)), "interruption") == []
    more = ("agent", "what is the order number", 3.3, 5.0)
    assert found(call(before, ("agent", "yeah i mean", 2.6, 3.2), more), "interruption") == [1]


def test_a_customer_who_tries_to_cut_in_and_gives_up_is_talked_over_and_not_interrupted():
    talk = call(
        ("agent", "the page is loading", 0.0, 3.0),
        ("customer", "no but the", 2.0, 3.2),
        ("agent", "and it will show everything by the hour", 3.0, 6.0),
    )
    assert found(talk, "interruption") == []
    assert 2 in found(talk, "talking_over")


def test_so_is_one_who_begins_and_gives_up_within_one_turn_of_the_agents():
    long = ("agent", "the page is loading and it will show everything by the hour", 0.0, 6.0)
    assert found(call(long, ("customer", "but the", 2.0, 2.5)), "talking_over") == [0]
    assert found(call(long, ("customer", "but", 2.0, 2.3)), "talking_over") == [0]


@pytest.mark.parametrize("word", ["so", "um", "no", "mm hm", "exactly"])
def test_but_not_one_who_only_holds_answers_or_follows(word):
    long = ("agent", "the page is loading and it will show everything by the hour", 0.0, 6.0)
    assert found(call(long, ("customer", word, 2.0, 2.3)), "talking_over") == []


def test_a_continuer_beside_the_customers_words_is_a_sign_of_following():
    talk = call(
        ("customer", "the first one came on monday", 0.0, 3.0),
        ("agent", "mm hm", 2.5, 2.9),
        ("customer", "and it was the wrong colour", 3.0, 5.0),
    )
    assert found(talk, "backchannel") == [1]
    assert found(talk, "interruption") == []


TELLS = "the first one came on monday and the second one came on friday and both of them had the wrong colour again"


def test_yeah_is_one_where_the_customer_tells_at_length_and_the_agent_leaves_it_at_that():
    before, after = ("customer", TELLS, 0.0, 6.0), ("customer", "so i rang your shop", 6.3, 8.0)
    assert found(call(before, ("agent", "yeah", 5.8, 6.1), after), "backchannel") == [1]
    takes = call(before, ("agent", "yeah", 5.8, 6.1), ("agent", "and what colour was it", 6.3, 8.0), after)
    assert found(takes, "backchannel") == []


SAYS = ("customer", "it was the wrong colour", 0.0, 2.0)


@pytest.mark.parametrize(("word", "facts"), [("mm", 0), ("yeah", 1), ("right", 2), ("okay", 3), ("i see", 3)])
def test_the_more_a_word_can_mean_the_more_must_speak_for_following(word, facts):
    """Three facts: the customer speaks beside it, is telling, and the agent leaves it at that."""
    for beside, telling, rests in product((False, True), repeat=3):
        says = ("customer", TELLS if telling else SAYS[1], 0.0, 6.0)
        sign = ("agent", word, 3.0, 3.4) if beside else ("agent", word, 6.2, 6.6)
        after = ("customer", "so there", 6.7, 7.2)
        own = ("agent", "what was the colour", sign[3] + (1.5 if rests else 0.5), 9.0)
        talk = call(*sorted((says, sign, after, own), key=lambda line: line[2]))
        heard = found(talk, "backchannel")
        assert bool(heard) == (beside + telling + rests >= facts), (beside, telling, rests)


def test_the_customer_speaks_beside_a_sign_that_parts_their_turn_in_two():
    first, second = ("customer", "it was the wrong", 0.0, 1.0), ("customer", "colour again", 1.0, 1.8)
    own = ("agent", "which one is it", 2.0, 3.0)
    assert found(call(first, ("agent", "yeah", 0.8, 1.2), second, own), "backchannel") == [1]
    ended = ("customer", "colour again", 1.3, 1.8)
    assert found(call(first, ("agent", "yeah", 0.8, 1.2), ended, own), "backchannel") == []


def test_others_signs_are_no_speech_beside_which_one_follows():
    both = call(SAYS, ("agent", "yeah", 2.3, 2.7), ("customer", "mm", 2.2, 2.8), ("agent", "which one is it", 3.0, 4.0))
    assert found(both, "backchannel") == []


def test_what_the_customer_has_said_can_be_followed_though_they_fall_silent():
    later = ("agent", "let me look at the order", 6.0, 8.0)
    assert found(call(SAYS, ("agent", "mm hm", 2.2, 2.5), later), "backchannel") == [1]
    assert found(call(("customer", "wait", 0.0, 0.4), ("agent", "mm hm", 1.2, 1.5), later), "backchannel") == []


def test_nothing_is_followed_before_the_customer_has_said_anything():
    talk = call(
        ("agent", "i can put it on the van tomorrow", 0.0, 3.0),
        ("agent", "right", 3.1, 3.4),
        ("customer", "good", 3.6, 3.9),
    )
    assert found(talk, "backchannel") == []


def test_okay_settles_what_was_said_unless_the_customer_tells_on_past_it():
    before, after = ("customer", TELLS, 0.0, 6.0), ("customer", "so i rang your shop", 7.0, 9.0)
    assert found(call(before, ("agent", "okay", 3.0, 3.3), after), "backchannel") == [1]
    assert found(call(SAYS, ("agent", "okay", 2.2, 2.5), after), "backchannel") == []


def test_after_a_question_yeah_answers():
    before = ("customer", "have you got the order number", 0.0, 3.0)
    after = ("customer", "good so what now", 3.6, 5.0)
    assert found(call(before, ("agent", "yeah", 3.2, 3.4), after), "backchannel") == []


@pytest.mark.parametrize("word", ["um", "uh"])
def test_who_fills_the_time_follows_nothing(word):
    before, after = ("customer", TELLS, 0.0, 6.0), ("customer", "so i rang your shop", 6.3, 8.0)
    assert found(call(before, ("agent", word, 5.8, 6.1), after), "backchannel") == []
