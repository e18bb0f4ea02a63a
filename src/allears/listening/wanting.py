# ruff: noqa: E501 - a table of patterns reads better unbroken
"""What wants to be told something without a question's form: wondering ("I was wondering when it opens"), naming the thing
("and the postcode please"), needing it ("I'll need your account number"), or asking with the bare word ("for what time").
"""

from __future__ import annotations

from collections.abc import Sequence
from re import DOTALL

from .lazily import lazy_pattern
from .lexicon import wordset

FILLER = (
    r"(?:(?:um|uh|er|erm|em|ah|oh|and|so|but|or|well|right|okay|ok|yeah|yes|no|now|then|just|like|please|sorry|hello|"
    r"hi|lovely|thanks|thank you|cos|cause|because|all right|alright|obviously|i mean|you know|mm|hmm|sir|madam|"
    r"operator|mister|missus|miss|mate|love)[\s,.]+)*"
)
LAST = (
    r"(?:[\s,]+(?:please|then|there|again|love|dear|sir|madam|mate|miss|missus|mister|mam|mum|caller|though|now|anyway|"
    r"at all|by the way|do you|is it|was it|or|uh|um|er|oh|yeah|right|okay|i'm afraid))*[\s?.]*\Z"
)
FACT = (
    r"(?:names?|surname|first name|last name|initials?|numbers?|address(?:es)?|post(?:al)? ?codes?|zip(?: code)?|codes?|"
    r"dates?|date of birth|birthday|times?|prices?|costs?|charges?|amount|balance|reference|account|details|email|"
    r"e-mail|extension|password|location|information|info|idea|advice|spelling|breakdown|figures?|digits?|model|"
    r"serial|size|colou?r|street|flat|title|company|department|opening hours|hours|dialling code)"
)
_ARTICLE = r"(?:the|your|you're|his|her|their|its|a|an|any|some|me|my)"
KIND = (
    r"(?:full|first|last|second|other|account|customer|telephone|phone|post|area|dialling|home|mobile|reference|order|old|new|"
    r"contact|email|current|exact|correct|business|invoice|booking|delivery|billing|card|serial|policy|original|actual|"
    r"christian|family|maiden|company|street|house|flat|and|whole)"
)
_I = (
    r"\b(?:i|we)(?:'m|'re|'d|'ve| am| was| were| have| had| would| do| guess)?(?:[ ,]+(?:just|also|sort of|kind of|only|uh|um|"
    r"er|really|i'm|been|still|basically|actually))*[ ,]+"
)
WONDERS = lazy_pattern(
    rf"{_I}(?:(?:wonder|wondered|wondering)(?! (?:about )?(?:that|it|this|too|myself)\W*\Z|\W*\Z|, i\b)|interested in(?: you)? (?:what|how|why|your|knowing|hearing)|curious (?:about|how|what|why|if|to))\b|"
    r"\A\W*interested in (?:what|how|why|your)\b|"
    rf"(?:{_I}|\A)(?:uh |um |just )*(?:want|wanna|wanted|wanting|like|love|need|trying|phoning(?: up)?|ringing(?: up)?|calling)"
    r"(?: just| er| um| uh| to)* (?:to )?(?:know|find out|enquire|inquire|check with you|ask(?: you)? (?:about|if|whether|what|how|why|when|where|who))\b"
    r"(?! (?:as well|too)\W*\Z)|"
    r"\b(?:like|love|interested|curious) to (?:hear|know|understand|learn)(?: more)?(?: from you)? (?:about|how|what|why|where|who|if|whether)\b|"
    r"\b(?:what i'm asking|what i'd like to (?:ask|know)|(?:my|the|one) (?:next |other )?question(?: i have)?) is (?:really )?(?:what|how|why|where|who|when|if|whether)\b|"
    r"\bjust (?:wondering|wondered|curious)\b|"
    r"\b(?:a|one|quick|another) (?:question|query) (?:about|for you|regarding)\b|"
    r"\b(?:i )?(?:don't|dunno|do not|not sure) (?:know )?(?:if|whether) (?:you|there)(?:'ve|'s)?\b"
)
_NAMES_A_THING = lazy_pattern(
    rf"{FILLER}(?:"
    rf"(?:and (?:the|a)|(?:and )?(?:your|you're))(?: {KIND})*(?: {FACT})+(?: and (?:the |your )?(?:{KIND} )?{FACT})*|"
    rf"(?:and |the |your |a )*(?:{KIND} )*(?:{FACT} )+(?:and (?:the |your )?(?:{KIND} )*{FACT} )*"
    rf"(?:(?:for|of|you|you're|you are|were|of the|there|on|at) ?\w* ?(?:\w+ ){{0,2}})?please|"
    rf"(?:your )?(?:{KIND} )*{FACT} (?:would be (?:great|lovely|good|helpful|useful)|as well)"
    rf"){LAST}"
)
_NEEDS = lazy_pattern(
    rf"\b(?:i|we)(?:'ll|'d| will| would| do|'d)?(?: (?:just|also|only|then))* (?:need|require)(?: to (?:know|have|take|get))? "
    rf"(?:the|your|his|her|their)(?: {KIND})* {FACT}\b(?! that| to (?:do|dial|ring))|"
    rf"\b(?:if (?:i|we) (?:could|can|may|might)|let's|let us)(?: (?:just|please|quickly|also))* "
    rf"(?:take|have|get|confirm|check|note)(?: down)? (?:the|your|you're|a|some)(?: {KIND})* {FACT}\b|"
    rf"\b(?:and )?if you (?:could|can|would) (?:just |please )?(?:confirm|give|tell|spell)(?: me| us)?\b|"
    rf"\A{FILLER}(?:please |just |kindly )*(?:confirm|give me|give us|tell me|tell us|spell|repeat) {_ARTICLE}(?: {KIND})* {FACT}\b|"
    r"\A\W*(?:just |please )?(?:say|tell|give) (?:it|that|me that|me it|them|me the number) again\b|"
    r"\bdidn't (?:quite |actually )?(?:get|catch|hear) (?:your|the)(?: \w+){0,2} (?:name|surname|number|code|address|postcode)"
)
_BARE = lazy_pattern(
    rf"{FILLER}(?:(?:for|to|at|on|in|since|from|about|with|by) )?"
    r"(?!in which case|what (?:a|i|we|you|it|that|they|the|your|he|she|not|have)\b|(?:which|who|when|where|how|why) "
    r"(?:is|was|are|i|you|we|they|the|it|he|she|ever|nice|lovely|bizarre|funny|odd|can|should|would|has|have|had|registered|not)\b)"
    rf"(?:what|who|where|whereabouts|when|why|which|how)(?: [\w']+){{0,2}}{LAST}|"
    r".*\b(?:say|said|press|dial|mean|is|was|are|pay|to|than|for|about|called|telephone|you've) (?:what|who|where|which|how (?:much|many|long)|when)"
    + LAST,
    DOTALL,
)
_WONDERING = wordset(
    "wonder wondered wondering curious interested know enquire inquire find ask check hear learn understand question query "
    "dunno sure"
)
_FACTS = wordset(
    "name names surname initial initials number numbers address addresses postcode postcodes code codes zip date dates "
    "birthday time times price prices cost costs charge charges amount balance reference account details email e mail "
    "extension password location information info idea advice spelling breakdown figure figures digit digits model serial "
    "size colour color street flat title company department hours"
)
_NEEDING = wordset("need require if let's let confirm give tell spell repeat say didn't")
_WH = wordset("what who where whereabouts when why which how many much long")
"""Words of which each pattern needs one."""
STATING = _WONDERING | _FACTS | _NEEDING | _WH
"""Words without one of which nothing is asked so."""


def wants_to_know(lower: str, words: Sequence[str], ended: bool) -> bool:
    """True if a sentence, in lower case, wants to be told something by its words, whatever their form.

    `ended` is true where an end mark tells that it is no question: then a bare "who" asks nothing, and a thing that is named only with "please".
    """
    return (
        (not _WONDERING.isdisjoint(words) and WONDERS.search(lower) is not None)
        or (
            (not ended or "please" in words)
            and not _FACTS.isdisjoint(words)
            and _NAMES_A_THING.match(lower) is not None
        )
        or (not _NEEDING.isdisjoint(words) and _NEEDS.search(lower) is not None)
        or (not ended and not _WH.isdisjoint(words) and _BARE.match(lower) is not None)
    )
