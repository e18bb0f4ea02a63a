"""Certificates: had by the learner, printed, verified by anybody, taken back by an owner."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from allears.accounts.models import User
from allears.accounts.rules import Viewer
from allears.learning import actions, queries
from allears.lib.errors import NotFound
from allears.web.door import page

from .printing import handed_out


@require_POST
@page
def issue(request: HttpRequest, asker: Viewer, course: str) -> HttpResponse:
    """The learner asks for the certificate of a course that he has done."""
    it = actions.issue(asker, course)
    return redirect("web:certificate", it.code)


@require_safe
def certificate(request: HttpRequest, code: str) -> HttpResponse:
    """The public page: it says what the certificate says, and whether it stands. Nobody has to sign in."""
    it = queries.certificate(code)
    owner = isinstance(request.user, User) and request.user.is_owner
    signed_in = isinstance(request.user, User)
    context = {
        "it": it,
        "owner": owner,
        "home": reverse("web:learning") if signed_in else "",
        "pdf_url": reverse("web:certificate_pdf", args=[code]) if it and signed_in and not it.revoked_at else "",
    }
    response = render(request, "pages/certificate.html", context, status=200 if it else 404)
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
@page
def pdf(request: HttpRequest, asker: Viewer, code: str) -> HttpResponse:
    """To print: for whom it is, for those who coach him, and for owners."""
    return handed_out(queries.certificate_pdf(asker, code))


@require_POST
@page
def act(request: HttpRequest, asker: Viewer, code: str, act: str) -> HttpResponse:
    """Take a certificate back, or let it stand again."""
    if act == "revoke":
        actions.revoke(asker, code)
    elif act == "restore":
        actions.restore(asker, code)
    else:
        raise NotFound("There is nothing like that to be done with a certificate.")
    return redirect("web:certificate", code)
