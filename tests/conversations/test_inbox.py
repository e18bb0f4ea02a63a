from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from allears.accounts.actions import set_roles
from allears.accounts.rules import DESK, Role, Viewer
from allears.conversations import queries
from allears.conversations.models import Conversation
from allears.conversations.queries import Folder, counts, inbox
from allears.conversations.rules import Status
from allears.lib.errors import Invalid
from builders import MONDAY, conversation
from cast import Cast


@dataclass(frozen=True)
class Sketch:
    """A conversation as the property draws it: many lie at the same moment, so that the id has to decide."""

    team: str
    status: Status
    assignee: str
    hour: int


sketches = st.lists(
    st.builds(
        Sketch,
        team=st.sampled_from(["billing", "it"]),
        status=st.sampled_from(Status),
        assignee=st.sampled_from(["", "ben", "iris"]),
        hour=st.integers(0, 4),
    ),
    max_size=30,
)


def draw(cast: Cast, drawn: Sequence[Sketch]) -> None:
    Conversation.objects.bulk_create(
        [
            Conversation(
                team=getattr(cast, it.team),
                status=it.status,
                assignee=getattr(cast, it.assignee) if it.assignee else None,
                person=cast.paul,
                channel="chat",
                started_at=MONDAY,
                last_at=MONDAY + timedelta(hours=it.hour),
            )
            for it in drawn
        ]
    )


def walked(asker: Viewer, folder: Folder, team_id: int | None = None) -> list[int]:
    found: list[int] = []
    after = ""
    for _ in range(40):
        page = inbox(asker, folder, team_id=team_id, after=after)
        assert len(page.rows) <= queries.lists.PAGE
        found += [row.id for row in page.rows]
        after = page.next
        if not after:
            return found
    raise AssertionError("the pages do not end")


def expected(folder: Folder, asker: Viewer, teams: set[int]) -> list[int]:
    rows = Conversation.objects.filter(team__in=teams)
    if folder is Folder.MINE:
        rows = rows.filter(assignee=asker.user_id, status="open")
    elif folder is Folder.UNASSIGNED:
        rows = rows.filter(assignee=None, status="open")
    elif folder is not Folder.ALL:
        rows = rows.filter(status=folder.value)
    return [pk for _, pk in sorted(rows.values_list("last_at", "pk"), reverse=True)]


@pytest.fixture
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries.lists, "PAGE", 4)


@given(drawn=sketches)
@settings(max_examples=12)
@pytest.mark.usefixtures("small_pages")
def test_the_pages_of_every_folder_show_every_conversation_once_and_in_order(cast: Cast, drawn: list[Sketch]) -> None:
    with transaction.atomic():
        both = {cast.billing.pk, cast.it.pk}
        set_roles(DESK, cast.cora, dict.fromkeys(both, Role.COACH))
        draw(cast, drawn)
        for name, teams in [("anna", both), ("cora", both), ("ben", {cast.billing.pk}), ("leo", set())]:
            asker = cast.as_viewer(name)
            shown = counts(asker)
            for folder in Folder:
                right = expected(folder, asker, teams)
                assert walked(asker, folder) == right, (name, folder)
                assert shown.get(folder, len(right)) == len(right), (name, folder)
        transaction.set_rollback(True)


@given(drawn=sketches)
@settings(max_examples=8)
@pytest.mark.usefixtures("small_pages")
def test_one_team_can_be_looked_at_alone_by_those_who_are_in_it(cast: Cast, drawn: list[Sketch]) -> None:
    with transaction.atomic():
        draw(cast, drawn)
        for name, teams in [("anna", {cast.it.pk}), ("iris", {cast.it.pk}), ("ben", set())]:
            asker = cast.as_viewer(name)
            for folder in (Folder.ALL, Folder.OPEN, Folder.MINE):
                right = expected(folder, asker, teams)
                assert walked(asker, folder, team_id=cast.it.pk) == right, (name, folder)
                assert counts(asker, team_id=cast.it.pk).get(folder, len(right)) == len(right), (name, folder)
        transaction.set_rollback(True)


@pytest.fixture
def crowd(cast: Cast) -> Cast:
    draw(cast, [Sketch("billing", Status.OPEN, "", 1)] * 40)
    return cast


def test_a_count_stops_at_its_bound(crowd: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries.lists, "COUNTED", 9)
    found = counts(crowd.as_viewer("ben"))
    assert found[Folder.OPEN] == found[Folder.UNASSIGNED] == 10
    assert found[Folder.MINE] == found[Folder.WAITING] == 0


def test_what_comes_while_one_reads_moves_no_row_of_the_next_page(crowd: Cast) -> None:
    ben = crowd.as_viewer("ben")
    first = inbox(ben, Folder.OPEN)
    draw(crowd, [Sketch("billing", Status.OPEN, "", 3)] * 5)
    second = inbox(ben, Folder.OPEN, after=first.next)
    assert len(first.rows) == queries.lists.PAGE
    assert len({row.id for row in (*first.rows, *second.rows)}) == 40
    assert second.next == ""


def test_a_broken_page_address_is_one_sentence(cast: Cast) -> None:
    for name in ("anna", "ben"):
        with pytest.raises(Invalid, match="page address"):
            inbox(cast.as_viewer(name), Folder.ALL, after="zwei")


def test_a_row_says_what_a_reader_needs_to_choose(cast: Cast) -> None:
    conversation(cast.billing, cast.mrs_green, [("customer", "My invoice is wrong.\nVery."), ("customer", "Hello?")])
    (row,) = inbox(cast.as_viewer("ben"), Folder.UNASSIGNED).rows
    assert (row.subject, row.preview, row.status, row.turn_count) == ("The invoice", "Hello?", "open", 2)
    assert (row.team, row.assignee, row.assignee_id) == ("Billing", "", None)
    assert row.waiting_since == MONDAY
    assert row.person is not None
    assert row.person.name == "Mrs Green"
