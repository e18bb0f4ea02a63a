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
from allears.listening.questions import questions_of
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
    (wordset("yeah yah") | CONTINUERS, 1),
    (wordset("right yep yeap yeah yah") | CONTINUERS, 0),
    (wordset("okay ok alright sure i see of course got it") | SHORT | CONTINUERS, -1),
)
"""Words and the points that a turn of nothing else has: the first that fits."""
EXCLAIMED = 3
"""Words of a sign that no list could hold ("Oh crumbs, yes"), where the customer's open sentence goes on after it."""

ENOUGH = 2
"""Points from which on a short sign, by the times around it, is one of following (`_points`)."""
TELLING, SAYING = 20, 4
"""Words of the customer since the agent last spoke: a telling; enough to be followed, even if they then fall silent."""
BESIDE = 0.9
"""Share of a sign beside which the customer speaks, from which on it was said into their say."""
RESTS = 1.0
"""Seconds without a word from the agent after which they had no more to say."""


def find(view: View) -> Iterator[Mark]:
    """A whole turn of at most `LONGEST` words, all of them signs of following, between two turns of the customer.

    Confidence falls where the customer does not go on afterwards, and where his words could be a question. Where turns
    carry times, these tell who goes on (`_by_times`).
    """
    by_times = view.transcript.spoken and view.timed
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
    """A short sign beside or before what the customer says, or after some of it, for which enough speaks."""
    words = turn.words
    if not is_sign(words) or _FILLERS.issuperset(words) or "?" in turn.text:
        return
    if not floor.goes_on(view, turn) and floor.said_since(view, turn, SAYING) < SAYING:
        return
    points = _points(view, turn)
    if points >= ENOUGH:
        certain = (PERHAPS, LIKELY, SURE)[min(2, points - ENOUGH)]
        yield turn.mark(NAME, turn.sentences[0].start, turn.sentences[-1].end, certain, "a short sign, and no more")


def _points(view: View, turn: TurnView) -> int:
    """What speaks for a sign of following, less what speaks for an answer, a comment, or the opening of a say.

    By the word: "mm" leaves the floor where it is and can be nothing else (2); "yeah" also agrees, and makes ready to
    speak (1; Schegloff 1982, Jefferson 1984); "right" also says that something is so (0); "yes" answers, and "okay"
    settles a matter and leads over to the next (-1; Beach 1993); "oh" takes it as news (-2; Heritage 1984).

    By who has the floor, a point for each:

    - the customer speaks all the while: what is said into another's say, and leaves it going on, claims nothing
      (Yngve 1970);
    - the agent leaves it at that: who speaks again within a second was making ready to (Jefferson 1984);
    - the customer is telling: who has said little since the agent spoke is in an exchange, where the same words
      answer and agree (Schegloff 1982).

    A point less where the agent goes on in the same breath, for then it opened their own say, and where the customer
    had asked. So "mm" needs none of the three, "yeah" one, "right" two, "okay" and "I see" all.
    """
    words = turn.words
    points = next((value for known, value in _BY_WORD if known.issuperset(words)), -2)
    points += floor.covered(view, turn) >= BESIDE
    points += floor.said_since(view, turn, TELLING) >= TELLING
    pause = floor.pause_after(view, turn)
    points += (pause > RESTS) - (pause <= floor.AT_ONCE)
    return points - _was_asked(view, turn)


def _was_asked(view: View, turn: TurnView) -> bool:
    """True if what the customer said last, with more than a word, was a question."""
    for i in range(turn.index - 1, max(-1, turn.index - 1 - floor.REACH), -1):
        other = view.turns[i]
        if other.role != turn.role and len(other.words) > 1:
            return _asked(other) or any(
                question.end >= len(other.lower.rstrip(" .?!")) for question in questions_of(other)
            )
    return False


def _goes_on(turn: TurnView) -> bool:
    """The customer's line takes up a sentence that was open: it begins with a dash or in lower case."""
    text = turn.text.lstrip(" \"'")
    return text[:1] in ("—", "–", "-", "…", ".") or text[:1].islower()


def _asked(turn: TurnView) -> bool:
    return bool(turn.sentences) and turn.sentences[-1].asks
