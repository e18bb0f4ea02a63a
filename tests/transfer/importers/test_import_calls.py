"""`allears import call.flac`: a recorded call becomes a conversation of the desk, once."""

from __future__ import annotations

from pathlib import Path

import pytest

from allears.conversations.models import Conversation, Turn
from allears.listening.formats import Options, Problem
from allears.transfer.importers import run
from cast import Cast
from listening.audio.calls import Script, needs_voices, sox

pytestmark = [needs_voices, pytest.mark.slow, pytest.mark.django_db]


def test_a_recorded_call_comes_in_once_with_its_times_and_words(cast: Cast, tmp_path: Path) -> None:
    folder = tmp_path / "made"
    folder.mkdir()
    script = Script(folder)
    hello = script.say(1, 0.5, "Good morning, how can I help you?")
    script.say(2, hello.end + 0.5, "My parcel was promised for Monday and nobody came.")
    sox(str(script.recording()), str(tmp_path / "call.flac"))
    problems: list[Problem] = []
    options = Options(agent="1")
    tallies = [run([tmp_path / "call.flac"], options=options, on_problem=problems.append) for _ in range(2)]
    assert problems == []
    assert [(tally.added, tally.known) for tally in tallies] == [(1, 0), (0, 1)]
    conversation = Conversation.objects.get(source_id="audio:call")
    first, second = Turn.objects.filter(conversation=conversation).order_by("pk")
    assert (first.party, second.party) == ("agent", "customer")
    assert first.call.transcribed_by.startswith("faster-whisper ")
    assert first.call.transcribed_by.endswith("language en")
    assert second.start == pytest.approx(hello.end + 0.5, abs=0.3)
    assert " ".join(word for _, _, word in first.words) == first.text
