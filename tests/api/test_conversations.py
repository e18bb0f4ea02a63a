from __future__ import annotations

from datetime import timedelta

import pytest

from allears.conversations.models import Conversation, Turn
from allears.conversations.queries import PAGE
from allears.readings.actions import listen_again
from builders import MONDAY, conversation
from cast import Cast

from .conftest import As


def test_a_list_goes_on_where_next_says_until_there_is_no_more(cast: Cast, by: As) -> None:
    made = [conversation(cast.billing, at=MONDAY + timedelta(minutes=place)).pk for place in range(PAGE + 3)]
    first = by("ben").get("/conversations").body
    second = by("ben").get("/conversations", after=first["next"]).body
    assert [row["id"] for row in first["rows"] + second["rows"]] == made[::-1]
    assert second["next"] is None


@pytest.mark.parametrize(
    "after", ["x", "1", "_", "1_x", "9" * 39 + "_1", "-1_-1", "1772442000000000_99999999999999999999999"]
)
def test_a_cursor_that_was_never_given_is_refused_or_harmless(cast: Cast, by: As, after: str) -> None:
    got = by("ben").get("/conversations", after=after)
    assert got.status in {200, 422}
    if got.status == 422:
        assert got.fields == ["after"]


def test_folders_and_teams_filter_the_list(cast: Cast, by: As) -> None:
    mine = conversation(cast.billing, cast.mrs_green)
    other = conversation(cast.it, cast.paul)
    by("ben").put(f"/conversations/{mine.pk}/assignee", {"user": cast.ben.pk})
    assert [row["id"] for row in by("ben").get("/conversations", folder="mine").body["rows"]] == [mine.pk]
    assert [row["id"] for row in by("anna").get("/conversations", folder="unassigned").body["rows"]] == [other.pk]
    assert [row["id"] for row in by("anna").get("/conversations", team=cast.it.pk).body["rows"]] == [other.pk]
    assert by("ben").get("/conversations", folder="nowhere").fields == ["folder"]


def test_search_finds_the_words_and_shows_where(cast: Cast, by: As) -> None:
    found = conversation(cast.billing, said=[("customer", "The printer is on fire.")])
    conversation(cast.billing)
    (row,) = by("ben").get("/conversations/search", words="printers").body["rows"]
    assert row["id"] == found.pk
    assert "\x02printer\x03" in row["snippet"]
    assert by("ben").get("/conversations/search").fields == ["words"]


def test_one_conversation_has_its_turns_promises_and_reading(cast: Cast, by: As) -> None:
    said = [
        ("customer", "My invoice is wrong, and nobody answers me."),
        ("agent", "I am so sorry to hear that, Mrs Green. I will send you a corrected one by Friday."),
    ]
    made = conversation(cast.billing, cast.mrs_green, said)
    assert by("ben").get(f"/conversations/{made.pk}").body["reading"] is None
    listen_again(made.pk)
    by("ben").post(f"/conversations/{made.pk}/promises", {"what": "Call her"})
    body = by("ben").get(f"/conversations/{made.pk}").body
    assert [turn["text"] for turn in body["turns"]] == [text for _, text in said]
    assert [promise["what"] for promise in body["promises"]] == ["Call her"]
    assert body["person"]["name"] == "Mrs Green"
    turns = {turn["id"]: turn["text"] for turn in body["turns"]}
    marks = body["reading"]["marks"]
    assert {"empathy", "promise"} <= {mark["behaviour"] for mark in marks}
    assert all(0 <= mark["start"] < mark["end"] <= len(turns[mark["turn_id"]]) for mark in marks)
    assert len(body["reading"]["steps"]) == 5
    assert len(body["reading"]["needs"]) == 4


def test_a_call_is_shown_with_its_turns(cast: Cast, by: As) -> None:
    body = {"team": cast.billing.pk, "channel": "phone", "turns": [{"party": "customer", "text": "Hello?"}]}
    made = by("ben").post("/conversations", body).body
    shown = by("ben").get(f"/conversations/{made['id']}").body
    assert shown["turns"][0]["kind"] == "speech"
    assert shown["turns"][0]["call_id"] == shown["calls"][0]["id"]


def test_a_conversation_begins_with_what_was_said(cast: Cast, by: As) -> None:
    body = {
        "team": cast.billing.pk,
        "channel": "chat",
        "person": cast.mrs_green.pk,
        "subject": "The invoice",
        "turns": [
            {"party": "customer", "text": "It is wrong.", "at": "2026-03-02T10:00:00+01:00"},
            {"party": "agent", "text": "Let me see.", "at": "2026-03-02T09:01:00Z"},
        ],
    }
    got = by("ben").post("/conversations", body)
    assert got.status == 201
    assert (got.body["status"], got.body["turn_count"], got.body["person_id"]) == ("waiting", 2, cast.mrs_green.pk)
    first, second = Turn.objects.filter(conversation=got.body["id"])
    assert first.at == MONDAY
    assert (second.speaker, second.user_id) == ("Ben Billing", cast.ben.pk)


def test_a_named_agent_is_not_taken_for_the_one_who_asks(cast: Cast, by: As) -> None:
    turns = [{"party": "agent", "text": "Hello", "speaker": "Somebody Else"}]
    made = by("ben").post("/conversations", {"team": cast.billing.pk, "channel": "chat", "turns": turns}).body
    turn = Turn.objects.get(conversation=made["id"])
    assert (turn.speaker, turn.user_id) == ("Somebody Else", None)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"channel": "telegram"}, "channel"),
        ({"turns": []}, "turns"),
        ({"turns": [{"party": "customer"}]}, "turns[0].text"),
        ({"turns": [{"party": "ghost", "text": "Boo"}]}, "turns[0].party"),
        ({"turns": [{"party": "customer", "text": "x", "at": "2026-03-02T09:00:00"}]}, "turns[0].at"),
        ({"turns": [{"party": "customer", "text": "x", "at": "2199-03-02T09:00:00Z"}]}, "turns[0].at"),
        ({"turns": [{"party": "customer", "text": "x", "at": 1}]}, "turns[0].at"),
        ({"turns": [{"party": "customer", "text": " "}]}, "text"),
        ({"turns": [{"party": "customer", "text": "x" * 100_001}]}, "turns[0].text"),
        ({"team": "1"}, "team"),
        ({"team": True}, "team"),
        ({"team": 0}, "team"),
        ({"team": 10**30}, "team"),
        ({"subjekt": "x"}, "subjekt"),
    ],
)
def test_a_wrong_value_is_named_and_nothing_begins(cast: Cast, by: As, change: dict[str, object], field: str) -> None:
    body = {"team": cast.billing.pk, "channel": "chat", "turns": [{"party": "customer", "text": "Hello"}]}
    got = by("ben").post("/conversations", body | change)
    assert (got.status, got.fields) == (422, [field])
    assert not Conversation.objects.exists()


def test_a_team_and_a_customer_that_are_not_there_are_not_found(cast: Cast, by: As) -> None:
    body = {"team": cast.billing.pk, "channel": "chat", "turns": [{"party": "customer", "text": "Hello"}]}
    assert by("anna").post("/conversations", body | {"team": 987}).status == 404
    assert by("ben").post("/conversations", body | {"person": 987}).status == 404


def test_an_answer_is_queued_for_sending_and_leaves_the_conversation_waiting(cast: Cast, by: As) -> None:
    made = conversation(cast.billing, cast.mrs_green)
    got = by("ben").post(f"/conversations/{made.pk}/answers", {"text": "I will see to it."})
    assert (got.status, got.body["delivery"], got.body["speaker"]) == (201, "queued", "Ben Billing")
    made.refresh_from_db()
    assert (made.status, made.assignee_id) == ("waiting", cast.ben.pk)
    by("ben").post(f"/conversations/{made.pk}/answers", {"text": "Done.", "then": "closed"})
    made.refresh_from_db()
    assert made.status == "closed"


@pytest.mark.parametrize("text", ["", " \n", "x" * 100_001, None, 5, ["x"]])
def test_an_answer_without_words_or_with_too_many_is_refused(cast: Cast, by: As, text: object) -> None:
    made = conversation(cast.billing, cast.mrs_green)
    for what in ("answers", "notes"):
        assert by("ben").post(f"/conversations/{made.pk}/{what}", {"text": text}).fields == ["text"]
    assert made.turns.count() == 1


def test_a_note_is_a_note(cast: Cast, by: As) -> None:
    made = conversation(cast.billing)
    got = by("ben").post(f"/conversations/{made.pk}/notes", {"text": "She called twice."})
    assert (got.status, got.body["kind"], got.body["delivery"]) == (201, "note", "")


def test_a_conversation_is_given_closed_reopened_and_set_to_wait(cast: Cast, by: As) -> None:
    path = f"/conversations/{conversation(cast.billing, cast.mrs_green).pk}"
    ben = by("ben")
    assert ben.put(f"{path}/assignee", {"user": cast.cora.pk}).body["assignee_id"] == cast.cora.pk
    assert ben.put(f"{path}/assignee", {"user": None}).body["assignee_id"] is None
    assert ben.put(f"{path}/assignee", {"user": cast.iris.pk}).fields == ["assignee"]
    assert ben.post(f"{path}/close").body["status"] == "closed"
    assert ben.post(f"{path}/reopen").body["status"] == "open"
    assert ben.post(f"{path}/wait").body["status"] == "waiting"
    assert ben.put(f"{path}/customer", {"person": cast.paul.pk}).body["person_id"] == cast.paul.pk
    assert ben.put(f"{path}/customer", {"person": 987}).status == 404
    assert ben.post(f"{path}/move", {"team": 987}).status == 404


def test_through_their_eyes_tells_what_the_customer_went_through(cast: Cast, by: As) -> None:
    said = [("customer", "It is wrong."), ("agent", "Let me see."), ("customer", "And?")]
    body = by("ben").get(f"/conversations/{conversation(cast.billing, said=said).pk}/through-their-eyes").body
    assert [moment["kind"] for moment in body["moments"]] == ["wrote", "answered", "wrote"]
    assert body["waits"][0] == {"since": "2026-03-02T09:00:00Z", "until": "2026-03-02T09:01:00Z"}
    assert body["waiting_now"] > 0


@pytest.mark.parametrize("number", ["0", "-1", "x", "1.5", str(2**63), "9" * 60, "%00"])
def test_what_is_no_number_of_a_conversation_is_no_crash(cast: Cast, by: As, number: str) -> None:
    assert by("ben").get(f"/conversations/{number}").status == 422
