"""What was said in a turn, by itself: its words, sentences and matter, whatever stands around it.

Two of five turns of a call were said before in the same words ("yeah", "bear with me"). What one text says is found out
once and remembered, so that everything here is a fact of the text alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from sys import intern
from typing import Any, NamedTuple, TypeVar

from .lazily import lazy_pattern
from .lexicon import wordset
from .words import content_of

_WORD = re.compile(r"\w+(?:'\w+)*")
_SEPARATORS = str.maketrans(
    dict.fromkeys([chr(c) for c in range(128) if not (chr(c).isalnum() or chr(c) in "_'")], " ")
)
_TYPOGRAPHY = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "“": '"', "”": '"', "\u00a0": " "})
_END_MARK = re.compile(r"[.!?…]+[\"')]*(?=\s|\Z)|[\r\n]+")
_TITLES = ("mr", "mrs", "ms", "dr", "st", "no", "vs", "approx", "e.g", "i.e")
_CLAUSE_END = lazy_pattern(r"[,;:—–]\s|\s-\s|\s(?=(?:but|because|so|and (?:i|we|you|it|that|then|the|if))\s)")
_BROKEN = ("—", "–", "-", "...", "…")
REACH = 200
"""Characters before and after a place that can bear on it; it keeps the cost of a hostile, endless turn in bounds."""
_NEGATION = wordset(
    "not no never nor nothing nobody isn't aren't wasn't weren't don't doesn't didn't can't cannot couldn't won't "
    "wouldn't shouldn't haven't hasn't hadn't isnt dont doesnt didnt cant wont wouldnt shouldnt couldnt without "
    "hardly"
)
_REPORT = lazy_pattern(
    r"\b(?:he|she|they|who|someone|somebody|everyone|people|man|woman|lady|guy|bloke|girl|colleague|manager|boss|"
    r"mother|father|wife|husband|son|daughter|neighbour|neighbor|you)(?:'s|'d| has| had| just| always| even)?"
    r" (?:said|says|told|was like|goes|wrote|thinks|thought|asked|claimed|claims|called|promised)\b"
)
_CONDITION = lazy_pattern(r"\b(?:if|unless|whether|in case|suppose|imagine|would you|should you)\b")

T = TypeVar("T")


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


class Said:
    """A text and what can be told from it alone.

    `lower` has the same length as `text`, so offsets are the same; `words` are its lower-cased words, `content` the
    stems among them that say something about the matter, with their weights.
    """

    __slots__ = ("content", "known", "lower", "sentences", "text", "words")

    def __init__(self, text: str) -> None:
        self.text = text
        lower = self.lower = _lowered(text)
        plain = lower.translate(_SEPARATORS)
        self.words = _split(lower, plain)
        # Speech has no signs: what has none is one sentence.
        bare = plain == lower and lower.isascii() and lower[-1:].isalnum() and lower[0].isalnum()
        self.sentences = (Sentence(0, len(lower), ""),) if bare else _sentences(lower)
        self.content = content_of(self.words)
        self.known: dict[Any, Any] = {}
        """What others found out of these words, by the function that did (`once`)."""

    def once(self, find: Callable[[Said], T]) -> T:
        """What a function finds in this text, asked only the first time."""
        known = self.known
        if find in known:
            found: T = known[find]
            return found
        found = known[find] = find(self)
        return found

    @property
    def tokens(self) -> tuple[Token, ...]:
        return self.once(_tokens)

    def words_in(self, start: int, end: int) -> list[str]:
        """The lower-cased words between two places."""
        part = self.lower[start:end]
        return _split(part, part.translate(_SEPARATORS))

    def places_in(self, start: int, end: int) -> list[tuple[int, int]]:
        """Start and end of each word between two places."""
        return [match.span() for match in _WORD.finditer(self.lower, start, end)]

    def words_of(self, sentence: Sentence) -> list[str]:
        """The words of one of its sentences."""
        return self.words if len(self.sentences) == 1 else self.once(_by_sentence)[sentence][0]

    def content_in(self, sentence: Sentence) -> dict[str, float]:
        """The content of one of its sentences, or of some that follow each other."""
        if len(self.sentences) == 1:
            return self.content
        known = self.once(_by_sentence)
        if sentence not in known:
            words = self.words_in(sentence.start, sentence.end)
            known[sentence] = words, content_of(words)
        return known[sentence][1]

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

    @property
    def cut_off(self) -> bool:
        """True if the written turn ends as one does who is cut off: with a dash or dots."""
        lower = self.lower
        if lower[-1:].isalnum():
            return False
        lower = lower.rstrip()
        return (lower[:-1] if lower.endswith(('"', "'")) else lower).endswith(_BROKEN)

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


SHORT = 60
"""Characters of a turn that is likely to be said again in the same words."""
KEPT = 10_000
"""Short texts that are remembered; then it begins anew, so that an archive of any size needs constant memory."""
_kept: dict[str, Said] = {}


def said(text: str) -> Said:
    """What a text says: found out, or remembered."""
    known = _kept.get(text)
    if known is None:
        known = Said(text)
        if len(text) <= SHORT:
            if len(_kept) >= KEPT:
                _kept.clear()
            _kept[text] = known
    return known


def forget() -> None:
    """Forgets the texts that are remembered, so that what follows costs what it does the first time."""
    _kept.clear()


def _lowered(text: str) -> str:
    """In lower case, with plain quotation marks, and of the same length."""
    if text.isascii():
        return text.lower()
    plain = text.translate(_TYPOGRAPHY)
    lower = plain.lower()
    # A few letters grow when lower-cased; they keep their case so that offsets stay true.
    return lower if len(lower) == len(text) else "".join(c if len(c.lower()) != 1 else c.lower() for c in plain)


def _split(lower: str, plain: str) -> list[str]:
    """The words of a text; in `plain`, spaces stand for its signs. Most texts are plain ASCII, where that is several
    times as fast as the expression.

    A word is one and the same text wherever it stands, so that it is found again without being read again.
    """
    if lower.isascii() and (
        "'" not in plain or not (" '" in plain or "' " in plain or plain[0] == "'" or plain[-1] == "'")
    ):
        return list(map(intern, plain.split()))
    return list(map(intern, _WORD.findall(lower)))


def _sentences(lower: str) -> tuple[Sentence, ...]:
    found: list[Sentence] = []
    at = 0
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


def _add(found: list[Sentence], lower: str, start: int, end: int, mark: str) -> None:
    """Adds what stands between two places, without spaces and signs around it, unless nothing is left."""
    while start < end and not (lower[start].isalnum() or lower[start] in "£$€₹"):
        start += 1
    while end > start and not lower[end - 1].isalnum():
        end -= 1
    if end > start:
        found.append(Sentence(start, end, mark))


def _tokens(said: Said) -> tuple[Token, ...]:
    return tuple(Token(m.group(), m.start(), m.end()) for m in _WORD.finditer(said.lower))


def _by_sentence(said: Said) -> dict[Sentence, tuple[list[str], dict[str, float]]]:
    """The words and the content of each of its sentences."""
    found = {}
    for sentence in said.sentences:
        words = said.words_in(sentence.start, sentence.end)
        found[sentence] = words, content_of(words)
    return found
