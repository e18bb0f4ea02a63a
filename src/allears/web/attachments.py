"""One attachment out of a raw mail."""

from __future__ import annotations

from email import message_from_bytes
from urllib.parse import quote


def attachment_of(raw: bytes, place: int) -> tuple[str, bytes] | None:
    """(percent-encoded name, bytes) of the attachment at `place`, counted as the importer counts them; None if none."""
    try:
        named = [part for part in message_from_bytes(raw).walk() if part.get_filename() and not part.is_multipart()]
        if not 0 <= place < min(len(named), 100):
            return None
        body = named[place].get_payload(decode=True)
        return quote(str(named[place].get_filename()), safe=""), body if isinstance(body, bytes) else b""
    except (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError):
        # The standard library gives up on this MIME tree; the raw message is kept.
        return None
