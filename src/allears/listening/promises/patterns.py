# ruff: noqa: E501 (tables of words read better unbroken)
"""The words by which a commitment is known, and those that show that it is none."""

from __future__ import annotations

import re

from allears.listening.lazily import lazy_pattern

HINTS = (
    "'ll", "’ll", "will ", "going to", "gonna", "goin to", "about to", "shall ", "let me", "lemme", "promise", "guarantee", "undertake", "commit",
    "leave ", "consider ", "expect ", " word", "look out for", "count on", "rely on", "'m on ", "’m on ", "re on it", "got this",
    "booked", "scheduled", "arranged", "confirmed", "slotted", "pencilled", "down for", " in for", "lined up", " set ",
    "ships", "goes o", "going o", "goes back", "going back", "reaches you", "leaves ", "arrives", "gets ", "lands", "back to you", "you back", "with you by",
    "he can ", "hey can ", " i can ", " we can ", " within ", "payment by", "refund by", "delivery by", "reply by", "answer by",
)  # fmt: skip
"""Cheap guard: a turn (in lower case) without any of these holds no commitment."""
ING_HINT = lazy_pattern(
    r"\b(?:sending|emailing|posting|calling|ringing|phoning|chasing|arranging|booking|ordering|refunding|replacing|returning|raising|escalating|dropping|delivering|shipping|dispatching|processing|crediting|writing|forwarding|passing|sorting|picking|fixing|visiting|getting|having|seeing|coming|putting|meeting|speaking|bringing|driving|carrying|moving|reopening|resubmitting|paying|fitting|changing|adding|taking|walking|logging|keeping)\b|\bill (?:call|send|get|ring|email|chase|sort|make|let|give|pop|drop|phone|book|arrange|text|put|just|also|then|personally|be)\b"
)
"""The second half of the guard, tried only where "ing " or "ill " stands in the lower-case text."""

_ADVERB = (
    r"(?:(?:just|also|then|now|definitely|certainly|personally|gladly|happily|quickly|immediately|straight away|"
    r"obviously|still|of course|actually|myself|ourselves|be sure to|make sure (?:that )?(?:i|we|to)|go ahead and|"
    r"simply|uh|um|eh|er|erm|really|sort[- ]of|kind[- ]of|therefore|shortly|soon|both|all|today|tomorrow|tonight|absolutely|directly|again|first|in turn|instead|at least|quickly|duly|"
    r"have to|need to|try to|probably|maybe|perhaps|possibly|hopefully|always|usually|normally|typically|generally|never|not|"
    r"only|likely|even|no longer|gladly|kindly|to be fair|in the meantime|too|first thing),? )*"
)

SELF = r"(?P<self>(?:i(?<!\wi)|we(?<!\wwe)|what i(?<!\wwhat i)|what we(?<!\wwhat we))(?:'ll| will| shall|'m going to|'re going to| am going to| are going to|(?:'m|'re| am| are)? gonna|'m goin to|'m about to)(?: do(?: now| then| for you)? is,? (?:to )?(?!(?:i|we|you|to)\b))?)"
"""For a text in lower case. It begins with a letter, so that the engine skips to the next one."""
ILL = r"(?P<ill>\bill (?=(?:just |also |then |personally )?(?:get|send|call|ring|email|chase|sort|make sure|let you|give you|pop|drop|phone|book|arrange|text|put that|be back)))"
ING = (
    r"(?P<ing>\b(?:I'm|we're|I am|we are|i'm)) (?:just |also |now |personally |definitely )*"
    r"(?=(?:sending|emailing|posting|calling|ringing|phoning|chasing|arranging|booking|ordering|refunding|"
    r"getting|replacing|returning|raising|escalating|coming|dropping|delivering|shipping|dispatching|speaking|"
    r"seeing|meeting|processing|crediting|writing|forwarding|passing|sorting|picking|fixing|visiting|having|putting|"
    r"bringing|driving|carrying|moving|reopening|resubmitting|paying|fitting|changing|adding|taking|walking|logging|keeping)\b)"
)
YOU = (
    r"(?P<you>\byou(?:'ll| will| shall|'re going to| are going to|'re gonna) )"
    r"(?=(?:also |then |definitely |certainly |still |all |both |soon |shortly |not |never |probably |always |usually |normally )*"
    r"(?:have|get|receive|hear|be (?:getting|receiving|hearing|contacted|called|refunded|notified|credited|reimbursed|"
    r"informed|updated|rung|emailed|sent|paid|compensated|back (?:up|online|on|in)|seen|visited|fitted|moved|transferred|collected|met|picked up|able to (?:collect|pick)|up and running|given|covered|the first)|see (?:the|your|a|that|it) (?:money|refund|credit|payment|amount)|"
    r"see (?:it|the money|the refund) (?:back )?(?:in|on) your)\b)"
)
_W = r" (?!(?:and|but|so|or|you|i|we|they|it|he|she|that|who|which|if|when|because|is|are|was|were|once|until|as|now|an?|the|our|my|your|then|there|today|tomorrow|will|would|can)\b)[\w£$'.-]*[\w£$']"
_ROLE = (
    r"(?:colleague|member of (?:our|the|my) \w+(?: \w+)?|supervisor|manager|technician|tech|engineer|driver|courier|specialist|surveyor|plumber|electrician|fitter|"
    r"nurse|doctor|team leader|person|replacement|new one|refund|confirmation|letter|cheque|check|copy|credit|receipt|label|officer|adjuster|adviser|advisor|agent|inspector|"
    r"assessor|rep|representative|mechanic|locksmith|contractor|van|crew|email|e-mail|text|parcel|package|delivery|part|spare|router|unit|payment|quote|report|note|voucher|statement|certificate|invoice|key|pass|ticket|box|form|pack)"
)
_WILL = r"(?:'ll| will|'s going to| is going to| are going to|'re going to| shall|'s gonna|'s gonna be)"
_ORG = (
    rf"(?:(?:someone|somebody|some one|one of (?:our|the|my)(?:{_W}){{1,4}}?|(?:an?|another)(?:{_W}){{0,3}}? {_ROLE}|(?:the|our|my|your|that|this|these|those|both|all)(?:{_W}){{1,6}}?)"
    rf"(?: (?:from|in|at|of|for|on) (?:the |our |my |your )?[\w£$'.&-]+(?:{_W})?)?|they|he|she|it|that|this|everything|the lot|both|all|who|which|"
    rf"(?-i:[A-Z][a-z]+)(?: (?:from|in|at) (?!wh(?:o|ich)\b)[\w]+(?: \w+)?)?){_WILL} "
)
THIRD = rf"(?P<third>\b{_ORG})"
_GOODS = r"(?:refund|order|replacement|parcel|package|payment|cheque|check|letter|part|delivery|unit|item|card|credit|one|kit|label)"
PRESENT = rf"(?P<present>(?<!as )(?<!when )(?<!once )(?<!if )(?<!until )(?<!before )(?<!after )(?<!that )\b(?:it|that|they|(?:(?:your|the|a|our|that|this) (?:\w+ )?)?{_GOODS}s?) (?=(?:goes? (?:out|off|in the post)|ships?|leaves?|arrives?|is going out|gets? (?:there|to you|sent)|lands?)\b))"
BOOKED = (
    rf"(?P<booked>\b(?:(?:you|they|we)(?:'re| are)|(?:it|that|he|she)(?:'s| is)|(?:(?:an?|the|your|our|my|this|that|one of our)(?:{_W}){{1,5}}?) (?:is|are|has been|have been)|"
    r"(?:I've|we've|I have|we have)(?: now| just| already)?(?: got)?(?: (?:you|it|that|them|him|her|this)|(?: (?:an?|the|your|our) \w+){1,2})?))"
    r"(?= (?:now |all |all now |just |also |already |both )*(?:booked|scheduled|arranged|confirmed|set|slotted|pencilled|down for|in for|lined up)\b)"
)
RETURNING = (
    rf"(?P<returning>\b(?:it|that|they|all|both|everything|£?\d[\d.,]*|(?:the|your|our|my|a|an|every|all)(?:{_W}){{1,5}}?|(?:an?|the) \w+)"
    r"(?:'s|'re| is| are)? (?=(?:(?:goes?|comes?|going|coming) back(?: out| in)? (?:to (?:you|your)|on (?:you|your)|in(?:to)? your|tonight|today|tomorrow|within|by|this)|comes? to you|reach(?:es)? you)\b))"
)
"""A thing that comes to the customer, or back to him: a commitment where it is dated."""
THERE = r"(?P<there>\bthere(?:'ll| will) (?=be (?!no\b|nothing\b|any\b|some (?:delay|noise)|a (?:delay|problem|charge|fee|risk|chance|gap|pause|lot)\b)))"
COMING = (
    rf"(?P<coming>\b(?:(?:I've|we've|I have|we have) got (?:someone|somebody|(?:an?|the|our|one of our)(?:{_W}){{1,3}}?)|(?:(?:the|our|an?|one of our)(?:{_W}){{0,2}}? {_ROLE})(?:'s| is)|(?:I've|we've) put (?:you|it|that|them)|he's|she's|they're)"
    r" (?=(?:coming|calling|visiting|going out|delivering|collecting|down for)\b))"
)
LETME = r"(?P<letme>\b(?:let me|lemme|let us))(?= )"
FIXED = (
    r"(?P<fixed>\b(?:leave (?:it|that|this|all that|everything) (?:with|to) (?:me|us)\b|consider (?:it|that) (?:done|sorted|fixed)|"
    r"you have my word|you've got my word|(?:I|we) (?:give|gave) you (?:my|our) word|I'm on it|we're on it|I'm on the case|"
    r"count on (?:me|us)|(?:you can )?(?:count|rely) on (?:me|us) to|(?:(?<=^)|(?<=[.,;:!?—-] )|(?<=and )|(?<=so )|(?<=then )|(?<=okay )|(?<=ok ))expect (?:a|an|to (?:hear|receive|get)|your|my|our|the|it|one)\b(?= )|look out for (?:a|an|my|our)\b|"
    r"I've got this|I (?:promise|guarantee|undertake|commit)(?: you)? to|we (?:promise|guarantee|undertake|commit)(?: you)? to|you can expect\b))"
)
BARE = (
    r"(?P<bare>(?:^|(?<=[.!?,] )|(?<=^ok )|(?<=^okay )|(?<=^right )|(?<=^sure )|(?<=^yes )|(?<=^yep ))(?:will(?= (?:do\b|send|call|ring|email|get|chase|let you|check|be (?:back|in touch)|sort|arrange|pop|follow|text|confirm))"
    r"|gonna(?= (?:send|call|ring|get|chase|sort|email))|(?=(?:calling|ringing|sending|getting|emailing|chasing) (?:you|it|that|this|them)\b)|(?=(?:back to you|with you) by\b)"
    r"|(?=(?:(?:ring|call|phone|text|e-?mail|message) you|get) (?:right |straight )?back\b)))"
)
CAN = (
    r"^\W*(?:(?:oh|ah|um|uh|well|so|okay|ok|right|alright) ?,? ?)*(?:yeah|yes|yep|aye|sure|certainly|of course|absolutely|no problem|by all means|okay|ok)"
    r"[,. ]+(?:(?:yeah|yes|sure|of course|no problem|absolutely|that's fine|um|uh)[,. ]+)*(?P<can>(?:i|we) can )"
    r"(?=(?:(?:certainly|definitely|absolutely|happily|gladly) )?\w+ (?:it|that|this|those|them|one|you|your|him|her)\b)"
)
"""A yes to what was asked for ("Yes, I can do that for you")."""
ABLE = r"(?P<able>\b(?:he|she|they) can )"
NOUN = (
    r"(?P<noun>^(?:(?:full|your|the|our|a) ){0,2}(?:payment|refund|delivery|repair|collection|dispatch|replacement|reply|answer|decision|credit)"
    r"(?= (?:by|within|on|before|tomorrow|today|tonight)\b))"
)
ASKED = lazy_pattern(
    r"\b(?:I|we)(?:'ve| have) (?:just |already |now )?(?:asked|spoken (?:to|with)|talked (?:to|with)|rung|called|checked with|had a word with|got hold of)\b",
    re.I,
)
"""Before "she can": somebody who was asked, and is free then."""
TERMS = lazy_pattern(r"\b(?:please|is|are|must|should|has|have|can|due|required|only|of|from|after|you|your)\b", re.I)
"""In a deed named without a verb ("Payment within five days"): the customer's duty or a rule, and nobody's promise."""
OTHERS_WILL = lazy_pattern(
    "|".join(
        rf"{will}(?<!\bi{form})(?<!\bwe{form})(?<!\byou{form})"
        for will, form in (
            (r"'ll\b", "'ll"), (r" will\b", " will"), (r" shall\b", " shall"), ("'s go", "'s go"), (" is go", " is go"),
            (" are go", " are go"), ("'re go", "'re go"),
        )
    )
)  # fmt: skip
"""For a text in lower case: somebody else than "I", "we" or "you" will."""

ADVERBS = lazy_pattern(rf"[\s,]*{_ADVERB}", re.I)

NEGATED = lazy_pattern(r"\b(?:not|never|no longer|nobody|no one|n't|none|nothing)\b|n't\b", re.I)
HEDGED = lazy_pattern(
    r"\b(?:try|trying|probably|maybe|perhaps|possibly|hopefully|might|likely|do (?:my|our) (?:very )?best|do what (?:i|we) can|see what (?:i|we) can|"
    r"see if|as best|or something|or whatever)\b",
    re.I,
)
GENERAL = lazy_pattern(
    r"\b(?:always|sometimes|usually|normally|typically|generally|in general|as a rule|from time to time|occasionally|every so often|by subscribing|in most cases|on average|tend to)\b",
    re.I,
)
REPORT = lazy_pattern(
    r"\b(?:said|says|say|saying|told(?: \w+)?|tells (?:me|us)|tell (?:me|them)|(?:says|shows|showing|saying)(?: here| on here)|reckons?|thinks?|thought|promised(?: \w+)?|mentioned|believes?|believe|"
    r"suggests?|shows?|reads?|showing|advised(?: \w+)?|according to [\w ]{2,30}|apparently|supposedly|claims?|claimed|were told|was told|"
    r"I hope|we hope|I think|I guess|I suppose|I imagine|I expect|I'd hope|with luck|hopefully|the chances are|looks like|sounds like|"
    r"I suspect|I doubt|fingers crossed|I'm not sure|don't know|not sure|I'm hoping|we're hoping|can't promise|cannot promise|can't guarantee|cannot guarantee|wish|assume|assuming|afraid)"
    r"(?:,? (?:that|like|when|if|whether|where|what|who|how))?[ ,:'\"“]*$",
    re.I,
)
CONDITION = lazy_pattern(
    r"(?:^|\b)(?:if|unless|provided|providing|assuming|supposing|as long as|so long as|should (?:you|that|it|the)|had (?:you|i)|in case)\b",
    re.I,
)
CONDITION_AFTER = lazy_pattern(
    r"[,\s]*(?:but )?(?:only )?(?:if|unless|provided|assuming|as long as|subject to|depending)\b", re.I
)
EMBEDDED = lazy_pattern(
    r"\b(?:ask|asks|asked|asking|check|see|find out|(?<!you )know|(?<=let you )know|tell|confirm|wonder)(?: (?:him|her|them|you|me|us|(?-i:[A-Z])\w+|the \w+))?\s*$",
    re.I,
)
"""Before "if": a question told on ("I'll ask her if …"), no condition."""
MANNER = lazy_pattern(r"\b(?:how|why|where|whether)\s*$", re.I)
"""Before "we'll": how it will be done, in a talk about it ("here's how we'll do it")."""
INVERTED = lazy_pattern(r"\b(?:are|am|what)\s*$", re.I)
"""Before "we gonna", "I'm calling": a question, or a name that is given ("what I'm calling set one")."""
REASON = lazy_pattern(
    r"\b(?:because|'?cause|cos|cuz|since|so that|such that|until|till|once|when|whenever|where|while|that|or else|otherwise)\s*$",
    re.I,
)
"""Before "we'll", "you'll": a reason, a purpose or a circumstance is told, and nobody commits himself by it."""
COURTESY = lazy_pattern(
    r",?\s*\bif (?:that(?:'s| is| works| suits)|it's (?:all right|ok|okay|alright)|you (?:don't mind|like(?! me)|prefer)|you're (?:happy|ok|okay)|that all|this is|i may|that sounds|"
    r"it suits|you are happy|ok|okay|possible)",
    re.I,
)
HEDGE_AFTER = lazy_pattern(
    r"[,\s]*(?:I'd (?:imagine|think|say|guess|expect)|I (?:think|imagine|expect|hope|suppose|guess|should think|reckon)|hopefully|probably|(?:they|he|she)(?: all)? (?:reckons?|says?|said|thinks?)|they're saying|if all goes|with (?:any )?luck|apparently|fingers crossed)\b",
    re.I,
)
QUESTION = lazy_pattern(
    r"(?:^|[,;:—-]\s*|\b(?:so|and|or|but|okay|ok|right|well|now) )(?:shall|should|would|could|can|may|do|does|did|will|is|are|was|were|has|have|how|what|when|where|why|who|which|"
    r"what if|suppose)\b[^.!?]*$",
    re.I,
)
COURTESY_TAIL = lazy_pattern(
    r",\s*(?:okay|ok|all right|alright|right|yeah|is that (?:ok|okay|all right|alright|fine)|does that (?:work|help|suit|sound)[^?]*|shall i|if that's[^?]*|sound good|deal|fair enough)\s*\?",
    re.I,
)
