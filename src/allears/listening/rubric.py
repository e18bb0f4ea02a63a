"""The scorecard: weights and thresholds of steps, needs, the score and advice, in a file that a team can edit."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from pathlib import Path
from string import Formatter
from typing import Any, Literal, cast, get_args

from .reading import Measures, Need, Step

TermKind = Literal["behaviour", "measure", "step", "promise"]
LARGEST_FILE = 1_000_000
"""Bytes; a scorecard is a page or two, so anything larger is not one."""


class RubricError(ValueError):
    """A scorecard that cannot be used; the message names the file and the key."""


@dataclass(frozen=True, slots=True)
class Term:
    """One addition to a score; see the head of rubric.toml."""

    kind: TermKind
    name: str
    weight: float
    enough: float = 1.0
    per: float = 0.0
    low: float = 0.0
    high: float = 0.0


@dataclass(frozen=True, slots=True)
class Scale:
    """How one score is made: where it begins and what is added."""

    base: float
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """One piece of advice: when it is given (a mark, a low step, or a promise) and how it reads."""

    weight: float
    text: str
    behaviour: str = ""
    missing: Step | None = None
    below: float = 0.0
    promise: str = ""


@dataclass(frozen=True, slots=True)
class Judge:
    """What a conversation must hold to be judged at all, and how sure a mark must be to count."""

    customer_turns: int
    agent_turns: int
    customer_words: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Rubric:
    """A whole scorecard; the rules of advice stand with the weightiest first."""

    version: str
    judge: Judge
    steps: Mapping[Step, Scale]
    needs: Mapping[Need, Scale]
    heard: Mapping[Step, float]
    against: Mapping[str, float]
    against_most: float
    advice_most: int
    rules: tuple[Rule, ...]


def load_rubric(path: Path | str | None = None) -> Rubric:
    """The scorecard of a TOML file; without one, that of the package. Raises RubricError naming file and key."""
    return _own() if path is None else parse_rubric(_read(Path(path)), str(path))


@cache
def _own() -> Rubric:
    return parse_rubric(files("allears.listening").joinpath("rubric.toml").read_text("utf-8"), "rubric.toml")


def _read(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise RubricError(f"{path}: too large for a scorecard")
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise RubricError(f"{path}: cannot be read as text ({error.__class__.__name__})") from error


def parse_rubric(text: str, source: str) -> Rubric:
    """A scorecard from its text; `source` names it in errors."""
    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise RubricError(f"{source}: not valid TOML: {error}") from error
    root = _Table(table, source, "")
    root.only("version", "judge", "steps", "needs", "heard", "advice")
    judge, steps, needs = root.table("judge"), root.table("steps"), root.table("needs")
    heard, advice = root.table("heard"), root.table("advice")
    against = heard.table("against")
    judge.only(*(field.name for field in fields(Judge)))
    steps.only(*get_args(Step))
    needs.only(*get_args(Need))
    heard.only(*get_args(Step), "against")
    advice.only("most", "rules")
    behaviours = _behaviours()
    for key in against.values:
        if key != "most" and key not in behaviours:
            raise against.error(key, "no such behaviour")
    return Rubric(
        version=root.text("version", "1"),
        judge=Judge(
            customer_turns=int(judge.number("customer_turns", 2)),
            agent_turns=int(judge.number("agent_turns", 2)),
            customer_words=int(judge.number("customer_words", 12)),
            confidence=judge.number("confidence", 0.6),
        ),
        steps={name: _scale(steps.table(name), behaviours, needs=False) for name in get_args(Step)},
        needs={name: _scale(needs.table(name), behaviours, needs=True) for name in get_args(Need)},
        heard={name: heard.number(name, 1.0, low=0.0) for name in get_args(Step)},
        against={key: against.number(key) for key in against.values if key != "most"},
        against_most=against.number("most", 100.0),
        advice_most=int(advice.number("most", 3, low=0.0)),
        rules=tuple(
            sorted((_rule(rule, behaviours) for rule in advice.tables("rules")), key=lambda rule: -rule.weight)
        ),
    )


def _behaviours() -> frozenset[str]:
    from .behaviours import BY_NAME  # imported here: the rubric is read by light doors that need no behaviour

    return frozenset(BY_NAME)


def _scale(table: _Table, behaviours: frozenset[str], *, needs: bool) -> Scale:
    table.only("base", "terms")
    return Scale(table.number("base"), tuple(_term(term, behaviours, needs) for term in table.tables("terms")))


def _term(table: _Table, behaviours: frozenset[str], needs: bool) -> Term:
    table.only("behaviour", "measure", "step", "promise", "weight", "enough", "per", "from", "to")
    kinds = [kind for kind in get_args(TermKind) if kind in table.values]
    if len(kinds) != 1:
        raise table.error("", "needs exactly one of behaviour, measure, step, promise")
    kind = cast("TermKind", kinds[0])
    name = table.text(kind)
    known: dict[str, frozenset[str]] = {
        "behaviour": behaviours,
        "measure": frozenset(field.name for field in fields(Measures)),
        "step": frozenset(get_args(Step)) if needs else frozenset(),
        "promise": frozenset(("dated", "undated")),
    }
    if name not in known[kind]:
        raise table.error(kind, f"no such {kind} here: {name!r}")
    term = Term(
        kind,
        name,
        weight=table.number("weight"),
        enough=table.number("enough", 1.0, low=0.001),
        per=table.number("per", 0.0, low=0.0),
        low=table.number("from", 0.0),
        high=table.number("to", 0.0),
    )
    if kind == "measure" and term.low == term.high:
        raise table.error("to", "a measure needs `from` and `to` that differ")
    return term


def _rule(table: _Table, behaviours: frozenset[str]) -> Rule:
    table.only("behaviour", "missing", "below", "promise", "weight", "text")
    behaviour, missing, promise = table.text("behaviour", ""), table.text("missing", ""), table.text("promise", "")
    if behaviour and behaviour not in behaviours:
        raise table.error("behaviour", f"no such behaviour: {behaviour!r}")
    if missing and missing not in get_args(Step):
        raise table.error("missing", f"no such step: {missing!r}")
    if promise not in ("", "dated", "undated"):
        raise table.error("promise", "must be dated or undated")
    if not (behaviour or missing or promise):
        raise table.error("", "needs behaviour, missing or promise, to say when the advice is given")
    text = table.text("text")
    try:
        fields_used = [(name, spec, conversion) for _, name, spec, conversion in Formatter().parse(text)]
    except ValueError as error:
        raise table.error("text", f"braces that do not match: {error}") from error
    for name, spec, conversion in fields_used:
        # Names only: an attribute, an index or a width in a placeholder would reach into the program.
        if name is not None and (name not in PLACEHOLDERS or spec or conversion):
            raise table.error("text", f"knows only the placeholders {', '.join(PLACEHOLDERS)}")
    return Rule(
        weight=table.number("weight"),
        text=text,
        behaviour=behaviour,
        missing=cast("Step", missing) if missing else None,
        below=table.number("below", 0.5),
        promise=promise,
    )


PLACEHOLDERS = ("agent", "customer", "customer_lower", "words", "count", "times", "times_said")


class _Table:
    """A table of the file with its place in it, so that every complaint can name the key."""

    def __init__(self, values: object, source: str, path: str) -> None:
        self.source, self.path = source, path
        if not isinstance(values, dict):
            raise RubricError(f"{source}: {path}: must be a table")
        self.values: dict[str, Any] = values

    def error(self, key: str, what: str) -> RubricError:
        where = ".".join(part for part in (self.path, key) if part)
        return RubricError(f"{self.source}: {where}: {what}")

    def only(self, *allowed: str) -> None:
        for key in self.values:
            if key not in allowed:
                raise self.error(key, f"unknown key; known are {', '.join(allowed)}")

    def table(self, key: str) -> _Table:
        if key not in self.values:
            raise self.error(key, "is missing")
        return _Table(self.values[key], self.source, ".".join(part for part in (self.path, key) if part))

    def tables(self, key: str) -> list[_Table]:
        values = self.values.get(key, [])
        if not isinstance(values, list) or len(values) > 1000:
            raise self.error(key, "must be a list of tables, at most 1000")
        return [_Table(value, self.source, f"{self.path}.{key}[{i}]") for i, value in enumerate(values)]

    def number(self, key: str, default: float | None = None, *, low: float | None = None) -> float:
        value = self.values.get(key, default)
        if value is None:
            raise self.error(key, "is missing")
        if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < 1e12:
            raise self.error(key, f"must be a number, found {value!r}")
        if low is not None and value < low:
            raise self.error(key, f"must be at least {low:g}, found {value!r}")
        return float(value)

    def text(self, key: str, default: str | None = None) -> str:
        value = self.values.get(key, default)
        if value is None:
            raise self.error(key, "is missing")
        if not isinstance(value, str) or len(value) > 1000:
            raise self.error(key, "must be text of at most 1000 characters")
        return value
