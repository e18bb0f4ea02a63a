# ruff: noqa: E501 (tables of words read better unbroken)
"""What was promised, by whom, and in which manner, out of the words of a commitment."""

from __future__ import annotations

import re

from allears.listening.lazily import lazy_pattern
from allears.listening.lexicon import wordset
from allears.listening.promises.acts import WILL

_MANNERS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (lazy_pattern(pattern, re.I), manner)
    for pattern, manner in (
        (r"\bby (?:recorded|registered|special|first[- ]class|certified) (?:post|mail|delivery)\b", ""),
        (r"\bin writing\b", "in writing"),
        (
            r"\bby return of post\b|\bby post\b|\bin the post\b|\bby mail\b|\bpost (?:it|that|them|you|the|a)\b|\bmail (?:it|that|you) out\b",
            "by post",
        ),
        (
            r"\b(?:by|via|over|on) e-?mail\b|\be-?mail(?:ing)? (?:you|it|that|this|them|over|the|across)\b|\bto your (?:e-?mail|inbox)\b|\ban e-?mail\b",
            "by email",
        ),
        (r"\b(?:by|via) (?:text|sms)(?: message)?\b|\btext(?:ing)? (?:you|it|that|the)\b|\ba text\b", "by text"),
        (
            r"\b(?:by|over the|on the|via) (?:tele)?phone\b|\b(?:call|ring|phone|calling|ringing|phoning)(?: \w+)? ?(?:you|back)\b|\ba (?:call|ring|bell|phone call|callback)\b|\bcall from\b",
            "by phone",
        ),
        (r"\bby (?:courier|special delivery|hand|cheque|check|bank transfer|fax|whatsapp|letter|van)\b", ""),
        (r"\b(?:a|by) letter\b|\bwrite to you\b|\bletter in\b", "in writing"),
        (r"\bin person\b|\bface to face\b", "in person"),
        (r"\bpersonally\b|\bmyself\b", "personally"),
    )
)
_EXPLICIT = lazy_pattern(
    r",?\s*\b(?:by (?:recorded|registered|special|first[- ]class|certified) (?:post|mail|delivery)|in writing|by (?:post|mail|e-?mail|text|sms|phone|courier|"
    r"hand|cheque|letter)|via (?:e-?mail|text|sms)|over the phone|in person|face to face|personally|myself)\b",
    re.I,
)
_EXPLICIT_BETWEEN = lazy_pattern(rf",{_EXPLICIT.pattern.removeprefix(',?')}\s*,", re.I)
_PUT_IN_WRITING = lazy_pattern(r"put (?:it|this|that|them|everything|all that|all this) in writing\b", re.I)
"""Here the manner is the act."""
_LEFT = lazy_pattern(r"leave (it|this|that|all that|everything) (?:with|to) (?:me|us)\b", re.I)
_IS = lazy_pattern(
    r"(?:\w(?:'re|'s|'m)|\b(?:are|is|am|was|were))(?: (?:in|out|back|off|here|there|free|up|away))?$", re.I
)
_SPAN_BEGINS = lazy_pattern(
    r"\s+(?:between|from) (?:\d{1,2}(?:[:.]\d\d)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?: (?:and|to|or))?$",
    re.I,
)
_NAMED_BEFORE = lazy_pattern(r"(?:asked|spoken to|spoken with|talked to|rung|Copying) ([A-Z][a-z]+)(?: in)?,?\s*$")
_COURTESY = lazy_pattern(
    r"\b(?:for you|okay|ok|straight away|right away|then|now|as well|too|definitely|at the latest)\s*$", re.I
)
_BASE = {
    "sent": "send", "sorted": "sort", "done": "do", "paid": "pay", "taken": "take", "refunded": "refund", "rung": "ring",
    "cancelled": "cancel", "looked": "look", "dealt": "deal", "reset": "reset", "shipped": "ship", "swapped": "swap", "made": "make",
    "given": "give", "put": "put", "resent": "resend", "applied": "apply", "notified": "notify", "fixed": "fix", "dispatched": "dispatch",
    "despatched": "despatch", "booked": "book", "posted": "post", "called": "call", "credited": "credit", "delivered": "deliver", "corrected": "correct",
    "contacted": "contact", "emailed": "email", "mailed": "mail", "collected": "collect", "restored": "restore", "added": "add", "lifted": "lift",
    "returned": "return", "repaired": "repair", "installed": "install", "reviewed": "review", "forwarded": "forward", "finished": "finish", "covered": "cover",
    "cleaned": "clean", "cleared": "clear", "informed": "inform", "transferred": "transfer", "processed": "process", "amended": "amend", "reconnected": "reconnect",
    "switched": "switch", "unlocked": "unlock", "assigned": "assign",
    "rehung": "rehang", "hung": "hang", "rebuilt": "rebuild", "built": "build", "kept": "keep", "held": "hold", "brought": "bring",
    "found": "find", "redone": "redo", "written": "write", "rewritten": "rewrite", "seen": "see", "told": "tell", "shown": "show",
    "left": "leave", "laid": "lay", "bought": "buy", "sold": "sell", "drawn": "draw", "strung": "string", "known": "know", "met": "meet",
    "got": "get", "gotten": "get", "lent": "lend", "spent": "spend", "driven": "drive", "chosen": "choose", "worn": "wear",
    "remade": "remake", "refitted": "refit", "visited": "visit", "completed": "complete", "scheduled": "schedule",
}  # fmt: skip
_PASSIVE = lazy_pattern(
    r"(?:be|get) (?:(?:fully|then|also|automatically|personally|immediately) )*(\w+(?:ed|ent|id|ut|en|one|alt|ade|ung|set))\b",
    re.I,
)


def manner_of(clause: str) -> str:
    """How it will be done, in a few words; empty where nothing says so."""
    for pattern, manner in _MANNERS:
        match = pattern.search(clause)
        if match:
            return manner or match.group().lower()
    return ""


def act_of(verb_phrase: str, subject: str, kind: str, cut: list[tuple[int, int]]) -> str:
    """The act as a short infinitive phrase in the agent's words. `cut` are the offsets of time words in the phrase."""
    if kind == "noun":
        return _lower(subject)
    if kind == "fixed":
        left = _LEFT.match(subject)
        return f"deal with {left[1].lower()}" if left else ""
    text = _without(verb_phrase, cut)
    if not _PUT_IN_WRITING.match(text):
        text = _EXPLICIT.sub("", _EXPLICIT_BETWEEN.sub(" ", text))
    text = re.sub(r"\s+", " ", text).strip(" ,.-–—")
    text = re.sub(
        r"\b((?:send|email|e-mail|post|text|mail|forward)(?:ing)?) you (?=(?:an?|the|your|our|my|this|that|these|those|all|both|one|some)\b \w)",
        r"\1 ",
        text,
        flags=re.I,
    )
    text = re.sub(r"\b(call|ring|phone|text) you back\b", r"\1 back", text, flags=re.I)
    while True:
        shorter = _COURTESY.sub("", text).strip(" ,.-–—")
        if shorter == text:
            break
        text = shorter
    text = re.sub(r"\s+(?:before|within|the|for|and|to|between|from|of)$", "", text, flags=re.I)
    if kind in ("third", "able"):
        return _third(text, subject)
    if kind == "there":
        return f"have {text.removeprefix('be ')}"
    if kind in ("present", "returning"):
        return f"{_lower(subject.strip())} {text}"
    if kind == "booked":
        return _booked(text, subject)
    if kind == "being":
        return f"be {text}"
    if kind == "ing":
        return _plain_ing(text)
    return _lower(text)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:] if text[1:2] == " " or not text[:2].isupper() else text


def _without(phrase: str, cut: list[tuple[int, int]]) -> str:
    """A phrase without its time words, and without the marks and loose words that stood around them."""
    text = phrase
    for start, end in sorted(cut, reverse=True):
        before, after = text[:start].rstrip(), text[end:].lstrip()
        # "when you're in on Monday" would lose its sense; "nine-one-two" is a number, read out.
        if _IS.search(before) or re.match(r"-\w|['’]s\b", text[end:]):
            continue
        if start:  # A number before the time is the beginning of a span ("between 8 and 10").
            before = _SPAN_BEGINS.sub("", before)
        after = re.sub(r"^,\s*(?=(?:with|to|before|after|for|and|at|in|on|by|so|from)\b)", "", after, flags=re.I)
        text = f"{before.rstrip(' ,') if after.startswith(',') else before} {after}"
    return re.sub(r"\s+([,;:.])", r"\1", text)


def _booked(text: str, subject: str) -> str:
    """Out of "I've booked", "you're down for", "a van has been arranged"."""
    words = subject.strip()
    ours = re.match(r"(?:I|we)(?:'ve| have)(?: now| just| already)?(?P<got> got)?(?: (?P<whom>.+))?$", words, re.I)
    first, _, rest = text.partition(" ")
    if ours and ours["whom"]:
        return f"{'get' if ours['got'] else 'have'} {ours['whom']} {text}"
    if ours:
        return f"{_base(first.lower())} {rest}".strip()
    noun = re.sub(r"(?:'s|'re|\s+(?:is|are|has been|have been))$", "", words)
    return f"be {text}" if noun.lower() in ("you", "we", "they", "he", "she") else f"have {_lower(noun)} {text}"


def _third(text: str, subject: str) -> str:
    noun = WILL.sub("", subject.strip())
    if person(noun):
        return text
    noun = noun[:1].lower() + noun[1:] if noun[1:2].islower() or len(noun) == 1 else noun
    passive = _PASSIVE.match(text)
    if not passive:
        return f"have {noun} {text[3:] if text.startswith('be ') else text}"
    rest = text[passive.end() :]
    if re.search(r"\band (?:will|shall)\b", rest):
        return f"{noun} will {text}"
    if " and " in rest:
        return f"have {noun} {passive[1].lower()}{rest}"
    particle = re.match(r" (?:into|after)\b", rest)  # "look into the matter", but "pick the parcel up"
    if particle:
        return f"{_base(passive[1].lower())}{particle.group()} {noun}{rest[particle.end() :]}"
    return f"{_base(passive[1].lower())} {noun}{rest}"


def _base(participle: str) -> str:
    """The infinitive of a participle: known ones by a table, others by the rules of English spelling."""
    if participle in _BASE:
        return _BASE[participle]
    if not participle.endswith("ed") or len(participle) < 5:
        return participle
    if participle.endswith("ied"):
        return participle[:-3] + "y"
    stem = participle[:-2]
    if stem[-1] == stem[-2] and stem[-1] not in "lszf":
        return stem[:-1]
    if re.search(r"(?:[cgvzu]|[^s]s|[^aeiou]l|[^e]at|[aiu]t|ur|ir|[^o]id)$", stem) and not re.search(
        r"(?:it|[ae]ir|ll|[eo]at|ait|our|out|eat)$", stem
    ):
        return stem + "e"
    return stem + "e" if re.fullmatch(r"[^aeiou]+[aeiou][^aeiouwxy]", stem) else stem


_LOSE_E = wordset("arrang chas rais escalat replac com writ hav mak tak issu updat driv mov chang giv")
"""Verbs that have an "e" at the end without "-ing"."""


def _plain_ing(text: str) -> str:
    match = re.match(r"(\w+?)ing\b", text)
    if not match:
        return text
    stem = match[1].lower()
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in "ls":
        stem = stem[:-1]
    elif stem in _LOSE_E:
        stem += "e"
    return stem + text[match.end() :]


_PERSON = lazy_pattern(
    r"\b(?:someone|somebody|one of|colleague|member|supervisor|manager|technician|engineer|driver|courier|specialist|surveyor|plumber|fitter|nurse|"
    r"doctor|leader|team|department|they|he|she|adviser|advisor|agent|crew|staff|office|desk|accounts|billing|support|warehouse|boss|director|electrician|person|colleagues|engineers|people|rep|clerk|receptionist|mechanic|cleaner|assistant|officer|contractor|adjuster|inspector|assessor|executive|bloke|lads?|guys?|lady|fella|chap|tech|mason|locksmith|representative|mechanics?|owner|head|principal|teacher|consultant|counsellor|caretaker|who|inspectors|specialists|advisers|advisors|agents|drivers|couriers|partner|solicitors?|lawyer|buyer|planner|dispatcher|foreman|carpenter|roofer|installer|nurses|clinic|surgery|ward|unit manager|finance|legal|payroll|reception|logistics|despatch|dispatch|sales|secretary)\b",
    re.I,
)


def person(noun: str) -> bool:
    """True if a noun phrase names someone who can act: a colleague, a team, a name."""
    return bool(_PERSON.search(noun)) or bool(
        re.fullmatch(r"(?!It|This|That|Your|The|Everything|Both)[A-Z][a-z]+(?: (?:from|in|at) .*)?", noun)
    )


def doer(kind: str, subject: str, speaker: str, before: str = "") -> str:
    """Who will do it: the speaker's name for "I", "we", or the third that was named, if need be in the words `before`."""
    word = subject.strip().lower()
    if kind in ("self", "ing", "can", "being") and word.startswith("we"):
        return "we"
    if kind in ("booked", "coming") and not word.startswith(("i've", "i have", "we've", "we have")):
        noun = re.sub(r"(?:'s|\s+(?:is|are|has been|have been))$", "", subject.strip())
        return noun[:1].lower() + noun[1:] if person(noun) and " " in noun else "we"
    if kind in ("third", "able"):
        noun = WILL.sub("", subject.strip())
        if not person(noun):
            return "we"
        named = _NAMED_BEFORE.search(before) if noun.lower() in ("who", "he", "she", "they") else None
        if named:
            return named[1]
        return (
            noun
            if noun[:1].isupper()
            and " " not in noun
            and noun.lower() not in ("they", "he", "she", "someone", "somebody")
            else noun[:1].lower() + noun[1:]
        )
    if kind in ("you", "noun", "present", "returning", "there") or "us" in word.split() or word.startswith("we "):
        return "we"
    return speaker or "I"
