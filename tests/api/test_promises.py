from __future__ import annotations

from datetime import timedelta

import pytest

from allears.lib import clock
from allears.promises.models import Promise
from allears.promises.queries import PAGE
from builders import conversation
from cast import Cast

from .conftest import As


@pytest.fixture
def promise(cast: Cast, by: As) -> int:
    made = conversation(cast.billing, cast.mrs_green)
    due = (clock.now() + timedelta(hours=2)).isoformat()
    body = {"what": "Send the invoice", "due": due, "manner": "by email", "turn": made.turns.get().pk}
    return int(by("ben").post(f"/conversations/{made.pk}/promises", body).body["id"])


def test_a_promise_made_by_hand_has_what_when_how_and_by_whom(cast: Cast, by: As, promise: int) -> None:
    (row,) = by("ben").get("/promises").body["rows"]
    shown = row["promise"]
    assert (shown["id"], shown["what"], shown["manner"], shown["by"]) == (
        promise,
        "Send the invoice",
        "by email",
        "Ben Billing",
    )
    assert (shown["urgency"], shown["heard"], row["person"]["name"], row["team"]) == (
        "soon",
        False,
        "Mrs Green",
        "Billing",
    )


def test_shelves_go_on_where_next_says(cast: Cast, by: As) -> None:
    made = conversation(cast.billing)
    for number in range(PAGE + 1):
        by("ben").post(f"/conversations/{made.pk}/promises", {"what": f"Thing {number}"})
    first = by("ben").get("/promises").body
    second = by("ben").get("/promises", after=first["next"]).body
    assert (len(first["rows"]), len(second["rows"]), second["next"]) == (PAGE, 1, None)
    assert by("ben").get("/promises", after="x").fields == ["after"]


def test_mine_are_those_of_conversations_given_to_me(cast: Cast, by: As, promise: int) -> None:
    assert by("ben").get("/promises", mine="true").body["rows"] == []
    made = Promise.objects.get(pk=promise).conversation_id
    by("ben").put(f"/conversations/{made}/assignee", {"user": cast.ben.pk})
    assert len(by("ben").get("/promises", mine="true").body["rows"]) == 1
    assert by("ben").get("/promises", mine="perhaps").fields == ["mine"]


def test_a_promise_acted_on_in_time_is_kept_and_stands_on_the_other_shelf(by: As, promise: int) -> None:
    got = by("ben").post(f"/promises/{promise}/settle", {"right_thing": True, "note": "Sent."}).body
    assert (got["state"], got["settled_by"], got["note"]) == ("kept", "Ben Billing", "Sent.")
    assert by("ben").get("/promises").body["rows"] == []
    assert len(by("ben").get("/promises", shelf="settled").body["rows"]) == 1
    assert by("ben").post(f"/promises/{promise}/reopen").body["state"] == "open"


def test_the_wrong_thing_is_a_broken_promise(by: As, promise: int) -> None:
    assert by("ben").post(f"/promises/{promise}/settle", {"right_thing": False}).body["state"] == "broken"


def test_a_promise_is_broken_withdrawn_or_given_another_time(by: As, promise: int) -> None:
    ben = by("ben")
    assert ben.post(f"/promises/{promise}/broken", {"note": "Forgotten."}).body["state"] == "broken"
    assert ben.post(f"/promises/{promise}/withdraw", {}).body["state"] == "withdrawn"
    due = (clock.now() + timedelta(days=9)).replace(microsecond=0)
    got = ben.post(f"/promises/{promise}/renegotiate", {"due": due.isoformat()}).body
    assert (got["state"], got["due"]) == ("open", due.isoformat().replace("+00:00", "Z"))


@pytest.mark.parametrize(
    ("verb", "body", "field"),
    [
        ("settle", {"done_at": "2199-01-01T00:00:00Z"}, "done_at"),
        ("settle", {"right_thing": "yes"}, "right_thing"),
        ("renegotiate", {"due": "2020-01-01T00:00:00Z"}, "due"),
        ("renegotiate", {"due": "0001-01-01T00:00:00+14:00"}, "due"),
        ("renegotiate", {"due": "2026-02-30T00:00:00Z"}, "due"),
        ("renegotiate", {}, "due"),
        ("broken", {"note": "x" * 301}, "note"),
    ],
)
def test_a_wrong_settlement_is_named_and_changes_nothing(
    by: As, promise: int, verb: str, body: dict[str, object], field: str
) -> None:
    assert by("ben").post(f"/promises/{promise}/{verb}", body).fields == [field]
    assert Promise.objects.get(pk=promise).state == "open"


def test_a_promise_points_only_at_turns_of_its_conversation(cast: Cast, by: As) -> None:
    here, elsewhere = conversation(cast.billing), conversation(cast.billing)
    body = {"what": "Call", "turn": elsewhere.turns.get().pk}
    assert by("ben").post(f"/conversations/{here.pk}/promises", body).status == 404
    assert by("ben").post("/promises/987/settle", {}).status == 404
