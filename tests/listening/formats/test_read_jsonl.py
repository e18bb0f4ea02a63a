"""Our own format: what is taken, what is refused, and that writing and reading give the same."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from io import StringIO
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from allears.listening.formats import to_json, write
from allears.listening.transcript import CHANNELS, ROLES, Customer, Transcript, Turn, Word
from listening.formats.reading_helpers import read_all, read_one
from listening.formats.samples import ANSWERS, OWN, PROMISES, dumped

SCHEMA = json.loads((Path(__file__).parents[3] / "docs/reference/transcript.schema.json").read_text())

texts = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0\r"), max_size=30)
times = st.floats(0, 1e6, allow_nan=False)
spans = st.tuples(times, times).map(sorted)
word = st.builds(lambda span, text: Word(span[0], span[1], text), spans, texts)
turns = st.builds(
    lambda role, text, speaker, span, words: Turn(role, text, speaker, span[0], span[1], tuple(words)),
    st.sampled_from(ROLES),
    texts,
    texts,
    st.just((None, None)) | spans,
    st.lists(word, max_size=3),
)
transcripts = st.builds(
    Transcript,
    id=texts,
    turns=st.lists(turns, min_size=1, max_size=5).map(tuple),
    channel=st.sampled_from(CHANNELS),
    started_at=st.none() | st.datetimes(datetime(1971, 1, 1), datetime(9990, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    subject=texts,
    customer=st.builds(Customer, texts, texts, texts, texts),
    agent=texts,
    agent_inferred=st.booleans(),
    zone=texts,
)


def test_a_conversation_is_read_with_all_that_it_says() -> None:
    found = read_one(dumped(OWN))
    assert (found.id, found.channel, found.subject) == ("c-1", "phone", "Late parcel")
    assert found.started_at == datetime(2026, 3, 6, 9, 15, tzinfo=UTC)
    assert found.customer == Customer("Mrs Green", "green@home.test", "+441632960001")
    assert found.turns[0] == Turn("agent", ANSWERS, "Ben", 0.0, 2.5)
    assert found.turns[1].words == (Word(3.0, 3.4, "My"), Word(3.5, 4.5, "parcel"))
    assert not found.agent_inferred


def test_notes_are_passed_over() -> None:
    assert [turn.text for turn in read_one(dumped(OWN)).turns] == [ANSWERS, "My parcel", PROMISES]


def test_everything_but_turns_text_and_a_speaker_may_be_missing() -> None:
    found = read_one('{"turns": [{"speaker": "x", "text": "How can I help?"}, {"speaker": "y", "text": "My bill!"}]}')
    assert [turn.role for turn in found.turns] == ["agent", "customer"]
    assert found.agent_inferred
    assert found.id == "stream"


@pytest.mark.parametrize("raw", [dumped(OWN, pretty=True), dumped([OWN]), dumped([OWN], pretty=True)])
def test_one_object_over_many_lines_or_in_a_list_is_read_too(raw: bytes) -> None:
    assert read_one(raw).turns == read_one(dumped(OWN)).turns


def test_lists_and_lines_hold_many() -> None:
    assert len(read_all(dumped([OWN, OWN], pretty=True))[0]) == 2
    assert len(read_all(dumped(OWN) + b"\n\n" + dumped(OWN) + b"\r\n" + dumped(OWN))[0]) == 3


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_broken_line_is_reported_with_its_number_and_the_rest_goes_on(place: int) -> None:
    lines = [dumped(OWN)] * 3
    lines[place] = b'{"turns": [{"text": "a"'
    found, problems = read_all(b"\n".join(lines))
    assert len(found) == 2
    assert [str(problem) for problem in problems] == [f"stream:{place + 1}: the JSON ends too early"]


def test_a_broken_conversation_in_a_list_is_told_by_its_number() -> None:
    found, problems = read_all(dumped([OWN, {"turns": [{"speaker": "x", "text": 5}]}, OWN]))
    assert len(found) == 2
    assert "conversation 2" in problems[0].message
    assert "turns[0].text" in problems[0].message


@pytest.mark.parametrize(
    ("turn", "why"),
    [
        ({"text": "a"}, "turn 1 has neither role nor speaker"),
        ({"text": "a", "role": "king"}, 'turn 1 has the role "king"; it should be customer, agent or bot'),
        ({"text": "a", "role": "agent", "start": -1}, "turn 1 has a time that cannot be: -1"),
        ({"text": "a", "role": "agent", "words": [[-1, 0, "a"]]}, "turn 1 has a word with a time that cannot be"),
        ({"text": None, "role": "agent"}, "Expected `str`, got `null` at turns[0].text"),
        ({"role": "agent"}, "Object missing required field `text` at turns[0]"),
    ],
)
def test_a_turn_that_cannot_be_is_refused_in_one_sentence(turn: dict[str, object], why: str) -> None:
    found, problems = read_all(dumped({"turns": [turn]}), "jsonl")
    assert found == []
    assert problems[0].message.startswith(why)


@pytest.mark.parametrize("raw", ['{"turns": [{"role": "bot", "text": "a", "start": NaN}]}', '{"turns": 1e999}'])
def test_numbers_that_are_none_are_refused(raw: str) -> None:
    assert len(read_all(raw, "jsonl")[1]) == 1


def test_an_end_before_its_start_becomes_the_start() -> None:
    found = read_one(dumped({"turns": [{"role": "agent", "text": "a", "start": 2.0, "end": 1.9}]}))
    assert (found.turns[0].start, found.turns[0].end) == (2.0, 2.0)


def test_nul_is_dropped_and_half_an_emoji_becomes_a_replacement_character() -> None:
    raw = rb'{"turns": [{"role": "agent", "text": "a\u0000b \ud83d \ud83d\ude00 \\ud83d"}]}'
    assert read_one(raw).turns[0].text == "ab \ufffd \U0001f600 \\ud83d"


def test_a_pretty_broken_file_names_the_line() -> None:
    raw = '{\n "turns": [\n  {"role": "agent", "text": "a"},\n  {oops}\n ]\n}'
    assert read_all(raw)[1][0].line == 4


def test_deep_nesting_is_refused() -> None:
    raw = b'{"turns": [{"role": "agent", "text": "a"}], "x": ' + b"[" * 100_000 + b"]" * 100_000 + b"}"
    assert "nested too deeply" in read_all(raw, "jsonl")[1][0].message


def test_who_is_told_by_the_options_goes_before_the_file() -> None:
    found = read_one(dumped(OWN), speakers=(("Ben", "bot"),))
    assert [turn.role for turn in found.turns] == ["bot", "customer", "bot"]


def test_the_named_agent_is_the_agent() -> None:
    raw = dumped({"turns": [{"speaker": "x", "text": "How can I help?"}, {"speaker": "y", "text": "My bill!"}]})
    found = read_one(raw, agent="Y")
    assert [turn.role for turn in found.turns] == ["customer", "agent"]
    assert (found.agent, found.agent_inferred) == ("y", False)


@given(transcripts)
def test_what_is_written_is_read_back_the_same(transcript: Transcript) -> None:
    out = StringIO()
    assert write([transcript], out) == 1
    assert read_one(out.getvalue(), "jsonl") == transcript


@given(transcripts)
def test_what_is_written_keeps_to_the_schema(transcript: Transcript) -> None:
    jsonschema.validate(to_json(transcript), SCHEMA)


def test_a_time_in_another_zone_is_the_same_moment() -> None:
    raw = dumped(OWN | {"started_at": "2026-03-06T10:15:00+01:00"})
    assert read_one(raw).started_at == datetime(2026, 3, 6, 10, 15, tzinfo=timezone(timedelta(hours=1)))


def test_the_samples_keep_to_the_schema_and_broken_ones_do_not() -> None:
    jsonschema.validate(OWN, SCHEMA)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"turns": [{"text": "a"}]}, SCHEMA)
