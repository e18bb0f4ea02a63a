"""HTML to text: safe, small, and what a person would have read."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allears.listening.formats.html import html_to_text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("plain words", "plain words"),
        ("<p>one</p><p>two</p>", "one\n\ntwo"),
        ("one<br>two<br/>three", "one\ntwo\nthree"),
        ("<div>one<div>two</div></div>", "one\ntwo"),
        ("a &amp; b &lt;c&gt; &#8364; &nbsp;d", "a & b <c> € d"),
        ("<script>alert('x')</script>hello<style>p {}</style>", "hello"),
        ("<p style='display:none'>tracking</p>hello", "hello"),
        ("<ul><li>one</li><li>two</li></ul>", "one\n\ntwo"),
        ("a < b and c > d", "a < b and c > d"),
        ("<p>un<b>closed", "unclosed"),
        ("hello<!-- secret -->", "hello"),
        ("<title>x</title>   many \n   spaces", "many spaces"),
    ],
)
def test_html_becomes_what_was_read(html: str, text: str) -> None:
    assert html_to_text(html) == text


def test_quotes_that_mail_programs_mark_can_be_left_out() -> None:
    html = "Hello<div class='gmail_quote'>On Monday<blockquote>Hi</blockquote></div>"
    assert html_to_text(html, quotes=False) == "Hello"
    assert "Hi" in html_to_text(html)


@given(st.text(st.sampled_from("<>/!-?&;=\"' \nabpsdivcriptCDATA[]#x0")))
def test_any_text_at_all_is_borne(html: str) -> None:
    assert "<script" not in html_to_text(html).lower() or "<" in html


@pytest.mark.parametrize("piece", ["<", "<!", "<!--", "<a ", "<a b='", "&", "</", "<![CDATA[", "<?", "<script>", "<p>"])
def test_hostile_repetition_takes_no_time(piece: str) -> None:
    began = time.perf_counter()
    html_to_text(piece * 100_000)
    assert time.perf_counter() - began < 5
