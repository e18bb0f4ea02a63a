"""A certificate on A4 landscape."""

from __future__ import annotations

from datetime import date

from allears.lib.pdf import literal, words

from .document import ACCENT, INK, RULE, SOFT, Document, head


def certificate(
    *, name: str, course: str, version: int, per_cent: int | None, day: date, code: str, address: str, desk: str
) -> Document:
    """What a certificate says: who did which course, when, and where anybody can check it. `desk` gives it."""
    frame = (
        f'rect(width: 100%, height: 100%, stroke: 0.6pt + rgb("{ACCENT}"), inset: 2.2mm, '
        f'rect(width: 100%, height: 100%, stroke: 1.6pt + rgb("{ACCENT}")))'
    )
    page = f'paper: "a4", flipped: true, margin: (x: 3.4cm, y: 2.6cm), background: pad(1.1cm, {frame})'
    size = 34 if len(name) <= 34 else 26 if len(name) <= 60 else 18
    course_size = 22 if len(course) <= 60 else 16
    facts = f"Version {version}" + ("" if per_cent is None else f" · {per_cent} % of the points")
    written = f"{day.day} {day:%B %Y}"
    ear = _waves()
    text = f"""\
{head(f"Certificate: {course}", "en", page, "12pt")}
#set align(center)
#set par(justify: false)
#v(0.1fr)
{ear}
#v(0.4em)
#text(size: 11pt, tracking: 0.28em, fill: rgb("{SOFT}"))[#upper[{words("Certificate")}]]
#v(1fr)
#text(size: 12pt, style: "italic", fill: rgb("{SOFT}"))[{words("This is to say that")}]
#v(0.5em)
#block(text(size: {size}pt, fill: rgb("{INK}"))[{words(name)}])
#v(0.2em)
#line(length: 34%, stroke: 0.6pt + rgb("{RULE}"))
#v(0.4em)
#text(size: 12pt, style: "italic", fill: rgb("{SOFT}"))[{words("has done the whole of the course")}]
#v(0.6em)
#block(text(size: {course_size}pt, weight: 600, fill: rgb("{ACCENT}"))[{words(course)}])
#v(0.1em)
#text(size: 9.5pt, fill: rgb("{SOFT}"))[{words(facts)}]
#v(1.3fr)
#grid(columns: (1fr, 1.6fr), align: (left + bottom, right + bottom),
  [#text(size: 12pt)[{words(written)}]\\ #text(size: 9pt, fill: rgb("{SOFT}"))[{words(desk)}]],
  [#text(size: 9pt, fill: rgb("{SOFT}"))[{words("Anybody can check it at")}]\\ \
#text(size: 9pt)[#link({literal(address)})[{words(address)}]]\\ \
#text(size: 8pt, fill: rgb("{SOFT}"), tracking: 0.06em)[{words(f"Code {code}")}]])
"""
    return Document(text)


def _waves() -> str:
    """Three arcs that reach an ear: the desk's sign."""
    arcs = "".join(
        f'place(center + horizon, dx: {dx}pt, text(size: {size}pt, fill: rgb("{ACCENT}"))[)])\n'
        for dx, size in ((-9, 13), (-2, 20), (7, 27))
    )
    return f"#block(height: 30pt, width: 60pt, {{ {arcs} }})"
