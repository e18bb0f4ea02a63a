"""Small things done to text that came from outside."""

from __future__ import annotations

import re
import unicodedata

# NUL cannot be stored by PostgreSQL; other controls and lone surrogates have no place in a message.
_UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_SPACES = re.compile(r"\s+")


def storable(text: str) -> str:
    """`text` with line ends as \\n and without characters that a database or a page cannot hold."""
    return _UNSTORABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str, limit: int = 200) -> str:
    """`text` on one line, cut at a word with an ellipsis so that it has at most `limit` characters."""
    line = _SPACES.sub(" ", storable(text)).strip()
    if len(line) <= limit:
        return line
    return line[: limit - 1].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"


def slug(text: str) -> str:
    """Lower-case ASCII words joined by hyphens; empty where `text` has none."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def initials(name: str) -> str:
    """At most two letters that stand for a name: 'Ana María Ruiz' → 'AR'."""
    words = [word for word in name.split() if word[0].isalnum()]
    if not words:
        return "?"
    # Some letters grow when they are made capital ('ß' → 'SS'): the first one stands for them.
    return "".join(word[0].upper()[0] for word in (words if len(words) == 1 else [words[0], words[-1]]))
