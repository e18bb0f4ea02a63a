import pytest

from allears.accounts.rules import DESK
from allears.conversations.actions import answer, delivered, note
from allears.conversations.actions.answering import LONGEST
from allears.conversations.models import Conversation, Turn
from allears.conversations.rules import Channel, Delivery, Kind, Status
from allears.customers.actions import add_person, merge
from allears.events.models import Event
from allears.lib.errors import Invalid
from builders import conversation
from cast import Cast


def test_an_answer_ends_the_waiting_and_makes_nobodys_matter_the_answerers_own(cast: Cast) -> None:
    made = conversation(cast.billing, cast.mrs_green)
    row = answer(cast.as_viewer("ben"), made.pk, " I have put it right. \r\n")
    kept = Conversation.objects.get(pk=made.pk)
    assert (kept.status, kept.waiting_since, kept.assignee) == ("waiting", None, cast.ben)
    assert (row.text, row.speaker, row.user, row.kind) == ("I have put it right.", "Ben Billing", cast.ben, "message")
    answer(cast.as_viewer("cora"), made.pk, "And so have I.")
    assert Conversation.objects.get(pk=made.pk).assignee == cast.ben


def test_an_answer_can_close_the_matter_or_leave_it_open(cast: Cast) -> None:
    made = conversation(cast.billing, cast.mrs_green)
    answer(DESK, made.pk, "I am still looking.", then=Status.OPEN)
    assert Conversation.objects.get(pk=made.pk).status == "open"
    answer(DESK, made.pk, "Done.", then=Status.CLOSED)
    kept = Conversation.objects.get(pk=made.pk)
    assert kept.status == "closed"
    assert kept.closed_at is not None


@pytest.mark.parametrize("channel", [Channel.EMAIL, Channel.WEB])
def test_an_answer_by_mail_is_queued_and_its_event_says_so(cast: Cast, channel: Channel) -> None:
    made = conversation(cast.billing, cast.mrs_green, channel=channel)
    row = answer(DESK, made.pk, "I have put it right.")
    assert row.delivery == Delivery.QUEUED
    data = Event.objects.get(verb="answer.written").data
    assert data == {"turn": row.pk, "then": "waiting", "send": True}


def test_an_answer_to_one_who_has_no_email_address_is_kept_and_says_so(cast: Cast) -> None:
    row = answer(DESK, conversation(cast.billing, cast.paul).pk, "I have put it right.")
    assert (row.delivery, row.delivery_note) == ("kept", "Kept here only: this customer has no email address.")
    assert answer(DESK, conversation(cast.billing, None).pk, "To nobody.").delivery == Delivery.KEPT


def test_the_address_of_a_merged_duplicate_will_do(cast: Cast) -> None:
    nameless = add_person(DESK, "G. Green")
    made = conversation(cast.billing, nameless)
    merge(DESK, nameless.pk, cast.mrs_green.pk)
    assert answer(DESK, made.pk, "I have put it right.").delivery == Delivery.QUEUED


def test_an_answer_on_the_phone_records_what_was_said(cast: Cast) -> None:
    made = conversation(cast.billing, cast.mrs_green, channel=Channel.PHONE)
    row = answer(DESK, made.pk, "I rang her.")
    assert (row.kind, row.delivery) == (Kind.SPEECH, Delivery.NONE)


def test_a_note_changes_nothing_for_the_customer(cast: Cast) -> None:
    made = conversation(cast.billing, cast.mrs_green)
    note(cast.as_viewer("ben"), made.pk, "She is right.")
    kept = Conversation.objects.get(pk=made.pk)
    assert (kept.status, kept.waiting_since, kept.preview) == ("open", made.waiting_since, "My invoice is wrong.")
    assert kept.assignee is None
    assert kept.turn_count == 2


@pytest.mark.parametrize("text", ["", " \n ", "\x00", "x" * (LONGEST + 1)])
def test_an_empty_or_endless_text_is_refused(cast: Cast, text: str) -> None:
    made = conversation(cast.billing, cast.mrs_green)
    for write in (answer, note):
        with pytest.raises(Invalid) as problem:
            write(DESK, made.pk, text)
        assert problem.value.field == "text"
    assert Turn.objects.count() == 1


def test_what_became_of_an_answer_is_written_once_it_is_sent(cast: Cast) -> None:
    row = answer(DESK, conversation(cast.billing, cast.mrs_green).pk, "Done.")
    delivered(row.pk, Delivery.FAILED, "The mail server did not answer.")
    delivered(row.pk, Delivery.SENT, message_id="1@desk.example")
    delivered(row.pk, Delivery.FAILED, "Too late.")
    row.refresh_from_db()
    assert (row.delivery, row.delivery_note, row.message_id) == ("sent", "", "1@desk.example")
    delivered(10**9, Delivery.SENT)
    assert Event.objects.filter(verb="answer.delivery").count() == 2
