from datetime import timedelta

import pytest

from allears.accounts.rules import DESK
from allears.conversations.actions import assign
from allears.conversations.queries import conversation as view_of
from allears.lib import clock
from allears.lib.errors import Invalid
from allears.promises import queries
from allears.promises.actions import make, settle
from allears.promises.queries import Shelf, of_conversation, open_counts, shelf
from builders import MONDAY, conversation
from cast import Cast

DAY = timedelta(days=1)


def whats(*args: object, **more: object) -> list[str]:
    return [row.promise.what for row in shelf(*args, **more).rows]  # type: ignore[arg-type]


def test_open_promises_stand_by_their_time_and_those_without_one_last(cast: Cast) -> None:
    made = conversation(cast.billing, cast.mrs_green)
    with clock.at(MONDAY):
        for what, due in [("someday", None), ("late", 3 * DAY), ("soon", DAY), ("overdue", -DAY)]:
            make(DESK, made.pk, what, due=MONDAY + due if due else None)
        rows = shelf(cast.as_viewer("ben"), Shelf.OPEN).rows
    assert [(row.promise.what, row.promise.urgency) for row in rows] == [
        ("overdue", "overdue"),
        ("soon", "soon"),
        ("late", ""),
        ("someday", ""),
    ]
    assert {(row.subject, row.team, row.assignee) for row in rows} == {("The invoice", "Billing", "")}
    assert rows[0].person is not None
    assert rows[0].person.name == "Mrs Green"


def test_settled_promises_stand_newest_first(cast: Cast) -> None:
    made = conversation(cast.billing, None)
    for hours, what in enumerate(("first", "second", "third")):
        settle(DESK, make(DESK, made.pk, what).pk, done_at=MONDAY + timedelta(hours=hours))
    make(DESK, made.pk, "open still")
    assert whats(DESK, Shelf.SETTLED) == ["third", "second", "first"]


def test_ben_sees_the_promises_of_billing_and_mine_are_those_of_my_conversations(cast: Cast) -> None:
    mine, ours, theirs = (conversation(team, None) for team in (cast.billing, cast.billing, cast.it))
    assign(DESK, mine.pk, cast.ben.pk)
    for made, what in [(mine, "mine"), (ours, "ours"), (theirs, "theirs")]:
        make(DESK, made.pk, what)
    ben = cast.as_viewer("ben")
    assert whats(ben, Shelf.OPEN) == ["mine", "ours"]
    assert whats(ben, Shelf.OPEN, mine=True) == ["mine"]
    assert whats(cast.as_viewer("iris"), Shelf.OPEN) == ["theirs"]
    assert whats(cast.as_viewer("leo"), Shelf.OPEN) == []
    assert len(whats(cast.as_viewer("anna"), Shelf.OPEN)) == 3


def test_the_pages_of_a_shelf_show_every_promise_once_up_to_a_bound(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "PAGE", 3)
    made = conversation(cast.billing, None)
    for number in range(8):
        make(DESK, made.pk, f"{number}", due=MONDAY + DAY * (number // 3))
    found, after = [], ""
    for _ in range(3):
        page = shelf(DESK, Shelf.OPEN, after=after)
        found += [row.promise.what for row in page.rows]
        after = page.next
    assert found == [str(number) for number in range(8)]
    assert after == ""
    monkeypatch.setattr(queries, "FURTHEST", 3)
    assert shelf(DESK, Shelf.OPEN, after="3").next == ""


@pytest.mark.parametrize("after", ["x", "-1", "9999", "9" * 9999, "²"])
def test_a_broken_page_address_is_one_sentence(cast: Cast, after: str) -> None:
    with pytest.raises(Invalid, match="page address"):
        shelf(DESK, Shelf.OPEN, after=after)


def test_a_conversation_has_its_promises_in_the_order_they_were_made(cast: Cast) -> None:
    made = conversation(cast.billing, None)
    for days, what in [(1, "second"), (0, "first")]:
        with clock.at(MONDAY + DAY * days):
            make(DESK, made.pk, what, due=MONDAY)
    view = view_of(cast.as_viewer("ben"), made.pk)
    assert [it.what for it in of_conversation(view)] == ["first", "second"]


def test_a_list_is_told_how_many_are_open_and_of_these_overdue(cast: Cast) -> None:
    some, none = conversation(cast.billing, None), conversation(cast.billing, None)
    make(DESK, some.pk, "overdue", due=MONDAY)
    make(DESK, some.pk, "someday")
    settle(DESK, make(DESK, some.pk, "done").pk)
    assert open_counts([some.pk, none.pk]) == {some.pk: (2, 1)}
