# ruff: noqa: E501 (tables of words read better unbroken)
"""Which thing "it" is, so that a promise can be understood by itself: the one that was just spoken of.

Only where the words leave hardly a doubt: a thing that begins the sentence before ("The bag was left behind, and I'll
bring it round"), one to which the agent has just said that something is done ("I'll order the county copy, and it'll be
here"), or one that the customer asked for or told of in the sentences of his last turn ("Where is my parcel?"). "I'll do
that" is what he had asked to be done. A wrong name is worse than none: elsewhere the words stay as they were said.
"""

from __future__ import annotations

import re

from allears.listening.lazily import lazy_pattern
from allears.listening.lexicon import wordset
from allears.listening.promises.what import person

_POINTS = lazy_pattern(
    r"(?P<act>(?:have|get|see|send|post|bring|drop|drive|walk|carry|deliver|ship|swap|replace|fix|mend|repair|refund|cancel|collect|return|add|book|order|keep|"
    r"hold|process|issue|e-?mail|fetch|courier|express|dispatch|despatch|fit|hang|print|exchange|overnight|release|find|finish|waive|credit|knock|"
    r"pick|put(?= (?:it|that|this|them) (?:through|up|back|in the post|in your|on your|on the)\b))) "
    r"(?P<word>it|that|this|them|'em)(?=$|,| (?!\w+ing\b)(?:up|out|over|back|off|down|in|on|round|across|through|along|there|here|to|for|with|at|from|"
    r"ready|running|sorted|done|fixed|sent|wrapped|within|before|\w{3,}ed)\b)(?P<rest>.*)",
    re.I | re.S,
)
"""An act upon a thing that was only pointed to."""
_STANDS = lazy_pattern(
    r"(?P<word>it|they) (?P<rest>(?:goes|ships|leaves|arrives|lands|comes|go|ship|come)\b.*)", re.I | re.S
)
"""A thing that goes its way."""
_DOES = lazy_pattern(
    r"(?:do|sort|deal with|see to|handle|consider) (?:it|that|this)(?: (?:done|out))?(?P<rest>$|,.*| (?:by|with|as soon as)\b.*)",
    re.I | re.S,
)
_THIN = lazy_pattern(r"(?:have|do|get|see|deal with) (?:it|that|this|them)", re.I)
"""An act of which nobody would know afterwards what it was."""
_REQUEST = lazy_pattern(
    r"(?:^|[,;—-] |\b(?:and|so|but|hi|hello|well|then) )(?:(?:can|could|will|would) (?:you|ye|u|someone|somebody) (?:please |just |kindly |possibly )*|please )"
    r"(?P<act>(?!help|tell|say|explain|do\b|be\b|repeat|hold|wait|hear|stop|let me)[a-z]+ [^.!?;:]{3,60})",
    re.I,
)
_POINTED = lazy_pattern(r"\b(?:it|that|this|them|they|those|these|one)\b", re.I)

_DET = r"(?:the|an?|my|your|our|his|her|their|this|that|these|those|another)"
_OWN = lazy_pattern(
    rf"(?:^(?:(?:well|so|and|but|right|ok|okay|yes|no|sure|then|now|ah|oh),? )*|\b(?:send|order|post|issue|book|print|raise|replace|sending|ordering|posting|issuing|printing|"
    rf"(?:I|we)(?:'ll| will|'ve| have)(?: \w+)? (?:put|got|get|find|found|make|made|sent|ordered|posted|issued|booked|printed|raised))(?: you| up| out)? |\bthen (?=an? \w+ it is)|"
    rf"\bthere's )(?=(?P<thing>{_DET} .*))",
    re.I,
)
"""What the agent has just named: at the head of a sentence, or as done or to be done by him."""
_TOLD = lazy_pattern(
    rf"(?:^(?:(?:well|so|and|but|hi|hello|ok|okay|yes|no|then|now|oh|because),? )*|\b(?:waiting (?:on|for)|promised|where(?:'s| is| are)|needs?|wants?|ordered|bought|"
    rf"sent|lost|what about|how about|update on|news (?:on|of|about)|send|get|have|got|collect|bring)(?: me| us| you| him| her)? )(?=(?P<thing>{_DET} .*))",
    re.I,
)
"""What the customer had just named: at the head of a sentence, or as wanted, missed or had."""
_TOKEN = re.compile(r"[\w£$€%&'’.-]*\w|[^\s\w]")
_SENTENCE = re.compile(r"(?<=[.!?…;])\s+|\n+|, (?:and|so|but) | (?:and|so|but) (?=(?:i|we|it|you)\b)")
_ENDS = wordset(
    "is are was were be been has have had do does did can could will would shall should may might must isn't aren't wasn't won't hasn't"
    " today tomorrow tonight yesterday now again already still yet here there back in on at by from for to with before after when if"
    " which who because please ready it it's it'll i i'm i'd i've i'll we we'd we've we'll we're you you'd you've you'll you're he he'd he's she she'd she's they"
    " they'd they've they'll they're not came come went goes gone broke broken needs keeps looks"
    " works fell says arrived never free dead got lost put left missing late empty wrong faulty broken due stuck over under off out"
)
_NO_THING = wordset(
    "day days week weeks month months year years hour hours minute minutes moment morning afternoon evening night time times way bit lot"
    " line phone name names thing things matter point end start other others same whole rest case kind sort customer man woman lady team"
    " manager engineer driver colleague people person second shift half couple few husband wife mother father son daughter boss lad lads boy"
    " girl mum dad sister brother friend guy chap side place house home room door road street world idea reason fact question mistake fault"
    " trouble problem job work help answer word words sense hand hands head eyes heart hell devil dark bus train queue one ones new old big"
    " small good bad right wrong tonic shame pity pleasure joke law fib run office company shop school bank crew depot warehouse rider runner two three four five six"
)
"""What "it" is hardly ever, in a promise: times, persons, places, and mere words."""
_MOST = 4
_OTHER_SIDE = {"my": "your", "our": "your", "me": "you", "us": "you", "mine": "yours", "i": "you", "i'm": "you're"}
_NAMED_NOW = {
    "a": "the",
    "an": "the",
    "that": "the",
    "this": "the",
    "another": "the other",
    "these": "the",
    "those": "the",
}


def named(act: str, before: str, told: str, said: str = "") -> str:
    """An act with the thing that its "it" means. `before` are the words of the turn before the promise, `told` what the
    customer had said last; the act comes back as it is where neither leaves hardly a doubt. Where it says next to nothing
    then ("have it"), it is told as it was `said`, with its time.
    """
    meant = _named(act, before, told)
    if meant == act and said and _THIN.fullmatch(act):
        if said.lower().startswith(act.lower()):
            return said
        return f"{act} {said.strip()}".strip() if act == "deal with it" else act
    return meant


def _named(act: str, before: str, told: str) -> str:
    points = _POINTS.fullmatch(act) or _STANDS.fullmatch(act)
    if points is not None:
        many = points["word"].lower() in ("them", "'em", "they")
        thing = _thing(before, _OWN, many)
        if thing is None:
            thing = _thing(told, _TOLD, many)
        if thing and thing.split()[-1].lower() not in act.lower().split():
            lead = f"{points['act']} " if points.re.groups == 3 else ""
            rest = points["rest"]
            return f"{lead}{thing}{'' if not rest or rest.startswith((',', ' ')) else ' '}{rest}"
    elif does := _DOES.fullmatch(act):
        asked = None if before.strip(" ,.") and len(before.split()) > _MOST else _REQUEST.search(told)
        if asked and not _POINTED.search(asked["act"]):
            words = (_OTHER_SIDE.get(word.lower(), word) for word in asked["act"].split())
            return " ".join(words).removesuffix(" please") + does["rest"]
    return act


def _thing(text: str, where: re.Pattern[str], many: bool) -> str | None:
    """The thing that the last two clauses of a text name, the later one first; empty where it is not surely one thing or
    of another number, None where nothing is named.
    """
    for clause in reversed([part for part in _SENTENCE.split(text[-400:]) if part and part.strip()][-2:]):
        things = [_noun(_TOKEN.findall(found["thing"])) for found in where.finditer(clause.replace("’", "'"))]
        if things:
            words = next(filter(None, reversed(things)), None)
            return " ".join(words) if words and _plural(words[-1]) == many else ""
    return None


def _noun(tokens: list[str]) -> list[str]:
    """The thing that some words begin with, its first word turned to the agent's side; nothing where it is not surely one."""
    first = tokens[0].lower()
    words: list[str] = []
    for i, token in enumerate(tokens[1:], 2):
        lower = token.lower()
        if lower == "of":
            return []
        if lower in _ENDS or not token[0].isalnum() or (words and re.fullmatch(r"\w{3,}(?:ed|ing|ly)", lower)):
            break
        if lower.endswith("'s") and not _owns(tokens[i:]):
            words.append(token[:-2])
            break
        words.append(token)
    if (
        not words
        or len(words) > _MOST
        or person(" ".join(words))
        or words[-1].lower() in _NO_THING
        or words[-1][0].isdigit()
    ):
        return []
    return [_OTHER_SIDE.get(first, _NAMED_NOW.get(first, first)), *words]


def _owns(after: list[str]) -> bool:
    """True if a word in "'s" owns what comes after it; else it is short for "is" or "has"."""
    return (
        bool(after)
        and after[0][0].isalpha()
        and after[0].lower() not in _ENDS
        and not re.fullmatch(r"\w+(?:ed|ing|en)|a|the", after[0].lower())
    )


def _plural(noun: str) -> bool:
    lower = noun.lower()
    return lower.endswith("s") and not lower.endswith(("ss", "us", "is", "'s"))
