"""Which party is the agent, where no source says so.

The rule listens to what only one side of a service conversation says, and adds up:

- the agent answers with the name of a firm or their own, asks "how can I help", thanks for calling, asks for numbers,
  names and addresses, asks to bear with them, looks things up, offers to do things "for you", and speaks of "your
  account";
- the customer says why they are calling, speaks of "my bill" and "my order", wants, needs and wonders, tells what
  happened to them, and says thank you for the help;
- the first turn of some length that is not the agent's (a greeting for a firm, an offer to help) states the matter:
  whoever speaks it is the customer, for the agent answers.

Every phrase counts once for each turn in which it stands, at most five times for a speaker, so that a long
conversation is not decided by one habit of speech. The speaker with the highest sum is the agent. Where sums are
equal
(or nothing was found), it is the one who speaks second when the first states a matter, else the one who speaks first.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Protocol


class Said(Protocol):
    """Words of one speaker: a Turn, or anything with these two."""

    @property
    def speaker(self) -> str: ...

    @property
    def text(self) -> str: ...


_MATTER = (
    r"(?:bill|order|account|phone|line|card|policy|booking|reservation|parcel|package|delivery|subscription|payment|"
    r"statement|invoice|refund|password|contract|appointment|ticket|laptop|computer|internet|number)"
)
_ASKED = (
    r"(?:name|number|address|post ?code|zip|account|date of birth|e-?mail|phone|order|policy|customer|reference|"
    r"telephone|surname|id\b|booking|details)"
)
_YOURS = rf"your (?:\w+ ){{0,3}}{_ASKED}|the (?:\w+ ){{1,2}}(?:you|it)(?:'re| are|'s| is)"

_AGENT: tuple[tuple[float, str], ...] = (
    (4, r"\b(?:how|what) (?:can|may|could) (?:i|we) (?:help|assist|do for|be of)"),
    (4, r"\b(?:thank you|thanks) for (?:calling|contacting|getting in touch|reaching out|your patience|holding|"
        r"waiting|"
        r"your time|bringing this|letting us know|choosing|your call|your (?:e-?mail|message))"),
    (4, r"\b(?:you'?re|you are) through to\b|\bwelcome to\b|\bspeaking,? how\b"),
    (3, r"\b(?:anything|something|what) else (?:that )?(?:i|we) can (?:help|do|assist)|\b(?:can|may) i help\b|"
        r"\bwhat(?:'s| is| was) (?:the problem|(?:it|your (?:query|enquiry|question)))\b"),
    (3, rf"\b(?:can|could|may|might|shall) i (?:just )?(?:have|take|get|ask for|confirm|know) (?:{_YOURS})"),
    (3, rf"\b(?:what(?:'s| is| was|s)|have you got|do you have|you got) (?:{_YOURS})"),
    (3, r"\b(?:can|could|would|will) you (?:please )?(?:just )?(?:confirm|verify|provide|spell|(?:tell|give) me "
        r"(?:your|the \w+ (?:that )?you))\b"),
    (2, r"\bbear with me\b|\b(?:hold|stay) (?:on )?the line\b|\b(?:one|just a|hold on a) (?:moment|minute|second),? "
        r"(?:please|caller|sir|madam)\b|\b(?:let me|let's|i'?ll|i will) (?:just )?(?:check|look into|"
        r"have a (?:quick )?look|"
        r"see (?:what|if|whether)|pull|bring up|put you|transfer|get you|send you|arrange|book you|connect|"
        r"find out for "
        r"you|process|raise|go ahead)"),
    (2, r"\b(?:shall i|would you like me to|do you want me to|(?:i'm|i am) (?:just )?(?:putting|transferring|"
        r"connecting))\b"),
    (2, r"\b(?:wanted|like|writing|calling|ringing) to (?:follow up|let you know|check (?:that|whether|if) (?:you|"
        r"your))"),
    (2, r"\bfor you\b|\bi(?:'d| would) be (?:happy|glad) to\b|\bi(?:'m| am) (?:here|happy) to (?:help|assist)\b"),
    (2, r"\bi (?:do )?(?:apologi[sz]e|sincerely)\b|\bapologies for\b|\bsorry (?:for|about) (?:the|any|keeping)\b|"
        r"\bsorry to (?:hear|keep)\b"),
    (2, r"\b(?:you'?re|you are) (?:very |most )?welcome\b|\bmy pleasure\b|\b(?:caller|sir|madam)\b"),
    (1.5, rf"\byour (?:\w+ ){{0,2}}{_MATTER}\b"),
    (1, r"\b(?:we can|we do|we offer|we have|we charge|you can|you(?:'ll| will) (?:receive|get|need|have to)|"
        r"you(?:'d| would)? need|if you (?:want|like|need|'d like))\b"),
    (1, r"\b(?:is it|are you|have you|did you|do you (?:want|know)|would you like|is that (?:okay|alright|"
        r"all right))\b"),
)  # fmt: skip

_CUSTOMER: tuple[tuple[float, str], ...] = (
    (3, r"\bi(?:'m| am| was)? ?(?:just )?(?:call|ring|phon|writ|enquir|inquir)ing\b|\bwonder(?:ed|ing)? if\b|"
        r"\bi was (?:just )?wondering\b|\bin connection with\b|\bit's (?:about|regarding|a question)\b"),
    (3, r"\bi(?:'ve| have)? (?:just )?(?:rang|rung|phoned|called|received|had a letter|spoke|spoken|ordered|bought|"
        r"noticed|been (?:trying|waiting|told|charged|overcharged|cut off|given)|was told|got a (?:bill|letter|"
        r"phone))"),
    (2, rf"\b(?:my|me|our) (?:\w+ ){{0,2}}{_MATTER}\b"),
    (2, r"\bi(?:'d| would) like (?!to (?:apologi|thank|offer|confirm|help|assist|inform))|"
        r"\bi (?:just )?want(?:ed)? (?!to (?:follow|check|let|"
        r"confirm|make sure|thank|see))|"
        r"\bi need (?:to|a|an|some|help)\b"),
    (2, r"\b(?:can|could|would) you (?:please )?(?:help|send me|put me|try|check|(?:tell|give) me (?!your|"
        r"the \w+ (?:that )?"
        r"you))|\b(?:can|could|may) i (?:please )?have (?:the|a|an|some) (?!\w+ (?:that )?you)"),
    (2, r"\bi(?:'ve| have)? (?:got |have |had )(?:a |an |some )(?:\w+ )?(?:problem|issue|question|quer|complaint|"
        r"fault)|"
        r"\bi(?:'m| am) (?:just )?(?:having|trying|looking for|interested|supposed)\b"),
    (2, r"\b(?:can|could|may) i (?:speak|talk|pay|order|change|cancel|make|arrange|find out)\b|\bhow much (?:is|"
        r"does|do|"
        r"will|would)\b|\bhow do (?:i|you)\b|\bdo i\b|\bdo you (?:sell|offer|stock|deliver|accept)\b|"
        r"\bwrong number\b"),
    (1.5, r"\b(?:it|that|this|he|she|they)(?:'s| has|'ve)? ?(?:isn'?t|doesn'?t|does not|won'?t|not|never|stopped|"
          r"didn'?t) (?:\w+ )?(?:work|arriv|com|turn|show|connect|start|let)"),
    (1.5, r"\byou (?:charged|sent|told|promised|said|people|guys|lot)\b|\byour (?:colleague|website|company|"
          r"engineer)\b"),
    (1, r"\bthank you (?:very|so) much\b|\bthanks (?:a lot|very much|for (?:your|the) help)\b|\bthat(?:'s|"
        r" is) (?:great|"
        r"brilliant|wonderful)\b|\bthank you for (?:your|the) help|\bcheers\b"),
)  # fmt: skip

_CUES = [(weight, re.compile(pattern)) for weight, pattern in _AGENT]
_CUES += [(-weight, re.compile(pattern)) for weight, pattern in _CUSTOMER]
_MOST = 5
"""How often one phrase counts for a speaker."""

_WEIGHTY = 5
"""Words from which a turn says something of the matter."""

_FIRST_MATTER = 4.0
_ANSWERS = 4.0
"""What it counts to take up the conversation with the name of a firm or one's own."""

_TURNS = 400
"""Who is who shows early: turns from here on are not heard, so that a long conversation costs no more."""

_SURE = 20.0
"""A lead that nothing later overturns: from there on nothing more need be heard."""

_APOSTROPHES = str.maketrans({"\u2019": "'", "\u2018": "'"})


_GREETING = re.compile(
    r"\b(?:hello|hiya?|hi there|(?:good )?(?:morning|afternoon|evening)|speaking|here|you(?:'ve| "
    r"have)? (?:reached|got)|"
    r"you're through)\b",
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile(r"\b(?:i|i'm|i've|i'd|my|me|we|we've|it's about)\b", re.IGNORECASE)
_CAPITAL = re.compile(r"\b[A-Z][\w'&]*")
_NAME_ALONE = 8
_LONGEST_GREETING = 18


def _answers_for_a_firm(text: str) -> bool:
    """True for the way in which only who answers begins: "Green Lane, good morning, Ben speaking."

    A first turn that is short, tells nothing of oneself, and holds names; or one with "speaking", which needs no
    capitals.
    """
    plain = text.translate(_APOSTROPHES)
    count = len(plain.split())
    if count > _LONGEST_GREETING or _FIRST_PERSON.search(plain):
        return False
    names = [word for word in _CAPITAL.findall(plain) if not _GREETING.match(word)]
    greets = bool(_GREETING.search(plain))
    return "speaking" in plain.lower() or (len(names) > 1 and (greets or count <= _NAME_ALONE))


def infer_agent(turns: Iterable[Said]) -> str:
    """The speaker who is most probably the agent, by the rule at the top of this file.

    "" if there are no turns, or if a single speaker says more of what customers say. How often it is right stands in
    docs/reference/formats.md. Takes anything with `speaker` and `text`, so that it can be asked before roles are
    known.
    """
    scores: dict[str, float] = {}
    heard: dict[tuple[str, int], int] = defaultdict(int)
    first_matter = ""
    for place, turn in enumerate(turns):
        if place >= _TURNS:
            break
        scores.setdefault(turn.speaker, 0.0)
        said = turn.text[:2000].lower().translate(_APOSTROPHES)
        balance = 0.0
        for cue, (weight, pattern) in enumerate(_CUES):
            if heard[turn.speaker, cue] < _MOST and pattern.search(said):
                heard[turn.speaker, cue] += 1
                balance += weight
        scores[turn.speaker] += balance
        if place == 0 and _answers_for_a_firm(turn.text):
            scores[turn.speaker] += _ANSWERS
        elif not first_matter and balance <= 0 and len(said.split()) >= _WEIGHTY:
            first_matter = turn.speaker
            scores[turn.speaker] -= _FIRST_MATTER
        if balance and len(scores) > 1:
            second, best = sorted(scores.values())[-2:]
            if best - second >= _SURE:
                break
    order = list(scores)
    if not order or (len(order) == 1 and scores[order[0]] <= 0):
        return ""
    if len(set(scores.values())) == 1 and first_matter == order[0] and len(order) > 1:
        return order[1]
    return max(order, key=lambda speaker: scores[speaker])
