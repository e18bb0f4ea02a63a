"""An answer as a mail: what stands in its headers and in its two bodies. On values alone; nothing is sent here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.errors import MessageError
from email.utils import format_datetime, formataddr, parseaddr
from html import escape

from django.core.mail import EmailMultiAlternatives

from allears.lib.errors import Invalid
from allears.lib.text import one_line

REFERENCES = 20
"""How many earlier mails a mail names: enough to be threaded, short enough for every server."""

_MESSAGE_ID = re.compile(r"[!-;=?-~]{1,250}")
_ADDRESS = re.compile(r"(?=.{3,254}$)[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[a-z0-9-]+(\.[a-z0-9-]+)+", re.IGNORECASE | re.ASCII)
"""What every mail server takes (RFC 5321, 4.1.2, without quoted local parts, which no host in use gives out). The
standard library's parser is not asked: hostile text makes it fail in ways of its own."""
_LINK = re.compile(r"https?://[^\s<>\"']+")
_REPLY = re.compile(r"\s*re\s*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Letter:
    """Everything that a mail is made of. `thread`: Message-IDs of earlier mails without < >, the oldest first."""

    desk: str
    """The desk's own address, perhaps with a name: 'All Ears <desk@example.org>'."""
    agent: str
    to_name: str
    to: str
    subject: str
    text: str
    at: datetime
    message_id: str
    thread: Sequence[str] = ()


def compose(letter: Letter) -> EmailMultiAlternatives:
    """The mail, whole and checked. Raises Invalid where it can have no such header (an address that cannot be).

    It bears no Auto-Submitted (RFC 3834): a person wrote it, and the customer's own responder may well answer.
    """
    name, address = parseaddr(letter.desk)
    headers = {"Message-ID": f"<{letter.message_id}>", "Date": format_datetime(letter.at)}
    known = [f"<{it}>" for it in letter.thread if _MESSAGE_ID.fullmatch(it)][-REFERENCES:]
    if known:
        headers |= {"In-Reply-To": known[-1], "References": " ".join(known)}
    if not _ADDRESS.fullmatch(letter.to):
        raise Invalid("to", f"No mail can be sent to {letter.to[:100]!r}.")
    try:
        mail = EmailMultiAlternatives(
            subject=reply_subject(letter.subject),
            body=letter.text,
            from_email=formataddr((one_line(letter.agent, 120) or name, address)),
            to=[formataddr((one_line(letter.to_name, 120), letter.to))],
            headers=headers,
        )
        mail.attach_alternative(html_of(letter.text), "text/html")
        mail.message()
    except (ValueError, MessageError):
        raise Invalid("to", f"No mail can be sent to {letter.to[:100]!r}.") from None
    return mail


def message_id(turn_id: int, conversation_id: int, at: datetime, desk: str) -> str:
    """The Message-ID of an answer, without < >. The same turn has the same one however often it is tried.

    The moment is in it, so that a desk that was set up anew never gives an old id to another mail.
    """
    domain = parseaddr(desk)[1].rpartition("@")[2] or "localhost"
    return f"answer.{conversation_id}.{turn_id}.{int(at.timestamp() * 1_000_000)}@{domain}"


def reply_subject(subject: str) -> str:
    """'The invoice' → 'Re: The invoice'; what is a reply already stays as it is."""
    line = one_line(subject, 250) or "Your message"
    return line if _REPLY.match(line) else f"Re: {line}"


def html_of(text: str) -> str:
    """Plain text as HTML: paragraphs, line ends and web addresses, and nothing that the writer did not type."""
    paragraphs: list[list[str]] = [[]]
    for line in text.splitlines():
        if line.strip():
            paragraphs[-1].append(_linked(line))
        elif paragraphs[-1]:
            paragraphs.append([])
    body = "\n".join("<p>" + "<br>\n".join(lines) + "</p>" for lines in paragraphs if lines)
    return f'<!DOCTYPE html>\n<html><head><meta charset="utf-8"></head><body>\n{body}\n</body></html>\n'


def _linked(line: str) -> str:
    parts: list[str] = []
    end = 0
    for found in _LINK.finditer(line):
        address = found.group().rstrip(".,;:!?)")
        parts += [escape(line[end : found.start()]), f'<a href="{escape(address)}">{escape(address)}</a>']
        end = found.start() + len(address)
    return "".join(parts) + escape(line[end:])
