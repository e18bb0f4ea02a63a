"""The turns of corpus/reflections.txt as examples of saying back, each within a talk, as written and as heard."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from allears.listening.acts.facts import only_signs
from allears.listening.listen import rule_marks
from allears.listening.models.features import units
from allears.listening.models.heads import REFLECTS
from allears.listening.transcript import Channel, Transcript, Turn
from allears.listening.view import TurnView, View

from .examples import Single, plain
from .texts import Labelled

CHANNELS: tuple[Channel, ...] = ("phone", "chat", "email", "in_person")
"""The lines say nothing of where they were said: they take turns, so that no channel tells of a reflection."""
SAID = 2
"""Which turn of its talk the listener's is."""
ALL = ((0, 1_000_000),)


def reflected(lines: Iterable[Labelled]) -> Iterator[Single]:
    """Every sentence of the turns; in one that says something back, signs of following are neither."""
    for number, line in enumerate(lines):
        group = f"reflections {line.exchange}"
        yield from _sentences(line.told, line.text, line.reflecting, CHANNELS[number % len(CHANNELS)], group)
        turn = TurnView(0, Turn("agent", line.text))
        for sentence in turn.sentences:
            heard = plain(turn.lower[sentence.start : sentence.end])
            back = ALL if _within(sentence.start, sentence.end, line.reflecting) else ()
            if not (line.reflecting and only_signs(heard.split())):
                yield from _sentences(plain(line.told.lower()), heard, back, "phone", group)


def _sentences(
    told: str, text: str, reflecting: tuple[tuple[int, int], ...], channel: Channel, group: str
) -> Iterator[Single]:
    # Empty turns around it, so that it neither opens nor ends its talk.
    said = (Turn("agent", ""), Turn("customer", told), Turn("agent", text), Turn("customer", ""), Turn("agent", ""))
    view = View(Transcript(group, said, channel=channel))
    for unit in units(view, rule_marks(view)):
        if unit.turn == SAID and not (reflecting and only_signs(unit.words)):
            back = _within(unit.sentence.start, unit.sentence.end, reflecting)
            yield Single(unit, "agent", REFLECTS, back, group)


def _within(start: int, end: int, places: Iterable[tuple[int, int]]) -> bool:
    return any(start < last and end > first for first, last in places)
