"""CSV, plain text and captions: what people write by hand or a machine writes line by line."""

from __future__ import annotations

import pytest

from listening.formats.reading_helpers import read_all, read_one, said
from listening.formats.samples import CSV, PIPED, SUBRIP, TEXT, WEBVTT


def test_a_conversation_column_makes_several() -> None:
    found, problems = read_all(CSV)
    assert problems == []
    assert [(each.id, len(each.turns)) for each in found] == [("k1", 2), ("k2", 1)]
    assert said(found[0])[0] == ("customer", "Ann", "My parcel, the blue one, is late")
    assert [turn.start for turn in found[0].turns] == [1.0, 4.5]


def test_rows_of_one_conversation_that_stand_apart_are_reported() -> None:
    found, problems = read_all(CSV + "k1,Ben,agent,9,Sorry,\n")
    assert len(found) == 2
    assert str(problems[0]) == 'stream:5: more rows of conversation "k1": sort the table by conversation'


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(delimiter: str) -> None:
    rows = ["speaker,text", "Ann,my bill is wrong", "Ben,how can I help", "Ann,so please mend it"]
    found = read_one("\n".join(rows).replace(",", delimiter), "csv")
    assert [turn.role for turn in found.turns] == ["customer", "agent", "customer"]


def test_a_table_without_a_header_is_read_by_the_columns_that_are_told() -> None:
    found = read_one(PIPED, "csv", delimiter="|", columns=("speaker", "text"), agent="a")
    assert [turn.role for turn in found.turns] == ["customer", "agent", "customer", "agent"]
    assert (found.turns[0].text, found.channel, found.agent_inferred) == ("um my bill is wrong", "phone", False)


def test_a_table_without_a_header_is_guessed_at() -> None:
    found = read_one(PIPED)
    assert [turn.speaker for turn in found.turns] == ["b", "a", "b", "a"]
    assert (found.agent, found.agent_inferred) == ("a", True)


def test_a_header_that_repeats_the_told_columns_is_no_turn() -> None:
    assert len(read_one("speaker|text\n" + PIPED, "csv", delimiter="|", columns=("speaker", "text")).turns) == 4


@pytest.mark.parametrize(
    ("raw", "options", "why"),
    [
        ("a,b\nc,d\n", {}, "it cannot be told which column holds what"),
        (CSV, {"columns": ("speaker", "act")}, "one of the columns should be text"),
        (CSV, {"delimiter": "ab"}, "the delimiter should be one character"),
        ("speaker,text\n", {}, "the table has no rows with words in them"),
        ("speaker,text,start\nAnn,hello,soon\n", {}, "the start is not a number"),
        ("speaker,text,start\nAnn,hello,inf\n", {}, "the start is not a finite number"),
    ],
)
def test_a_table_that_cannot_be_read_says_why(raw: str, options: dict[str, object], why: str) -> None:
    assert why in read_all(raw, "csv", **options)[1][0].message


def test_a_moment_in_a_table_counts_from_the_first() -> None:
    raw = "time,from,message\n2026-03-06T09:15:00Z,Ann,Hello?\n2026-03-06 09:16:30,Ben,How can I help?\n"
    assert [turn.start for turn in read_one(raw).turns] == [0.0, 90.0]


def test_cells_with_line_breaks_in_quotes_are_one_turn() -> None:
    assert read_one('speaker,text\nAnn,"two\nlines"\nBen,How can I help?\n').turns[0].text == "two\nlines"


def test_text_lines_name_speakers_and_go_on() -> None:
    found = read_one(TEXT)
    assert said(found) == [
        ("agent", "Ben", "Thank you for calling Green Lane."),
        ("customer", "Mrs Green", "My parcel is late.\nIt was promised for Monday."),
        ("agent", "Ben", "I will send you a new one."),
    ]
    assert [turn.start for turn in found.turns] == [1.0, 4.0, 3602.0]
    assert found.customer.name == "Mrs Green"


@pytest.mark.parametrize(
    ("raw", "speakers"),
    [
        ("a|how can i help\nb|my bill\n", ["a", "b"]),
        ("Agent: Hello.\nCustomer: Hi: I have a question: why?\n", ["Agent", "Customer"]),
        ("Ann  0:03\nMy bill is wrong.\n\nBen  1:02:03\nHow can I help?\n", ["Ann", "Ben"]),
        ("**Ann**: My bill is wrong.\n**Ben**: How can I help?\n", ["Ann", "Ben"]),
        ("(00:12) Ann: My bill.\n00:15 - Ben: How can I help?\n", ["Ann", "Ben"]),
        ("Zoë: My bill.\r\nBjörn: How can I help?\r\n", ["Zoë", "Björn"]),
    ],
)
def test_text_is_written_in_many_ways(raw: str, speakers: list[str]) -> None:
    found = read_one(raw)
    assert [turn.speaker for turn in found.turns] == speakers
    assert [turn.role for turn in found.turns].count("agent") == 1


def test_names_that_are_roles_say_who_is_who() -> None:
    found = read_one("Caller: Hello?\nOperator 2: Yes?\n")
    assert [turn.role for turn in found.turns] == ["customer", "agent"]
    assert not found.agent_inferred


def test_old_encodings_are_read() -> None:
    assert read_one("Zoë: My bill.\nBen: How can I help?\n".encode("cp1252")).turns[0].speaker == "Zoë"
    assert read_one("Zoë: My bill.\nBen: How can I help?\n".encode("utf-16")).turns[0].speaker == "Zoë"
    assert read_one("\ufeffZoë: My bill.\nBen: How can I help?\n").turns[0].speaker == "Zoë"


def test_captions_have_voices_and_times() -> None:
    found = read_one(WEBVTT)
    assert said(found) == [
        ("agent", "Ben", "Thank you for calling Green Lane."),
        ("customer", "Mrs Green", "My parcel & my letter are late."),
        ("agent", "Ben", "Oh dear."),
        ("customer", "Mrs Green", "It was promised for Monday."),
    ]
    assert (found.turns[0].start, found.turns[0].end, found.turns[3].start) == (0.5, 2.0, 3605.0)
    assert (found.channel, found.timed) == ("phone", True)


def test_subrip_captions_are_read_too() -> None:
    found = read_one(SUBRIP)
    assert [(turn.role, turn.start) for turn in found.turns] == [("agent", 1.0), ("customer", 3.0)]


def test_a_cue_with_a_broken_time_is_named_by_its_line() -> None:
    found, problems = read_all("WEBVTT\n\n00:01.000 --> soon\nhello\n")
    assert found == []
    assert problems[0].line == 3
