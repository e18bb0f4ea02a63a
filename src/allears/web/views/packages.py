"""Lessons from packages, played apart from the desk.

A package's scripts are somebody else's. They run in a sandboxed frame whose pages come from another address than the
desk's (another *origin*), so that they reach neither its pages nor its cookies; what they may load is bounded by a
content security policy. The address of a package's files is signed, holds for half a day, and is answered only under
the host it was signed for. See docs/decisions/packages-apart.md.
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_POST, require_safe

from allears.accounts.rules import Viewer
from allears.learning import actions, queries
from allears.learning.queries import PackageView, package_file
from allears.lib.errors import Invalid, NotFound
from allears.web import lessons
from allears.web.door import page

SALT = "packages"
LIFETIME = 12 * 3600
"""Seconds for which the address of a package's files holds."""
LARGEST = 2_000_000
_OTHER = {"127.0.0.1": "localhost", "localhost": "127.0.0.1"}


def origin(request: HttpRequest) -> str:
    """The address under which packages are played: as ALLEARS_PACKAGES_URL says; on one's own machine the other name
    of it. Empty: there is none, and nothing can be played safely."""
    given: str = settings.PACKAGES_URL
    if given:
        return given if urlsplit(given).netloc != request.get_host() else ""
    host, _, port = request.get_host().partition(":")
    other = _OTHER.get(host, "")
    return f"{request.scheme}://{other}{':' + port if port else ''}" if other else ""


def player(request: HttpRequest, asker: Viewer, it: PackageView) -> dict[str, Any]:
    """What components/package.html shows."""
    at = origin(request)
    request.csp_frames = at  # type: ignore[attr-defined]
    desk = f"{request.scheme}://{request.get_host()}"
    signed = {"version": it.version_id, "lesson": it.lesson, "kind": it.kind, "title": it.title, "launch": it.launch}
    token = signing.dumps({**signed, **it.settings, "host": urlsplit(at).netloc, "desk": desk}, salt=SALT)
    return {
        "title": it.title,
        "origin": at,
        "src": at + reverse("web:package_play", args=[token]),
        "keep": reverse("web:package_keep", args=[it.course, it.lesson]),
        "key": f"{asker.user_id}:{it.course}/{it.lesson}/+package",
        "data": json.dumps(it.data),
        "id": asker.user_id,
        "name": asker.name,
        "done": it.done,
    }


@require_POST
@page
def keep(request: HttpRequest, asker: Viewer, course: str, lesson: str) -> HttpResponse:
    """Keep what a lesson told."""
    raw = request.POST.get("answer", "")
    if len(raw) > LARGEST:
        raise Invalid("cmi", "The package wants to keep too much.")
    try:
        told = json.loads(raw)
    except (ValueError, RecursionError):
        raise Invalid("cmi", "The package did not tell its state as JSON.") from None
    if not isinstance(told, dict):
        raise Invalid("cmi", "The package did not tell its state as JSON.")
    actions.keep_package(asker, course, lesson, told)
    view = queries.lesson(asker, course, lesson)
    context = {
        "words": "This lesson is done." if view.read_at else "How far you are is kept.",
        "in_lesson": lessons.progress(view.steps, "This lesson"),
        "in_course": lessons.progress(view.whole, "The course"),
    }
    return render(request, "pages/learning/package_kept.html", context)


@require_safe
@xframe_options_exempt
def play(request: HttpRequest, token: str) -> HttpResponse:
    """The page that holds the package's own page, and the SCORM runtime between it and the desk."""
    signed = _signed(request, token)
    launch, mark, rest = _split(str(signed["launch"]))
    base = reverse("web:package_file", args=[token, "x"])[:-1]
    response = render(request, "pages/package.html", {**signed, "launch_url": base + quote(launch) + mark + rest})
    here = f"{request.scheme}://{request.get_host()}"
    response["Content-Security-Policy"] = (
        f"default-src 'none'; script-src {here}/static/; style-src {here}/static/; frame-src {here}{base}; "
        f"connect-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors {signed['desk']}"
    )
    return response


@require_safe
@xframe_options_exempt
def file(request: HttpRequest, token: str, path: str) -> HttpResponse:
    """One file of a package."""
    signed = _signed(request, token)
    try:
        found = package_file(int(signed["version"]), path)
    except NotFound as refusal:
        raise Http404(str(refusal)) from refusal
    here = f"{request.scheme}://{request.get_host()}"
    own = f"{here}{reverse('web:package_file', args=[token, 'x'])[:-1]}"
    response = HttpResponse(found.content, content_type=found.media_type)
    response["Content-Security-Policy"] = (
        f"default-src {own} data: blob: 'unsafe-inline' 'unsafe-eval'; form-action 'none'; base-uri {own}; "
        f"frame-ancestors {here} {signed['desk']}; "
        "sandbox allow-scripts allow-same-origin allow-forms allow-popups allow-modals"
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, max-age=3600"
    return response


def _signed(request: HttpRequest, token: str) -> dict[str, Any]:
    """What the address says, if it is ours, still holds, and is asked for under the host it was made for."""
    try:
        signed: dict[str, Any] = signing.loads(token, salt=SALT, max_age=LIFETIME)
    except signing.BadSignature:
        raise Http404("This address no longer holds. Open the lesson again.") from None
    if not signed["host"] or signed["host"] != request.get_host():
        raise Http404("This address no longer holds. Open the lesson again.")
    return signed


def _split(launch: str) -> tuple[str, str, str]:
    """Path, the mark behind it (? or #) and the rest."""
    at = min((place for place in (launch.find("?"), launch.find("#")) if place >= 0), default=len(launch))
    return launch[:at], launch[at : at + 1], launch[at + 1 :]
