"""What is put to the customer to be told right, in speech that came without signs: "so it never starts", "you mean the
picture".

A recogniser of speech writes no question marks, and what one has understood is mostly said in the form of a statement
(labelled "understanding check" in meetings). Its form, who has the say around it, and what it is answered with tell it
together.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from .lazily import lazy_pattern
from .lexicon import wordset
from .overlap import covered
from .phrases import FAINT, LIKELY, PERHAPS
from .transcript import Role
from .view import TurnView, View


class Put(NamedTuple):
    """Where in its turn it begins and ends, and how sure it is."""

    start: int
    end: int
    confidence: float


LONGEST = 30
"""Words of a turn beyond which it tells more than it asks to be told right."""
BEFORE = 8
"""Turns that are looked back at, to see who has the say."""
TELLING, FOLLOWING, LEADING = 20, 12, 25
"""The customer's words there from which on they are telling; the agent's below which the agent follows, and from which
on the agent is telling."""
SHARED = 0.9
"""Weight of what the customer just said from which on it is taken up."""
ENOUGH = 4
"""Points from which on a statement is put to the customer (`_points`)."""

_FIRST = wordset(
    "um uh er erm oh ah and but well wait then now or mm hmm hm alright sorry because for to with in on from at of by "
    "about like into without the a an your not only just that that's this these those it it's he he's she she's they "
    "they're there there's"
)
_LAST = wordset("right correct huh something not")
"""Words with which what is asked to be agreed to begins and ends."""
_LEAD = r"(?P<lead>(?:(?:um|uh|er|erm|oh|ah|and|but|well|wait|then|now|or|mm|hmm|hm|i see|alright|sorry|because)\W+)*)"
_SAYS = lazy_pattern(
    rf"{_LEAD}(?:(?P<so>so\b(?:\W+(?:so|then|basically|really|actually|like|uh|um|er|erm|in other words))*)"
    r"(?P<it>\W+(?:you|that|this|these|those|it|they|he|she|there|the|your|if|when|for|to|with|in|we)\b)?|"
    r"you(?:'?(?:re|ve|d))?\b(?! (?:know|see|can|need|must|will|would|just|don't|have to)\b))"
)
"""A statement of what was understood, or about the customer."""
_PART = lazy_pattern(
    rf"{_LEAD}(?:for|to|with|in|on|from|at|of|about|by|like|into|without|the|a|an|your|not|only|just|that|that's|this|"
    r"these|those|it|it's|he|he's|she|she's|they|they're|there|there's)\b"
)
"""A statement about the matter, or a part of one."""
_TAGGED = lazy_pattern(r"(?:\S+ ){3,}(?:right|correct|huh|or (?:something|not))\Z")
_TAG = lazy_pattern(
    r"(?:(?:and|so|but|um|uh|er|erm|well|oh|ah|right|okay|yeah|cos|cause|because)\W+)*"
    r"(?P<said>(?:it|it's|that|that's|this|you|you're|you've|you'd|he|he's|she|she's|they|they're|there|there's|the|your)\b"
    r"(?: \S+){1,25}?) (?:(?:is|was) (?:it|he|she|there)|(?:are|were) (?:they|there|(?P<are>you))|"
    r"(?:do|did|have|can|will) (?:they|(?P<do>you))|does (?:it|he|she))"
    r"(?: (?:please|then|though|love|sir|madam|now|or|oh|yeah|right|okay))*\Z"
)
_NEGATED = lazy_pattern(r".*\b(?:not|no|never|nothing|nobody|nowt|none|hardly|\w+n't|cannot)\b")
_NO_STATEMENT = lazy_pattern(
    r".*\s(?:what|how|where|when|why|who|which|whose|if|whether|than|as|so|nor|neither|let|to|we|you|they|it|that|this|he|"
    r"she|there|i)\Z"
)
"""What stands before such words where they are no tag: "that's how it is"."""
_TAGS = wordset("it he she they there you")
_MEANT = lazy_pattern(
    r"(?!.{0,40}\b(?:what|who|how|where|which|if|like|know|and the)\b).{0,40}?\b(?:you mean\b|"
    r"(?:you're|youre|you are|are you|you were) (?:\w+ly |just )?(?:saying|asking|suggesting|talking about)\b)(?!\Z)"
)
_OF_ONESELF = wordset(
    "i i'm i've i'd i'll my me myself let's let we'll please yeah what how why which where who when could should might "
    "maybe probably know think need want question good very really interesting kind sorry thank thanks"
)
"""Words with which one tells of oneself, asks outright, offers, or judges: with one of them nothing is put to the
customer to be told right."""
_ANSWERED = lazy_pattern(
    r"\W*(?:(?:oh|um|uh|er|well)\W+)*(?:yeah|yes|yep|yup|right|exactly|no|nope|not|mm-hmm|mmhmm|uh-huh|uhhuh|correct|"
    r"sure|that's (?:right|it)|that is)\b"
)


def bare(turn: TurnView) -> bool:
    """True for a turn of speech in which no sign bounds or ends anything."""
    return len(turn.sentences) == 1 and not turn.sentences[0].mark and len(turn.words) <= LONGEST


def goes_on_telling(view: View, turn: TurnView) -> bool:
    """True if the agent has been telling, and nobody spoke since."""
    before = view.previous(turn.index)
    return before is not None and before.role == "agent" and _words_of(view, turn, "agent") >= LEADING


def meant(view: View, turn: TurnView) -> Put | None:
    """What asks whether this is what the customer meant: "you mean the picture", "so you're saying it comes back"."""
    if "you" in turn.lower and _MEANT.match(turn.lower) is not None and view.before(turn.index, "customer", 1):
        return Put(0, turn.sentences[0].end, LIKELY)
    return None


def said_as_understood(view: View, turn: TurnView) -> Put | None:
    """What the customer is understood to have said: "so it never starts", "you tried the other one"."""
    if ("so" not in turn.words and "you" not in turn.lower) or not _tells_of_them(turn):
        return None
    says = _SAYS.match(turn.lower)
    if says is None or _tagged(turn):
        return None
    return _put(view, turn, says, 2 + (says["it"] is not None))


def asked_to_agree(view: View, turn: TurnView) -> Put | None:
    """What the customer is to agree to: "so that's the old number right", "for the fax"."""
    if _by_a_tag(turn):
        return Put(0, turn.sentences[0].end, LIKELY)
    tagged = _tagged(turn)
    if not (tagged or turn.words[0] in _FIRST) or not _tells_of_them(turn):
        return None
    says = _SAYS.match(turn.lower) if tagged else None
    begins = says or (_PART.match(turn.lower) if turn.words[0] in _FIRST else None)
    return _put(view, turn, begins, 2 * tagged + (0 if begins is None else 2 if says else 1))


def _tagged(turn: TurnView) -> bool:
    return turn.words[-1] in _LAST and _TAGGED.match(turn.lower) is not None


def _by_a_tag(turn: TurnView) -> bool:
    """True for what is asked by a tag: "it's the old one is it", "you're not calling a mobile are you".

    The tag says yes to a statement that says yes (it takes up what was said), or is put to "you". "It's late, isn't
    it" and "not much i can do is there" seek no answer.
    """
    if _TAGS.isdisjoint(turn.words[-4:]):
        return False
    tag = _TAG.match(turn.lower)
    if tag is None or _NO_STATEMENT.match(tag["said"]) is not None:
        return False
    return bool(tag["are"] or tag["do"]) or _NEGATED.match(tag["said"]) is None


def _tells_of_them(turn: TurnView) -> bool:
    return bool(turn.content) and _OF_ONESELF.isdisjoint(turn.words) and not turn.lower.endswith("-")


def _put(view: View, turn: TurnView, begins: re.Match[str] | None, points: int) -> Put | None:
    points = points and points + _points(view, turn)
    if points < ENOUGH:
        return None
    start = begins.end("lead") if begins is not None else 0
    return Put(start, turn.sentences[0].end, PERHAPS if points > ENOUGH else FAINT)


def _points(view: View, turn: TurnView) -> int:
    """What speaks for it by who has the say, a point for each: the customer is telling and the agent has said little;
    the customer answers with yes or no; it holds what the customer just said. Far too few where the agent is telling.
    """
    own = _words_of(view, turn, "agent")
    if own >= LEADING:
        return -ENOUGH
    points = int(own < FOLLOWING and _words_of(view, turn, "customer") >= TELLING)
    after = view.following(turn.index)
    points += after is not None and after.role == "customer" and _ANSWERED.match(after.lower) is not None
    return points + _taken_up(view, turn)


def _words_of(view: View, turn: TurnView, role: Role) -> int:
    return sum(len(other.words) for other in view.before(turn.index, role, BEFORE, reach=BEFORE))


def _taken_up(view: View, turn: TurnView) -> bool:
    theirs: dict[str, float] = {}
    for other in view.before(turn.index, "customer", 2, reach=4):
        theirs.update(other.content)
    return covered(turn, turn.sentences[0], theirs)[0] >= SHARED
