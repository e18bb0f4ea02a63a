"""What changes while a page is open: one stream of server-sent events a browser tab, fed by NOTIFY of the database."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import psycopg
from asgiref.sync import sync_to_async
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse

from allears.accounts.models import User
from allears.accounts.queries import viewer
from allears.accounts.rules import Viewer
from allears.conversations.gate import visible

HEARTBEAT = 25.0
"""Seconds after which a comment is sent, so that proxies keep the line open and a closed tab is noticed."""


async def live(request: HttpRequest) -> HttpResponseBase:
    """Says `change` whenever a conversation that the reader may see has changed; with ?conversation=N only that one.

    The event carries no content: the page asks again for the part it shows, and passes the gates again.
    """
    user = await request.auser()
    if not isinstance(user, User):
        return HttpResponse(status=401)
    only = request.GET.get("conversation", "")
    asker = await sync_to_async(viewer)(user)
    stream = _changes(asker, int(only) if only.isdecimal() else None)
    response = StreamingHttpResponse(stream, content_type="text/event-stream")
    response["Cache-Control"] = "no-store"
    response["X-Accel-Buffering"] = "no"
    return response


async def _changes(asker: Viewer, only: int | None) -> AsyncIterator[str]:
    parameters = connection.get_connection_params()
    parameters = {key: value for key, value in parameters.items() if key not in {"context", "cursor_factory", "pool"}}
    listener = await psycopg.AsyncConnection.connect(**parameters, autocommit=True)
    try:
        await listener.execute("LISTEN allears_events")
        yield "retry: 3000\n\n"
        while True:
            changed = await _next(listener)
            if not changed:
                yield ": still here\n\n"
            elif only in changed or (only is None and await sync_to_async(_sees)(asker, changed)):
                yield "event: change\ndata: -\n\n"
    finally:
        await listener.close()


async def _next(listener: psycopg.AsyncConnection[tuple[object, ...]]) -> set[int]:
    """The conversations that changed: those of one moment together; empty when nothing did for a while."""
    changed: set[int] = set()
    async for notice in listener.notifies(timeout=HEARTBEAT, stop_after=1):
        changed |= _named(notice.payload)
    if changed:
        # What is done in one breath (an answer and its reading) is told once.
        await asyncio.sleep(0.15)
        async for notice in listener.notifies(timeout=0.05):
            changed |= _named(notice.payload)
    return changed


def _named(payload: str) -> set[int]:
    kind, _, rest = payload.partition(" ")
    number = rest.partition(" ")[0]
    return {int(number)} if kind == "conversation" and number.isdecimal() else set()


def _sees(asker: Viewer, changed: set[int]) -> bool:
    return visible(asker).filter(pk__in=changed).exists()
