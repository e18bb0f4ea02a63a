"""Whether anything has to be made ready before the desk can answer, found out without loading Django.

What `allears serve` prepares (tables, static files) depends on this code and on which database it is. When neither has
changed since the last time, the web process is started at once and the real check runs beside it.
"""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from pathlib import Path

from . import database, home

FILE = "prepared"
BROUGHT_BY_OTHERS = ("django", "django-allauth", "procrastinate", "whitenoise")


def is_ready(place: Path) -> bool:
    """True if this very code has prepared this home for this database before."""
    try:
        return (place / FILE).read_text(encoding="ascii") == _fingerprint()
    except (OSError, UnicodeDecodeError):
        return False


def note_ready(place: Path) -> None:
    """Note that everything has been prepared."""
    home.replace_file(place / FILE, _fingerprint())


def _fingerprint() -> str:
    """A digest of the database's address and of every file that tables and static files are made from."""
    package = Path(__file__).parents[1]
    sources = [file for file in package.rglob("*") if file.suffix != ".py" or file.parent.name == "migrations"]
    parts = [database.url(), *(f"{name} {version(name)}" for name in ("allears", *BROUGHT_BY_OTHERS))]
    for file in sorted(sources):
        if file.is_file() and file.suffix != ".pyc":
            found = file.stat()
            parts.append(f"{file.relative_to(package)} {found.st_size} {found.st_mtime_ns}")
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
