"""Triggers are found one kind at a time, and only where they can be."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allears.listening.promises import triggers as module
from allears.listening.promises.triggers import lowered, triggers

SAID = """
I'll ring you back by noon, and my colleague will send it
what I'll do is, I'll book you in; we're sending someone tomorrow
you'll have the refund on Friday and it ships tonight
let me look into it, leave it with me, I'm on it
the engineer is booked for ten and they're coming at nine
will do, calling you later
Someone from Leeds will call. WE WILL SEND IT. ill call you
İ'll send it; the weather will change
your parcel goes out today, the kit gets to you by six
"""
WORDS = sorted(set(SAID.split()))


@pytest.mark.parametrize("sentence", SAID.strip().splitlines())
def test_every_sentence_here_holds_a_trigger_and_its_subject_is_told_as_it_was_written(sentence):
    found = [*triggers(sentence)]
    assert found
    assert all(trigger.subject in sentence for trigger in found)
    assert all(a.end <= b.start or a.start == a.end for a, b in itertools.pairwise(found))


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join))
def test_a_kind_that_is_left_out_would_have_found_nothing(sentence):
    lower = lowered(sentence)
    tried = [kind for kind, _, _ in module.worth_trying(lower)]
    for kind, pattern, in_lower, _ in module._KINDS:
        if kind not in tried and kind != "third":
            assert not pattern.search(lower if in_lower else sentence), kind


def test_lowering_keeps_the_length_whatever_the_letters():
    assert len(lowered("İ WILL")) == 6
