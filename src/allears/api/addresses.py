"""Every address of the REST door. What is not among them is answered in the door's own language."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import URLPattern, path, re_path
from django.views.decorators.http import require_safe

from . import document, page
from .door import door
from .problems import problem

View = Callable[..., HttpResponseBase]


def _answered(view: View) -> View:
    """`view`, whose answers are never kept by a cache, and whose refusal of a method is a problem like all others."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        if response.status_code == 405:
            response = problem(405, f"{request.method} cannot be done here.", headers={"Allow": response["Allow"]})
        if response.status_code == 204:
            del response["Content-Type"]
        response["Cache-Control"] = "no-store"
        return response

    return answer


def _nothing(request: HttpRequest, rest: str = "") -> HttpResponse:
    return problem(404, "There is nothing here. What there is: /api/v1/docs")


@require_safe
def _openapi(request: HttpRequest) -> HttpResponse:
    return HttpResponse(document.served(), content_type="application/json")


def _operations() -> list[URLPattern]:
    return [
        URLPattern(it.pattern, _answered(it.callback), it.default_args, it.name)
        for it in door.urls[0]
        if isinstance(it, URLPattern) and it.name != "api-root"
    ]


urlpatterns = [
    path("openapi.json", _openapi, name="openapi"),
    path("docs", page.reference, name="docs"),
    *_operations(),
    re_path(r"^(?P<rest>[\s\S]*)$", _answered(_nothing)),
]
