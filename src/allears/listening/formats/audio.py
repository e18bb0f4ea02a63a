"""Recorded calls: WAV, MP3, OGG and FLAC with one party a channel.

The first bytes show which it is. Everything else is in allears.listening.audio, which is loaded when a recording is
read, and needs the extra `audio`. The speakers are the numbers of the channels, "1" and "2" (`--agent 1`).
"""

from __future__ import annotations

from collections.abc import Iterator

from allears.listening.formats.problems import Options, Problem
from allears.listening.formats.sniffing import Head
from allears.listening.formats.source import Source
from allears.listening.transcript import Transcript

NAME = "audio"
ABOUT = "recorded calls, one party a channel: WAV, MP3, OGG, FLAC"

INSTALL = "to hear recordings, install what they need: pip install 'allears[audio]'"
_NEEDS = frozenset({"av", "faster_whisper", "onnxruntime", "numpy"})

_BITRATES = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
"""Kilobits a second of MPEG-1 layer III, by the head's index (ISO 11172-3, 2.4.2.3)."""
_LOW_BITRATES = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
"""The same of MPEG-2 and 2.5 (ISO 13818-3)."""
_SAMPLE_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}


def sniff(head: Head) -> bool:
    return kind_of(head.raw) is not None


def read(source: Source, options: Options) -> Iterator[Transcript | Problem]:
    kind = kind_of(source.head)
    if kind is None:
        yield source.problem(0, "this is no recording that is known: WAV, MP3, OGG or FLAC")
        return
    try:
        from allears.listening.audio.call import hear
    except ImportError as error:
        if (error.name or "").partition(".")[0] not in _NEEDS:
            raise
        yield source.problem(0, INSTALL)
        return
    yield from hear(source, kind, options)


def kind_of(raw: bytes) -> str | None:
    """`wav`, `ogg`, `flac` or `mp3`, by the first bytes; None for anything else."""
    if raw[:4] in (b"RIFF", b"RF64") and raw[8:12] == b"WAVE":
        return "wav"
    if raw[:5] == b"OggS\0":
        return "ogg"
    if (
        raw[:3] == b"ID3"
        and len(raw) >= 10
        and raw[3] < 0xFF
        and raw[4] < 0xFF
        and not any(b & 0x80 for b in raw[6:10])
    ):
        # The tag may be longer than what is seen here; FLAC with such a tag is rare, and says so behind it.
        size = 10 + sum((byte & 0x7F) << shift for byte, shift in zip(raw[6:10], (21, 14, 7, 0), strict=True))
        binary = raw[3] in (2, 3, 4)
        return ("flac" if raw[size : size + 4] == b"fLaC" else "mp3") if binary else None
    if raw[:4] == b"fLaC":
        return "flac"
    first = _mp3_frame(raw, 0)
    return "mp3" if first and _mp3_frame(raw, first) else None


def _mp3_frame(raw: bytes, at: int) -> int:
    """Where the frame of MPEG audio, layer III, that begins at a place ends; 0 if none begins there."""
    head = raw[at : at + 4]
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:
        return 0
    version, bitrate, rate = head[1] >> 3 & 3, head[2] >> 4, head[2] >> 2 & 3
    if version == 1 or bitrate in (0, 15) or rate == 3:
        return 0
    kilobits = (_BITRATES if version == 3 else _LOW_BITRATES)[bitrate]
    length = (144_000 if version == 3 else 72_000) * kilobits // _SAMPLE_RATES[version][rate]
    return at + length + (head[2] >> 1 & 1)
