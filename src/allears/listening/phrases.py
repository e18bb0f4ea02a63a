"""Phrases that a behaviour listens for, written as people say them, one a line.

The notation, kept small so that a person who does not program can read and extend a list:

    sorry about            the words, one after the other
    (sorry|apologies) for  one of these
    i'm [so|very] sorry    square brackets: may be missing
    i'm _ sorry            exactly one word, whichever
    take .. time           up to four words in between, within the sentence
    apolog~                a word that begins so
    ^ right                only at the start of a sentence or clause
    moment $               only at the end of a sentence
    right ?                only before a question mark
    sorry , what           with a comma, a dash or a stop in between

A line goes on in the next while a bracket is open. A contraction stands for its long and its hasty form too: "don't"
also hears "do not" and "dont".
A comma or a dash between words is no obstacle. Everything is matched in lower case.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from .lexicon import wordset

SURE, LIKELY, PERHAPS, FAINT = 0.95, 0.85, 0.7, 0.55
"""How far a phrase gives a behaviour away, as found on the project's own corpus (docs/algorithms/listening.md)."""

_BETWEEN = r"[\s,\-–—]+"
_START = r"(?:\A|(?<=[.!?…,;:—–(\n]\s)|(?<=\n))"
_END = r"(?=[\s\"'”)]*(?:[.!?…;\n—]|\Z))"
_QUESTION = r"(?=\s*\?)"
_COMMA = r"\s*[,;:.–—-]\s*"
_ANY = r"[^\s.!?,;]+"
_GAP = rf"(?:{_ANY}{_BETWEEN}){{0,4}}?"
_NOTATION = re.compile(r"[()\[\]|]|[^\s()\[\]|]+")
_SPOKEN = re.compile(r"'?[^\W_]+(?:'[^\W_]+)*").match

_ENDINGS: dict[str, tuple[str, tuple[str, ...]]] = {
    "n't": (r"(?:n'?t| not)", ("n't", "nt", "")),
    "'m": (r"(?:'?m| am)", ("'m", "m", "")),
    "'ll": (r"(?:'ll| will)", ("'ll", "")),
    "'re": (r"(?:'re| are)", ("'re", "")),
    "'ve": (r"(?:'?ve| have)", ("'ve", "ve", "")),
    "'s": (r"(?:'?s| is| has)", ("'s", "s", "")),
    "'d": (r"(?:'d| would| had)", ("'d", "")),
}
_IRREGULAR: dict[str, tuple[str, tuple[str, ...]]] = {
    "can't": (r"can(?:'?t|not| not)", ("can't", "cant", "cannot", "can")),
    "won't": (r"(?:won'?t|will not)", ("won't", "wont", "will")),
    "you're": (r"you(?:'?re| are)", ("you're", "youre", "you")),
    "they're": (r"they(?:'?re| are)", ("they're", "theyre", "they")),
}
_LONG_FORMS = wordset("not am are will have has had is would")
"""The second word of a contraction that is written out."""
_SELDOM = 0.003


@cache
def _rates() -> dict[str, float]:
    """The share of turns that hold a word, for the common ones, from data/common.txt."""
    rates: dict[str, float] = {}
    for line in files("allears.listening").joinpath("data/common.txt").read_text("utf-8").splitlines():
        rate, *words = line.split()
        if rate != "#":
            rates.update(dict.fromkeys(words, int(rate) / 1000))
    return rates


def _rate(words: Iterable[str]) -> float:
    """About how often a turn holds one of some words: by this the words are chosen that a phrase is looked up by."""
    rates = _rates()
    return sum(rates.get(word.rstrip("~"), _SELDOM) for word in words)


class _Part(NamedTuple):
    """A piece of a phrase: its regular expression, the words of which one must stand in the text (None: none must),
    and the words with which it can begin (None: anything). A word that ends in "~" stands for all that begin so.
    """

    regex: str
    words: frozenset[str] | None
    firsts: frozenset[str] | None = None
    seconds: frozenset[str] | None = frozenset()
    """What can be its second word, where it has one."""
    short: bool = True
    """True if it can be a single word."""


class Hit(NamedTuple):
    """Where a phrase was found, how sure that makes us, and what it says."""

    start: int
    end: int
    confidence: float
    because: str


class Phrase:
    """One line of a behaviour's phrases; compiled when it is first worth a try.

    `group` is its place among the behaviour's groups. A text that holds it has a word of each set of `needs`, the
    rarest set first, and it begins with one of `firsts` (None: with anything; a few begin with an apostrophe). Its
    second word is one of `seconds` (None: anything), unless it is `short`: a single word may be all of it.
    """

    def __init__(self, line: str, group: int = 0) -> None:
        nodes = _parse(line)
        self.group = group
        self.regex = _compile(nodes)
        self.needs = _needs(nodes)
        self.firsts = _firsts(nodes)
        self.seconds, self.short = _seconds(nodes)
        if not self.needs:
            raise ValueError(f"phrase without a word that must be there: {line!r}")
        self._pattern: re.Pattern[str] | None = None
        self._anywhere: re.Pattern[str] | None = None

    @property
    def pattern(self) -> re.Pattern[str]:
        """Matches from the first letter of a word on."""
        if self._pattern is None:
            self._pattern = re.compile(self.regex)
        return self._pattern

    @property
    def anywhere(self) -> re.Pattern[str]:
        if self._anywhere is None:
            self._anywhere = re.compile(rf"(?<!\w)(?:{self.regex})")
        return self._anywhere


class Cues:
    """All the phrases of one behaviour. Each group is (confidence, because, phrases one a line).

    Whole turns are looked through for the phrases of all behaviours at once (lookup.py); `find` serves for a piece of
    text.
    """

    def __init__(self, *groups: tuple[float, str, str]) -> None:
        self._groups = groups
        self._phrases: tuple[Phrase, ...] | None = None
        self._regex: re.Pattern[str] | None = None

    @property
    def phrases(self) -> tuple[Phrase, ...]:
        if self._phrases is None:
            self._phrases = tuple(
                [Phrase(line, group) for group, (_, _, phrases) in enumerate(self._groups) for line in _lines(phrases)]
            )
        return self._phrases

    @property
    def regex(self) -> re.Pattern[str]:
        if self._regex is None:
            self._regex = re.compile(_either([(phrase.group, phrase.regex) for phrase in self.phrases]))
        return self._regex

    def confidence(self, group: int) -> float:
        return self._groups[group][0]

    def hit(self, group: int, start: int, end: int) -> Hit:
        """What a phrase of a group says where it was found."""
        confidence, because, _ = self._groups[group]
        return Hit(start, end, confidence, because)

    def find(self, lower: str, start: int = 0, end: int | None = None) -> Iterator[Hit]:
        """The phrases in a lower-cased text, left to right, not overlapping."""
        for match in self.regex.finditer(lower, start, len(lower) if end is None else end):
            yield self.hit(int((match.lastgroup or "g0")[1:]), match.start(), match.end())


def _either(phrases: list[tuple[int, str]]) -> str:
    """One expression for phrases of several groups; the name of the group that matched tells which."""
    groups: dict[int, list[str]] = {}
    for group, expression in phrases:
        groups.setdefault(group, []).append(expression)
    either = "|".join(f"(?P<g{group}>{'|'.join(expressions)})" for group, expressions in sorted(groups.items()))
    # One look behind for all, so that each phrase begins with a letter: the engine then skips most of them at once.
    return rf"(?<!\w)(?:{either})"


def _lines(phrases: str) -> list[str]:
    """One phrase each; a line goes on in the next while one of its brackets is open."""
    lines: list[str] = []
    unfinished = 0
    for line in phrases.splitlines():
        if unfinished:
            lines[-1] += " " + line.strip()
        elif line.strip():
            lines.append(line.strip())
        unfinished += line.count("(") + line.count("[") - line.count(")") - line.count("]")
    return lines


@cache
def _word(word: str) -> _Part:
    if word == "_":
        return _Part(_ANY, None)
    if word.endswith("~"):
        return _spelled(rf"{re.escape(word[:-1])}[\w']*", [word])
    if word in _IRREGULAR:
        regex, words = _IRREGULAR[word]
        return _spelled(rf"{regex}\b", words, _LONG_FORMS)
    for ending, (regex, forms) in _ENDINGS.items():
        if word.endswith(ending) and len(word) > len(ending):
            stem = word[: -len(ending)]
            return _spelled(rf"{re.escape(stem)}{regex}\b", [stem + form for form in forms], _LONG_FORMS)
    right = r"\b" if word[-1].isalnum() else ""
    first = _SPOKEN(word)
    if first is None:
        return _Part(re.escape(word) + right, None, frozenset({word}), None)
    whole = first.group() == word
    rest = None if whole or word[first.end()] != "-" else _SPOKEN(word, first.end() + 1)
    seconds: frozenset[str] | None = frozenset() if whole else frozenset({rest.group()}) if rest else None
    if word.startswith("'"):  # "'tis"
        return _Part(re.escape(word) + right, None, frozenset({word}), seconds)
    return _spelled(re.escape(word) + right, [first.group()], seconds, short=rest is None)


def _spelled(
    regex: str, words: Iterable[str], seconds: frozenset[str] | None = frozenset(), *, short: bool = True
) -> _Part:
    return _Part(regex, frozenset(words), frozenset(words), seconds, short)


class _Node(NamedTuple):
    part: _Part
    optional: bool = False
    glue: str = ""
    """One of "^", "$", "?", "," and "..": not a word but a condition on the place."""


def _parse(line: str) -> list[_Node]:
    tokens = _NOTATION.findall(line)
    nodes, used = _sequence(tokens, 0)
    if used != len(tokens):
        raise ValueError(f"phrase not understood: {line!r}")
    return nodes


def _sequence(tokens: list[str], at: int) -> tuple[list[_Node], int]:
    nodes: list[_Node] = []
    while at < len(tokens) and tokens[at] not in ")]|":
        piece = tokens[at]
        if piece in ("(", "["):
            node, at = _choice(tokens, at + 1, ")" if piece == "(" else "]")
            nodes.append(node)
            continue
        if piece in ("^", "$", "?", "..", ","):
            nodes.append(_Node(_Part("", None), glue=piece))
        else:
            nodes.append(_Node(_word(piece)))
        at += 1
    return nodes, at


def _choice(tokens: list[str], at: int, closing: str) -> tuple[_Node, int]:
    regexes: list[str] = []
    words: list[frozenset[str] | None] = []
    firsts: list[frozenset[str] | None] = []
    seconds: list[frozenset[str] | None] = []
    short = False
    while True:
        nodes, at = _sequence(tokens, at)
        regexes.append(_compile(nodes))
        words.append(next(iter(_needs(nodes)), None))
        firsts.append(_firsts(nodes))
        second, single = _seconds(nodes)
        seconds.append(second)
        short = short or single
        if at >= len(tokens):
            raise ValueError(f"phrase not closed with {closing!r}: {' '.join(tokens)}")
        at += 1
        if tokens[at - 1] == closing:
            break
        if tokens[at - 1] != "|":
            raise ValueError(f"phrase not understood: {' '.join(tokens)}")
    part = _Part(f"(?:{'|'.join(regexes)})", _union(words), _union(firsts), _union(seconds), short)
    return _Node(part, optional=closing == "]"), at


def _union(sets: list[frozenset[str] | None]) -> frozenset[str] | None:
    """All the words of some sets; None if one of them is open."""
    known = [words for words in sets if words is not None]
    return frozenset().union(*known) if len(known) == len(sets) else None


def _compile(nodes: list[_Node]) -> str:
    """Joins the pieces; an optional piece takes its own separator with it."""
    out = ""
    between = ""
    for node in nodes:
        if node.glue == "^":
            out += _START
        elif node.glue in ("$", "?"):
            out += _END if node.glue == "$" else _QUESTION
        elif node.glue == "..":
            out += between + _GAP
            between = ""
        elif node.glue == ",":
            out += _COMMA
            between = ""
        elif node.optional:
            out += f"(?:{between}{node.part.regex})?" if between else f"(?:{node.part.regex}{_BETWEEN})?"
        else:
            out += between + node.part.regex
            between = _BETWEEN
    return out


def _needs(nodes: list[_Node]) -> tuple[frozenset[str], ...]:
    """For each piece that must be there its words, of which a text that holds the phrase has one; the piece that is
    least often met by chance comes first.
    """
    needed = [node.part.words for node in nodes if node.part.words and not node.optional and not node.glue]
    return tuple(sorted(needed, key=_rate))


def _firsts(nodes: list[_Node]) -> frozenset[str] | None:
    """The words with which the pieces can begin, None where they can begin with anything."""
    found: list[frozenset[str] | None] = []
    for node in nodes:
        if node.glue == "^":
            continue
        found.append(node.part.firsts)
        if not node.optional:
            return _union(found)
    return None


def _seconds(nodes: list[_Node]) -> tuple[frozenset[str] | None, bool]:
    """What can be the second word (None: anything), and whether the pieces can be a single word."""
    found: list[frozenset[str] | None] = []
    for i, node in enumerate(nodes):
        if node.glue == "..":
            return None, True
        if node.glue:
            continue
        found.append(node.part.seconds)
        if node.part.short:
            following, ends = _following(nodes[i + 1 :])
            found.append(following)
            if ends and not node.optional:
                return _union(found), True
        if not node.optional:
            return _union(found), False
    return _union(found), True


def _following(nodes: list[_Node]) -> tuple[frozenset[str] | None, bool]:
    """The words with which the pieces that follow a word can begin, and whether there need be none."""
    found: list[frozenset[str] | None] = []
    for node in nodes:
        if node.glue == "..":
            return None, False
        if node.glue:
            continue
        firsts = node.part.firsts
        # After a space, "'re" stands as the word "re".
        found.append(frozenset(word.lstrip("'") for word in firsts) if firsts is not None else None)
        if not node.optional:
            return _union(found), False
    return _union(found), True
