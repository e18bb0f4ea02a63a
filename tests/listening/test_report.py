"""A reading as a page in the terminal."""

from dataclasses import replace
from io import StringIO

from listening_talk import BAD, GOOD, talk
from rich.console import Console

from allears.listening import listen
from allears.listening.report import print_reading


def page(transcript, width=110, *, why=False):
    out = StringIO()
    print_reading(Console(file=out, width=width, force_terminal=False), transcript, listen(transcript), why=why)
    return out.getvalue()


def test_the_page_shows_turns_marks_steps_needs_promises_and_advice():
    text = page(GOOD)
    for part in ("Priya", "Feels with them", "Put yourself in their place", "Comfortable", "Promises", "Heard "):
        assert part in text
    assert "Brushes it aside" in page(BAD)
    assert "Next time" in page(BAD)


def test_what_harms_says_what_gave_it_away_and_all_else_where_it_is_asked_for():
    assert "puts the fault on the" in page(BAD)
    assert "asks whether it is right" not in page(GOOD)
    assert "asks whether it is right" in page(GOOD, why=True)


def test_what_is_not_sure_says_what_gave_it_away():
    reading = listen(GOOD)
    unsure = replace(reading, marks=tuple(replace(mark, confidence=0.7) for mark in reading.marks))
    out = StringIO()
    print_reading(Console(file=out, width=110, force_terminal=False), GOOD, unsure)
    assert "asks whether it is right" in out.getvalue()


def test_on_a_narrow_terminal_the_notes_stand_under_the_turn():
    text = page(GOOD, width=60)
    assert "Feels with them" in text
    assert max(map(len, text.splitlines())) <= 60


def test_control_characters_of_the_source_do_not_reach_the_terminal():
    text = page(talk("A: I'm \x1b[31msorry\x07.", "C: [bold]No[/bold] \x9b2J"))
    assert "\x1b" not in text
    assert "\x07" not in text
    assert "\x9b" not in text
    assert "[bold]" in text


def test_what_was_too_little_to_judge_says_so():
    assert "Too little was said" in page(talk("C: Hello?"))
