"""The API as its clients see it: somebody's token, a method, a path, JSON both ways."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from allears.accounts.actions import make_token
from cast import Cast

ROOT = "/api/v1"


@dataclass(frozen=True)
class Got:
    """An answer."""

    status: int
    body: Any
    headers: dict[str, str]

    @property
    def fields(self) -> list[str]:
        """The fields that a problem names."""
        return [error["field"] for error in self.body["errors"]]


@dataclass(frozen=True)
class Caller:
    """A client with a token (None: without one)."""

    token: str | None

    def __call__(
        self,
        method: str,
        path: str,
        body: object = None,
        *,
        raw: bytes | None = None,
        query: Mapping[str, object] | None = None,
    ) -> Got:
        client = Client(headers={"Authorization": f"Bearer {self.token}"} if self.token is not None else {})
        data = raw if raw is not None else b"" if body is None else json.dumps(body).encode()
        response = client.generic(method, f"{ROOT}{path}", data, content_type="application/json", query_params=query)
        content: Any = json.loads(response.content) if response.content else None
        if response.status_code >= 400:
            assert response["Content-Type"] == "application/problem+json"
            assert content["status"] == response.status_code
            assert content["title"]
            assert content["detail"]
        return Got(response.status_code, content, {key: str(value) for key, value in response.items()})

    def get(self, path: str, **query: object) -> Got:
        return self("GET", path, query=query or None)

    def post(self, path: str, body: object = None, **query: object) -> Got:
        return self("POST", path, body, query=query or None)

    def put(self, path: str, body: object = None) -> Got:
        return self("PUT", path, body)

    def patch(self, path: str, body: object = None) -> Got:
        return self("PATCH", path, body)

    def delete(self, path: str) -> Got:
        return self("DELETE", path)


As = Callable[[str], Caller]


@pytest.fixture(autouse=True)
def _nothing_counted() -> None:
    cache.clear()


@pytest.fixture
def by(cast: Cast) -> As:
    """`by("ben")` calls the API with a token of Ben's; `by("nobody")` without any."""
    made: dict[str, Caller] = {"nobody": Caller(None)}

    def caller(name: str) -> Caller:
        if name not in made:
            made[name] = Caller(make_token(cast.as_viewer(name), f"{name}'s test")[1])
        return made[name]

    return caller
