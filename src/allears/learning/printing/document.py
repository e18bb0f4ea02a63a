"""What every printed page shares: its paper, its type and its colours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from allears.lib.pdf import literal

INK, SOFT, RULE, ACCENT = "#2b2621", "#6f665b", "#d9d1c4", "#2f6a54"
"""The colours of the desk's light theme (web/styles/tokens.css), on white paper."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document for `lib.pdf.typeset`: its text, and of each file that it shows the path in its course."""

    text: str
    files: Mapping[str, str] = field(default_factory=dict)


def head(title: str, language: str, page: str, size: str) -> str:
    """The beginning of a document: `page` are the arguments of typst's page, `size` that of the type."""
    lang = language.split("-")[0].lower()
    lang = lang if lang.isascii() and lang.isalpha() and 2 <= len(lang) <= 3 else "en"
    return f"""\
#set document(title: {literal(title)})
#set page({page})
#set text(font: "Literata", size: {size}, fill: rgb("{INK}"), lang: "{lang}")
#set par(leading: 0.72em, spacing: 1.15em, justify: false)
#set list(indent: 0.2em, body-indent: 0.7em, spacing: 0.8em, marker: text(fill: rgb("{ACCENT}"))[–])
#set enum(indent: 0.2em, body-indent: 0.7em, spacing: 0.8em)
#set table(stroke: 0.5pt + rgb("{RULE}"), inset: 6pt)
#set heading(numbering: none)
#show heading: set text(weight: 600)
#show heading: set block(above: 1.7em, below: 0.9em, sticky: true)
#show heading.where(level: 1): set text(size: 1.7em)
#show heading.where(level: 2): set text(size: 1.25em)
#show heading.where(level: 3): set text(size: 1.05em)
#show link: set text(fill: rgb("{ACCENT}"))
#show raw: set text(font: ("DejaVu Sans Mono",), size: 0.9em)
#show quote.where(block: true): it => block(inset: (left: 1em), stroke: (left: 1.5pt + rgb("{ACCENT}")), it.body)
#let room(lines) = block(breakable: false, stack(..range(lines).map(_ => block(height: 2.1em, width: 100%, \
stroke: (bottom: 0.5pt + rgb("{SOFT}"))))))
#let gap = box(width: 7em, height: 0.9em, stroke: (bottom: 0.6pt + rgb("{SOFT}")))
#let tick = box(width: 0.8em, height: 0.8em, baseline: 0.08em, stroke: 0.7pt + rgb("{SOFT}"), radius: 1pt)
#let round = box(width: 0.8em, height: 0.8em, baseline: 0.08em, stroke: 0.7pt + rgb("{SOFT}"), radius: 50%)
"""
