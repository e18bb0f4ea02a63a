"""The stream of live updates tells each reader of what they may see, shares one listener, and ends when it should."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from functools import wraps

import pytest
from asgiref.sync import async_to_sync, sync_to_async
from django.test import AsyncClient, AsyncRequestFactory

from allears.accounts.models import User
from allears.accounts.rules import DESK
from allears.conversations.actions import note
from allears.web import bus as buses
from allears.web.views import live
from builders import conversation
from cast import Cast, gather

pytestmark = pytest.mark.django_db(transaction=True)


def in_a_loop(test: Callable[..., Awaitable[None]]) -> Callable[..., None]:
    """Run an async test, with what it asks of the database in this thread, whose connection the tests close."""

    @wraps(test)
    def run(*args: object, **kwargs: object) -> None:
        async_to_sync(test)(*args, **kwargs)

    return run


class Stream:
    """What one open page hears."""

    def __init__(self, content: AsyncGenerator[str, None]) -> None:
        self.content = content

    async def next(self, seconds: float = 10.0) -> str:
        return await asyncio.wait_for(anext(self.content), seconds)

    async def close(self) -> None:
        await self.content.aclose()


async def open_stream(user: User) -> Stream:
    """The stream of a page of `user`, as the server has it: a test client would wrap it, and keep it open."""

    async def asks() -> User:
        return user

    request = AsyncRequestFactory().get("/live")
    request.auser = asks  # type: ignore[method-assign]
    response = await live.live(request)
    stream = Stream(response._iterator)  # type: ignore[attr-defined]
    assert await stream.next() == "retry: 3000\n\n"
    return stream


@sync_to_async
def scene() -> tuple[Cast, int, int]:
    cast = gather()
    return cast, conversation(cast.billing).pk, conversation(cast.it).pk


@in_a_loop
async def test_everybody_hears_of_their_own_conversations_and_of_no_others() -> None:
    cast, billing, it = await scene()
    ben, anna = await open_stream(cast.ben), await open_stream(cast.anna)
    await sync_to_async(note)(DESK, it, "Nothing for Ben.")
    assert await anna.next() == f"event: change\ndata: {it}\n\n"
    await sync_to_async(note)(DESK, billing, "For both.")
    assert await ben.next() == f"event: change\ndata: {billing}\n\n"
    assert await anna.next() == f"event: change\ndata: {billing}\n\n"
    await ben.close()
    await anna.close()


@in_a_loop
async def test_all_pages_share_one_listener_which_goes_with_the_last() -> None:
    cast, _, _ = await scene()
    streams = [await open_stream(cast.ben) for _ in range(5)]
    bus = buses.bus()
    assert len(bus._ears) == 5
    task = bus._task
    assert task is not None
    for stream in streams:
        await stream.close()
    assert bus._ears == set()
    assert task.done()


@in_a_loop
async def test_a_quiet_line_is_kept_open_by_a_heartbeat(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "HEARTBEAT", 0.05)
    cast, _, _ = await scene()
    stream = await open_stream(cast.ben)
    assert await stream.next() == ": still here\n\n"
    await stream.close()


@in_a_loop
async def test_streams_end_when_the_server_is_to_stop() -> None:
    cast, _, _ = await scene()
    stream = await open_stream(cast.ben)
    buses.end_streams()
    with pytest.raises(StopAsyncIteration):
        await stream.next()


@in_a_loop
async def test_a_database_that_goes_away_ends_the_stream_so_that_the_browser_comes_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cast, _, _ = await scene()
    given = buses._parameters()
    monkeypatch.setattr(buses, "_parameters", lambda: {**given, "port": "1", "host": "127.0.0.1"})
    stream = await open_stream(cast.ben)
    with pytest.raises(StopAsyncIteration):
        await stream.next()


@in_a_loop
async def test_who_has_not_signed_in_hears_nothing() -> None:
    assert (await AsyncClient().get("/live")).status_code == 401
    assert (await AsyncClient().post("/live")).status_code == 405


@pytest.mark.parametrize(
    ("payload", "found"),
    [("conversation 12 answer.written", {12}), ("person 3 x", set()), ("", set()), ("conversation x", set())],
)
def test_a_notice_names_a_conversation_or_nothing(payload: str, found: set[int]) -> None:
    assert buses.named(payload) == found
