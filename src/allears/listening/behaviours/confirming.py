"""Says that the agent has it right, after restating, summing up or checking.

Examples:
    C: It came without the cable. / A: So it came without the cable? / C: [Yes, exactly].
    C: I paid twice. / A: You paid twice, is that right? / C: [That's it].
    C: The van left and I was there. / A: So you were there when the van left. / C: [Spot on].
Not:
    A: Do you have the number? / C: Yes.
    A: I can send a new one. / C: Yes, please.
    C: The van left early. / A: So the van left early? / C: No, it never came.
"""

from __future__ import annotations

from collections.abc import Iterator

from allears.listening.lazily import lazy_pattern
from allears.listening.phrases import LIKELY, PERHAPS, SURE
from allears.listening.reading import Mark
from allears.listening.view import View

from . import checking, restating, summing_up

NAME = "confirming"
PARTY = "customer"
EFFECT = "helps"
LABEL = "Confirms"
NOTE = "Says that the agent has it right."

YES = lazy_pattern(
    r"(?:(?:oh|ah|um|uh|well|er|haha|lol)[\s,]+)*(?P<words>(?:yes|yeah|yep|yup|yah|aye|ya|correct|"
    r"exactly|exactly that|precisely|absolutely|definitely|right|spot on|bang on|that's (?:it|right|"
    r"correct|me|the one|"
    r"about (?:it|right)|exactly (?:it|right)|the size of it|what i (?:said|mean|meant)|all|"
    r"everything|fine|the lot|the whole)|that is (?:it|right|correct|exactly)|thats (?:it|right|"
    r"correct)|you(?:'ve| have) (?:got it|understood|it)|got it in one|"
    r"it (?:is|was|did|does)|i (?:did|do|am|have|was)|mm|mhm|mm-hm|uh-huh|indeed|sure|perfect|true|"
    r"100%|no,? (?:that's (?:it|all|everything|right|the lot)|that covers it|you've got it|nothing|"
    r"all good|that is all)|"
    r"couldn't have (?:put|said) it better|nail on the head|you have it|that covers it|word for "
    r"word|to a t|quite right|dead right|agreed|in one|ji|haan)\b)"
)
_STRONG = lazy_pattern(
    r"exactly|spot on|bang on|precisely|correct|that's (?:it|right|the size)|that is (?:it|right|"
    r"correct)|got it|couldn't have|you have it|covers it|in one|word for word|dead right|quite "
    r"right"
)
_NO = lazy_pattern(
    r"\b(?:but|wrong|not (?:quite|exactly|really|right)|actually|isn't|wasn't|other way|no,? it|no,? "
    r"(?:i|the|you)|almost|nearly)\b|^no\b"
)
_BUT = lazy_pattern(r"\b(?:please|but|not|except|although|only|wrong)\b")


def find(view: View) -> Iterator[Mark]:
    """A yes that opens the customer's turn right after a turn with one of the three behaviours.

    Confidence: .95 for a strong yes ("exactly"), .85 for a plain one, .7 where a "but" follows.
    """
    about: dict[int, float] = {}
    for find_ in (restating.find, summing_up.find, checking.find):
        for mark in view.marks(find_):
            about[mark.turn] = max(about.get(mark.turn, 0.0), mark.confidence)
    checked = {mark.turn for mark in view.marks(checking.find)}
    for index in sorted(about):
        turn = view.following(index)
        if turn is None or turn.role != "customer" or not turn.sentences:
            continue
        match = YES.match(turn.lower, turn.sentences[0].start)
        first = turn.sentences[0]
        if match is None:
            # After "have I got that right?" almost any short answer that is no "no" is a yes in its own words.
            asked = index in checked and view.turns[index].sentences[-1].asks
            if (
                asked
                and not first.asks
                and first.end - first.start < 60
                and not _NO.search(turn.lower, first.start, first.end)
            ):
                yield turn.mark(NAME, first.start, first.end, PERHAPS, "answers the check without a no")
            continue
        strong = _STRONG.search(match["words"]) or _STRONG.search(turn.lower, first.start, first.end)
        certain = SURE if strong else LIKELY if about[index] >= LIKELY else PERHAPS
        if _BUT.search(turn.lower, match.end(), first.end):
            certain = PERHAPS
        end = first.end if first.end - first.start < 60 else match.end()
        yield turn.mark(NAME, match.start("words"), max(end, match.end()), certain, "a yes to what the agent said back")
