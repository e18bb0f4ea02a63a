"""Mail: threads, what is newly written in a message, whose side it is, and messages from hell."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from allears.listening.formats import Problem, read
from allears.listening.formats.mail_text import new_words
from allears.listening.transcript import Customer
from listening.formats.reading_helpers import read_all, read_one, said
from listening.formats.samples import ASKS, MAIL, MBOX, PROMISES


def test_a_message_is_a_conversation_without_its_signature() -> None:
    found = read_one(MAIL)
    assert said(found) == [("customer", "Ann Green", ASKS)]
    assert (found.id, found.channel, found.subject) == ("1@home.test", "email", "Late parcel – again")
    assert found.customer == Customer("Ann Green", "ann@home.test")
    assert found.started_at == datetime(2026, 3, 6, 9, 15, tzinfo=UTC)


def test_a_thread_in_an_mbox_is_one_conversation() -> None:
    found, problems = read_all(MBOX)
    assert problems == []
    assert [len(each.turns) for each in found] == [2, 1]
    assert said(found[0]) == [
        ("customer", "Ann Green", ASKS),
        ("agent", "Ben", f"{PROMISES}\nFrom now on it goes faster."),
    ]
    assert [turn.start for turn in found[0].turns] == [0.0, 3600.0]


@pytest.mark.parametrize("agent", ["ben@firm.test", "firm.test", "@firm.test", "Ben"])
def test_our_side_is_told_by_address_domain_or_name(agent: str) -> None:
    found = read_all(MBOX.replace("Delivered-To: help@firm.test\n", ""), agent=agent)[0][0]
    assert [turn.role for turn in found.turns] == ["customer", "agent"]
    assert not found.agent_inferred


def test_a_reply_that_names_no_message_is_found_by_its_subject() -> None:
    mbox = MBOX.replace("In-Reply-To: <1@home.test>\n", "").replace(
        "=?utf-8?q?Late_parcel_=E2=80=93_again?=", "Late parcel"
    )
    assert [len(each.turns) for each in read_all(mbox)[0]] == [2, 1]


def test_automatic_mail_is_a_bots() -> None:
    assert read_one(MAIL.replace("Subject:", "Auto-Submitted: auto-replied\nSubject:")).turns[0].role == "bot"
    assert read_one(MAIL.replace("ann@home.test>\nTo", "no-reply@home.test>\nTo")).turns[0].role == "bot"


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_every_line_end_will_do(end: str) -> None:
    assert len(read_all(MBOX.replace("\n", end))[0]) == 2


@pytest.mark.parametrize(
    ("head", "body", "text"),
    [
        ("Content-Type: text/html", b"<p>Dear all,</p><p>my <b>bill</b></p>", "Dear all,\n\nmy bill"),
        ("Content-Type: text/plain; charset=iso-8859-1", b"caf\xe9", "café"),
        ("Content-Type: text/plain; charset=no-such-thing", b"caf\xe9", "café"),
        ("Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64", b"Y2Fmw6k=", "café"),
        ("Content-Type: text/plain\nContent-Transfer-Encoding: quoted-printable", b"caf=C3=A9 =\nbar", "café bar"),
        ('Content-Type: text/plain; charset="shift_jis"', "日本".encode("shift_jis"), "日本"),
        ("Content-Type: ///;;=", b"plain all the same", "plain all the same"),
    ],
)
def test_text_is_got_out_of_any_encoding(head: str, body: bytes, text: str) -> None:
    raw = f"From: a@x.test\nSubject: s\nMIME-Version: 1.0\n{head}\n\n".encode() + body
    assert read_one(raw).turns[0].text == text


def test_plain_text_is_preferred_and_attachments_are_left_alone() -> None:
    raw = (
        "From: a@x.test\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
        "--b\nContent-Type: multipart/alternative; boundary=c\n\n--c\nContent-Type: text/plain\n\nplain\n"
        "--c\nContent-Type: text/html\n\n<p>rich</p>\n--c--\n"
        "--b\nContent-Type: text/plain; name=a.txt\nContent-Disposition: attachment\n\nattached\n--b--\n"
    )
    assert read_one(raw).turns[0].text == "plain"


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("Hello\n\nOn Mon, Apr 2, 2026 at 6:26 PM, Ann <a@x.test> wrote:\n\n> Hi\n", "Hello"),
        ("Hello\n\nOn Mon, 2 Apr 2026, Ann wrote:\n  Hi, not marked\n", "Hello"),
        ("On Mon, 2 Apr 2026, Ann wrote:\n> Hi\nHello below", "Hello below"),
        ("Ja\n\nAm 02.04.2026 um 18:26 schrieb Ann <a@x.test>:\n> Hallo", "Ja"),
        ("Oui\n\nLe 2 avril 2026, Ann a écrit :\n> Salut", "Oui"),
        ("Hello\n\n-----Original Message-----\nFrom: Ann\nHi", "Hello"),
        ("Hello\n\nFrom: Ann\nSent: Monday\nTo: Ben\nSubject: Hi\n\nHi", "Hello"),
        ("Hello\n-- \nAnn\nManaging Director", "Hello"),
        ("Hello\n\nSent from my iPhone", "Hello"),
        ("> a\nYes.\n> b\nNo.", "Yes.\nNo."),
        ("She wrote:\nplease call me", "She wrote:\nplease call me"),
        ("From: the heart", "From: the heart"),
        ("> only quoted", ""),
    ],
)
def test_quotes_and_signatures_are_cut_off(text: str, new: str) -> None:
    assert new_words(text) == new


def test_a_message_without_text_is_one_clear_problem() -> None:
    found, problems = read_all("From: a@x.test\nMIME-Version: 1.0\nContent-Type: image/png\n\nxx")
    assert found == []
    assert problems == [Problem("stream", 1, "the message has no text of its own")]


def test_a_broken_message_in_an_mbox_is_named_by_its_line_and_the_rest_goes_on() -> None:
    mbox = MBOX.replace("Message-ID: <2@firm.test>", "Message-ID: <2@firm.test>\nContent-Type: image/png")
    found, problems = read_all(mbox)
    assert len(found) == 2
    assert problems[0].line == MBOX[: MBOX.index("From ben@firm.test")].count("\n") + 1


@pytest.mark.shared
def test_every_real_and_torture_message_gives_a_conversation_or_one_clear_problem(shared_data: Path) -> None:
    files = sorted((shared_data / "mail").rglob("*.eml"))
    assert len(files) > 400
    read_well = 0
    for path in files:
        problems: list[Problem] = []
        found = list(read(path, on_problem=problems.append))
        assert len(found) + len(problems) == 1, path
        read_well += len(found)
    assert read_well > 0.9 * len(files)


@pytest.mark.shared
@pytest.mark.parametrize("name", ["apple_mail", "comcast", "gmail", "hotmail", "thunderbird"])
def test_replies_of_real_mail_programs_are_cut_to_what_is_new(shared_data: Path, name: str) -> None:
    path = shared_data / "mail/talon/standard_replies" / f"{name}.eml"
    assert [turn.text for found in read(path) for turn in found.turns] == ["Hello"]
