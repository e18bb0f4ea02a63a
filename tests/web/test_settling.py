"""What becomes of a promise, on its card and on the page of a new time."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from allears.accounts.rules import DESK
from allears.lib import clock
from allears.promises.actions import make
from allears.promises.models import Promise
from builders import conversation
from cast import Cast


@pytest.fixture
def ben(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.ben)
    return client


@pytest.fixture
def promise(cast: Cast) -> Promise:
    """Ben told Mrs Green that he would send a new invoice by yesterday."""
    made = make(DESK, conversation(cast.billing, cast.mrs_green).pk, "send a new invoice", due=clock.now())
    Promise.objects.update(due=clock.now() - timedelta(days=1), due_text="by yesterday")
    made.refresh_from_db()
    return made


def tomorrow() -> dict[str, str]:
    return {"due": f"{timezone.localtime(clock.now() + timedelta(days=1)):%Y-%m-%dT%H:%M}"}


def test_a_card_leads_to_a_new_time_until_the_promise_is_kept(ben: Client, promise: Promise) -> None:
    link = f"/promises/{promise.pk}/new-time"
    assert f'href="{link}"' in ben.get(f"/conversations/{promise.conversation_id}").content.decode()
    assert f'href="{link}?where=shelf"' in ben.get("/promises/").content.decode()
    card = ben.post(f"/promises/{promise.pk}", {"verdict": "broken"}, headers={"HX-Request": "true"})
    assert link in card.content.decode(), "an apology and a new time can still save it"
    card = ben.post(f"/promises/{promise.pk}", {"verdict": "kept"}, headers={"HX-Request": "true"})
    assert link not in card.content.decode()


def test_a_new_time_that_the_customer_agreed_to_is_held_with_its_reason(ben: Client, promise: Promise) -> None:
    address = f"/promises/{promise.pk}/new-time"
    assert "Mrs Green agrees" in ben.get(address).content.decode()
    answer = ben.post(address, tomorrow() | {"note": "The printer is broken.", "agreed": "on"})
    assert answer["Location"] == f"/conversations/{promise.conversation_id}#promises"
    promise.refresh_from_db()
    assert promise.due is not None
    assert promise.due > clock.now()
    assert (promise.state, promise.note, promise.due_text) == ("open", "The printer is broken.", "")


def test_without_the_customers_word_the_old_time_stands(ben: Client, promise: Promise) -> None:
    html = ben.post(f"/promises/{promise.pk}/new-time", tomorrow() | {"note": "Busy."}).content.decode()
    assert "only if they agree to it" in html
    assert 'value="Busy."' in html
    promise.refresh_from_db()
    assert promise.due_text == "by yesterday"


def test_a_time_that_has_passed_is_none(ben: Client, promise: Promise) -> None:
    given = {"due": "2020-01-01T12:00", "agreed": "on"}
    assert "has to lie ahead" in ben.post(f"/promises/{promise.pk}/new-time", given).content.decode()


def test_from_the_promises_one_comes_back_to_them(ben: Client, promise: Promise) -> None:
    answer = ben.post(f"/promises/{promise.pk}/new-time?where=shelf", tomorrow() | {"agreed": "on"})
    assert answer["Location"] == "/promises/"
