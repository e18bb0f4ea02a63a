"""The API itself: where the routes are hung up, how bodies are read and answers written."""

from __future__ import annotations

from typing import Any

import msgspec
from django.http import HttpRequest
from ninja import NinjaAPI
from ninja.operation import Operation
from ninja.parser import Parser
from ninja.renderers import BaseRenderer

from .auth import BearerToken
from .problems import handle_problems
from .routes import accounts, conversations, courses, groups, learning, listening, persons, promises, steering

ABOUT = """\
The desk for programs. Every request carries the token of a person and may do what that person may do.

* **Tokens**: `Authorization: Bearer ae_…`, made with `allears token add`.
* **Pages**: lists give `rows` and `next`; give `next` as `after` to get the next page.
* **Moments** are RFC 3339 with a time zone.
* **Errors** are problem+json (RFC 9457): `detail` is one sentence; with 422 `errors` names each field.
* **At most** 5 MiB a request.
"""

TAGS = {
    "conversations": "One matter with one customer, over any channels, in one timeline.",
    "listening": "How well was the customer heard?",
    "promises": "What we said we would do: kept, late or broken.",
    "persons": "Those whom we serve, and how they can be reached.",
    "groups": "Companies, departments, agencies and households.",
    "courses": "Courses, how far one is, what is asked of whom, certificates.",
    "learning": "What you have for yourself: mirror, plan, practice.",
    "accounts": "Our own people and their teams.",
}


class _JsonParser(Parser):
    """JSON as RFC 8259 has it: no NaN, and nothing nested so deep that it would exhaust the stack."""

    def parse_body(self, request: HttpRequest) -> Any:
        try:
            return msgspec.json.decode(request.body)
        except RecursionError as error:
            raise ValueError("nested too deep") from error


class _JsonRenderer(BaseRenderer):
    media_type = "application/json"

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> bytes:
        return msgspec.json.encode(data)


class Door(NinjaAPI):
    """NinjaAPI, with an operation named by its function alone."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        return operation.view_func.__name__


def _open() -> Door:
    door = Door(
        title="All Ears",
        version="1",
        description=ABOUT,
        openapi_url=None,
        docs_url=None,
        urls_namespace="api",
        auth=BearerToken(),
        parser=_JsonParser(),
        renderer=_JsonRenderer(),
        openapi_extra={"tags": [{"name": name, "description": about} for name, about in TAGS.items()]},
    )
    handle_problems(door)
    for routes, tag in (
        (listening, "listening"),  # before the next, so that "import" is not taken for the number of a conversation
        (conversations, "conversations"),
        (steering, "conversations"),
        (promises, "promises"),
        (persons, "persons"),
        (groups, "groups"),
        (courses, "courses"),
        (learning, "learning"),
        (accounts, "accounts"),
    ):
        door.add_router("", routes.router, tags=[tag])
    return door


door = _open()
