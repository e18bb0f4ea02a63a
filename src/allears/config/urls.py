"""Every address of the desk."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("accounts/", include("allauth.urls")),
    path("api/v1/", include("allears.api.urls")),
    path("", include("allears.web.urls")),
]
