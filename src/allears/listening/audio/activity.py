"""When a channel speaks: Silero's voice activity, fed piece after piece, and the stretches that follow from it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from faster_whisper.utils import get_assets_path
from numpy.typing import NDArray

from .decode import FRAME, RATE, Samples

ON, OFF = 0.5, 0.35
"""Probabilities of speech at which a stretch begins and below which it may end: Silero's own defaults."""
SHORTEST_PAUSE = 0.2
"""Seconds of silence that part two stretches (Heldner & Edlund 2010; Stivers et al. 2009)."""
SHORTEST_SPEECH = 0.1
"""Seconds; anything shorter is a click. A "mm" lasts some 0.15 s at least."""
LONGEST = 26.0
"""Seconds after which a stretch is cut at its quietest place: Whisper hears 30 s at a time."""

_FRAME_SECONDS = FRAME / RATE
_CONTEXT = 64
_MEMORY = 128


class Activity:
    """How probably one channel holds speech, frame by frame (32 ms). Remembers what came before."""

    def __init__(self) -> None:
        self._h = np.zeros((1, 1, _MEMORY), np.float32)
        self._c = np.zeros((1, 1, _MEMORY), np.float32)
        self._before = np.zeros(_CONTEXT, np.float32)

    def __call__(self, samples: Samples) -> NDArray[np.float32]:
        """Probabilities (n,) for samples (n * FRAME,)."""
        frames = samples.reshape(-1, FRAME)
        context = np.concatenate([self._before[None], frames[:-1, -_CONTEXT:]])
        self._before = frames[-1, -_CONTEXT:].copy()
        given = {"input": np.concatenate([context, frames], axis=1), "h": self._h, "c": self._c}
        found, self._h, self._c = _silero().run(None, given)
        return np.asarray(found, np.float32).ravel()


@cache
def _silero() -> Any:
    """Silero VAD as it comes with faster-whisper, on one core: one frame is too little work for more."""
    (path,) = sorted(Path(get_assets_path()).glob("silero_vad*.onnx"))[-1:]
    options = onnxruntime.SessionOptions()
    options.inter_op_num_threads = options.intra_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 4
    return onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"], sess_options=options)


class Gate:
    """From probabilities to stretches of speech, in seconds from the start of the recording."""

    def __init__(self) -> None:
        self._frame = 0
        self._since: int | None = None
        self._quiet_since: int | None = None
        self._heard: list[float] = []

    @property
    def now(self) -> float:
        return self._frame * _FRAME_SECONDS

    @property
    def open_since(self) -> float | None:
        return None if self._since is None else self._since * _FRAME_SECONDS

    def __call__(self, probabilities: NDArray[np.float32]) -> Iterator[tuple[float, float]]:
        for probability in probabilities.tolist():
            yield from self._step(probability)
            self._frame += 1

    def close(self) -> Iterator[tuple[float, float]]:
        """The stretch that the end of the recording ends."""
        if self._since is not None:
            yield from self._end(self._frame if self._quiet_since is None else self._quiet_since)

    def _step(self, probability: float) -> Iterator[tuple[float, float]]:
        if self._since is None:
            if probability >= ON:
                self._since, self._heard = self._frame, [probability]
            return
        self._heard.append(probability)
        if probability >= ON:
            self._quiet_since = None
        elif probability < OFF and self._quiet_since is None:
            self._quiet_since = self._frame
        if self._quiet_since is not None:
            if (self._frame + 1 - self._quiet_since) * _FRAME_SECONDS >= SHORTEST_PAUSE:
                yield from self._end(self._quiet_since)
        elif len(self._heard) * _FRAME_SECONDS >= LONGEST:
            yield from self._cut()

    def _end(self, frame: int) -> Iterator[tuple[float, float]]:
        start = self._since or 0
        self._since = self._quiet_since = None
        if (frame - start) * _FRAME_SECONDS >= SHORTEST_SPEECH:
            yield start * _FRAME_SECONDS, frame * _FRAME_SECONDS

    def _cut(self) -> Iterator[tuple[float, float]]:
        """Ends the stretch at the least speech-like frame of its second half; the rest begins the next one."""
        start, half = self._since or 0, len(self._heard) // 2
        at = half + int(np.argmin(self._heard[half:]))
        yield start * _FRAME_SECONDS, (start + at) * _FRAME_SECONDS
        self._since, self._heard = start + at, self._heard[at:]
