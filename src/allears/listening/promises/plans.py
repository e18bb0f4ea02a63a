# ruff: noqa: E501 (tables of words read better unbroken)
"""Tells a commitment from what only sounds like one: a plan of all who are there, a forecast, a handing over.

A desk's "we" leaves the customer out: "we'll send it" is a promise to him. In a talk among equals "we'll do it" is what
all of them plan, and nobody is promised anything. Nothing but the act tells them apart, so that "we" needs a time, the
customer, or an act that nobody plans for himself.
"""

from __future__ import annotations

import re

from allears.listening.lazily import lazy_pattern

CUSTOMER = lazy_pattern(r"\b(?:you(?! (?:know|see|say|mean|get there)\b)|your|yours|ye|u)\b", re.I)
"""The one to whom it is said."""
FOR_ALL = lazy_pattern(
    r"(?:do|put|have|get(?! (?:back|in touch)\b)|find|be|write (?!to\b)|submit|save|open|draft|collect|print|set|file|talk to|speak to|"
    r"call (?:it|them|this|that|these)|take care of|deal with|change|release|put together|come|go)\b",
    re.I,
)
"""Acts that any group plans for itself; of a desk they are meant where the customer or a time is named."""
DUTY = lazy_pattern(
    r"\s*(?:(?:gonna|going to|probably|also|still|just|then) )*(?:have|need|want) to\b|\s*wanna\b", re.I
)
"""What "we" shall have to do."""

HANDS_OVER = lazy_pattern(
    r"(?:just |now )?(?:\w+ (?:you|ye|u) (?:(?:right|straight|on|up|back) )?through\b|giv(?:e|ing) (?:you|ye|u) (?:(?:over|across|on|back) )?to\b|"
    r"(?:send|pass|put|pop|stick|flick|bounce|shoot|whack|hand|transfer|connect|patch|switch|punt|ping|swing|bump|route|refer|direct|pull)(?:p?p?ing|ting|k?ing)? (?:you|ye|u) "
    r"(?:(?:straight|right|direct|over|across|on|up|along|down|back|round) ?)*(?:to\b|onto\b|into\b|$)|"
    r"pass(?:ing)? (?:the [\w ]{2,20} |this |that |it )(?:side |part )?(?:over |across |on )?to\b)",
    re.I,
)
"""Hands the customer to somebody else, which is no act of one's own."""

FOR_CUSTOMER = lazy_pattern(
    r"\b(?:you|your)\b|\bin place\b|\b(?:by|before) (?:the |this |next |tomorrow|today|tonight|noon|lunch|mon|tue|wed|thu|fri|sat|sun|\d|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|quarter)",
    re.I,
)
"""After "there'll be": for the one to whom it is said, or by a time to which one may be held."""
SUPPOSED = lazy_pattern(
    r"(?:have|'ve) (?:\w+(?:ed|tten|wn)|left|sent|told|had|gone|driven|seen|heard|been|done|made|put|got|paid|bought|brought|lost|met|read|said|taken|"
    r"thought|spoken|broken|felt|kept|come|forgotten|run|found|given|known|caught|held|sold|spent|built|rung|begun)\b(?! (?:it|them) (?:by|on|at|in|from)\b)",
    re.I,
)
"""After "you'll": what must have happened ("you'll have left it out")."""
SENT = lazy_pattern(
    r"\b(?:e-?mails?|texts?|letters?|calls?|ring|messages?|notes?|confirmations?|refunds?|cheques?|checks?|credits?|payments?|money|receipts?|repl(?:y|ies)|answers?|"
    r"notifications?|updates?|links?|cop(?:y|ies)|parcels?|packages?|orders?|replacements?|invoices?|bills?|statements?|tickets?|vouchers?|keys?|forms?|reports?|"
    r"quotes?|certificates?|pages?|documents?|decisions?|(?:the|your) results?|appointments?|visit|engineer|technician|delivery|(?:have|get|receive) (?:it|them|one|both|that)\b|"
    r"hear (?:from|back|by)|from (?:me|us|our|the)|by (?:post|mail|e-?mail|text|courier|phone|recorded|special)|in writing|"
    r"be (?:getting|receiving|hearing|contacted|called|refunded|notified|credited|reimbursed|informed|updated|rung|emailed|sent|paid|compensated|visited|collected|"
    r"picked up|moved|transferred|covered))\b",
    re.I,
)
"""What comes to a customer from those who serve him; anything else that "you'll have" is a forecast."""

TAKES_OVER = lazy_pattern(
    r"(?:take (?:it|this|that|you|over) ?(?:on |up )?(?:from (?:here|there)|over)?\b(?! (?:away|off|out|back|down|to|round)\b)|take over\b|look after (?:you|ye|it|that)\b|"
    r"go (?:ahead|easy|through|with)|help you\b|have (?:an?|the|no)\b|get (?!back|in touch|it|that|this|you|ye|on to|onto|some(?:one|body)|hold)|look at (?:how|what|whether)|"
    r"clear\b|pick (?:'?em|them|it) with you|see you\b)",
    re.I,
)
"""What a third will do who takes over, or what will simply come about: a promise only where a time is named."""

OWN_HAND = lazy_pattern(r"\b(?:myself|meself|masel|personally|my ?self|my own self|with my own \w+)\b", re.I)
"""Says that one will do it oneself: a commitment, whatever the act."""
AT_A_PLACE = lazy_pattern(
    r"be (?:back |right |waiting |standing |there )*(?:at|by|outside|in front of|on) (?:the|your|that|its|his|her|their|our) "
    r"(?!(?:moment|line|phone|other|same|whole|desk|end|way|screen|doctor|dentist|hospital|office|conference|meeting|airport|road|train|bus|plane)\b)\w+|"
    r"be (?:waiting|standing by|up (?:to|with) you|in your \w+)\b",
    re.I,
)
"""Will be there: a promise where a time is named."""
LATER_DONE = lazy_pattern(
    r"(?:take (?!your\b|you\b|a (?:note|look|quick|moment|second|few|couple|minute)\b|the (?:name|address|number|details|postcode)\b)|type|read (?!that|it back|them back|you)|"
    r"start|stop|bring|let you in|stay|check|test|look|ask|search|have (?:you|it|that|them))\b",
    re.I,
)
"""Acts that are mostly done at once on the line; a later time makes them a promise."""
UNTIL = lazy_pattern(r".{2,60}?\b(?:till|until)\b", re.I)
KEEPS_AT = lazy_pattern(r"(?:sit|stand|stay|watch|be (?:on|here|there|around|with)|ring|keep|sleep)\b", re.I)
"""With "until": stays at it as long as it takes."""

KNOWN_NOT = lazy_pattern(
    r"(?:(?:be|use|think|refer|wear|eat|drink|sing|die|cry|go|sit|gonna|back up|imagine|play|make (?:a|an|the) (?:note|guess)|get (?!another|one|hold|some(?:one|body)\b)|no|like|would|"
    r"have|let|leave|pretend|pay|keep quiet|bide|present|talk|say|argue|zip|bet|spare|skip|treasure|own|describe|discuss|introduce|cover|summari[sz]e|conclude|"
    r"sort of|kind of|always|live|work|need|turn|happen|feel|seem|sound|become|break|step off|quietly|no longer|the|an?|this|that|some|more|you|i|we|it|and|or|but|if|in|on|at|by|for|with|from|of|to)\b|\w{1,2}\b|\w*-)",
    re.I,
)
"""First words that are no act with a result for the customer, or no verb at all."""
DOES_SOMETHING = lazy_pattern(
    r"\w{3,} (?:(?:up|off|out|over|down|in|round|away|back|on) )?(?:some|more|a|an|the|my|our|your|his|her|their|every|all|both|another|one|two|three|four|it|that|this|those|these|them|'em|him|\w+'s|£?\d+)\b",
    re.I,
)
"""An act upon a thing that is named."""


def does_something(act: str) -> bool:
    """True if an act that we do not know is done to a thing that is named, by one's own hand, or until something is so."""
    if KEEPS_AT.match(act) and UNTIL.match(act):
        return True
    return not KNOWN_NOT.match(act) and bool(DOES_SOMETHING.match(act) or OWN_HAND.search(act))
