"""The TOML at the head of a lesson and in course.toml, checked field by field."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .course import Problem

_PLACE = re.compile(r"\(at line (\d+), column \d+\)")
FENCE = "+++"


@dataclass(slots=True)
class Fields:
    """The values of a table, asked for one by one; what is wrong with them gathers in `problems`."""

    path: str
    values: Mapping[str, Any]
    lines: Mapping[str, int]
    problems: list[Problem]
    asked: set[str] = field(default_factory=set)

    def _value(self, name: str, kind: type, words: str, default: Any) -> Any:
        self.asked.add(name)
        value = self.values.get(name, default)
        if name in self.values and (not isinstance(value, kind) or isinstance(value, bool)):
            self.wrong(name, f"“{name}” takes {words}.")
            return default
        return value

    def text(self, name: str, *, longest: int, needed: bool = False) -> str:
        value = str(self._value(name, str, "a text in quotation marks", "")).strip()
        if needed and not value:
            self.wrong(name, f"“{name}” is missing.")
        if len(value) > longest:
            self.wrong(name, f"“{name}” is longer than {longest} characters.")
        return value

    def number(self, name: str, default: int, most: int) -> int:
        value = int(self._value(name, int, "a whole number", default))
        if not 0 <= value <= most:
            self.wrong(name, f"“{name}” takes a number from 0 to {most}.")
            return default
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        value = self._value(name, list, "a list of texts", [])
        if not all(isinstance(it, str) and it.strip() for it in value):
            self.wrong(name, f"“{name}” takes a list of texts.")
            return ()
        return tuple(it.strip() for it in value)

    def wrong(self, name: str, sentence: str) -> None:
        self.problems.append(Problem(self.path, self.lines.get(name, 1), sentence))

    def no_others(self) -> None:
        """What nobody asked for is a slip of the pen, and said."""
        for name in self.values:
            if name not in self.asked:
                self.wrong(name, f"“{name}” is not known here: {', '.join(sorted(self.asked))}.")


def read_toml(path: str, text: str, first_line: int, problems: list[Problem]) -> Fields:
    """The fields of a TOML text that begins on `first_line` of its file; broken TOML is a problem, and no fields."""
    values: Mapping[str, Any] = {}
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = _PLACE.search(str(error))
        line = int(place[1]) + first_line - 1 if place else first_line
        problems.append(Problem(path, line, f"This is no TOML: {_PLACE.sub('', str(error)).strip()}."))
    except RecursionError:
        problems.append(Problem(path, first_line, "This is nested too deeply."))
    lines: dict[str, int] = {}
    for number, line_text in enumerate(text.split("\n"), first_line):
        name = re.match(r"\s*([A-Za-z_-]+)\s*=", line_text)
        if name:
            lines.setdefault(name[1], number)
    return Fields(path, values, lines, problems)


def split_head(path: str, text: str, problems: list[Problem]) -> tuple[Fields, str, int]:
    """The fields between the two `+++` lines, the text behind them, and the line on which that begins."""
    lines = text.split("\n")
    if lines[0].strip() != FENCE:
        problems.append(
            Problem(path, 1, f'A lesson begins with its head: a line {FENCE}, title = "…", and a line {FENCE}.')
        )
        return Fields(path, {}, {}, []), text, 1
    for number, line in enumerate(lines[1:], 1):
        if line.strip() == FENCE:
            fields = read_toml(path, "\n".join(lines[1:number]), 2, problems)
            return fields, "\n".join(lines[number + 1 :]), number + 2
    problems.append(Problem(path, 1, f"The head is not closed: a second line {FENCE} is missing."))
    return Fields(path, {}, {}, []), "", 1
