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

from collections.abc import Iterator

from allears.listening.lazily import lazy_pattern
from allears.listening.phrases import LIKELY, PERHAPS, SURE, Cues
from allears.listening.reading import Mark
from allears.listening.view import TurnView, View

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
        ^ (hi|hey|heya|yo|sup|howya|alright|mornin|aye aye) [there|again]
        (happy|merry) (christmas|easter|new year|holidays|diwali|eid|fourth|friday|monday)
        how are you , _
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
        ^ (morning|evening|afternoon|mornin|night shift)
        this is _ (speaking|here|from|at)
        (my name is|my name's)
        speaking , how
        how (can|may) i help you today
    """,
    ),
)
_NAMED = lazy_pattern(
    r"(?:\A|[,.]\s)[^,.]{2,40}, \w+ (?:speaking|here)\b|\A[\w' ]{2,40}\b(?:speaking|here)(?=[.,!?]|\Z)"
)
_VERB = lazy_pattern(
    r"\b(?:is|are|was|were|have|has|had|will|can|do|did|got|your|the|i'll|i've|that's|it's|you|sorry|yes|no|"
    r"right|ok|okay|so)\b"
)
_SAYS_BACK = lazy_pattern(r"\s*[,–—]\s+(?=so (?!good|great|glad|nice|pleased|happy|lovely|sorry|what|how)\w)")
"""Where a sentence that began with hello goes on with what the customer said: "Hi Samir, so the usual …"."""
LONGEST_NAME = 8
_FRAME = lazy_pattern(r"\b(?:say|says|said|saying|give|send|pass)\b[^.!?]{0,15}$")


def find(view: View) -> Iterator[Mark]:
    """The opening words of an agent's first turn (or the first of a new agent), or of any turn that begins with
    hello.
    """
    first = set(view.speakers["agent"].values())
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
        goes_on = _SAYS_BACK.search(turn.lower, hit.end, sentence.end)
        end = goes_on.start() if goes_on else sentence.end
        yield turn.mark(NAME, min(hit.start, sentence.start), end, confidence, hit.because)
    for index in sorted(first - done):
        mark = _names_themselves(view, view.turns[index])
        if mark is not None:
            yield mark


def _names_themselves(view: View, turn: TurnView) -> Mark | None:
    """Who answers the telephone, or takes over, says a firm or a name, without a verb: "Payroll, Lorraine"."""
    if not turn.sentences or not view.transcript.spoken:
        return None
    sentence = turn.sentences[0]
    words = turn.lower[sentence.start : sentence.end].split()
    if len(words) > LONGEST_NAME or (sentence.asks and len(words) > 3):
        return None
    named = set(turn.turn.speaker.lower().split()) | set(view.transcript.customer.name.lower().split())
    last = turn.sentences[1] if len(turn.sentences) > 1 and sentence.asks else sentence
    said = {word.strip(".,!?'") for word in turn.lower[sentence.start : last.end].split()}
    if turn.index == 0 and not _VERB.search(turn.lower, sentence.start, sentence.end):
        return turn.mark(NAME, sentence.start, sentence.end, PERHAPS, "answers with a name")
    if (named & said and _NAMED.search(turn.lower[:80])) or (len(named & said) > 0 and len(said) <= LONGEST_NAME):
        return turn.mark(NAME, sentence.start, last.end, PERHAPS, "names the firm and who speaks")
    return None
