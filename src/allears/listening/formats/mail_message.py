"""One mail message: who wrote it, when, and what they newly wrote, out of any MIME that anyone may send."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses

from allears.listening.formats.html import html_to_text
from allears.listening.formats.mail_text import new_words
from allears.listening.formats.values import clean, moment

_CHARSETS = {
    "iso-8859-8-i": "iso-8859-8",
    "iso-8859-8-e": "iso-8859-8",
    "unicode-1-1-utf-7": "utf-7",
    "x-user-defined": "cp1252",
    "windows-874": "cp874",
    "x-gbk": "gbk",
    "x-sjis": "cp932",
    "cp-850": "cp850",
    "ansi": "cp1252",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "utf-8",
    "ascii": "utf-8",
}
"""Names that mail programs use for charsets, where Python has another name or a charset that holds more."""

_MOST_DEPTH = 20
_MOST_PARTS = 500
_MOST_TEXT = 4 * 1024 * 1024
_AUTOMATIC = re.compile(r"^(?:mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?)\b", re.IGNORECASE)
_HARD = (ValueError, LookupError, TypeError, AttributeError, AssertionError, HeaderParseError, RecursionError)
"""What the standard library raises on messages that no standard foresaw."""


@dataclass(slots=True)
class Mail:
    """What is kept of a message. `others` are the ids that it answers; `delivered_to` the mailboxes it came to."""

    id: str
    others: list[str]
    subject: str
    name: str
    address: str
    at: datetime | None
    text: str
    automatic: bool
    to: list[str]
    delivered_to: list[str]
    line: int = 1


def parse(raw: bytes, line: int = 1) -> Mail | None:
    """The message in `raw`; None where it is so broken that nothing can be got out of it. Never raises."""
    try:
        message = message_from_bytes(raw)
        fields = _fields(message)
        text = _body(message)
    except _HARD:
        return None
    senders = _addresses(fields.get("from", []) or fields.get("sender", []) or fields.get("return-path", []))
    name, address = senders[0] if senders else ("", "")
    references = " ".join(fields.get("references", []) + fields.get("in-reply-to", []))

    def first(field: str) -> str:
        return (fields.get(field) or [""])[0]

    delivered = fields.get("delivered-to", []) + fields.get("x-original-to", [])
    return Mail(
        id=next(iter(_ids(first("message-id"))), ""),
        others=_ids(references),
        subject=" ".join(first("subject").split()),
        name=name,
        address=address.lower(),
        at=moment(first("date")) or moment(first("received").rpartition(";")[2]),
        text=(new_words(text) or text).strip(),
        automatic=first("auto-submitted").lower().startswith("auto") or bool(_AUTOMATIC.match(address)),
        to=[each.lower() for _, each in _addresses(fields.get("to", []) + fields.get("cc", []))],
        delivered_to=[each.lower() for _, each in _addresses(delivered)],
        line=line,
    )


def _ids(text: str) -> list[str]:
    return re.findall(r"<([^<>\s]{1,998})>", text[:20_000]) or re.findall(r"[^\s<>]+@[^\s<>]+", text[:2000])


def _fields(message: Message) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in message.raw_items():
        found.setdefault(name.lower(), []).append(_header(str(value)))
    return found


def _header(value: str) -> str:
    """A field as text: encoded words decoded, 8-bit bytes as UTF-8, else Windows-1252."""
    value = _decoded(value.encode("utf-8", "surrogateescape"), "utf-8")[:20_000]
    if "=?" in value:
        try:
            pieces = [
                _decoded(part, charset) if isinstance(part, bytes) else part for part, charset in decode_header(value)
            ]
            value = "".join(pieces)
        except _HARD:
            pass
    return clean(re.sub(r"\s*\n\s*", " ", value))


def _addresses(values: list[str]) -> list[tuple[str, str]]:
    try:
        return [
            (" ".join(name.split()), address) for name, address in getaddresses(values[:50]) if "@" in address or name
        ]
    except _HARD:
        return []


def _body(message: Message) -> str:
    plain: list[str] = []
    rich: list[str] = []
    _collect(message, plain, rich, 0)
    text = "\n\n".join(each for each in plain if each.strip())
    if not text.strip():
        text = "\n\n".join(filter(None, (html_to_text(each, quotes=False) or html_to_text(each) for each in rich)))
    return clean(text)


def _collect(part: Message, plain: list[str], rich: list[str], depth: int) -> None:
    """Gathers the texts of a message; attachments and messages inside it are not its words."""
    kind = part.get_content_type()
    if part.is_multipart():
        if kind != "message/rfc822" and depth < _MOST_DEPTH:
            inside = part.get_payload()
            for each in inside[:_MOST_PARTS] if isinstance(inside, list) else []:
                if isinstance(each, Message) and len(plain) + len(rich) < _MOST_PARTS:
                    _collect(each, plain, rich, depth + 1)
        return
    if kind not in ("text/plain", "text/html") or _is_attachment(part):
        return
    (rich if kind == "text/html" else plain).append(_decoded(_payload(part), _charset(part)))


def _is_attachment(part: Message) -> bool:
    try:
        return (part.get_content_disposition() or "") == "attachment" or bool(part.get_filename())
    except _HARD:
        return False


def _payload(part: Message) -> bytes:
    try:
        found = part.get_payload(decode=True)
    except _HARD:
        found = None
    return found[:_MOST_TEXT] if isinstance(found, bytes) else b""


def _charset(part: Message) -> str | None:
    try:
        return part.get_content_charset()
    except _HARD:
        return None


def _decoded(raw: bytes, charset: str | None) -> str:
    """Bytes as text in the charset they claim, else UTF-8, else Windows-1252."""
    for claimed in (charset, "utf-8"):
        name = _CHARSETS.get((claimed or "").strip().lower(), claimed)
        try:
            if name and codecs.lookup(name)._is_text_encoding:
                return raw.decode(name)
        except _HARD:
            continue
    return raw.decode("cp1252", "replace")
