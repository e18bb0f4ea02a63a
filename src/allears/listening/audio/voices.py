"""Who speaks where, on one channel: by a diarizer that somebody installed.

A diarizer is a function `(samples, rate, speakers) -> [(start, end, speaker), …]`: float32 samples of shape (n,), how
many there are in a second, and how many voices to look for; back come seconds and names. A package offers one as an
entry point of the group `allears.diarizers`. Without one, speaker-diarize-lite is taken where it is installed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.metadata import entry_points
from importlib.util import find_spec
from itertools import groupby
from typing import Any

from allears.listening.formats.problems import Unreadable

from .decode import RATE, Samples
from .turns import Stretch

GROUP = "allears.diarizers"
SPEAKERS = 2
MAX_SECONDS = 2 * 3600
"""A diarizer has to hold the whole recording at once: 230 MB an hour."""

Voice = tuple[float, float, str]
Diarizer = Callable[[Samples, int, int], Iterable[Voice]]

NONE = (
    "there is no diarizer on this machine to tell the voices on one channel apart: pip install speaker-diarize-lite, "
    "or see docs/howto/calls.md for better ones"
)


def find_diarizer() -> Diarizer:
    """The diarizer that is installed. Raises Unreadable, saying what to do, where there is none."""
    offered = sorted(entry_points(group=GROUP), key=lambda point: point.name)
    if offered:
        try:
            found: Diarizer = offered[0].load()
        except Exception as error:  # noqa: BLE001 - a plug-in may raise anything
            raise Unreadable(
                f'the diarizer "{offered[0].name}" cannot be loaded ({type(error).__name__}: {error})'
            ) from None
        return found
    if find_spec("speaker_diarize_lite"):
        return _lite
    raise Unreadable(NONE)


def by_voice(stretches: Iterable[Stretch], voices: Sequence[Voice]) -> Iterator[Stretch]:
    """The stretches, each word given to the voice that is heard in the middle of it, else to the nearest."""
    at = 0
    voices = sorted(voices)
    for stretch in stretches:
        named = []
        for word in stretch.words:
            middle = (word.start + word.end) / 2
            while at + 1 < len(voices) and voices[at + 1][0] <= middle:
                at += 1
            ahead = voices[at + 1] if at + 1 < len(voices) else None
            near = voices[at]
            if ahead is not None and middle > near[1] and ahead[0] - middle < middle - near[1]:
                near = ahead
            named.append((near[2], word))
        runs = [(who, [word for _, word in run]) for who, run in groupby(named, key=lambda pair: pair[0])]
        for place, (who, words) in enumerate(runs):
            start = words[0].start if place else stretch.start
            end = stretch.end if place == len(runs) - 1 else words[-1].end
            yield Stretch(who, start, max(start, end), tuple(words))


def heard_voices(diarizer: Diarizer, samples: Samples) -> list[Voice]:
    """What the diarizer finds, numbered in the order in which the voices are first heard: "1", "2".

    Raises Unreadable where it fails or does not hear two voices.
    """
    try:
        found = sorted((float(start), float(end), str(who)) for start, end, who in diarizer(samples, RATE, SPEAKERS))
    except Exception as error:  # noqa: BLE001 - a plug-in may raise anything
        raise Unreadable(f"the diarizer failed ({type(error).__name__}: {str(error)[:120]})") from None
    names: dict[str, str] = {}
    for _, _, who in found:
        names.setdefault(who, str(len(names) + 1))
    if len(names) < SPEAKERS:
        raise Unreadable("the diarizer hears one voice only; a conversation needs both sides")
    return [(start, end, names[who]) for start, end, who in found]


def _lite(samples: Samples, rate: int, speakers: int) -> Iterator[Voice]:
    import speaker_diarize_lite

    result: Any = speaker_diarize_lite.diarize(samples, sample_rate=rate, num_speakers=speakers)
    for segment in result.segments:
        yield segment.start_s, segment.end_s, segment.speaker
