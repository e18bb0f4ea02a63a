from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from allears.accounts.rules import DESK
from allears.conversations.actions import answer, note, receive, start
from allears.conversations.models import Conversation, SearchDocument, Turn
from allears.conversations.queries import search
from allears.conversations.rules import Channel, Party, waiting_since
from builders import MONDAY, conversation, turn
from cast import Cast


@given(st.lists(st.sampled_from(["customer", "agent", "bot", "note"]), max_size=7))
@settings(max_examples=20)
def test_what_is_kept_of_a_conversation_is_what_its_turns_say(cast: Cast, order: list[str]) -> None:
    with transaction.atomic():
        made = conversation(cast.billing, cast.paul)
        for place, who in enumerate(order, 1):
            if who == "note":
                note(DESK, made.pk, f"{place} between us")
            elif who == "agent":
                answer(DESK, made.pk, f"{place} answered")
            else:
                at = MONDAY + timedelta(minutes=place)
                receive(DESK, made.pk, turn(who, f"{place} said", at=at), channel=Channel.EMAIL)
        kept = Conversation.objects.get(pk=made.pk)
        turns = list(kept.turns.order_by("position"))
        heard = [it for it in turns if it.kind != "note"]
        assert [it.position for it in turns] == list(range(kept.turn_count))
        assert kept.preview == heard[-1].text
        assert kept.last_at == max(it.at for it in turns if it.at)
        assert kept.waiting_since == waiting_since((Party(it.party), it.at) for it in heard if it.at)
        transaction.set_rollback(True)


def test_a_conversation_longer_than_its_index_can_still_be_written_to(cast: Cast) -> None:
    made = conversation(cast.billing, cast.paul)
    for part in range(9):
        words = " ".join(f"w{part}x{number}" for number in range(11_000))
        receive(DESK, made.pk, turn("customer", words), channel=Channel.EMAIL)
    assert Turn.objects.filter(conversation=made).count() == 10
    assert len(search(DESK, "w0x1 w1x9000").rows) == 1
    assert search(DESK, "w8x10999").rows == [], "nine parts still fit: this test has to write more"


def test_one_turn_of_any_length_is_kept(cast: Cast) -> None:
    words = " ".join(chr(0x4E00 + number % 20_000) + str(number) for number in range(120_000))
    made = start(DESK, channel=Channel.CHAT, team_id=cast.it.pk, turns=[turn("customer", words)])
    assert made.turns.get().text == words
    assert SearchDocument.objects.filter(conversation=made).exists()
