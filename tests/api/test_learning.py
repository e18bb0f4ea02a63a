"""Learning through the API: how far one is, what is asked, what is said, who has done it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

import classroom
from allears.learning.actions import assign, finish_reading
from allears.lib import clock
from cast import Cast

from .conftest import As

SCHOOL = "/courses/school"


@pytest.fixture
def room(cast: Cast, tmp_path: Path) -> Cast:
    classroom.publish(tmp_path)
    return cast


def test_a_learner_sees_how_far_he_is_and_what_is_asked_of_him(room: Cast, by: As) -> None:
    finish_reading(room.as_viewer("leo"), "school", "end")
    due = (clock.now() + timedelta(days=30)).isoformat()
    asked = by("cora").post(f"/teams/{room.billing.pk}/assignments", {"course": "school", "due": due, "note": "Do."})
    assert (asked.status, asked.body["name"], asked.body["by"]) == (201, "", "Cora Coach")
    (row,) = by("leo").get("/courses").body["rows"]
    assert row["steps"]["done"] == 1
    assert (row["asked"]["by"], row["asked"]["state"]) == ("Cora Coach", "open")
    course = by("leo").get(SCHOOL).body
    assert [it["steps"]["per_cent"] for it in course["lessons"]] == [0, 0, 100]
    assert by("iris").get(SCHOOL).body["asked"] is None


def test_a_coach_sees_the_team_and_a_person_and_nothing_private(room: Cast, by: As) -> None:
    finish_reading(room.as_viewer("leo"), "school", "end")
    assign(room.as_viewer("cora"), "school", room.billing.pk, user_id=room.leo.pk)
    team = by("cora").get(f"/teams/{room.billing.pk}/learning").body
    assert (team["members"], team["next"]) == (3, None)
    assert [(it["name"], it["steps"]["done"]) for it in team["page"]] == [
        ("Ben Billing", 0), ("Cora Coach", 0), ("Leo Learner", 1)
    ]  # fmt: skip
    seen = by("cora").get(f"/learners/{room.leo.pk}").body
    assert [it["asked"] for it in seen["courses"]] == ["open"]
    assert "answers" not in str(seen)


def test_comments_are_written_listed_and_taken_back(room: Cast, by: As) -> None:
    said = by("leo").post(f"{SCHOOL}/lessons/all/comments", {"text": "What if he shouts?"})
    assert (said.status, said.body["mine"]) == (201, True)
    page = by("ben").get(f"{SCHOOL}/lessons/all/comments").body
    assert [(it["text"], it["mine"]) for it in page["rows"]] == [("What if he shouts?", False)]
    assert by("leo").delete(f"/comments/{said.body['id']}").status == 204
    assert by("ben").get(f"{SCHOOL}/lessons/all/comments").body["count"] == 0
    refused = by("leo").post(f"{SCHOOL}/lessons/all/comments", {"text": " "})
    assert (refused.status, refused.fields) == (422, ["text"])


def test_a_certificate_is_had_and_checked(room: Cast, by: As, tmp_path: Path) -> None:
    code = classroom.finish(room.as_viewer("leo"), tmp_path, "short")
    assert by("leo").post("/courses/short/certificate").body["code"] == code
    checked = by("iris").get(f"/certificates/{code}").body
    assert (checked["name"], checked["title"], checked["revoked_at"]) == ("Leo Learner", "A short course", None)
    assert by("iris").get("/certificates/" + "0" * 32).status == 404


def test_a_day_that_has_passed_is_refused_with_its_field(room: Cast, by: As) -> None:
    refused = by("cora").post(
        f"/teams/{room.billing.pk}/assignments", {"course": "school", "due": "2001-01-01T00:00:00Z"}
    )
    assert (refused.status, refused.fields) == (422, ["due"])
