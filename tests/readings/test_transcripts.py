from datetime import timedelta

from allears.accounts.rules import DESK
from allears.conversations.actions import answer, start
from allears.conversations.models import Call, Conversation
from allears.conversations.queries import heard_turns
from allears.conversations.rules import Channel, Kind
from allears.customers.models import Person
from allears.lib import clock
from allears.listening import Transcript, Word
from allears.readings.transcripts import transcript_of
from builders import MONDAY, conversation, turn
from cast import Cast


def transcript(made: Conversation) -> Transcript:
    it = Conversation.objects.get(pk=made.pk)
    return transcript_of(it, heard_turns(it.pk), list(Call.objects.filter(conversation=it)))


def test_messages_are_timed_by_their_moments(cast: Cast) -> None:
    heard = transcript(conversation(cast.billing, cast.mrs_green, [("customer", "one"), ("agent", "two")]))
    assert [(it.role, it.text, it.start, it.end) for it in heard.turns] == [
        ("customer", "one", 0.0, None),
        ("agent", "two", 60.0, None),
    ]
    assert (heard.channel, heard.started_at, heard.subject) == ("email", MONDAY, "The invoice")
    assert heard.customer.name == "Mrs Green"


def test_speech_is_timed_from_the_start_of_the_conversation_though_its_call_began_later(cast: Cast) -> None:
    said = turn("customer", "Hello", kind=Kind.SPEECH, start=1.0, end=2.0, words=[[1.0, 2.0, "Hello"]])
    made = start(DESK, channel=Channel.PHONE, team_id=cast.it.pk, turns=[said], started_at=MONDAY)
    Call.objects.update(started_at=MONDAY + timedelta(seconds=30))
    (heard,) = transcript(made).turns
    assert (heard.start, heard.end, heard.words) == (31.0, 32.0, (Word(31.0, 32.0, "Hello"),))


def test_what_was_written_down_after_a_call_is_timed_by_its_moment(cast: Cast) -> None:
    made = conversation(cast.it, cast.paul, channel=Channel.PHONE)
    with clock.at(MONDAY + timedelta(minutes=10)):
        answer(DESK, made.pk, "I rang back.")
    assert [it.start for it in transcript(made).turns] == [None, 600.0]


def test_a_turn_from_before_the_beginning_is_at_the_beginning(cast: Cast) -> None:
    early = turn("customer", "Hello", at=MONDAY - timedelta(hours=1))
    made = start(DESK, channel=Channel.EMAIL, team_id=cast.it.pk, turns=[early], started_at=MONDAY)
    assert transcript(made).turns[0].start == 0.0


def test_the_customers_time_zone_goes_with_them(cast: Cast) -> None:
    Person.objects.filter(pk=cast.paul.pk).update(zone="Asia/Tokyo")
    assert transcript(conversation(cast.it, cast.paul)).zone == "Asia/Tokyo"
    assert transcript(conversation(cast.it, None)).zone == ""
