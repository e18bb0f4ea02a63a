"""A lesson on A4, and a card for the desk on A5."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from allears.learning.content import Part, Prose
from allears.lib.pdf import words

from .document import ACCENT, RULE, SOFT, Document, head
from .exercises import exercise
from .markup import Writer


def lesson(
    *,
    title: str,
    course: str,
    place_in_course: str,
    language: str,
    parts: Sequence[Part],
    outcomes: Sequence[str] = (),
    further: Sequence[str] = (),
    place: Callable[[str], str] = lambda _: "",
) -> Document:
    """A lesson with its exercises as questions. `place`: see `markup.Writer`."""
    write = Writer(place)
    foot = f'#set text(size: 8.5pt, fill: rgb("{SOFT}"))\n{words(course)} #h(1fr) {words(title)} #h(1fr) '
    foot += "#context counter(page).display()"
    page = f'paper: "a4", margin: (x: 2.9cm, top: 2.6cm, bottom: 2.8cm), footer: [{foot}]'
    text = [head(title, language, page, "10.5pt")]
    text.append(f'#text(size: 0.9em, fill: rgb("{SOFT}"))[#emph[{words(place_in_course)}]]\n#v(-0.6em)')
    text.append(f"\n#heading(level: 1)[{words(title)}];\n")
    if outcomes:
        listed = ", ".join(f"[{words(it)}]" for it in outcomes)
        text.append(f'#block(stroke: (left: 1.5pt + rgb("{ACCENT}")), inset: (left: 1em, y: 0.3em))[')
        text.append(f'#text(fill: rgb("{SOFT}"))[#emph[{words("After this lesson you can")}]]\n\n#list({listed})]')
    number = 0
    for part in parts:
        if isinstance(part, Prose):
            text.append(write.text(part.text))
        else:
            number += 1
            text.append(exercise(part, number, write))
    if further:
        text.append(f"#heading(level: 2)[{words('Further reading')}]")
        text += [f"\n\n{write.line(it)}\n\n" for it in further]
    return Document("\n".join(text), write.files)


def card(*, title: str, course: str, language: str, text: str, place: Callable[[str], str] = lambda _: "") -> Document:
    """A card to stand on the desk: A5 upright, with a thin rule round it."""
    write = Writer(place)
    foot = f'#align(center, text(size: 7.5pt, fill: rgb("{SOFT}"))[{words(course)}])'
    frame = f'rect(width: 100%, height: 100%, radius: 3mm, stroke: 0.6pt + rgb("{RULE}"))'
    page = (
        'paper: "a5", margin: (x: 1.6cm, top: 1.6cm, bottom: 1.5cm), '
        f"background: pad(7mm, {frame}), footer: [{foot}], footer-descent: 0%"
    )
    rows = [head(title, language, page, "10.6pt")]
    rows.append("#set par(leading: 0.68em, spacing: 1.15em)\n#show heading: set block(above: 1.6em, below: 0.9em)")
    rows.append(f'#show heading.where(level: 2): set text(size: 1.1em, fill: rgb("{ACCENT}"))')
    rows.append(f"#align(center)[#heading(level: 1)[{words(title)}]]\n")
    rows.append(write.text(text))
    return Document("\n".join(rows), write.files)
