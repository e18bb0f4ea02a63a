"""The REST door: /api/v1/. Nothing is imported here until it is asked for, so that the command line stays light."""

from __future__ import annotations

from typing import Any

__all__ = ["openapi", "openapi_json"]


def openapi() -> dict[str, Any]:
    """The OpenAPI 3.1 document of /api/v1/openapi.json. Sets Django up where nobody has; asks no database."""
    import os

    import django
    from django.apps import apps

    if not apps.ready:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "allears.config.settings")
        django.setup()
    from .document import document

    return document()


def openapi_json() -> str:
    """The same as text, as it stands in docs/reference/openapi.json."""
    import json

    return json.dumps(openapi(), indent=1, ensure_ascii=False, sort_keys=True) + "\n"
