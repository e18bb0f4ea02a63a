"""What the heads look at: for each sentence of a transcript, its words and a list of named features.

One function for training and for listening, so that both see the same. It runs for every sentence of every archive.
What a sentence is by itself (`Own`) is found out once for all turns of the same words; what it stands among, by name
too, is a short tuple that comes again and again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files
from itertools import chain
from typing import Any, NamedTuple

from allears.listening.reading import Mark
from allears.listening.said import Said, Sentence
from allears.listening.view import TurnView, View

LONGEST = 60
"""Words of a sentence that are looked at: the first half and the last."""

FEWEST_WORDS = 3
"""A sentence of fewer words is left to the rules: out of "Pink." no head can tell a complaint, however sure it is.
But a foul word says enough by itself."""
ALONE = "foul alone"
"""The feature of a foul word that stands alone, or with one other word."""

Gram = str | tuple[str, ...]
"""A word; or words that stand beside each other, "^" being the start of a sentence and "$" its end."""
Names = tuple[str, ...]


class Own:
    """A sentence by itself: its words, the names of its other features, what the heads made of both (heads.py), and the
    stems of its content with what each and all weigh.

    One that is `short` is left to the rules.
    """

    __slots__ = ("content", "names", "score", "sentence", "short", "weight", "words")

    def __init__(
        self, sentence: Sentence, words: list[str], names: Names, short: bool, content: dict[str, float]
    ) -> None:
        self.sentence = sentence
        self.words = words
        self.names = names
        self.short = short
        self.content = content
        self.weight = sum(content.values())
        self.score: Any = None


class Unit(NamedTuple):
    """A sentence of a turn: what it is by itself, and the names of what it stands among."""

    turn: int
    own: Own
    around: Names

    @property
    def sentence(self) -> Sentence:
        return self.own.sentence

    @property
    def words(self) -> list[str]:
        return self.own.words

    @property
    def names(self) -> Names:
        """The names of all its features beside the words, each once."""
        return self.own.names + self.around


class _Named(dict[str, str]):
    """A feature's name for each behaviour: "rule" and "apology" make "rule apology"."""

    def __init__(self, kind: str) -> None:
        super().__init__()
        self.kind = kind

    def __missing__(self, name: str) -> str:
        made = self[name] = f"{self.kind} {name}"
        return made


_RULE, _TURN, _BEFORE = _Named("rule"), _Named("turn"), _Named("before")
_PLACES = [[f"place {i}/{j}" for j in range(3)] for i in range(3)]
_LENGTHS = [f"length {n if n < 5 else 5 + min(n // 5, 4)}" for n in range(LONGEST + 1)]
_SHARED = {
    what: [[(f"{what} {n}", f"{what} share {share}") for share in range(5)] for n in range(7)]
    for what in ("recent", "older", "last", "agents")
}


def _foul_words() -> dict[str, Names]:
    """The words of data/foul.txt, each with the features that it is."""
    kinds: dict[str, Names] = {}
    for line in files("allears.listening").joinpath("data/foul.txt").read_text("utf-8").splitlines():
        kind, colon, words = line.partition(": ")
        if colon and not line.startswith("#"):
            for word in words.split():
                kinds[word] = (*kinds.get(word, ()), f"foul {kind}")
    return kinds


_FOUL = _foul_words()
_TO_YOU = frozenset(["you", "you're", "youre", "you'll", "u", "ur", "your", "yours", "yourself", "ya", "me"])


def own(said: Said) -> tuple[Own, ...]:
    """The sentences of a text by themselves."""
    many = len(said.sentences)
    return tuple(
        [_own(said, sentence, _PLACES[min(i, 2)][min(many - i, 2)]) for i, sentence in enumerate(said.sentences)]
    )


def _own(said: Said, sentence: Sentence, place: str) -> Own:
    words = said.words_of(sentence)
    if len(words) > LONGEST:
        words = words[: LONGEST // 2] + words[-LONGEST // 2 :]
    names: Names = (place, _LENGTHS[len(words)])
    mark = sentence.mark
    if mark:
        names += ("written", "?") if "?" in mark else ("written", mark[0]) if mark[0] in "!…" else ("written",)
    short = len(said.lower[sentence.start : sentence.end].split()) < FEWEST_WORDS
    if not _FOUL.keys().isdisjoint(words):
        names += (*_foul(words),)
        short = False
    return Own(sentence, words, names, short, said.content_in(sentence))


def _foul(words: list[str]) -> Iterator[str]:
    """The kinds of foul words in a sentence, alone and with what makes them meant for somebody."""
    kinds = [kind for word in words for kind in _FOUL.get(word, ())]
    yield from dict.fromkeys(kinds)
    if not _TO_YOU.isdisjoint(words):
        yield from (f"{kind} you" for kind in dict.fromkeys(kinds))
    if sum(word in _FOUL for word in words) > 1:
        yield "foul twice"
    if len(words) < FEWEST_WORDS:
        yield ALONE


def units(view: View, marks: Iterable[Mark], *, to_judge: bool = False) -> list[Unit]:
    """Every sentence of every person's turn. `marks` are those of the rules.

    With `to_judge` only those on which the heads have a say: two of five sentences of speech are short, and without a
    mark of the rules.
    """
    by_turn: dict[int, list[Mark]] = {}
    for mark in marks:
        by_turn.setdefault(mark.turn, []).append(mark)
    last = len(view.turns) - 2
    channel: str = "spoken" if view.transcript.spoken else view.transcript.channel
    first, same, other = (channel, "first"), (channel, "before True"), (channel, "before False")
    matter = _Matter(view)
    before = matter.before
    past: Names = _past(before, None) if before is not None else ()
    found: list[Unit] = []
    for turn in view.turns:
        votes = by_turn.get(turn.index)
        if turn.role != "bot" and turn.sentences:
            around: Names = first if before is None else same if before.role == turn.role else other
            around += past
            if turn.index >= last:
                around += ("last",)
            if votes:
                around += _each(_TURN, votes)
            for one in turn.once(own):
                if to_judge and one.short and not votes:
                    continue
                names = around + matter.known(turn, one)
                if votes:
                    start, end = one.sentence.start, one.sentence.end
                    names += _each(_RULE, [mark for mark in votes if mark.start < end and mark.end > start])
                found.append(Unit(turn.index, one, names))
        matter.add(turn)
        before = turn
        # A turn that ends in a letter neither asked nor broke off.
        past = _past(turn, votes) if votes or not turn.lower[-1:].isalnum() else ()
    return found


def _each(named: _Named, marks: list[Mark]) -> Names:
    """The features of some marks, each once."""
    return tuple({named[mark.behaviour]: None for mark in marks})


def _past(turn: TurnView, marks: list[Mark] | None) -> Names:
    """What a turn leaves for the next one to answer."""
    names = _each(_BEFORE, marks) if marks else ()
    if turn.sentences and turn.sentences[-1].asks:
        names += ("before ?",)
    if turn.cut_off:
        names += ("before —",)
    return names


class _Matter:
    """What the customer said of the matter, while a conversation is gone through turn by turn.

    An agent's sentence is held against the customer's last two turns, a customer's against the seven before their last
    one, for which the last turn that held a stem is enough to tell, and against their own and the agent's last turn.
    """

    AGENT_LOOKS = 2
    AGENT_REACH = 4
    CUSTOMER_LOOKS = 8
    CUSTOMER_REACH = 16
    """How many of the customer's turns are looked back at, the very last among them, and how many turns back."""

    def __init__(self, view: View) -> None:
        self._turns: list[int] = []
        self._latest: TurnView | None = None
        self._agents_last: TurnView | None = None
        self._recent = _LastSaid()
        self._older = _LastSaid()
        first = next((turn.index for turn in view.turns), 0)
        self.before = view.turns[first - 1] if first else None
        for index in range(max(0, first - self.CUSTOMER_REACH), first):
            self.add(view.turns[index])

    def add(self, turn: TurnView) -> None:
        """Remembers a turn, for those that come after it."""
        if turn.role == "customer":
            if self._latest is not None:
                self._older.add(self._latest)
            self._recent.add(turn)
            self._latest = turn
            self._turns.append(turn.index)
        elif turn.role == "agent":
            self._agents_last = turn

    def known(self, turn: TurnView, one: Own) -> Names:
        """The features that tell how much of a sentence, and which share, the customer had said before."""
        if turn.role == "agent":
            what, said, looks, reach = "recent", self._recent, self.AGENT_LOOKS, self.AGENT_REACH
        else:
            what, said, looks, reach = "older", self._older, self.CUSTOMER_LOOKS, self.CUSTOMER_REACH
        since = max(turn.index - reach, self._turns[-looks] if len(self._turns) >= looks else 0)
        beside = self._beside(one) if turn.role == "customer" else ()
        if said.newest < since:
            return beside
        content, last = one.content, said.last
        if not content or last.keys().isdisjoint(content):
            return _SHARED[what][0][0] + beside
        shared = sum([weight for stem, weight in content.items() if last.get(stem, -1) >= since])
        return _SHARED[what][min(int(2 * shared), 6)][int(4 * (shared / one.weight))] + beside

    def _beside(self, one: Own) -> Names:
        """How much of a customer's sentence stood in their own last turn, and how much in the agent's last: who says it
        again, asks it back or confirms it says neither by chance.
        """
        names: Names = ()
        for what, turn in (("last", self._latest), ("agents", self._agents_last)):
            if turn is not None and not turn.content.keys().isdisjoint(one.content):
                shared = sum([weight for stem, weight in one.content.items() if stem in turn.content])
                names += _SHARED[what][min(int(2 * shared), 6)][int(4 * (shared / one.weight))]
        return names


class _LastSaid:
    """The last turn that held each stem, and the newest that held any."""

    def __init__(self) -> None:
        self.last: dict[str, int] = {}
        self.newest = -1

    def add(self, turn: TurnView) -> None:
        if turn.content:
            self.last.update(dict.fromkeys(turn.content, turn.index))
            self.newest = turn.index


def plain(words: Sequence[str]) -> tuple[str, ...]:
    """Words as grams have them: a number is "0"."""
    return tuple(["0" if word.isdigit() else word for word in words])


def grams(words: list[str]) -> Iterator[Gram]:
    """The words, pairs, openings and ends by which a sentence is known, some more than once. A number is "0"."""
    if not words:
        return iter([("^", "$")])
    if any(map(str.isdigit, words)):
        words = [*plain(words)]
    ends: list[Gram] = []
    if len(words) > 1:
        ends.append(("^", words[0], words[1]))
    if len(words) > 2:
        ends += [("^", words[0], words[1], words[2]), (words[-2], words[-1], "$")]
    return chain(words, zip(("^", *words), (*words, "$"), strict=True), ends)
