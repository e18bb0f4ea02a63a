"""What one channel hears of the other: echo and leakage are not its own speech.

On many recordings the louder party is heard softly on the other's channel, and a voice-activity detector hears speech
there. Where in half a second the softer channel is like the louder one at some delay (normalised
cross-correlation, after Pfau, Ellis & Stolcke 2001 and Wrigley et al. 2005), it holds a copy. How loud the copy is then
tells, frame by frame, when the channel holds more than that.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .decode import FRAME, RATE, Samples

WINDOW = 16 * FRAME
"""Samples that are compared (half a second)."""
DELAY = WINDOW // 4
"""Samples by which a copy may lag (128 ms): of longer echoes too little lies in one window."""
ALIKE = 0.65
"""Correlation from which the softer channel is a copy. Two voices at once stay below .57 (docs/algorithms/audio.md)."""
SOFTER = 6.0
"""Decibels by which a copy is softer at least."""

_LATE = DELAY // FRAME
_ABOVE = 4.0
"""A frame this many times (6 dB) above the copy that is to be expected holds a voice of its own."""

SAME = 0.98
"""Correlation of whole channels from which they hold the same sound."""
_ENOUGH = 20 * RATE
_SILENT = 1e-7
"""Mean square below which there is nothing to compare (-70 dB)."""


class Bleed:
    """Frames in which a channel holds no more than the other's voice. Learns how loudly each hears the other."""

    def __init__(self) -> None:
        self._coupling: list[float | None] = [None, None]
        """Power of the copy on each channel as a share of the other's, once one was heard."""
        self._before = np.zeros((2, _LATE))

    def __call__(self, piece: Samples) -> NDArray[np.bool_]:
        """For samples (2, n * WINDOW): frames (2, n * 16)."""
        frames = (piece.reshape(2, -1, FRAME).astype(np.float64) ** 2).mean(axis=2)
        # A copy comes late: it is held against the loudest that the other was just before.
        longer = np.concatenate([self._before, frames], axis=1)
        loudest = np.lib.stride_tricks.sliding_window_view(longer, _LATE + 1, axis=1).max(axis=2)
        self._before = frames[:, -_LATE:]
        found = np.zeros(frames.shape, np.bool_)
        for channel, shares in enumerate(_copies(piece)):
            known = self._coupling[channel]
            if shares.size:
                share = float(np.median(shares))
                known = self._coupling[channel] = share if known is None else 0.7 * known + 0.3 * share
            if known is not None:
                found[channel] = frames[channel] <= _ABOVE * known * loudest[1 - channel]
        return found


def _copies(piece: Samples) -> list[NDArray[np.float64]]:
    """For each channel the windows in which it holds a copy of the other: its power as a share of the other's."""
    windows = piece.reshape(2, -1, WINDOW).astype(np.float64)
    power = (windows**2).mean(axis=2)
    loud, soft = power.max(axis=0), power.min(axis=0)
    windows, power = (each[:, (soft > _SILENT) & (loud > soft * 10 ** (SOFTER / 10))] for each in (windows, power))
    if not power.size:
        return [np.zeros(0), np.zeros(0)]
    spectra = np.fft.rfft(windows, 2 * WINDOW, axis=2)
    cross = np.fft.irfft(spectra[0] * np.conj(spectra[1]), axis=1)
    near = np.abs(np.concatenate([cross[:, :DELAY], cross[:, -DELAY:]], axis=1)).max(axis=1)
    alike = near / (WINDOW * np.sqrt(power[0] * power[1])) >= ALIKE
    softer = power.argmin(axis=0)
    return [(power[own] / power[1 - own])[alike & (softer == own)] for own in (0, 1)]


class Sameness:
    """Notices a mono recording in the clothes of a stereo one: both channels hold the same sound, about as loud."""

    def __init__(self) -> None:
        self._left = self._right = self._both = 0.0
        self._samples = 0

    def add(self, piece: Samples) -> None:
        left, right = piece.astype(np.float64)
        sounding = np.abs(left) + np.abs(right) > 1e-3
        self._samples += int(sounding.sum())
        self._left += float(left @ left)
        self._right += float(right @ right)
        self._both += float(left @ right)

    @property
    def heard_enough(self) -> bool:
        return self._samples >= _ENOUGH

    def __bool__(self) -> bool:
        if not self._left or not self._right:
            return False
        alike = abs(self._both) / (self._left * self._right) ** 0.5
        return alike >= SAME and 0.25 < self._left / self._right < 4
