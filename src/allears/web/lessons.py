"""A lesson's parts as the shapes that components show: words and order are chosen here, nothing is decided."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from typing import Any

from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from allears.learning import content, exercises
from allears.learning.exercises import (
    Answer,
    Choice,
    Exercise,
    Fill,
    Grade,
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
from allears.learning.queries import LessonLine, LessonView
from allears.learning.rules.answers import WRITTEN
from allears.learning.rules.progress import Steps
from allears.web import exercise_items as drawn
from allears.web import shapes_learning as shapes

KIND_WORDS = {
    "choice": "Choose one",
    "multiple": "Choose all that fit",
    "order": "Put in order",
    "match": "Match",
    "fill": "Fill in",
    "sort": "Sort",
    "reflection": "Reflect",
    "likert": "How often?",
    "hear": "Hear it",
    "say": "Say it",
    "roleplay": "Role play",
}
_FIGURE = re.compile(r'<p>(<img src="[^"]*") alt="([^"]*)"(?: title="([^"]*)")?( loading="lazy")? ?/?></p>')
_PLACE = re.compile("\ue000(\\d+)\ue001")


@lru_cache(maxsize=64)
def place(course: str, version_id: int) -> Callable[[str], str]:
    """Where the pictures of a version and the other lessons of its course are."""

    def address(path: str) -> str:
        path = path.removeprefix("./")
        if path.lower().endswith(".md"):
            slug = re.sub(r"^\d+[-_]", "", path.rsplit("/", 1)[-1][:-3])
            return reverse("web:lesson", args=[course, slug])
        return reverse("web:course_file", args=[version_id, path])

    return address


@lru_cache(maxsize=1024)
def rendered(markdown: str, at: Callable[[str], str]) -> SafeString:
    """Markdown as HTML; a picture that stands alone becomes a figure, with its words below it.

    Kept, since a version of a course never changes (`place` gives one version the same `at` every time)."""

    def figure(found: re.Match[str]) -> str:
        image, words, title, lazy = found[1], found[2], found[3], found[4] or ""
        return (
            f'<figure>{image} alt="{words if title else ""}"{lazy}><figcaption>{title or words}</figcaption></figure>'
        )

    return mark_safe(_FIGURE.sub(figure, content.render(markdown, at)))  # noqa: S308 - render lets no HTML through


def rendered_line(markdown: str) -> SafeString:
    """One line of Markdown that names no file of the course."""
    return _line(markdown, str)


def parts(view: LessonView, learner: int, *, again: str = "") -> list[shapes.Prose | shapes.Exercise]:
    """The lesson in its order. `again`: the exercise that is to be tried once more."""
    at = place(view.course, view.version_id)
    return [
        exercise(it, view, learner, again=it.name == again)
        if isinstance(it, Exercise)
        else shapes.Prose(rendered(it.text, at))
        for it in view.parts
    ]


def rows(lines: Sequence[LessonLine], course: str, *, newest: bool = False) -> list[shapes.LessonRow]:
    """The lessons of a course. A course may have hundreds, so what can be worked out beforehand is."""
    base, ending = reverse("web:lesson", args=[course, "x"])[:-1], "?newest=1" if newest else ""
    return [
        shapes.LessonRow(
            number=number,
            slug=it.slug,
            title=it.title,
            url=f"{base}{it.slug}{ending}",
            facts=" · ".join(filter(None, (f"{it.minutes} min" if it.minutes else "", _exercises(it.exercises)))),
            changed=f"{it.changed} changed since" if it.changed else "",
            standing="done" if it.steps.complete else "begun" if it.opened or it.steps.done else "",
            done=it.steps.done,
            all=it.steps.all,
            per_cent=it.steps.per_cent,
        )
        for number, it in enumerate(lines, 1)
    ]


def _exercises(count: int) -> str:
    return "" if not count else "1 exercise" if count == 1 else f"{count} exercises"


def progress(steps: Steps, of: str) -> shapes.Progress:
    return shapes.Progress(steps.done, steps.all, steps.per_cent, f"{of}: {steps.per_cent} % done")


def exercise(
    it: Exercise, view: LessonView, learner: int, *, again: bool = False, tried: Answer | None = None, error: str = ""
) -> shapes.Exercise:
    """One exercise as it stands for this learner. `tried` with `error`: what was just sent and could not be taken."""
    kept = view.answer(it.name)
    at = place(view.course, view.version_id)
    # One that changed, or is tried again, stands open; so does one whose next answer is begun already.
    shown = kept.given if kept.given is not None and not (again or kept.changed or kept.draft or tried) else None
    if shown is not None and exercises.complete(it, shown):
        shown = None
    began = tried or kept.draft or (kept.given if kept.changed and it.kind in WRITTEN else None) or ()
    line = partial(_line, at=at)
    grade = exercises.judge(it, shown) if shown is not None else None
    return shapes.Exercise(
        kind=it.kind,
        word=KIND_WORDS[it.kind],
        name=it.name,
        key=f"{learner}:{view.course}/{view.slug}/{it.name}",
        digest=it.digest,
        url=reverse("web:exercise", args=[view.course, view.slug, it.name]),
        prompt=shapes.NOTHING if isinstance(it, Fill) else rendered(it.prompt, at),
        given=grade is not None,
        verdict=verdict(it, grade) if grade else "",
        right=grade.right if grade else None,
        points=grade.points if grade else None,
        why=rendered(it.why, at) if grade and it.why else shapes.NOTHING,
        sample=line(grade.sample) if grade else shapes.NOTHING,
        tries=kept.tries,
        error=error,
        changed=kept.changed and not again,
        drafted=kept.draft is not None,
        **_own(it, shown if shown is not None else began, grade, learner, line, at),
    )


def _own(
    it: Exercise,
    answer: Answer,
    grade: Grade | None,
    learner: int,
    line: Callable[[str], SafeString],
    at: Callable[[str], str],
) -> dict[str, Any]:
    """What a kind shows beyond what all kinds do."""
    match it:
        case Choice() | Multiple():
            return {"items": drawn.options(it, answer, grade, line)}
        case Hear():
            return {"items": drawn.turns(it, answer, grade, line), "audio": at(it.audio) if it.audio else ""}
        case Order():
            return {"items": drawn.order(it, answer, grade, line, shuffled(len(it.items), it, learner))}
        case Match():
            return {"items": drawn.match(it, answer, grade, line, shuffled(len(it.rights), it, learner))}
        case Sort():
            columns = tuple(line(one) for one in it.columns)
            order = shuffled(len(it.items), it, learner)
            return {"items": drawn.sort(it, answer, grade, line, order), "columns": columns}
        case Likert():
            return {"items": drawn.likert(it, answer, line), "columns": tuple(line(one) for one in it.scale)}
        case Fill():
            return {"gaps": _gaps(it, answer, grade, at)}
        case Reflection():
            return {"text": answer[0] if answer else "", "least": it.least}
        case Say():
            return {"text": answer[0] if answer else "", "least": it.least, **drawn.said(it, answer, grade, line)}
        case Roleplay():
            return drawn.play(it, answer, line)
    raise TypeError(f"nothing draws the kind {it.kind}")


def shuffled(count: int, it: Exercise, learner: int) -> list[int]:
    """0 … count-1 in an order that is the same for this learner at every look, and never the written one."""
    order = list(range(count))
    random.Random(f"{it.digest}:{learner}").shuffle(order)  # noqa: S311 - nobody's secret
    return order if order != sorted(order) else order[1:] + order[:1]


@lru_cache(maxsize=4096)
def _line(text: str, at: Callable[[str], str]) -> SafeString:
    return mark_safe(content.render_line(text, at))  # noqa: S308 - render lets no HTML through


def verdict(it: Exercise, grade: Grade) -> str:
    if grade.words:
        return grade.words
    if grade.points is None:
        return "Kept, for you alone."
    if grade.right:
        return "Right." if it.kind != "say" else "Heard: all that was asked for."
    if it.kind == "say":
        return "Heard in part." if grade.points else "Not heard yet."
    return "Right in part." if grade.points else "Not yet."


def _gaps(it: Fill, answer: Answer, grade: Grade | None, at: Callable[[str], str]) -> SafeString:
    """The text with a box in place of each gap, or with what was written there."""
    # A letter that no text holds keeps the places while the Markdown is rendered.
    text = "".join(f"{piece}\ue000{place}\ue001" for place, piece in enumerate(it.texts[:-1])) + it.texts[-1]
    notes = {note.item: note for note in grade.notes} if grade else {}

    def box(found: re.Match[str]) -> str:
        number = int(found[1])
        value = answer[number] if number < len(answer) else ""
        note = notes.get(number)
        if note is None:
            width = max(8, *(len(one) + 2 for one in it.gaps[number]))
            return (
                f'<input class="gap" type="text" name="answer" value="{escape(value)}" size="{width}" maxlength="200" '
                f'autocomplete="off" autocapitalize="off" spellcheck="false" '
                f'aria-label="Gap {number + 1} of {len(it.gaps)}">'
            )
        said = f'<span class="gap__said"> ({escape(note.text)})</span>' if note.text else ""
        word = "right" if note.right else "wrong"
        return f'<strong class="gap gap--{word}">{escape(value)}<span class="vh"> ({word})</span></strong>{said}'

    return mark_safe(_PLACE.sub(box, rendered(text, at)))  # noqa: S308 - what was typed is escaped above


def answer_of(it: Exercise, sent: Callable[[str], Sequence[str]]) -> Answer:
    """What a form has sent as the answer: `sent` gives the values of a field by its name."""
    if isinstance(it, Sort | Likert):
        count = len(it.items) if isinstance(it, Sort) else len(it.statements)
        return tuple((sent(f"answer-{place}") or ("",))[0] for place in range(count))
    answer = tuple(sent("answer"))
    if isinstance(it, Order):
        return _moved(answer, (sent("move") or ("",))[0])
    if isinstance(it, Roleplay):
        return () if sent("restart") else (*answer, *sent("say"))
    return answer


def _moved(answer: Answer, move: str) -> Answer:
    """The order after one item was moved: "2 up" or "2 down"; anything else leaves it."""
    value, _, way = move.partition(" ")
    if value not in answer or way not in {"up", "down"}:
        return answer
    order, here = list(answer), answer.index(value)
    to = here + (1 if way == "down" else -1)
    if 0 <= to < len(order):
        order[here], order[to] = order[to], order[here]
    return tuple(order)
