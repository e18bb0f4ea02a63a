"""HTML to plain text: what a person would have read, nothing run, nothing fetched."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tr",
        "ul",
    ]
)
_SILENT = frozenset(["script", "style", "head", "title", "template", "noscript", "object", "svg"])
_NOT_SEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_QUOTES = re.compile(r"\b(?:gmail_quote|yahoo_quoted|moz-cite-prefix|gmail_attr)\b")
_LONE = re.compile(r"<(?=[^<>]*(?:<|\Z))")
"""A "<" that no ">" follows before the next one. html.parser looks for its end again and again, in quadratic time."""

_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)


class _Text(HTMLParser):
    def __init__(self, quotes: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._quotes = quotes
        self._open: list[str] = []
        """Elements opened since the one that is passed over, that one first; empty while text is taken."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._open:
            if tag not in _VOID:
                self._open.append(tag)
        elif tag not in _VOID and self._passed_over(tag, dict(attrs)):
            self._open.append(tag)
        elif tag == "br" or tag in _BLOCKS:
            self.parts.append("\n")
        elif tag in ("td", "th"):
            self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if self._open:
            if tag in self._open:
                while self._open.pop() != tag:
                    pass
        elif tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._open:
            self.parts.append(re.sub(r"\s+", " ", data))

    def _passed_over(self, tag: str, attrs: dict[str, str | None]) -> bool:
        if tag in _SILENT or _NOT_SEEN.search(attrs.get("style") or ""):
            return True
        if self._quotes:
            return False
        return (tag == "blockquote" and attrs.get("type") == "cite") or bool(_QUOTES.search(attrs.get("class") or ""))


def _without_comments(html: str) -> str:
    """HTML without its comments; one that is not closed reaches to the end."""
    first, *rest = html.split("<!--")
    return first + "".join(piece.partition("-->")[2] for piece in rest)


def html_to_text(html: str, *, quotes: bool = True) -> str:
    """The text of a piece of HTML: block elements begin new lines, scripts, styles and hidden parts are left out.

    `quotes` False also leaves out what mail programs mark as quoted from an earlier message. Never raises: what is no
    HTML comes back as it is, without its tags.
    """
    if "<" not in html and "&" not in html:
        return html.strip()
    reader = _Text(quotes)
    try:
        reader.feed(_LONE.sub("&lt;", _without_comments(html)))
        reader.close()
    except (AssertionError, ValueError, RecursionError):
        # html.parser gives up on some broken declarations; then tags are cut out without understanding them.
        return re.sub(r"<[^<>]*>", " ", html).strip()
    lines = [" ".join(line.split()) for line in "".join(reader.parts).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
