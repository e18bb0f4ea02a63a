"""vCons of every age: text in the dialog, transcripts in the analysis, and those without words."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from allears.listening.transcript import Customer
from listening.formats.reading_helpers import read_all, read_one, said
from listening.formats.samples import ANSWERS, ASKS, DEEPGRAM, PROMISES, VCON, dumped, vcon_with

NAMED = f"Ben: {ANSWERS}\n\nMrs Green: {ASKS}\n\nBen: {PROMISES}"
SAID = [("agent", "Ben", ANSWERS), ("customer", "Mrs Green", ASKS), ("agent", "Ben", PROMISES)]


def test_text_dialogs_come_in_the_order_of_their_times_decoded_and_plain() -> None:
    found = read_one(dumped(VCON))
    assert said(found) == [("customer", "Mrs Green", ASKS), ("agent", "Ben", PROMISES)]
    assert [turn.start for turn in found.turns] == [0.0, 60.0]
    assert found.started_at == datetime(2026, 3, 6, 9, 15, tzinfo=UTC)
    assert found.customer == Customer("Mrs Green", "", "+441632960001")
    assert (found.id, found.agent, found.agent_inferred) == ("0195-1", "Ben", False)


@pytest.mark.parametrize("version", ["0.0.1", "0.3.0", "0.4.0", None])
def test_every_version_is_read(version: str | None) -> None:
    vcon = {key: value for key, value in VCON.items() if key != "vcon"} | ({"vcon": version} if version else {})
    assert len(read_one(dumped(vcon)).turns) == 2


@pytest.mark.parametrize(
    "body",
    [
        NAMED,
        NAMED.replace("\n\n", "\n"),
        {"transcript": NAMED},
        {"transcript": f"{ANSWERS}\n\n{ASKS}\n\n{PROMISES}", "confidence": 0.9},
        {"segments": [{"speaker": who, "text": text} for _, who, text in SAID]},
        {"transcript": {"segments": [{"speaker": who, "text": text} for _, who, text in SAID]}},
        [{"speaker": who, "message": text} for _, who, text in SAID],
    ],
)
def test_transcripts_are_read_in_many_shapes(body: Any) -> None:
    found = read_one(dumped(vcon_with(body)))
    assert said(found) == SAID
    assert found.channel == "phone"


def test_a_body_may_be_json_in_a_string() -> None:
    body = dumped({"segments": [{"speaker": "Ben", "text": ANSWERS, "start": 0.5, "end": 2}]}).decode()
    for encoding in ("json", "none"):
        turn = read_one(dumped(vcon_with(body, encoding=encoding))).turns[0]
        assert (turn.role, turn.start, turn.end) == ("agent", 0.5, 2.0)


def test_the_wtf_extension_is_a_transcript_too() -> None:
    body = {"transcript": {"text": "…"}, "segments": [{"id": 0, "start": 0, "end": 2, "text": ANSWERS, "speaker": 0}]}
    turn = read_one(dumped(vcon_with(body, kind="wtf_transcription"))).turns[0]
    assert (turn.text, turn.end) == (ANSWERS, 2.0)


def test_voices_without_names_take_turns_and_the_agent_is_inferred() -> None:
    parties = [{"name": "X"}, {"name": "Y"}]
    found = read_one(dumped(vcon_with({"transcript": f"{ANSWERS}\n\n{ASKS}"}, parties=parties)))
    assert [(turn.role, turn.speaker) for turn in found.turns] == [("agent", "A"), ("customer", "B")]
    assert found.agent_inferred


def test_deepgrams_words_become_turns_of_voices() -> None:
    found = read_one(dumped(vcon_with(DEEPGRAM)))
    assert [(turn.speaker, turn.text) for turn in found.turns] == [
        ("Speaker 0", "How can I help?"),
        ("Speaker 1", "My parcel."),
    ]
    assert (found.turns[1].start, found.turns[1].end, len(found.turns[1].words)) == (2.0, 2.9, 2)
    assert [turn.role for turn in found.turns] == ["agent", "customer"]


def test_deepgrams_paragraphs_keep_the_words_that_lie_in_them() -> None:
    best = DEEPGRAM["results"]["channels"][0]["alternatives"][0]
    sentences = [{"text": "How can I help?", "start": 0.5, "end": 1.4}]
    paragraphs = {"paragraphs": [{"sentences": sentences, "speaker": 0, "start": 0.5, "end": 1.4}]}
    body = {"results": {"channels": [{"alternatives": [best | {"paragraphs": paragraphs}]}]}}
    turn = read_one(dumped(vcon_with(body))).turns[0]
    assert [word.word for word in turn.words] == ["How", "can", "I", "help?"]


def test_a_later_call_starts_when_it_starts() -> None:
    vcon = vcon_with([{"speaker": "Ben", "text": ANSWERS, "start": 1, "end": 2}])
    vcon["dialog"].append({"type": "recording", "start": "2026-03-06T10:15:00Z", "parties": [0, 1]})
    later = {"type": "transcript", "dialog": 1, "body": [{"speaker": "Ben", "text": PROMISES, "start": 1, "end": 2}]}
    vcon["analysis"].append(later)
    assert [turn.start for turn in read_one(dumped(vcon)).turns] == [1.0, 3601.0]


def test_what_a_mail_quotes_is_cut_off() -> None:
    mail = {
        "type": "text",
        "parties": [0, 1],
        "message_id": "<1@x>",
        "body": f"{ASKS}\n\nOn Monday Ben wrote:\n> Hello",
    }
    found = read_one(dumped(VCON | {"dialog": [mail]}))
    assert (found.channel, found.turns[0].text) == ("email", ASKS)


@pytest.mark.parametrize(
    "vcon",
    [
        VCON | {"dialog": [{"type": "recording", "parties": [0, 1], "url": "https://x.test/a.mp3"}]},
        VCON | {"dialog": []},
        vcon_with({"transcript": ""}),
        vcon_with(None),
        VCON | {"parties": None, "dialog": None},
        VCON | {"dialog": [{"type": "text", "body": {"text": [1]}}]},
        VCON | {"dialog": [{"type": "text", "body": "a", "encoding": "base64url"}]},
    ],
)
def test_a_vcon_without_words_is_one_clear_problem(vcon: dict[str, Any]) -> None:
    found, problems = read_all(dumped(vcon), "vcon")
    assert found == []
    assert len(problems) == 1


def test_one_vcon_a_line_is_an_archive() -> None:
    assert len(read_all(b"\n".join([dumped(VCON), dumped(vcon_with(NAMED))]))[0]) == 2
