# ruff: noqa: E501 (tables of words read better unbroken)
"""Which acts commit the speaker to something, and which are done on the line, small talk or the customer's own duty."""

from __future__ import annotations

import re

from allears.listening.lazily import lazy_pattern

NO_ACT = lazy_pattern(
    r"(?:be(?! (?:back to you|back (?:with you|here|there|round|out|on to you) (?!in (?:a|one|just)\b)|in touch|onto|on to|there|round|out|over|able to (?:get|send|call|offer|refund)|with you (?:by|at|on|tomorrow|before|within|this|between|first|later)|calling|ringing|sending|emailing|getting|chasing|"
    r"writing|phoning|posting|texting|fitting|coming|bringing|delivering|visiting|updating|replacing|refunding|crediting|issuing|following|keeping|making sure|arranging|booking|sorting|dealing with|looking into|reviewing|contacting|reaching|doing|done (?:by|in|within|on|before|with)|raising|escalating|waiving|processing|shipping|dropping|collecting|picking|meeting|speaking to (?!you)|checking in|giving you|in contact|available|at your))\b|"
    r"do (?:\w+ )?is|do one thing|is\b|(?:do|get|have|send|give|make|put|go|come|um|uh|er)(?: um| uh)?$|get (?:you )?(?:your|the|that|those) (?:\w+ )?(?:details|numbers?|account|lists?|record|address|code)\b(?! (?:changed|updated|corrected|sent|moved|to))|cross that|speak (?:up|slow|more|clear|louder)|ask you|let you (?!know|have|off|out)|get my (?:supervisor|manager|boss|colleague|team leader)(?! to)|hold my|leave (?:that|it|this) with you|move on|grab|second|have been|have (?:to |you know|the (?:soup|same))|call it a|keep (?:it|this|that|things) (?:short|brief|simple|quick)|give you (?:a|one|two|a couple of|a few) (?:minutes?|moments?|seconds?|secs?)|bet|say|tell you (?:what|the|that|something|why|now|honestly|a|(?:(?:only|just) )?(?:one|two|three|a few|some) (?:\w+ )?things?)|admit|confess|give you (?:that|the benefit|credit|a (?:clue|tip|hint|few options))|grant|guess|imagine|suppose|"
    r"need(?! to (?:get back|call you back|ring you back|come back))|want|require|miss|see(?! (?:to|that (?:it|you|this|the)|it (?:gets|done|through)|about getting)\b)|hear|know|"
    r"put you (?:on|through|over|in touch|straight)|pop you (?:on|through|over)|(?:just )?hold(?! (?:it|that|the|this|his|her|your|a|one|them|off|my price)\b)|transfer you|connect you|pass you|hand you|switch you|patch you|bring (?:in|up|you|on)|direct you|redirect you|route you|"
    r"let you go|let you get|leave you (?:to|with)|take (?:your|a (?:note|look|quick|moment|second|few|couple|minute)|that|it (?:as|from|slow|one)|you through|some|those|over|the (?:name|address|number|details|order|reference|postcode|long)|down|care of yourself|into|that as|any)|"
    r"take (?!(?:care of (?:it|that|this|everything|the)|it (?:up|to|off|back|from here)|this (?:up|to|off|back|from here)|that (?:up|to|off|back)|the (?:parcel|keys?|matter|case|form|lead|charge|payment|complaint)|\d|£|off|ownership|responsibility))|"
    r"read|repeat|spell|explain|start|begin|ask(?! (?:the|them|him|her|our|my|for (?!you)|\w+ to|billing|some(?:one|body)|(?:mr|mrs|ms|dr|sister)\b|(?-i:[A-Z][a-z])))|just ask|get (?:your|the|that|those) (?:details|account|file|record|order|information) (?:up|open)|get (?:right )?(?:to|into) (?:it|that)|get (?:started|straight)|pull|open up|"
    r"have a (?:quick |little |proper |good |closer )?(?:look|read|see|listen|think|check)(?! (?:at (?:it|that|this) )?(?:into|tomorrow|today|this|on|and (?:get|ring|call|come|let|email|drop)))|"
    r"listen|bear|stop|go (?:over|through|back|ahead)(?! to the)|go and (?:get|grab|fetch) (?:my|a|the)\b|go with|walk you through|talk you|show you|run (?:you |that |this |it )?(?:through|past you|by you)|take you|guide you|help you|be (?:here|around) |assist|assume|not|wait|stay(?! (?:with you|on (?:the line|the phone|this|video))\b)|join|try|hope|agree|remember|"
    r"regret|believe|trust|love|hate|like|enjoy|forget|find (?:that|it|you(?! (?:an?|one|another|some\w*)\b))|type|click|press|scroll|type|note (?:that|it|this)|just note|jot|write that down|pause|speak to you (?:later|soon|then)|talk to you|catch you|see you|"
    r"answer|clarify|share my|do (?:my|our) best|do what|do everything|do all|do whatever|do anything|give it a (?:go|try|shot)|give that a (?:go|try)|give you an example|quote|presume|say it|be in a (?:meeting)|come (?:on|to that|back to that)|mention|add that|point out|just (?:quickly )?(?:grab|pull|bring|note|type|put (?:in|that in))|search|scan|review it now|just confirm|verify|double-check|double check|"
    r"assume|appreciate|understand|accept|have (?:to|you)(?! (?:get back|call you back|ring you back|come back|back))|probably|likely)\b",
    re.I,
)
"""After "I'll": not a commitment, whatever follows."""
ON_SCREEN = lazy_pattern(
    r"(?:just )?(?:get|bring|put) [\w' ]{2,25} (?:on (?:the|my) screen|on here|in front of me|up (?:on|here|now))\b",
    re.I,
)
"""Calls something up while the other waits: no commitment, unless a time is named."""

DEFER = lazy_pattern(
    r"(?:go (?:and|to)(?: \w+)? (?:check|ask|look|see|talk|speak)|check(?! (?:in|back|up)\b)|look(?! (?:into|after))|have a (?:\w+ )?(?:look|think|read|check|word)|ask|speak|talk|verify|double[- ]check|test|review|read|go through|go over|search|see(?! (?:to|that)\b)|try|walk|find out|confirm|listen|go back|discuss|run (?:it|this|that) (?:past|by))\b",
    re.I,
)
"""Done at once on the line, unless a later time is named or a report back follows."""
REPORT_BACK = lazy_pattern(
    r"\band (?:then )?(?:get|ring|call|come|let|email|drop|phone|send|text|give|report|update|write|be|fix|sort|tell)\b|\bback to you\b|\blet you know\b",
    re.I,
)

ASK_AND = lazy_pattern(
    r"ask (?!you\b|a (?:question|few|couple))[^,;.?]{2,40}? and (?:then )?(?:get back|ring|call|come back|let you know|email|drop|phone|send|text|write|tell you)\b",
    re.I,
)
"""Asks somebody else and tells the customer: a commitment to the second."""
THEN_TELL = lazy_pattern(
    r" and (?:then )?(?:(?:call|ring|phone|e-?mail|text|message|update|write to) you\b|(?:get|come|write|report|ring|call|phone) (?:right |straight )?back\b|let you know\b)",
    re.I,
)
"""A second act after "and", by which the customer will hear of it: it commits, whatever the first one was."""
ON_THE_LINE = lazy_pattern(r"(?:just |quickly )?(?:put|pop|hold|pull|get|bring|open|see if)\b", re.I)
"""A first act while the other waits, so that "and get back to you" is a matter of moments."""

STRONG = lazy_pattern(
    r"(?:get (?:back|in touch|it|that|this|them|someone|somebody|one|a|an|the|your|you|our|my|onto|on to)|send|email|e-mail|mail|post|call|ring|phone|text|chase|sort|fix|arrange|book|order|refund|replace|credit|reimburse|cancel|"
    r"make (?:sure|certain)|ensure|see (?:to|that)|let you know|keep|follow|escalate|raise|forward|pass (?:that|this|it|your|on)|look into|look after|investigate|deliver|drop|bring|collect|pick|come|be (?:in touch|back|there|over|calling|ringing|sending|"
    r"emailing|getting|chasing|out|round|with you (?:by|at|on|tomorrow|before|within|this|between))|write|update|confirm|issue|process|waive|ship|dispatch|despatch|put|pop|give you|"
    r"have (?:it|that|this|them|someone|somebody|one|a|an|the|your|our|my)|take care|deal|handle|add|remove|reset|set|prepare|draft|log|upgrade|change|reach|contact|return|pay|honou?r|match|extend|reserve|hold|print|schedule|find|file|submit|request|track|release|transfer|remind|notify|inform|tell|resend|reissue|do|"
    r"swap|own|void|waive|knock|lodge|authori[sz]e|approve|correct|amend|resolve|rectify|repair|install|fit|lend|loan|provide|supply|assign|allocate|restore|reinstate|redo|rebook|reprint|re-?send|share (?:it|this|that|your) (?:with|to)|"
    r"work on|get (?!to\b)[\w' ]{2,25}? to|invite|organi[sz]e|coordinate|push (?:it|this|that|for|them)|expedite|prioriti[sz]e|fast[- ]track|tackle|pursue|step in|compensate|stay (?:with you|on)|recalculate|revise|adjust|cover|rush|circulate|report|record (?:it|that|your)|alert|attend|visit|"
    r"make (?:arrangements|the (?:change|arrangements|adjustment|payment|transfer|booking|call)|(?:a|an) (?:claim|complaint|request|report|appointment|exception|adjustment)|up for|it right|this right|good|it up)|check (?:in|back|up)|drive|hand[- ]deliver|speak to|talk to|put|ping|dm|message|buzz|walk it|revert|forward|see about|reopen|unlock|lift|remedy|credit|deduct|write off|mend|paint|patch|polish|clean|wash|scrub|sweep|sand|oil|grease|tighten|sharpen|unblock|plaster|decorate|tile|glue|weld|sew|stitch|hang (?!on|about|around|up|fire|tight|in|back)|mow|trim|prune|"
    r"re-?(?:paint|wire|hang|lay|seal|fit|build|tile|stock|fill|type|draw|cut|make|weigh|test|wrap|pack|label|route|deliver|charge|roof|glaze|sole|string|tune|varnish|furbish|surface|upholster|plaster|grout|heat|cook|size|mix|record|load|format|heel|line|home|house)|"
    r"take (?:it|this|that|care|the (?:parcel|keys?|matter|case|form|lead|complaint)|ownership|responsibility|off))\b",
    re.I,
)

LET_ME = lazy_pattern(
    r"(?:just )?(?:get (?:that|it|this|them|one|a|the|someone|back|you|your|onto)(?! (?:up|open|details|account|straight|right))|send|email|post|call you|ring you|phone you|chase|sort|arrange|book|order|refund|replace|text|forward|escalate|raise|"
    r"look into|make sure|find out|take (?:this|it|that) (?:up|away|to|from here)|speak to [\w ]+ and|talk to [\w ]+ and|drop you|pop|give you a (?:call|ring)|see to|deal with|handle|follow|investigate|issue|credit|reach out|fix|have (?:a word|someone|them|one)|put (?:in|that|a|the|together)|set|write)\b",
    re.I,
)

YOU_NO = lazy_pattern(
    r"(?:have (?:\w+(?:ed|tten)|to|about|around|roughly|plenty|time|\d+ (?:minutes|hours|days)|a (?:great|good|lovely|nice|wonderful|safe)|noticed|seen|heard|been|received|had|got(?:ten)?(?! it)|a (?:look|think|choice|problem|few (?:options|choices)|chance)|the (?:option|choice|chance)|no|seen|two|three|an option|until|any)|get (?:your|to|used|an option|a (?:prompt|menu|choice|chance|message saying|screen|pop|feel|tone)|an error|the (?:option|hang|idea|error|choice)|there|it (?:wrong|right)|through|on|off|in|a better|into|out|back (?:to|into)|through to|asked|three|two)|"
    r"hear (?:a|the|some|my|music|ringing|hold|it)|receive (?:an error|a prompt))\b",
    re.I,
)

_DONE = [
    "sorted",
    "fixed",
    "done",
    "ready",
    "refunded",
    "sent",
    "posted",
    "dispatched",
    "despatched",
    "shipped",
    "delivered",
    "processed",
    "credited",
    "replaced",
    "resolved",
    "repaired",
    "reimbursed",
    "waived",
    "cancelled",
    "canceled",
    "updated",
    "corrected",
    "amended",
    "removed",
    "collected",
    "couriered",
    "completed",
    "returned",
    "reviewed",
    "escalated",
    "issued",
    "emailed",
    "paid",
    "back",
    "restored",
    "reinstated",
    "activated",
    "installed",
    "looked",
    "dealt",
    "handled",
    "taken",
    "booked",
    "finished",
    "contacted",
    "investigated",
    "reconnected",
    "rebooked",
    "arranged",
    "confirmed",
    "applied",
    "released",
    "added",
    "reset",
    "unlocked",
    "switched",
    "lifted",
    "adjusted",
    "notified",
    "honoured",
    "honored",
    "cleared",
    "mailed",
    "transferred",
    "assigned",
    "covered",
    "cleaned",
    "approved",
    "forwarded",
    "set",
    "up",
    "rung",
    "called",
    "informed",
    "deducted",
    "actioned",
    "chased",
    "reopened",
    "given",
    "put",
    "coming",
    "going",
    "getting",
    "calling",
    "ringing",
    "sending",
    "visiting",
    "arriving",
    "delivering",
    "attending",
    "swapped",
    "upgraded",
    "re-sent",
    "resent",
]
_GOES = (
    r"(?:arrive|reach|go out|go off|come (?:out|through|back|in)|ship|land|get (?:to|there|here)|follow|hit your|clear|leave|"
    r"(?:show(?: up)?|appear) (?:on|in) your (?:account|card|bill|statement)|take place)"
)
_ACTS = [
    "call",
    "ring",
    "phone",
    "email",
    "text",
    "contact",
    "get",
    "send",
    "deliver",
    "visit",
    "come",
    "arrive",
    "collect",
    "pick",
    "bring",
    "fix",
    "repair",
    "replace",
    "look",
    "drop",
    "reach",
    "follow",
    "go",
    "sort",
    "let",
    "confirm",
    "process",
    "refund",
    "update",
    "write",
    "handle",
    "review",
    "respond",
    "reply",
    "answer",
    "attend",
    "install",
    "check",
    "chase",
    "meet",
    "assess",
    "inspect",
    "investigate",
    "credit",
    "issue",
    "post",
    "ship",
    "dispatch",
    "resolve",
    "work",
    "reconnect",
    "complete",
    "pop",
    "finish",
    "swap",
    "put",
    "finalise",
    "reset",
]
THIRD_ACT = lazy_pattern(
    rf"(?:be (?:(?:fully|all|back|then|also|automatically|personally|immediately|with|on|properly) )*(?:{'|'.join(_DONE)})|get (?:{'|'.join(_DONE)})|(?:{'|'.join(_ACTS)}|give you (?:a|an|the)|give (?:him|her|them|it)|leave (?:it|a|one)|take (?:it|them|the|that|care|over|your|a look|another)|make (?:sure|the|an?|good)|find (?:out|you|it)|reflect|have (?:it|that|them|you|a|the|your)|show you))\b",
    re.I,
)
"""What the organisation and its people will do."""
THING_ACT = lazy_pattern(
    rf"(?:be (?:(?:fully|all|back|then|also|automatically|personally|immediately|with|on|properly|still) )*(?:{'|'.join(_DONE)})|get (?:{'|'.join(_DONE)})|{_GOES})\b",
    re.I,
)
"""What a thing in the organisation's hands will do, or will have done to it."""
THIRD_NO = lazy_pattern(
    r"(?:let you in|be (?:recorded|monitored|used|asked|prompted|charged|billed|required|told|shown|given (?:a|the) (?:option|choice)|fine|okay|ok|back to normal by itself|a (?:bit|while|few|moment|good|lot|problem|long)|going (?:up|down)|there for|over (?:soon|quickly)|available in|on (?:the|your) (?:left|right|screen|back|front|bottom|top|underside|label|letter|bill|bottom|page)|"
    r"in (?:the top|the bottom|the corner|your (?:settings|inbox already)|there|capital|bold|red|black|blue)|at (?:the (?:top|bottom|back|front|end|side))|under|made of|taken (?!care|away|up|over|back)|deducted)|"
    r"(?:give|take|ask|show|let|help|bring|make|have|get|go|come|look|work|come up|come out|pop up|pop|turn|update itself|answer|appear (?:on|in|at|as) (?:the|your screen)|show (?:up )?(?:you|as|on the|a|the)) (?:you (?:a|an|the|to|some)? ?(?:option|list|menu|code|choice|idea|enter|select|see|click|message)|ages|a while|long|about|up to|around|\d|effect|time|sense|like|fine|better|easier|back on by itself|for you to))\b",
    re.I,
)
THINGS = lazy_pattern(
    r"\b(?:weather|traffic|prices?|call|line|rain|snow|sun|button|train|bus|road|alarm|exam|shop|flight|plane|sale|screen|menu|link|page|option|website|app|light|message|recording|conversation|chat|calls|system|customer|bank|you|government|"
    r"council|insurer|your (?:bank|insurer|doctor|gp|landlord|employer|husband|wife|son|daughter|mother|solicitor|neighbour)(?!')|queue|wait|market)\b",
    re.I,
)

DIRECTED = lazy_pattern(
    r"\w+ (?:it|that|this|them|those|these|your|you|him|her|someone|somebody)\b|.*\b(?:for|to) you\b", re.I
)
"""An act upon something that was spoken of, or for the customer: a verb that we do not know commits, too."""
DANGLING = lazy_pattern(r"(?:do|get|have|be|send|give|make|put|go|come|um|uh|er)?(?: um| uh)?\s*$", re.I)
"""A clause broken off before it said what."""
BY_OTHERS = lazy_pattern(r"\bby (?:your|the (?:council|bank|landlord|police)|another)\b", re.I)
"""Done by someone outside the organisation."""
WILL = lazy_pattern(r"(?:'ll| will|'s going to| is going to| are going to|'re going to| shall|'s gonna| can)\s*$", re.I)
ING_NO = lazy_pattern(
    r"(?:having|putting|seeing|coming|calling (?:about|from|to|because|regarding|in)|ringing (?:about|from|to|because)|writing (?:to|about|in|regarding)|meeting|speaking|getting (?:an?|the|no|old|there|on|some))\b",
    re.I,
)
"""After "I'm": no commitment unless a time is named."""
ING_NEVER = lazy_pattern(
    r"(?:having (?:trouble|problems|difficulty|a (?:look|problem))|(?:calling|ringing|phoning|writing|emailing)(?: you)?(?: up)? (?:about|regarding|because|from|on behalf|(?:a|the|this|that) number|to (?:say|ask|let|confirm|see|check|enquire))|getting (?:engaged|unobtainable|nowhere|nothing|cut off|more|less|better|worse|one of)\b|sending (?:you )?(?:a|the|that) (?:\w+ ){0,2}(?:code|passcode|pin)\b|putting you|keeping you (?:on|waiting)|taking you (?:to|through|over)|changing (?:this|the subject|that)\b)",
    re.I,
)
ING_DIRECTED = lazy_pattern(
    r"(?:bringing|driving|carrying|moving|reopening|resubmitting|paying|fitting|changing|adding|taking|walking|logging|keeping)\b",
    re.I,
)
"""After "I'm": done to what was spoken of or for the customer, unless a time is named."""
PASSIVE = lazy_pattern(
    r"be (?:(?:fully|all|then|also|automatically|personally|properly) )*(?:(?:re)?(?:hung|built|done|made|cut|laid|strung|wound|written|drawn|bought|brought|dug|sewn|sold|told|shut)\b|(?!(?:record|monitor|us|ask|charg|requir|clos|delay|deduct|limit|lock|need|affect|bas|consider|expect|bill|block|increas|reduc|interest|pleas|relat)ed\b)\w{2,}ed\b)",
    re.I,
)
"""What will be done to a thing: a commitment where it is dated."""
PLACED = lazy_pattern(
    r"be (?:(?:back|also|still|all|then|right) )?(?:in|on|with|there|here|out|over|waiting|at|round|live|working|available|free|up|back|down|running|off|fully|operational|home)\b",
    re.I,
)
"""Where a thing will be, or in what state: a commitment where it is dated."""
SURELY_PLACED = lazy_pattern(
    r"be (?:back )?(?:with (?:you|ye|your)|in (?:touch|contact)|on (?:its|their|his|her) way|in the post)\b", re.I
)
