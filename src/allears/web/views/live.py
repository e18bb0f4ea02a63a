"""What changes while a page is open: one stream of server-sent events for a page that is looked at."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from asgiref.sync import sync_to_async
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse

from allears.accounts.models import User
from allears.accounts.queries import viewer
from allears.accounts.rules import Viewer
from allears.conversations.gate import visible
from allears.web.bus import bus

HEARTBEAT = 20.0
"""Seconds after which a comment is sent, so that proxies keep the line open and a closed tab is noticed."""
LIFETIME = 15 * 60.0
"""Seconds after which a stream ends. The browser opens another, and who asks is looked at anew."""


async def live(request: HttpRequest) -> HttpResponseBase:
    """Says `change` whenever a conversation that the reader may see has changed; with ?conversation=N only that one.

    The event carries no content: the page asks again for the part it shows, and passes the gates again.
    """
    if request.method not in {"GET", "HEAD"}:
        return HttpResponse(status=405, headers={"Allow": "GET, HEAD"})
    user = await request.auser()
    if not isinstance(user, User):
        return HttpResponse(status=401)
    asked = request.GET.get("conversation", "")
    only = int(asked) if asked.isdecimal() and len(asked) <= 18 else None
    asker = await sync_to_async(viewer)(user)
    if asked and (only is None or not await sync_to_async(_sees)(asker, frozenset({only}))):
        # 204 tells the browser not to try again.
        return HttpResponse(status=204)
    response = StreamingHttpResponse(_changes(asker, only), content_type="text/event-stream")
    response["Cache-Control"] = "no-store"
    response["X-Accel-Buffering"] = "no"
    return response


async def _changes(asker: Viewer, only: int | None) -> AsyncIterator[str]:
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
            if only in changed or (only is None and await sync_to_async(_sees)(asker, changed)):
                yield "event: change\ndata: -\n\n"


def _sees(asker: Viewer, changed: frozenset[int]) -> bool:
    return visible(asker).filter(pk__in=changed).exists()
