"""The permission table through this door: who gets what answer where."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

import classroom
from allears.accounts.actions import deactivate_user, make_token, revoke_token
from allears.accounts.rules import DESK
from allears.api import openapi
from allears.customers.actions import add_group, merge, note_reliance
from allears.customers.addresses import AddressKind
from allears.customers.rules import GroupKind, RelianceKind
from allears.learning.actions import assign, write_comment
from allears.promises.actions import make
from builders import conversation
from cast import Cast

from .conftest import ROOT, As, Caller, Got


@dataclass(frozen=True)
class World:
    """One of everything, in Billing."""

    ids: dict[str, Any]

    def path(self, template: str) -> str:
        return template.format(**self.ids)


@pytest.fixture
def world(cast: Cast, tmp_path: Path) -> World:
    ben = cast.as_viewer("ben")
    written = conversation(cast.billing, cast.mrs_green)
    promise = make(ben, written.pk, "Send it")
    address = cast.mrs_green.addresses.get()
    assert address.kind == AddressKind.EMAIL
    reliance = note_reliance(ben, cast.billing.pk, RelianceKind.INFORMATION, person=cast.mrs_green)
    ids = {
        "conversation_id": written.pk,
        "promise_id": promise.pk,
        "person_id": cast.mrs_green.pk,
        "group_id": add_group(ben, "By mistake", GroupKind.AGENCY).pk,
        "address_id": address.pk,
        "reliance_id": reliance.pk,
        "merge_id": 0,
        "team_id": cast.billing.pk,
        "it": cast.it.pk,
        "ben": cast.ben.pk,
        "paul": cast.paul.pk,
        "course": "school",
        "lesson": "all",
        "code": classroom.finish(cast.as_viewer("leo"), tmp_path, "short"),
        "user_id": cast.leo.pk,
        **_of_school(cast, tmp_path),
    }
    return World(ids)


def _of_school(cast: Cast, folder: Path) -> dict[str, int]:
    """What Leo said under a lesson, and what Cora asks."""
    classroom.publish(folder)
    said = write_comment(cast.as_viewer("leo"), "school", "all", "What if he shouts?")
    return {"comment_id": said.pk, "assignment_id": assign(cast.as_viewer("cora"), "school", cast.billing.pk).pk}


Body = Callable[[World], Any]
TURNS = [{"role": "customer", "text": "Hello?"}, {"role": "agent", "text": "Good morning."}]

# What is done · to what · with which body · and the answers that Anna (owner), Ben (agent of the team), Cora (its
# coach), Iris (agent of another team) and Leo (learner in the team) get.
TABLE: list[tuple[str, str, Body | None, tuple[int, int, int, int, int]]] = [
    ("GET", "/me", None, (200, 200, 200, 200, 200)),
    ("GET", "/teams", None, (200, 200, 200, 200, 200)),
    ("GET", "/teams/{team_id}/colleagues", None, (200, 200, 200, 404, 404)),
    ("GET", "/conversations", None, (200, 200, 200, 200, 200)),
    ("GET", "/conversations/search?words=invoice", None, (200, 200, 200, 200, 200)),
    (
        "POST",
        "/conversations",
        lambda w: {"team": w.ids["team_id"], "channel": "phone", "turns": [{"party": "customer", "text": "Hello"}]},
        (201, 201, 201, 403, 403),
    ),
    ("GET", "/conversations/{conversation_id}", None, (200, 200, 200, 404, 404)),
    ("GET", "/conversations/{conversation_id}/through-their-eyes", None, (200, 200, 200, 404, 404)),
    ("POST", "/conversations/{conversation_id}/answers", lambda w: {"text": "Yes"}, (201, 201, 201, 404, 404)),
    ("POST", "/conversations/{conversation_id}/notes", lambda w: {"text": "Psst"}, (201, 201, 201, 404, 404)),
    ("PUT", "/conversations/{conversation_id}/assignee", lambda w: {"user": w.ids["ben"]}, (200, 200, 200, 404, 404)),
    (
        "PUT",
        "/conversations/{conversation_id}/customer",
        lambda w: {"person": w.ids["paul"]},
        (200, 200, 200, 404, 404),
    ),
    ("POST", "/conversations/{conversation_id}/move", lambda w: {"team": w.ids["it"]}, (200, 200, 200, 404, 404)),
    ("POST", "/conversations/{conversation_id}/close", None, (200, 200, 200, 404, 404)),
    ("POST", "/conversations/{conversation_id}/reopen", None, (200, 200, 200, 404, 404)),
    ("POST", "/conversations/{conversation_id}/wait", None, (200, 200, 200, 404, 404)),
    ("POST", "/conversations/{conversation_id}/promises", lambda w: {"what": "Call"}, (201, 201, 201, 404, 404)),
    ("POST", "/listen", lambda w: {"turns": TURNS}, (200, 200, 200, 200, 200)),
    ("POST", "/conversations/import?team={team_id}", lambda w: {"id": "x", "turns": TURNS}, (201, 201, 201, 403, 403)),
    ("GET", "/promises", None, (200, 200, 200, 200, 200)),
    ("POST", "/promises/{promise_id}/settle", lambda w: {}, (200, 200, 200, 404, 404)),
    ("POST", "/promises/{promise_id}/broken", lambda w: {}, (200, 200, 200, 404, 404)),
    ("POST", "/promises/{promise_id}/withdraw", lambda w: {}, (200, 200, 200, 404, 404)),
    (
        "POST",
        "/promises/{promise_id}/renegotiate",
        lambda w: {"due": "2199-01-01T00:00:00Z"},
        (200, 200, 200, 404, 404),
    ),
    ("POST", "/promises/{promise_id}/reopen", None, (200, 200, 200, 404, 404)),
    ("GET", "/persons", None, (200, 200, 200, 200, 403)),
    ("POST", "/persons", lambda w: {"name": "New"}, (201, 201, 201, 201, 403)),
    ("GET", "/persons/{person_id}", None, (200, 200, 200, 200, 403)),
    ("GET", "/persons/{person_id}/perhaps-same", None, (200, 200, 200, 200, 403)),
    ("PATCH", "/persons/{person_id}", lambda w: {"vip": True}, (200, 200, 200, 200, 403)),
    ("GET", "/persons/{person_id}/conversations", None, (200, 200, 200, 200, 403)),
    (
        "POST",
        "/persons/{person_id}/addresses",
        lambda w: {"kind": "handle", "value": "@greta"},
        (201, 201, 201, 201, 403),
    ),
    ("DELETE", "/persons/{person_id}/addresses/{address_id}", None, (204, 204, 204, 204, 403)),
    ("PUT", "/persons/{person_id}/groups/{group_id}", lambda w: {}, (204, 204, 204, 204, 403)),
    ("DELETE", "/persons/{person_id}/groups/{group_id}", None, (204, 204, 204, 204, 403)),
    ("PUT", "/persons/{person_id}/standing", lambda w: {"side": "personal"}, (200, 200, 200, 200, 403)),
    (
        "POST",
        "/persons/{person_id}/reliances",
        lambda w: {"team": w.ids["it"], "kind": "materials"},
        (201, 201, 201, 201, 403),
    ),
    ("DELETE", "/reliances/{reliance_id}", None, (204, 204, 204, 204, 403)),
    ("POST", "/persons/{person_id}/merges", lambda w: {"absorbed": w.ids["paul"]}, (201, 201, 201, 201, 403)),
    ("POST", "/merges/{merge_id}/undo", None, (200, 200, 200, 200, 403)),
    ("GET", "/groups", None, (200, 200, 200, 200, 403)),
    ("POST", "/groups", lambda w: {"name": "New", "kind": "company"}, (201, 201, 201, 201, 403)),
    ("PATCH", "/groups/{group_id}", lambda w: {"name": "Works"}, (200, 200, 200, 200, 403)),
    ("DELETE", "/groups/{group_id}", None, (204, 204, 204, 204, 403)),
    ("GET", "/groups/{group_id}", None, (200, 200, 200, 200, 403)),
    ("GET", "/courses", None, (200, 200, 200, 200, 200)),
    ("GET", "/courses/{course}", None, (200, 200, 200, 200, 200)),
    ("POST", "/courses/{course}/certificate", None, (422, 422, 422, 422, 422)),
    ("GET", "/certificates/{code}", None, (200, 200, 200, 200, 200)),
    ("GET", "/courses/{course}/lessons/{lesson}/comments", None, (200, 200, 200, 200, 200)),
    (
        "POST",
        "/courses/{course}/lessons/{lesson}/comments",
        lambda w: {"text": "Yes."},
        (201, 201, 201, 201, 201),
    ),
    ("DELETE", "/comments/{comment_id}", None, (404, 404, 404, 404, 204)),
    ("POST", "/comments/{comment_id}/hide", None, (204, 403, 204, 403, 403)),
    ("POST", "/comments/{comment_id}/show", None, (204, 403, 204, 403, 403)),
    ("GET", "/teams/{team_id}/learning", None, (200, 404, 200, 404, 404)),
    ("POST", "/teams/{team_id}/assignments", lambda w: {"course": "short"}, (201, 403, 201, 403, 403)),
    ("DELETE", "/assignments/{assignment_id}", None, (204, 404, 204, 404, 404)),
    ("GET", "/learners/{user_id}", None, (200, 404, 200, 404, 404)),
    (
        "POST",
        "/groups/{group_id}/reliances",
        lambda w: {"team": w.ids["it"], "kind": "materials"},
        (201, 201, 201, 201, 403),
    ),
    ("GET", "/learning/mirror", None, (200, 200, 200, 200, 200)),
    ("POST", "/learning/mirror", lambda w: {"answers": [3] * 7}, (201, 201, 201, 201, 201)),
    ("GET", "/learning/plans", None, (200, 200, 200, 200, 200)),
    ("GET", "/learning/practice", None, (200, 200, 200, 200, 200)),
]
WHO = ("anna", "ben", "cora", "iris", "leo")


def done(caller: Caller, world: World, cast: Cast, method: str, path: str, body: Body | None) -> Got:
    if "{merge_id}" in path:
        world.ids["merge_id"] = merge(cast.as_viewer("anna"), cast.mrs_green.pk, cast.paul.pk).pk
    return caller(method, world.path(path), body(world) if body else None)


@pytest.mark.parametrize("who", WHO)
def test_each_role_gets_what_the_table_says(cast: Cast, by: As, world: World, who: str) -> None:
    caller = by(who)
    for method, path, body, answers in TABLE:
        with transaction.atomic():
            got = done(caller, world, cast, method, path, body)
            transaction.set_rollback(True)
        assert got.status == answers[WHO.index(who)], (method, path, got.body)


def test_without_a_token_and_with_one_that_was_revoked_every_operation_is_shut(
    cast: Cast, by: As, world: World
) -> None:
    ben = cast.as_viewer("ben")
    token, secret = make_token(ben, "to be revoked")
    assert Caller(secret).get("/me").status == 200
    revoke_token(ben, token.pk)
    for method, path, _, _ in TABLE:
        for caller in (by("nobody"), Caller(secret)):
            got = caller(method, world.path(path))
            assert got.status == 401, (method, path)
            assert got.headers["WWW-Authenticate"].startswith("Bearer ")


def test_the_table_holds_every_operation() -> None:
    written = {(method, path.partition("?")[0]) for method, path, _, _ in TABLE}
    there = {
        (method.upper(), path.removeprefix(ROOT)) for path, methods in openapi()["paths"].items() for method in methods
    }
    assert written == there


def test_an_agent_of_another_team_finds_the_conversation_in_no_list(cast: Cast, by: As, world: World) -> None:
    for path in (
        "/conversations?folder=all",
        f"/conversations?folder=all&team={cast.billing.pk}",
        "/conversations/search?words=invoice",
        "/promises",
        f"/persons/{cast.mrs_green.pk}/conversations",
    ):
        assert len(by("ben").get(path).body["rows"]) == 1, path
        assert by("iris").get(path).body["rows"] == [], path


def test_the_token_of_somebody_who_was_shut_out_opens_nothing(cast: Cast, by: As) -> None:
    ben = by("ben")
    deactivate_user(DESK, cast.ben)
    assert ben.get("/me").status == 401


@pytest.mark.parametrize(
    "token", ["", " ", "ae_wrong", "x" * 10_000, "Bearer", "é", "'; DROP TABLE accounts_token; --"]
)
def test_what_is_no_token_opens_nothing(db: None, token: str) -> None:
    assert Caller(token).get("/me").status == 401


def test_a_cookie_opens_nothing(cast: Cast, client: Any) -> None:
    client.force_login(cast.anna, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get("/api/v1/me").status_code == 401


def test_whoever_moves_a_conversation_away_no_longer_sees_it(cast: Cast, by: As, world: World) -> None:
    path = world.path("/conversations/{conversation_id}")
    assert by("ben").post(f"{path}/move", {"team": cast.it.pk}).body["team_id"] == cast.it.pk
    assert by("ben").get(path).status == 404
    assert by("iris").get(path).status == 200
