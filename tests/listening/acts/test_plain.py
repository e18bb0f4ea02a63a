"""Speech as it was meant, without what a typist keeps of a stumbling tongue."""

import pytest

from allears.listening.acts.plain import plain


@pytest.mark.parametrize(
    ("heard", "meant"),
    [
        ("So, um, you-you really, uh, like it", "So, you really, like it"),
        ("that's- that's- that's it", "that's it"),
        ("it is- it is d-done", "it is done"),
        ("[laughs] Okay. [unintelligible 00:06:04]", "Okay."),
        ("She\u2019s well-known - and co-operative.", "She's well-known - and co-operative."),
        ("Um, the summer", "the summer"),
        ("", ""),
    ],
)
def test_notes_repetitions_and_filled_pauses_are_taken_out(heard, meant):
    assert plain(heard) == meant


def test_a_hostile_text_is_read_in_good_time():
    assert plain("a-" * 20_000).startswith("a")
    assert plain("[" * 50_000)
