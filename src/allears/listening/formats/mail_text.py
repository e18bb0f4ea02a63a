"""What somebody newly wrote in a mail: without what they quoted, and without their signature."""

from __future__ import annotations

import re

_ATTRIBUTION = re.compile(
    r"\s*(?:[-*_\s]*)(?:(?:On|Am|Le|El|Il|Op|Em|Den|Den\s|Pada|W dniu)\b.{3,300}?"
    r"(?:wrote|schrieb[^:]{0,120}|a écrit|escribió|ha scritto|schreef[^:]{0,120}|escreveu|skrev[^:]{0,120}|"
    r"napisał\(?a?\)?)"
    r"|.{1,120}<[^<>\s]+@[^<>\s]+>\s*(?:wrote|schrieb|writes))\s*:\s*$",
    re.IGNORECASE | re.DOTALL,
)
_LIKELY = re.compile(r".{1,80}\b(?:wrote|writes)\s*:\s*$", re.IGNORECASE)
"""May stand before a quote; it does if marked lines follow."""

_DIVIDER = re.compile(
    r"\s*>?\s*(?:[-_=*]{2,}\s*(?:Original(?:e)? (?:Message|Appointment|Nachricht)|Ursprüngliche Nachricht|"
    r"Message d'origine|"
    r"Mensaje original|Messaggio originale|Oorspronkelijk bericht|Forwarded message|Forwarded by|"
    r"Weitergeleitete Nachricht|"
    r"Reply message)\b.*|Begin forwarded message:|##-? ?Please type your reply above this line.*)$",
    re.IGNORECASE,
)
_HEADER = re.compile(
    r"\s*\*?(From|Von|De|Da|Van|Sent|Gesendet|Envoyé|Date|Datum|To|An|À|Subject|Betreff|Objet|Cc)\s?:\*?\s*\S", re.I
)
_SIGNATURE = re.compile(
    r"\s*(?:--\s?|—\s?|__+\s?|Sent from (?:my|Outlook|Mail|Yahoo).{0,60}|Get Outlook for .{0,60}|"
    r"Von meinem .{0,40} gesendet|"
    r"Envoyé de mon .{0,40}|Enviado desde mi .{0,40}|Sent via .{0,40})$",
    re.IGNORECASE,
)
_ATTRIBUTION_LINES = 4
_MOST_LINES = 20_000


def new_words(text: str) -> str:
    """The part of a mail's text that its writer wrote now. Empty if all of it is quoted."""
    lines = text.replace("\r\n", "\n").split("\n")[:_MOST_LINES]
    kept: list[str] = []
    place = 0
    while place < len(lines):
        line = lines[place]
        if _DIVIDER.match(line) or _headers_begin(lines, place):
            break
        if _SIGNATURE.match(line) and any(each.strip() for each in kept):
            place = _next_quote(lines, place)
            continue
        if line.lstrip().startswith(">"):
            place += 1
            continue
        length = _attribution(lines, place)
        if length:
            if not _quote_follows(lines, place + length):
                # What is quoted carries no marks, so where it ends cannot be told: nothing after it is taken.
                break
            place += length
            continue
        kept.append(line.rstrip())
        place += 1
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()


def _attribution(lines: list[str], place: int) -> int:
    """How many lines "On … wrote:" takes from here, which mail programs break at will; 0 if none begins here."""
    if not lines[place].strip():
        return 0
    if _LIKELY.match(lines[place]) and _quote_follows(lines, place + 1):
        return 1
    joined = ""
    for length, line in enumerate(lines[place : place + _ATTRIBUTION_LINES], 1):
        if not line.strip():
            return 0
        joined = f"{joined} {line.strip()}"[:500]
        if joined.rstrip().endswith(":"):
            return length if _ATTRIBUTION.match(joined) else 0
    return 0


def _quote_follows(lines: list[str], place: int) -> bool:
    """True if the next line that is not empty is marked as quoted."""
    while place < len(lines) and not lines[place].strip():
        place += 1
    return place < len(lines) and lines[place].lstrip().startswith(">")


def _headers_begin(lines: list[str], place: int) -> bool:
    """True if a block of From, Sent, To, Subject begins here, as Outlook puts it before what it quotes."""
    if not _HEADER.match(lines[place]):
        return False
    block = [match[1].lower() for line in lines[place : place + 6] if (match := _HEADER.match(line))]
    return len(set(block)) >= 3 and block[0] in ("from", "von", "de", "da", "van")


def _next_quote(lines: list[str], place: int) -> int:
    """Where a signature ends: at the quoted lines below it, else at the end."""
    return next((at for at in range(place, len(lines)) if lines[at].lstrip().startswith(">")), len(lines))
