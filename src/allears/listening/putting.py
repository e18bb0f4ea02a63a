"""What is put to the customer to be told right, in speech that came without signs: "so it never starts", "you mean the
picture".

A recogniser of speech writes no question marks, and what one has understood is mostly said in the form of a statement
(labelled "understanding check" in meetings). Its form, who has the say around it, and what it is answered with tell it
together.
"""

from __future__ import annotations

from typing import NamedTuple

from .lazily import lazy_pattern
from .lexicon import wordset
from .overlap import covered
from .phrases import FAINT, LIKELY, PERHAPS
from .said import Said
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
"""Points from which on a statement is put to the customer (`_put`)."""

_LEADS = wordset("um uh er erm oh ah and but well wait then now or mm hmm hm alright sorry because")
"""Words before such a statement."""
_AFTER_SO = wordset("so then basically really actually like uh um er erm")
_IT = wordset(
    "you that this these those it they he she there the your if when for to with in we it's that's they're you're"
)
"""What a statement of what was understood is about, after "so"."""
_YOU = wordset("you you're youre you've you'd")
_NOT_ABOUT_THEM = wordset("know see can need must will would just don't have")
"""Words after "you" with which one tells what to do: "you have to", "you would press"."""
_PART = wordset(
    "for to with in on from at of about by like into without the a an your not only just that that's this these those "
    "it its it's he he's she she's they they're there there's"
)
"""Words with which a statement about the matter begins, or a part of one."""
_LAST = wordset("right correct huh something not")
"""Words with which what is asked to be agreed to ends."""
_TAGGED = lazy_pattern(r"(?:\S+ ){3,}(?:right|correct|huh|or (?:something|not))\Z")
_TAG = lazy_pattern(
    r"(?:(?:and|so|but|um|uh|er|erm|well|oh|ah|right|okay|yeah|cos|cause|because)\W+)*"
    r"(?P<said>(?:it|it's|that|that's|this|you|you're|you've|you'd|he|he's|she|she's|they|they're|there|there's)\b"
    r"(?: \S+){1,25}?) (?:(?:is|was) (?:it|he|she|there)|(?:are|were) (?:they|there|(?P<are>you))|"
    r"(?:do|did|have|can|will) (?:they|(?P<do>you))|does (?:it|he|she))"
    r"(?: (?:please|then|though|love|sir|madam|now|or|oh|yeah|right|okay))?\Z"
)
_NEGATED = lazy_pattern(r".*\b(?:not|no|never|nothing|nobody|nowt|none|hardly|\w+n't|cannot)\b")
_NO_STATEMENT = lazy_pattern(
    r".*\s(?:what|how|where|when|why|who|which|whose|if|whether|than|as|so|nor|neither|let|to|we|you|they|it|that|this|he|"
    r"she|there|i)\Z"
)
"""What stands before such words where they are no tag: "that's how it is"."""
_SAYING = wordset("mean saying suggesting talking")
_TAGS_BEGIN = wordset("is was are were do did have can will does")
_MEANT = lazy_pattern(
    r"(?!.{0,40}\b(?:what|who|how|where|which|if|like|know|and the)\b).{0,40}?\b(?:you mean\b|"
    r"(?:you're|youre|you are|are you|you were) (?:\w+ly |just )?(?:saying|suggesting|talking about)\b)(?!\Z)"
)
_OF_ONESELF = wordset(
    "i i'm i've i'd i'll my me myself let's let we'll please yeah what how why which where who when could should might "
    "maybe probably know think need want question good very really interesting kind sorry thank thanks"
)
"""Words with which one tells of oneself, asks outright, offers, or judges: with one of them nothing is put to the
customer to be told right."""
_OF_US = wordset("i i'm i've i'd i'll my me we we're we've we'd we'll let's")
_ANSWERED = lazy_pattern(
    r"\W*(?:(?:oh|um|uh|er|well)\W+)*(?:yeah|yes|yep|yup|right|exactly|no|nope|not|mm-hmm|mmhmm|uh-huh|uhhuh|correct|"
    r"sure|that's (?:right|it)|that is)\b"
)


def bare(turn: TurnView) -> bool:
    """True for a turn of speech in which no sign bounds or ends anything."""
    return len(turn.sentences) == 1 and not turn.sentences[0].mark


def goes_on_telling(view: View, turn: TurnView) -> bool:
    """True if the agent has been telling, and nobody spoke since."""
    before = view.previous(turn.index)
    return before is not None and before.role == "agent" and _words_of(view, turn, "agent") >= LEADING


def tells_of_us(turn: TurnView) -> bool:
    """True for a turn with a word of the agent's own side: "so we have a look at it"."""
    return not _OF_US.isdisjoint(turn.words)


def said_as_understood(view: View, turn: TurnView) -> Put | None:
    """What the customer is understood to have said: "so it never starts", "you tried the other one"."""
    form = turn.once(_form)
    return _put(view, turn, form) if form is not None and form.kind == "says" else None


def put_to_them(view: View, turn: TurnView) -> Put | None:
    """What the customer may have meant ("you mean the picture"), or is to agree to ("it's the old one is it", "for the
    fax").
    """
    form = turn.once(_form)
    return _put(view, turn, form) if form is not None and form.kind == "asks" else None


class _Form(NamedTuple):
    """What the words of a turn alone tell: how it puts something, the word with which that begins, and how much speaks
    for it.
    """

    kind: str
    first: int
    points: int


MOST = 3
"""Points that those around a statement can add."""
_OUTRIGHT = 10
"""Points of a form that needs nothing beside it."""


def _form(said: Said) -> _Form | None:
    words, lower = said.words, said.lower
    if not 2 <= len(words) <= LONGEST or len(said.sentences) != 1 or said.sentences[0].mark:
        return None
    if (not _SAYING.isdisjoint(words) and _MEANT.match(lower) is not None) or _by_a_tag(said):
        return _Form("asks", 0, _OUTRIGHT)
    first, says, points = _beginning(words)
    tagged = words[-1] in _LAST
    if not (tagged or points) or not _tells_of_them(said):
        return None
    points += 2 * (tagged and _TAGGED.match(lower) is not None)
    if points + MOST < ENOUGH:
        return None
    return _Form("says" if says and points <= 3 else "asks", first, points)


def _beginning(words: list[str]) -> tuple[int, bool, int]:
    """The first word that holds no floor; whether a statement of what was understood or about the customer begins
    there; and how much that speaks for it: "so it …" 3, "so …" and "you …" 2, a part of a sentence 1.
    """
    first = 0
    last = len(words) - 1
    while first < last and words[first] in _LEADS:
        first += 1
    word = words[first]
    if word == "so":
        about = first + 1
        while about < last and words[about] in _AFTER_SO:
            about += 1
        return first, True, 2 + (about <= last and words[about] in _IT)
    if word in _YOU:
        about_them = first < last and words[first + 1] not in _NOT_ABOUT_THEM
        return first, about_them, 2 * about_them
    return first, False, int(word in _PART)


def _by_a_tag(said: Said) -> bool:
    """True for what is asked by a tag: "it's the old one is it", "you're not calling a mobile are you".

    The tag says yes to a statement that says yes (it takes up what was said), or is put to "you". "It's late, isn't
    it" and "not much i can do is there" seek no answer.
    """
    words = said.words
    if not (words[-2] in _TAGS_BEGIN or (len(words) > 2 and words[-3] in _TAGS_BEGIN)):
        return False
    tag = _TAG.match(said.lower)
    if tag is None or _NO_STATEMENT.match(tag["said"]) is not None:
        return False
    return bool(tag["are"] or tag["do"]) or _NEGATED.match(tag["said"]) is None


def _tells_of_them(said: Said) -> bool:
    return bool(said.content) and _OF_ONESELF.isdisjoint(said.words) and not said.lower.endswith("-")


def _put(view: View, turn: TurnView, form: _Form) -> Put | None:
    """What speaks for it beside its form, a point each: the customer answers with yes or no; is telling, and the agent
    has said little; and had said some of it. Nothing is put where the agent is telling.
    """
    end = turn.sentences[0].end
    if form.points == _OUTRIGHT:
        return Put(0, end, LIKELY) if view.before(turn.index, "customer", 1) else None
    points = form.points + _answered(view, turn)
    if points + 2 < ENOUGH or (own := _words_of(view, turn, "agent")) >= LEADING:
        return None
    points += own < FOLLOWING and _words_of(view, turn, "customer") >= TELLING
    if points + 1 >= ENOUGH:
        points += _taken_up(view, turn)
    if points < ENOUGH:
        return None
    return Put(turn.tokens[form.first].start, end, PERHAPS if points > ENOUGH else FAINT)


def _answered(view: View, turn: TurnView) -> bool:
    """True if the customer answers with yes or no."""
    after = view.following(turn.index)
    return after is not None and after.role == "customer" and _ANSWERED.match(after.lower) is not None


def _words_of(view: View, turn: TurnView, role: Role) -> int:
    return sum(len(other.words) for other in view.before(turn.index, role, BEFORE, reach=BEFORE))


def _taken_up(view: View, turn: TurnView) -> bool:
    theirs: dict[str, float] = {}
    for other in view.before(turn.index, "customer", 2, reach=4):
        theirs.update(other.content)
    return covered(turn, turn.sentences[0], theirs)[0] >= SHARED
