"""What somebody has for himself: his mirror and his plan."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from .common import In, Out, said

WHEN, THEN = "a caller stops for breath", "count to two before I speak"
Answer = Annotated[int, Field(ge=1, le=5, strict=True)]


class Band(Out):
    """The name of a stretch of totals. The bands are ours: see docs/algorithms/mirror.md."""

    low: int = said("The lowest total in it.", 14)
    high: int = said("The highest total in it.", 20)
    name: str = said("What it is called.", "Now and then elsewhere")


class Taking(Out):
    """One look into the mirror."""

    id: int = said("The number of this look.", 4)
    at: datetime = said("When it was.", "2026-03-02T16:50:00Z")
    answers: list[int] = said("Seven answers of 1 (never) to 5 (always).", [2, 4, 3, 4, 1, 2, 3])
    total: int = said("Their sum, 7 to 35.", 19)
    band: Band = Field(description="The band of the total.")


class Share(Out):
    """In how many conversations something was found, with the limits of the 95 % interval of the share."""

    hits: int = said("In so many it was found.", 5)
    of: int = said("So many were looked at.", 11)
    low: float = said("The lower limit of the share, 0 to 1.", 0.21)
    high: float = said("The upper limit.", 0.72)
    enough: bool = said("False: too few conversations to tell.", True)


class Sign(Out):
    """Something observed in your own conversations."""

    key: str = said("The name of the sign.", "interruption")
    label: str = said("What was found, in words.", "you cut in on the customer")
    effect: str = said("`helps` or `harms`.", "harms")
    share: Share = Field(description="In how many of your conversations.")


class Mirror(Out):
    """Your own mirror. Nobody else's can be had here, not even one that is shared with you."""

    takings: list[Taking] = Field(description="The latest looks, the oldest first.")
    signs: list[Sign] = Field(description="What was observed beside them.")
    conversations: int = said("Conversations of yours that were looked at.", 11)


class NewTaking(In):
    """A look into the mirror."""

    answers: list[Answer] = said(
        "Seven answers of 1 (never) to 5 (always).", [2, 4, 3, 4, 1, 2, 3], min_length=7, max_length=7
    )


class Plan(Out):
    """A plan of yours for two weeks."""

    id: int = said("The number of the plan.", 3)
    when: str = said("When this happens …", WHEN)
    then: str = said("… I will do this.", THEN)
    behaviours: list[str] = said("The behaviours by which it shows.", ["interruption"])
    starts_on: date = said("Its first day.", "2026-03-02")
    ends_on: date = said("The day on which you look back.", "2026-03-16")
    state: str = said("`running`, `looked back` or `left`.", "running")
    day: int = said("Which day of it is today; 0 or less before it starts.", 9)


class Plans(Out):
    """Your plans."""

    rows: list[Plan] = Field(description="The newest first.")


class Cards(Out):
    """The cards that wait for you today."""

    now: int = said("So many are asked for today still.", 3)
    due: int = said("Cards that are due.", 2)
    fresh: int = said("Cards that you have not seen yet.", 4)
    done: int = said("Cards gone through today.", 0)
    a_day: int = said("At most so many a day.", 10)
