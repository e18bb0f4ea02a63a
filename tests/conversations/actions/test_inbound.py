import pytest

from allears.conversations.actions import keep_raw, raw_done, raw_failed
from allears.conversations.models import Inbound
from allears.conversations.queries import unreadable
from allears.conversations.rules import Channel


@pytest.mark.django_db
def test_what_comes_in_twice_is_kept_once_and_as_it_came() -> None:
    raw = b"\x00\xff Subject: ?\r\n"
    first, new = keep_raw(Channel.EMAIL, raw)
    again, new_again = keep_raw(Channel.EMAIL, raw)
    assert (new, new_again) == (True, False)
    assert again == first
    assert bytes(Inbound.objects.get().raw) == raw


@pytest.mark.django_db
def test_the_same_bytes_on_another_channel_or_under_another_key_are_another_thing() -> None:
    keep_raw(Channel.EMAIL, b"x")
    assert keep_raw(Channel.CHAT, b"x")[1]
    assert keep_raw(Channel.EMAIL, b"x", key="k" * 999)[1]
    assert not keep_raw(Channel.EMAIL, b"y", key="k" * 999)[1]


@pytest.mark.django_db
def test_what_cannot_be_read_stays_with_its_reason_until_it_can() -> None:
    kept, _ = keep_raw(Channel.EMAIL, b"x")
    assert unreadable() == []
    raw_failed(kept, "The message\nis broken. " + "x " * 999)
    (listed,) = unreadable()
    assert listed.problem.startswith("The message is broken.")
    assert len(listed.problem) <= 300
    raw_done(kept)
    assert unreadable() == []
    assert Inbound.objects.get().problem == ""
