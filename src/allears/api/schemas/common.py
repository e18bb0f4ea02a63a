"""What the schemas of all resources are made of."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Annotated, Any

from ninja.params import functions as param_functions
from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from allears.lib import clock

LARGEST_ID = 2**63 - 1
_RFC3339 = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)", re.ASCII)


def said(description: str, example: object, **more: Any) -> Any:
    """A field with its description and an example; `more` goes to pydantic (default, max_length, ge …)."""
    return Field(description=description, examples=[example], **more)


class In(BaseModel):
    """What a client sends. A field that does not exist is refused, so that a misspelt one is noticed."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)


class Out(BaseModel):
    """What a client gets, read from the values that queries and actions give."""

    model_config = ConfigDict(from_attributes=True)


def _written_moment(value: object) -> object:
    """Only RFC 3339 as it is written: pydantic alone would also take the number of seconds since 1970."""
    if isinstance(value, datetime):
        return value
    if not isinstance(value, str) or not _RFC3339.fullmatch(value):
        raise ValueError("Write the moment with its time zone, as in 2026-03-06T09:15:00Z.")
    return value


def _within_reach(value: datetime) -> datetime:
    if not 1970 <= value.year <= 2200:
        raise ValueError("The year must lie between 1970 and 2200.")
    return value.astimezone(UTC)


def _past(value: datetime) -> datetime:
    if value > clock.now() + timedelta(minutes=1):
        raise ValueError("This moment has not come yet.")
    return value


def _flag(value: object) -> object:
    if isinstance(value, str):
        flags = {"true": True, "false": False}
        if value not in flags:
            raise ValueError("Say true or false.")
        return flags[value]
    return value


Id = Annotated[int, Field(ge=1, le=LARGEST_ID, strict=True)]
"""A number of ours, in a body."""
Moment = Annotated[AwareDatetime, BeforeValidator(_written_moment), AfterValidator(_within_reach)]
"""A moment with its time zone (RFC 3339); given on in UTC."""
PastMoment = Annotated[Moment, AfterValidator(_past)]
Seconds = Annotated[float, Field(ge=0, le=1e9, strict=True)]
Flag = Annotated[bool, Field(strict=True)]
QueryFlag = Annotated[bool, BeforeValidator(_flag)]


def _path_id(what: str, example: int) -> Any:
    return param_functions.Path(..., ge=1, le=LARGEST_ID, description=what, example=example)


ConversationId = Annotated[int, _path_id("The number of the conversation.", 12)]
PersonId = Annotated[int, _path_id("The number of the person.", 7)]
GroupId = Annotated[int, _path_id("The number of the group.", 3)]
TeamId = Annotated[int, _path_id("The number of the team.", 1)]
AddressId = Annotated[int, _path_id("The number of the address.", 9)]
MergeId = Annotated[int, _path_id("The number of the merge.", 2)]
RelianceId = Annotated[int, _path_id("The number of the reliance.", 4)]
PromiseId = Annotated[int, _path_id("The number of the promise.", 31)]


def one_of(words: type[StrEnum]) -> WithJsonSchema:
    """The words of an enum written out in place, so that the field keeps its own description."""
    return WithJsonSchema({"type": "string", "enum": [word.value for word in words]})


QueryId = Annotated[
    int | None,
    Field(ge=1, le=LARGEST_ID),
    WithJsonSchema({"type": "integer", "minimum": 1, "maximum": LARGEST_ID}),
]
"""A number in an address that may be left out."""


class Paged(BaseModel):
    """Where a page begins."""

    after: str = said(
        "Where this page begins: the `next` of the page before. Leave it out for the first page.",
        "1772442000000000_12",
        default="",
        max_length=40,
    )


NEXT = "Give this as `after` to get the next page; null: these were the last."


def none_if_empty(value: object) -> object:
    return value or None


Next = Annotated[str | None, BeforeValidator(none_if_empty)]


class FieldProblem(BaseModel):
    """One value that is wrong."""

    field: str = said("The field, as a path from the body or the query.", "turns[0].text")
    detail: str = said("What is wrong with it, in one sentence.", "This is missing.")


class Problem(BaseModel):
    """Why a request was not carried out (RFC 9457)."""

    type: str = said("The kind of problem; `about:blank`: what the status says.", "about:blank")
    title: str = said("The status in words.", "Unprocessable Content")
    status: int = said("The HTTP status.", 422)
    detail: str = said("What happened, in one sentence for a person.", "text: Write an answer first.")
    errors: list[FieldProblem] = Field(default=[], description="With 422: each value that is wrong.")
