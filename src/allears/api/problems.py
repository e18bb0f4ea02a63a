"""Every way in which a request can fail, as problem+json (RFC 9457): one sentence, never a traceback."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

import msgspec
from django.core.exceptions import RequestDataTooBig
from django.db import IntegrityError, InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, Throttled, ValidationError

from allears.lib.errors import Invalid, NotAllowed, NotFound

log = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"
TITLES = {413: "Content Too Large", 422: "Unprocessable Content"}
"""The names of RFC 9110, where Python still has the older ones."""
NO_TOKEN = "Send the token of a person: 'Authorization: Bearer ae_…'. Make one with 'allears token add'."  # noqa: S105
BAD_TOKEN = "This token opens nothing: it was revoked, its owner was shut out, or it never was one."  # noqa: S105
BROKEN = "This is our fault, not yours. It was written to the log of the desk."

_SENTENCES = {
    "missing": "This is missing.",
    "extra_forbidden": "There is no such field.",
    "string_too_long": "At most {max_length:,} characters.",
    "string_too_short": "This must not be empty.",
    "too_long": "At most {max_length:,} of them.",
    "too_short": "At least {min_length:,} of them.",
    "enum": "One of: {expected}.",
    "literal_error": "One of: {expected}.",
    "int_type": "This must be a whole number.",
    "int_parsing": "This must be a whole number.",
    "bool_type": "This must be true or false.",
    "string_type": "This must be a text.",
    "value_error": "{error}",
}


def problem(
    status: int, detail: str, errors: Sequence[tuple[str, str]] = (), headers: dict[str, str] | None = None
) -> HttpResponse:
    """A problem as an answer. `errors` are pairs of a field and what is wrong with it."""
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": TITLES.get(status) or HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
    }
    if errors:
        body["errors"] = [{"field": field, "detail": sentence} for field, sentence in errors]
    return HttpResponse(msgspec.json.encode(body), status=status, content_type=MEDIA_TYPE, headers=headers)


def handle_problems(api: NinjaAPI) -> None:
    """Tell `api` what to answer to each exception."""
    api.add_exception_handler(NotFound, lambda request, error: problem(404, str(error)))
    api.add_exception_handler(NotAllowed, lambda request, error: problem(403, str(error)))
    api.add_exception_handler(Http404, lambda request, error: problem(404, "There is nothing here."))
    api.add_exception_handler(Invalid, _invalid)
    api.add_exception_handler(ValidationError, _not_valid)
    api.add_exception_handler(HttpError, _refused)
    api.add_exception_handler(RequestDataTooBig, lambda request, error: problem(413, "At most 5 MiB at a time."))
    api.add_exception_handler(IntegrityError, _collided)
    api.add_exception_handler(OperationalError, _no_database)
    api.add_exception_handler(InterfaceError, _no_database)
    api.add_exception_handler(Exception, _broken)


def _invalid(request: HttpRequest, error: Invalid | type[Invalid]) -> HttpResponse:
    assert isinstance(error, Invalid)
    return problem(422, f"{error.field}: {error.sentence}", [(error.field, error.sentence)])


def _not_valid(request: HttpRequest, error: ValidationError | type[ValidationError]) -> HttpResponse:
    assert isinstance(error, ValidationError)
    found = [(_field(it["loc"]), _sentence(it)) for it in error.errors[:50]]
    field, sentence = found[0]
    more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
    return problem(422, f"{field}: {sentence}{more}", found)


def _refused(request: HttpRequest, error: HttpError | type[HttpError]) -> HttpResponse:
    assert isinstance(error, HttpError)
    if error.status_code == HTTPStatus.UNAUTHORIZED:
        given = request.headers.get("Authorization", "")
        challenge = 'Bearer realm="All Ears", error="invalid_token"' if given else 'Bearer realm="All Ears"'
        return problem(401, BAD_TOKEN if given else NO_TOKEN, headers={"WWW-Authenticate": challenge})
    if isinstance(error, Throttled):
        return problem(429, "Too many requests in a minute. Wait a little and go on.")
    if error.status_code == HTTPStatus.BAD_REQUEST:
        return problem(400, "The body is not JSON that can be read.")
    return problem(error.status_code, error.message)


def _collided(request: HttpRequest, error: object) -> HttpResponse:
    log.warning("two requests collided at %s %s", request.method, request.path, exc_info=True)
    return problem(409, "Somebody else changed the same thing at this moment. Look at it again, then try again.")


def _no_database(request: HttpRequest, error: object) -> HttpResponse:
    log.exception("the database did not answer at %s %s", request.method, request.path)
    return problem(503, "The database does not answer. Try again in a little while.", headers={"Retry-After": "10"})


def _broken(request: HttpRequest, error: object) -> HttpResponse:
    log.exception("%s %s failed", request.method, request.path)
    return problem(500, BROKEN)


def _field(place: Sequence[str | int]) -> str:
    """('body', 'conversation', 'turns', 0, 'text') → 'turns[0].text'. The names of our own parameters are left out."""
    source, *rest = place
    if source == "body" and rest:
        rest = rest[1:]
    path = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in rest)
    return path.lstrip(".") or str(source)


def _sentence(error: dict[str, Any]) -> str:
    pattern = _SENTENCES.get(error["type"])
    if pattern is None:
        return f"{error['msg']}."
    return pattern.format(**error.get("ctx", {}))
