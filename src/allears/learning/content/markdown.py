"""The Markdown of lessons: CommonMark with tables, no raw HTML, and exercises as fenced blocks."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast
from urllib.parse import unquote, urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token

from allears.learning.exercises import KINDS, NAME, Block, Exercise, parse

_WORDS = re.compile(r"\w+(?:['’-]\w+)*")
_OUT = frozenset({"https", "http", "mailto"})
WORDS_A_MINUTE = 200
"""How fast a lesson is read; slower than prose for pleasure (Brysbaert 2019: 238 words a minute)."""


@dataclass(frozen=True, slots=True)
class Prose:
    """A stretch of Markdown between exercises, and the line of the text on which it begins (1 for the first)."""

    text: str
    line: int


Part = Prose | Exercise


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False, "typographer": True}).enable(["table", "smartquotes"])


def cut(text: str) -> tuple[Prose | Block, ...]:
    """The text as prose and blocks of exercises in their order. A fence whose first word is no kind stays prose."""
    lines = text.split("\n")
    found: list[Prose | Block] = []
    at = 0
    for token in _parser().parse(text):
        if token.type != "fence" or token.level or token.map is None or not _is_exercise(token.info):
            continue
        first, last = token.map
        _prose(found, lines[at:first], at + 1)
        kind, _, name = token.info.strip().partition(" ")
        found.append(Block(kind, name.strip(), tuple(token.content.rstrip("\n").split("\n")), first + 1))
        at = last
    _prose(found, lines[at:], at + 1)
    return tuple(found)


def _is_exercise(info: str) -> bool:
    # A misspelt kind with a name behind it is an exercise that somebody meant, and is to be told of.
    kind, _, name = info.strip().partition(" ")
    return kind in KINDS or bool(NAME.fullmatch(name.strip()))


def _prose(found: list[Prose | Block], lines: Sequence[str], line: int) -> None:
    text = "\n".join(lines)
    if text.strip():
        found.append(Prose(text, line))


@lru_cache(maxsize=256)
def parts(text: str) -> tuple[Part, ...]:
    """A lesson's text as prose and exercises. Of a published lesson: every block in it was found good.

    Raises BadBlock (its line counts from the first of `text`) where that is not so.
    """
    return tuple(parse(it) if isinstance(it, Block) else it for it in cut(text))


def exercises(text: str) -> tuple[Exercise, ...]:
    """The exercises of a lesson in their order. Raises BadBlock as `parts` does."""
    return tuple(it for it in parts(text) if isinstance(it, Exercise))


def render(text: str, place: Callable[[str], str] = lambda path: path) -> str:
    """Markdown as safe HTML. `place` gives the address of a picture or another lesson by its path in the course."""
    parser = _parser()
    tokens = parser.parse(text)
    for token in _inline(tokens):
        if token.type == "image" or token.type == "link_open":
            name = "src" if token.type == "image" else "href"
            address = str(token.attrs.get(name, ""))
            if not urlsplit(address).scheme and not address.startswith("#"):
                token.attrs[name] = place(unquote(address))
            elif token.type == "link_open":
                token.attrs["rel"] = "noopener noreferrer"
        if token.type == "image":
            token.attrs["loading"] = "lazy"
    return cast("str", parser.renderer.render(tokens, parser.options, {}))


def render_line(text: str, place: Callable[[str], str] = lambda path: path) -> str:
    """One line of Markdown (an option, an item) without a paragraph around it."""
    html = render(text, place).strip()
    inner = html.removeprefix("<p>").removesuffix("</p>")
    return inner if "<p>" not in inner else html


def count_words(text: str) -> int:
    """The words that a reader sees: of the prose, and of the exercises without their answers' notes."""
    count = 0
    for it in cut(text):
        if isinstance(it, Prose):
            count += sum(
                len(_WORDS.findall(token.content))
                for token in _inline(_parser().parse(it.text))
                if token.type in {"text", "code_inline"}
            )
        else:
            count += sum(len(_WORDS.findall(line)) for line in it.lines if not line[:1].isspace())
    return count


def minutes(words: int) -> int:
    """Reading time, rounded up; 0 only where there is nothing to read."""
    return -(-words // WORDS_A_MINUTE)


@dataclass(frozen=True, slots=True)
class Reference:
    """A picture or a link in a text: its address, whether it is a picture and has words, and the line."""

    address: str
    picture: bool
    words: str
    line: int

    @property
    def out(self) -> bool:
        """True if it leads out of the course by an address that a browser may follow."""
        return urlsplit(self.address).scheme in _OUT

    @property
    def inner(self) -> str:
        """The path in the course; empty where it leads out or to a place in the same text."""
        split = urlsplit(self.address)
        return "" if split.scheme or split.netloc or not split.path else unquote(split.path)


def references(text: str) -> list[Reference]:
    """The pictures and links of a text."""
    found: list[Reference] = []
    for block in _parser().parse(text):
        line = (block.map[0] if block.map else 0) + 1
        for token in block.children or ():
            if token.type == "image":
                found.append(Reference(str(token.attrs.get("src", "")), True, token.content.strip(), line))
            elif token.type == "link_open":
                found.append(Reference(str(token.attrs.get("href", "")), False, "", line))
    return found


def _inline(tokens: Sequence[Token]) -> list[Token]:
    found: list[Any] = []
    for token in tokens:
        found.append(token)
        found += _inline(token.children or ())
    return found
