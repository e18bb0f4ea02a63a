"""What the systems of others export: calls of Contact Lens, Twilio, Genesys and Gridspace, tickets and chats."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from allears.listening.transcript import Customer, Word
from listening.formats.reading_helpers import read_all, read_one, said
from listening.formats.samples import (
    ANSWERS,
    ASKS,
    CHATWOOT,
    CONTACT_LENS_CHAT,
    CONTACT_LENS_VOICE,
    GENESYS,
    HARPERVALLEY,
    INTERCOM,
    PROMISES,
    TWILIO,
    ZENDESK,
    dumped,
)

ANN = Customer("Ann", "ann@home.test")


def test_contact_lens_calls_have_offsets_and_roles() -> None:
    found = read_one(dumped(CONTACT_LENS_VOICE))
    assert said(found) == [("agent", "AGENT", ANSWERS), ("customer", "c-77", ASKS)]
    assert (found.id, found.channel, found.turns[1].start, found.turns[1].end) == ("contact-1", "phone", 2.5, 4.0)


def test_contact_lens_chats_have_moments_and_events_are_passed_over() -> None:
    found = read_one(dumped(CONTACT_LENS_CHAT))
    assert said(found) == [("customer", "Ann", ASKS), ("agent", "Ben", PROMISES)]
    assert (found.channel, found.customer.name, found.turns[1].start) == ("chat", "Ann", 8.5)
    assert found.started_at == datetime(2026, 9, 2, 0, 20, 11, tzinfo=UTC)


def test_twilio_without_roles_is_inferred_and_times_may_be_null() -> None:
    found = read_one(dumped(TWILIO))
    assert said(found) == [("agent", "1", ANSWERS), ("customer", "2", ASKS)]
    assert (found.turns[0].start, found.turns[0].words) == (0.5, (Word(0.5, 0.7, "Thank"),))
    assert (found.turns[1].start, found.turns[1].words) == (None, ())
    assert (found.id, found.agent_inferred) == ("GT00000000000000000000000000000001", True)


def test_twilio_takes_the_agent_by_number_or_from_the_participants() -> None:
    assert [turn.role for turn in read_one(dumped(TWILIO), agent="2").turns] == ["customer", "agent"]
    people = [
        {"channel_participant": 1, "role": "Customer", "full_name": "Ann"},
        {"channel_participant": 2, "role": "Agent", "full_name": "Ben"},
    ]
    found = read_one(dumped(TWILIO | {"channel": {"participants": people}}))
    assert [(turn.role, turn.speaker) for turn in found.turns] == [("customer", "Ann"), ("agent", "Ben")]
    assert (found.agent_inferred, found.customer.name) == (False, "Ann")


def test_genesys_counts_from_1970_or_from_the_start() -> None:
    found = read_one(dumped(GENESYS))
    assert said(found) == [("agent", "internal", "how can I help"), ("customer", "external", "My parcel is late.")]
    assert found.started_at == datetime(2026, 3, 6, 9, 15, tzinfo=UTC)
    assert [turn.start for turn in found.turns] == pytest.approx([0.0, 1.5])
    assert [turn.end for turn in found.turns] == pytest.approx([1.0, 2.7])
    assert found.turns[1].words[0].start == pytest.approx(1.5)
    assert found.customer.phone == "+441632960001"


def test_harpervalley_keeps_word_times_only_where_they_fit_the_words() -> None:
    found = read_one(dumped(HARPERVALLEY))
    assert said(found) == [("agent", "agent", "this is the bank"), ("customer", "caller", "debit card")]
    assert found.turns[0].words == ()
    assert [word.word for word in found.turns[1].words] == ["debit", "card"]
    assert found.turns[1].words[1][:2] == pytest.approx((3.3, 3.6))


def test_intercom_bodies_become_text_and_notes_are_passed_over() -> None:
    found = read_one(dumped(INTERCOM))
    assert said(found) == [
        ("customer", "Ann", ASKS),
        ("agent", "Ben", f"{PROMISES}\n\nBen"),
        ("bot", "Fin", "Did that help?"),
    ]
    assert (found.id, found.channel, found.subject, found.customer) == ("503", "email", "Late parcel", ANN)
    assert found.turns[1].start == 60.0


def test_zendesk_requester_is_the_customer_and_private_comments_are_passed_over() -> None:
    found = read_one(dumped(ZENDESK))
    assert said(found) == [("customer", "Ann", ASKS), ("agent", "235323", PROMISES)]
    assert (found.id, found.channel, found.subject, found.customer) == ("35436", "web", "Late parcel", ANN)


def test_zendesk_reads_flat_tickets_lists_and_pages() -> None:
    flat = ZENDESK["ticket"] | {"comments": ZENDESK["comments"]}
    for value in ([ZENDESK, ZENDESK], {"tickets": [flat, flat], "users": ZENDESK["users"]}):
        assert len(read_all(dumped(value))[0]) == 2
    found = read_all(dumped(ZENDESK) + b"\n" + dumped(flat), "zendesk")[0]
    assert [each.id for each in found] == ["35436", "35436"]


def test_chatwoot_is_put_in_order_and_private_messages_are_passed_over() -> None:
    found = read_one(dumped(CHATWOOT))
    assert said(found) == [("customer", "Ann", ASKS), ("agent", "Ben", PROMISES)]
    assert (found.id, found.channel, found.turns[1].start) == ("12", "chat", 60.0)
    assert found.customer == Customer("Ann", "ann@home.test", "+441632960001")


def test_chatwoot_messages_alone_are_taken_apart_by_conversation() -> None:
    messages = [message | {"conversation_id": number} for number in (1, 2) for message in CHATWOOT["messages"]]
    assert [found.id for found in read_all(dumped(messages))[0]] == ["1", "2"]
    assert len(read_one(dumped({"payload": CHATWOOT["messages"]})).turns) == 2


@pytest.mark.parametrize(
    ("format", "value"),
    [
        ("contact_lens", CONTACT_LENS_VOICE | {"Transcript": []}),
        ("contact_lens", CONTACT_LENS_VOICE | {"Transcript": [{"Content": {"a": 1}, "ParticipantId": "AGENT"}]}),
        ("contact_lens", CONTACT_LENS_VOICE | {"Transcript": [{"Content": "a", "BeginOffsetMillis": "NaN"}]}),
        ("twilio", {"sentences": [{"media_channel": 1, "transcript": "a", "start_time": -2}]}),
        ("genesys", {"transcripts": [{"phrases": [{"text": "a", "startTimeMs": 1e300}]}]}),
        ("intercom", INTERCOM | {"source": None, "conversation_parts": None}),
        ("zendesk", {"ticket": ZENDESK["ticket"], "comments": []}),
        ("chatwoot", CHATWOOT | {"messages": [{"content": ["a"], "message_type": 0}]}),
        ("harpervalley", [{"speaker_role": "agent", "offset_ms": "soon", "transcript": "a"}]),
        ("genesys", [[[]]]),
        ("zendesk", "a"),
        ("intercom", 5),
    ],
)
def test_what_cannot_be_is_one_clear_problem(format: str, value: Any) -> None:
    found, problems = read_all(dumped(value), format)
    assert found == []
    assert len(problems) == 1
    assert problems[0].message
