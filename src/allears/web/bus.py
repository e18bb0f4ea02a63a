"""What the database says has happened, told to every open page: one LISTEN a process, however many pages are open."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any
from weakref import WeakKeyDictionary

import psycopg
from django.db import connection

log = logging.getLogger(__name__)

Changed = frozenset[int]
"""The conversations that changed together."""

BREATH = 0.2
"""Seconds in which changes are gathered: what is done in one breath (an answer and its reading) is told once."""
QUEUED = 100
"""Changes that may wait for one page; a page that takes so few has gone away without saying so."""


class Bus:
    """Hears the database's notices as long as somebody subscribes. Lives on one event loop."""

    def __init__(self) -> None:
        self._ears: set[asyncio.Queue[Changed | None]] = set()
        self._task: asyncio.Task[None] | None = None
        self._ready: asyncio.Event = asyncio.Event()

    @asynccontextmanager
    async def subscribed(self) -> AsyncIterator[asyncio.Queue[Changed | None]]:
        """A queue of what changes from now on; None in it says that the database has gone: subscribe anew later."""
        ear: asyncio.Queue[Changed | None] = asyncio.Queue(QUEUED)
        self._ears.add(ear)
        if self._task is None or self._task.done():
            self._ready = asyncio.Event()
            self._task = asyncio.create_task(self._hear(self._ready))
        try:
            await self._ready.wait()
            yield ear
        finally:
            self._ears.discard(ear)
            if not self._ears and self._task is not None:
                self._task.cancel()
                with suppress(asyncio.CancelledError):
                    await self._task
                self._task = None

    async def _hear(self, ready: asyncio.Event) -> None:
        try:
            async with await psycopg.AsyncConnection.connect(**_parameters(), autocommit=True) as listener:
                await listener.execute("LISTEN allears_events")
                ready.set()
                while True:
                    self._tell(await _gathered(listener))
        except (psycopg.Error, OSError) as error:
            log.warning("Live updates pause: %s", str(error).strip().splitlines()[0] if str(error) else error)
            self._tell(None)
        finally:
            ready.set()

    def close(self) -> None:
        """End the streams of all who are subscribed."""
        self._tell(None)

    def _tell(self, changed: Changed | None) -> None:
        if changed is not None and not changed:
            return
        for ear in tuple(self._ears):
            if ear.full():
                self._ears.discard(ear)
            else:
                ear.put_nowait(changed)


_buses: WeakKeyDictionary[asyncio.AbstractEventLoop, Bus] = WeakKeyDictionary()


def bus() -> Bus:
    """The bus of the running event loop."""
    return _buses.setdefault(asyncio.get_running_loop(), Bus())


def end_streams() -> None:
    """Let every stream of this process end at once, because it is to stop. May be called from a signal handler."""
    for loop, one in tuple(_buses.items()):
        if not loop.is_closed():
            loop.call_soon_threadsafe(one.close)


def _parameters() -> dict[str, Any]:
    given = connection.get_connection_params()
    return {key: value for key, value in given.items() if key not in {"context", "cursor_factory", "pool"}}


async def _gathered(listener: psycopg.AsyncConnection[tuple[object, ...]]) -> Changed:
    changed: set[int] = set()
    async for notice in listener.notifies(stop_after=1):
        changed |= named(notice.payload)
    async for notice in listener.notifies(timeout=BREATH):
        changed |= named(notice.payload)
    return frozenset(changed)


def named(payload: str) -> set[int]:
    """The conversation that a notice names; empty where it is about something else."""
    kind, _, rest = payload.partition(" ")
    number = rest.partition(" ")[0]
    return {int(number)} if kind == "conversation" and number.isdecimal() else set()
