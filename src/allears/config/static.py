"""Our own scripts, styles and pictures: named by their content, compressed once, kept by the browser for ever.

Nobody has to run collectstatic: `allears serve` prepares the files in the home folder when they have changed.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from whitenoise.middleware import WhiteNoiseMiddleware

MANIFEST = "staticfiles.json"
PRINT = ".fingerprint"


class StaticFiles(WhiteNoiseMiddleware):  # type: ignore[misc]
    """WhiteNoise, answering with bytes: its file streams would block the event loop under ASGI."""

    @staticmethod
    def serve(static_file: Any, request: HttpRequest) -> HttpResponse:
        found = static_file.get_response(request.method, request.META)
        content = b""
        if found.file is not None:
            with found.file as file:
                content = file.read()
        response = HttpResponse(content, status=int(found.status))
        del response["Content-Type"]
        for key, value in found.headers:
            response[key] = value
        return response


def storage(root: Path, *, debug: bool) -> str:
    """The storage to use: hashed names where `prepare` has made them in `root`, else the files as they lie."""
    if not debug and (root / MANIFEST).exists():
        return "whitenoise.storage.CompressedManifestStaticFilesStorage"
    return "django.contrib.staticfiles.storage.StaticFilesStorage"


def prepare(root: Path) -> bool:
    """Bring the prepared files in `root` up to date; True if there was anything to do. Needs Django set up.

    They are made in a folder beside and moved into place whole.
    """
    fingerprint = _fingerprint()
    try:
        if (root / MANIFEST).exists() and (root / PRINT).read_text() == fingerprint:
            return False
    except OSError:
        pass
    from django.core.management import call_command
    from django.test.utils import override_settings

    beside = Path(tempfile.mkdtemp(dir=root.parent, prefix="static-new-"))
    backend = {"staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}
    try:
        with override_settings(STATIC_ROOT=str(beside), STORAGES=backend, WHITENOISE_KEEP_ONLY_HASHED_FILES=True):
            call_command("collectstatic", interactive=False, verbosity=0)
        (beside / PRINT).write_text(fingerprint)
        old = Path(tempfile.mkdtemp(dir=root.parent, prefix="static-old-"))
        if root.exists():
            root.rename(old / "static")
        beside.rename(root)
        shutil.rmtree(old, ignore_errors=True)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return True


def _fingerprint() -> str:
    """A digest of the names, sizes and times of all static files of all installed apps."""
    from django.contrib.staticfiles.finders import get_finders

    lines = []
    for finder in get_finders():
        for name, place in finder.list(None):
            found = Path(place.path(name)).stat()
            lines.append(f"{name}:{found.st_size}:{found.st_mtime_ns}")
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()
