"""The prepared transcript that behaviours look at: everything that several of them need, computed once and only when
asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from sys import intern
from typing import Any, NamedTuple, TypeVar

from .lazily import lazily
from .lexicon import wordset
from .lookup import Lookup
from .phrases import Cues, Hit
from .reading import Mark, Promise
from .transcript import Role, Transcript, Turn
from .words import content_of

_WORD = re.compile(r"\w+(?:'\w+)*")
_SEPARATORS = str.maketrans(
    dict.fromkeys([chr(c) for c in range(128) if not (chr(c).isalnum() or chr(c) in "_'")], " ")
)
_TYPOGRAPHY = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "“": '"', "”": '"', "\u00a0": " "})
_END_MARK = re.compile(r"[.!?…]+[\"')]*(?=\s|\Z)|[\r\n]+")
_TITLES = ("mr", "mrs", "ms", "dr", "st", "no", "vs", "approx", "e.g", "i.e")
_CLAUSE_END = re.compile(r"[,;:—–]\s|\s-\s|\s(?=(?:but|because|so|and (?:i|we|you|it|that|then|the|if))\s)")
_CUT_OFF = re.compile(r"(?:[—–]|-{1,3}|\.{3,}|…)[\"']?\s*\Z")
REACH = 200
"""Characters before and after a place that can bear on it; it keeps the cost of a hostile, endless turn in bounds."""
_NEGATION = wordset(
    "not no never nor nothing nobody isn't aren't wasn't weren't don't doesn't didn't can't cannot couldn't won't "
    "wouldn't shouldn't haven't hasn't hadn't isnt dont doesnt didnt cant wont wouldnt shouldnt couldnt without "
    "hardly"
)
_REPORT = re.compile(
    r"\b(?:he|she|they|who|someone|somebody|everyone|people|man|woman|lady|guy|bloke|girl|colleague|manager|boss|"
    r"mother|father|wife|husband|son|daughter|neighbour|neighbor|you)(?:'s|'d| has| had| just| always| even)?"
    r" (?:said|says|told|was like|goes|wrote|thinks|thought|asked|claimed|claims|called|promised)\b"
)
_CONDITION = re.compile(r"\b(?:if|unless|whether|in case|suppose|imagine|would you|should you)\b")


Q = TypeVar("Q")


class Token(NamedTuple):
    word: str
    start: int
    end: int


class Sentence(NamedTuple):
    """A sentence of a turn without its end mark; `mark` is that end mark ("" where there is none)."""

    start: int
    end: int
    mark: str

    @property
    def asks(self) -> bool:
        return "?" in self.mark


class TurnView:
    """One turn, with what is known of its words. `lower` has the same length as `text`, so offsets are the same."""

    def __init__(self, index: int, turn: Turn) -> None:
        text = turn.text
        like = _SAID.get(text)
        if like is not None:
            # Two of five turns of a call were said before in the same words ("yeah"): all is known of them.
            self.__dict__.update(like.__dict__)
        self.index = index
        self.turn = turn
        self.role: Role = turn.role
        if like is None:
            self._read(text)
            if len(text) <= SHORT:
                if len(_SAID) >= SAID_KEPT:
                    _SAID.clear()
                _SAID[text] = self

    def _read(self, text: str) -> None:
        self.text = text
        self.known: dict[Any, Any] = {}
        """What others found out of these words, whatever stands around them; shared by all turns of the same words."""
        lower = text.lower() if text.isascii() else text.translate(_TYPOGRAPHY).lower()
        if len(lower) != len(text):
            # A few letters grow when lower-cased; they keep their case so that offsets stay true.
            lower = "".join(c if len(c.lower()) != 1 else c.lower() for c in text.translate(_TYPOGRAPHY))
        self.lower = lower
        self.words: list[str] = _split(lower)

    @lazily
    def tokens(self) -> tuple[Token, ...]:
        return tuple(Token(m.group(), m.start(), m.end()) for m in _WORD.finditer(self.lower))

    def words_in(self, start: int, end: int) -> list[str]:
        """The lower-cased words between two places."""
        return _WORD.findall(self.lower, start, end)

    @lazily
    def content(self) -> dict[str, float]:
        """Stems that say something about the matter, with their weights."""
        return content_of(self.words)

    @lazily
    def contents(self) -> dict[Sentence, dict[str, float]]:
        """The content of those of its sentences that somebody asked for (overlap.py)."""
        return {}

    @lazily
    def sentences(self) -> tuple[Sentence, ...]:
        found: list[Sentence] = []
        lower, at = self.lower, 0
        for match in _END_MARK.finditer(lower):
            end = match.start()
            # A full stop after a title ends no sentence.
            if lower[end] == "." and lower[at:end].endswith(_TITLES) and lower[at:end].split()[-1] in _TITLES:
                continue
            _add(found, lower, at, end, match.group())
            at = match.end()
        if at < len(lower):
            _add(found, lower, at, len(lower), "")
        return tuple(found)

    def sentence_at(self, position: int) -> Sentence:
        """The sentence that holds a character position (the nearest, where it falls between two)."""
        for sentence in self.sentences:
            if position < sentence.end:
                return sentence
        return self.sentences[-1] if self.sentences else Sentence(0, len(self.text), "")

    def clause_at(self, position: int) -> tuple[int, int]:
        """Start and end of the clause around a position, by commas, dashes and conjunctions."""
        sentence = self.sentence_at(position)
        start, end = sentence.start, sentence.end
        first, last = max(start, position - REACH), min(end, position + REACH)
        for match in _CLAUSE_END.finditer(self.lower, first, last):
            if match.end() <= position:
                start = match.end()
            elif match.start() > position:
                end = match.start()
                break
        return start, end

    @lazily
    def cut_off(self) -> bool:
        """True if the written turn ends as one does who is cut off: with a dash or dots."""
        return _CUT_OFF.search(self.lower) is not None

    def negated(self, position: int, reach: int = 3) -> bool:
        """True if one of the last words before a position, in the same sentence, denies what follows."""
        start = max(self.sentence_at(position).start, position - REACH)
        return not _NEGATION.isdisjoint(_WORD.findall(self.lower, start, position)[-reach:])

    def quoted(self, position: int) -> bool:
        """True if a position stands inside double quotation marks."""
        lower = self.lower
        return '"' in lower and lower.count('"', 0, position) % 2 == 1 and '"' in lower[position:]

    def reported(self, position: int) -> bool:
        """True if the words before, in the same sentence, make this somebody else's saying."""
        start = max(self.sentence_at(position).start, position - REACH)
        return _REPORT.search(self.lower, start, position) is not None

    def conditional(self, position: int) -> bool:
        """True if the words before, in the same clause, make this an "if"."""
        return _CONDITION.search(self.lower, self.clause_at(position)[0], position) is not None

    def mark(self, behaviour: str, start: int, end: int, confidence: float, because: str) -> Mark:
        return Mark(behaviour, self.index, start, end, round(confidence, 3), because)


SHORT = 60
"""Characters of a turn that is likely to be said again in the same words."""
SAID_KEPT = 10_000
"""Short turns that are remembered; then it begins anew."""
_SAID: dict[str, TurnView] = {}


class View:
    """A transcript prepared for behaviours."""

    def __init__(self, transcript: Transcript, turns: Sequence[TurnView] | None = None) -> None:
        self.transcript = transcript
        self.turns: Sequence[TurnView] = turns or tuple(TurnView(i, t) for i, t in enumerate(transcript.turns))
        self._promises: tuple[Promise, ...] | None = None
        self._questions: list[tuple[TurnView, Any]] | None = None
        self._found: dict[Role, dict[Cues, list[tuple[TurnView, Hit]]]] = {}
        self._marks: dict[Callable[[View], Iterator[Mark]], tuple[Mark, ...]] = {}

    def opening(self, role: Role, count: int) -> tuple[TurnView, ...]:
        """The first turns of a role."""
        return (self.customer_turns if role == "customer" else self.agent_turns)[:count]

    @lazily
    def speakers(self) -> dict[Role, dict[str, int]]:
        """Role → the names under which it speaks, in order, each with its first turn."""
        found: dict[Role, dict[str, int]] = {"customer": {}, "agent": {}, "bot": {}}
        for turn in self.turns:
            found[turn.role].setdefault(turn.turn.speaker, turn.index)
        return found

    @lazily
    def first_said(self) -> dict[str, int]:
        """Stem with content → the first turn that holds it."""
        first: dict[str, int] = {}
        for turn in reversed(self.turns):
            first.update(dict.fromkeys(turn.content, turn.index))
        return first

    @lazily
    def customer_first_said(self) -> dict[str, int]:
        """Stem with content → the first turn of the customer that holds it."""
        first: dict[str, int] = {}
        for turn in reversed(self.customer_turns):
            first.update(dict.fromkeys(turn.content, turn.index))
        return first

    def answered_before(self, index: int) -> int:
        """The last turn before this one that was not the customer's; -1 where there is none."""
        for i in range(index - 1, -1, -1):
            if self.turns[i].role != "customer":
                return i
        return -1

    def marks(self, find: Callable[[View], Iterator[Mark]]) -> tuple[Mark, ...]:
        """What one behaviour found, in order and without a span found twice; remembered, for behaviours rest on
        others.
        """
        known = self._marks.get(find)
        if known is None:
            kept: list[Mark] = []
            for mark in sorted(find(self), key=_place):
                if not (kept and kept[-1].turn == mark.turn and mark.start < kept[-1].end):
                    kept.append(mark)
            known = self._marks[find] = tuple(kept)
        return known

    @lazily
    def agent_turns(self) -> tuple[TurnView, ...]:
        return tuple(t for t in self.turns if t.role == "agent")

    @lazily
    def customer_turns(self) -> tuple[TurnView, ...]:
        return tuple(t for t in self.turns if t.role == "customer")

    def agent_hits(self, cues: Cues) -> Iterable[tuple[TurnView, Hit]]:
        """Every place where an agent's turn holds one of the phrases, in order."""
        return self._hits("agent", self.agent_turns, cues)

    def customer_hits(self, cues: Cues) -> Iterable[tuple[TurnView, Hit]]:
        """Every place where a customer's turn holds one of the phrases, in order."""
        return self._hits("customer", self.customer_turns, cues)

    def _hits(self, role: Role, turns: tuple[TurnView, ...], cues: Cues) -> Iterable[tuple[TurnView, Hit]]:
        found = self._found.get(role)
        if found is None:
            found = self._found[role] = _look_up(_lookup(role), turns)
        if cues not in found:  # phrases of no behaviour in the registry
            found.update(_look_up(_alone(cues), turns))
        return found[cues]

    def questions(self, find: Callable[[TurnView], Iterator[Q]]) -> Iterator[tuple[TurnView, Q]]:
        """The questions of the agent's turns, by a finder of questions; remembered, since two behaviours share them."""
        if self._questions is None:
            self._questions = []
            for turn in self.agent_turns:
                found = turn.known.get(find)
                if found is None:
                    found = turn.known[find] = tuple(find(turn))
                self._questions += [(turn, question) for question in found]
        yield from self._questions

    def promises(self, find: Callable[[Transcript], tuple[Promise, ...]]) -> tuple[Promise, ...]:
        """The promises of the transcript, by a finder of promises; remembered, since the reading and its marks share
        them.
        """
        if self._promises is None:
            self._promises = find(self.transcript)
        return self._promises

    def previous(self, index: int) -> TurnView | None:
        return self.turns[index - 1] if index > 0 else None

    def following(self, index: int) -> TurnView | None:
        return self.turns[index + 1] if index + 1 < len(self.turns) else None

    def before(self, index: int, role: Role, count: int, reach: int = 8) -> list[TurnView]:
        """The last `count` turns of a role before a turn, latest first, at most `reach` turns back."""
        found: list[TurnView] = []
        for i in range(index - 1, max(-1, index - 1 - reach), -1):
            if self.turns[i].role == role:
                found.append(self.turns[i])
                if len(found) == count:
                    break
        return found


def joined(marks: Iterable[Mark], reach: int = 4) -> Iterator[Mark]:
    """Marks of one behaviour that stand side by side in a turn, with at most `reach` characters between, as one mark.

    It is as sure as the surest of them, and keeps that one's reason.
    """
    last: Mark | None = None
    for mark in sorted(marks, key=_place):
        if last is not None and last.turn == mark.turn and mark.start - last.end <= reach:
            best = max(last, mark, key=lambda m: m.confidence)
            last = Mark(last.behaviour, last.turn, last.start, max(last.end, mark.end), best.confidence, best.because)
            continue
        if last is not None:
            yield last
        last = mark
    if last is not None:
        yield last


@cache
def _lookup(role: Role) -> Lookup:
    """The phrases of all behaviours of one party."""
    from .behaviours import BEHAVIOURS  # imported here: behaviours are made of views

    return Lookup([b.module.CUES for b in BEHAVIOURS if b.party == role and hasattr(b.module, "CUES")])


@cache
def _alone(cues: Cues) -> Lookup:
    return Lookup([cues])


def _look_up(lookup: Lookup, turns: Iterable[TurnView]) -> dict[Cues, list[tuple[TurnView, Hit]]]:
    found: dict[Cues, list[tuple[TurnView, Hit]]] = {cues: [] for cues in lookup.cues}
    for turn in turns:
        hits = turn.known.get(lookup)
        if hits is None:
            hits = turn.known[lookup] = lookup.hits(turn.lower, turn.words)
        for place, hit in hits:
            found[lookup.cues[place]].append((turn, hit))
    return found


def _split(lower: str) -> list[str]:
    """The words of a text. Most are plain ASCII, where a table is several times as fast as the expression.

    A word is one and the same text wherever it stands, so that it is found again without being read again.
    """
    if lower.isascii():
        plain = lower.translate(_SEPARATORS)
        if "'" not in plain or not (" '" in plain or "' " in plain or plain[0] == "'" or plain[-1] == "'"):
            return list(map(intern, plain.split()))
    return list(map(intern, _WORD.findall(lower)))


def _add(found: list[Sentence], lower: str, start: int, end: int, mark: str) -> None:
    """Adds what stands between two places, without spaces and signs around it, unless nothing is left."""
    while start < end and not (lower[start].isalnum() or lower[start] in "£$€₹"):
        start += 1
    while end > start and not lower[end - 1].isalnum():
        end -= 1
    if end > start:
        found.append(Sentence(start, end, mark))


def _place(mark: Mark) -> tuple[int, int, int]:
    return mark.turn, mark.start, -mark.end
