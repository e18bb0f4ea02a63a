"""What a text says by itself is the same whether it was read before or not."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allears.listening import said as module
from allears.listening.promises.detect import _may_hint, hinted
from allears.listening.promises.patterns import HINTS
from allears.listening.said import Said, said

texts = st.text(alphabet=st.sampled_from("aI'3 .,?!…—-\n\"éİ"), max_size=40)


@given(texts)
def test_words_are_runs_of_letters_and_digits_with_apostrophes_inside(text):
    read = Said(text)
    assert read.words == re.findall(r"\w+(?:'\w+)*", read.lower)
    assert len(read.lower) == len(text)


@given(texts)
def test_the_words_of_the_sentences_lie_in_them_in_order(text):
    read = Said(text)
    for sentence in read.sentences:
        assert read.words_of(sentence) == re.findall(r"\w+(?:'\w+)*", read.lower[sentence.start : sentence.end])
    assert [s.start for s in read.sentences] == sorted({s.start for s in read.sentences})


def test_a_text_without_signs_is_one_sentence_and_signs_that_are_no_ascii_are_signs():
    assert [(s.start, s.end, s.mark) for s in Said("right then").sentences] == [(0, 10, "")]
    assert [(s.start, s.end, s.mark) for s in Said("wait… what").sentences] == [(0, 4, "…"), (6, 10, "")]


@pytest.mark.parametrize("text", ["and then I—", 'he said "but--"', "well...", "so…  ", "no -"])
def test_a_dash_or_dots_at_the_end_cut_a_turn_off(text):
    assert Said(text).cut_off
    assert not Said(text + " done").cut_off


def test_a_text_is_read_once_until_it_is_forgotten_and_no_more_are_kept_than_fit(monkeypatch):
    monkeypatch.setattr(module, "KEPT", 3)
    module.forget()
    first = said("bear with me")
    assert said("bear with me") is first
    for i in range(5):
        said(f"number {i}")
    assert len(module._kept) <= 3
    module.forget()
    assert said("bear with me") is not first
    assert said("x" * 1000) is not said("x" * 1000)


@pytest.mark.parametrize("hint", [*HINTS, "i'm sending it", "we're calling you", "ill call you", "he ill get it"])
def test_where_there_is_a_hint_of_a_promise_its_words_may_hint(hint):
    for text in (f"Well {hint} you know", f"{hint}", f"so, {hint}!"):
        assert _may_hint(Said(text)) or not hinted(text)
