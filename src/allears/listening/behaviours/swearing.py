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

from collections.abc import Iterator
from importlib.resources import files

from allears.listening.lazily import lazy_pattern
from allears.listening.phrases import LIKELY, SURE, Cues
from allears.listening.reading import Mark
from allears.listening.view import View

NAME = "swearing"
PARTY = "agent"
EFFECT = "harms"
LABEL = "Swears"
NOTE = "A swear word."


def _lexicon() -> Cues:
    """The words of data/swearing.txt as phrases, so that a turn without any of them costs nothing."""
    text = files("allears.listening").joinpath("data/swearing.txt").read_text("utf-8")
    lines = [line.split("#")[0].strip() for line in text.splitlines()]
    return Cues((SURE, "a swear word", "\n".join(sorted(filter(None, lines), key=len, reverse=True))))


CUES = _lexicon()

# Stars and such after the first letter hide a word without hiding it.
_HIDDEN = lazy_pattern(r"(?<![\w'-])(?:[fscbwpt][*@#$%]{2,}[a-z]*|[fs][*@#][a-z]{1,2}[a-z]*|[@#$%*]{3,}(?![\w.]))")


def find(view: View) -> Iterator[Mark]:
    """Whole words of the lexicon, or starred ones, outside of quotation marks. Confidence: .95, starred .85."""
    for turn, hit in view.agent_hits(CUES):
        if not turn.quoted(hit.start) and not turn.lower.startswith("-", hit.end):
            yield turn.mark(NAME, hit.start, hit.end, hit.confidence, hit.because)
    for turn in view.agent_turns:
        if "*" in turn.lower or "#" in turn.lower:
            for match in _HIDDEN.finditer(turn.lower):
                if not turn.quoted(match.start()):
                    yield turn.mark(NAME, match.start(), match.end(), LIKELY, "a swear word, half hidden")
