"""The one-time link: a page that asks, and a button that lets in."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from allears.accounts.actions import use_sign_in_link
from allears.accounts.queries import link_user


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def one_time(request: HttpRequest, secret: str) -> HttpResponse:
    """Opening the link spends nothing, since mail scanners open links too; the button signs in."""
    if request.method == "POST":
        user = use_sign_in_link(secret)
        if user is not None:
            login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
            return redirect("web:inbox")
    known = link_user(secret)
    context = {"valid": known is not None, "name": known.name if known else "", "action": request.path}
    response = render(request, "pages/one_time.html", context, status=200 if known else 410)
    # The address is a key: only where it was, not the address itself, may travel on to a page that is opened from
    # here. (`no-referrer` would hide the Origin too, and then the button's own POST could not be told from a forgery.)
    response["Referrer-Policy"] = "strict-origin"
    return response
