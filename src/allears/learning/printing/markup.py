"""Markdown as typst: a small writer over the tokens of markdown-it. Words go in only as string literals."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from urllib.parse import unquote, urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token

from allears.lib.pdf import literal, raw, words

GAP = "\ue000"
"""Stands in a text where a gap is to be filled in."""
LONGEST_ADDRESS = 2_000
_OUT = frozenset({"https", "http", "mailto"})
_OPEN = {
    "bullet_list_open": "\n\n#list(",
    "list_item_open": "[",
    "blockquote_open": "\n\n#quote(block: true)[",
    "em_open": "#emph[",
    "strong_open": "#strong[",
    "th_open": "table.cell[#strong[",
    "td_open": "[",
}
_CLOSE = {
    "bullet_list_close": ");\n\n",
    "ordered_list_close": ");\n\n",
    "list_item_close": "], ",
    "blockquote_close": "];\n\n",
    "em_close": "];",
    "strong_close": "];",
    "th_close": "]], ",
    "td_close": "], ",
    "table_close": ");\n\n",
    "heading_close": "];\n\n",
    "paragraph_close": "\n\n",
    "link_close": "];",
}


class Writer:
    """Writes texts of one course. `files` gathers the pictures: the name in the document, and the path in the course.

    `place` says by what name a picture can be set, or "" where it cannot: its words stand in its place then.
    """

    def __init__(self, place: Callable[[str], str]) -> None:
        self._parser = MarkdownIt("commonmark", {"html": False, "typographer": False}).enable("table")
        self._place = place
        self.files: dict[str, str] = {}

    def text(self, markdown: str) -> str:
        """A text of several paragraphs."""
        tokens = self._parser.parse(markdown)
        for at, token in enumerate(tokens):
            if token.type == "table_open":
                row = next(end for end in range(at, len(tokens)) if tokens[end].type == "tr_close")
                token.meta["columns"] = sum(it.type == "th_open" for it in tokens[at:row])
        return self._written(tokens)

    def line(self, markdown: str) -> str:
        """One line: an option, an item."""
        return self._written(self._parser.parseInline(markdown))

    def _written(self, tokens: Sequence[Token]) -> str:
        return "".join(self._token(token) for token in tokens)

    def _token(self, token: Token) -> str:
        kind = token.type
        if token.hidden:
            return ""
        if kind == "inline":
            return self._written(token.children or ())
        if kind in _OPEN:
            return _OPEN[kind]
        if kind in _CLOSE:
            return _CLOSE[kind]
        known: Mapping[str, Callable[[Token], str]] = {
            "text": lambda it: _with_gaps(it.content),
            "softbreak": lambda _: " ",
            "hardbreak": lambda _: "#linebreak();",
            "code_inline": lambda it: raw(it.content),
            "code_block": lambda it: f"\n\n{raw(it.content.rstrip(), block=True)}\n\n",
            "fence": lambda it: f"\n\n{raw(it.content.rstrip(), block=True)}\n\n",
            "hr": lambda _: "\n\n#line(length: 100%, stroke: 0.5pt);\n\n",
            "heading_open": lambda it: f"\n\n#heading(level: {min(4, int(it.tag[1:]))})[",
            "ordered_list_open": lambda it: f"\n\n#enum(start: {int(it.attrs.get('start', 1))}, ",
            "table_open": lambda it: f"\n\n#table(columns: {_columns(it)}, ",
            "link_open": _link,
            "image": self._image,
        }
        return known[kind](token) if kind in known else ""

    def _image(self, token: Token) -> str:
        path = unquote(urlsplit(str(token.attrs.get("src", ""))).path).removeprefix("./")
        name = self._place(path)
        if not name:
            return f"#emph[{words(f'[{token.content}]')}];"
        self.files[name] = path
        shown = f"image({literal(name)}, alt: {literal(token.content)})"
        return f"\n\n#align(center, block(width: 78%, breakable: false, {shown}));\n\n"


def _with_gaps(text: str) -> str:
    return "#gap;".join(words(it) if it else "" for it in text.split(GAP))


def _link(token: Token) -> str:
    address = str(token.attrs.get("href", ""))
    # A link to another lesson of the course leads nowhere on paper: its words stay.
    leads = urlsplit(address).scheme in _OUT and len(address) <= LONGEST_ADDRESS
    return f"#link({literal(address)})[" if leads else "#text["


def _columns(table: Token) -> int:
    return int(table.meta.get("columns", 1))
