"""What somebody has for himself, through the API: his own and nobody else's."""

from __future__ import annotations

from allears.learning.actions.mirror import share_mirror
from belongings import belongings_of_ben
from cast import Cast

from .conftest import As


def test_a_mirror_is_taken_and_looked_at(cast: Cast, by: As) -> None:
    ben = by("ben")
    taken = ben.post("/learning/mirror", {"answers": [2, 4, 3, 4, 1, 2, 3]})
    assert taken.status == 201
    (taking,) = taken.body["takings"]
    assert (taking["total"], taking["band"]["name"]) == (19, "Now and then elsewhere")
    assert ben.get("/learning/mirror").body == taken.body
    assert {it["key"] for it in taken.body["signs"]} >= {"interruption", "repeating", "checking"}


def test_what_is_no_answer_is_refused_with_its_field(cast: Cast, by: As) -> None:
    for answers in ([3] * 6, [3] * 8, [0] * 7, [6] * 7, ["3"] * 7, None):
        got = by("ben").post("/learning/mirror", {"answers": answers})
        assert (got.status, got.fields[0].startswith("answers")) == (422, True)


def test_nobody_gets_what_is_bens_even_where_he_shares_it(cast: Cast, by: As) -> None:
    belongings_of_ben(cast)
    share_mirror(cast.as_viewer("ben"), cast.cora.pk)
    assert len(by("ben").get("/learning/mirror").body["takings"]) == 1
    assert len(by("ben").get("/learning/plans").body["rows"]) == 1
    for who in ("anna", "cora", "leo", "iris"):
        assert by(who).get("/learning/mirror").body["takings"] == []
        assert by(who).get("/learning/plans").body["rows"] == []


def test_the_cards_of_today_are_counted(cast: Cast, by: As) -> None:
    belongings_of_ben(cast)
    assert by("leo").get("/learning/practice").body == {"now": 1, "due": 0, "fresh": 1, "done": 0, "a_day": 10}
    assert by("iris").get("/learning/practice").body["now"] == 0
