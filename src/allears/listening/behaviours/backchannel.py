"""A short sign of following while the other goes on, with no content of its own.

Examples:
    C: The first one came on Monday, and it was / A: [Mm-hm]. / C: the wrong colour.
    C: So I rang your shop twice. / A: [I see]. / C: And nobody picked up.
    C: They told me to wait / A: [right, right] / C: so I did, for an hour.
Not:
    C: Did you send it? / A: Yes. / C: Good.
    C: Please book it. / A: OK, I have done it. / C: Thanks.
    C: That was all. / A: Right. Now for your bill, it stands at £40.
"""

from __future__ import annotations

from collections.abc import Iterator

from allears.listening import floor
from allears.listening.lexicon import wordset
from allears.listening.phrases import LIKELY, PERHAPS, SURE
from allears.listening.questions import Question, questions
from allears.listening.reading import Mark
from allears.listening.signs import CONTINUERS, LONGEST, SHORT, is_sign
from allears.listening.view import TurnView, View

NAME = "backchannel"
PARTY = "agent"
EFFECT = "helps"
LABEL = "Shows they follow"
NOTE = "Shows that they are following."

_FILLERS = wordset("um uh")
_BY_WORD = (
    (CONTINUERS, 2),
    (SHORT | CONTINUERS, 0),
    (wordset("okay ok alright sure i see of course got it") | SHORT | CONTINUERS, -1),
)
"""Words and the points that a turn of nothing else has: the first that fits."""
EXCLAIMED = 3
"""Words of a sign that no list could hold ("Oh crumbs, yes"), where the customer's open sentence goes on after it."""

ENOUGH = 1
"""Points from which on a short sign, by the times around it, is one of following (`_points`)."""
LONG, SHORT_SAID = 20, 4
"""Words of the customer since the agent last spoke: a telling, and too little to follow."""
AT_ONCE, RESTS = 0.6, 2.0
"""Seconds: the agent goes on in the same breath; the agent had no more to say."""


def find(view: View) -> Iterator[Mark]:
    """A whole turn of at most `LONGEST` words, all of them signs of following, between two turns of the customer.

    Confidence falls where the customer does not go on afterwards, and where his words could be a question. Where turns
    carry times, these tell who goes on (`_by_times`).
    """
    by_times = view.transcript.spoken and view.transcript.timed
    for turn in view.agent_turns:
        if by_times:
            yield from _by_times(view, turn)
            continue
        words = turn.words
        if not words or len(words) > LONGEST:
            continue
        before, after = view.previous(turn.index), view.following(turn.index)
        if before is None or before.role != "customer" or "?" in turn.text or _asked(before):
            continue
        if after is None or after.role != "customer":
            continue
        if not is_sign(words) and not (len(words) <= EXCLAIMED and before.cut_off and _goes_on(after)):
            continue
        certain = SURE if before.cut_off or len(after.words) > 3 else LIKELY
        if len(before.words) < 3:
            certain = PERHAPS
        first = turn.sentences[0].start
        yield turn.mark(NAME, first, turn.sentences[-1].end, certain, "a short sign while the customer goes on")


def _by_times(view: View, turn: TurnView) -> Iterator[Mark]:
    """A short sign while the customer speaks on, or takes up the word again at once, for which enough speaks."""
    words = turn.words
    if not is_sign(words) or _FILLERS.issuperset(words) or "?" in turn.text or not floor.goes_on(view, turn):
        return
    points = _points(view, turn)
    if points >= ENOUGH:
        certain = (PERHAPS, LIKELY, SURE)[min(2, points - ENOUGH)]
        yield turn.mark(NAME, turn.sentences[0].start, turn.sentences[-1].end, certain, "a short sign, and no more")


def _points(view: View, turn: TurnView) -> int:
    """What speaks for a sign of following, less what speaks for an answer, a comment, or the opening of a say.

    By the word: "mm" can be nothing else (2), "yeah" also agrees (0), "okay" also settles (-1), "oh" hears news (-2;
    Schegloff 1982, Heritage 1984). By the times: the customer speaks on past it; they are telling at length, or have
    said too little to be followed; the agent says no more, or goes on at once; the customer asked.
    """
    words = turn.words
    points = next((value for known, value in _BY_WORD if known.issuperset(words)), -2)
    points += floor.goes_past(view, turn)
    said = floor.said_since(view, turn, LONG)
    points += (said >= LONG) - (said < SHORT_SAID)
    pause = floor.pause_after(view, turn)
    points += (pause > RESTS) - (pause <= AT_ONCE)
    return points - _was_asked(view, turn)


def _was_asked(view: View, turn: TurnView) -> bool:
    """True if what the customer said last, with more than a word, was a question."""
    for i in range(turn.index - 1, max(-1, turn.index - 1 - floor.REACH), -1):
        other = view.turns[i]
        if other.role != turn.role and len(other.words) > 1:
            return _asked(other) or any(
                question.end >= len(other.lower.rstrip(" .?!")) for question in _questions(other)
            )
    return False


def _questions(turn: TurnView) -> tuple[Question, ...]:
    found = turn.known.get(questions)
    if found is None:
        found = turn.known[questions] = tuple(questions(turn))
    return found


def _goes_on(turn: TurnView) -> bool:
    """The customer's line takes up a sentence that was open: it begins with a dash or in lower case."""
    text = turn.text.lstrip(" \"'")
    return text[:1] in ("—", "–", "-", "…", ".") or text[:1].islower()


def _asked(turn: TurnView) -> bool:
    return bool(turn.sentences) and turn.sentences[-1].asks
