"""The measure of politeness."""

import pytest

from allears.listening.politeness import politeness


@pytest.mark.parametrize(
    ("more", "less"),
    [
        ("Could you please have a look when you have time? Thank you!", "Look at it now."),
        ("Hi, I was wondering if you could help me with this.", "Why did you do this?"),
        ("Sorry to ask again, would you mind sending it?", "Send it. What is your problem?"),
        ("Great work on the list, thanks.", "You removed the list, that is nonsense."),
    ],
)
def test_the_politer_of_two_requests_scores_higher(more, less):
    assert politeness(less) < 0.5 < politeness(more)


def test_a_text_without_a_cue_is_in_the_middle_and_no_text_leaves_the_scale():
    assert politeness("") == 0.5
    assert 0.0 <= politeness("stupid nonsense " * 5000) < politeness("thank you please " * 5000) <= 1.0
