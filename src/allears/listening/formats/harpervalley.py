"""Gridspace's Harper Valley calls: a list of segments with the speaker's role and the times of words.

`human_transcript` is what people heard and is preferred to the machine's `transcript`.
https://github.com/cricketclub/gridspace-stanford-harper-valley
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from allears.listening.formats.build import Draft, Said, finish, role_word
from allears.listening.formats.documents import read_values
from allears.listening.formats.problems import Options, Problem
from allears.listening.formats.sniffing import Head
from allears.listening.formats.source import Source
from allears.listening.formats.values import items, mappings, moment, name, seconds, words
from allears.listening.transcript import Transcript, Word

NAME = "harpervalley"
ABOUT = "Gridspace Harper Valley: segments of a call with the times of words"


def sniff(head: Head) -> bool:
    return head.has_keys("speaker_role", "offset_ms")


def read(source: Source, options: Options) -> Iterator[Transcript | Problem]:
    return read_values(source, options, sniff, _transcript, split=lambda value: [value])


def _transcript(value: Any, stem: str, options: Options) -> Transcript:
    segments = mappings(value if isinstance(value, list) else [value])
    said = [_said(each, place) for place, each in enumerate(segments, 1)]
    said.sort(key=lambda each: each.start or 0)
    started_at = None
    for each in segments:
        at, offset = moment(each.get("start_timestamp_ms")), seconds(each.get("start_ms"), "start_ms")
        if at and offset is not None:
            started_at = moment(at.timestamp() - offset)
            break
    return finish(Draft(stem, said, channel="phone", started_at=started_at), options)


def _said(segment: dict[str, Any], place: int) -> Said:
    what = f"of segment {place}"
    start = seconds(segment.get("offset_ms"), f"offset_ms {what}")
    length = seconds(segment.get("duration_ms"), f"duration_ms {what}")
    human = words(segment.get("human_transcript"), f"human_transcript {what}")
    text = human or words(segment.get("transcript"), f"transcript {what}")
    spoken = text.split()
    offsets, lengths = items(segment.get("word_offsets_ms")), items(segment.get("word_durations_ms"))
    timed = []
    # The times belong to the machine's words; where people heard another number of words they fit none.
    if start is not None and len(spoken) == len(offsets) == len(lengths):
        for word, offset, lasts in zip(spoken, offsets, lengths, strict=True):
            begin = start + (seconds(offset, f"a word's offset {what}") or 0)
            timed.append(Word(begin, begin + (seconds(lasts, f"a word's duration {what}") or 0), word))
    return Said(
        speaker=name(segment.get("speaker_role")),
        text=text,
        role=role_word(name(segment.get("speaker_role"))),
        start=start,
        end=start + length if start is not None and length is not None else None,
        words=tuple(timed),
    )
