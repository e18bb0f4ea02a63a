"""MRDA: meetings of the ICSI corpus with word times and dialogue acts (Shriberg et al. 2004).

Every labelled segment with words is a turn. A meeting has several speakers, so it is heard once from each chair: that
speaker's turns are the agent's, all others' are the customer's; and once more the other way about for what only a
customer does. A segment counts as interrupted if from another's chair it was heard to be cut off.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from allears.listening import floor
from allears.listening.lexicon import wordset
from allears.listening.reading import Mark
from allears.listening.transcript import Transcript, Turn, Word
from allears.listening.view import View

from .gold import Ear, Goal, GoldError, Outcome, Set, files

SIGNS = wordset("uhhuh uh-huh yeah right okay ok yes hmm mm mm-hmm mmm huh sure yep oh")
"""The word list of the baseline."""
_CUT = re.compile(r"%-(?!-)")


@dataclass(frozen=True, slots=True)
class Segment:
    start: float
    end: float
    speaker: str
    text: str
    words: tuple[Word, ...]
    acts: tuple[str, ...]
    """The act tags of each part; a part's first tag is its general one."""

    @property
    def cut(self) -> bool:
        return any(_CUT.search(act) for act in self.acts)

    def has(self, tag: str) -> bool:
        return any(tag in re.split(r"[\^.:]", act) for act in self.acts)

    @property
    def backchannel(self) -> bool:
        return any(re.split(r"[\^.:]", act)[0] == "b" for act in self.acts)


def load(path: Path) -> list[Segment]:
    """The labelled segments with words of one meeting, by start."""
    segments = []
    with path.open(encoding="utf-8", errors="replace", newline="") as lines:
        for number, row in enumerate(csv.reader(lines), 1):
            if len(row) < 8:
                raise GoldError(f"{path.name}:{number}: eight columns are expected, {len(row)} stand there.")
            acts = tuple(act.strip() for act in row[5].split("|") if act.strip())
            if not row[4] or not acts or acts[0].startswith(("z", "x")):
                continue
            try:
                start, end = float(row[0]), float(row[1])
                words = tuple(_word(piece, start, end) for piece in row[4].split("|") if piece)
            except ValueError as error:
                raise GoldError(f"{path.name}:{number}: a time that is no number ({error}).") from error
            text = " ".join(word.word for word in words)
            segments.append(Segment(start, end, row[7], text, words, acts))
    return sorted(segments, key=lambda segment: (segment.start, segment.end))


def _word(piece: str, start: float, end: float) -> Word:
    """A word with its times; those of the segment where it has none of its own ("XXXX")."""
    first, last, word = piece.split("+", 2)
    if first != "XXXX" and last != "XXXX":
        start, end = float(first), float(last)
    return Word(start, end, "okay" if word == "o_k" else word.replace("_", ""))


def chair(segments: Sequence[Segment], speaker: str, name: str, agent: bool = True) -> Transcript:
    """The meeting as one speaker's conversation with all the others."""
    turns = tuple(
        Turn("agent" if (s.speaker == speaker) == agent else "customer", s.text, s.speaker, s.start, s.end, s.words)
        for s in segments
    )
    return Transcript(f"{name}-{speaker}", turns, channel="in_person")


def interrupted(view: View, mark: Mark) -> list[int]:
    """The segments that a mark of interruption or of talking over says were cut off.

    A mark for a long overlap with a sentence that was finished all the same names none.
    """
    return [cut.turn.index for cut in floor.cuts(view, view.turns[mark.turn])]


def _heard(meeting: Sequence[Segment], name: str, ear: Ear) -> list[set[str]]:
    """The behaviours of each segment, heard from every chair; "interrupted" for one that was cut off."""
    heard: list[set[str]] = [set() for _ in meeting]
    for speaker in sorted({segment.speaker for segment in meeting}):
        transcript = chair(meeting, speaker, name)
        view = View(transcript)
        for mark in ear(transcript):
            if mark.behaviour in ("interruption", "talking_over"):
                for cut in interrupted(view, mark):
                    heard[cut].add("interrupted")
            else:
                heard[mark.turn].add(mark.behaviour)
        for mark in ear(chair(meeting, speaker, name, agent=False)):
            if mark.behaviour == "asking_again" and meeting[mark.turn].speaker == speaker:
                heard[mark.turn].add("asking_again")
    return heard


def outcomes(folder: Path, ear: Ear) -> list[Outcome]:
    segments: list[Segment] = []
    clusters: list[str] = []
    found: list[set[str]] = []
    naive: list[bool] = []
    for path in files(folder, "*.dadb"):
        meeting = load(path)
        heard = _heard(meeting, path.stem, ear)
        segments += meeting
        clusters += [path.stem] * len(meeting)
        found += heard
        naive += [_cut_by_times(meeting, i) for i in range(len(meeting))]
    signs = [segment.text.split() for segment in segments]
    lists = [len(words) <= 2 and SIGNS.issuperset(words) for words in signs]

    def row(name: str, gold: list[bool], heard: set[str], goal: Goal, by: list[bool], what: str) -> Outcome:
        return Outcome(
            name=name,
            gold=tuple(gold),
            found=tuple(bool(names & heard) for names in found),
            clusters=tuple(clusters),
            texts=tuple(segment.text for segment in segments),
            naive=tuple(by),
            naive_name=what,
            goal=goal,
        )

    return [
        row(
            "interrupted",
            [s.cut for s in segments],
            {"interrupted"},
            Goal("f1", 0.50, "open rule F1 .24"),
            naive,
            "overlap at the end",
        ),
        row(
            "backchannel",
            [s.backchannel for s in segments],
            {"backchannel"},
            Goal("f1", 0.82),
            lists,
            "a word list",
        ),
        row("understanding check", [s.has("bu") for s in segments], {"checking", "restating"}, Goal("f1"), [], ""),
        row("repetition request", [s.has("br") for s in segments], {"asking_again"}, Goal("f1"), [], ""),
        row("commitment", [s.has("cc") for s in segments], {"promise", "hold"}, Goal("f1"), [], ""),
        row("apology", [s.has("fa") for s in segments], {"apology"}, Goal("f1"), [], ""),
    ]


def _cut_by_times(segments: Sequence[Segment], i: int) -> bool:
    """The open rule: somebody else begins before this segment ends, and goes on after it."""
    own = segments[i]
    for other in segments[i + 1 : i + 9]:
        if other.start >= own.end:
            return False
        if other.speaker != own.speaker and other.end > own.end:
            return True
    return False


SET = Set("mrda", "meetings/mrda", outcomes)
