"""Recordings: known by their first bytes, and one sentence where what hears them is not installed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allears.listening.formats import detect, read, to_json, write
from allears.listening.formats.audio import kind_of
from allears.listening.transcript import Transcript, Turn
from listening.formats.reading_helpers import read_one
from listening.formats.samples import SAMPLES, silence

MP3_FRAME = b"\xff\xfb\x90\x64" + bytes(413)  # MPEG-1 layer III, 128 kbit/s at 44.1 kHz: 417 bytes
LOW_MP3_FRAME = b"\xff\xf3\x48\xc4" + bytes(140)  # MPEG-2 layer III, 32 kbit/s at 16 kHz: 144 bytes


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (SAMPLES["audio"], "wav"),
        (b"RF64\xff\xff\xff\xffWAVEds64", "wav"),
        (b"OggS\0\x02" + bytes(50), "ogg"),
        (b"fLaC\0\0\0\x22" + bytes(50), "flac"),
        (b"ID3\x03\0\0\0\0\0\x0a" + bytes(50), "mp3"),
        (b"ID3\x04\0\0\0\0\0\x0a" + bytes(10) + b"fLaC", "flac"),
        (MP3_FRAME * 2, "mp3"),
        (LOW_MP3_FRAME * 2, "mp3"),
        (MP3_FRAME + b"words that happen to follow", None),
        (b"RIFF\x10\0\0\0AVI LIST", None),
        (b"ID3 is what they call the tag, Ann said.", None),
        (b"\xff\xfe" + "Ann: Hello.".encode("utf-16-le"), None),
        (b"OggS is a page of sound", None),
        (b"", None),
    ],
)
def test_a_recording_is_known_by_its_first_bytes(raw: bytes, kind: str | None) -> None:
    assert kind_of(raw) == kind
    assert (detect(raw) == "audio") == (kind is not None)


@given(st.binary(max_size=60))
def test_any_bytes_are_a_kind_or_none(raw: bytes) -> None:
    assert kind_of(raw) in {None, "wav", "ogg", "flac", "mp3"}
    assert kind_of(b"ID3" + raw) in {None, "mp3", "flac"}
    assert kind_of(b"\xff\xfb" + raw) in {None, "mp3"}


@pytest.mark.parametrize("missing", ["av", "faster_whisper", "onnxruntime"])
def test_without_the_extra_one_sentence_says_how_to_install_it(missing: str, tmp_path: Path) -> None:
    (tmp_path / "call.wav").write_bytes(silence())
    program = (
        "import sys\n"
        f"sys.modules['{missing}'] = None\n"
        "from allears.cli.main import main\n"
        "sys.exit(main(['listen', 'call.wav']))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=tmp_path, check=False)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "call.wav: to hear recordings, install what they need: pip install 'allears[audio]'",
        "1 thing could not be read.",
    ]


def test_what_hears_recordings_is_not_loaded_for_other_formats() -> None:
    program = (
        "import io, sys\n"
        "from allears.listening.formats import read\n"
        "list(read(io.BytesIO(b'Ann: Hello.\\nBen: Good morning.\\n')))\n"
        "print({'av', 'faster_whisper', 'onnxruntime', 'ctranslate2', 'allears.listening.audio'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_other_bytes_that_are_said_to_be_a_recording_are_told_of(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"Ann: Hello.")
    found: list[str] = []
    assert list(read(tmp_path / "a", format="audio", on_problem=lambda problem: found.append(problem.message))) == []
    assert found == ["this is no recording that is known: WAV, MP3, OGG or FLAC"]


def test_who_wrote_the_words_down_outlives_our_own_format(tmp_path: Path) -> None:
    transcript = Transcript(
        "c", (Turn("agent", "Hello", "1"),), channel="phone", transcribed_by="faster-whisper tiny.en"
    )
    assert to_json(transcript)["transcribed_by"] == "faster-whisper tiny.en"
    with (tmp_path / "one.jsonl").open("w") as out:
        write([transcript], out)
    assert read_one((tmp_path / "one.jsonl").read_bytes()) == transcript
