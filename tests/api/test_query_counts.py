"""No answer asks more queries because there is more to show."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from allears.customers.actions import add_address, add_person, affiliate
from allears.customers.addresses import AddressKind
from allears.readings.actions import listen_again
from builders import MONDAY, conversation
from cast import Cast

from .conftest import As, Caller

MOST = 15


def fill(cast: Cast, number: int, start: int = 0) -> None:
    """Conversations with customers in groups, readings and promises."""
    ben = cast.as_viewer("ben")
    for place in range(start, start + number):
        person = add_person(ben, f"Green {place}", [(AddressKind.EMAIL, f"p{place}@green.example")])
        affiliate(ben, person.pk, cast.workshop.pk)
        add_address(ben, cast.mrs_green.pk, AddressKind.HANDLE, f"greta{place}")
        said = [("customer", "My invoice is wrong."), ("agent", "I am sorry. I will send it by Friday.")] * (place + 1)
        for who in (person, cast.mrs_green):
            made = conversation(cast.billing, who, said, at=MONDAY + timedelta(minutes=place))
            listen_again(made.pk)


LISTS: list[tuple[str, Callable[[Cast], str]]] = [
    ("inbox", lambda cast: "/conversations?folder=all"),
    ("search", lambda cast: "/conversations/search?words=invoice"),
    ("persons", lambda cast: "/persons"),
    ("persons found", lambda cast: "/persons?words=green"),
    ("person", lambda cast: f"/persons/{cast.mrs_green.pk}"),
    ("person's conversations", lambda cast: f"/persons/{cast.mrs_green.pk}/conversations"),
    ("groups", lambda cast: "/groups"),
    ("group", lambda cast: f"/groups/{cast.workshop.pk}"),
    ("promises", lambda cast: "/promises"),
    ("teams", lambda cast: "/teams"),
    ("mirror", lambda cast: "/learning/mirror"),
    ("plans", lambda cast: "/learning/plans"),
    ("cards", lambda cast: "/learning/practice"),
    ("me", lambda cast: "/me"),
]


def queries(caller: Caller, path: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert caller.get(path).status == 200
    return len(asked)


@pytest.mark.parametrize("who", ["ben", "anna"])
def test_more_rows_ask_no_more_queries(cast: Cast, by: As, who: str) -> None:
    caller = by(who)
    fill(cast, 2)
    before = {name: queries(caller, path(cast)) for name, path in LISTS}
    fill(cast, 6, start=2)
    after = {name: queries(caller, path(cast)) for name, path in LISTS}
    assert after == before
    assert max(after.values()) <= MOST


def test_a_longer_conversation_asks_no_more_queries(cast: Cast, by: As) -> None:
    said = [("customer", "My invoice is wrong."), ("agent", "I am sorry. I will send it by Friday.")]
    short, long = (conversation(cast.billing, cast.mrs_green, said * times) for times in (1, 20))
    for made in (short, long):
        listen_again(made.pk)
        by("ben").post(f"/conversations/{made.pk}/promises", {"what": "Call"})
    for view in ("", "/through-their-eyes"):
        assert queries(by("ben"), f"/conversations/{long.pk}{view}") == queries(
            by("ben"), f"/conversations/{short.pk}{view}"
        )
