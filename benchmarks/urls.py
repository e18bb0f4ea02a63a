"""Every address of the desk, and an empty signed-in page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from allears.accounts.rules import Viewer
from allears.config.urls import urlpatterns as desk
from allears.web.door import page


@page
def empty(request: HttpRequest, asker: Viewer) -> HttpResponse:
    """The frame of every page with nothing in it: who signs in is looked up, no list is."""
    return render(request, "base.html", {"section": ""})


urlpatterns = [path("_empty", empty), *desk]
