"""The text of an exercise, taken apart: question, items, and lines of `word: text`."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection
from dataclasses import dataclass, field

_SAID = re.compile(r"\s+>\s?(.*)")
_WORD = re.compile(r"([a-z]+):(?:\s+(.*))?$")
NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class BadBlock(Exception):
    """An exercise that cannot be understood: the line of the file, and what is wrong with it in one sentence."""

    def __init__(self, line: int, sentence: str) -> None:
        super().__init__(sentence)
        self.line = line
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: its kind and name, and the lines between the fences; `line` is that of the opening fence."""

    kind: str
    name: str
    lines: tuple[str, ...]
    line: int

    @property
    def digest(self) -> str:
        """Tells whether two exercises read the same."""
        return hashlib.sha256("\n".join((self.kind, *self.lines)).encode()).hexdigest()


@dataclass(slots=True)
class Item:
    """One item: the match of its first line, and what is said of it (`> …`)."""

    line: int
    match: re.Match[str]
    more: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def text(self, group: str = "text") -> str:
        """The words of the item, with the lines that continue it."""
        return " ".join([self.match[group].strip(), *self.more]).strip()

    @property
    def note(self) -> str:
        return " ".join(self.said)


@dataclass(frozen=True, slots=True)
class Word:
    """A line `word: text` with what continues it."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Pieces:
    prompt: str
    items: tuple[Item, ...]
    words: dict[str, list[Word]]

    def last(self, word: str, default: str = "") -> str:
        return self.words[word][-1].text if word in self.words else default

    def number(self, word: str, default: int) -> int:
        """The number behind a word. Raises BadBlock."""
        if word not in self.words:
            return default
        found = self.words[word][-1]
        if not found.text.isascii() or not found.text.isdigit() or len(found.text) > 4:
            raise BadBlock(found.line, f"“{word}:” takes a number, not “{found.text}”.")
        return int(found.text)


def take_apart(block: Block, item: re.Pattern[str] | None, words: Collection[str] = ()) -> Pieces:
    """Question, items (lines that match `item`) and words (`why`, and those of this kind).

    Raises BadBlock for a line that is none of these, for an item without words, and for a missing question.
    """
    known = {"why", *words}
    prompt: list[str] = []
    items: list[Item] = []
    found: dict[str, list[tuple[int, list[str]]]] = {}
    open_word: list[str] | None = None
    for number, line in enumerate(block.lines, block.line + 1):
        matched = item.match(line) if item else None
        word = _WORD.match(line)
        if word and word[1] in known:
            open_word = [word[2] or ""]
            found.setdefault(word[1], []).append((number, open_word))
        elif matched:
            open_word = None
            items.append(Item(number, matched))
        elif not line.strip():
            if not items and open_word is None:
                prompt.append("")
        elif open_word is not None and line[0].isspace():
            open_word.append(line.strip())
        elif open_word is None and items and (said := _SAID.match(line)):
            items[-1].said.append(said[1].strip())
        elif open_word is None and items and line[0].isspace():
            items[-1].more.append(line.strip())
        elif items or open_word is not None:
            raise BadBlock(
                number, f"This line is no item of “{block.kind}” and no line such as “why: …”: {_short(line)}"
            )
        else:
            prompt.append(line)
    question = "\n".join(prompt).strip()
    if not question:
        raise BadBlock(block.line, f"“{block.name}” has no question: it stands first in the block.")
    return Pieces(
        question,
        tuple(items),
        {
            word: [Word(at, " ".join(part for part in parts if part)) for at, parts in all_]
            for word, all_ in found.items()
        },
    )


def _short(line: str) -> str:
    text = line.strip()
    return f"“{text if len(text) <= 60 else text[:59] + '…'}”"
