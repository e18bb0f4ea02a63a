"""What one channel hears of the other: echo and leakage are not its own speech.

On many recordings the louder party is heard softly on the other's channel, and a voice-activity detector hears speech
there. In windows of a quarter of a second, the softer channel is taken for a copy of the louder one if the two are
alike at some delay (normalised cross-correlation, after Wrigley et al. 2005 and Pfau, Ellis & Stolcke 2001).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .decode import FRAME, RATE, Samples

WINDOW = 8 * FRAME
"""Samples that are compared (256 ms); delays of up to half of it are found."""
ALIKE = 0.6
"""Correlation from which the softer channel is a copy. Two voices at once stay below .4."""
SOFTER = 6.0
"""Decibels by which a copy is softer at least."""

SAME = 0.98
"""Correlation of whole channels from which they hold the same sound."""
_ENOUGH = 20 * RATE
_SILENT = 1e-7
"""Mean square below which there is nothing to compare (-70 dB)."""


def bleeding(piece: Samples) -> NDArray[np.bool_]:
    """For samples (2, n * WINDOW): frames (2, n * 8) in which a channel holds a copy of the other."""
    windows = piece.reshape(2, -1, WINDOW).astype(np.float64)
    power = (windows**2).mean(axis=2)
    found = np.zeros(power.shape, np.bool_)
    loud, soft = power.max(axis=0), power.min(axis=0)
    candidates = np.flatnonzero((soft > _SILENT) & (loud > soft * 10 ** (SOFTER / 10)))
    if candidates.size:
        spectra = np.fft.rfft(windows[:, candidates], 2 * WINDOW, axis=2)
        cross = np.fft.irfft(spectra[0] * np.conj(spectra[1]), axis=1)
        near = np.abs(np.concatenate([cross[:, : WINDOW // 2], cross[:, -WINDOW // 2 :]], axis=1)).max(axis=1)
        alike = near / (WINDOW * np.sqrt(power[0, candidates] * power[1, candidates])) >= ALIKE
        softer = power[:, candidates].argmin(axis=0)
        found[softer[alike], candidates[alike]] = True
    return np.repeat(found, WINDOW // FRAME, axis=1)


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
