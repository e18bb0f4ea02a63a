"""The door: detecting a format from the content, streaming, problems; and that nothing a file may hold gets past it."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from allears.listening.formats import FORMATS, FormatError, Options, Problem, detect, read
from allears.listening.formats import source as source_module
from allears.listening.formats.registry import NAMES, reader
from allears.listening.formats.source import Source
from listening.formats.reading_helpers import read_all, read_one
from listening.formats.samples import MBOX, OWN, PIPED, SAMPLES, SUBRIP, VCON, dumped


def test_every_format_has_a_sample_a_name_and_a_line_about_it() -> None:
    assert set(FORMATS) == set(SAMPLES) == set(NAMES)
    assert all(name == reader(name).NAME and 10 < len(FORMATS[name]) < 80 for name in NAMES)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_format_is_known_by_its_content_whatever_the_file_is_called(name: str) -> None:
    assert detect(SAMPLES[name], "a.txt") == name
    assert detect(SAMPLES[name], "a.vcon.json") == name


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (MBOX.encode(), "mail"),
        (SUBRIP.encode(), "webvtt"),
        (PIPED.encode(), "csv"),
        (b"\xef\xbb\xbf" + SAMPLES["webvtt"], "webvtt"),
        (dumped([OWN]), "jsonl"),
        (b"{broken\n" + dumped(OWN) + b"\n", "jsonl"),
        (dumped(VCON) + b"\n" + dumped(VCON), "vcon"),
        (b'{"hello": "world"}', None),
        (b"\x00\x01\x02" * 50, None),
        (b"Fields\n\nName: what it is called\nand what it is for\n", None),
        (b"Just a line of words without any name in it.", None),
        (b"<html><body><p>Hello</p></body></html>", None),
    ],
)
def test_what_is_known_and_what_is_not(raw: bytes, name: str | None) -> None:
    assert detect(raw, "") == name


def test_a_head_cut_off_anywhere_is_still_known() -> None:
    big = OWN | {"turns": OWN["turns"] * 400}
    assert detect(dumped(big)[: 64 * 1024]) == "jsonl"
    assert len(read_one(dumped(big)).turns) == 3 * 400
    assert len(read_all(dumped(big) + b"\n" + dumped(big))[0]) == 2
    assert len(read_one(dumped(big, pretty=True)).turns) == 3 * 400


def test_an_unknown_file_is_a_problem_that_lists_the_formats(tmp_path: Path) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(b"\x00\x01\x02")
    with pytest.raises(FormatError, match=r"a\.bin: this is no format that is known; the formats are audio, .*zendesk"):
        list(read(path))


ONE = b'{"id": "a", "turns": [{"role": "customer", "text": "Hello"}]}\n'


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (ONE.replace(b'"turns"', b'"turns'), r"chats\.jsonl:1: not valid JSON: expected ':' at column 24"),
        (ONE[:15], r"chats\.jsonl:1: the JSON ends too early"),
        (b"\n\n{id: 1}\n", r"chats\.jsonl:3: not valid JSON: object keys must be strings at column 2"),
        (b"hello\n", r"chats\.jsonl:1: not valid JSON: invalid character at column 1"),
        (b'{"a": 1}\n{"a": 2}\n{"a" 3}\n{"a": 4}\n', r"chats\.jsonl:3: not valid JSON: expected ':' at column 6"),
        (b'{"a": 1}\n', r"chats\.jsonl: this is no format that is known"),
        (b'{"a": 1}\n{"a": 2}\n', r"chats\.jsonl: this is no format that is known"),
    ],
)
def test_a_broken_line_of_no_known_format_is_named_with_what_is_wrong(tmp_path: Path, raw: bytes, why: str) -> None:
    path = tmp_path / "chats.jsonl"
    path.write_bytes(raw)
    with pytest.raises(FormatError, match=why):
        list(read(path))


@pytest.mark.parametrize(
    ("name", "why"),
    [("none.jsonl", "there is no such file"), ("", "this is a folder, not a file"), ("\0", "cannot be read")],
)
def test_a_path_that_cannot_be_read_is_a_problem(tmp_path: Path, name: str, why: str) -> None:
    problems: list[Problem] = []
    assert list(read(tmp_path / name, on_problem=problems.append)) == []
    assert why in str(problems[0])


def test_empty_files_and_unknown_formats_are_problems() -> None:
    assert read_all(b" \n")[1][0].message == "the file is empty"
    assert read_all(dumped(OWN), "xml")[1][0].message.startswith('there is no format "xml"')


def test_the_path_and_the_line_stand_before_what_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "calls.jsonl"
    path.write_bytes(dumped(OWN) + b"\n{\n" + dumped(OWN))
    stream = read(path)
    assert next(stream).id == "c-1"
    with pytest.raises(FormatError, match=rf"^{path}:2: the JSON ends too early$"):
        next(stream)


def test_standard_input_is_read_for_a_dash() -> None:
    program = "from allears.listening.formats import read; print([found.id for found in read('-')])"
    done = subprocess.run([sys.executable, "-c", program], input=dumped(OWN), capture_output=True, check=True)
    assert done.stdout.decode().strip() == "['c-1']"


def test_nothing_heavy_is_loaded_before_it_is_used() -> None:
    # The email package is left out of this: the installed version of All Ears is read with it.
    program = "import sys, allears.listening.formats; print({'msgspec', 'numpy', 'django'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stdout.decode().strip() == "set()"


def test_an_archive_is_streamed() -> None:
    lines = (dumped(OWN) + b"\n") * 500

    class Endless(BytesIO):
        taken = 0

        def read(self, size: int | None = -1) -> bytes:
            self.taken += 1
            return lines

    stream = Endless()
    assert len(list(islice(read(stream), 1200))) == 1200
    assert stream.taken < 10


def test_a_line_that_is_too_long_is_passed_over_and_named() -> None:
    raw = b"short\n" + b"x" * 1000 + b"\nlast"
    source = Source(BytesIO(raw), "a", max_line=100)
    assert list(source.lines()) == [(1, b"short"), (2, None), (3, b"last")]


def test_a_file_that_is_too_large_for_its_format_is_refused() -> None:
    source = Source(BytesIO(b"x" * 1000), "a")
    with pytest.raises(ValueError, match="too large for this format"):
        source.everything(limit=100)


def test_lines_are_joined_over_the_pieces_in_which_they_come(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source_module, "HEAD", 7)
    monkeypatch.setattr(source_module, "_CHUNK", 3)
    lines = [b"a", b"", b"bcdefghijk\r", b"l" * 20, b"m"]
    source = Source(BytesIO(b"\n".join(lines)), "a")
    assert list(source.lines()) == list(enumerate([line.rstrip(b"\r") for line in lines], 1))


def test_too_many_turns_are_refused() -> None:
    raw = b'{"turns":[' + b",".join([b'{"role":"bot","text":"a"}'] * 100_001) + b"]}"
    assert read_all(raw)[1][0].message == "the conversation has more than 100,000 turns"


def exhaust(raw: bytes, format: str | None) -> Iterator[object]:
    """Reads all, and lets nothing but FormatError pass."""
    with suppress(FormatError):
        yield from read(BytesIO(raw), format=format)


formats = st.sampled_from([None, *NAMES])


@given(st.binary(max_size=300), formats)
def test_any_bytes_at_all_give_conversations_or_a_format_error(raw: bytes, format: str | None) -> None:
    list(exhaust(raw, format))


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=300, deadline=None)
@given(st.sampled_from(sorted(SAMPLES)), st.data())
def test_damaged_samples_give_conversations_or_a_format_error(name: str, data: st.DataObject) -> None:
    raw = bytearray(SAMPLES[name])
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(raw)))
        taken = data.draw(st.integers(0, 8))
        raw[place : place + taken] = data.draw(st.binary(max_size=6) | st.sampled_from(VALUES))
    list(exhaust(bytes(raw), data.draw(st.sampled_from([None, name]))))


VALUES = [
    b"null",
    b"-1",
    b"NaN",
    b"1e999",
    b"[]",
    b"{}",
    b'"',
    b"true",
    b"\\ud800",
    b"\0",
    b"\n\n",
    b"=?x?b?=?=",
    b"-->",
]
json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.floats()
    | st.integers()
    | st.text(max_size=5)
    | st.sampled_from(["1", "Infinity", "2026-01-01"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=5,
)


def swapped(value: object, path: list[int], other: object) -> object:
    """The value with one part of it, found by the path, put in the place of by another."""
    if not path or not isinstance(value, dict | list) or not value:
        return other
    at, rest = path[0], path[1:]
    if isinstance(value, list):
        return [swapped(each, rest, other) if place == at % len(value) else each for place, each in enumerate(value)]
    key = list(value)[at % len(value)]
    return {each: swapped(inner, rest, other) if each == key else inner for each, inner in value.items()}


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=500, deadline=None)
@given(
    st.sampled_from([name for name in sorted(SAMPLES) if name not in ("audio", "webvtt", "mail", "csv", "text")]),
    st.lists(st.integers(0, 20), min_size=1, max_size=6),
    json_values,
)
def test_json_with_other_values_gives_conversations_or_a_format_error(
    name: str, path: list[int], other: object
) -> None:
    import json

    list(exhaust(dumped(swapped(json.loads(SAMPLES[name]), path, other)), name))


@pytest.mark.shared
def test_every_shared_sample_is_read_or_told_of_in_one_sentence(shared_data: Path) -> None:
    wordless = {
        "ietf-ab_call_ext_rec.vcon",
        "ietf-simple-vcon.vcon",
        "satisfaction_ratings.schema.json",
        "message.fields.txt",
    }
    for path in sorted((shared_data / "formats").rglob("*.*")):
        problems: list[Problem] = []
        found = list(read(path, on_problem=problems.append))
        if path.name in wordless or path.suffix == ".md":
            assert len(problems) == 1, path
        else:
            assert problems == [], path
            assert all(each.turns for each in found), path


@pytest.mark.shared
def test_every_shared_vcon_has_turns_of_both_sides(shared_data: Path) -> None:
    files = sorted((shared_data / "vcon").rglob("*.json"))
    assert len(files) == 94
    for path in files:
        (found,) = read(path)
        assert {turn.role for turn in found.turns} == {"agent", "customer"}, path


@pytest.mark.shared
def test_every_operator_call_is_read_a_turn_a_line(shared_data: Path) -> None:
    files = sorted((shared_data / "calls/bt-oasis").glob("*.txt"))
    assert len(files) == 508
    options = Options(delimiter="|", columns=("speaker", "text"), agent="a")
    for path in files:
        (found,) = read(path, format="csv", options=options)
        with path.open() as lines:
            assert len(found.turns) == sum(1 for line in lines if line.split("|")[1].strip())
        assert {turn.speaker: turn.role for turn in found.turns}.get("a", "agent") == "agent"
        assert found.channel == "phone" or len(found.turns) < 5


DOCS = Path(__file__).parents[3] / "docs/reference/formats.md"
SHOWN = re.findall(r"^## (\w+)\n\n```\w*\n(.*?)^```", DOCS.read_text(), re.MULTILINE | re.DOTALL)


def test_the_reference_tells_of_every_format() -> None:
    assert {name for name in NAMES if f"\n## {name}\n" in DOCS.read_text()} == set(NAMES)
    assert {name for name, _ in SHOWN} == set(NAMES) - {"mail", "audio"}


@pytest.mark.parametrize(("name", "sample"), SHOWN)
def test_a_sample_in_the_reference_is_what_it_is_said_to_be(name: str, sample: str) -> None:
    assert detect(sample.encode()) == name
    assert read_one(sample).turns
