"""GIFT questions as a course: one lesson a category, one exercise a question."""

from __future__ import annotations

import re
from collections.abc import Sequence

from allears.learning.content import Course, Lesson
from allears.learning.content.markdown import count_words, cut
from allears.learning.exercises import BadBlock, Block, parse
from allears.lib.text import one_line, slug, storable
from allears.listening.formats.html import html_to_text

from .brought import Brought, Unreadable, unused
from .gift import Kind, Option, Question, read_gift

_SPECIAL = re.compile(r"([\\`*_\[\]<>#~|])")
_OWN_MARKUP = re.compile(r"\s*\[(html|moodle|plain|markdown)\]")
_BEGINS = re.compile(r"^(\s*)([-+>]|\d+[.)])(?=\s)", re.M)
_TRUE = 100.0
NEAR = 0.01
"""Per cent by which weights may differ that mean the same: 33.333 is a third."""


def gift_course(raw: bytes, title: str) -> Brought:
    """The course that a GIFT file makes. Raises Unreadable."""
    gift = read_gift(raw)
    maker = _Maker()
    lessons = maker.lessons(gift.questions, title)
    if not lessons:
        raise Unreadable("None of the questions in this file could be carried. " + " ".join(maker.notes[:3]))
    name = slug(title)[:80].strip("-") or "questions"
    course = Course(
        slug=name,
        title=one_line(title),
        summary=f"{len(gift.questions)} questions from a GIFT file.",
        lessons=tuple(lessons),
    )
    return Brought(course, (*gift.problems, *maker.notes))


class _Maker:
    """Makes blocks, and notes what could not be carried."""

    def __init__(self) -> None:
        self.notes: list[str] = []

    def lessons(self, questions: Sequence[Question], title: str) -> list[Lesson]:
        by_category: dict[str, list[Question]] = {}
        for question in questions:
            by_category.setdefault(question.category, []).append(question)
        found: list[Lesson] = []
        for category, inside in by_category.items():
            name = one_line(category.rsplit("/", 1)[-1]) or one_line(title)
            text, names = self._text(inside)
            if text:
                taken = {it.slug for it in found}
                found.append(
                    Lesson(
                        unused(slug(name) or "questions", taken), name, text, words=count_words(text), exercises=names
                    )
                )
        return found

    def _text(self, questions: Sequence[Question]) -> tuple[str, tuple[str, ...]]:
        pieces: list[str] = []
        names: list[str] = []
        for question in questions:
            stem = _markdown(question.stem, question.markup)
            if question.kind is Kind.DESCRIPTION:
                pieces.append(stem)
                continue
            name = unused(slug(question.name)[:60].strip("-") or f"question-{len(names) + 1}", set(names))
            kind, body = self._body(question, stem)
            fence = f"```{kind} {name}\n{body}\n```"
            if self._good(question, fence):
                names.append(name)
                pieces.append(fence)
        return storable("\n\n".join(pieces)), tuple(names)

    def _good(self, question: Question, fence: str) -> bool:
        blocks = cut(fence)
        try:
            if len(blocks) != 1 or not isinstance(blocks[0], Block):
                raise BadBlock(0, "its text cannot stand in a lesson.")
            parse(blocks[0])
        except BadBlock as bad:
            self._note(question, f"was left out: {bad.sentence}")
            return False
        return True

    def _note(self, question: Question, what: str) -> None:
        name = f" (“{one_line(question.name, 60)}”)" if question.name else ""
        self.notes.append(f"Line {question.line}{name}: the question {what}")

    # ---- one body a kind

    def _body(self, question: Question, stem: str) -> tuple[str, str]:
        blank = f"{stem} \\_\\_\\_\\_\\_ {_markdown(question.after, question.markup)}" if question.after else stem
        why = f"\n\nwhy: {_line(question.general, question.markup)}" if question.general else ""
        if question.kind is Kind.ESSAY:
            return "reflection", f"{stem}\n\nleast: 1{why}"
        if question.kind is Kind.MATCH:
            return "match", f"{stem}\n\n{self._pairs(question)}{why}"
        if question.kind in {Kind.SHORT, Kind.NUMBER}:
            after = _markdown(question.after, question.markup)
            space = " " if after[:1].isalnum() else ""
            return "fill", f"{stem} {{{{{self._gap(question)}}}}}{space}{after}{why}"
        if question.kind is Kind.MULTIPLE:
            return "multiple", f"{blank}\n\n{self._ticks(question)}{why}"
        return "choice", f"{blank}\n\n{self._options(question)}{why}"

    def _options(self, question: Question) -> str:
        right = next(it for it in question.options if it.weight == max(o.weight for o in question.options))
        if any(0 < it.weight < _TRUE for it in question.options):
            self._note(question, "gives part of the points for some answers: here only the best one counts.")
        if sum(it.weight >= _TRUE for it in question.options) > 1:
            self._note(question, "has several right answers, of which one is enough: here the first one counts.")
        return "\n".join(self._option(it, question, "(x)" if it is right else "( )") for it in question.options)

    def _ticks(self, question: Question) -> str:
        rights = [it.weight for it in question.options if it.weight > 0]
        each = 100 / len(rights)
        if any(abs(it.weight) > 0 and abs(abs(it.weight) - each) > NEAR for it in question.options):
            self._note(
                question, "weighs its answers: here each right tick counts the same, and each wrong one as much."
            )
        return "\n".join(self._option(it, question, "[x]" if it.weight > 0 else "[ ]") for it in question.options)

    def _option(self, it: Option, question: Question, mark: str) -> str:
        said = f"\n    > {_line(it.feedback, question.markup)}" if it.feedback else ""
        return f"{mark} {_line(it.text, question.markup)}{said}"

    def _pairs(self, question: Question) -> str:
        pairs = [it for it in question.options if it.text]
        if len(pairs) < len(question.options):
            self._note(question, "offers right sides that match nothing: they were left out.")
        lefts = [_line(it.text, question.markup).replace(" => ", " → ") for it in pairs]
        return "\n".join(f"{left} => {_line(it.pair, question.markup)}" for left, it in zip(lefts, pairs, strict=True))

    def _gap(self, question: Question) -> str:
        whole = [it for it in question.options if it.weight >= _TRUE]
        if len(whole) < len(question.options):
            self._note(question, "gives part of the points for some answers: here only the right ones count.")
        if any(it.feedback for it in question.options):
            self._note(question, "says something to single answers: that was left out.")
        if question.kind is Kind.NUMBER:
            return "|".join(f"#{it.least:.15g}..{it.most:.15g}" for it in whole)
        return "|".join(
            one_line(_plain(it.text, question.markup)).replace("|", "/").replace("}}", "} }") for it in whole
        )


def _plain(text: str, markup: str) -> str:
    own = _OWN_MARKUP.match(text)
    if own:
        markup, text = own[1], text[own.end() :]
    return html_to_text(text) if markup == "html" else text


def _markdown(text: str, markup: str) -> str:
    """A text in one of GIFT's formats as Markdown; what would close the block is taken out."""
    own = _OWN_MARKUP.match(text)
    if own:
        markup, text = own[1], text[own.end() :]
    if markup == "markdown":
        return text.replace("```", "~~~").strip()
    plain = html_to_text(text) if markup == "html" else re.sub(r"\s*\n\s*", "\n", text)
    return _BEGINS.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", plain)).strip()


def _line(text: str, markup: str) -> str:
    return " ".join(_markdown(text, markup).split())
