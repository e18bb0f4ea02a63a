"""Heads and rules together; the same whether one conversation is heard or many."""

import dataclasses

from allears.listening import listen, listen_many
from allears.listening.listen import BATCH, find_marks, rule_marks
from allears.listening.models.features import grams, units
from allears.listening.models.heads import as_gram, heads, judge, judge_many, keys, scores
from allears.listening.models.pieces import pieces, split
from allears.listening.transcript import Transcript, Turn
from allears.listening.view import View


def talk(*lines):
    roles = {"A": "agent", "C": "customer"}
    return Transcript("t-1", tuple(Turn(roles[line[0]], line[3:]) for line in lines), "phone")


GOOD = talk(
    "A: Good morning, Harrow Plumbing, Priya speaking. What happened?",
    "C: The valve you sent on Monday is the wrong one and I've a family with no hot water.",
    "A: That must be miserable. So the valve from Monday is wrong, and the family has no hot water. Is that right?",
    "C: Yes, exactly.",
    "A: I'm sorry, we sent the wrong box. I'll have the right valve on the van by four this afternoon.",
    "C: Thank you so much, that's a weight off my mind.",
)
BAD = talk(
    "A: Yes.",
    "C: My internet has been down since Sunday and nobody calls me back. I've a shop to run—",
    "A: have you got the account number",
    "C: I was saying, it's been down since Sunday. I already told the last man twice, you useless lot.",
    "A: Calm down. You should have read the terms. That's our policy.",
    "C: right then i'm taking my business somewhere else",
)


def test_the_sizes_of_the_shipped_weights_fit_each_other():
    model = heads()
    count = len(model.names)
    assert model.sparse.shape == (1 + len(model.features) + len(model.grams), count)
    assert model.folded.shape == (len(model.pieces), count)
    assert len(model.rules) == len(model.parties) == count
    assert not model.sparse[0].any()


def test_a_word_is_split_into_its_longest_pieces():
    rows = {"un": 0, "##hear": 1, "##d": 2, "heard": 3, "'": 4, "don": 5, "t": 6}
    assert split("heard", rows) == (3,)
    assert split("unheard", rows) == (0, 1, 2)
    assert split("don't", rows) == (5, 4, 6)
    assert split("xyz", rows) == ()
    assert split("a" * 1000, rows) == ()


def test_the_static_vectors_put_near_what_means_the_same():
    model = pieces()

    def likeness(a, b):
        left, right = (model.vectors[model.rows[word]].astype(float) for word in (a, b))
        return left @ right / ((left @ left) * (right @ right)) ** 0.5

    assert likeness("payment", "money") > likeness("payment", "mountain") + 0.1
    assert likeness("angry", "upset") > likeness("angry", "table") + 0.1


def test_a_score_does_not_depend_on_what_else_is_in_the_batch():
    views = [View(t) for t in (GOOD, BAD)]
    found = [unit for view in views for unit in units(view, rule_marks(view))]
    together = scores(found, heads())
    for i, unit in enumerate(found):
        assert (scores([unit], heads())[0] == together[i]).all()


def test_many_conversations_are_heard_exactly_as_one_by_one():
    every = [dataclasses.replace(t, id=str(i)) for i, t in enumerate([GOOD, BAD] * (BATCH // 2 + 3))]
    assert list(listen_many(every)) == [listen(t) for t in every]


def test_nothing_comes_of_nothing_and_a_conversation_without_words_keeps_its_place():
    assert list(listen_many([])) == []
    empty = talk("A: ", "C: ...")
    assert [r.id for r in listen_many([empty, GOOD])] == [empty.id, GOOD.id]
    assert list(judge_many([(View(empty), ())])) == [()]


def test_what_a_rule_is_sure_of_stays_and_every_mark_lies_in_its_turn():
    for transcript in (GOOD, BAD):
        view = View(transcript)
        ruled = rule_marks(view)
        judged = judge(view, ruled)
        places = {(m.behaviour, m.turn, m.start) for m in judged}
        assert {(m.behaviour, m.turn, m.start) for m in ruled if m.confidence >= 0.95} <= places
        assert find_marks(view) == judged
        for mark in judged:
            assert 0 <= mark.start < mark.end <= len(transcript.turns[mark.turn].text)
            assert 0.0 <= mark.confidence <= 1.0
        assert list(judged) == sorted(judged, key=lambda m: (m.turn, m.start))


def test_only_short_sentences_without_a_mark_are_not_judged():
    for transcript in (GOOD, BAD):
        view = View(transcript)
        marks = rule_marks(view)
        judged = units(view, marks, to_judge=True)
        left = [unit for unit in units(view, marks) if unit not in judged]
        assert judged
        for unit in left:
            assert len(unit.words) < 3
            assert unit.turn not in {mark.turn for mark in marks}


def test_a_behaviour_is_added_only_to_turns_of_its_party():
    parties = dict(zip(heads().names, heads().parties, strict=True))
    for transcript in (GOOD, BAD):
        for mark in find_marks(View(transcript)):
            assert transcript.turns[mark.turn].role == parties[mark.behaviour]


def test_a_sentence_is_known_by_its_words_pairs_openings_and_end():
    assert list(grams(["what", "happened", "12"])) == [
        "what",
        "happened",
        "0",
        ("^", "what"),
        ("what", "happened"),
        ("happened", "0"),
        ("0", "$"),
        ("^", "what", "happened"),
        ("^", "what", "happened", "0"),
        ("happened", "0", "$"),
    ]
    assert list(grams([])) == [("^", "$")]
    for unit in units(View(BAD), rule_marks(View(BAD))):
        assert len(list(keys(unit))) == len(set(keys(unit)))


def test_a_feature_is_read_back_as_it_was_written():
    unit = units(View(GOOD), ())[0]
    written = [key[2:] for key in keys(unit) if key.startswith("w ")]
    assert [as_gram(text) for text in written] == list(grams(unit.words))


def test_what_holds_nothing_that_asks_is_no_call_to_say_it_again():
    before = ["A: right", "A: you can send us the form by post", "A: okay"]
    told = talk(*before, "C: whatever that means", "A: right okay", "A: yes")
    assert "asking_again" not in {mark.behaviour for mark in find_marks(View(told))}
    asked = talk(*before, "C: what does that mean", "A: right okay", "A: yes")
    assert "asking_again" in {mark.behaviour for mark in find_marks(View(asked))}


def test_what_the_customer_meant_or_felt_is_marked_though_he_did_not_say_it_so():
    def heard(said):
        told = "C: I've been ringing you since Easter about the rent. Nobody can tell me what I owe."
        lines = ("A: Good morning, how can I help?", told, f"A: {said}", "C: Exactly. I'd have paid it weeks ago.")
        return {mark.behaviour for mark in find_marks(View(talk(*lines, "A: Let me look it up."))) if mark.turn == 2}

    assert "restating" in heard("So it's not the money that bothers you.")
    assert "empathy" in heard("It's the not knowing that gets to you.")
    for said in ("You can pay it at any post office.", "I'll ring you back by noon.", "What is your name?"):
        assert not heard(said) & {"restating", "summing_up", "empathy"}
