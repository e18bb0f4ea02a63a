"""Has to say again something that was said before in this matter.

Examples:
    C: It's the wrong valve. / A: What colour is the box? / C: As I said, [it's the wrong valve].
    C: The invoice was paid on Monday. / A: Your invoice is open. / C: [I already told you that it was paid].
    C: There is no light on the box. / A: Turn it off and on. / C: [There is no light on the box].
Not:
    C: It's broken. / A: So it's broken? / C: Yes, it's broken.
    C: It's broken. / A: I see. / C: And the box was wet.
    C: The internet is down again.
"""

from __future__ import annotations

from collections.abc import Iterator

from allears.listening.lazily import lazy_pattern
from allears.listening.lexicon import wordset
from allears.listening.overlap import sentence_content
from allears.listening.phrases import LIKELY, PERHAPS, SURE, Cues
from allears.listening.reading import Mark
from allears.listening.view import Sentence, TurnView, View, joined

from . import checking, restating

NAME = "repeating"
PARTY = "customer"
EFFECT = "harms"
LABEL = "Has to repeat"
NOTE = "Has to say this again."

CUES = Cues(
    (
        SURE,
        "says that it was said before",
        """
        (as|like) i [have|'ve|just|already] [just|already] (said|told|mentioned|explained|wrote|say)
        (i've|i have|i had|i) (already|just|literally|now) (told|said|explained|given|sent|gave|answered|mentioned|
          written|wrote|been through|did that|tried that)
        i've (told|said|explained|given|sent) (you|this|that|it|them|all) .. (already|before|twice|three|four|times|
          again|once)
        i've [now|already] (told|explained|said) .. (two|three|four|five|several|all|each|most) of you
        i (told|said|wrote) (you|that|this|it) [that|this|already|before|twice]
        i (said|was saying|keep (saying|telling)|wrote) [that|,|it|no|to you]
        (once|yet) (again|more)
        (for the|this is the) (second|third|fourth|fifth|nth|umpteenth|hundredth|2nd|3rd|4th) time
        how many times (do|must|have) i
        (say|saying|explain|explaining|tell|telling|repeat|repeating|go through) (it|this|that|you|myself|everything|
          all this|the whole|all of this) [all|yet] (again|over again|a second|a third|twice|once more|for the)
        (i'll|let me|i must|must i|do i have to|have to|i) repeat
        [it's|that's] in my (first|last|previous) (email|message|mail|letter|note)
        (third|fourth|fifth) person i
        (are you|you're not|you aren't|is anyone|did you) (listening|even listening|reading|even read|hearing)
        you've asked me [that|this] [already|twice|before]
        you (already|just) asked
        same (thing|story|answer) (again|as|i)
        from the (beginning|start|top) again
    """,
    ),
)
_AGAIN = lazy_pattern(r"already|\bas i\b|\blike i\b|\bkeep\b|\btimes\b|repeat|same|\beach\b|\ball\b|person i")
"""Words of a cue that say by themselves that it was said before."""
ENOUGH, SHARE = 2.0, 0.6
"""Without a cue, the shared content must weigh this much and be this share of the sentence."""
ONE = 1.0
"""Enough in a few words, at most `FEW`, that were said in the turn before or the last but one, where the agent has said
at least `FEWEST` words since."""
FEW, FEWEST, AT_ONCE = 8, 3, 2
_GOES_ON = wordset("yes yeah yep yup aye correct right exactly ok okay so and thank thanks you just")
"""Words that open an answer, a conclusion or something more."""
OPENING = 2
LONG = 40
"""Turns after which most words have been said once, by anybody: what is shared with so long ago may be chance."""
LEAST_SHARED = 0.5
"""Weight of what must have been said before of a sentence that a head hears as said again: one word of the matter."""
WHOLE = 1.5
"""Enough where the whole sentence was said before, and the agent took up none of it."""


def find(view: View) -> Iterator[Mark]:
    """A customer's sentence that he said before: by his own word for it, or by its content, an agent having spoken
    between.

    Confidence: .95 for a cue with earlier content, .85 for a cue alone after an earlier turn, .7 for content alone.
    """
    return joined(_found(view))


def denied(view: View, turn: int, sentence: Sentence) -> bool:
    """True where the customer had said next to nothing of a sentence before: what is new does not come again."""
    return _shared(view, sentence_content(view.turns[turn], sentence), view.answered_before(turn)) < LEAST_SHARED


def _found(view: View) -> Iterator[Mark]:
    answers = {mark.turn for find_ in (checking.find, restating.find) for mark in view.marks(find_)}
    done: set[tuple[int, int]] = set()
    for turn, hit in view.customer_hits(CUES):
        answered = view.answered_before(turn.index)
        if answered < 1 or turn.quoted(hit.start) or turn.negated(hit.start, 2):
            continue
        sentence = turn.sentence_at(hit.start)
        if sentence.end - hit.end < 4:
            following = next((s for s in turn.sentences if s.start > sentence.end), None)
            sentence = Sentence(sentence.start, following.end, following.mark) if following else sentence
        if (turn.index, sentence.start) in done:
            continue
        done.add((turn.index, sentence.start))
        known = _shared(view, sentence_content(turn, sentence), answered) >= 0.9
        if not known and _AGAIN.search(turn.lower, hit.start, hit.end) is None:
            continue  # "I said hello to him": told, but not told before
        yield turn.mark(NAME, sentence.start, sentence.end, SURE if known else LIKELY, hit.because)
    for turn in view.customer_turns:
        before = view.previous(turn.index)
        if turn.index < 2 or before is None or before.index in answers or not turn.content:
            continue
        answered = view.answered_before(turn.index)
        if _shared(view, turn.content, answered) < ONE:
            continue
        for sentence in turn.sentences:
            if sentence.asks or (turn.index, sentence.start) in done:
                continue
            mark = _judge(view, turn, sentence, answered, before) or _at_once(view, turn, sentence, answered, before)
            if mark is not None:
                yield mark


def _judge(view: View, turn: TurnView, sentence: Sentence, answered: int, before: TurnView) -> Mark | None:
    content = sentence_content(turn, sentence)
    shared = _shared(view, content, answered)
    whole = sum(content.values())
    if shared < WHOLE or shared < SHARE * whole:
        return None
    taken = sum(w for s, w in content.items() if s in before.content)
    if taken > 0.6 * shared:
        return None  # the agent's own words taken up: an answer, not a repetition
    if shared < ENOUGH and (taken or shared < whole):
        return None
    if "thank" in turn.lower[sentence.start : sentence.end] or _signs(view, turn, sentence):
        return None
    return turn.mark(NAME, sentence.start, sentence.end, PERHAPS, "said before in much the same words")


def _at_once(view: View, turn: TurnView, sentence: Sentence, answered: int, before: TurnView) -> Mark | None:
    """A few words with which a turn begins, all of which the customer had said in one of his last turns, after an agent
    who asked for them, or went on, as if they had not been said ("No mayo." "Mayo on that?" "No mayo.").
    """
    words = turn.words_of(sentence)
    if len(turn.lower[: sentence.start].split()) > OPENING:
        return None
    content = sentence_content(turn, sentence)
    if len(words) > FEW or len(before.words) < FEWEST or sum(content.values()) < ONE or words[0] in _GOES_ON:
        return None
    earlier = [one for one in view.before(turn.index, "customer", AT_ONCE) if one.index < answered]
    if not any(content.keys() <= one.content.keys() for one in earlier):
        return None
    if not before.sentences[-1].asks and not content.keys().isdisjoint(before.content):
        return None
    return turn.mark(NAME, sentence.start, sentence.end, PERHAPS, "said in the turn before")


def _signs(view: View, turn: TurnView, sentence: Sentence) -> bool:
    """Whether it is a line without an end sign, at the end of a longer message, that stood alone in an earlier one: the
    name and house that somebody signs with.
    """
    line = turn.text[sentence.start : sentence.end].strip()
    if sentence.mark or "\n" not in turn.text[: sentence.start].strip():
        return False
    return any(
        line in map(str.strip, other.text.splitlines()) for other in view.customer_turns if other.index < turn.index
    )


def _shared(view: View, content: dict[str, float], answered: int) -> float:
    """Weight of the content that the customer had said before the agent's (or bot's) last turn; half, if long ago."""
    first = view.customer_first_said
    shared = sum([weight for name, weight in content.items() if first.get(name, answered) < answered])
    if answered <= LONG:
        return shared
    old = answered - LONG
    return shared - sum([weight for name, weight in content.items() if first.get(name, old) < old]) / 2
