"""JSON documents of a source: one, a list of them, or one a line, each decoded apart from the others."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from allears.listening.formats.problems import Options, Problem, Unreadable
from allears.listening.formats.sniffing import Head
from allears.listening.formats.source import Source
from allears.listening.transcript import Transcript

Sniff = Callable[[Head], bool]
Make = Callable[[Any, str, Options], Transcript]
JSON_NAMES = frozenset({".json", ".jsonl", ".ndjson"})
MOST_LINES = 50
"""Lines that are looked at to tell whether a source holds one document a line."""
_ESCAPES = re.compile(rb"\\\\|\\u([dD][89abAB]..)\\u([dD][c-fC-F]..)|\\u[dD][89a-fA-F]..")


def documents(source: Source, sniff: Sniff) -> Iterator[tuple[int, bytes] | Problem]:
    """The raw documents with the line on which each begins. One document a line is read in constant memory."""
    if one_a_line(source, sniff):
        for number, line in source.lines():
            if line is None:
                yield source.problem(number, "the line is longer than 64 MiB")
            elif line.strip():
                yield number, line
        return
    try:
        whole = source.everything()
    except Unreadable as error:
        yield source.problem(0, str(error))
        return
    blank = len(whole) - len(whole.lstrip())
    yield source.after + 1 + whole[:blank].count(b"\n"), whole[blank:]


def one_a_line(source: Source, sniff: Sniff) -> bool:
    """True if the source holds one document a line, False if its first document runs over several."""
    lines = [line for line in source.head.splitlines() if line.strip()]
    if source.all_in_head and (len(lines) < 2 or _decodes(source.head)):
        return False
    if len(lines) < 2 or _decodes(lines[0]):
        return True
    if lines[0].lstrip()[:1] == b"[":
        return False
    # The first line may be the broken one: then another line is a document of its own. The last may be cut off.
    starts = [line for line in lines[1:] if line.lstrip()[:1] == b"{" and sniff(Head(line, whole=True))]
    return any(line is lines[-1] or _decodes(line) for line in starts)


def broken_at(source: Source) -> Problem | None:
    """Where a source that no reader knows is broken, if it was meant to be JSON: its name or its first sign says so.
    None where it was not, or where nothing is wrong with it as JSON."""
    if not Head(source.head).is_json and Path(source.path).suffix.lower() not in JSON_NAMES:
        return None
    try:
        raw = source.everything()
        decode(raw)
    except Unreadable as error:
        lines = [(number, line) for number, line in enumerate(raw.split(b"\n"), 1) if line.strip()]
        if not any(_decodes(line) for _, line in lines[:MOST_LINES]):
            return source.problem(source.after + max(error.line, 1), str(error))
        return next(filter(None, (_broken(source, *line) for line in lines)), None)
    return None


def _broken(source: Source, number: int, line: bytes) -> Problem | None:
    try:
        decode(line)
    except Unreadable as error:
        return source.problem(source.after + number, str(error))
    return None


def decode(raw: bytes) -> Any:
    """The value of a JSON document. Raises Unreadable with what is wrong, in the terms of whoever made the file."""
    return decoded(raw, _decoder())


def decoded(raw: bytes, decoder: Callable[[bytes], Any]) -> Any:
    """What `decoder` makes of `raw`. Halves of surrogate pairs, which exports leave when they cut text off inside an
    emoji, are put right; everything else that is wrong raises Unreadable."""
    try:
        return decoder(raw)
    except RecursionError:
        raise Unreadable("the JSON is nested too deeply") from None
    except UnicodeDecodeError as error:
        raise Unreadable("the text is not valid UTF-8", _line_of(raw, error.start)) from None
    except ValueError as error:
        if b"\\ud" in raw.lower() and (mended := _ESCAPES.sub(_whole_pairs, raw)) != raw:
            return decoded(mended, decoder)
        raise _explained(raw, str(error)) from None


def read_values(
    source: Source, options: Options, sniff: Sniff, make: Make, split: Callable[[Any], list[Any]] | None = None
) -> Iterator[Transcript | Problem]:
    """Decodes each document and lets `make(value, id, options)` make a transcript of each conversation in it.

    `id` is a name for a conversation that has none of its own. `split` finds the conversations in a document: without
    it, a list is a list of conversations. What goes wrong comes as a Problem, and the rest goes on.
    """
    for place, found in enumerate(documents(source, sniff)):
        if isinstance(found, Problem):
            yield found
            continue
        line, raw = found
        stem = source.stem if not place else f"{source.stem}-{line}"
        try:
            value = decode(raw)
            each = split(value) if split else value if isinstance(value, list) else [value]
        except Unreadable as error:
            yield source.problem(line + max(error.line - 1, 0), str(error))
            continue
        if not each:
            yield source.problem(line, "there is no conversation in it")
        for number, one in enumerate(each, 1):
            try:
                yield make(one, stem if len(each) == 1 else f"{stem}-{number}", options)
            except Unreadable as error:
                which = "" if len(each) == 1 else f"conversation {number}: "
                yield source.problem(line, f"{which}{error}")


def _decoder() -> Callable[[bytes], Any]:
    import msgspec.json  # half of what importing the readers would cost

    return msgspec.json.decode


def _decodes(raw: bytes) -> bool:
    try:
        return isinstance(decode(raw), dict | list)
    except Unreadable:
        return False


def _whole_pairs(match: re.Match[bytes]) -> bytes:
    return match[0] if match[1] or match[0] == b"\\\\" else b"\\ufffd"


def _line_of(raw: bytes, offset: int) -> int:
    return raw.count(b"\n", 0, offset) + 1


def _explained(raw: bytes, error: str) -> Unreadable:
    """msgspec's message in plain words, with the line that it names by a byte."""
    at = re.search(r"\(byte (\d+)\)", error)
    line = _line_of(raw, int(at[1])) if at else 0
    if "truncated" in error:
        return Unreadable("the JSON ends too early", line)
    if "malformed" in error:
        detail = error.partition(": ")[2].split(" (byte")[0]
        column = int(at[1]) - (raw.rfind(b"\n", 0, int(at[1])) + 1) + 1 if at else 0
        return Unreadable(f"not valid JSON: {detail} at column {column}", line)
    if "out of range" in error:
        return Unreadable("a number is too large", line)
    where = re.search(r"at `\$([^`]*)`", error)
    what = error.split(" - at ")[0]
    return Unreadable(f"{what}{' at ' + where[1].lstrip('.') if where and where[1] else ''}", line)
