from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from allears.accounts.rules import DESK
from allears.api.auth import PerPerson
from allears.api.door import door
from allears.conversations.actions import move
from allears.conversations.models import Conversation, Turn
from allears.customers.models import Person
from allears.lib import clock
from allears.listening import listen, read, to_dict
from allears.promises.models import Promise
from allears.readings.models import Reading
from allears.transfer import importers
from cast import Cast

from .conftest import As

CALL: dict[str, Any] = {
    "id": "call-17",
    "channel": "phone",
    "started_at": "2026-03-02T09:00:00Z",
    "subject": "The invoice",
    "customer": {"name": "Greta Green", "email": "Greta@Green.example"},
    "agent": "Ben",
    "turns": [
        {"role": "customer", "speaker": "Greta", "text": "My invoice is wrong again.", "start": 0.0, "end": 2.5},
        {
            "role": "agent",
            "speaker": "Ben Billing",
            "text": "I am sorry to hear that. I will send you a new one by Friday.",
            "start": 3,
            "end": 7.0,
            "words": [[3.0, 3.2, "I"]],
        },
    ],
}


def test_a_reading_is_the_one_that_the_command_line_prints_and_nothing_is_kept(
    cast: Cast, by: As, tmp_path: Path
) -> None:
    file = tmp_path / "call.jsonl"
    file.write_text(json.dumps(CALL))
    (transcript,) = read(file)
    got = by("leo").post("/listen", CALL)
    assert got.status == 200
    expected = json.loads(json.dumps(to_dict(listen(transcript))).replace("+00:00", "Z"))
    assert got.body == expected
    assert {"promise", "empathy"} <= {mark["behaviour"] for mark in got.body["marks"]}
    assert not Conversation.objects.exists()


def test_fields_that_we_do_not_know_are_passed_over_as_in_files(cast: Cast, by: As) -> None:
    turn = {"role": "customer", "text": "Hello", "sentiment": 0.3}
    assert by("ben").post("/listen", {"turns": [turn], "vendor": {"x": 1}}).status == 200


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"turns": []}, "turns"),
        ({"turns": "Hello"}, "turns"),
        ({"turns": [{"text": "Hello"}]}, "turns"),
        ({"turns": [{"role": "ghost", "text": "Hello"}]}, "turns[0].role"),
        ({"turns": [{"role": "customer", "text": "Hello", "start": -1}]}, "turns[0].start"),
        ({"turns": [{"role": "customer", "text": "Hello", "start": "0"}]}, "turns[0].start"),
        ({"turns": [{"role": "customer", "text": "Hello", "words": [[1, 2]]}]}, "turns[0].words[0][2]"),
        ({"turns": [{"role": "customer", "text": "x"}] * 5_001}, "turns"),
        ({"turns": [{"role": "customer", "text": "x" * 100_001}]}, "turns[0].text"),
        ({"started_at": "yesterday"}, "started_at"),
        ({"channel": "telegram"}, "channel"),
    ],
)
def test_a_transcript_that_cannot_be_heard_is_named_in_one_sentence(
    cast: Cast, by: As, change: dict[str, object], field: str
) -> None:
    got = by("ben").post("/listen", CALL | change)
    assert (got.status, got.fields) == (422, [field])


@pytest.mark.parametrize(
    "raw",
    [b"{", b"\xff\xfe", b'{"turns": NaN}', b"[" * 100_000, b'{"a":' * 100_000, b'"\\ud800"', b"nul"],
    ids=["cut off", "no UTF-8", "NaN", "deep list", "deep object", "half a pair", "no word"],
)
def test_what_is_no_json_is_a_bad_request(cast: Cast, by: As, raw: bytes) -> None:
    assert by("ben")("POST", "/listen", raw=raw).status == 400


def test_more_than_five_mebibytes_are_too_large(cast: Cast, by: As) -> None:
    assert by("ben")("POST", "/listen", raw=b" " * (5 * 1024 * 1024 + 1)).status == 413


def test_an_empty_body_says_what_is_missing(cast: Cast, by: As) -> None:
    assert by("ben").post("/listen").status == 422


def test_who_listens_too_often_in_a_minute_is_asked_to_wait_and_others_are_not(
    cast: Cast, by: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    (limit,) = _limits("listen")
    monkeypatch.setattr(limit, "number", 2)
    body = {"turns": [{"role": "customer", "text": "Hello"}]}
    with clock.at(clock.now()):  # else a minute may end between two of them
        assert [by("ben").post("/listen", body).status for _ in range(3)] == [200, 200, 429]
        got = by("ben").post("/listen", body)
        assert 1 <= int(got.headers["Retry-After"]) <= 60
        assert by("leo").post("/listen", body).status == 200


def _limits(scope: str) -> list[PerPerson]:
    return [
        limit
        for routers in door._get_bound_routers()
        for path in routers.path_operations.values()
        for operation in path.operations
        for limit in operation.throttle_objects
        if isinstance(limit, PerPerson) and limit.scope == scope
    ]


def test_a_conversation_comes_in_with_its_customer_reading_and_promises(cast: Cast, by: As) -> None:
    got = by("ben").post("/conversations/import", CALL)
    assert (got.status, got.body["outcome"]) == (201, "added")
    made = Conversation.objects.get(pk=got.body["conversation_id"])
    assert (made.team, made.person, made.subject) == (cast.billing, cast.mrs_green, "The invoice")
    assert Reading.objects.filter(conversation=made).exists()
    assert Promise.objects.get(conversation=made).due_text == "by Friday"


def test_the_same_again_adds_nothing_and_with_more_turns_it_goes_on(cast: Cast, by: As) -> None:
    first = by("ben").post("/conversations/import", CALL).body["conversation_id"]
    persons = Person.objects.count()
    again = by("ben").post("/conversations/import", CALL)
    assert (again.status, again.body) == (200, {"outcome": "known", "conversation_id": first})
    longer = CALL | {"turns": [*CALL["turns"], {"role": "customer", "text": "Thank you.", "start": 8}]}
    on = by("ben").post("/conversations/import", longer)
    assert (on.status, on.body) == (200, {"outcome": "continued", "conversation_id": first})
    assert Turn.objects.count() == 3
    assert Person.objects.count() == persons


def test_a_file_and_a_request_are_the_same_conversation(cast: Cast, by: As, tmp_path: Path) -> None:
    (tmp_path / "call.jsonl").write_text(json.dumps(CALL))
    tally = importers.run([tmp_path], on_problem=lambda problem: pytest.fail(str(problem)))
    assert tally.added == 1
    assert by("ben").post("/conversations/import", CALL).body["outcome"] == "known"


def test_a_conversation_comes_into_the_team_and_status_that_are_named(cast: Cast, by: As) -> None:
    got = by("iris").post("/conversations/import", CALL, team=cast.it.pk, status="open")
    made = Conversation.objects.get(pk=got.body["conversation_id"])
    assert (made.team, made.status) == (cast.it, "open")
    assert by("anna").post("/conversations/import", CALL, team=987).status == 404
    assert by("anna").post("/conversations/import", CALL, status="lost").fields == ["status"]


def test_nobody_can_reach_into_another_team_by_the_name_of_its_conversation(cast: Cast, by: As) -> None:
    theirs = by("ben").post("/conversations/import", CALL).body["conversation_id"]
    longer = CALL | {"turns": [*CALL["turns"], {"role": "customer", "text": "Give me money.", "start": 8}]}
    for body in (CALL, longer):
        got = by("iris").post("/conversations/import", body, team=cast.it.pk)
        assert got.status in {201, 403, 404}
        assert (got.body or {}).get("conversation_id") != theirs
    assert Turn.objects.filter(conversation=theirs).count() == 2
    move(DESK, theirs, cast.it.pk)
    assert by("ben").post("/conversations/import", CALL).status in {201, 403, 404}


def test_without_a_name_nothing_comes_in(cast: Cast, by: As) -> None:
    for name in (None, "", 5):
        assert by("ben").post("/conversations/import", CALL | {"id": name}).fields == ["id"]
    assert not Conversation.objects.exists()
