# ruff: noqa: E501 (tables of words read better unbroken)
"""Sentences and clauses of a turn, in writing and in speech without punctuation. All offsets are into the turn's text."""

from __future__ import annotations

import re
from itertools import pairwise

from allears.listening.lazily import lazy_pattern

MAX_TURN = 20_000
"""Characters of one turn that are read: longer ones are pasted documents."""
MAX_CLAUSE = 400
MAX_SENTENCE = 600
"""Speech without punctuation is read in stretches of this many characters, which bounds the work for each."""

_BREAK = lazy_pattern(
    r"[!?…]['\")\]]*\s+|\.['\")\]]*\s+(?=\S)|"
    r"\n(?:\s*\n\s*|(?=\s*(?:[-*•>]|\d+[.)]\s))|(?<=[a-z,]{2}\n)(?=[A-Z][a-z]+,?\s*\n))"
)
"""Every branch begins with a letter of its own, so that the engine skips what lies between."""
_ABBREVIATION = lazy_pattern(
    r"(?:\b(?:mr|mrs|ms|dr|st|no|approx|ref|ext|e\.g|i\.e|tel|jan|feb|aug|sept?|oct|nov|dec|mon|tues?|weds?|thurs?|fri)\.)$",
    re.I,
)
_HALF_DAY = lazy_pattern(r"\b[ap]\.\s?m\.$", re.I)
_GOES_ON = lazy_pattern(
    r"[a-z]|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|\d|Eastern|Pacific|Central|Mountain|UK|[ECMP][SD]?T\b|GMT|BST"
)

_STOP_WORDS = (
    r"so (?=you|that|we|i|it|they|please|don|no|there|if)|so$|but|because|cos|cause|since (?!the)|should|ma'am|sir|madam|love|mate|unless|although|though|"
    r"otherwise|in case|while|whilst|okay|ok|alright|all right|thanks(?! on| to)|thank you(?! on| to)|cheers|bye|sorry|yeah|please|"
    r"is (?:that|there|this)|are (?:you|there)|does that|do you|did you|can (?:i|you|we)|could (?:i|you)|would (?:you|that)|"
    r"have you|anything else|in the meantime|meanwhile|(?:which|who) (?:will|should|is|means)|um|uh|erm|"
    r"and then|and (?=(?:i|we|you|he|she|they|it|that|there|if|please|your|the (?:team|engineer)|a (?:colleague|member)|"
    r"someone|somebody|in the meantime|meanwhile|thanks|thank|sorry|is|are|do|does|what|can|could|would)\b)|"
    r"(?:i|we|you|they|he|she|it)(?:['’](?:ll|m|re|ve|s|d)| (?:will|am|are|have|can|could|would|do|don|need|just))"
)
_STOP = lazy_pattern(
    rf"[;:]\s|\s[-–—]+\s|—|\s\(|\.\s|,\s*(?=(?:{_STOP_WORDS})\b)|,\s*(?=(?:and |so |then |but )?(?:I|we|you|he|she|they|it|that|there|this)\b)"
    rf"|\s(?=(?:{_STOP_WORDS})\b)",
    re.I,
)
_CONDITION = lazy_pattern(r",?\s(?:if|provided|assuming|as long as|subject to|depending on|should you|unless)\b", re.I)
_EMBEDDED = lazy_pattern(
    r"\b(?:know|see|check|ask(?: (?:him|her|them|(?-i:[A-Z])\w+|the \w+))?|find out|tell you|confirm|whether|learn|establish|clarify|work out|as)\s*$",
    re.I,
)


def sentences(text: str) -> list[tuple[int, int]]:
    """The offsets of the sentences of a text, quoted lines of an email ("> …") left out."""
    text = text[:MAX_TURN]
    cuts = [0]
    for match in _BREAK.finditer(text):
        at = match.start() + (text[match.start()] != "\n")  # the mark itself belongs to the sentence
        before = text[max(0, at - 8) : at]
        if "\n\n" not in text[at : match.end()] and before.endswith("."):
            if _ABBREVIATION.search(before):
                continue
            if _HALF_DAY.search(before) and _GOES_ON.match(text, match.end()):
                continue
        cuts.append(match.end())
    cuts.append(len(text))
    spans: list[tuple[int, int]] = []
    for start, end in pairwise(cuts):
        if text[start:end].strip() and not text[start:end].lstrip().startswith(">"):
            spans.extend(_stretches(text, start, end))
    return spans


def _stretches(text: str, start: int, end: int) -> list[tuple[int, int]]:
    spans = []
    while end - start > MAX_SENTENCE:
        cut = max(
            text.rfind(word, start, start + MAX_SENTENCE) for word in (" so ", " but ", " okay ", " and i", " right ")
        )
        if cut <= start:
            cut = text.rfind(" ", start, start + MAX_SENTENCE)
        if cut <= start:
            cut = start + MAX_SENTENCE
        spans.append((start, cut))
        start = cut
    spans.append((start, end))
    return spans


def clause_end(sentence: str, verb: int, limit: int) -> int:
    """Where the clause ends whose verb begins at offset `verb`; at most at `limit`, the next commitment's start."""
    limit = min(limit, verb + MAX_CLAUSE, len(sentence))
    end = limit
    at = verb
    while match := _STOP.search(sentence, at, limit):
        lead = sentence[max(0, match.start() - 12) : match.start()]
        # "find out what", "let you know you're booked": words that a verb of telling takes with it.
        if re.search(
            r"\b(?:that|what|how|when|where|as|whatever|everything|anything|all|let|once|after|before|until|as soon as|or|and|time)$",
            lead,
            re.I,
        ):
            at = match.end() + 1
            continue
        end = match.start()
        break
    condition = _CONDITION.search(sentence, verb, end)
    if condition and not _EMBEDDED.search(sentence[: condition.start()]):
        end = condition.start()
    return trim_end(sentence, verb, end)


_LOOSE_END = lazy_pattern(
    r"(?:[\s,;:.!?\-–—)\"']|\s(?:and|so|but|then|or|okay|ok|as well as|also|um|uh|erm|right|yeah|if|now then)\b)+$",
    re.I,
)


def trim_end(text: str, start: int, end: int) -> int:
    """The end without trailing blanks, punctuation and loose words ("and", "so")."""
    while True:
        match = _LOOSE_END.search(text[start:end])
        if match is None or end <= start:
            return max(end, start)
        end = start + match.start()
        if (
            text[end : end + 1] == "."
            and re.search(r"\b[ap]\.?\s?m$", text[start:end], re.I)
            and "." in text[start:end][-4:]
        ):
            return end + 1
