"""Recorded calls, made with two voices at known seconds, and what is heard in them."""

from __future__ import annotations

import importlib.metadata
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest

from allears.listening import Reading, Turn, listen
from allears.listening.transcript import Transcript
from listening.audio.calls import Line, Script, hear, hear_one, needs_voices, sox

pytestmark = [needs_voices, pytest.mark.slow]

CLOSE = 0.3
"""Seconds by which what is heard may lie from what was laid out."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("calls")


MATTER = (
    "Hello. I am calling about my parcel. It was promised for Monday, and nobody came, and I waited at home because "
    "the driver had said that he would come in the morning."
)
CUTS_IN = "Have you got the order number of the parcel that you are talking about?"


class Long:
    """A call in which the agent cuts in, lets the customer wait, talks over, and follows with a sign."""

    def __init__(self, folder: Path) -> None:
        script = Script(folder)
        say = script.say
        hello = say(1, 0.8, "Good morning, Green Lane Stores, how can I help you?")
        self.matter = say(2, hello.end + 0.4, MATTER, breaks_off=1.0)
        self.cuts_in = say(1, self.matter.end - 1.8, CUTS_IN)
        number = say(2, self.cuts_in.end + 0.6, "Yes. It is four five six seven eight.")
        self.asks_to_wait = say(1, number.end + 0.5, "Thank you. Please wait a moment.")
        self.back = say(
            1,
            self.asks_to_wait.end + 6,
            "Thank you for waiting. We will deliver it tomorrow before noon, and ring you.",
        )
        self.objects = say(2, self.back.end - 2.5, "But I work tomorrow, so that is no good to me.")
        self.tells = say(
            2,
            self.objects.end + 2,
            "I rang your shop twice last week about this and they told me to wait for the driver.",
        )
        self.sign = say(1, self.tells.start + 2.6, "Right.")
        sorry = say(1, self.tells.end + 0.6, "I am sorry about that. I will call you today.")
        say(2, sorry.end + 0.3, "Thank you very much.")
        self.script = script
        self.path = script.recording()
        self.transcript = hear_one(self.path)
        self.reading = listen(self.transcript)


@pytest.fixture(scope="module")
def long(folder: Path) -> Long:
    return Long(folder)


@pytest.fixture(scope="module")
def short(folder: Path) -> tuple[Path, Line]:
    """A call of two turns and an interruption, and the line that interrupts."""
    script = Script(folder)
    matter = script.say(2, 0.6, MATTER, breaks_off=1.0)
    cuts_in = script.say(1, matter.end - 1.8, CUTS_IN)
    script.say(2, cuts_in.end + 0.7, "Yes. It is four five six seven eight.")
    return script.recording("short.wav"), cuts_in


def marked(reading: Reading, transcript: Transcript, behaviour: str) -> list[Turn]:
    return [transcript.turns[mark.turn] for mark in reading.marks if mark.behaviour == behaviour]


def nearest(transcript: Transcript, line: Line) -> Turn:
    return min(transcript.turns, key=lambda turn: abs((turn.start or 0) - line.start))


def test_every_line_is_a_turn_that_begins_and_ends_when_it_was_said(long: Long) -> None:
    for line in long.script.lines:
        if line in (long.tells, long.sign):
            continue
        turn = nearest(long.transcript, line)
        assert turn.speaker == str(line.channel)
        assert turn.start == pytest.approx(line.start, abs=CLOSE)
        assert turn.end == pytest.approx(line.end, abs=CLOSE)
    assert len(long.transcript.turns) == len(long.script.lines) + 1  # the sign parts the turn into which it is said


def test_an_interruption_is_found_at_its_second(long: Long) -> None:
    (turn,) = marked(long.reading, long.transcript, "interruption")
    assert turn.start == pytest.approx(long.cuts_in.start, abs=CLOSE)
    assert long.reading.measures.interruptions == 1


def test_talking_over_is_found_by_the_time_for_which_both_spoke(long: Long) -> None:
    (turn,) = marked(long.reading, long.transcript, "talking_over")
    assert turn.start == pytest.approx(long.back.start, abs=CLOSE)
    place = long.transcript.turns.index(turn)
    after = long.transcript.turns[place + 1]
    assert after.start == pytest.approx(long.objects.start, abs=CLOSE)
    assert (turn.end or 0) - (after.start or 0) == pytest.approx(2.5, abs=CLOSE)


def test_a_sign_of_following_is_a_turn_of_its_own_and_no_interruption(long: Long) -> None:
    (turn,) = marked(long.reading, long.transcript, "backchannel")
    assert turn.start == pytest.approx(long.sign.start, abs=CLOSE)
    place = long.transcript.turns.index(turn)
    around = long.transcript.turns[place - 1 : place + 2]
    assert [each.role for each in around] == ["customer", "agent", "customer"]
    assert around[0].start == pytest.approx(long.tells.start, abs=CLOSE)
    assert around[2].end == pytest.approx(long.tells.end, abs=CLOSE)


def test_waiting_and_silence_are_measured_from_the_sound(long: Long) -> None:
    measures = long.reading.measures
    lines = sorted(long.script.lines, key=lambda line: line.start)
    silence, until = 0.0, lines[0].end
    for line in lines[1:]:
        silence += max(0.0, line.start - until)
        until = max(until, line.end)
    assert measures.hold == pytest.approx(6.0, abs=CLOSE)
    assert measures.silence == pytest.approx(silence, abs=1.0)
    assert measures.duration == pytest.approx(until - lines[0].start, abs=CLOSE)
    assert measures.speech_rate is not None
    assert 100 < measures.speech_rate < 300


def test_words_lie_in_their_turns_in_order(long: Long) -> None:
    for turn in long.transcript.turns:
        assert " ".join(word.word for word in turn.words) == turn.text
        times = [time for word in turn.words for time in (word.start, word.end)]
        assert times == sorted(times)
        assert (turn.start or 0) <= times[0]
        assert times[-1] <= (turn.end or 0) + 0.001


def test_the_words_are_those_that_were_said(long: Long) -> None:
    text = " ".join(turn.text for turn in long.transcript.turns).lower()
    for words in ("how can i help you", "my parcel", "order number", "wait a moment", "tomorrow", "i am sorry"):
        assert words in text


def test_the_agent_is_worked_out_from_the_words_and_the_reading_says_whose_words_they_are(long: Long) -> None:
    assert {(turn.speaker, turn.role) for turn in long.transcript.turns} == {("1", "agent"), ("2", "customer")}
    assert long.transcript.agent_inferred
    assert long.transcript.channel == "phone"
    assert long.transcript.timed
    version = importlib.metadata.version("faster-whisper")
    assert long.reading.transcribed_by == f"faster-whisper {version}, model tiny.en, language en"


def test_the_same_recording_gives_the_same_transcript(short: tuple[Path, Line]) -> None:
    assert hear_one(short[0]).turns == hear_one(short[0].read_bytes()).turns


@pytest.mark.parametrize("agent", ["1", "2"])
def test_who_is_the_agent_can_be_said(short: tuple[Path, Line], agent: str) -> None:
    found = hear_one(short[0], agent=agent)
    assert {turn.speaker for turn in found.turns if turn.role == "agent"} == {agent}
    assert not found.agent_inferred


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("call.flac", []),
        ("call.ogg", []),
        ("call.mp3", []),
        ("telephone.wav", ["-r", "8000", "-e", "mu-law"]),
    ],
)
def test_an_interruption_is_found_in_every_kind_of_file(
    short: tuple[Path, Line], tmp_path: Path, name: str, made: list[str]
) -> None:
    out = tmp_path / name
    try:
        sox(str(short[0]), *made, str(out))
    except subprocess.CalledProcessError:
        pytest.skip(f"left out: this sox writes no {out.suffix}")
    interrupts(out, short[1])


@pytest.mark.parametrize(
    ("name", "effects"),
    [
        ("clipped", ["gain", "-n", "14"]),
        ("soft", ["gain", "-n", "-30"]),
    ],
)
def test_an_interruption_is_found_in_bad_sound(
    short: tuple[Path, Line], tmp_path: Path, name: str, effects: list[str]
) -> None:
    out = tmp_path / f"{name}.wav"
    sox(str(short[0]), str(out), *effects)
    interrupts(out, short[1])


def test_an_interruption_is_found_in_noise(short: tuple[Path, Line], tmp_path: Path) -> None:
    noise, out = tmp_path / "noise.wav", tmp_path / "noisy.wav"
    sox(str(short[0]), str(noise), "synth", "pinknoise", "vol", "0.03")
    sox("-m", "-v", "1", str(short[0]), "-v", "1", str(noise), str(out))
    interrupts(out, short[1])


def test_what_leaks_from_one_channel_into_the_other_is_not_heard_twice(
    short: tuple[Path, Line], tmp_path: Path
) -> None:
    one, two, out = tmp_path / "1.wav", tmp_path / "2.wav", tmp_path / "leaking.wav"
    sox(str(short[0]), str(one), "remix", "1v1,2v0.08")
    sox(str(short[0]), str(two), "remix", "2v1,1v0.08")
    sox("-M", str(one), str(two), str(out))
    interrupts(out, short[1])


def interrupts(path: Path, line: Line) -> None:
    """The agent (on the first channel) cuts in at the second of the line, and nowhere else."""
    found = hear_one(path, agent="1")
    (turn,) = marked(listen(found), found, "interruption")
    assert turn.start == pytest.approx(line.start, abs=CLOSE)
    assert [each.speaker for each in found.turns] == ["2", "1", "2"]


def test_a_recording_that_breaks_off_is_heard_as_far_as_it_goes(short: tuple[Path, Line]) -> None:
    raw = short[0].read_bytes()
    found, problems = hear(raw[: len(raw) * 6 // 10])
    assert len(found) == 1
    assert len(problems) == 1
    assert problems[0].startswith("the recording breaks off after 0:0")


def test_a_channel_on_which_nobody_speaks_is_told_of(folder: Path, tmp_path: Path) -> None:
    script = Script(folder)
    script.say(2, 0.5, "My parcel was promised for Monday.")
    assert hear(script.recording("alone.wav")) == (
        [],
        ["nobody speaks on channel 1; a conversation needs both parties, each on a channel"],
    )


def test_one_channel_in_the_clothes_of_two_is_told_of(short: tuple[Path, Line], tmp_path: Path) -> None:
    sox(str(short[0]), str(tmp_path / "twice.wav"), "remix", "1,2", "1v0.7,2v0.7")
    found, problems = hear(tmp_path / "twice.wav")
    assert found == []
    assert problems[0].startswith("both channels hold the same sound")


def test_one_channel_asks_for_two_or_for_a_diarizer(
    short: tuple[Path, Line], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sox(str(short[0]), str(tmp_path / "mono.wav"), "remix", "-")
    found, problems = hear(tmp_path / "mono.wav")
    assert found == []
    assert "let the telephone system record in stereo" in problems[0]
    assert "--diarize" in problems[0]
    monkeypatch.setattr("allears.listening.audio.voices.find_spec", lambda name: None)
    monkeypatch.setattr("allears.listening.audio.voices.entry_points", lambda group: [])
    found, problems = hear(tmp_path / "mono.wav", diarize=True)
    assert found == []
    assert problems[0].startswith("there is no diarizer on this machine")


@pytest.mark.skipif(find_spec("speaker_diarize_lite") is None, reason="left out: speaker-diarize-lite is not installed")
def test_voices_on_one_channel_are_told_apart_where_a_diarizer_is_installed(folder: Path, tmp_path: Path) -> None:
    script = Script(folder)
    hello = script.say(1, 0.5, "Good morning, Green Lane Stores, how can I help you? My name is Ben.")
    matter = script.say(
        2, hello.end + 0.5, "My parcel was promised for Monday, and nobody came, and I waited the whole day."
    )
    script.say(
        1, matter.end + 0.5, "I am sorry about that. I will call you today, before five, and tell you where it is."
    )
    sox(str(script.recording("apart.wav")), str(tmp_path / "mono.wav"), "remix", "-")
    found = hear_one(tmp_path / "mono.wav", diarize=True)
    assert [(turn.speaker, turn.role) for turn in found.turns] == [("1", "agent"), ("2", "customer"), ("1", "agent")]
    assert found.turns[1].start == pytest.approx(matter.start, abs=CLOSE)
