"""Delimited text: which delimiter, which columns, and the rows one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from allears.listening.formats.problems import Unreadable

DELIMITERS = "\t|;,"
_NAMES: dict[str, tuple[str, ...]] = {
    "conversation": ("conversation", "conversation_id", "call", "call_id", "dialog_id", "dialogue_id", "session_id",
                     "ticket_id", "ticket", "chat_id", "contact_id", "interaction_id", "thread_id"),
    "speaker": ("speaker", "name", "from", "author", "party", "participant", "sender", "who", "speaker_name"),
    "role": ("role", "speaker_role", "participant_role", "speaker_type", "author_role", "sender_type"),
    "text": ("text", "words", "message", "body", "content", "utterance", "transcript", "said", "sentence"),
    "start": ("start", "start_time", "begin", "starttime", "offset", "time", "timestamp", "date", "created_at",
              "sent_at"),
    "end": ("end", "end_time", "endtime", "stop"),
    "channel": ("channel", "medium"),
}  # fmt: skip
_MEANING = {name: meaning for meaning, names in _NAMES.items() for name in names}
_LOOK = 50
_SHORT = 40


class Row(NamedTuple):
    """One row: the line on which it begins, and its cells by what they mean."""

    line: int
    cells: dict[str, str]


def delimiter_of(lines: list[str]) -> str:
    """The delimiter that the lines agree on most; "" if there is none."""
    best, most = "", 0.0
    for delimiter in DELIMITERS:
        counts = [line.count(delimiter) for line in lines[:_LOOK]]
        if not counts or not counts[0]:
            continue
        agree = sum(count == counts[0] for count in counts) / len(counts)
        at_least = sum(count >= counts[0] for count in counts) / len(counts)
        score = agree + at_least / 2
        if at_least > 0.5 and score > most + 0.1:
            best, most = delimiter, score
    return best


def split_lines(lines: Iterable[str], delimiter: str) -> list[list[str]]:
    """The rows of a few lines, quotes understood; a row that cannot be split is left out."""
    return [row for _, row in _rows(iter(lines), delimiter) if row]


def header_columns(row: list[str]) -> list[str]:
    """What the columns mean if this row is a header: "" for columns to pass over, [] if it is none."""
    found = [_MEANING.get(_plain(cell), "") for cell in row]
    for place, meaning in enumerate(found):
        # The first of two columns with one meaning counts: "speaker" before "name".
        if meaning in found[:place]:
            found[place] = ""
    return found if "text" in found and ("speaker" in found or "role" in found) else []


def guessed_columns(rows: list[list[str]]) -> list[str]:
    """Columns of a table without a header: few short names again and again are speakers, the longest cells the text.

    [] if the table does not look like one of turns.
    """
    width = min(len(row) for row in rows)
    columns = [[row[place] for row in rows] for place in range(width)]
    lengths = [sum(map(len, column)) / len(column) for column in columns]
    text = max(range(width), key=lambda place: lengths[place])
    speakers = [
        place
        for place, column in enumerate(columns)
        if place != text
        and all(0 < len(cell.strip()) <= _SHORT for cell in column)
        and not all(cell.strip().replace(".", "").isdigit() for cell in column)
        and (1 < len(set(column)) <= max(2, len(column) // 2))
    ]
    if not speakers or lengths[text] < 2 * lengths[speakers[0]]:
        return []
    return ["speaker" if place == speakers[0] else "text" if place == text else "" for place in range(width)]


def rows_of(lines: Iterator[str], delimiter: str, columns: tuple[str, ...], head: str) -> Iterator[Row]:
    """The rows of a table. Raises Unreadable if it cannot be told which column holds what."""
    sample = [line for line in head.splitlines() if line.strip()]
    delimiter = {"\\t": "\t", "tab": "\t"}.get(delimiter.lower(), delimiter) or delimiter_of(sample) or ","
    if len(delimiter) != 1 or delimiter in '"\r\n':
        raise Unreadable(f'the delimiter should be one character, not "{delimiter}"')
    top = split_lines(sample[: _LOOK + 1], delimiter)
    named = [_MEANING.get(_plain(name), "") for name in columns]
    if columns and "text" not in named:
        raise Unreadable(f"one of the columns should be text; they are {', '.join(columns)}")
    header = header_columns(top[0]) if top else []
    told = [_plain(cell) for cell in top[0][: len(columns)]] == [_plain(name) for name in columns] if top else False
    skip = bool(header) or (told and bool(columns))
    named = named or header or (guessed_columns(top) if top else [])
    if not named:
        raise Unreadable("it cannot be told which column holds what; name them, such as --columns speaker,text")
    for line, row in _rows(lines, delimiter):
        if not row or not any(cell.strip() for cell in row):
            continue
        if skip:
            skip = False
            continue
        cells = {meaning: cell for meaning, cell in zip(named, row, strict=False) if meaning}
        if cells.get("text", "").strip():
            yield Row(line, cells)


def _rows(lines: Iterator[str], delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Rows with the lines on which they begin. Without a quote after a delimiter, every line is a row of its own."""
    import csv  # only a table needs it

    count, began = 0, 1

    def counted() -> Iterator[str]:
        nonlocal count
        for line in lines:
            count += 1
            yield line + "\n"

    reader = csv.reader(counted(), delimiter=delimiter)
    try:
        for row in reader:
            yield began, row
            began = count + 1
    except csv.Error as error:
        why = "a quote is opened and not closed" if "limit" in str(error) else str(error)
        raise Unreadable(f"the table cannot be read on from here: {why}", began) from None


def _plain(name: str) -> str:
    return "_".join(name.strip().lower().replace("-", " ").split())
