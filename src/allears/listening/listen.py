"""Listening itself: a transcript goes in, a reading comes out."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from .reading import Mark, Promise, Reading
from .transcript import Transcript

if TYPE_CHECKING:
    from .rubric import Rubric
    from .view import View

VERSION = "11"
"""Changes whenever the same transcript may give another reading."""


BATCH = 64
"""Transcripts that `listen_many` hears together."""


def listen(transcript: Transcript, *, rubric: Rubric | None = None) -> Reading:
    """All that listening says of one transcript.

    Pure: the same transcript and rubric give the same reading, whatever was heard before. Never raises on any
    transcript. Without a `rubric`, the one that comes with the package weighs (see rubric.toml).
    """
    return next(listen_many((transcript,), rubric=rubric))


def listen_many(transcripts: Iterable[Transcript], *, rubric: Rubric | None = None) -> Iterator[Reading]:
    """The reading of each transcript, in order: exactly what `listen` gives, with the models asked once a batch.

    Takes `BATCH` transcripts at a time, so that an archive of any size is heard in constant memory.
    """
    # Imported here so that `import allears.listening` stays light: the phrases of thirty behaviours come with it.
    from .models.heads import judge_many
    from .rubric import load_rubric
    from .view import View

    weights = rubric if rubric is not None else load_rubric()
    for batch in _batches(transcripts):
        views = [View(transcript) for transcript in batch]
        judged = judge_many([(view, rule_marks(view)) for view in views])
        for view, marks in zip(views, judged, strict=True):
            yield _reading(view, marks, weights)


def collect_seldom() -> None:
    """For a process that does nothing but listen. The tables that are read in stay, and what a reading leaves behind
    holds no circles: nothing is to be gained from looking through all of it often.
    """
    gc.set_threshold(100_000, 20, 20)


def _batches(transcripts: Iterable[Transcript]) -> Iterator[list[Transcript]]:
    held: list[Transcript] = []
    for transcript in transcripts:
        held.append(transcript)
        if len(held) == BATCH:
            yield held
            held = []
    if held:
        yield held


def _reading(view: View, marks: tuple[Mark, ...], weights: Rubric) -> Reading:
    from .advice import advise
    from .measures import measure
    from .needs import read_needs
    from .scoring import gather
    from .steps import heard, read_steps

    transcript = view.transcript
    promises = _promises(view, marks)
    measures = measure(view, marks)
    evidence = gather(view, marks, measures, promises, weights)
    steps = read_steps(evidence, weights)
    needs = read_needs(evidence, steps, weights)
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


def _promises(view: View, marks: tuple[Mark, ...]) -> tuple[Promise, ...]:
    """The promises that the finder found, and those of the sentences in which only the models heard one."""
    from .promises import find_promises, promise_of

    found = view.promises(find_promises)
    by_turn: dict[int, list[Promise]] = {}
    for promise in found:
        by_turn.setdefault(promise.turn, []).append(promise)
    new = [
        promise_of(view.transcript, view.turns, mark)
        for mark in marks
        if mark.behaviour == "promise"
        and not any(p.start < mark.end and p.end > mark.start for p in by_turn.get(mark.turn, ()))
    ]
    return tuple(sorted((*found, *new), key=lambda promise: (promise.turn, promise.start))) if new else found


def find_marks(view: View) -> tuple[Mark, ...]:
    """The marks of every behaviour in the order of the text; at the same place, in the order of the registry."""
    from .models.heads import judge

    return judge(view, rule_marks(view))


def rule_marks(view: View) -> tuple[Mark, ...]:
    """What rules and timing alone find, without the models."""
    from .behaviours import BEHAVIOURS

    found = [mark for behaviour in BEHAVIOURS for mark in view.marks(behaviour.find)]
    found.sort(key=lambda mark: (mark.turn, mark.start))
    return tuple(found)
