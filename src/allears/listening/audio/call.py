"""A recorded call becomes a transcript: all of this folder, in one go over the file and in constant memory."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from allears.listening.formats.build import Draft, Said, finish
from allears.listening.formats.problems import Options, Problem, Unreadable
from allears.listening.formats.source import Source
from allears.listening.transcript import Transcript

from .activity import Activity, Gate
from .bleed import Bleed, Sameness
from .decode import RATE, Recording, Samples
from .speech import Language, Tape, Transcriber, speech_model, words_by
from .turns import Stretch, turns
from .voices import MAX_SECONDS as MAX_DIARIZED
from .voices import Diarizer, by_voice, find_diarizer, heard_voices

MONO = (
    "both parties are on one channel; to hear who cut in on whom, each needs a channel of their own: let the telephone "
    "system record in stereo (dual channel), or try --diarize (docs/howto/calls.md)"
)


def hear(source: Source, kind: str, options: Options) -> Iterator[Transcript | Problem]:
    """The conversation in a sound file of a kind (wav, mp3, ogg, flac), and what of it could not be heard."""
    recording: Recording | None = None
    try:
        name, folder = speech_model(options.model)
        language = Language()
        recording = Recording(source.pieces(), kind)
        if recording.channels == 1 and options.diarize:
            stretches = _one_channel(recording, folder, language, find_diarizer())
        elif recording.channels == 1:
            raise Unreadable(MONO)
        elif recording.channels != 2:
            raise Unreadable(f"it has {recording.channels} channels; it should have two, one for each party")
        else:
            stretches = _two_channels(recording, folder, language)
        said = [_said(turn) for turn in turns(stretches)]
        draft = Draft(source.stem, said, channel="phone", transcribed_by=words_by(name, language))
        yield finish(draft, options)
        yield from _lost(source, recording)
    except Unreadable as error:
        yield source.problem(0, str(error))
    finally:
        if recording is not None:
            recording.close()


class _Channel:
    """One channel on its way through the recording."""

    def __init__(self, speaker: str, folder: Path, language: Language) -> None:
        self.spoke = False
        self.found: list[Stretch] = []
        self._activity = Activity()
        self._gate = Gate()
        self._tape = Tape()
        self._transcriber = Transcriber(speaker, folder, language)

    def add(self, samples: Samples, foreign: NDArray[np.bool_] | None = None) -> None:
        """The next piece; `foreign` are frames whose sound is the other channel's."""
        self._tape.add(samples)
        probabilities = self._activity(samples)
        if foreign is not None:
            probabilities = np.where(foreign, np.float32(0), probabilities)
        for start, end in self._gate(probabilities):
            self._take(start, end)
        still = self._gate.open_since
        self._tape.forget(self._gate.now if still is None else still)

    def close(self) -> None:
        for start, end in self._gate.close():
            self._take(start, end)
        self.found += self._transcriber.flush()

    def _take(self, start: float, end: float) -> None:
        self.spoke = True
        self.found += self._transcriber.add(start, end, self._tape)


def _two_channels(recording: Recording, folder: Path, language: Language) -> list[Stretch]:
    channels = [_Channel(str(number), folder, language) for number in (1, 2)]
    same, bleed = Sameness(), Bleed()
    for piece in recording:
        same.add(piece)
        if same.heard_enough and same:
            break
        foreign = bleed(piece)
        for channel, samples, theirs in zip(channels, piece, foreign, strict=True):
            channel.add(samples, theirs)
    if same:
        raise Unreadable(f"both channels hold the same sound, so it is a recording on one channel: {MONO}")
    for channel in channels:
        channel.close()
    return _both([stretch for channel in channels for stretch in channel.found], [each.spoke for each in channels])


def _one_channel(recording: Recording, folder: Path, language: Language, diarizer: Diarizer) -> list[Stretch]:
    channel = _Channel("1", folder, language)
    kept = []
    for (samples,) in recording:
        kept.append(samples.copy())
        if len(kept) * samples.size > MAX_DIARIZED * RATE:
            raise Unreadable(f"a recording on one channel may be {MAX_DIARIZED // 3600} hours long at most")
        channel.add(samples)
    channel.close()
    if not channel.spoke:
        raise Unreadable("nobody speaks in this recording")
    voices = heard_voices(diarizer, np.concatenate(kept))
    return _both(list(by_voice(channel.found, voices)), [True, True])


def _both(found: list[Stretch], spoke: list[bool]) -> list[Stretch]:
    """The stretches, if both parties have words among them. Raises Unreadable where one has none."""
    if not any(spoke):
        raise Unreadable("nobody speaks in this recording")
    for number, speaks in enumerate(spoke, 1):
        if not speaks:
            raise Unreadable(f"nobody speaks on channel {number}; a conversation needs both parties, each on a channel")
    heard = {stretch.speaker for stretch in found if stretch.words}
    for speaker in ("1", "2"):
        if speaker not in heard:
            raise Unreadable(f"no words can be made out of what is said on channel {speaker}")
    return found


def _said(turn: Stretch) -> Said:
    return Said(turn.speaker, turn.text, None, turn.start, turn.end, turn.words)


def _lost(source: Source, recording: Recording) -> Iterator[Problem]:
    if recording.missing:
        whole = recording.seconds + recording.missing
        yield source.problem(
            0, f"the recording breaks off after {_clock(recording.seconds)} of {_clock(whole)}; what is there was heard"
        )
    elif recording.damaged:
        yield source.problem(0, "part of the sound is damaged and was passed over; the rest was heard")


def _clock(seconds: float) -> str:
    whole = round(seconds)
    hours, rest = divmod(whole, 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"
