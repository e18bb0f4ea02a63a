"""Bytes from a file, a stream or standard input, in lines or as a whole, never more than the limits allow."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from allears.listening.formats.problems import HEAD, MAX_DOCUMENT, MAX_LINE, Problem, Unreadable

_CHUNK = 256 * 1024
_BOMS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


class Source:
    """One thing to read. `head` holds its first 64 KiB; `stem` is a short name for conversations that have none.
    A stream may be a part of a file: its attribute `after` tells how many lines stand before it.

    UTF-8 is read as it comes. A source that starts with a UTF-16 byte order mark is turned into UTF-8, as a whole.
    """

    def __init__(self, stream: IO[bytes], path: str, *, max_line: int = MAX_LINE) -> None:
        self.path = path
        self.stem = Path(path).name.split(".")[0] or "conversation"
        self.max_line = max_line
        self.after: int = getattr(stream, "after", 0)
        self._stream = stream
        self._left = b""
        self._left = self._take(HEAD)
        for mark, name in _BOMS:
            if self._left.startswith(mark):
                self._left = self.everything().decode(name, "replace").encode()
        if self._left.startswith(b"\xef\xbb\xbf"):
            self._left = self._left[3:]
        self.head = self._left[:HEAD]

    @property
    def all_in_head(self) -> bool:
        """True if nothing follows the head."""
        if len(self._left) < HEAD:
            return True
        self._left += self._take(1)
        return len(self._left) <= HEAD

    def problem(self, line: int, message: str) -> Problem:
        return Problem(self.path, line, message)

    def lines(self) -> Iterator[tuple[int, bytes | None]]:
        """Each line with its number in the file, from 1, without its end; None in place of a line that is too long."""
        number, size = self.after, 0
        parts: list[bytes] = []
        for chunk in self._chunks():
            *done, rest = chunk.split(b"\n")
            for piece in done:
                number += 1
                if not parts:
                    line: bytes | None = piece
                else:
                    line = b"".join([*parts, piece]) if size + len(piece) <= self.max_line else None
                yield number, (None if line is None or len(line) > self.max_line else line.rstrip(b"\r"))
                parts, size = [], 0
            size += len(rest)
            if size <= self.max_line:
                parts.append(rest)
            else:
                # What is too long is not kept, so that one endless line cannot fill the memory.
                parts = [b""]
        if size:
            yield number + 1, (b"".join(parts).rstrip(b"\r") if size <= self.max_line else None)

    def pieces(self) -> Iterator[bytes]:
        """The whole source, a piece at a time: for formats that are no text, however large."""
        return self._chunks()

    def everything(self, limit: int = MAX_DOCUMENT) -> bytes:
        """The whole source. Raises Unreadable when it is larger than `limit` bytes."""
        parts = list(self._chunks(limit + 1))
        if sum(map(len, parts)) > limit:
            raise Unreadable(f"the file is larger than {limit // (1024 * 1024)} MiB, too large for this format")
        return b"".join(parts)

    def text(self) -> str:
        """The whole source as text: UTF-8, else Windows-1252, in which nearly every older export is written."""
        raw = self.everything()
        try:
            return raw.decode()
        except UnicodeDecodeError:
            return raw.decode("cp1252", "replace")

    def _take(self, size: int) -> bytes:
        parts = []
        while size > 0 and (part := self._stream.read(min(size, _CHUNK))):
            parts.append(part)
            size -= len(part)
        return b"".join(parts)

    def _chunks(self, limit: int = sys.maxsize) -> Iterator[bytes]:
        left, self._left = self._left, b""
        if left:
            yield left
        limit -= len(left)
        while limit > 0 and (chunk := self._stream.read(min(limit, _CHUNK))):
            yield chunk
            limit -= len(chunk)


def text_line(raw: bytes) -> str:
    """One line as text: UTF-8, else Windows-1252."""
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")
