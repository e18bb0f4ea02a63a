"""Cut a text along the marks that lie on it, so that nested and overlapping ones can be drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from allears.conversations.queries import CLOSING, OPENING

from .shapes import Note, Segment


@dataclass(frozen=True, slots=True)
class Span:
    """A note and the half-open span of characters that it is about."""

    start: int
    end: int
    note: Note


def segments(text: str, spans: Iterable[Span]) -> tuple[Segment, ...]:
    """`text` as runs in order, each under the same notes; longer notes first, so that the shorter lie inside them.

    Spans are clipped to the text; empty ones are left out. Joined together, the runs are `text` again.
    """
    clipped = [Span(max(0, s.start), min(len(text), s.end), s.note) for s in spans]
    kept = sorted((s for s in clipped if s.start < s.end), key=lambda s: (s.start, -s.end, s.note.id))
    cuts = sorted({0, len(text), *(s.start for s in kept), *(s.end for s in kept)})
    runs: list[Segment] = []
    for start, end in pairwise(cuts):
        over = [s for s in kept if s.start <= start and end <= s.end]
        runs.append(
            Segment(
                text[start:end],
                notes=tuple(s.note for s in over),
                opens=tuple(s.note for s in over if s.start == start),
                closes=tuple(s.note for s in over if s.end == end),
            )
        )
    return tuple(runs)


def notes_in_order(spans: Sequence[Span]) -> tuple[Note, ...]:
    """The notes as a reader meets them in the text."""
    return tuple(s.note for s in sorted(spans, key=lambda s: (s.start, s.end, s.note.id)))


def reason(because: str, label: str) -> str:
    """Why something was heard, as a sentence for the margin; empty where it would only say the label again."""
    words = because.rstrip(".")
    return f"{words[:1].upper()}{words[1:]}." if words.casefold() not in {"", label.casefold()} else ""


def highlighted(snippet: str) -> tuple[tuple[str, bool], ...]:
    """A search snippet, in which what was found stands between OPENING and CLOSING, cut into (words, found)."""
    parts: list[tuple[str, bool]] = []
    for piece in snippet.split(OPENING):
        hit, mark, rest = piece.partition(CLOSING)
        if mark:
            parts.append((hit, True))
            parts.append((rest, False))
        else:
            parts.append((piece, False))
    return tuple((words, hit) for words, hit in parts if words)
