"""What can be said of answers by the kind of their exercise alone."""

from __future__ import annotations

from allears.learning.exercises import (
    Answer,
    Choice,
    Exercise,
    Fill,
    Hear,
    Likert,
    Match,
    Multiple,
    Order,
    Reflection,
    Roleplay,
    Say,
    Sort,
)

UNSCORED = frozenset({"reflection", "likert"})
"""Kinds without a right answer."""

WRITTEN = frozenset({"fill", "reflection", "say"})
"""Kinds answered in words. These mean the same when the exercise has changed; a ticked place in a list does not."""


def right_answer(exercise: Exercise) -> Answer:
    """An answer that those who wrote the exercise hold right; for a kind without one, some complete answer."""
    match exercise:
        case Choice() | Multiple():
            return tuple(str(at) for at, it in enumerate(exercise.options) if it.right)
        case Order():
            return tuple(str(at) for at in range(len(exercise.items)))
        case Match():
            return tuple(str(it) for it in exercise.key)
        case Fill():
            return tuple(gap[0] for gap in exercise.gaps)
        case Sort():
            return tuple(str(it.column) for it in exercise.items)
        case Hear():
            return tuple(str(at) for at, wanted in enumerate(exercise.wanted) if wanted)
        case Likert():
            return tuple("2" for _ in exercise.statements)
        case Reflection():
            return (exercise.sample or " ".join(["word"] * exercise.least),)
        case Say():
            return (exercise.sample or " ".join(["word"] * exercise.least),)
        case Roleplay():
            return _best_path(exercise)
    raise TypeError(f"no right answer is known for the kind {exercise.kind}")


def _best_path(exercise: Roleplay) -> Answer:
    """The shortest path to the best end."""
    scenes = {it.name: it for it in exercise.scenes}
    paths: dict[str, tuple[str, ...]] = {exercise.scenes[0].name: ()}
    waiting = [exercise.scenes[0]]
    while waiting:
        scene = waiting.pop(0)
        for at, way in enumerate(scene.ways):
            if way.scene not in paths:
                paths[way.scene] = (*paths[scene.name], str(at))
                waiting.append(scenes[way.scene])
    for end in ("well", "fairly", "badly"):
        for name, path in paths.items():
            if scenes[name].end == end:
                return path
    return ()
