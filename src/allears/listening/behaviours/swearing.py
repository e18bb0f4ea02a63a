"""A swear word, by the agent.

Examples:
    A: Oh [crap], that went to the wrong address.
    A: The [bloody] thing has frozen again.
    A: What the [f***] is this form?
Not:
    C: This is bollocks. / A: You wrote "bollocks", and I can see why.
    A: The parcel is at the Scunthorpe depot.
    A: The class passes through Essex on its assessment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from allears.listening.phrases import LIKELY, SURE
from allears.listening.reading import Mark
from allears.listening.view import View

NAME = "swearing"
PARTY = "agent"
EFFECT = "harms"
LABEL = "Swears"
NOTE = "A swear word."


@cache
def _lexicon() -> tuple[frozenset[str], re.Pattern[str]]:
    """The words of data/swearing.txt: single ones for a quick look, and all as one expression, longest first."""
    text = files("allears.listening").joinpath("data/swearing.txt").read_text("utf-8")
    entries = [line.split("#")[0].strip() for line in text.splitlines()]
    entries = sorted((e for e in entries if e), key=len, reverse=True)
    quick = frozenset(re.split(r"[ *]", entry)[0] for entry in entries)
    body = "|".join(re.escape(e).replace(r"\ ", r"\s+") for e in entries)
    # Stars and such between first and last letter hide a word without hiding it.
    hidden = r"[fscbwpt][*@#$%]{2,}[a-z]*|[fs][*@#][a-z]{1,2}[a-z]*|[@#$%*]{3,}(?![\w.])"
    return quick, re.compile(rf"(?<![\w'-])(?:({body})(?:'s)?(?![\w'])|({hidden}))")


def find(view: View) -> Iterator[Mark]:
    """Whole words of the lexicon, or starred ones, outside of quotation marks. Confidence: .95, starred .85."""
    quick, pattern = _lexicon()
    for turn in view.agent_turns:
        if quick.isdisjoint(turn.words) and "*" not in turn.lower and "#" not in turn.lower:
            continue
        for match in pattern.finditer(turn.lower):
            if turn.quoted(match.start()):
                continue
            yield turn.mark(NAME, match.start(), match.end(), SURE if match[1] else LIKELY, "a swear word")
