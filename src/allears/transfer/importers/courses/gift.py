"""Moodle GIFT: a text of questions, read after https://docs.moodle.org/en/GIFT_format.

A question is text with its answers between braces; questions stand apart by a blank line. Control characters
(~ = # { } :) are written with a backslash where they are meant as themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from .brought import Unreadable

LARGEST = 5_000_000
MOST_QUESTIONS = 5_000
_CONTROL = "~=#{}:"
_HIDE = {f"\\{char}": chr(0xE000 + place) for place, char in enumerate(_CONTROL)} | {"\\n": "\ue010", "\\\\": "\ue011"}
_SHOW = str.maketrans(
    {chr(0xE000 + place): char for place, char in enumerate(_CONTROL)} | {"\ue010": "\n", "\ue011": "\\"}
)
_HIDDEN = re.compile("|".join(re.escape(it) for it in _HIDE))
_CATEGORY = re.compile(r"\$CATEGORY:\s*(.+)")
_NAME = re.compile(r"::(.*?)::", re.S)
_FORMAT = re.compile(r"\s*\[(html|moodle|plain|markdown)\]")
_ANSWER = re.compile(r"([=~])((?:(?![=~]).)*)", re.S)
_WEIGHT = re.compile(r"\s*%(-?\d{1,3}(?:\.\d{1,8})?)%(.*)", re.S)
_TRUTH = re.compile(r"\s*(T|TRUE|F|FALSE)\s*(#.*)?", re.S | re.I)
_RANGE = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*(?:(:|\.\.)\s*(-?\d+(?:\.\d+)?))?\s*")


class Kind(StrEnum):
    DESCRIPTION = "description"
    ESSAY = "essay"
    TRUTH = "true or false"
    CHOICE = "multiple choice"
    MULTIPLE = "multiple answers"
    SHORT = "short answer"
    MATCH = "matching"
    NUMBER = "numerical"


@dataclass(frozen=True, slots=True)
class Option:
    """One answer. `weight` is in per cent of the points, 100 where it is simply right; `pair` the right side of a
    match; `least` and `most` bound a number."""

    text: str
    weight: float
    feedback: str = ""
    pair: str = ""
    least: float = 0
    most: float = 0


@dataclass(frozen=True, slots=True)
class Question:
    """A question on the line where it begins. `after` is the text behind the braces: the answer is a missing word."""

    line: int
    kind: Kind
    stem: str
    name: str = ""
    markup: str = "moodle"
    options: tuple[Option, ...] = ()
    after: str = ""
    general: str = ""
    """Feedback whatever was answered."""
    category: str = ""


@dataclass(slots=True)
class Gift:
    """Questions in their order, and a sentence with its line for each that is none."""

    questions: list[Question] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def read_gift(raw: bytes) -> Gift:
    """The questions of a GIFT file. Raises Unreadable for what is no text, too large, or holds no question at all."""
    if len(raw) > LARGEST:
        raise Unreadable(f"This file is larger than {LARGEST // 1_000_000} MB.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise Unreadable(f"This is no UTF-8 text (line {line}).") from None
    if any(hidden in text for hidden in _SHOW_CHARACTERS):
        raise Unreadable("This text holds characters of the private use area, which GIFT does not know.")
    gift, category = Gift(), ""
    for line, piece in _pieces(text.replace("\r\n", "\n").replace("\r", "\n")):
        named = _CATEGORY.fullmatch(piece.strip())
        if named:
            category = named[1].strip()
            continue
        if len(gift.questions) >= MOST_QUESTIONS:
            raise Unreadable(f"This file holds more than {MOST_QUESTIONS:,} questions.")
        try:
            gift.questions.append(_question(line, piece, category))
        except ValueError as bad:
            gift.problems.append(f"Line {line}: {bad}")
    if not gift.questions:
        raise Unreadable(gift.problems[0] if gift.problems else "There is no question in this file.")
    return gift


_SHOW_CHARACTERS = tuple(map(chr, _SHOW))


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """Questions and categories with the lines they begin on; escaped control characters are hidden in them."""
    held: list[str] = []
    begin, depth = 1, 0
    for number, raw in enumerate(text.split("\n"), 1):
        line = _HIDDEN.sub(lambda match: _HIDE[match[0]], raw)
        if line.lstrip().startswith("//"):
            continue
        alone = _CATEGORY.fullmatch(line.strip()) is not None and depth == 0
        if (not line.strip() and depth == 0) or alone:
            if held:
                yield begin, "\n".join(held)
            held = []
            if alone:
                yield number, line
            continue
        if not held:
            begin = number
        held.append(line)
        depth = max(0, depth + line.count("{") - line.count("}"))
    if held:
        yield begin, "\n".join(held)


def _question(line: int, piece: str, category: str) -> Question:
    text, name, markup = piece.strip(), "", "moodle"
    if named := _NAME.match(text):
        name, text = _shown(named[1]), text[named.end() :]
    if form := _FORMAT.match(text):
        markup, text = form[1], text[form.end() :]
    before, brace, rest = text.partition("{")
    if not brace:
        if "}" in text:
            raise ValueError("a brace is closed here that was never opened.")
        return Question(line, Kind.DESCRIPTION, _shown(text), name, markup, category=category)
    inside, brace, after = rest.partition("}")
    if not brace:
        raise ValueError("the answers are not closed: a } is missing.")
    if "{" in inside or "{" in after or "}" in after:
        raise ValueError("there is more than one pair of braces.")
    inside, _, general = inside.partition("####")
    kind, options = _answers(inside)
    if not before.strip() and not after.strip():
        raise ValueError("there are answers here and no question.")
    return Question(line, kind, _shown(before), name, markup, options, _shown(after), _shown(general), category)


def _answers(inside: str) -> tuple[Kind, tuple[Option, ...]]:
    """Raises ValueError with the rest of a sentence."""
    if not inside.strip():
        return Kind.ESSAY, ()
    if truth := _TRUTH.fullmatch(inside):
        return Kind.TRUTH, _truth(truth[1].upper().startswith("T"), truth[2] or "")
    if inside.lstrip().startswith("#"):
        return Kind.NUMBER, _numbers(inside.lstrip()[1:])
    found = [(it[1], *_weighted(it[2])) for it in _ANSWER.finditer(inside)]
    if not found:
        raise ValueError("its answers begin neither with = nor with ~.")
    if all(sign == "=" and "->" in text for sign, _, text in found):
        return Kind.MATCH, tuple(_pair(text) for _, _, text in found)
    options = []
    for sign, weight, text in found:
        answer, _, feedback = text.partition("#")
        if not answer.strip():
            raise ValueError("one of its answers has no words.")
        value = weight if weight is not None else 100.0 if sign == "=" else 0.0
        options.append(Option(_shown(answer), value, _shown(feedback)))
    signs = {sign for sign, _, _ in found}
    if signs == {"="}:
        return Kind.SHORT, tuple(options)
    several = "=" not in signs and any(it.weight > 0 for it in options)
    if not any(it.weight > 0 for it in options):
        raise ValueError("none of its answers is right.")
    return (Kind.MULTIPLE if several else Kind.CHOICE), tuple(options)


def _truth(true: bool, feedback: str) -> tuple[Option, ...]:
    # The first feedback is for the wrong answer, the second for the right one.
    wrong, _, right = feedback.removeprefix("#").partition("#")
    said = (_shown(right), _shown(wrong)) if true else (_shown(wrong), _shown(right))
    return (Option("True", 100.0 * true, said[0]), Option("False", 100.0 * (not true), said[1]))


def _numbers(text: str) -> tuple[Option, ...]:
    if "=" not in text:
        return (_number(text, 100.0),)
    return tuple(_number(it[2], 100.0) for it in _ANSWER.finditer(text))


def _number(text: str, weight: float) -> Option:
    own, text = _weighted(text)
    answer, _, feedback = text.partition("#")
    match = _RANGE.fullmatch(answer.translate(_SHOW))
    try:
        if match is None:
            raise ValueError
        first, second = float(match[1]), float(match[3]) if match[3] else 0.0
    except ValueError:
        raise ValueError(f"“{_shown(answer)}” is no number.") from None
    least, most = (first, second) if match[2] == ".." else (first - second, first + second)
    if least > most:
        raise ValueError(f"the range “{_shown(answer)}” ends before it begins.")
    return Option(_shown(answer), weight if own is None else own, _shown(feedback), least=least, most=most)


def _pair(text: str) -> Option:
    left, _, right = text.partition("->")
    right, _, feedback = right.partition("#")
    if not right.strip():
        raise ValueError("a pair lacks its right side.")
    return Option(_shown(left), 100.0, _shown(feedback), pair=_shown(right))


def _weighted(text: str) -> tuple[float | None, str]:
    match = _WEIGHT.fullmatch(text)
    return (float(match[1]), match[2]) if match else (None, text)


def _shown(text: str) -> str:
    """The text as it was meant: control characters without their backslash, spaces around it gone."""
    return text.strip().translate(_SHOW).strip()
