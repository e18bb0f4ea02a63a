"""A rule that is left out as not worth a try would have found nothing."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allears.listening.promises import grammar

_WRITTEN = """
by close of business Thursday; within 3 to 5 working days; a week from today; in twenty minutes
between 8 and 10 on Saturday; half past two; quarter to nine; at 9.30am; the 3rd of May; by May 3; 2025-06-01
03/04/2025; 3/4; end of next week; over the weekend; by month end; early June; before Christmas; noon
midnight; first thing; EOD; at lunch; mid-morning; early afternoon; this evening; tonight; overnight
later today; as soon as possible; in a moment; the day after tomorrow; next working day; a fortnight on Monday
three o'clock; nine thirty; 10-2; ten to twelve pm; in an hour and a half; in two and a half hours
half an hour from now; in 10; two weeks' time; by the twenty-first; in half an hour
"""
TIMES = [time.strip() for line in _WRITTEN.splitlines() for time in line.split(";") if time.strip()]


def tried(text):
    return {order for order, _ in grammar.worth_trying(text)}


def finds(text):
    return {order for _, order, (pattern, _) in grammar._RULES if pattern.search(text)}


@pytest.mark.parametrize("time", TIMES)
def test_a_rule_that_finds_a_time_is_always_tried(time):
    for text in (time, f"I'll call you {time}, all right?", time.upper(), re.sub(" ", "\n", time), f"({time})"):
        assert finds(text) <= tried(text)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from([word for time in TIMES for word in time.split()] + ["to", "and", "-"]), max_size=8))
def test_a_rule_that_finds_anything_in_any_order_of_such_words_is_tried(words):
    assert finds(" ".join(words)) <= tried(" ".join(words))


def test_a_text_without_a_time_costs_no_search():
    assert tried("Thank you for that, I will have a look") == set()
