"""Opens the contact with hello, the time of day, or the name of the firm.

Examples:
    A: [Good morning, Harrow Plumbing, Priya speaking]. What can I do for you?
    A: [Hi Darren, I'm Mo], I lead the evening team.
    A: [You're through to the front desk].
Not:
    C: Bye then. / A: Bye, and say hello to her for me.
    A: Your order number starts with HI.
    C: I rang on Monday. / A: Right. Monday morning, good.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from allears.listening.phrases import LIKELY, PERHAPS, SURE, Cues
from allears.listening.reading import Mark
from allears.listening.view import View

NAME = "greeting"
PARTY = "agent"
EFFECT = "helps"
LABEL = "Greets"
NOTE = "Says hello."

CUES = Cues(
    (
        SURE,
        "says hello",
        """
        ^ [a] [very] good (morning|afternoon|evening|day)
        ^ (hello|hiya|hullo|namaste|howdy|greetings)
        ^ (hi|hey) [there|again]
        ^ g'day
        ^ dear
        welcome to
        you're through to
        you've (reached|come through to|got through to)
        thank you for (calling|ringing|contacting|phoning|reaching|getting in touch)
        thanks for (calling|ringing|contacting|phoning|reaching|getting in touch)
    """,
    ),
    (
        LIKELY,
        "says who is speaking",
        """
        ^ (morning|evening|afternoon) $
        ^ (morning|evening|afternoon) ,
        this is _ (speaking|here|from|at)
        (my name is|my name's)
        speaking , how
        how (can|may) i help you today
    """,
    ),
)
_NAMED = re.compile(r"(?:\A|[,.]\s)[^,.]{2,40}, \w+ (?:speaking|here)\b|\A[\w' ]{2,40}\b(?:speaking|here)(?=[.,!?]|\Z)")
_FRAME = re.compile(r"\b(?:say|says|said|saying|give|send|pass)\b[^.!?]{0,15}$")


def find(view: View) -> Iterator[Mark]:
    """The opening words of an agent's first turn (or the first of a new agent), or of any turn that begins with hello."""
    met: set[str] = set()
    first: set[int] = set()
    seen = False
    for turn in view.agent_turns:
        speaker = turn.turn.speaker
        if not seen or speaker not in met:
            first.add(turn.index)
        seen = True
        met.add(speaker)
    done: set[int] = set()
    for turn, hit in view.agent_hits(CUES):
        if turn.index in done or turn.quoted(hit.start) or _FRAME.search(turn.lower[: hit.start]):
            continue
        sentence = turn.sentence_at(hit.start)
        opening = hit.start <= turn.sentences[0].start + 30
        if not opening or (turn.index not in first and (hit.confidence < SURE or sentence.start > 0)):
            continue
        done.add(turn.index)
        confidence = hit.confidence if turn.index in first else PERHAPS
        yield turn.mark(NAME, min(hit.start, sentence.start), sentence.end, confidence, hit.because)
    for index in sorted(first - done):
        turn = view.turns[index]
        named = _NAMED.search(turn.lower[:80])
        if named and index < 3 and turn.sentences:
            yield turn.mark(
                NAME, turn.sentences[0].start, turn.sentences[0].end, LIKELY, "names the firm and who speaks"
            )
