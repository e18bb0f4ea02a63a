"""A card of practice as the shape that the components of exercises show, and a coach's form as the parts it holds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.urls import reverse

from allears.learning.exercises import Answer, Choice, Exercise, Grade, Hear, Say
from allears.learning.rules.practice import PracticeKind
from allears.learning.rules.writing import MOST_OPTIONS, Parts, Said, Way
from allears.web import exercise_items as drawn
from allears.web import lessons
from allears.web import shapes_learning as shapes


def card(
    number: int, it: Exercise, *, answer: Answer = (), grade: Grade | None = None, error: str = ""
) -> shapes.Exercise:
    """The exercise, open, or with `grade` as it was answered. `number` is that of the practice exercise."""
    line = lessons.rendered_line
    more: dict[str, Any] = {}
    match it:
        case Choice():
            more = {"items": drawn.options(it, answer, grade, line)}
        case Hear():
            more = {"items": drawn.turns(it, answer, grade, line)}
        case Say():
            written = answer[0] if answer else ""
            more = {"text": written, "least": it.least, **drawn.said(it, answer, grade, line)}
        case _:
            raise TypeError(f"practice has no kind {it.kind}")
    return shapes.Exercise(
        kind=it.kind,
        word=lessons.KIND_WORDS[it.kind],
        name=it.name,
        key="",
        digest=it.digest,
        url=reverse("web:practice_answer", args=[number]),
        prompt=lessons.rendered(it.prompt, _nowhere),
        given=grade is not None,
        verdict=lessons.verdict(it, grade) if grade else "",
        right=grade.right if grade else None,
        points=grade.points if grade else None,
        why=lessons.rendered(it.why, _nowhere) if grade and it.why else shapes.NOTHING,
        sample=line(grade.sample) if grade else shapes.NOTHING,
        error=error,
        **more,
    )


def parts_of_form(kind: PracticeKind, before: Parts, sent: Callable[[str], Sequence[str]]) -> Parts:
    """What a coach's form holds. A turn whose box is missing keeps its text; a choice without words is left out."""

    def one(name: str, default: str = "") -> str:
        return (sent(name) or (default,))[0]

    turns = [
        Said(turn.role, one(f"turn-{at}", turn.text), one(f"star-{at}") == "on", one(f"said-{at}", turn.said))
        for at, turn in enumerate(before.turns)
    ]
    ways: list[Way] = []
    if kind is PracticeKind.CHOICE:
        right = one("right", "0")
        given = [(at, one(f"way-{at}"), one(f"way-said-{at}")) for at in range(MOST_OPTIONS)]
        ways = [Way(text, str(at) == right, said) for at, text, said in given if text.strip() or said.strip()]
    find: Sequence[str] = ()
    if kind is PracticeKind.SAY:
        find = [it for it in sent("find") if it]
    return Parts(
        prompt=one("prompt", before.prompt),
        turns=turns,
        why=one("why", before.why),
        ways=ways,
        find=find,
        avoid=[it for it in sent("avoid") if it] if kind is PracticeKind.SAY else (),
        sample=one("sample", before.sample),
    )


def _nowhere(path: str) -> str:
    """A practice exercise has no files: a picture that somebody names in it is not there."""
    return "#"
