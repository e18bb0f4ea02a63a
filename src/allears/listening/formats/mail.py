"""Mail: one message (.eml) or many (mbox), a thread a conversation.

Threads are found by References and In-Reply-To, else by the subject of a reply. What is quoted and the signature
are cut off.
Our own side is who bears the address, domain or name in `--agent`; else whoever has the address or domain to which
mail was
delivered (Delivered-To, X-Original-To); else it is inferred. Automatic answers and bounces are a bot's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from allears.listening.formats.problems import Options, Problem
from allears.listening.formats.sniffing import Head
from allears.listening.formats.source import Source
from allears.listening.transcript import Transcript

NAME = "mail"
ABOUT = "Mail: .eml messages and mbox files"

_MBOX = re.compile(rb"From \S+(?: +\S.*\d{2}|[^\r\n]*[\r\n]+[!-9;-~]{1,76}:)")
_FIELD = re.compile(rb"([!-9;-~]{1,76})[ \t]*:")
_TELLING = frozenset(
    b"received return-path message-id mime-version content-type delivered-to in-reply-to references dkim-signature "
    b"content-transfer-encoding x-mailer reply-to x-original-to arc-seal resent-from resent-date user-agent".split()
)
_KNOWN = _TELLING | frozenset(b"from to cc bcc subject date sender".split())
_MOST_LINES = 80


def sniff(head: Head) -> bool:
    if head.is_json:
        return False
    raw = head.raw.lstrip(b"\r\n")
    if _MBOX.match(raw):
        return True
    names = set()
    for line in re.split(rb"\r\n|\n|\r", raw, maxsplit=_MOST_LINES)[:_MOST_LINES]:
        if not line.strip():
            break
        if line[:1] in b" \t":
            continue
        field = _FIELD.match(line)
        if field is None:
            break
        names.add(field[1].lower())
    return bool(names & _TELLING) or len(names & _KNOWN) >= 2


def read(source: Source, options: Options) -> Iterator[Transcript | Problem]:
    from allears.listening.formats.mail_thread import read_mail  # the email package, only where it is used

    return read_mail(source, options)
