# ruff: noqa: E501 - a table of patterns reads better unbroken
"""Asking, whoever asks: with and without a question mark, straight out, by a tag, by wondering, or by naming a thing.

A request for information wants to be told something. An offer ("can I help you") and a request for a deed ("could you
put me through", "can I have an alarm call") have the form of a question and want something else.
"""

from __future__ import annotations

from dataclasses import replace

from allears.listening.lazily import lazy_pattern
from allears.listening.questions import BY_ITS_MARK, questions_of
from allears.listening.view import Sentence, TurnView
from allears.listening.wanting import FACT, FILLER, KIND, LAST

_FILLERS = lazy_pattern(FILLER)
_MODAL = r"(?:can|could|would|will|may|might)"
_SOFT = (
    r"(?: (?:just|please|possibly|kindly|also|actually|um|uh|er|erm|perhaps|maybe|quickly|you|i|like to|be able to))*"
)

_FORMULATION = lazy_pattern(
    rf"{FILLER}(?:(?:mm|hmm|mhm|uh-huh|wow|gosh|absolutely|exactly|sure|great|good|really)[-\w]*[\s,.]+)*(?:"
    r"(?:so|and|but|because|'cause|cause|then|meaning)?\W*(?:it |that )?(?:sounds|seems|feels|looks)\b(?: like| as if| that)?|"
    r"(?:i |i'm )?(?:hear|hearing|sense|gather|guess|imagine|understand)\b|what (?:i'm hearing|i hear|you're saying)|(?<=so )(?:[\w'-]+\W+){7}|(?<=so, )(?:[\w'-]+\W+){7}|"
    r"(?:you|you're|you've|you'd|you'll|your|youre|they|they're|he|he's|she|she's|it|it's|that's|things|everything|there's)\b"
    r"(?:\W+[\w']+){9}|on (?:the )?one hand|part of you|"
    r"(?:okay|ok|right|all right|alright|yeah|yes|no|huh|hm|mm|mm-hmm|good|sure)\W*\Z)"
)
_TELLS = lazy_pattern(
    r"\b(?:i|we|you|they|he|she)(?:'ll|'d|'ve|'m|'re)?(?: (?:can|could|will|would|might|just|already|always|never|also|don't|know))* "
    r"(?:tell|told|show|explain|ask|asked|asking|see|know|understand|imagine|wonder|heard|hear)(?: (?:you|him|her|them|me|us))?\W*\Z(?<!do you know)(?<!do you see)"
    r"(?<!can you see)(?<!did you hear)|\A(?:\W*(?:and|so|then|just|let's|we'll))*\W*see\W*\Z"
)
"""What stands before a clause that is told: "I can tell you how", "they asked me why"."""
_RELATES = lazy_pattern(
    rf"{FILLER}(?:-+ ?)?(?:(?:what|how|why|where|who|when|which)(?:ever)? (?:happens|happened|matters|works|(?:i|you|we|they|he|she|it|that)(?: \w+){{1,6}}?)"
    r"(?: \w+){0,4}? (?:is|was|means)\b(?! (?:it|that|this|he|she|there)\W*\Z)|(?:what|how|why|where|who|when) (?:it|that) (?:is|was|means)\b|which (?:is|was|means)\b)"
)
"""A clause that is told about: "what happens next is that …"."""
_EXCLAIMS = lazy_pattern(
    rf"{FILLER}(?:how (?:kind|lovely|nice|awful|sad|dare|right|wonderful|funny|odd|strange|thoughtful|sweet|about that)\b|what the\b|would that\b|"
    r"(?:am i|are we) (?:glad|happy|sorry|pleased)\b|(?:were it|had i|should you)\b|isn't that (?:something|lovely|nice)|wouldn't we all|"
    r"can you believe|what can you do\b|what do you know\b|do you know,|shall we say)"
)
_TAG = lazy_pattern(
    r"(?<![\w'])(?<!\bi )(?<!\bwe )(?<!\byou )(?<!\bthey )(?<!\bit )(?<!\bwhat )(?<!\bhow )(?<!\bwhere )(?<!\bwhen )"
    r"(?:(?:is|was|does|has|did|had|will|wo|would|can|ca|could|must|should|might|ai|ain|do(?=n)|have(?=n)|were)(?:n't|nt|'t)? "
    r"(?:it|he|she|there)|"
    r"(?:are|were|was|do|did|have|had|will|wo|would|can|ca|could|must|should|might|ai|ain)(?:n't|nt|'t)? (?:you|they|we|there)|"
    r"(?:am|are(?=n)|was|do|did|have|had|will|wo|would|can|ca|could|must|should|might|ai|ain)(?:n't|nt|'t)? i)(?: not)?"
    + LAST
)
TAGGED = 2
"""Words that stand before a tag at least: less is taking note ("oh is it")."""
_DECLARED = lazy_pattern(
    rf"{FILLER}(?:you (?:sure|know (?:where|what|how|if|whether|when|who)) (?:it|you|i|we|they|that|the|there|to)\b(?!.{{40}})|"
    r"you (?:don't|do not) (?:have|happen to|know (?:if|whether|what|who|where))\b|you haven't (?:got|any)\b|you've not got\b|"
    r"(?:is|was) (?:it|that|this) (?:right|correct|it|okay|ok|so)\W*\Z|any (?:chance|idea|way|other|more|questions?|thoughts?|concerns?|luck)\b|anything (?:else|in particular)\b)|"
    r".*\b(?:do )?you mean(?: or)?\W*\Z|.*\b(?:is|are|was|do|does|will|just|it) .*\bor(?: what| not| something)?\W*\Z"
)
_INVERTED = lazy_pattern(
    rf"{FILLER}(?:"
    r"(?:(?:at|in|on|to|for|from) )?(?:what|who|where|whereabouts|when|why|how)(?: \w+){0,2}? (?:is|are|was|were|do|does|did|have|has|can|"
    r"could|will|would|should) (?:it|that|this|your|you|he|she|they|there|we|i)\b|"
    r"(?:does|did|is|are|was|were|has|will|would|could|should|can) (?:the|my|your|his|her|their|our|these|those|he|she|they|it|you|we|i)\b(?! not?\b)"
    r"(?!\W*\Z)|"
    r"(?:do|have) (?:you|they|we|i) (?!know what i mean)\w+ \w+)"
)
"""A verb before its subject at the start of a turn of any length."""
_OFFERS = lazy_pattern(
    r"\b(?:how )?(?:can|could|may|shall|should) (?:i|we)(?: \w+)? (?:help|assist|be of|give (?:you|them)|get (?:you|that)|"
    r"send|put you|try|quote|connect|book|do (?:that|it|anything)|stop you)\b|"
    r"(?<!what )(?<!where )(?<!how )\bshall (?:i|we)\b(?! (?:be|have|need|get)\b)|"
    r"(?<!what )(?<!which )(?<!how )(?<!where )(?<!when )(?<!who )\b(?:do|did|are|would) you (?:want|wanting|like|prefer)\b(?! to (?:give|tell) )|"
    r"\bhow are you\b(?! \w+ing\b)|\bhow do you do\b|\bdo me a favou?r\b|\bwould you mind\b|\bdo you mind\b|\bi (?:can|could) give you\b"
)
_YOU_CAN = (
    rf"(?:{_MODAL} (?:you|u|somebody|someone|they)|(?:is it|be) possible (?:that |if |please )*(?:you|i|for you)(?: can| could| to)?|"
    r"(?:if|whether|think) (?:you |i |somebody |someone )+(?:can|could|would)|(?:are|be) (?:you )?able to)"
)
_DEED = lazy_pattern(
    rf"\b{_YOU_CAN}(?:\W+(?:um|uh|er|please|possibly))*\W*\Z(?<!can you)(?<!could you)|\b{_YOU_CAN}{_SOFT} "
    rf"(?:check|dial|ring|phone|call|try|put|connect|hold|help|do|book|make|speak|turn|take(?! (?:the|your|you're|a) (?:{KIND} )*{FACT})|send|go|wait|bear|verify|keep|"
    r"repeat(?! (?:that|the|your)(?: \w+)? (?:number|name|code|address))|look|test|transfer|change|switch|remove|cancel|arrange|come|move|fix|stop|cut|bring|pass|ask|set|sort|have a (?:look|word)|"
    r"post|email|text|order|give (?:me|us|them|him|her|it)?\s?(?:an? |one )?(?:\w+ ){0,2}(?:call|calls|ring|test|buzz|shout|moment|minute|"
    r"second|break|hand|refund|lift|go|time))\b(?! (?:me )?(?:what|why|how|when|where|who|whether|if)\b)|"
    rf"\b(?:{_MODAL} (?:i|we)|(?:if|whether) (?:i|we) (?:can|could)|possible (?:that |if )?(?:i|we) (?:can|could))"
    r"(?: (?:just|please|possibly|er|um|erm|uh|also))* "
    r"(?:have|get|book|set|make|place|order|do|speak|talk|check|report|cancel|repeat|swap|change|pay|ring|go|try|leave|put)\b"
    rf"(?! (?:\w+ )?(?:the|your|his|her|their|a|an|some) (?:{KIND} )*{FACT}\b)"
    rf"(?! (?:{KIND} )*{FACT}\b)"
)
_TOLD = lazy_pattern(
    r"\b(?:he|she|they|it|lady|gentleman|man|woman|bloke|guy|i)(?:'s)? (?:said|says|goes|asked|was asking)\b|\bsaying\b.*\bplease\b|"
    r"\A\W*(?:and |so |but |uh |um |er |erm |cos |cause )*(?:what (?:what )?(?:it (?:is|was)|happened (?:was|is)|happens (?:is|after)|"
    r"i (?:want|need|mean|did|do|can)|we|they|he|she|you|your|normally|had happened)|how (?:it|we|they|i|you)|which (?:is|can|i)|when (?:the|you|i|we))\b(?!.*\?)|"
    r"\b(?:the (?:reason|(?:only )?thing|situation|problem|chances?|information)|all i)(?: [\w']+){0,9}? (?:is|are)\b"
)
_WH = lazy_pattern(rf"{FILLER}(?:at |in |on |to |for )?(?:what|which|who|whose|where|whereabouts|when|why|how)\b")
_HELPS = lazy_pattern(
    r"\A(?:\W*\w+){0,6}?\W*(?:how (?:can|could|may|might) (?:i|we) (?:\w+ )?(?:help|assist|be of)|what can (?:i|we) (?:do|help)|how are you(?! \w+ing\b)|"
    r"how do you do)\b"
)
_CHOICE = lazy_pattern(
    r"\b(?:what|which|when)(?: (?!is\b)\w+){0,2} (?:would you (?:like|prefer)|(?:do|did) you (?:want|prefer)) ?"
    r"(?:it|that|them|the|this|your|to (?:book|have|do)|me|us|please|\W*\Z)"
)
"""Which of the things on offer the other would have: it asks for an order, not for a fact."""
_DOUBLED = lazy_pattern(r"\b([\w']+(?: [\w']+)?)(?: \1\b)+")
_ACKNOWLEDGES = lazy_pattern(
    r"(?:oh|ah|yeah|right|okay|well|no|and|mm|[\s,])*(?:is|are|was|were|do|does|did|have|has|had|can|will|would)(?:n't)? "
    r"(?:it|you|they|he|she|we|i|there|that|this)(?: not)?[\s.?!]*\Z"
)
_NOT_ASKED = lazy_pattern(
    r"\b(?:what have you\W*\Z|what a (?:\w+ )?(?:shame|pity|nuisance|day|mess|time)|what not|how nice|how lovely)\b"
)


def asks(turn: TurnView) -> bool:
    """True if a turn asks anything in any form: a question, a tag, "I was wondering", a thing named to be told."""
    lower = turn.lower
    if any(found.because != BY_ITS_MARK and not _only_told(turn, found.start) for found in questions_of(turn)) or any(
        s.asks and not _said_back(lower, s) for s in turn.sentences
    ):
        return True
    if _NOT_ASKED.search(lower) or _EXCLAIMS.match(lower):
        return False
    return (
        _DECLARED.match(lower) is not None
        or (_INVERTED.match(lower) is not None and _ACKNOWLEDGES.match(lower) is None and not _only_told(turn, 0))
        or _tagged(turn)
    )


def _only_told(turn: TurnView, start: int) -> bool:
    """True for what has a question's form without a question mark and is told, exclaimed, or a sign of following."""
    sentence = turn.sentence_at(start)
    said = turn.lower[sentence.start : sentence.end]
    return not sentence.asks and (
        _TELLS.search(turn.lower[sentence.start : start]) is not None
        or _RELATES.match(said) is not None
        or _EXCLAIMS.match(said) is not None
        or (bool(sentence.mark) and _ACKNOWLEDGES.fullmatch(said) is not None)
    )


def _said_back(lower: str, sentence: Sentence) -> bool:
    """True for a statement about the other, or a sign of following, that only sounds like a question."""
    return _FORMULATION.match(lower, sentence.start, sentence.end) is not None


def _tagged(turn: TurnView) -> bool:
    """True if a turn ends in a tag: "that's the old one, is it"."""
    tag = _TAG.search(turn.lower)
    if tag is None:
        return False
    filler = _FILLERS.match(turn.lower)
    return len(turn.words_in(filler.end() if filler else 0, tag.start())) >= TAGGED


def asks_for_information(turn: TurnView) -> bool:
    """True if a turn asks to be told something: any asking that is neither an offer nor a request for a deed."""
    said = _DOUBLED.sub(r"\1", turn.lower)
    if said != turn.lower:
        turn = TurnView(turn.index, replace(turn.turn, text=said))
    if not asks(turn):
        return False
    if _ACKNOWLEDGES.match(said) or _NOT_ASKED.search(said) or _TOLD.search(said):
        return False
    if _WH.match(said):
        return _HELPS.search(said) is None and _CHOICE.search(said) is None
    return _OFFERS.search(said) is None and _DEED.search(said) is None
