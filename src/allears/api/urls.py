"""Where the REST door hangs in the house. What is behind it is loaded when somebody first knocks: half a second that
neither the start of the desk nor a command has to wait for."""

from __future__ import annotations

from functools import cache

from django.http import HttpRequest, HttpResponseBase
from django.urls import URLResolver, re_path
from django.urls.resolvers import RegexPattern
from django.views.decorators.csrf import csrf_exempt


@cache
def _door() -> URLResolver:
    return URLResolver(RegexPattern(r"^"), "allears.api.addresses")


# The token is the proof of who asks; there is no cookie that somebody else's page could make use of.
@csrf_exempt
def knock(request: HttpRequest, path: str) -> HttpResponseBase:
    """Whatever is asked of the API: addresses.py has an answer for every path."""
    found = _door().resolve(path)
    response: HttpResponseBase = found.func(request, *found.args, **found.kwargs)
    return response


urlpatterns = [re_path(r"^(?P<path>[\s\S]*)$", knock, name="api")]
