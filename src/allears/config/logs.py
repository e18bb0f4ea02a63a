"""What is logged, and what never is."""

from __future__ import annotations

import logging
import re
from pathlib import Path
from typing import Any

FORMAT = "{asctime} {levelname:<7} {name}: {message}"

# Links that sign in or reset a password, and the password part of any URL.
_SECRETS = (
    (re.compile(r"(/sign-in/|/password/reset/key/)[^\s/?\"']+"), r"\1…"),
    (re.compile(r"(\w+://[^\s:/@]*):[^\s/@]+@"), r"\1:…@"),
    (re.compile(r"\bae_[\w-]{20,}"), "ae_…"),
)


def without_secrets(text: str) -> str:
    """`text` with sign-in links, tokens and passwords in URLs blotted out."""
    for pattern, instead in _SECRETS:
        text = pattern.sub(instead, text)
    return text


class Formatter(logging.Formatter):
    """Lines, tracebacks included, with their secrets blotted out."""

    def format(self, record: logging.LogRecord) -> str:
        return without_secrets(super().format(record))


class Line(Formatter):
    """One line for the screen: the traceback is for the file."""

    def format(self, record: logging.LogRecord) -> str:
        if record.exc_info is None:
            return super().format(record)
        short = logging.makeLogRecord({**record.__dict__, "exc_info": None, "exc_text": None})
        what = f"{record.exc_info[0].__name__}; " if record.exc_info[0] else ""
        return f"{super().format(short)} ({what}details in log/errors.log)"


def logging_settings(level: str, folder: Path, *, debug: bool = False) -> dict[str, Any]:
    """Django's LOGGING: from `level` on to stderr, errors with their traceback to `folder`/errors.log."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {"()": Formatter if debug else Line, "format": FORMAT, "style": "{"},
            "whole": {"()": Formatter, "format": FORMAT, "style": "{"},
        },
        "handlers": {
            "stderr": {"class": "logging.StreamHandler", "formatter": "line"},
            "errors": {
                "()": errors_handler,
                "folder": folder,
                "formatter": "whole",
                "level": "ERROR",
            },
        },
        "root": {"handlers": ["stderr", "errors"], "level": level.upper()},
        "loggers": {
            "django.db.backends": {"level": "INFO"},  # at debug it would log every query with its values
            "procrastinate": {"level": "WARNING"},
            "asyncio": {"level": "WARNING"},
            "uvicorn": {"level": "WARNING"},
        },
    }


def errors_handler(folder: Path) -> logging.Handler:
    """A handler that opens `folder`/errors.log when there is something to write, and keeps at most 3 × 2 MB."""
    from logging.handlers import RotatingFileHandler

    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError:
        return logging.NullHandler()
    return RotatingFileHandler(folder / "errors.log", maxBytes=2_000_000, backupCount=2, encoding="utf-8", delay=True)
