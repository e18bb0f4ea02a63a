"""ALLEARS_MAIL_URL, read into what Django calls it."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from .errors import Refusal

HOW = "ALLEARS_MAIL_URL must look like smtp://user:password@host:587 or smtps://user:password@host:465."


def mail_settings(url: str, home: Path) -> dict[str, Any]:
    """Django's EMAIL_* settings for a mail URL. An empty one keeps mail in files under `home`/mail.

    Raises Refusal for anything that is no such URL; the sentence never repeats it, for it holds a password.
    """
    if not url:
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": str(home / "mail"),
        }
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise Refusal(HOW) from None
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise Refusal(HOW)
    plain = parse_qs(parts.query).get("plain", ["0"])[-1] == "1"
    encrypted = parts.scheme == "smtps"
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port or (465 if encrypted else 25 if plain else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": encrypted,
        "EMAIL_USE_TLS": not encrypted and not plain,
        "EMAIL_TIMEOUT": 20,
    }
