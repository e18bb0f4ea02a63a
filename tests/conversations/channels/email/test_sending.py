"""Answers on their way out, through a real SMTP server."""

from __future__ import annotations

import re
import socket
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from django.db import connection

from allears.accounts.rules import DESK
from allears.conversations.actions import NewTurn, answer, receive, start
from allears.conversations.channels.email.sending import NotSentYet, send_answer
from allears.conversations.models import Conversation, Turn
from allears.conversations.queries import thread_of
from allears.conversations.rules import Channel, Party
from allears.customers.actions import add_address
from allears.customers.addresses import AddressKind
from allears.customers.models import Address
from allears.events.models import Event as Journal
from builders import MONDAY
from cast import Cast

from .postoffice import PostOffice, certificate, free_port, open_for_mail, point_at

ANSWER = "Dear Mrs Green,\n\nI will send the corrected invoice by Friday.\nSee https://pay.example/a?b=1&c=2.\n\nBen <3"


def letters(cast: Cast, *ids: str) -> Conversation:
    """A conversation in which Mrs Green wrote mails with these Message-IDs."""
    turns = [
        NewTurn(Party.CUSTOMER, "My invoice is wrong.", MONDAY + timedelta(hours=place), "Mrs Green", message_id=it)
        for place, it in enumerate(ids or ("first@green.example",))
    ]
    return start(
        DESK,
        channel=Channel.EMAIL,
        team_id=cast.billing.pk,
        turns=turns,
        person_id=cast.mrs_green.pk,
        subject="The invoice",
    )


def answered(cast: Cast, conversation: Conversation | None = None, text: str = ANSWER) -> Turn:
    return answer(cast.as_viewer("ben"), (conversation or letters(cast)).pk, text)


def refusing(reply: str, where: str) -> PostOffice:
    return PostOffice(at_rcpt=reply) if where == "at_rcpt" else PostOffice(at_data=reply)


def test_an_answer_goes_to_the_customers_first_address_from_the_desk_in_the_agents_name(
    cast: Cast, settings: Any
) -> None:
    add_address(cast.as_viewer("ben"), cast.mrs_green.pk, AddressKind.EMAIL, "second@green.example")
    turn = answered(cast)
    with open_for_mail(PostOffice(), settings) as office:
        send_answer(turn.pk)
    (mail,) = office.mails
    assert mail["From"] == "Ben Billing <desk@allears.example>"
    assert mail["To"] == "Mrs Green <greta@green.example>"
    assert mail["Subject"] == "Re: The invoice"
    assert mail["Date"].datetime.timestamp() == pytest.approx(turn.at.timestamp() if turn.at else 0, abs=1)
    assert "Auto-Submitted" not in mail
    assert office.envelopes == [("desk@allears.example", ["greta@green.example"], False)]
    turn.refresh_from_db()
    assert (turn.delivery, turn.delivery_note) == ("sent", "")


def test_a_mail_has_the_words_as_they_were_typed_and_the_same_as_safe_html(cast: Cast, settings: Any) -> None:
    with open_for_mail(PostOffice(), settings) as office:
        send_answer(answered(cast).pk)
    plain, html = office.mails[0].iter_parts()
    assert plain.get_content_type() == "text/plain"
    assert plain.get_content().replace("\r\n", "\n").strip() == ANSWER
    assert html.get_content_type() == "text/html"
    page = html.get_content()
    assert '<a href="https://pay.example/a?b=1&amp;c=2">' in page
    assert "<p>Ben &lt;3</p>" in page


def test_an_answer_stands_in_the_thread_of_the_customers_mails_and_a_reply_finds_the_way_back(
    cast: Cast, settings: Any
) -> None:
    conversation = letters(cast, "first@green.example", "second@green.example")
    with open_for_mail(PostOffice(), settings) as office:
        send_answer(answered(cast, conversation).pk)
        ours = office.mails[0]["Message-ID"].strip("<>")
        assert office.mails[0]["In-Reply-To"] == "<second@green.example>"
        assert office.mails[0]["References"] == "<first@green.example> <second@green.example>"
        receive(
            DESK,
            conversation.pk,
            NewTurn(Party.CUSTOMER, "Thank you.", MONDAY, message_id="third@green.example"),
            channel=Channel.EMAIL,
        )
        send_answer(answered(cast, conversation, "You are welcome.").pk)
    assert office.mails[1]["References"].split() == [
        "<first@green.example>",
        "<second@green.example>",
        f"<{ours}>",
        "<third@green.example>",
    ]
    assert office.mails[1]["In-Reply-To"] == "<third@green.example>"
    assert thread_of([ours]) == conversation.pk


def test_without_an_earlier_mail_there_is_no_thread_to_name(cast: Cast, settings: Any) -> None:
    conversation = start(
        DESK,
        channel=Channel.WEB,
        team_id=cast.billing.pk,
        turns=[NewTurn(Party.CUSTOMER, "Hello?", MONDAY)],
        person_id=cast.mrs_green.pk,
    )
    with open_for_mail(PostOffice(), settings) as office:
        send_answer(answered(cast, conversation).pk)
    assert "In-Reply-To" not in office.mails[0]
    assert "References" not in office.mails[0]
    assert office.mails[0]["Subject"] == "Re: Your message"


def test_a_second_time_nothing_is_sent(cast: Cast, settings: Any) -> None:
    turn = answered(cast)
    with open_for_mail(PostOffice(), settings) as office:
        send_answer(turn.pk)
        send_answer(turn.pk)
    assert len(office.raw) == 1


def test_what_is_no_queued_answer_is_left_alone(cast: Cast, settings: Any) -> None:
    conversation = letters(cast)
    with open_for_mail(PostOffice(), settings) as office:
        send_answer(conversation.turns.get().pk)
        send_answer(10**9)
    assert office.raw == []


def test_after_a_crash_the_repeat_is_the_same_mail(cast: Cast, settings: Any) -> None:
    turn = answered(cast)
    with open_for_mail(PostOffice(), settings) as office:
        send_answer(turn.pk)
        # What a crash after the server's "250" and before our commit leaves behind.
        Turn.objects.filter(pk=turn.pk).update(delivery="queued", message_id="")
        send_answer(turn.pk)
    first, second = office.mails
    for header in ("Message-ID", "Date", "From", "To", "Subject", "References"):
        assert first[header] == second[header]


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_the_same_moment_send_it_once(cast: Cast, settings: Any) -> None:
    turn = answered(cast)
    go_on = Event()

    def work() -> None:
        try:
            send_answer(turn.pk)
        finally:
            connection.close()

    with open_for_mail(PostOffice(slow=go_on), settings) as office, ThreadPoolExecutor(2) as workers:
        first = workers.submit(work)
        assert office.asked.wait(10)
        second = workers.submit(work)
        with pytest.raises(TimeoutError):
            second.result(timeout=0.3)  # it waits for the row
        go_on.set()
        first.result(10)
        second.result(10)
    assert len(office.raw) == 1


@pytest.mark.parametrize("where", ["at_rcpt", "at_data"])
def test_a_refusal_for_good_is_a_failure_with_the_servers_reason(cast: Cast, settings: Any, where: str) -> None:
    turn = answered(cast)
    with open_for_mail(refusing("550 No such user here", where), settings) as office:
        send_answer(turn.pk)
    turn.refresh_from_db()
    assert turn.delivery == "failed"
    assert turn.delivery_note == "The mail server refused it: 550 No such user here"
    assert turn.message_id == ""
    assert office.raw == []


@pytest.mark.parametrize("where", ["at_rcpt", "at_data"])
def test_a_refusal_for_now_is_raised_so_that_the_job_tries_again(cast: Cast, settings: Any, where: str) -> None:
    turn = answered(cast)
    with open_for_mail(refusing("451 Try again later", where), settings) as office:
        with pytest.raises(NotSentYet, match="451 Try again later"):
            send_answer(turn.pk)
        turn.refresh_from_db()
        assert turn.delivery == "queued"
        setattr(office, where, "250 taken")
        send_answer(turn.pk)
    turn.refresh_from_db()
    assert turn.delivery == "sent"
    assert len(office.raw) == 1


def test_a_server_that_is_away_is_tried_again_and_on_the_last_try_it_is_a_failure(cast: Cast, settings: Any) -> None:
    turn = answered(cast)
    point_at(settings, free_port())
    with pytest.raises(NotSentYet, match="Connection refused"):
        send_answer(turn.pk)
    turn.refresh_from_db()
    assert turn.delivery == "queued"
    send_answer(turn.pk, last_try=True)
    turn.refresh_from_db()
    assert turn.delivery == "failed"
    assert turn.delivery_note == "The mail server did not take it, however often it was tried: Connection refused"


def test_a_server_that_hangs_up_in_the_middle_is_tried_again(cast: Cast, settings: Any) -> None:
    turn = answered(cast)
    with socket.socket() as rude, ThreadPoolExecutor(1) as helper:
        rude.bind(("127.0.0.1", 0))
        rude.listen()
        point_at(settings, rude.getsockname()[1])
        helper.submit(lambda: rude.accept()[0].close())
        with pytest.raises(NotSentYet):
            send_answer(turn.pk)
    turn.refresh_from_db()
    assert turn.delivery == "queued"


def test_what_goes_wrong_after_the_server_took_the_mail_does_not_send_it_again(cast: Cast, settings: Any) -> None:
    class HangsUpAtQuit(PostOffice):
        async def handle_QUIT(self, server: Any, session: Any, envelope: Any) -> str:
            server.transport.close()
            return "221 gone"

    turn = answered(cast)
    with open_for_mail(HangsUpAtQuit(), settings) as office:
        send_answer(turn.pk)
        send_answer(turn.pk)
    turn.refresh_from_db()
    assert turn.delivery == "sent"
    assert len(office.raw) == 1


def test_with_encryption_set_nothing_is_said_to_a_server_that_has_none(cast: Cast, settings: Any) -> None:
    turn = answered(cast)
    with open_for_mail(PostOffice(), settings) as office:
        settings.EMAIL_USE_TLS = True
        with pytest.raises(NotSentYet, match="STARTTLS"):
            send_answer(turn.pk)
    assert office.raw == []


def test_a_server_whose_certificate_nobody_vouches_for_gets_nothing(cast: Cast, settings: Any, tmp_path: Path) -> None:
    turn = answered(cast)
    with open_for_mail(PostOffice(), settings, tls_context=certificate(tmp_path)[1]) as office:
        settings.EMAIL_USE_TLS = True
        with pytest.raises(NotSentYet, match=r"(?i)certificate"):
            send_answer(turn.pk)
    assert office.raw == []


def test_with_starttls_the_mail_travels_encrypted(
    cast: Cast, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, context = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    turn = answered(cast)
    with open_for_mail(PostOffice(), settings, tls_context=context, require_starttls=True) as office:
        settings.EMAIL_USE_TLS = True
        send_answer(turn.pk)
    assert [encrypted for _, _, encrypted in office.envelopes] == [True]


def test_where_no_mail_server_is_set_up_the_answer_is_kept_and_written_nowhere(
    cast: Cast, settings: Any, tmp_path: Path
) -> None:
    settings.MAIL_IS_SENT = False
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path)
    turn = answered(cast)
    send_answer(turn.pk)
    turn.refresh_from_db()
    assert (turn.delivery, turn.delivery_note) == ("kept", "Kept here only: no mail server is set up.")
    assert list(tmp_path.iterdir()) == []


def test_an_address_that_was_taken_away_meanwhile_leaves_the_answer_here(cast: Cast, settings: Any) -> None:
    turn = answered(cast)
    Address.objects.filter(person=cast.mrs_green).delete()
    with open_for_mail(PostOffice(), settings) as office:
        send_answer(turn.pk)
    turn.refresh_from_db()
    assert (turn.delivery, turn.delivery_note) == ("kept", "Kept here only: this customer has no email address.")
    assert office.raw == []


def test_an_address_that_cannot_be_written_to_is_a_failure_and_no_crash(cast: Cast, settings: Any) -> None:
    turn = answered(cast)
    Address.objects.filter(person=cast.mrs_green).update(value='"a\nBcc: all@green.example"@green.example')
    with open_for_mail(PostOffice(), settings) as office:
        send_answer(turn.pk)
    turn.refresh_from_db()
    assert turn.delivery == "failed"
    assert turn.delivery_note.startswith("No mail can be sent to ")
    assert office.raw == []


def test_what_became_of_it_stands_in_the_journal_and_sets_no_effect_going(cast: Cast, settings: Any) -> None:
    turn = answered(cast)
    with open_for_mail(PostOffice(), settings) as office:
        send_answer(turn.pk)
    event = Journal.objects.get(verb="answer.delivery")
    assert event.data == {"turn": turn.pk, "delivery": "sent"}
    assert re.fullmatch(r"<answer\.\d+\.\d+\.\d+@allears\.example>", office.mails[0]["Message-ID"])
