"""Speaks to the customer by name.

Examples:
    C: My name is Kate Doyle. / A: Thank you, [Ms Doyle].
    C: Hi, this is Darren. / A: Hi [Darren], I'm Mo.
    C: It's Anna Lee here, about the invoice. / A: I see it, [Anna], it's paid.
Not:
    C: My name is Kate Doyle. / A: Is that Doyle with an e?
    C: Darren here. / A: I'll ask Priya to ring you.
    C: This is Anna. / A: Anna's invoice is the one in the other pile.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from allears.listening.lazily import lazy_pattern
from allears.listening.lexicon import wordset
from allears.listening.phrases import LIKELY, SURE
from allears.listening.reading import Mark
from allears.listening.said import Said
from allears.listening.view import TurnView, View

NAME = "using_name"
PARTY = "agent"
EFFECT = "helps"
LABEL = "Uses their name"
NOTE = "Speaks to the customer by name."

_SELF = lazy_pattern(
    r"\b(?:my name is|my name's|my names|this is|i'm|i am|it's|name is|name's)\s+((?:(?:mr|mrs|ms|"
    r"miss|dr|mister|missus)\.?\s+)?[^\W\d_][\w'-]+(?:\s+[A-Z][\w'-]+)?)"
    r"|(?:\A|[.,!?]\s)([A-Z][\w'-]+(?: [A-Z][\w'-]+)?) (?:here|speaking)\b",
    re.IGNORECASE,
)
FIRST_TURNS = 6
"""Turns of the customer in which a name of their own is looked for."""
_SELF_CUES = ("name", "this is", "i'm ", "i am ", "it's ", " here", "speaking")
_TITLE = wordset(
    "mr mrs ms miss dr mister missus madam sir prof professor mme herr frau señor señora uncle auntie aunty mama "
    "chief alhaji pastor father sister"
)
_NO_NAME = wordset(
    "the a an and or not just so very really it is here there calling about your my in on at for to going still "
    "trying looking afraid sorry having getting sure ok okay fine good new from happy waiting one what that this "
    "ringing with only"
)
_BEFORE = lazy_pattern(
    r"(?:\A|[.,!?;:—–\n]\s*|\b(?:hi|hello|hey|dear|thanks|thank you|morning|afternoon|evening|sorry|"
    r"ok|okay|right|yes|no|now|well|so|please|and|sure|"
    r"bye|goodbye|cheers|welcome|certainly|of course|lovely|great|day|ah|oh|mr|mrs|ms|miss|dr|"
    r"mister|missus|madam|good|course|worries|there)\s+)\Z"
)
_AFTER = lazy_pattern(
    r"\s*(?:[,.!?;:—–)\n]|\Z|(?:and thank|i|i'm|i'll|thank|thanks|how|what|can|could|please|this is|"
    r"here is|let me|we)\b|['\"]?\s*\Z)"
)
_ABOUT = lazy_pattern(
    r"(?:\b(?:is|was|am i|are you|that|this|name|called|speaking (?:to|with)|with|from|for|under|"
    r"spell|spelt|spelled|mean|say|said|ask|tell|to|of)\s+(?:(?:mr|mrs|ms|miss|dr)\.? )?)\Z"
)


def find(view: View) -> Iterator[Mark]:
    """The customer's name, known from the source or from their own words, where it stands as an address, not in a
    sentence.

    Confidence: .95 between commas or after a greeting, .85 where only one side shows it.
    """
    names = _names(view)
    if not names:
        return
    for turn in view.agent_turns:
        if names.isdisjoint(turn.words):
            continue
        last = -1
        for i, token in enumerate(turn.tokens):
            if token.word not in names or token.start < last:
                continue
            end = token.end
            for following in turn.tokens[i + 1 : i + 3]:
                if following.word in names and turn.lower[end : following.start] in (" ", ". ", "-"):
                    end = following.end
                else:
                    break
            start = token.start
            if i and turn.tokens[i - 1].word in _TITLE and token.start - turn.tokens[i - 1].end <= 2:
                start = turn.tokens[i - 1].start
            mark = _judge(turn, start, end)
            if mark is not None:
                last = end
                yield mark


def _judge(turn: TurnView, start: int, end: int) -> Mark | None:
    lower = turn.lower
    before = _BEFORE.search(lower, max(0, start - 25), start)
    after = _AFTER.match(lower, end)
    titled = start == 0 or not lower[start:end].isalpha()
    if _ABOUT.search(lower[max(0, start - 30) : start]) or turn.quoted(start):
        return None
    if before and after:
        return turn.mark(NAME, start, end, SURE, "the name stands as an address")
    if (before and titled and lower[end : end + 2] != "'s") or (
        after and lower[start - 1 : start] == " " and lower[start - 2 : start - 1] in ",.!?"
    ):
        return turn.mark(NAME, start, end, LIKELY, "the name stands as an address")
    if (
        after
        and after.group().strip()[:1] in ("", ",", ".", "!", "?")
        and (titled or turn.sentence_at(start).end == end)
    ):
        return turn.mark(NAME, start, end, LIKELY, "the name ends the sentence")
    return None


def _names(view: View) -> set[str]:
    given = [view.transcript.customer.name, *view.speakers["customer"]]
    agents = {word for speaker in view.speakers["agent"] for word in speaker.lower().split()}
    for turn in view.opening("customer", FIRST_TURNS):
        given += turn.once(_called)
    found: set[str] = set()
    for name in given:
        if "@" in name or len(name) > 60:
            continue
        words = [w.strip(".'") for w in name.lower().replace("-", " ").split()]
        if (
            words
            and words[0] not in _NO_NAME
            and words[0] not in {"customer", "caller", "user", "client", "guest", "visitor", "b"}
        ):
            found.update(w for w in words if len(w) > 1 and w not in _TITLE and w not in _NO_NAME)
    return found - agents


def _called(said: Said) -> list[str]:
    """What a speaker says they are called. Who writes capitals writes one in a name: "it's cold" names nobody."""
    if len(said.text) >= 2000 or not any(cue in said.lower for cue in _SELF_CUES):
        return []
    named = [first or second for first, second in _SELF.findall(said.text)]
    return named if said.text.islower() else [name for name in named if not name.islower()]
