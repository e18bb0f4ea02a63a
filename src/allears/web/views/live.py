"""What changes while a page is open: one stream of server-sent events for a page that is looked at."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import ParamSpec, TypeVar

from asgiref.sync import sync_to_async
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse

from allears.accounts.models import User
from allears.accounts.queries import viewer
from allears.accounts.rules import Viewer
from allears.conversations.gate import visible
from allears.web.bus import bus

P = ParamSpec("P")
T = TypeVar("T")

HEARTBEAT = 20.0
"""Seconds after which a comment is sent, so that proxies keep the line open and a closed tab is noticed."""
LIFETIME = 15 * 60.0
"""Seconds after which a stream ends. The browser opens another, and who asks is looked at anew."""


async def live(request: HttpRequest) -> HttpResponseBase:
    """Says `change` and the numbers of conversations that changed, of those that the reader may see.

    The event carries no content: a page asks again for the part it shows, and passes the gates again.
    """
    if request.method not in {"GET", "HEAD"}:
        return HttpResponse(status=405, headers={"Allow": "GET, HEAD"})
    user = await request.auser()
    if not isinstance(user, User):
        return HttpResponse(status=401)
    asker = await _asked(viewer, user)
    response = StreamingHttpResponse(_changes(asker), content_type="text/event-stream")
    response["Cache-Control"] = "no-store"
    response["X-Accel-Buffering"] = "no"
    return response


async def _changes(asker: Viewer) -> AsyncIterator[str]:
    loop = asyncio.get_running_loop()
    ends = loop.time() + LIFETIME
    async with bus().subscribed() as ear:
        yield "retry: 3000\n\n"
        while loop.time() < ends:
            try:
                changed = await asyncio.wait_for(ear.get(), HEARTBEAT)
            except TimeoutError:
                yield ": still here\n\n"
                continue
            if changed is None:
                return
            seen = await _asked(_seen, asker, changed)
            if seen:
                yield f"event: change\ndata: {' '.join(map(str, seen))}\n\n"


async def _asked(question: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Ask the database, and give the connection back at once: a stream would else hold one as long as it is open."""

    def ask() -> T:
        try:
            return question(*args, **kwargs)
        finally:
            if not connection.in_atomic_block:
                connection.close()

    return await sync_to_async(ask)()


def _seen(asker: Viewer, changed: frozenset[int]) -> list[int]:
    """Of these conversations, those that `asker` may see."""
    return list(visible(asker).filter(pk__in=changed).order_by("pk").values_list("pk", flat=True))
