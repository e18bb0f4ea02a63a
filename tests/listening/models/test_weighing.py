"""The words that a mark of a head is shown to rest on are those that weigh most."""

import pytest

from allears.listening import listen
from allears.listening.listen import rule_marks
from allears.listening.models.features import Own, grams, units
from allears.listening.models.heads import heads, judge
from allears.listening.models.weighing import SAID_BEFORE, WHOLE, weightiest
from allears.listening.transcript import Transcript, Turn
from allears.listening.view import View

HARSH = (
    "The ticket shop people are sleeping all the time",
    "You Asian students and your maths",
    "Accounting can't find its ass with both hands",
    "If you don't open your post, sir, that's hardly the council's doing",
    "Take one from the manager's cupboard, he'll never miss it, don't say to anyone",
    "What a wretched thing, to see him suffer a whole day like that",
)


def added(text):
    """The marks that heads add to an agent's turn, and the sentence that each stands in."""
    view = View(Transcript("t-1", (Turn("customer", "It is about my order."), Turn("agent", text)), "chat"))
    marks = rule_marks(view)
    found = {unit.sentence.start: unit for unit in units(view, marks) if unit.turn == 1}
    ruled = {(mark.behaviour, mark.start) for mark in marks}
    return [
        (it, found[it.start]) for it in judge(view, marks) if it.turn == 1 and (it.behaviour, it.start) not in ruled
    ]


def score(words, own, head):
    """What a head makes of some words by themselves."""
    model = heads()
    return model.sums.of_sentences([Own(own.sentence, words, own.names, False, {})])[0, head]


def test_without_the_words_that_are_named_a_sentence_sounds_less_so():
    seen = 0
    for text in HARSH:
        for mark, unit in added(text):
            head = heads().column[mark.behaviour]
            for first, last, _ in weightiest(heads().sums.shares(unit.words, head)):
                left = unit.words[:first] + unit.words[last + 1 :]
                assert score(left, unit.own, head) < score(unit.words, unit.own, head)
                seen += 1
    assert seen >= 5


def test_shares_add_up_to_what_all_grams_weigh():
    model = heads()
    words = ["i", "will", "take", "my", "business", "to", "a", "shop", "down", "the", "road"]
    rows = [model.grams[gram] for gram in dict.fromkeys(grams(words)) if gram in model.grams]
    head = model.column["leaving"]
    # The pieces' shares are differences from their mean and add up to nothing.
    assert sum(model.sums.shares(words, head)) == pytest.approx(float(model.sparse[rows, head].sum()), abs=1e-4)


def test_the_weightiest_part_is_named_and_one_that_weighs_half_as_much():
    assert weightiest([0.1, 0.2, 1.0, 0.2, 0.6]) == [(2, 3, 1.0), (4, 5, 0.6)]
    assert weightiest([0.6, 0.2, 1.0]) == [(0, 1, 0.6), (2, 3, 1.0)]
    assert weightiest([0.4, 0.0, 1.0]) == [(2, 3, 1.0)]


def test_parts_that_share_a_word_are_named_as_one():
    assert weightiest([0.0, 0.5, 1.0, 0.4]) == [(1, 3, 1.5)]


@pytest.mark.parametrize("shares", [[-0.2, 0.0], [2.0]])
def test_where_no_part_speaks_for_it_or_there_is_only_one_none_is_named(shares):
    assert weightiest(shares) == []


def test_the_reason_quotes_the_words_as_they_were_written():
    reasons = [mark.because for text in HARSH for mark, _ in added(text) if mark.because != WHOLE]
    assert reasons
    text = " ".join(HARSH)
    for reason in reasons:
        for part in reason.split("“")[1:]:
            assert part.split("”")[0] in text


def test_what_the_customer_had_said_before_is_told_where_it_weighs_more_than_any_words():
    talks = (
        ("four families haven't had their confirmations. four", "four families left wondering about their flowers."),
        ("I'm telling you it had his name sewn in!", "I talked straight over you. His name's sewn in."),
        ("Not fine at first. Doughnut at first, burning later.", "Wrong from step one, and burning by street four."),
        (
            "So it's cold or it's dark, the heaters trip the sockets.",
            "Eleven degrees, and the heaters blow the sockets.",
        ),
        ("the lid says BB and there is beef inside", "BB on the lid and beef inside, while your plan says veg."),
    )
    told = [
        mark.because
        for customer, agent in talks
        for mark in listen(Transcript("t-1", (Turn("customer", customer), Turn("agent", agent)), "chat")).marks
        if mark.turn == 1 and mark.because.endswith(SAID_BEFORE)
    ]
    assert told
    assert all(reason.startswith("sounds so by ") for reason in told)
