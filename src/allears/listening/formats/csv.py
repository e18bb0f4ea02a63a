"""Tables: a turn a row, with any delimiter, with or without a header row.

Columns are found by their names in the header, or told by `--columns` from left to right: speaker, text, start,
end, role,
conversation, channel; any other name is a column to pass over. With a conversation column the rows of one
conversation stand
together; without one, a file is one conversation. Times are seconds, 1:02:03, or a date and time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from allears.listening.formats.build import Draft, Said, finish, role_word
from allears.listening.formats.problems import Options, Problem, Unreadable
from allears.listening.formats.sniffing import Head
from allears.listening.formats.source import Source, text_line
from allears.listening.formats.table import Row, delimiter_of, guessed_columns, header_columns, rows_of, split_lines
from allears.listening.formats.values import moment, number
from allears.listening.transcript import CHANNELS, Channel, Transcript

NAME = "csv"
ABOUT = "Tables (CSV, TSV, any delimiter): a turn a row"

_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{1,2}(?:[.,]\d+)?)$")
_FEWEST = 3
"""Rows that a table without a header must show before it is taken for one."""


def sniff(head: Head) -> bool:
    lines = [line for line in head.lines if line.strip()]
    if head.is_binary or head.is_json or not lines:
        return False
    delimiter = delimiter_of(lines)
    if not delimiter:
        return False
    rows = split_lines(lines[:200], delimiter)
    if header_columns(rows[0]):
        return True
    widths = {len(row) for row in rows}
    return len(rows) >= _FEWEST and len(widths) == 1 and min(widths) > 2 and bool(guessed_columns(rows))


def read(source: Source, options: Options) -> Iterator[Transcript | Problem]:
    rows = rows_of(_lines(source), options.delimiter, options.columns, text_line(source.head))
    said: list[Said] = []
    here, first, channel, done = "", 0, "", set[str]()
    try:
        for row in rows:
            conversation = row.cells.get("conversation", "").strip()
            if said and conversation != here:
                yield _finished(source, said, here, first, channel, done, options)
                said = []
            if not said:
                here, first, channel = conversation, row.line, row.cells.get("channel", "").strip().lower()
            try:
                said.append(_said(row))
            except Unreadable as error:
                yield source.problem(row.line, str(error))
    except Unreadable as error:
        yield source.problem(error.line, str(error))
        if error.line == 0:
            return
    if said:
        yield _finished(source, said, here, first, channel, done, options)
    elif not done:
        yield source.problem(0, "the table has no rows with words in them")


def _lines(source: Source) -> Iterator[str]:
    for number_, raw in source.lines():
        if raw is None:
            raise Unreadable("the line is longer than 64 MiB", number_)
        yield text_line(raw).replace("\0", "")


def _finished(
    source: Source, said: list[Said], id: str, line: int, channel: str, done: set[str], options: Options
) -> Transcript | Problem:
    """The conversation whose first row stood at `line`."""
    if id in done:
        return source.problem(line, f'more rows of conversation "{id[:40]}": sort the table by conversation')
    done.add(id)
    known: Channel | None = next((each for each in CHANNELS if each == channel), None)
    guess: Channel = "phone" if _looks_spoken(said) else "chat"
    try:
        return finish(Draft(id or source.stem, said, channel=known, guess=guess), options)
    except Unreadable as error:
        return source.problem(line, str(error))


def _looks_spoken(said: list[Said]) -> bool:
    """True if nobody wrote this: it has ends of turns, or hardly a capital at a beginning or a stop at an end."""
    if all(each.start is not None and each.end is not None for each in said):
        return True
    written = sum(each.text.lstrip()[:1].isupper() or each.text.rstrip()[-1:] in ".?!" for each in said)
    return len(said) > 3 and written < 0.2 * len(said)


def _said(row: Row) -> Said:
    cells = row.cells
    start, at = _time(cells.get("start", ""), "the start")
    end, _ = _time(cells.get("end", ""), "the end")
    role = role_word(cells.get("role", ""))
    speaker = cells.get("speaker", "").strip() or cells.get("role", "").strip()
    return Said(speaker, cells.get("text", ""), role, start, end, at=at)


def _time(text: str, what: str) -> tuple[float | None, datetime | None]:
    """Seconds from the start, or a moment."""
    text = text.strip()
    clock = _CLOCK.match(text)
    if clock:
        hours, minutes, seconds = clock.groups()
        return int(hours or 0) * 3600 + int(minutes) * 60 + float(seconds.replace(",", ".")), None
    if re.match(r"\d{4}-\d\d-\d\d", text) and (at := moment(text)):
        return None, at
    return number(text, what), None
