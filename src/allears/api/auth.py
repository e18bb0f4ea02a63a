"""Who asks: the person whose bearer token came with the request. Cookies open nothing here."""

from __future__ import annotations

from django.core.cache import caches
from django.http import HttpRequest
from ninja.security import HttpBearer
from ninja.throttling import BaseThrottle

from allears.accounts.queries import token_user, viewer
from allears.accounts.rules import Viewer
from allears.lib import clock

LONGEST_TOKEN = 200
MINUTE = 60


class Asked(HttpRequest):
    """A request that passed `BearerToken`."""

    auth: Viewer


class BearerToken(HttpBearer):
    """`Authorization: Bearer ae_…`, made with `allears token` and ended by revoking it."""

    def authenticate(self, request: HttpRequest, token: str) -> Viewer | None:
        secret = token.strip()
        if not secret or len(secret) > LONGEST_TOKEN:
            return None
        user = token_user(secret)
        return viewer(user) if user else None


class PerPerson(BaseThrottle):
    """At most `number` requests of one person in a minute by the clock, counted in each web process.

    It keeps nothing of a request in itself: ninja shares it between threads.
    """

    def __init__(self, number: int, scope: str) -> None:
        self.number, self.scope = number, scope

    def allow_request(self, request: HttpRequest) -> bool:
        asker: Viewer = request.auth  # type: ignore[attr-defined]
        key = f"api:{self.scope}:{asker.user_id}:{int(clock.now().timestamp()) // MINUTE}"
        counts = caches["default"]
        counts.add(key, 0, 2 * MINUTE)
        try:
            return counts.incr(key) <= self.number
        except ValueError:  # it was crowded out of the cache at this very moment
            return True

    def wait(self) -> float:
        """Seconds until the next minute."""
        return MINUTE - clock.now().timestamp() % MINUTE
