"""The web's door: who asks, and how what actions say is shown. Every view of the desk passes through `page`."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import is_valid_path, reverse
from django.utils.encoding import escape_uri_path

from allears.accounts.models import User
from allears.accounts.queries import viewer
from allears.accounts.rules import Verb, Viewer
from allears.lib.errors import Invalid, NotAllowed, NotFound

P = ParamSpec("P")
ASKER = "allears.asker"
"""Where a request holds its asker once it has passed the door; no header of a request can be called so."""
Page = Callable[Concatenate[HttpRequest, Viewer, P], HttpResponse]


def page(view: Page[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Let only those in who are signed in, hand the view its asker, and turn refusals into pages.

    NotFound becomes 404, NotAllowed 403, and an Invalid that the view did not show beside its field a 400, each with
    its own sentence.
    """

    @wraps(view)
    def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not isinstance(request.user, User):
            if request.headers.get("HX-Request"):
                return HttpResponse(status=401)  # else the page of the way in would stand in a piece of this one
            return redirect_to_login(_afterwards(request))
        asker = viewer(request.user)
        request.META[ASKER] = asker
        try:
            return view(request, asker, *args, **kwargs)
        except NotFound as refusal:
            raise Http404(str(refusal)) from refusal
        except NotAllowed as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        except Invalid as refusal:
            return render(request, "400.html", {"sentence": refusal.sentence}, status=400)

    return answer


def forms_only(respond: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: who opens an address that only takes forms reads so, instead of an empty page.

    What htmx asks for stays empty, since a whole page would stand in a piece of another; so does what has words of its
    own (the API).
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = respond(request)
        asks_for_page = request.method in {"GET", "HEAD"} and not request.headers.get("HX-Request")
        empty = isinstance(response, HttpResponse) and not response.content
        if response.status_code != 405 or not asks_for_page or not empty:
            return response
        came = _came_from(request)
        told = render(request, "405.html", {"back": came if came != request.get_full_path() else ""}, status=405)
        told.headers["Allow"] = response.headers["Allow"]
        return told

    return answer


def without_slash(respond: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: an address that is known without the slash at its end is shown to who typed one. (CommonMiddleware
    adds one that is missing.) What answers in words of its own (the API) keeps them.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = respond(request)
        bare = request.path_info.rstrip("/")
        page = response.headers.get("Content-Type", "").startswith("text/html")
        asks_for_page = page and response.status_code == 404 and request.method in {"GET", "HEAD"}
        if not asks_for_page or bare in {"", request.path_info} or not is_valid_path(bare):
            return response
        address, asked = escape_uri_path(request.path.rstrip("/")), request.META.get("QUERY_STRING", "")
        return HttpResponseRedirect(f"{address}?{asked}" if asked else address)

    return answer


def _afterwards(request: HttpRequest) -> str:
    """Where one goes on after signing in: to the page that was asked for; after a form, to the one that it stood on."""
    if request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    return _came_from(request) or reverse("web:inbox")


def _came_from(request: HttpRequest) -> str:
    """The page of ours from which `request` came, as far as the browser tells; else nothing."""
    came = urlsplit(request.headers.get("Referer", ""))
    if came.netloc != request.get_host() or came.path.startswith("//"):
        return ""
    return f"{came.path}?{came.query}" if came.query else came.path


def nav(request: HttpRequest) -> dict[str, Callable[[], bool]]:
    """For every page of Django's templates: whether who is here serves nobody, and so finds nothing but Learning."""
    return {"only_learns": lambda: isinstance(request.user, User) and not serves(_asker(request, request.user))}


def serves(asker: Viewer) -> bool:
    """Whether there are conversations that `asker` may see."""
    return asker.may_somewhere(Verb.SEE)


def _asker(request: HttpRequest, user: User) -> Viewer:
    known: Viewer | None = request.META.get(ASKER)
    return known or viewer(user)


def toast(response: HttpResponse, words: str) -> HttpResponse:
    """Let the page say `words` softly when htmx has put the answer in."""
    response["HX-Trigger"] = json.dumps({"toast": words})
    return response
