"""The private journal: drafts are held, entries kept, and nobody but their writer has a way in."""

from __future__ import annotations

import json

import pytest

from allears.conversations.actions import move
from allears.events.models import Event
from allears.learning.actions.journal import LONGEST, change_entry, keep_entry, remove_entry, save_draft
from allears.learning.models import JournalEntry
from allears.learning.queries.journal import draft, entry, journal
from allears.lib import clock
from allears.lib.errors import Invalid, NotFound
from builders import MONDAY, conversation
from cast import Cast

SECRET = "I was short with her because I was hungry."
GIVEN = {"contribution": SECRET, "change": "", "strengths": "I rang back.", "weaknesses": ""}


def test_what_is_being_written_is_held_once_for_each_conversation(cast: Cast) -> None:
    ben, about = cast.as_viewer("ben"), conversation(cast.billing, cast.mrs_green).pk
    save_draft(ben, {"contribution": "I was"})
    save_draft(ben, {"contribution": "I was short"})
    save_draft(ben, {"change": "I would eat first"}, about)
    assert JournalEntry.objects.count() == 2
    begun, nothing = draft(ben)
    assert begun is not None
    assert (begun.given["contribution"], begun.kept, nothing) == ("I was short", False, None)
    begun, subject = draft(ben, about)
    assert begun is not None
    assert subject is not None
    assert (begun.given["change"], subject.subject) == ("I would eat first", "The invoice")


def test_a_kept_entry_is_the_draft_with_its_last_words_and_the_next_page_is_empty(cast: Cast) -> None:
    ben = cast.as_viewer("ben")
    save_draft(ben, {"contribution": "I was"})
    kept = keep_entry(ben, GIVEN)
    assert JournalEntry.objects.count() == 1
    assert entry(ben, kept.pk).given == GIVEN
    assert draft(ben) == (None, None)


def test_an_entry_is_changed_and_removed_by_its_writer(cast: Cast) -> None:
    ben = cast.as_viewer("ben")
    kept = keep_entry(ben, GIVEN)
    change_entry(ben, kept.pk, {**GIVEN, "change": "Eat first."})
    assert entry(ben, kept.pk).given["change"] == "Eat first."
    remove_entry(ben, kept.pk)
    assert list(journal(ben).rows) == []
    assert [it.verb for it in Event.objects.filter(kind="journal").order_by("id")] == [
        "journal.kept", "journal.changed", "journal.removed",
    ]  # fmt: skip


@pytest.mark.parametrize("who", ["anna", "cora", "leo", "iris"])
def test_neither_owner_nor_coach_nor_anybody_else_has_a_way_in(cast: Cast, who: str) -> None:
    kept = keep_entry(cast.as_viewer("ben"), GIVEN)
    other = cast.as_viewer(who)
    assert list(journal(other).rows) == []
    for tried in (
        lambda: entry(other, kept.pk),
        lambda: change_entry(other, kept.pk, {"change": "mine now"}),
        lambda: remove_entry(other, kept.pk),
    ):
        with pytest.raises(NotFound):
            tried()
    assert entry(cast.as_viewer("ben"), kept.pk).given == GIVEN


def test_not_a_word_of_it_stands_in_the_journal_of_the_desk(cast: Cast) -> None:
    ben = cast.as_viewer("ben")
    change_entry(ben, keep_entry(ben, GIVEN).pk, GIVEN)
    assert all("hungry" not in json.dumps(it.data) for it in Event.objects.all())


def test_nothing_written_is_no_entry_and_too_much_is_said_to_be(cast: Cast) -> None:
    ben = cast.as_viewer("ben")
    with pytest.raises(Invalid, match="Write a word"):
        keep_entry(ben, {"contribution": " \x00 ", "change": "\n"})
    with pytest.raises(Invalid, match="20,000") as refusal:
        keep_entry(ben, {"strengths": "x" * (LONGEST + 1)})
    assert refusal.value.field == "strengths"


def test_one_writes_only_about_what_one_may_open_and_its_name_goes_with_the_right_to_it(cast: Cast) -> None:
    about = conversation(cast.billing, cast.mrs_green).pk
    with pytest.raises(NotFound):
        save_draft(cast.as_viewer("iris"), GIVEN, about)
    ben = cast.as_viewer("ben")
    kept = keep_entry(ben, GIVEN, about)
    assert entry(ben, kept.pk).about is not None
    move(ben, about, cast.it.pk)
    assert entry(ben, kept.pk).about is None
    assert entry(ben, kept.pk).given == GIVEN


def test_a_long_journal_is_paged_from_its_newest_end(cast: Cast) -> None:
    ben = cast.as_viewer("ben")
    for number in range(45):
        with clock.at(MONDAY):
            keep_entry(ben, {"contribution": f"entry {number}"})
    seen, after = [], ""
    while True:
        shown = journal(ben, after=after)
        seen += [it.given["contribution"] for it in shown.rows]
        after = shown.next
        if not after:
            break
    assert seen == [f"entry {number}" for number in reversed(range(45))]
