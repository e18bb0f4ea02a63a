"""Listening itself: a transcript goes in, a reading comes out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .reading import Mark, Reading
from .transcript import Transcript

if TYPE_CHECKING:
    from .rubric import Rubric
    from .view import View

VERSION = "1"
"""Changes whenever the same transcript may give another reading."""


def listen(transcript: Transcript, *, rubric: Rubric | None = None) -> Reading:
    """All that listening says of one transcript.

    Pure: the same transcript and rubric give the same reading, whatever was heard before. Never raises on any
    transcript. Without a `rubric`, the one that comes with the package weighs (see rubric.toml).
    """
    # Imported here so that `import allears.listening` stays light: the phrases of thirty behaviours come with it.
    from .advice import advise
    from .measures import measure
    from .needs import read_needs
    from .promises import find_promises
    from .rubric import load_rubric
    from .steps import heard, read_steps
    from .view import View

    view = View(transcript)
    weights = rubric if rubric is not None else load_rubric()
    marks = find_marks(view)
    promises = view.promises(find_promises)
    measures = measure(view, marks)
    steps = read_steps(view, marks, measures, promises, weights)
    needs = read_needs(view, marks, measures, promises, steps, weights)
    return Reading(
        id=transcript.id,
        channel=transcript.channel,
        agent=transcript.agent,
        agent_inferred=transcript.agent_inferred,
        marks=marks,
        measures=measures,
        steps=steps,
        needs=needs,
        promises=promises,
        advice=advise(view, marks, promises, steps, weights),
        heard=heard(steps, marks, weights),
        transcribed_by=transcript.transcribed_by,
        version=VERSION,
    )


def find_marks(view: View) -> tuple[Mark, ...]:
    """The marks of every behaviour in the order of the text; at the same place, in the order of the registry."""
    return rule_marks(view)


def rule_marks(view: View) -> tuple[Mark, ...]:
    """What rules and timing alone find, without the models."""
    from .behaviours import BEHAVIOURS

    found = [mark for behaviour in BEHAVIOURS for mark in view.marks(behaviour.find)]
    found.sort(key=lambda mark: (mark.turn, mark.start))
    return tuple(found)
