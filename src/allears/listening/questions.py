"""Finds the agent's questions and tells open from closed, with and without question marks.

A transcript of speech often has no punctuation at all, so that a question is known by how it opens ("can you tell
me", "how did it"). What it asks for decides the kind: a story, a reason or a free answer makes it open; a word, a fact
or a choice makes it closed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from allears.listening.lazily import lazy_pattern

from .lexicon import wordset
from .phrases import LIKELY, PERHAPS, SURE
from .view import Sentence, TurnView
from .wanting import STATING, wants_to_know

Kind = Literal["open", "closed"]


class Question(NamedTuple):
    start: int
    end: int
    kind: Kind
    confidence: float
    because: str


_WHO = (
    r"(?:you|u|ye|yous|i|we|they|he|she|it|there|that|this|these|those|the|your|anyone|anybody|someone|"
    r"somebody|any|either|all|both|my|our)\b"
)
_AUX = (
    r"(?:do|does|did|is|are|was|were|have|has|had|can|could|will|would|shall|should|may|might|am|don't|doesn't|didn't|"
    r"isn't|aren't|wasn't|weren't|haven't|hasn't|can't|couldn't|won't|wouldn't|shouldn't)"
)
_ASK = (
    r"(?:(?:can|could|would|will|may|might) (?:you|i|we)(?: please| just| kindly| also| maybe| possibly)* "
    r"(?:tell|confirm|give|spell|repeat|verify|provide|share|have|take|get|ask|check|read|say|"
    r"describe|explain|walk|talk|show|"
    r"let me know|know|run)\b|do you mind|would you mind|are you able|"
    r"do you (?:have|know|want|need|remember|still|mean|happen|see|think|use|recall|live|own|get|like|prefer)\b|"
    r"(?:did|have|had|are|were) you\b|would you (?:like|prefer|rather|want)\b|"
    r"(?:is|was|are|were|isn't|wasn't) (?:it|that|this|there|the|your|those|these|they|anyone|he|she)\b(?!')|"
    r"(?:does|has) (?:it|that|this|the|your|he|she|anyone)\b|did (?:he|she|they|anyone|any)\b|(?:shall|should) (?:i|"
    r"we)\b|will (?:it|that|you|that be|this)\b|"
    r"can you\b|could you\b|may i\b|can i\b|could i\b|any (?:idea|chance|other|more|luck)\b|have (?:they|we|any)\b)"
)
_WH = (
    r"(?:what(?:'s|s)?|how(?:'s|s)?|when(?:'s)?|where(?:'s)?|whereabouts|who(?:'s)?|whose|whom|which|why|"
    r"(?:at|in|on|to|for|from|with|under|by) (?:what|which|whom|whose))\b"
)
_WH_VERB = (
    r"(?:(?:what|which|whose|how)(?: \w+){1,3}? (?:is|are|was|were|do|does|did|have|has|had|can|"
    r"could|will|would|should|'s)\b|"
    r"(?:what|how|when|where|who|why|which)(?:'s|s)? (?:is|are|was|were|do|does|did|have|has|had|"
    r"can|could|will|would|should|"
    r"may|might|am|don't|didn't|haven't|hasn't|isn't|aren't|won't|not|made|makes|happened|happens|happening|going|wrong|about|come|"
    r"exactly|else|kind|sort|type|time|day|"
    r"date|much|many|long|old|far|often|big|soon|the|your|this|that|it|one|colour|color|size|number|"
    r"name|brings|brought|seems)\b|"
    r"(?:what's|whats|how's|where's|who's|who've|why's|when's|whereabouts)\b)"
)
_TELL = (
    r"(?:please |just |do |kindly )?(?:tell (?:me|us)(?! (?:if|whether|your|the (?:number|name|code|"
    r"post|date|order|reference|first|last))\b)\b|"
    r"talk (?:me|us) through|walk (?:me|us) through|take (?:me|us) through|describe\b|explain "
    r"(?:what|how|why|to me)|fill me in|"
    r"go ahead and (?:tell|explain)|give me (?:the story|an idea|the whole|the full)|help me understand|run me through|"
    r"let's hear|let me hear|share (?:what|how|why|with me what)|start (?:at|from) the beginning|"
    r"say more|tell (?:me )?more)"
)
_OPENING = lazy_pattern(rf"(?P<q>(?P<tell>{_TELL})|(?P<wh>{_WH})|(?P<aux>{_AUX} {_WHO}))")
_INVERTED = (
    r"(?<!\bi )(?<!\bme )(?<!\bthe )(?:(?:do|does|did|is|are|was|has|have|can|could|will|would|shall|am|isn't|aren't|"
    r"wasn't|weren't|doesn't|didn't|hasn't|haven't|couldn't|wouldn't) (?:(?:is|are|do|did|can|could|would) )?"
    r"(?:you|i|we|they|he|she|it|there|that|this|these|those|anyone|anybody|somebody|someone)\b(?!'))"
)
"""A verb before its subject: at the start of a sentence it asks, question mark or not."""
_STRONG = lazy_pattern(rf"(?P<q>(?P<tell>{_TELL})|(?P<wh>{_WH_VERB})|(?P<aux>{_ASK}|{_INVERTED}))")
_INSIDE = lazy_pattern(rf"(?<![\w'])(?:(?P<tell>{_TELL})|(?P<wh>{_WH_VERB})|(?P<aux>{_ASK}))")
_COMMA = lazy_pattern(r"[,:;–—]\s+|\s-\s")
_WORD_AT = lazy_pattern(r"[^\w']*([\w']+)")
BY_ITS_MARK = "a question mark"
"""Why a question was heard that nothing but its mark tells."""
YES_OR_NO = "a yes, a no or a fact answers it"
"""Why a question is closed that begins with its verb."""
STORY = "asks for the story"
"""Why a question is open that asks to be told."""
MANNER = "asks what, how or why"
"""Why a question is open that asks what happened, how, or why."""
FACT = "asks for a fact"
"""Why a question is closed that asks for a name, a number, a time."""
STATED = "wants to be told, by its words"
"""Why a question was heard that has not the form of one."""
MOST_FILLERS = 8
RUN_ON = 60
"""Characters without any sign from which on a turn may hold several questions, anywhere in it."""
_FILLER_WORDS = wordset(
    "so and but ok okay okey right well now alright all um uh er erm oh ah yeah yes no sure great "
    "lovely fine good perfect sorry "
    "please thanks thank you just then also first firstly actually anyway that case ask let me i "
    "see mm hmm hey hi sir madam "
    "ma'am ma am miss mister mind asking of interest question the way btw one"
)
_FIRST = wordset(
    "do does did is are was were have has had can could will would shall should may might am don't "
    "doesn't didn't isn't aren't "
    "wasn't weren't haven't hasn't can't couldn't won't wouldn't shouldn't what what's whats how "
    "how's hows when when's where where's "
    "whereabouts who who's who've why's whose whom which why in at on to for from with under by tell talk walk "
    "take describe explain fill go "
    "give help run let's let share start say kindly any out quick last if"
)
_STARTERS = wordset(
    "so and but ok okay right well now alright um uh er erm oh ah yeah yes no lovely please thanks you sorry just "
    "then sir madam missus mister mrs mr mate love mm hmm good great fine that's perfect"
)
_BREAK = lazy_pattern(
    r"\s(?=(?:okay|ok|right|yeah|yes|lovely|thank you|thanks|alright|mm|bye|just bear|bear with|"
    r"i'll|i've|i have|that's|"
    r"let me|no|oh|uh|sorry)\b)"
)

_OPEN = lazy_pattern(
    r"(?:what (?:can|could|may|should|shall|would) (?:i|we|you)|how (?:can|could|may|might|should) "
    r"(?:i|we) (?:help|be|assist|make|put)|"
    r"what(?:'s|s| is| was| has)? (?:been )?(?:happen|going on|the (?:matter|problem|trouble|issue|"
    r"story|situation|difficulty|background|fault)|"
    r"wrong|up\b|troubling|worr|bother|bugging|upset|on your mind|behind|it like|that like|all this)|"
    r"what(?:'s|s| has|ve|'ve| have)? (?:gone|made|makes|brings|brought|seems|did|do|does|are|were|"
    r"would|led|caused|else|exactly|have|had|about)\b(?! (?:it|that|this) (?:say|read|cost)| you "
    r"call| your (?:name|number))|"
    r"how (?:come|did|do|does|is|are|was|were|has|have|had|would|'s|can|might|will|about|has)\b(?! "
    r"(?:you|i|we) (?:spell|pronounce|say))|how's|why|"
    r"in what way|for what|what sort of|what kind of)"
)
_CLOSED = lazy_pattern(
    r"(?:how (?:many|much|long|old|far|often|big|soon|late|tall|wide|do you (?:spell|pronounce|want "
    r"(?:it|to pay))|are you (?:paying|spelling)|would you like to pay)\b|"
    r"what(?:'s|s| is| was| are| were|) ?(?!happen|went|goes|going|caused|led|brings|brought)"
    r"(?:the |your |his |her |their |its |that |this )?(?:\w+ ){0,2}?"
    r"(?:name|number|numbers|code|postcode|zip|address|date|birthday|model|make|reference|ref|"
    r"colour|color|size|weight|time|title|email|e-mail|"
    r"amount|version|serial|account|password|age|day|order|brand|digits|letter|figure|room|floor|"
    r"extension|phone|tag|plate|registration|username|id|price|flat|street)\b|"
    r"what (?:does (?:it|the|that|your) (?:\w+ )?(?:say|read|show)|do you call|are the (?:last|first)|year|month|week)|"
    r"when|where|who|which|whose|whom|at what|on what|in which|to which|what (?:floor|room|size|"
    r"time|day|date|colour|color))"
)
_THING = lazy_pattern(
    r"(?:the|a|one) (?:\w+ ){0,2}?(?:one|number|name|code|colour|color|size|address|date|time|amount|"
    r"digits)\b"
)
_ASKS_STORY = lazy_pattern(
    r"(?:can|could|would|will|may|might) (?:you|i|we)(?: please| just| kindly| also| maybe)* "
    r"(?:tell|ask|say|explain|describe|walk|talk|take|share|"
    r"let me know|give me (?:an idea|some|a bit|more)|help me understand|run me|show me)\b(?P<rest>.*)",
    re.DOTALL,
)
_STORY = lazy_pattern(
    r"\b(?:what (?:happened|'?s|is|was|you|went|has|have|makes|made|the (?:problem|trouble|matter|"
    r"issue))|how (?!many|much|long|old)|why|more|about|through|"
    r"(?:a )?(?:bit|little) (?:more|about)|in your own words|the story|everything)\b"
)
_MAY_ASK = lazy_pattern(
    r"(?:can|could|may|might) (?:i|we)(?: just| please| possibly| kindly)? ask(?: you)?,? "
    r"(?=what (?:happen|went|goes|you|it|that|this|made|makes|brought|brings|led|exactly|"
    r"the (?:problem|matter|trouble|issue))|how (?:you|it|that|this|the)\b|why\b)"
)
"""Leave to ask what, how or why: what is asked so invites as much as by itself."""
_CHECKING = lazy_pattern(
    r"(?:is|was|isn't) (?:that|this|it) (?:about |roughly |all |more or less )?(?:right|correct|it|"
    r"so|what you (?:mean|meant|said)|accurate|the size of it|everything)\s*$|"
    r"(?:have|did|do|am) i (?:got|get|have|understood|understand|heard|hear|followed|follow|"
    r"pictured|missed|miss|left|leave|covered|right|read|reading|caught|catch)\b|"
    r"(?:does|do) (?:that|this|it) (?:match|sound right|sound about right|cover|sum|capture|square|tally)\b|"
    r"anything (?:i've|i have|i) (?:got wrong|missed|left|forgotten|miss)|"
    r"(?:right|correct|yes|yeah|no|ok|okay|eh|innit|na|huh|alright|you know|you see|see|sorry|"
    r"pardon|hello|really|what|come again|me|you there|are you there|are you still there)\s*$"
)
_COURTESY = lazy_pattern(
    r"(?:can|could|would|will|may|might|do|is it|are you)\b.{0,40}\b(?:hold (?!of)|hold$|bear with|"
    r"wait|hang on|hang about|a moment|a minute|one moment|a second|a sec\b|put you (?:on|through)|"
    r"transfer|connect you|pass you|hand you)"
)
_RHETORICAL = lazy_pattern(
    r"(?:what (?:do|did) you expect|who knows|how (?:should|would) i know|what (?:am|can) i "
    r"supposed|who cares|so what|what do you want me to do|why (?:don't|not) (?:you )?(?:we|"
    r"i)?\b.{0,6}$|how about (?:i|we)|what's the point)"
)
_RELATIVE = lazy_pattern(
    r"(?:which|where|when|who) (?:is|was|are|were|has|have|had|does|the|it|you|we|i|they|he|"
    r"she|this|that|your)\b(?!.*\?)(?:.{25,}|.*\bis\b.+)|"
    r"what (?:is|was|are|were|has|have|had|does)\b(?!.*\?)"
    r"(?! (?:your|the|his|her|their) .*(?:number|name|code|address|please)).*\b(?:is|was|will|can)\b.+|"
    r"what (?:i|we|he|she|they|you|it|the|your|that|this)\b(?!.*\?)(?:.{25,}|.*\bis\b.*)|"
    r"what(?:'s| (?:i|you|we|they)(?:'m|'re))\b(?!.*\?).*\bis\b.*|"
    r"what (?:i|we|he|she|they)\b|what's (?:not|more|left)\b|when (?:the|you|it|we|i|they)\b|who (?:would|wouldn't)\s*$"
)
_SAID_BACK = lazy_pattern(r"(?:(?:ok|okay|right|and|ah|oh|sorry|well)[\s,]+)*(?:so|meaning|in other words)\b")
_TAG = lazy_pattern(
    r"(?:^|,?\s)(?!(?:do|have) (?:it|he|she|there)\b)(?:isn't|aren't|wasn't|weren't|don't|doesn't|didn't|won't|"
    r"wouldn't|can't|couldn't|haven't|"
    r"hasn't|havent|is|are|was|were|do|does|did|have|has|will|would|can)\s"
    r"(?:it|you|they|he|she|we|i|there)\s*$"
)


def questions(turn: TurnView) -> Iterator[Question]:
    """The questions of one turn in order, without those of courtesy, tags, and checks of what was understood."""
    may_ask = "?" in turn.lower or not _FIRST.isdisjoint(turn.words)
    may_state = not STATING.isdisjoint(turn.words)
    if not may_ask and not may_state and len(turn.lower) <= RUN_ON:
        return  # as most turns of speech: nothing in it begins a question
    for sentence in turn.sentences:
        found = None
        if not sentence.mark and sentence.end - sentence.start > RUN_ON:
            for found in _in_speech(turn, sentence):
                yield found
        elif may_ask:
            found = _in_sentence(turn, sentence)
            if found is not None:
                yield found
        if found is None and may_state and not sentence.asks and _stated(turn, sentence):
            yield Question(sentence.start, sentence.end, "closed", LIKELY, STATED)


def _stated(turn: TurnView, sentence: Sentence) -> bool:
    """True if a sentence asks without the form of a question."""
    words = turn.words_of(sentence)
    if STATING.isdisjoint(words):
        return False
    lower = turn.lower[sentence.start : sentence.end]
    return wants_to_know(lower, words, bool(sentence.mark)) and not turn.quoted(sentence.start)


def questions_of(turn: TurnView) -> tuple[Question, ...]:
    """The questions of a turn, found the first time its words are met."""
    found: tuple[Question, ...] | None = turn.known.get(questions)
    if found is None:
        found = turn.known[questions] = tuple(questions(turn))
    return found


def asked_in_form(turn: TurnView, sentence: Sentence) -> bool:
    """True if a sentence is a question by its form, not by its mark alone."""
    asked = (question for question in questions_of(turn) if question.because not in (BY_ITS_MARK, STATED))
    return any(question.start < sentence.end and question.end > sentence.start for question in asked)


def _in_sentence(turn: TurnView, sentence: Sentence) -> Question | None:
    lower = turn.lower
    pattern = _OPENING if sentence.asks else _STRONG
    at = _opening_at(lower, sentence.start, sentence.end)
    opening = pattern.match(lower, at, sentence.end) if at >= 0 else None
    if opening is None:
        opening = _after_a_clause(turn, sentence)
    if opening is None:
        return _without_opening(turn, sentence) if sentence.asks else None
    if not sentence.asks and lower[sentence.start : sentence.end].startswith(("what a ", "how nice", "how lovely")):
        return None
    return _judge(turn, opening, sentence.start if opening["tell"] else opening.start("q"), sentence.end, sentence.asks)


def _opening_at(lower: str, start: int, end: int) -> int:
    """Where a question can begin, after fillers; -1 if the first other word begins none. It spares the expressions."""
    for _ in range(MOST_FILLERS):
        word = _WORD_AT.match(lower, start, end)
        if word is None:
            return -1
        if word[1] in _FIRST:
            return word.start(1)
        if word[1] not in _FILLER_WORDS:
            return -1
        start = word.end()
    return -1


def _after_a_clause(turn: TurnView, sentence: Sentence) -> re.Match[str] | None:
    """The question that begins after a comma or a dash: "Right, it is open, do you want it back?"."""
    pattern = _OPENING if sentence.asks else _STRONG
    last = None
    for comma in _COMMA.finditer(turn.lower, sentence.start, sentence.end):
        at = _opening_at(turn.lower, comma.end(), sentence.end)
        found = pattern.match(turn.lower, at, sentence.end) if at >= 0 else None
        if found is not None and sentence.mark and not sentence.asks and not found["tell"]:
            continue  # who writes full stops writes question marks: this is "…, which is why"
        if found is not None and (last is None or found["tell"] or found["wh"]):
            last = found
    if last is not None or not sentence.asks:
        return last
    for found in _INSIDE.finditer(turn.lower, sentence.start, sentence.end):
        before = turn.lower[sentence.start : found.start()].split()
        if not before or before[-1].strip(",") in _STARTERS:
            return _OPENING.match(turn.lower, found.start(), sentence.end)
    return None


def _without_opening(turn: TurnView, sentence: Sentence) -> Question | None:
    """A question known by its mark alone: "Anything else?", "And the colour?", "You sent it on Monday?"."""
    text = turn.lower[sentence.start : sentence.end]
    if len(text.split()) < 3 and text not in ("anything else", "and you"):
        return None  # a word said back
    if _CHECKING.match(text) or _CHECKING.search(text) or _TAG.search(text) or _COURTESY.match(text):
        return None
    if _SAID_BACK.match(text):
        return None  # said back for a yes: restating
    return Question(sentence.start, sentence.end, "closed", PERHAPS, BY_ITS_MARK)


def _in_speech(turn: TurnView, sentence: Sentence) -> Iterator[Question]:
    """Questions in a run of words without punctuation, each up to the next question or change of subject."""
    lower = turn.lower
    starts = []
    for found in _INSIDE.finditer(lower, sentence.start, sentence.end):
        before = lower[sentence.start : found.start()].split()
        word = before[-1] if before else ""
        if found["aux"] and word in {
            "what",
            "how",
            "where",
            "when",
            "why",
            "which",
            "who",
            "that",
            "if",
            "as",
            "whether",
            "than",
            "i",
            "you",
        }:
            continue
        if found["wh"] and before and word not in _STARTERS and not (word == "me" and len(before) > 1):
            continue
        if found["tell"] and word in {
            "to",
            "you",
            "i",
            "i'll",
            "will",
            "can",
            "they",
            "not",
            "just",
            "didn't",
            "don't",
        }:
            continue
        starts.append(found)
    for i, found in enumerate(starts):
        limit = starts[i + 1].start() if i + 1 < len(starts) else sentence.end
        stop = _BREAK.search(lower, found.end(), limit)
        question = _judge(turn, found, found.start(), stop.start() if stop else limit, False)
        if question is not None:
            yield question


def _judge(turn: TurnView, opening: re.Match[str], start: int, end: int, marked: bool) -> Question | None:
    while end > start and not turn.lower[end - 1].isalnum():
        end -= 1
    text = turn.lower[start:end]
    groups = opening.groupdict()
    kind = "tell" if groups["tell"] else "wh" if groups["wh"] else "aux"
    asked = turn.lower[opening.start(kind) : end]
    if _CHECKING.match(asked) or _COURTESY.match(asked) or _RHETORICAL.match(asked) or turn.quoted(start):
        return None
    sure = SURE if marked else LIKELY
    if groups["tell"]:
        after = asked[opening.end("tell") - opening.start("tell") :].lstrip(" ,")
        kind_asked: Kind = "closed" if _CLOSED.match(after) or _THING.match(after) else "open"
        return Question(start, end, kind_asked, sure, STORY if kind_asked == "open" else FACT)
    if groups["wh"]:
        if not marked and _RELATIVE.match(asked):
            return None
        if _CLOSED.match(asked):
            return Question(start, end, "closed", sure, FACT)
        if _OPEN.match(asked):
            return Question(start, end, "open", sure, MANNER)
        if asked.startswith(("what", "how")):
            return Question(start, end, "open", PERHAPS, "asks what or how")
        return Question(start, end, "closed", PERHAPS, FACT)
    told = _MAY_ASK.match(asked)
    if told is not None and not _CLOSED.match(asked, told.end()):
        return Question(start, end, "open", sure, MANNER)
    story = _ASKS_STORY.match(asked)
    if story is not None and _STORY.search(story["rest"]) and not _CLOSED.search(story["rest"]):
        return Question(start, end, "open", sure, "asks to be told")
    if _TAG.search(text) and not text.startswith(("is ", "are ", "do ", "did ", "was ")):
        return None
    return Question(start, end, "closed", sure, YES_OR_NO)
