"""What stands in a mail, whatever was typed and whatever came in before."""

from __future__ import annotations

from datetime import timedelta
from email import message_from_bytes
from email.policy import default
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allears.conversations.channels.email.composing import (
    REFERENCES,
    Letter,
    compose,
    html_of,
    message_id,
    reply_subject,
)
from allears.lib.errors import Invalid
from builders import MONDAY


def letter(**given: object) -> Letter:
    usual: dict[str, object] = {
        "desk": "All Ears <desk@allears.example>",
        "agent": "Ben Billing",
        "to_name": "Mrs Green",
        "to": "greta@green.example",
        "subject": "The invoice",
        "text": "I will send it.",
        "at": MONDAY,
        "message_id": "answer.1.2.3@allears.example",
    }
    return Letter(**(usual | given))  # type: ignore[arg-type]


def test_names_that_are_not_ascii_and_names_with_commas_arrive_as_they_are() -> None:
    raw = compose(letter(agent="Bjørn Åsen", to_name='Green, "Greta" <x>')).message().as_bytes()
    mail = message_from_bytes(raw, policy=default)
    assert mail["From"].addresses[0].display_name == "Bjørn Åsen"
    assert mail["From"].addresses[0].addr_spec == "desk@allears.example"
    assert mail["To"].addresses[0].display_name == 'Green, "Greta" <x>'
    assert [it.addr_spec for it in mail["To"].addresses] == ["greta@green.example"]


def test_an_agent_without_a_name_writes_in_that_of_the_desk() -> None:
    assert compose(letter(agent=" ")).message()["From"] == "All Ears <desk@allears.example>"


@pytest.mark.parametrize(
    ("subject", "reply"),
    [
        ("The invoice", "Re: The invoice"),
        ("RE: The invoice", "RE: The invoice"),
        ("re : x", "re : x"),
        ("Return", "Re: Return"),
        ("", "Re: Your message"),
        ("a\r\nBcc: all@green.example", "Re: a Bcc: all@green.example"),
    ],
)
def test_a_subject_is_a_reply_once_and_one_line(subject: str, reply: str) -> None:
    assert reply_subject(subject) == reply


def test_message_ids_that_could_break_a_header_are_left_out_of_the_thread() -> None:
    strange = ["a b@x.example", "a\r\nBcc: all@x.example", "<@x>", "", "é@x.example", "a" * 300, "good@x.example"]
    headers = compose(letter(thread=strange)).message()
    assert headers["References"] == headers["In-Reply-To"] == "<good@x.example>"
    assert "Bcc" not in headers


def test_a_long_thread_names_its_latest_mails() -> None:
    thread = [f"{number}@x.example" for number in range(REFERENCES + 5)]
    named = compose(letter(thread=thread)).message()["References"].split()
    assert len(named) == REFERENCES
    assert named[-1] == f"<{thread[-1]}>"


@pytest.mark.parametrize(
    "to",
    ["nobody", "a b@green.example", "@green.example", "a@b@\n", "", "(", "a@[", "jürgen@green.example", "x" * 70_000],
)
def test_an_address_that_cannot_be_is_one_clear_sentence(to: str) -> None:
    with pytest.raises(Invalid, match="No mail can be sent to"):
        compose(letter(to=to))


def test_the_same_turn_has_the_same_message_id_and_another_moment_another() -> None:
    desk = "All Ears <desk@allears.example>"
    assert message_id(2, 1, MONDAY, desk) == message_id(2, 1, MONDAY, desk)
    others = {
        message_id(3, 1, MONDAY, desk),
        message_id(2, 1, MONDAY + timedelta(microseconds=1), desk),
        message_id(2, 1, MONDAY, "desk@other.example"),
    }
    assert message_id(2, 1, MONDAY, desk) not in others
    assert len(others) == 3


class _Words(HTMLParser):
    """The words of a page, and the tags in it."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [value or "" for _, value in attrs if tag == "a"]

    def handle_data(self, data: str) -> None:
        self.words += data


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("\n<>&\"' "), max_size=200))
def test_html_says_what_was_typed_and_holds_no_tag_but_ours(text: str) -> None:
    found = _Words()
    found.feed(html_of(text))
    found.close()
    assert found.tags <= {"html", "head", "meta", "body", "p", "br", "a"}
    assert "".join(found.words.split()) == "".join(text.split())


@pytest.mark.parametrize(
    "typed",
    ["javascript:alert(1)", "<a href=https://x.example>", "https://x.example/\"onclick='alert(1)'", "data:text/html,x"],
)
def test_only_web_addresses_become_links_and_they_lead_where_they_say(typed: str) -> None:
    found = _Words()
    found.feed(html_of(typed))
    assert all(link.startswith("https://x.example") and "onclick" not in link for link in found.links)
