"""The look-up finds every phrase that a plain search finds, and nothing else."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allears.listening import Turn
from allears.listening.behaviours import BEHAVIOURS
from allears.listening.lookup import Lookup
from allears.listening.phrases import LIKELY, SURE, Cues
from allears.listening.view import TurnView

EVERY = [b.module.CUES for b in BEHAVIOURS if hasattr(b.module, "CUES")]
LOOKUP = Lookup(EVERY)


def looked_up(lookup, text):
    turn = TurnView(0, Turn("agent", text))
    return [(place, hit.start, hit.end) for place, hit in lookup.hits(turn.lower, turn.words)]


def plainly(text):
    """Where each behaviour's phrases begin, by searching the text for every one of them."""
    lower = TurnView(0, Turn("agent", text)).lower
    return {
        (place, match.start())
        for place, cues in enumerate(EVERY)
        for phrase in cues.phrases
        for match in phrase.anywhere.finditer(lower)
    }


TALK = [
    "Sorry to hear that — it must've been awful, and I'm so sorry we didn't call.",
    "'Tis awful, I can't help you. Calm down! You should've read the terms, mate.",
    "i told you already i've been waiting three weeks and nobody calls back",
    "That's our policy.\nIt's not my problem; your fault, user error…",
    "Thank you so much, you've been a star. I'll cancel everything and go elsewhere.",
    "Have I got that right? Is there anything I've missed? Bear with me one moment.",
    "You're an idiot, you don't listen. Don’t worry, we'll sort it, no charge!",
]


@pytest.mark.parametrize("text", TALK)
def test_what_a_plain_search_finds_is_looked_up_unless_a_phrase_before_it_reaches_so_far(text):
    found = looked_up(LOOKUP, text)
    begun = {(place, start) for place, start, _ in found}
    covered = {(place, at) for place, start, end in found for at in range(start, end)}
    assert begun
    assert begun <= plainly(text) <= covered


words = st.sampled_from([*sorted({word for text in TALK for word in text.split()}), "—", "...", "\n", "'", "it's", "u"])


@settings(max_examples=200, deadline=None)
@given(st.lists(words, max_size=12).map(" ".join))
def test_the_look_up_agrees_with_a_plain_search_on_any_order_of_words(text):
    found = looked_up(LOOKUP, text)
    covered = {(place, at) for place, start, end in found for at in range(start, end)}
    assert {(place, start) for place, start, _ in found} <= plainly(text) <= covered


def test_of_two_phrases_at_one_place_the_surer_then_the_longer_is_kept():
    lookup = Lookup([Cues((LIKELY, "likely", "so sorry indeed"), (SURE, "sure", "so sorry\nso sorry for"))])
    assert looked_up(lookup, "I'm so sorry for that") == [(0, 4, 16)]
    assert looked_up(lookup, "I'm so sorry indeed") == [(0, 4, 12)]


def test_a_beginning_of_a_word_is_heard_however_short_it_is():
    assert looked_up(Lookup([Cues((SURE, "test", "fu~"))]), "fumbling about, fu") == [(0, 0, 8), (0, 16, 18)]


def test_words_are_forgotten_in_time_and_still_heard(monkeypatch):
    monkeypatch.setattr("allears.listening.lookup.PAIRS_KEPT", 3)
    lookup = Lookup([Cues((SURE, "test", "sorry about"))])
    for text in ("one two three four five", "six seven", "so sorry about that"):
        found = looked_up(lookup, text)
    assert found == [(0, 3, 14)]
