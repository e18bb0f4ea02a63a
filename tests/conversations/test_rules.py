from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from allears.conversations.rules import (
    CHANNEL_WORDS,
    Channel,
    Party,
    Status,
    already_here,
    brought_before,
    fingerprint,
    not_here_yet,
    status_after,
    waiting_since,
)

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
CUSTOMER, AGENT, BOT = Party.CUSTOMER, Party.AGENT, Party.BOT

parties = st.lists(st.sampled_from(Party), max_size=12)
said = st.lists(st.tuples(st.sampled_from(["customer", "agent", "bot"]), st.text(max_size=8)), max_size=6)


def spoken(order: list[Party]) -> list[tuple[Party, datetime]]:
    return [(party, START + timedelta(minutes=place)) for place, party in enumerate(order)]


@given(parties)
def test_the_customer_waits_since_the_first_word_that_no_person_answered(order: list[Party]) -> None:
    last_answer = max((place for place, party in enumerate(order) if party is AGENT), default=-1)
    unanswered = [place for place, party in enumerate(order) if party is CUSTOMER and place > last_answer]
    expected = START + timedelta(minutes=unanswered[0]) if unanswered else None
    assert waiting_since(spoken(order)) == expected


@given(parties, st.integers(0, 12))
def test_a_word_of_a_bot_changes_nobodys_waiting(order: list[Party], place: int) -> None:
    with_bot = spoken(order)
    with_bot.insert(place, (BOT, START + timedelta(days=1)))
    assert waiting_since(with_bot) == waiting_since(spoken(order))


@given(st.sampled_from(Status))
def test_a_customers_word_opens_an_answer_waits_and_a_bot_leaves_all_as_it_is(status: Status) -> None:
    assert status_after(CUSTOMER, status) is Status.OPEN
    assert status_after(AGENT, status) is Status.WAITING
    assert status_after(BOT, status) is status


@given(said, said, st.sampled_from([None, START, START + timedelta(microseconds=1)]))
def test_two_conversations_have_one_fingerprint_only_if_they_are_one(
    one: list[tuple[str, str]], other: list[tuple[str, str]], began: datetime | None
) -> None:
    # The characters that part the turns cannot be in a stored text.
    one, other = ([(role, text.replace("\x1e", "").replace("\x1f", "")) for role, text in it] for it in (one, other))
    assert (fingerprint(one, began) == fingerprint(other, began)) == (one == other)
    assert fingerprint(one, START) != fingerprint(one, None)


@given(said, said)
def test_a_longer_export_goes_on_from_a_shorter_one_and_nothing_else_does(
    old: list[tuple[str, str]], more: list[tuple[str, str]]
) -> None:
    here = [(party, text, False) for party, text in old]
    assert already_here(here, old + more) == (len(old) or None)
    assert already_here([*here, *((party, text, False) for party, text in more)], old) == (len(old) or None)
    if old:
        changed = [("customer", old[0][1] + "!"), *old[1:], ("agent", "and more")]
        assert already_here(here, changed) is None


@given(said, said, st.integers(0, 20))
def test_what_was_answered_here_in_the_meantime_is_passed_over(
    old: list[tuple[str, str]], more: list[tuple[str, str]], place: int
) -> None:
    here = [(party, text, False) for party, text in old]
    here.insert(place, ("agent", "Said only here.", True))
    assert already_here(here, old + more) == (len(old) or None)


@given(said, said, said)
def test_nothing_is_lost_or_doubled_when_a_conversation_goes_on(
    old: list[tuple[str, str]], since: list[tuple[str, str]], more: list[tuple[str, str]]
) -> None:
    """Whatever was said here since the last export, and whatever of it the next one tells."""
    export = [*old, *since, *more]
    assert brought_before(export, START, fingerprint(old, START)) <= len(old)
    assert not_here_yet([*old, *since], export, len(old)) == list(range(len(old) + len(since), len(export)))
    only_here = [("customer", f"Said only here: {text}") for _, text in since]
    assert not_here_yet([*old, *only_here], [*old, *more], len(old)) == list(range(len(old), len(old) + len(more)))
    assert brought_before([("customer", "Another."), *export], START, fingerprint([("agent", "x"), *old], START)) == 0


def test_every_channel_has_its_words() -> None:
    assert CHANNEL_WORDS.keys() == set(Channel)
