"""Begins while the customer is still speaking, and takes the floor.

Examples:
    C: The valve is wrong, and there's a family with no— / A: [Have you got the order number]?
    C: I rang on Monday and then I— / A: [It's on the website].
    C: what I'm trying to say is -- / A: [Date of birth].
Not:
    C: The first one came on Monday and— / A: Mm-hm. / C: it was broken.
    C: I have the number here. / A: What is it?
    A: The thing is— / C: No, listen to me.
"""

from __future__ import annotations

from collections.abc import Iterator

from allears.listening import floor
from allears.listening.lexicon import wordset
from allears.listening.phrases import LIKELY, PERHAPS, SURE
from allears.listening.reading import Mark
from allears.listening.signs import is_sign
from allears.listening.view import TurnView, View

from . import backchannel

NAME = "interruption"
PARTY = "agent"
EFFECT = "harms"
LABEL = "Cuts in"
NOTE = "Cuts in before the customer has finished."

LONG = 1.5
"""Seconds for which the agent speaks before the customer has finished, and which are an interruption even so."""
UNFINISHED = 0.8
"""Seconds of speech that the customer had still to come; with less, the sentence was as good as over."""
_WAITS = wordset("sorry go on no please carry after you continue what were saying")


def find(view: View) -> Iterator[Mark]:
    """With times: a start well before the customer's end. Without: a customer's line that breaks off before the
    agent's.

    A backchannel never interrupts. Confidence with times grows from .7 to .95 over the first second of overlap.
    """
    signs = {mark.turn for mark in view.marks(backchannel.find)}
    for turn in view.agent_turns:
        if not turn.sentences or turn.index in signs or is_sign(turn.words):
            continue
        before = view.previous(turn.index)
        first = turn.sentences[0]
        if floor.timed(turn) and view.transcript.spoken:
            cuts = floor.cuts(view, turn)
            begun = [cut for cut in cuts if not cut.already]  # in the others the customer tried to cut in: talking_over
            if begun:
                certain = min(SURE, LIKELY + max(0.0, *(cut.overlap for cut in begun)) / 10)
                yield turn.mark(NAME, first.start, first.end, certain, "the customer's words break off")
            elif not cuts and before is not None and before.role == "customer" and _overruns(before, turn):
                overlap = floor.end(before) - floor.start(turn)
                yield turn.mark(NAME, first.start, first.end, PERHAPS, f"starts {overlap:.1f} s before the end")
        elif before is None or before.role != "customer":
            continue
        elif before.cut_off and _broken(before) and not set(turn.words[:6]) <= _WAITS and not _goes_on(turn):
            certain = LIKELY if before.lower.rstrip().endswith(("—", "–", "--")) else PERHAPS
            yield turn.mark(NAME, first.start, first.end, certain, "the customer's words break off")


def _goes_on(turn: TurnView) -> bool:
    """A line that begins with a dash is the rest of the agent's own, broken by the customer's: see talking_over."""
    return turn.lower.lstrip().startswith(("—", "–", "-", "…", "..."))


def _overruns(before: TurnView, turn: TurnView) -> bool:
    """True if the agent spoke for long against the customer, and the customer had more to say than a last word."""
    if floor.start(turn) < floor.start(before) or floor.end(before) > floor.end(turn):
        return False
    return floor.end(before) - floor.start(turn) >= LONG and not _finished_before(before, turn)


def _finished_before(before: TurnView, turn: TurnView) -> bool:
    """True if, by the times of the words, only a last word of the customer's was still to come."""
    start = turn.turn.start or 0.0
    words = before.turn.words
    if not words:
        return False
    left = [word for word in words if word.start >= start]
    return not left and words[-1].end - start < UNFINISHED


def _broken(before: TurnView) -> bool:
    """Dots alone trail off as often as they are cut off: only a dash, or dots after a word that must go on, count."""
    tail = before.lower.rstrip(" \"'")
    if tail.endswith(("—", "–", "-")):
        return bool(before.words)
    return bool(before.words) and before.words[-1] in {
        "the",
        "a",
        "an",
        "and",
        "but",
        "to",
        "of",
        "i",
        "we",
        "my",
        "your",
        "it",
        "that",
        "so",
        "because",
        "if",
        "is",
        "was",
        "with",
        "for",
        "when",
    }
