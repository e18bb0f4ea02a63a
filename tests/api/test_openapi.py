"""The document that tells programs what the API can do, and the page that tells people."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from django.db import DatabaseError, IntegrityError, OperationalError
from django.test import Client

from allears.accounts import queries
from allears.api import openapi, openapi_json
from cast import Cast

from .conftest import As

DOCUMENT = openapi()
SCHEMAS: dict[str, Any] = DOCUMENT["components"]["schemas"]
OPERATIONS = {
    operation["operationId"]: operation for methods in DOCUMENT["paths"].values() for operation in methods.values()
}
COMMITTED = Path(__file__).parents[2] / "docs" / "reference" / "openapi.json"


def valid(value: object, schema: dict[str, Any]) -> None:
    whole = schema | {"components": DOCUMENT["components"]}
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    jsonschema.validate(value, whole, cls=jsonschema.Draft202012Validator, format_checker=checker)


def test_the_committed_document_is_the_generated_one() -> None:
    assert COMMITTED.read_text(encoding="utf-8") == openapi_json(), "run `allears docs` and commit what it writes"


def test_it_is_served_to_everybody_as_it_is(client: Client) -> None:
    got = client.get("/api/v1/openapi.json")
    assert got["Content-Type"] == "application/json"
    assert got.json() == DOCUMENT
    assert got.json()["openapi"] == "3.1.0"


@pytest.mark.parametrize("name", OPERATIONS)
def test_every_operation_says_what_it_does_and_shows_an_example(name: str) -> None:
    operation = OPERATIONS[name]
    assert operation["summary"]
    assert operation["description"].endswith((".", "?", ")"))
    assert operation["tags"]
    assert operation["security"] == [{"BearerToken": []}]
    for parameter in operation["parameters"]:
        assert parameter["description"], parameter["name"]
        valid(parameter["example"], parameter["schema"])
    body = operation.get("requestBody", {}).get("content", {}).get("application/json")
    if body:
        valid(body["example"], body["schema"])
    for status, response in operation["responses"].items():
        for kind, content in response.get("content", {}).items():
            assert kind == ("application/json" if int(status) < 400 else "application/problem+json")
            if int(status) < 400:
                valid(content["example"], content["schema"])


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_field_is_described(name: str) -> None:
    assert SCHEMAS[name].get("description"), name
    for field, schema in SCHEMAS[name].get("properties", {}).items():
        assert schema.get("description"), field


def test_every_schema_is_used() -> None:
    text = json.dumps(DOCUMENT)
    assert [name for name in SCHEMAS if f'"#/components/schemas/{name}"' not in text] == []


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_the_page_shows_every_operation_and_needs_nobody_elses_server_and_no_script(client: Client) -> None:
    got = client.get("/api/v1/docs")
    page = _Page()
    page.feed(got.content.decode())
    shown = [attrs["id"] for tag, attrs in page.tags if tag == "details"]
    assert sorted(map(str, shown)) == sorted(OPERATIONS)
    assert not [tag for tag, _ in page.tags if tag == "script"]
    for _, attrs in page.tags:
        for key in ("src", "href"):
            assert not (attrs.get(key) or "").startswith(("http", "//"))
    (nonce,) = {attrs["nonce"] for tag, attrs in page.tags if tag == "style"}
    assert f"'nonce-{nonce}'" in got["Content-Security-Policy"]
    ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
    assert len(ids) == len(set(ids))


def test_what_is_not_there_and_what_cannot_be_done_are_problems_too(cast: Cast, by: As) -> None:
    for path in ("/nothing", "/", "/me/", "/a%0Ab", "/%00", "/conversations/1/x", "/../v1"):
        assert by("ben").get(path).status == 404, path
    got = by("ben").delete("/me")
    assert (got.status, got.headers["Allow"]) == (405, "GET")
    assert Client().post("/api/v1/openapi.json").status_code == 405


def test_answers_are_kept_by_no_cache(cast: Cast, by: As) -> None:
    assert by("ben").get("/me").headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (RuntimeError("a secret path /home/x"), 500),
        (DatabaseError("SELECT secret"), 500),
        (OperationalError("password of secret"), 503),
        (IntegrityError("secret"), 409),
    ],
)
def test_what_nobody_foresaw_is_one_sentence_and_no_traceback(
    cast: Cast, by: As, monkeypatch: pytest.MonkeyPatch, error: Exception, status: int
) -> None:
    def fail() -> None:
        raise error

    ben = by("ben")
    monkeypatch.setattr(queries, "all_teams", fail)
    got = ben.get("/teams")
    assert got.status == status
    assert not re.search("secret|Traceback|[a-z]Error|SELECT", json.dumps(got.body))
