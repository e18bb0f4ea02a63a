"""Stretches of speech become turns: plain Python, no sound and no models.

A stretch is what one party says without a pause (activity.py). Stretches of the same party are one turn as long as the
pause between them is short and nobody else speaks in it. A backchannel said into the other's turn stays a turn of its
own, and parts the turn into which it was said. docs/algorithms/audio.md gives the sources of the thresholds.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from allears.listening.signs import is_sign
from allears.listening.transcript import Word

LONGEST_PAUSE = 1.0
"""Seconds of silence after which the same party's next words are a new turn (Jefferson 1989)."""

LONGEST_SIGN = 1.2
"""Seconds that a backchannel lasts at most."""

_WORD = re.compile(r"\w+(?:'\w+)*")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Speech of one party without a pause in it: seconds from the start of the recording, and its words."""

    speaker: str
    start: float
    end: float
    words: tuple[Word, ...] = ()

    @property
    def text(self) -> str:
        return " ".join(word.word for word in self.words)


def turns(stretches: Sequence[Stretch]) -> list[Stretch]:
    """The turns of a call, in the order in which they begin. Stretches without words are passed over.

    The stretches of one speaker may come in any order, but do not overlap; those of two speakers may.
    """
    spoken = sorted((each for each in stretches if each.words), key=_place)
    signs = _backchannels(spoken)
    begins = [sign.start for sign, _ in signs]
    pieces = [
        (piece, place == 0)
        for each in spoken
        for place, piece in enumerate(_parted(each, signs, bisect_right(begins, each.start)))
    ]
    pieces.sort(key=lambda piece: _place(piece[0]))
    found: list[Stretch] = []
    going_on: dict[str, int] = {}
    """Each speaker's latest turn, by its place in `found`."""
    latest: dict[str, Stretch] = {}
    for each, may_join in pieces:
        place = going_on.get(each.speaker)
        others = [other for speaker, other in latest.items() if speaker != each.speaker]
        if may_join and place is not None and _goes_on(found[place], each, others):
            before = found[place]
            found[place] = Stretch(each.speaker, before.start, each.end, before.words + each.words)
        else:
            going_on[each.speaker] = len(found)
            found.append(each)
        latest[each.speaker] = each
    return found


def _goes_on(turn: Stretch, each: Stretch, others: Sequence[Stretch]) -> bool:
    """True if the pause before `each` leaves the turn open: it is short, and nobody took it to speak.

    Somebody took it who began after the turn did and is heard in the pause. Who began before the turn and speaks on is
    spoken over, which makes no end of a turn.
    """
    taken = any(turn.start < other.start and other.end > turn.end for other in others)
    return each.start - turn.end < LONGEST_PAUSE and not taken


def _parted(stretch: Stretch, signs: Sequence[tuple[Stretch, Stretch | None]], first: int) -> Iterator[Stretch]:
    """The stretch, parted where the other says a backchannel into it: before the first word that follows.

    Of `signs`, each with what the same speaker said before it, those from number `first` on begin after the stretch.
    """
    left = list(stretch.words)
    start = stretch.start
    for place in range(first, len(signs)):
        sign, before = signs[place]
        if sign.start >= stretch.end:
            break
        if sign.speaker == stretch.speaker or sign.end >= stretch.end:
            continue
        if before is not None and stretch.start < before.start and sign.start - before.end < LONGEST_PAUSE:
            continue  # the end of what was said against the other, no sign of following
        said = [word for word in left if word.start < sign.start]
        if said and len(said) < len(left):
            left = left[len(said) :]
            yield Stretch(stretch.speaker, start, max(start, said[-1].end), tuple(said))
            start = left[0].start
    yield Stretch(stretch.speaker, start, max(start, stretch.end), tuple(left))


def _backchannels(spoken: Sequence[Stretch]) -> list[tuple[Stretch, Stretch | None]]:
    """Short signs of following in order, each with its speaker's stretch before it unless that is a sign as well.

    A sign after which the same speaker goes on at once ("Right. What is your number?") begins a turn and is none.
    """
    found = []
    by_speaker: dict[str, list[Stretch]] = {}
    for each in spoken:
        by_speaker.setdefault(each.speaker, []).append(each)
    for own in by_speaker.values():
        for place, each in enumerate(own):
            if not _is_short_sign(each):
                continue
            before = own[place - 1] if place else None
            after = own[place + 1] if place + 1 < len(own) else None
            if after is not None and after.start - each.end < LONGEST_PAUSE and not _is_short_sign(after):
                continue
            found.append((each, None if before is None or _is_short_sign(before) else before))
    return sorted(found, key=lambda pair: _place(pair[0]))


def _is_short_sign(stretch: Stretch) -> bool:
    words = _WORD.findall(stretch.text.lower().replace("\u2019", "'").replace("-", " "))
    return stretch.end - stretch.start <= LONGEST_SIGN and bool(words) and is_sign(words)


def _place(stretch: Stretch) -> tuple[float, float, str]:
    return stretch.start, stretch.end, stretch.speaker
