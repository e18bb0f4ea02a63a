"""What the first 64 KiB of a source show, for the readers to recognise their own by."""

from __future__ import annotations

import re
from functools import cached_property

_TOKEN = re.compile(rb'"((?:[^"\\]|\\.)*)"|[{}\[\]:,]', re.DOTALL)
_JSON = re.compile(rb"\s*(?:\{|\[\s*[{\[\]\"])")
_MOST_TOKENS = 20_000
_MOST_DEPTH = 12
_MOST_LINES = 50


class Head:
    """The start of a source. `whole` tells that nothing follows."""

    def __init__(self, raw: bytes, path: str = "", *, whole: bool = False) -> None:
        self.raw = raw.removeprefix(b"\xef\xbb\xbf")
        self.path = path
        self.whole = whole

    @cached_property
    def text(self) -> str:
        try:
            return self.raw.decode()
        except UnicodeDecodeError as error:
            # The head may end within a character; anything else is no UTF-8.
            if error.start >= len(self.raw) - 4:
                return self.raw[: error.start].decode()
            return self.raw.decode("cp1252", "replace")

    @cached_property
    def lines(self) -> list[str]:
        """The lines that are there as a whole."""
        lines = self.text.splitlines()
        return lines if self.whole or self.text.endswith("\n") or len(lines) < 2 else lines[:-1]

    @cached_property
    def is_json(self) -> bool:
        return bool(_JSON.match(self.raw))

    @cached_property
    def is_binary(self) -> bool:
        return b"\0" in self.raw

    @cached_property
    def keys(self) -> list[frozenset[str]]:
        """Where keys stand in the JSON, as paths such as `turns.text`: of the first document, then of each line.

        Lists add nothing to a path. The lines are there for a source whose first line is broken.
        """
        if not self.is_json and b"\n{" not in self.raw:
            return []
        found = [json_keys(self.raw)]
        found += [
            json_keys(line) for line in self.raw.split(b"\n", _MOST_LINES)[:_MOST_LINES] if line.lstrip()[:1] == b"{"
        ]
        return found

    def has_keys(self, *paths: str) -> bool:
        """True if one document has all of these paths."""
        return any(all(path in keys for path in paths) for keys in self.keys)


def json_keys(raw: bytes) -> frozenset[str]:
    """The paths of the keys in the first JSON document of `raw`, which may be cut off anywhere."""
    found: set[str] = set()
    stack: list[str] = []
    last, key = b"", ""
    for count, token in enumerate(_TOKEN.finditer(raw)):
        mark = token[0]
        if mark == b":":
            key = last.decode("utf-8", "replace")
            if len(stack) <= _MOST_DEPTH:
                found.add(".".join(filter(None, [*stack, key])))
        elif mark in (b"{", b"["):
            stack.append(key)
            key = ""
        elif mark in (b"}", b"]"):
            if stack:
                stack.pop()
            if not stack:
                break
            key = ""
        elif mark == b",":
            key = ""
        else:
            last = token[1]
        if count >= _MOST_TOKENS or len(stack) > 100:
            break
    return frozenset(found)
