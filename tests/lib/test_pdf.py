"""What is set as PDF was written by others: nothing in it is run, nothing outside is read, and it comes to an end."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allears.lib import pdf
from allears.lib.pdf import CannotSet, literal, raw, typeset, words

AT = datetime(2026, 3, 2, tzinfo=UTC)


def test_words_become_a_pdf_and_the_same_words_the_same_pdf() -> None:
    first = typeset(words("Good morning"), {}, AT)
    assert first.startswith(b"%PDF-")
    assert typeset(words("Good morning"), {}, AT) == first
    assert typeset(words("Good evening"), {}, AT) != first


HOSTILE = (
    '#panic("run")',
    '"; #panic("run")',
    '\\"; #panic("run"); "',
    '#import "@preview/x:1.0.0": *',
    '#read("/etc/passwd")',
    "= $x$ *a* _b_ `c` <l> @m // n /* o",
    "\\",
    '"',
    "{{[[((",
    "\x00\x1b\ud800",
    "नमस्ते 你好 مرحبا 😀",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_in_words_is_taken_for_typst(text: str) -> None:
    assert typeset(f"{words(text)}{raw(text)}#link({literal('x' + text)})[{words(text)}]", {}, AT).startswith(b"%PDF-")


@settings(max_examples=200, deadline=None)
@given(st.text())
def test_a_literal_ends_only_where_it_should(text: str) -> None:
    inner = literal(text)[1:-1]
    assert '"' not in inner.replace("\\\\", "").replace('\\"', "")
    assert not inner.replace("\\\\", "").endswith("\\")


@pytest.mark.parametrize("text", ['#read("/etc/passwd")', '#read("../main.typ")', '#image("/etc/hostname.png")'])
def test_a_document_sees_no_file_outside_its_folder(text: str) -> None:
    with pytest.raises(CannotSet):
        typeset(text, {}, AT)


def test_a_document_that_is_none_is_told_of() -> None:
    with pytest.raises(CannotSet, match="unclosed"):
        typeset("#text[", {}, AT)


def test_a_document_without_an_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "PATIENCE", 0.5)
    with pytest.raises(CannotSet, match="seconds"):
        typeset("#let f(n) = range(n).map(x => calc.pow(x, 2)).sum()\n#for i in range(100000) [#f(100000 + i)]", {}, AT)


def test_a_file_keeps_to_its_folder() -> None:
    with pytest.raises(CannotSet, match="called"):
        typeset(words("x"), {"../out.svg": b""}, AT)
    assert not Path("out.svg").exists()


def test_a_document_that_is_too_long_is_not_begun() -> None:
    with pytest.raises(CannotSet, match="characters"):
        typeset("x" * (pdf.LONGEST + 1), {}, AT)
