"""The desk as an ASGI application: `allears serve` runs it, and any other ASGI server can."""

from __future__ import annotations

import os
from typing import Any

from django.conf import settings
from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "allears.config.settings")
# Requests run in threads that come and go; the pool hands them connections that stay.
_options: dict[str, Any] = settings.DATABASES["default"]["OPTIONS"]  # type: ignore[assignment]
_options["pool"] = settings.DATABASE_POOL

application = get_asgi_application()


def leaving() -> None:
    """Called when the process is told to stop: the streams of live updates would else keep it waiting."""
    # Imported here because Django has to be set up first.
    from allears.web.bus import end_streams

    end_streams()
