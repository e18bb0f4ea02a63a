"""Plain text: `Name: words` or `name|words`, a turn a line.

A line without a name goes on with the turn before it. Times before the name or after it ([00:12], 1:02:03) are kept
as the
start. A heading of a name and a time alone ("Anna  0:12") gives the speaker of the lines that follow.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from allears.listening.formats.build import Draft, Said, finish, role_word
from allears.listening.formats.problems import Options, Problem, Unreadable
from allears.listening.formats.sniffing import Head
from allears.listening.formats.source import Source
from allears.listening.transcript import Transcript

NAME = "text"
ABOUT = 'Plain text: lines "Name: words" or "name|words"'

_TIME = r"(?:(\d{1,3}):)?(\d{1,3}):(\d{1,2}(?:[.,]\d{1,3})?)"
_LEADING = re.compile(rf"\s*[\[(<]?{_TIME}(?:\s*(?:-|–|-->)\s*{_TIME})?[\])>]?\s*(?:[-–]\s+)?(?=\D)")
_NAMED = re.compile(rf"[*_]{{0,3}}([^\W_][^:|\n]{{0,39}}?)\s*(?:[\[(]{_TIME}[\])])?\s*(?::(?=\s|$)|\|)[ \t]*")
_HEADING = re.compile(rf"([^\W\d_][^:|\n]{{0,39}}?)\s+[\[(]?{_TIME}[\])]?\s*$")
_NO_NAMES = frozenset(
    (
        "http",
        "https",
        "note",
        "nb",
        "ps",
        "p.s",
        "re",
        "subject",
        "date",
        "time",
        "cc",
        "bcc",
        "to",
        "url",
        "tel",
        "email",
    )
)
_MOST_NAME_WORDS = 4


class _Line(NamedTuple):
    speaker: str
    """Empty where the line names none."""
    start: float | None
    words: str
    bare: str
    """The line if its name turns out to be no name."""


def sniff(head: Head) -> bool:
    if head.is_binary or head.is_json:
        return False
    lines = [line for line in head.lines if line.strip()][:400]
    named = sum(bool(_parsed(line).speaker) for line in lines)
    # One line with a colon among others makes no conversation.
    return named == len(lines) == 1 or (named > 1 and (named * 3 >= len(lines) or named >= 20))


def read(source: Source, options: Options) -> Iterator[Transcript | Problem]:
    try:
        said = list(_said(source.text()))
        spoken = any(each.start is not None for each in said) or not any(
            each.text[:1].isupper() or each.text[-1:] in ".?!" for each in said
        )
        if not any(each.speaker for each in said):
            raise Unreadable('no line names a speaker; lines should look like "Anna: words" or "anna|words"')
        yield finish(Draft(source.stem, said, guess="phone" if spoken else "chat"), options)
    except Unreadable as error:
        yield source.problem(error.line, str(error))


def _said(text: str) -> Iterator[Said]:
    lines = [_parsed(line) for line in text.splitlines()]
    counts = Counter(line.speaker for line in lines if line.speaker)
    # In a file of speaking lines every name is one; among longer paragraphs, "Reason: …" once is no speaker.
    sure = sum(counts.values()) * 2 >= sum(1 for line in lines if line.bare)
    now: Said | None = None
    for line in lines:
        first = now is None
        if line.speaker and (
            sure or line.start is not None or first or counts[line.speaker] > 1 or role_word(line.speaker)
        ):
            if now:
                yield now
            now = Said(line.speaker, line.words, start=line.start)
        elif not line.bare:
            continue
        elif now is None:
            now = Said("", line.bare, start=line.start)
        else:
            now.text = f"{now.text}\n{line.bare}" if now.text else line.bare
    if now:
        yield now


def _parsed(line: str) -> _Line:
    rest, start = line.strip(), None
    leading = _LEADING.match(rest)
    if leading:
        start = _seconds(leading.groups()[:3])
        rest = rest[leading.end() :].lstrip()
    named = _NAMED.match(rest)
    if named and _is_name(named[1]):
        start = start if named[3] is None else _seconds(named.groups()[1:4])
        return _Line(_bare(named[1]), start, rest[named.end() :].strip(), rest)
    heading = _HEADING.match(line.strip())
    if heading and _is_name(heading[1]):
        return _Line(_bare(heading[1]), _seconds(heading.groups()[1:4]), "", rest)
    return _Line("", start, rest, rest)


def _is_name(text: str) -> bool:
    plain = _bare(text).casefold()
    return bool(plain) and plain not in _NO_NAMES and len(plain.split()) <= _MOST_NAME_WORDS


def _bare(name: str) -> str:
    return name.strip().strip("*<>[]()\"'").strip()


def _seconds(parts: tuple[str | None, ...]) -> float:
    hours, minutes, seconds = parts
    return int(hours or 0) * 3600 + int(minutes or 0) * 60 + float((seconds or "0").replace(",", "."))
