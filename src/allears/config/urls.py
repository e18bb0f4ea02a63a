"""Every address of the desk."""

from __future__ import annotations

from typing import NoReturn

from django.http import Http404, HttpRequest
from django.urls import include, path, re_path


def closed(request: HttpRequest, **parts: str) -> NoReturn:
    """An address of allauth that the desk has no use for. It keeps its name, since allauth itself asks for that."""
    raise Http404("An owner makes the accounts here, and changes their addresses: ask one.")


CLOSED = [
    path("accounts/signup/", closed),
    path("accounts/email/", closed),
    path("accounts/confirm-email/", closed),
    re_path(r"^accounts/confirm-email/(?P<key>[-:\w]+)/$", closed),
    path("accounts/login/code/confirm/", closed),
]
"""They stand before allauth's own, and so in their place: who signs in is decided by an owner, and an address that only
allauth knew would be another than the one that mail and links go to."""

urlpatterns = [
    *CLOSED,
    path("accounts/", include("allauth.urls")),
    path("api/v1/", include("allears.api.urls")),
    path("", include("allears.web.urls")),
]
