"""The speech model: on this machine or one clear sentence, never fetched; and words given to their stretches."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

pytest.importorskip("faster_whisper", reason="left out: the extra audio is not installed")

import numpy as np

from allears.listening.audio import speech, voices
from allears.listening.audio.decode import RATE
from allears.listening.audio.speech import Language, Tape, Transcriber, speech_model
from allears.listening.audio.turns import Stretch
from allears.listening.formats.problems import Unreadable
from allears.listening.transcript import Word


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No model is installed or in a cache, and whoever asks the network fails the test."""
    monkeypatch.delenv(speech.SETTING, raising=False)
    monkeypatch.setattr(speech, "PACKAGES", ("no_such_package",))
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "cache"))

    def never(*args: Any, **kwargs: Any) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr("socket.socket.connect", never)
    monkeypatch.setattr("socket.getaddrinfo", never)


def model_in(folder: Path, leave_out: str = "") -> Path:
    folder.mkdir()
    for name in {"model.bin", "config.json", "tokenizer.json"} - {leave_out}:
        (folder / name).write_bytes(b"{}")
    return folder


@pytest.mark.usefixtures("offline")
def test_without_any_model_the_sentence_says_how_to_get_one() -> None:
    with pytest.raises(
        Unreadable, match=r"there is no speech model on this machine: .*--model or ALLEARS_SPEECH_MODEL"
    ):
        speech_model()


@pytest.mark.usefixtures("offline")
@pytest.mark.parametrize("name", ["tiny.en", "large-v3", "somebody/some-model", "no such thing", "../up"])
def test_a_name_that_is_not_on_this_machine_is_told_of_and_not_fetched(name: str) -> None:
    with pytest.raises(Unreadable, match="is no folder and is not installed, and nothing is fetched"):
        speech_model(name)


@pytest.mark.usefixtures("offline")
def test_a_folder_is_taken_and_the_setting_stands_in_for_what_is_not_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = model_in(tmp_path / "one"), model_in(tmp_path / "two")
    monkeypatch.setenv(speech.SETTING, str(one))
    assert speech_model() == ("one", one)
    assert speech_model(str(two)) == ("two", two)


@pytest.mark.usefixtures("offline")
def test_a_folder_without_its_tokenizer_is_refused_since_one_would_be_fetched(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match=r"holds no faster-whisper model: tokenizer\.json is not in it"):
        speech_model(str(model_in(tmp_path / "part", "tokenizer.json")))


@pytest.mark.usefixtures("offline")
def test_a_folder_that_cannot_be_loaded_is_told_of(tmp_path: Path) -> None:
    name, folder = speech_model(str(model_in(tmp_path / "broken")))
    transcriber, tape = Transcriber("1", folder, Language()), Tape()
    tape.add(np.zeros(RATE, np.float32))
    assert list(transcriber.add(0.2, 0.8, tape)) == []
    with pytest.raises(Unreadable, match=f"the speech model in .*{name} cannot be loaded"):
        list(transcriber.flush())


class Hears:
    """A Whisper that hears given words at given seconds of what it is given."""

    def __init__(self, *words: tuple[str, float, float]) -> None:
        self.words = words
        self.given: list[int] = []

    def transcribe(self, sound: Any, **options: Any) -> tuple[Iterator[Any], Any]:
        self.given.append(sound.size)
        words = [SimpleNamespace(word=word, start=start, end=end) for word, start, end in self.words]
        return iter([SimpleNamespace(words=words)]), SimpleNamespace(language="en")


def heard(monkeypatch: pytest.MonkeyPatch, hears: Hears, *places: tuple[float, float]) -> list[Stretch]:
    monkeypatch.setattr(speech, "_whisper", lambda folder: hears)
    transcriber, tape = Transcriber("1", Path(), Language()), Tape()
    tape.add(np.zeros(120 * RATE, np.float32))
    found = [each for start, end in places for each in transcriber.add(start, end, tape)]
    return [*found, *transcriber.flush()]


def test_words_are_given_to_the_stretch_in_which_they_lie_however_long_the_pause_was(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Of the stretches 10-11 and 50-52, 0.2 s of margin on each side are heard, one straight after the other.
    hears = Hears((" one", 0.0, 0.6), (" two", 0.7, 1.5), (" o", 1.7, 2.0), ("'clock", 2.0, 3.4))
    one, two = heard(monkeypatch, hears, (10, 11), (50, 52))
    assert hears.given == [round(3.8 * RATE)]
    assert one == Stretch("1", 10, 11, (Word(10, 10.4, "one"), Word(10.5, 11, "two")))
    assert two.text == "o'clock"
    assert (two.words[0].start, two.words[0].end) == (50, 52)


def test_a_short_pause_is_heard_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    hears = Hears((" one", 0.2, 1.2), (" two", 1.5, 2.5))
    one, two = heard(monkeypatch, hears, (10, 11), (11.3, 12.3))
    assert hears.given == [round(2.7 * RATE)]
    assert (one.text, two.text) == ("one", "two")
    assert two.words == (Word(11.3, 12.3, "two"),)


def test_no_more_is_heard_at_once_than_fits_and_nothing_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    hears = Hears((" word", 0.2, 1.0))
    found = heard(monkeypatch, hears, *((at, at + 9.5) for at in range(0, 100, 10)))
    assert len(found) == 10
    assert len(hears.given) == 5
    assert max(hears.given) <= 30 * RATE


def test_a_stretch_without_words_stays_without(monkeypatch: pytest.MonkeyPatch) -> None:
    (one,) = heard(monkeypatch, Hears(), (1, 2))
    assert one == Stretch("1", 1, 2)


def test_words_go_to_the_voice_that_is_heard_in_the_middle_of_them() -> None:
    words = (Word(0, 1, "a"), Word(1, 2, "b"), Word(2.2, 3, "c"), Word(5, 6, "d"))
    found = list(voices.by_voice([Stretch("1", 0, 6, words)], [(0, 1.9, "1"), (2.1, 3.2, "2"), (4.5, 7, "1")]))
    assert [(each.speaker, each.text, each.start, each.end) for each in found] == [
        ("1", "a b", 0, 2),
        ("2", "c", 2.2, 3),
        ("1", "d", 5, 6),
    ]


def test_a_diarizer_that_fails_or_hears_one_voice_is_told_of() -> None:
    silence = np.zeros(RATE, np.float32)
    with pytest.raises(Unreadable, match=r"the diarizer failed \(ZeroDivisionError"):
        voices.heard_voices(lambda samples, rate, speakers: 1 / 0, silence)  # type: ignore[arg-type,return-value]
    with pytest.raises(Unreadable, match="hears one voice only"):
        voices.heard_voices(lambda samples, rate, speakers: [(0, 1, "A")], silence)
    found = voices.heard_voices(lambda samples, rate, speakers: [(1, 2, "A"), (0, 1, "B")], silence)
    assert found == [(0, 1, "1"), (1, 2, "2")]


def test_a_package_may_offer_a_diarizer(monkeypatch: pytest.MonkeyPatch) -> None:
    def offered(samples: Any, rate: int, speakers: int) -> list[tuple[float, float, str]]:
        return []

    point = SimpleNamespace(name="mine", load=lambda: offered)
    monkeypatch.setattr(voices, "entry_points", lambda group: [point] if group == "allears.diarizers" else [])
    assert voices.find_diarizer() is offered
    monkeypatch.setattr(point, "load", lambda: 1 / 0)
    with pytest.raises(Unreadable, match='the diarizer "mine" cannot be loaded'):
        voices.find_diarizer()
