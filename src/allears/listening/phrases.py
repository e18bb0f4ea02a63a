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
from collections.abc import Iterator
from typing import NamedTuple

from .lazily import lazily
from .lexicon import wordset

SURE, LIKELY, PERHAPS, FAINT = 0.95, 0.85, 0.7, 0.55
"""How far a phrase gives a behaviour away, as found on the project's own corpus (docs/algorithms/listening.md)."""

PREFIX = 5
"""Words are indexed by their first letters, so that a look-up also finds "apologise" by "apolog~"."""

_BETWEEN = r"[\s,\-–—]+"
_START = r"(?:\A|(?<=[.!?…,;:—–(\n]\s)|(?<=\n))"
_END = r"(?=[\s\"'”)]*(?:[.!?…;\n—]|\Z))"
_QUESTION = r"(?=\s*\?)"
_COMMA = r"\s*[,;:.–—-]\s*"
_ANY = r"[^\s.!?,;]+"
_GAP = rf"(?:{_ANY}{_BETWEEN}){{0,4}}?"
_NOTATION = re.compile(r"[()\[\]|]|[^\s()\[\]|]+")

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
_EVERYWHERE = wordset(
    "a an the i you it to is that of and in on for your my we be was this have are not do so me at with"
)
_OFTEN = wordset(
    "i'm im yours it's its that's thats these those he she they them us our were been am did does don't dont has "
    "had can could will would shall should may might must by from up out about as or but if no yes what how when "
    "where who which why there here just now then all any some one go get got know see like i'll i've we'll we've "
    "you've you'll right ok okay well please thank sorry back more going put did too again still already said say "
    "told never can't won't didn't take give make want need let"
)
_SELDOM = 0.01


def _rate(word: str) -> float:
    """About how often a turn holds a word: enough to choose the word by which a phrase is looked up."""
    return 1.0 if word in _EVERYWHERE else 0.15 if word in _OFTEN else _SELDOM


class _Part(NamedTuple):
    """A piece of a phrase: its regular expression, and the words of which one must stand in the text (None: none
    must).
    """

    regex: str
    words: frozenset[str] | None


class Hit(NamedTuple):
    """Where a phrase was found, how sure that makes us, and what it says."""

    start: int
    end: int
    confidence: float
    because: str


class _Bundle:
    """Phrases with the same key that also need one of the same other words; compiled when both are first met."""

    def __init__(self, needs: frozenset[str], phrases: list[tuple[int, str]]) -> None:
        self.needs = needs
        self._phrases = phrases

    @lazily
    def pattern(self) -> re.Pattern[str]:
        return re.compile(_either(self._phrases))


class Cues:
    """All the phrases of one behaviour, looked up by their rarest word and compiled only when that word is met.

    Each group is (confidence, because, phrases one a line).
    """

    def __init__(self, *groups: tuple[float, str, str]) -> None:
        self._groups = groups

    @lazily
    def _by_key(self) -> dict[str, list[_Bundle]]:
        """Beginning of a word → the phrases that cannot be there without such a word, bundled by what else they
        need.
        """
        table: dict[str, dict[frozenset[str], list[tuple[int, str]]]] = {}
        for group, (_, _, phrases) in enumerate(self._groups):
            for line in _lines(phrases):
                nodes = _parse(line)
                keys, needs = _rarest(nodes, line)
                for key in keys:
                    table.setdefault(key, {}).setdefault(needs, []).append((group, _compile(nodes)))
        return {key: [_Bundle(needs, held) for needs, held in bundles.items()] for key, bundles in table.items()}

    @lazily
    def triggers(self) -> frozenset[str]:
        """Beginnings of words (at most `PREFIX` letters) of which a text must hold one to be worth a closer look."""
        return frozenset(self._by_key)

    @lazily
    def regex(self) -> re.Pattern[str]:
        return re.compile(_either(self._all()))

    def _all(self) -> list[tuple[int, str]]:
        return [
            (group, _compile(_parse(line)))
            for group, (_, _, phrases) in enumerate(self._groups)
            for line in _lines(phrases)
        ]

    def keyed(self, key: str) -> list[_Bundle]:
        """The phrases looked up by one of the triggers."""
        return self._by_key[key]

    def hit(self, match: re.Match[str]) -> Hit:
        """What a match of one of this behaviour's patterns says."""
        confidence, because, _ = self._groups[int((match.lastgroup or "g0")[1:])]
        return Hit(match.start(), match.end(), confidence, because)

    def find(self, lower: str, start: int = 0, end: int | None = None) -> Iterator[Hit]:
        """The phrases in a lower-cased text, left to right, not overlapping."""
        for match in self.regex.finditer(lower, start, len(lower) if end is None else end):
            yield self.hit(match)

    def first(self, lower: str, start: int = 0, end: int | None = None) -> Hit | None:
        return next(self.find(lower, start, end), None)


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


def _word(word: str) -> _Part:
    if word == "_":
        return _Part(_ANY, None)
    if word.endswith("~"):
        return _Part(rf"{re.escape(word[:-1])}[\w']*", frozenset({word[:-1]}))
    if word in _IRREGULAR:
        regex, words = _IRREGULAR[word]
        return _Part(rf"{regex}\b", frozenset(words))
    for ending, (regex, forms) in _ENDINGS.items():
        if word.endswith(ending) and len(word) > len(ending):
            stem = word[: -len(ending)]
            return _Part(rf"{re.escape(stem)}{regex}\b", frozenset(stem + form for form in forms))
    right = r"\b" if word[-1].isalnum() else ""
    first = re.match(r"[^\W_]+(?:'[^\W_]+)*", word)
    return _Part(re.escape(word) + right, frozenset({first.group()}) if first else None)


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
    words: set[str] = set()
    needed = True
    while True:
        nodes, at = _sequence(tokens, at)
        regexes.append(_compile(nodes))
        rare, _ = _rarest(nodes)
        needed = needed and bool(rare)
        words |= rare
        if at >= len(tokens):
            raise ValueError(f"phrase not closed with {closing!r}: {' '.join(tokens)}")
        at += 1
        if tokens[at - 1] == closing:
            break
        if tokens[at - 1] != "|":
            raise ValueError(f"phrase not understood: {' '.join(tokens)}")
    part = _Part(f"(?:{'|'.join(regexes)})", frozenset(words) if needed else None)
    return _Node(part, optional=closing == "]"), at


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


def _rarest(nodes: list[_Node], line: str = "") -> tuple[frozenset[str], frozenset[str]]:
    """The beginnings of the words of the piece that is least often met by chance, and those of the next such piece.

    Of each, one word must stand in a text that holds the phrase; the second is empty where there is no other piece.
    """
    needed = sorted(
        (sum(map(_rate, node.part.words)), i)
        for i, node in enumerate(nodes)
        if node.part.words and not node.optional and not node.glue
    )
    if not needed:
        if line:
            raise ValueError(f"phrase without a word that must be there: {line!r}")
        return frozenset(), frozenset()
    found = [frozenset(word[:PREFIX] for word in nodes[i].part.words or ()) for _, i in needed[:2]]
    return found[0], found[1] if len(found) > 1 else frozenset()
