# ruff: noqa: E501 (tables of words read better unbroken)
"""What was promised, by whom, and in which manner, out of the words of a commitment."""

from __future__ import annotations

import re

_MANNERS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.I), manner)
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
_EXPLICIT = re.compile(
    r",?\s*\b(?:by (?:recorded|registered|special|first[- ]class|certified) (?:post|mail|delivery)|in writing|by (?:post|mail|e-?mail|text|sms|phone|courier|"
    r"hand|cheque|letter)|via (?:e-?mail|text|sms)|over the phone|in person|face to face|personally|myself)\b",
    re.I,
)
_COURTESY = re.compile(
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
    "completed": "complete", "switched": "switch", "unlocked": "unlock", "assigned": "assign",
}  # fmt: skip
_PASSIVE = re.compile(
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
    text = verb_phrase
    for start, end in sorted(cut, reverse=True):
        text = text[:start] + " " + text[end:]
    text = _EXPLICIT.sub("", text)
    text = re.sub(r"\s+", " ", text).strip(" ,.-–—")
    text = re.sub(r"\b(call|ring|phone|text) you back\b", r"\1 back", text, flags=re.I)
    while True:
        shorter = _COURTESY.sub("", text).strip(" ,.-–—")
        if shorter == text:
            break
        text = shorter
    text = re.sub(r"\s+(?:by|on|at|in|before|within|the|for|and|to|between|from|of)$", "", text, flags=re.I)
    if kind == "third":
        return _third(text, subject)
    if kind == "ing":
        return _plain_ing(text)
    return text[:1].lower() + text[1:] if not text[:2].isupper() else text


def _third(text: str, subject: str) -> str:
    noun = re.sub(
        r"(?:'ll| will|'s going to| is going to| are going to|'re going to| shall|'s gonna)\s*$",
        "",
        subject.strip(),
        flags=re.I,
    )
    noun = noun[:1].lower() + noun[1:] if noun[1:2].islower() or len(noun) == 1 else noun
    passive = _PASSIVE.match(text)
    if passive and not person(noun):
        base = _base(passive[1].lower())
        return f"{base} {noun}{text[passive.end() :]}"
    if text.startswith("be "):
        return f"have {noun} {text[3:]}" if not person(noun) else text
    return text if person(noun) else f"have {noun} {text}"


def _base(participle: str) -> str:
    if participle in _BASE:
        return _BASE[participle]
    return participle[:-1] if participle.endswith("ed") else participle


def _plain_ing(text: str) -> str:
    match = re.match(r"(\w+?)ing\b", text)
    if not match:
        return text
    stem = match[1].lower()
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in "ls":
        stem = stem[:-1]
    elif stem in ("arrang", "chas", "rais", "escalat", "replac", "com", "writ", "hav", "mak", "tak", "issu", "updat"):
        stem += "e"
    return stem + text[match.end() :]


_PERSON = re.compile(
    r"\b(?:someone|somebody|one of|colleague|member|supervisor|manager|technician|engineer|driver|courier|specialist|surveyor|plumber|fitter|nurse|"
    r"doctor|leader|team|department|they|he|she|adviser|advisor|agent|crew|staff|office|desk|accounts|billing|support|warehouse|boss|director|electrician|person|colleagues|engineers|people|rep|clerk|receptionist|mechanic|cleaner|assistant|officer|contractor|adjuster|inspector|assessor|executive|bloke|lads?|guys?|lady|fella|chap|tech|mason|locksmith|representative|mechanics?|owner|head|principal|teacher|consultant|counsellor|caretaker|who|inspectors|specialists|advisers|advisors|agents|drivers|couriers|partner|solicitors?|lawyer|buyer|planner|dispatcher|foreman|carpenter|roofer|installer|nurses|clinic|surgery|ward|unit manager|finance|legal|payroll|reception|logistics|despatch|dispatch|sales|secretary)\b",
    re.I,
)


def person(noun: str) -> bool:
    """True if a noun phrase names someone who can act: a colleague, a team, a name."""
    return bool(_PERSON.search(noun)) or bool(
        re.fullmatch(r"(?!It|This|That|Your|The|Everything|Both)[A-Z][a-z]+(?: (?:from|in|at) .*)?", noun)
    )


def doer(kind: str, subject: str, speaker: str) -> str:
    """Who will do it: the speaker's name for "I", "we", or the third that was named."""
    word = subject.strip().lower()
    if kind in ("self", "ing") and word.startswith("we"):
        return "we"
    if kind in ("booked", "coming") and not word.startswith(("i've", "i have", "we've", "we have")):
        noun = re.sub(r"(?:'s|\s+(?:is|are|has been|have been))$", "", subject.strip())
        return noun[:1].lower() + noun[1:] if person(noun) and " " in noun else "we"
    if kind == "third":
        noun = re.sub(
            r"(?:'ll| will|'s going to| is going to| are going to|'re going to| shall|'s gonna)\s*$",
            "",
            subject.strip(),
            flags=re.I,
        )
        if not person(noun):
            return "we"
        return (
            noun
            if noun[:1].isupper()
            and " " not in noun
            and noun.lower() not in ("they", "he", "she", "someone", "somebody")
            else noun[:1].lower() + noun[1:]
        )
    if kind == "you" or "us" in word.split() or word.startswith("we "):
        return "we"
    return speaker or "I"
