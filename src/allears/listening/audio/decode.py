"""Sound files as samples, a few seconds at a time, however long they are.

The kind of file is known from its first bytes and given to FFmpeg, which is never left to guess: a file that calls
itself a WAV but is a playlist cannot make it open other files or addresses. Only codecs of speech are allowed.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from itertools import chain
from typing import Any

import av
import av.error
import av.logging
import numpy as np
from numpy.typing import NDArray

from allears.listening.formats.problems import Unreadable

Samples = NDArray[np.float32]

RATE = 16_000
"""Samples a second of what is handed on: what Silero and Whisper hear."""
FRAME = 512
"""Samples of a frame of speech activity (32 ms)."""
PIECE = 128 * FRAME
"""Samples of a piece (4.1 s): a multiple of the frame."""

MAX_SECONDS = 12 * 3600
MAX_BYTES = 8 * 1024**3
"""Bytes that are read of a file."""
RATES = (4_000, 384_000)
"""Samples a second of a recording of speech: fewer hold none, more are a damaged head."""
MAX_DAMAGED = 2_000
"""Damaged packets after which a recording is given up."""
TOLERANCE = 1.0
"""Seconds by which a recording may be shorter than its head says: encoders count their padding differently."""
_ENDLESS = 0x7FFFF000
"""A WAV whose length in bytes is at least this was written to a pipe: its head does not know the length."""

_CODECS = (
    "pcm_u8,pcm_s8,pcm_s16le,pcm_s16be,pcm_s24le,pcm_s32le,pcm_f32le,pcm_f64le,pcm_alaw,pcm_mulaw,adpcm_ms,"
    "adpcm_ima_wav,adpcm_yamaha,gsm_ms,g722,g726,mp3,mp3float,flac,vorbis,opus,libopus,speex,libspeex"
)
"""What telephone systems and recorders write; FFmpeg knows hundreds more, of games, cameras and discs."""

_BROKEN = (av.error.FFmpegError, ValueError, IndexError, RuntimeError)
"""What PyAV raises for files that are no sound. An OSError of the file itself is let through as it is."""

av.logging.set_level(av.logging.PANIC)  # what is wrong with a file is told in one sentence of ours


class Recording:
    """A sound file, decoded while it is gone through.

    `channels` is how many it has, `declared` the seconds that its head tells of (None: it does not). After it was gone
    through, `seconds` is how long it was and `damaged` how many packets could not be decoded.
    Raises Unreadable for what is no sound, or sound beyond the limits.
    """

    def __init__(self, pieces: Iterator[bytes], kind: str) -> None:
        self.seconds = 0.0
        self.damaged = 0
        first = next(pieces, b"")
        self.declared: float | None = _seconds_of_wav(first) if kind == "wav" else None
        try:
            self._container = av.open(
                _Bytes(chain([first], pieces)),
                mode="r",
                format=kind,
                metadata_errors="ignore",
                container_options={"codec_whitelist": _CODECS},
            )
        except _BROKEN as error:
            raise _undecodable(error) from None
        try:
            self._look()
        except BaseException:
            self._container.close()
            raise

    def _look(self) -> None:
        streams = self._container.streams.audio
        if not streams:
            raise Unreadable("there is no sound in it")
        self._stream = streams[0]
        codec = self._stream.codec_context
        if codec is None:
            raise Unreadable("its sound is coded in a way that is not known")
        if codec.name not in _CODECS.split(","):
            raise Unreadable(f"its sound is coded as {codec.name[:40]}, which is not read")
        self.channels = codec.layout.nb_channels if codec.layout else 0
        if not self.channels:
            raise Unreadable("its head tells of no channels")
        _check_rate(codec.sample_rate)
        declared, beat = self._stream.duration, self._stream.time_base
        if declared and declared > 0 and beat is not None:
            self.declared = float(declared * beat)

    @property
    def missing(self) -> float:
        """Seconds that the head tells of and that are not there."""
        lost = (self.declared or 0.0) - self.seconds
        return lost if lost > TOLERANCE else 0.0

    def __iter__(self) -> Iterator[Samples]:
        """Pieces of shape (channels, PIECE), float32 from -1 to 1 at 16 kHz; the last is filled up with silence."""
        waiting: list[Samples] = []
        count = size = 0
        for block in self._blocks():
            waiting.append(block)
            count += block.shape[1]
            size += block.shape[1]
            if count > MAX_SECONDS * RATE:
                raise Unreadable(f"the recording is longer than {MAX_SECONDS // 3600} hours")
            if size >= PIECE:
                sound = _mended(waiting)
                whole = size - size % PIECE
                yield from (sound[:, at : at + PIECE] for at in range(0, whole, PIECE))
                waiting, size = [sound[:, whole:].copy()], size - whole
        self.seconds = count / RATE
        if size:
            yield np.pad(_mended(waiting), ((0, 0), (0, PIECE - size)))

    def close(self) -> None:
        self._container.close()

    def _blocks(self) -> Iterator[Samples]:
        resampler: Any = None
        rate = 0
        for frame in self._frames():
            if frame.layout.nb_channels != self.channels:
                raise Unreadable("the number of its channels changes on the way")
            if frame.sample_rate != rate:
                _check_rate(frame.sample_rate)
                yield from _resampled(resampler, None)
                rate = frame.sample_rate
                resampler = av.AudioResampler(format="fltp", layout=frame.layout, rate=RATE)
            frame.pts = None  # a call has one beat: its own count of samples
            yield from _resampled(resampler, frame)
        yield from _resampled(resampler, None)

    def _frames(self) -> Iterator[Any]:
        packets = self._container.demux(self._stream)
        while True:
            try:
                packet = next(packets, None)
            except _BROKEN:
                # A file that breaks off within a packet: what came before it is there.
                self.damaged += 1
                return
            if packet is None:
                return
            try:
                yield from packet.decode()
            except _BROKEN:
                self.damaged += 1
                if self.damaged >= MAX_DAMAGED:
                    raise Unreadable("the sound is too damaged to be heard") from None


class _Bytes(io.RawIOBase):
    """Pieces of bytes as a file that can be read once. It cannot be wound back, since standard input cannot either."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._left = b""
        self._taken = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return False

    def read(self, size: int = -1) -> bytes:
        if not self._left:
            self._left = next(self._pieces, b"")
            self._taken += len(self._left)
            if self._taken > MAX_BYTES:
                self._left = b""
        size = len(self._left) if size < 0 else size
        given, self._left = self._left[:size], self._left[size:]
        return given


def _resampled(resampler: Any, frame: Any) -> Iterator[Samples]:
    if resampler is None:
        return
    for each in resampler.resample(frame):
        yield np.asarray(each.to_ndarray(), np.float32)


def _mended(blocks: list[Samples]) -> Samples:
    """The blocks as one; files of floating-point samples may hold numbers that are none, or louder than loud."""
    return np.clip(np.nan_to_num(np.concatenate(blocks, axis=1), nan=0.0, posinf=1.0, neginf=-1.0), -1.0, 1.0)


def _check_rate(rate: int) -> None:
    if not RATES[0] <= rate <= RATES[1]:
        raise Unreadable(f"its head tells of {rate:,} samples a second, which no recording of speech has")


def _undecodable(error: Exception) -> Unreadable:
    why = str(getattr(error, "strerror", "") or "its head is broken").strip().lower()
    return Unreadable(f"the sound cannot be decoded ({why[:80]})")


def _seconds_of_wav(head: bytes) -> float | None:
    """How long a WAV says that it is, by the length of its data; None where it does not say.

    FFmpeg tells it only of files that can be wound back.
    """
    at, speed = 12, 0
    while at + 8 <= len(head):
        name, size = struct.unpack_from("<4sI", head, at)
        if name == b"fmt " and at + 20 <= len(head):
            (speed,) = struct.unpack_from("<I", head, at + 16)
        if name == b"data":
            return size / speed if speed and 0 < size < _ENDLESS else None
        at += 8 + size + size % 2
    return None
