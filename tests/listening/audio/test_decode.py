"""Sound files, whole, damaged and hostile: samples or one sentence, in bounded memory and time."""

from __future__ import annotations

import random
import struct
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest

pytest.importorskip("av", reason="left out: the extra audio is not installed")
pytest.importorskip("faster_whisper", reason="left out: the extra audio is not installed")

import av
import numpy as np

from allears.listening.audio.decode import PIECE, RATE, Recording
from allears.listening.formats.audio import kind_of
from allears.listening.formats.problems import Unreadable
from listening.audio.calls import hear, needs_sound

CODECS = {"wav": "pcm_s16le", "flac": "flac", "ogg": "libopus", "mp3": "libmp3lame"}


def encoded(samples: np.ndarray[Any, Any], kind: str = "wav", rate: int = RATE, codec: str = "") -> bytes:
    """Samples (channels, n) from -1 to 1 as a sound file."""
    out = BytesIO()
    layout = {1: "mono", 2: "stereo", 3: "2.1"}[samples.shape[0]]
    written = 48_000 if kind == "ogg" else rate  # Opus knows no other that all have
    with av.open(out, "w", format=kind) as container:
        stream: Any = container.add_stream(codec or CODECS[kind], rate=written, layout=layout)
        frame = av.AudioFrame.from_ndarray((samples * 32767).astype(np.int16).T.reshape(1, -1), "s16", layout)
        frame.sample_rate = rate
        for each in (frame, None):
            resampled = [each] if each is None else _fitting(stream, each)
            for one in resampled:
                container.mux(stream.encode(one))
    return out.getvalue()


def _fitting(stream: Any, frame: Any) -> Iterator[Any]:
    size = stream.codec_context.frame_size or 0
    context = stream.codec_context
    resampler = av.AudioResampler(context.format, context.layout, context.sample_rate, size)
    yield from resampler.resample(frame)
    yield from resampler.resample(None)


def tones(seconds: float, rate: int = RATE) -> np.ndarray[Any, Any]:
    """A tone on each channel: 440 Hz on the first, 1 kHz on the second."""
    times = np.arange(int(seconds * rate)) / rate
    return np.stack([0.5 * np.sin(2 * np.pi * 440 * times), 0.25 * np.sin(2 * np.pi * 1000 * times)])


def opened(raw: bytes, kind: str | None = None) -> Recording:
    found = kind or kind_of(raw)
    assert found is not None
    return Recording(iter([raw[at : at + 50_000] for at in range(0, len(raw), 50_000)]), found)


def decoded(raw: bytes, kind: str | None = None) -> tuple[Recording, np.ndarray[Any, Any]]:
    recording = opened(raw, kind)
    pieces = list(recording)
    assert all(piece.shape == (recording.channels, PIECE) for piece in pieces)
    return recording, np.concatenate([np.zeros((recording.channels, 0)), *pieces], axis=1)


def wav_head(
    channels: int = 2, rate: int = 16_000, bits: int = 16, tag: int = 1, data: int = 64_000, **other: int
) -> bytes:
    align = other.get("align", channels * bits // 8)
    form = struct.pack(
        "<HHIIHH", tag, channels, rate, other.get("bytes_a_second", rate * align & 0xFFFFFFFF), align, bits
    )
    size = other.get("form_size", len(form))
    return (
        b"RIFF"
        + struct.pack("<I", 36 + data & 0xFFFFFFFF)
        + b"WAVEfmt "
        + struct.pack("<I", size)
        + form
        + (b"data" + struct.pack("<I", data))
    )


@pytest.mark.parametrize("kind", CODECS)
@pytest.mark.parametrize("rate", [8_000, 44_100])
def test_every_kind_of_file_gives_each_channel_its_own_sound(kind: str, rate: int) -> None:
    raw = encoded(tones(6.0, rate), kind, rate)
    assert kind_of(raw) == kind
    recording, samples = decoded(raw)
    assert recording.channels == 2
    assert recording.seconds == pytest.approx(6.0, abs=0.2)
    assert recording.missing == 0
    for channel, (pitch, loud) in enumerate([(440, 0.5), (1000, 0.25)]):
        middle = samples[channel, 2 * RATE : 3 * RATE]
        assert np.argmax(np.abs(np.fft.rfft(middle))) == pitch
        assert np.abs(middle).max() == pytest.approx(loud, abs=0.05)


@pytest.mark.parametrize("codec", ["pcm_mulaw", "pcm_alaw", "adpcm_ima_wav", "pcm_f32le", "pcm_u8", "pcm_s24le"])
def test_what_telephone_systems_write_into_a_wav_is_read(codec: str) -> None:
    _, samples = decoded(encoded(tones(2.0, 8000), "wav", 8000, codec))
    assert np.argmax(np.abs(np.fft.rfft(samples[0, :RATE]))) == 440


def test_a_wav_that_was_written_to_a_pipe_has_no_length_and_lacks_nothing() -> None:
    raw = bytearray(encoded(tones(2.0)))
    place = raw.index(b"data") + 4
    raw[4:8] = raw[place : place + 4] = b"\xff\xff\xff\xff"
    recording, _ = decoded(bytes(raw))
    assert recording.missing == 0
    assert recording.seconds == pytest.approx(2.0, abs=0.01)


@pytest.mark.parametrize("kind", ["wav", "flac"])
def test_a_recording_that_breaks_off_tells_how_much_is_missing(kind: str) -> None:
    raw = encoded(np.random.default_rng(1).uniform(-0.5, 0.5, (2, 10 * RATE)), kind)
    recording, _ = decoded(raw[: len(raw) // 2])
    assert recording.missing == pytest.approx(5.0, abs=0.5)


def test_numbers_that_are_none_and_too_loud_ones_are_mended() -> None:
    loud = np.array([[np.nan, np.inf, -np.inf, 9.0]] * 2, np.float32).T.tobytes() * 4000
    _, samples = decoded(wav_head(bits=32, tag=3, data=len(loud)) + loud)
    assert np.isfinite(samples).all()
    assert np.abs(samples).max() <= 1


@pytest.mark.parametrize(
    ("head", "why"),
    [
        (wav_head(rate=1), "1 samples a second"),
        (wav_head(rate=4_000_000), "4,000,000 samples a second"),
        (wav_head(rate=0xFFFFFFFF), "cannot be decoded|samples a second"),
        (wav_head(rate=0), "cannot be decoded|samples a second"),
        (wav_head(channels=0), "tells of no channels"),
        (wav_head(bits=0), "not known"),
        (wav_head(tag=0x7777), "not known"),
        (wav_head(form_size=0xFFFFFFF0), "cannot be decoded|channels|no sound"),
        (b"RIFF\x10\0\0\0WAVE", "cannot be decoded|no sound"),
        (b"fLaC\x00\xff\xff\xff", "cannot be decoded"),
        (b"OggS\0" + bytes(60), "cannot be decoded|no sound"),
    ],
)
def test_a_head_that_cannot_be_is_told_of(head: bytes, why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        decoded(head + random.Random(1).randbytes(64_000))


def test_more_channels_than_a_wav_can_have_are_counted_not_decoded() -> None:
    found, problems = hear(wav_head(channels=60_000, align=65_535, rate=8000) + bytes(200_000))
    assert found == []
    assert len(problems) == 1


def test_a_playlist_in_the_clothes_of_a_wav_opens_nothing(tmp_path: Any) -> None:
    (tmp_path / "secret.wav").write_bytes(encoded(tones(1.0)))
    playlist = f"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nfile://{tmp_path}/secret.wav\n#EXT-X-ENDLIST\n".encode()
    with pytest.raises(Unreadable):
        decoded(b"RIFF\xff\xff\0\0WAVE" + playlist)
    for kind in CODECS:
        with pytest.raises(Unreadable):
            decoded(playlist * 20, kind)


@pytest.mark.parametrize("kind", CODECS)
def test_damaged_files_give_sound_or_one_sentence(kind: str) -> None:
    whole = encoded(tones(3.0), kind)
    dice = random.Random(kind)
    sentences = []
    for _ in range(25):
        raw = bytearray(whole)
        for _ in range(dice.randint(1, 30)):
            place = dice.randrange(len(raw))
            raw[place : place + dice.randint(0, 9)] = dice.randbytes(dice.randint(0, 9))
        if kind_of(bytes(raw)) is None:
            continue
        try:
            _, samples = decoded(bytes(raw))
        except Unreadable as error:
            sentences.append(str(error))
        else:
            assert np.isfinite(samples).all()
    assert all(len(sentence) > 10 and "\n" not in sentence for sentence in sentences)


BOMB = """
import resource, sys
from allears.listening.audio import decode
decode.MAX_SECONDS = 200
from allears.listening.formats.problems import Unreadable
recording = decode.Recording(iter([open(sys.argv[1], 'rb').read()]), sys.argv[2])
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    for piece in recording:
        pass
except Unreadable as error:
    print(error)
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


@pytest.mark.parametrize("kind", ["flac", "ogg"])
def test_a_small_file_that_unpacks_into_hours_is_stopped_in_constant_memory(kind: str, tmp_path: Any) -> None:
    raw = encoded(np.zeros((2, 250 * 8000)), kind, 8000)
    assert len(raw) < 500_000  # 32 MB of samples at 16 kHz
    (tmp_path / "bomb").write_bytes(raw)
    done = subprocess.run(
        [sys.executable, "-c", BOMB, str(tmp_path / "bomb"), kind], capture_output=True, text=True, check=True
    )
    sentence, grown = done.stdout.splitlines()
    assert sentence.startswith("the recording is longer than")
    assert int(grown) < 25, "megabytes"


@needs_sound
@pytest.mark.parametrize(
    ("samples", "why"),
    [
        (np.zeros((2, RATE)), "nobody speaks in this recording"),
        (np.zeros((1, RATE)), "both parties are on one channel"),
        (np.zeros((3, RATE)), "it has 3 channels"),
        (np.random.default_rng(2).uniform(-0.3, 0.3, (2, 20 * RATE)), "nobody speaks in this recording"),
    ],
)
def test_sound_in_which_no_two_speak_is_told_of(samples: np.ndarray[Any, Any], why: str) -> None:
    found, problems = hear(encoded(samples))
    assert found == []
    assert len(problems) == 1
    assert problems[0].startswith(why)
