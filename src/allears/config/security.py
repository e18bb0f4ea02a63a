"""What every answer tells the browser to refuse."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, HttpResponseNotFound
from django.utils.functional import SimpleLazyObject

Respond = Callable[[HttpRequest], HttpResponseBase]


def packages_apart(respond: Respond) -> Respond:
    """Middleware: under the address of packages (ALLEARS_PACKAGES_URL) nothing of the desk is answered, so that nobody
    can be signed in there, where packages run their own programs."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        apart = urlsplit(settings.PACKAGES_URL).netloc
        if apart and request.get_host() == apart and not request.path.startswith("/packages/"):
            return HttpResponseNotFound("Only courses are played here.", content_type="text/plain; charset=utf-8")
        return respond(request)

    return answer


def content_security_policy(respond: Respond) -> Respond:
    """Middleware: only our own files may run, style or frame a page; inline scripts and styles need the page's nonce.

    Templates write `<script nonce="{{ request.csp_nonce }}">`. A page that asked for no nonce names none.
    A view whose page frames another origin (a lesson from a package) says which in `request.csp_frames`.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        made: list[str] = []

        def make() -> str:
            made.append(secrets.token_urlsafe(16))
            return made[0]

        request.csp_nonce = SimpleLazyObject(make)  # type: ignore[attr-defined]
        response = respond(request)
        own = f"'self' 'nonce-{made[0]}'" if made else "'self'"
        framed = getattr(request, "csp_frames", "")
        response.headers.setdefault(
            "Content-Security-Policy",
            f"default-src 'self'; script-src {own}; style-src {own}; img-src 'self' data:; object-src 'none'; "
            "base-uri 'none'; form-action 'self'; frame-ancestors 'none'" + (f"; frame-src {framed}" if framed else ""),
        )
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
        )
        return response

    return answer
