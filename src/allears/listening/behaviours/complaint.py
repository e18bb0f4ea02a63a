"""Says that something is wrong with the product, the service or the treatment.

Examples:
    C: [The boiler valve you sent is the wrong one].
    C: Hi, [my parcel never arrived].
    C: [I've been waiting three weeks and nobody calls back].
Not:
    C: I'd like to change my address.
    C: Is there a problem with the site?
    C: No problem, that works fine.
"""

from __future__ import annotations

from collections.abc import Iterator

from allears.listening.behaviours import abuse, repeating
from allears.listening.lazily import lazy_pattern
from allears.listening.lexicon import wordset
from allears.listening.phrases import LIKELY, PERHAPS, SURE, Cues
from allears.listening.reading import Mark
from allears.listening.view import Sentence, TurnView, View, joined

NAME = "complaint"
PARTY = "customer"
EFFECT = "tells"
LABEL = "Complains"
NOTE = "Says what is wrong."

CUES = Cues(
    (
        SURE,
        "says that it does not work, came wrong or not at all",
        """
        (isn't|not|stopped|aren't|wasn't|never|quit|weren't) [properly|actually] (work|working|worked|charging|
          loading|turning on|switching|connecting|opening|starting|heating|printing|responding|saving|sending|
          draining)
        (doesn't|don't|won't|didn't|wouldn't) [even|actually|just] (work|turn on|switch on|start|load|open|connect|
          charge|print|fit|close|save|respond|recognise|recognize|let me|accept|drain|heat|shut|play|sync|go through|
          arrive|come|match|show)
        (never|not|hasn't|haven't|didn't|still not|yet to|nor) [even|been|actually|have] (arrive|arrived|come|came|
          turned up|turn up|showed|show up|received|delivered|been delivered|been paid|been refunded|heard|
          had a reply|replied|answered|called back|rang back|appeared|credited|been credited)
        (is|are|was|were|it's|they're|came|arrived|turned up|gone|went|comes|that's|she's|be) [all|completely|totally|
          still|already|just|badly|very|so|again|now] (broken|faulty|cracked|damaged|dead|down|missing|wrong|late|
          leaking|ruined|defective|smashed|stuck|frozen|scratched|torn|bent|dented|soaked|mouldy|moldy|rotten|off|
          filthy|dirty|cold|out of date|overdue|disgusting|unacceptable|ridiculous|useless|broke|in bits|blocked|
          jammed|blank|empty|a joke|a disgrace|rude|shocking|appalling|terrible|awful|outrageous|not good enough|
          short)
        (charged|billed|debited|invoiced|paid) [me|us] [.. |for it|for this|the same] (twice|double|again|wrongly|
          wrong|too much|incorrectly|two times|extra)
        (wrongly|wrong|over|double) [been] (charged|billed|debited|charge)
        overcharged
        (charged|billed|debited) (me|us|my|for something)
        (been|be) (waiting|chasing|trying|on hold|ringing|calling|without|told|sent|charged|debited|cut off|passed|
          ignored|knocked back|overcharged|left)
        (waited|waiting|wait) [for|at|in] [over|about|more than|nearly] _ (hours|weeks|days|months|minutes|years|mins|
          hrs)
        (still|again) (no|not|nothing|waiting|broken|haven't|hasn't|down|says|the same|missing|don't|doesn't|can't|says)
        (nobody|no one|noone|no-one|not one person|none of you|none of them) (came|called|calls|answers|answered|rang|
          rings|told|replied|replies|ever|has|knows|turned|picks|picked|showed|seems|bothered|can|is)
        (the|a|an|my|sent|sent me|wrong) wrong (one|size|colour|color|item|order|part|thing|product|amount|address|
          date|dates|price|model|person|name|number|way|bill|place|time)
        wrong (size|colour|color|item|part|order)
        (there's|there is|got|have|having|had|got a|with) [a|some|this|the|an] [big|serious|huge|real] (problem|issue|
          fault|leak|crack|hole|smell|stain|error|trouble|complaint)
        (not|isn't|wasn't) (good enough|what i (ordered|paid|asked|was told)|acceptable|right|fair|as described|on)
        (want|like|wish|need) to [make a|formally] (complain|complaint)
        (complaint|complaining) about
        (waste|wasted) of (time|money)
        (third|second|fourth|fifth|2nd|3rd|4th|nth) (time|night|day|week|month|letter|email|call|visit) [in|this|i|
          that|running|and|of|without|now]
        (no|without) (heating|hot water|internet|signal|power|electricity|water|light|lights|reply|answer|refund|
          response|sound|wifi|broadband|phone|dial tone|warning|explanation|apology|money)
        (let|letting) (me|us) down
        (fobbed|palmed) off
        (spoken|talked) to [like|so|that way]
    """,
    ),
    (
        LIKELY,
        "says what was done wrong",
        """
        (you|you've|you people|you lot|they|they've|ye've|your driver|your people|your man|your app|your website|
          someone) [have|just|only|'ve] (sent|cut|charged|taken|denied|
          packed|billed|cancelled|canceled|lost|broke|forgot|missed|kicked|knocked|taxed|hit|booked|dropped|printed|blocked|banned|
          overcharged|refused|rejected|left|closed|locked|deleted|ignored|promised|messed)
        (was|been|were|got) (refused|declined|short-paid|denied|cut off|put off|double-booked|rejected|banned|blocked|
          locked|kicked|thrown|
          shouted|sworn|told off|overcharged|misled|promised|fined|charged)
        (is|are|has|have) not [been|yet] (working|pairing|opening|coming|settled|arrived|paid|come|showing|loading|
          charging|moving|repaired|fixed|answered|received|done)
        since (monday|tuesday|wednesday|thursday|friday|saturday|sunday|yesterday|last)
        (no|nothing) (mail|email|sms|call|letter|answer|one) .. (from|about|since)
        (unprofessional|rudest|disrespectful|insulting|misleading|overpriced)
        (not|isn't|wasn't) (polite|professional|fair|normal|right|on)
        the (rudest|worst)
        """,
    ),
    (
        LIKELY,
        "says that something went wrong",
        """
        (unacceptable|disgraceful|disgusting|appalling|ridiculous|outrageous|shambles|shocking|abysmal|atrocious|
          diabolical|pathetic|useless|filthy|rubbish|hopeless|dreadful|infuriating|farce|scandal)
        (leak|leaks|leaking|leaked|crash|crashes|crashed|crashing|froze|freezes|broke|snapped|exploded|vanished|
          disappeared|overheats|overheating|shattered|ripped|peeling|flooded|squeaks|buzzes|beeping|smells|stinks)
        (lost|cancelled|canceled|denied|rejected|ignored|refused|declined|ruined|damaged|forgot|messed|botched) (my|
          our|me|us|it|the|up|without|for)
        (rude|lied|lying|sneered|laughed|hung up|shouted|cut me off|cut off)
        (can't|cannot|unable to|couldn't|can no longer|not able to) [even|seem to] (log|get|open|access|see|find|
          reach|use|pay|sign|download|connect|book|print|send|change|upload|make|hear|submit|sleep|work|enter|cook|
          login)
        (should've|supposed to|meant to|was told|were told|told me|promised|you said|you told|they said|were promised|
          was promised) .. (been|arrive|come|be here|would|yesterday|last|monday|tuesday|wednesday|thursday|friday|
          saturday|sunday|today|week|by|but|within)
        (only|just) (half|one|two|three|1|2|3) [of|out of] .. (arrived|came|works|turned up|in the box)
        (instead|rather) of (the|a|an|my|what|two|three|four)
        (makes|make|making) [no|things|times] (sense|up)
        (missing|broken|faulty|defective|cracked|smashed|mouldy|torn|dented|damaged)
        (fault|error|errors|bug|glitch|outage)
        (keeps|keep|kept) (cutting|dropping|crashing|failing|going|saying|telling|asking|sending|charging|getting|
          coming|stopping|freezing|losing|logging|breaking|ringing|putting)
        (not|isn't) even
        says [it's|still] (delivered|missing|expired|failed|error|rejected|paid|closed|full)
        (dead|mould|mold|rust|rusty|mice|cockroach|hair in)
        (too|so) (slow|late|long|loud|cold|hot|noisy|expensive|rude)
        (went|gone|going|goes) (wrong|missing|up by|off)
        never (been|had|got|told|gave|asked|spoke)
        (overtime|wages|pay|salary|leave|refund|deposit) .. (missing|short|wrong|late|not)
    """,
    ),
)
_QUESTION = (
    "is there",
    "do you",
    "can you",
    "could you",
    "would you",
    "will you",
    "can i",
    "could i",
    "what if",
    "how do i",
    "is it possible",
    "have you",
    "are there",
    "may i",
)
_FINE = (
    "no problem",
    "nothing wrong",
    "nothing is wrong",
    "not a problem",
    "no issue",
    "no worries",
    "don't worry",
    "my fault",
    "my mistake",
    "my own",
)


def find(view: View) -> Iterator[Mark]:
    """Sentences of the customer that name a fault, a loss or a wrong. Confidence is the phrase's; two phrases are
    surer than one.
    """
    return joined(_found(view))


def _found(view: View) -> Iterator[Mark]:
    found: dict[tuple[int, int], list[float]] = {}
    for turn, hit in view.customer_hits(CUES):
        sentence = turn.sentence_at(hit.start)
        key = (turn.index, sentence.start)
        text = turn.lower[sentence.start : sentence.end]
        if text.startswith(_QUESTION) or (hit.confidence < SURE and sentence.asks):
            continue
        if any(fine in text for fine in _FINE) or turn.conditional(hit.start):
            continue
        if hit.confidence < SURE and (turn.negated(hit.start, 2) or turn.quoted(hit.start)):
            continue
        found.setdefault(key, []).append(hit.confidence)
    for turn in view.opening("customer", OPENING):
        if _FAULT.isdisjoint(turn.words) and _DONE.isdisjoint(turn.words):
            continue
        for sentence in turn.sentences:
            if (turn.index, sentence.start) not in found and _opens_with_a_fault(turn, sentence):
                found[turn.index, sentence.start] = [PERHAPS]
                break
    if not found:
        return
    elsewhere = {(mark.turn, mark.start) for find_ in (repeating.find, abuse.find) for mark in view.marks(find_)}
    told = _told(view)
    for (index, start), hits in found.items():
        if (index, start) in elsewhere:
            continue
        turn = view.turns[index]
        sentence = turn.sentence_at(start)
        if index > told and _SOMEBODYS.search(turn.lower, sentence.start, sentence.end) is None:
            continue
        best = max(hits)
        certain = SURE if len(hits) > 1 else best if best < SURE else LIKELY
        if best < SURE and len(hits) == 1:
            certain = PERHAPS
        yield turn.mark(NAME, sentence.start, sentence.end, certain, "says what is wrong")


FEW = 4
"""Words below which a first turn has only said hello."""
_SOMEBODYS = lazy_pattern(
    r"\b(?:your|you've|you have|you people|nobody|no one|no-one|noone|never|rude\w*|unprofessional|spoken to|"
    r"not good enough|short-paid|(?:second|third|fourth|fifth|2nd|3rd|4th|5th) (?:time|day|week|month))\b"
)
"""Once the matter is told, a fault that is named is mostly one more fact of it. It is a complaint of its own if it
says whose it is, or how often it was.
"""


def _told(view: View) -> int:
    """The last turn of the customer's first say that is more than hello: the agent says nothing within a say."""
    words, last = 0, -1
    for turn in view.customer_turns:
        if turn.index > last + 1 and words >= FEW:
            break
        words, last = words + len(turn.words), turn.index
    return last


OPENING = 2
"""The first turns of the customer, in which a plain "no", "not" or "still" mostly names what brought them here."""
_FAULT = wordset(
    "not no never nothing nobody none still again instead won't isn't doesn't didn't can't couldn't "
    "wasn't aren't hasn't haven't "
    "wrong only cannot wont isnt doesnt didnt cant refused supposed without"
)
_DONE = wordset(
    "told promised supposed meant sent gave put charged took taken left cut moved changed lost sold fitted cancelled "
    "brought made done"
)
_THEIRS = lazy_pattern(
    r"\b(?:told|promised|supposed|meant|(?:you|you've|ye|your|they|they've)\b.+\b(?:sent|gave|put|charged|took|taken|"
    r"left|cut|moved|changed|lost|sold|fitted|cancelled|brought|made|done))\b"
)
"""Whoever opens with what was done to them, or told them, seldom praises it."""
_KIND = lazy_pattern(r"\b(?:thanks|love|great|good|hope|sorry|dear|kindly|want|looking)\b|thank")
_HARMLESS = lazy_pattern(
    r"not sure|don't know|no rush|no hurry|not urgent|wondering|i'd like|please|can you|could you|"
    r"\bif\b|i want|looking for|do not understand|"
    r"don't understand|not a|no thanks|how do|i need|can i\b|if you|hello again|me again|never mind|no,"
)


def _opens_with_a_fault(turn: TurnView, sentence: Sentence) -> bool:
    words = turn.lower[sentence.start : sentence.end]
    if sentence.asks or _HARMLESS.search(words) or words.startswith(_QUESTION) or any(fine in words for fine in _FINE):
        return False
    inside = turn.words_in(sentence.start, sentence.end)
    if len(inside) < 4:
        return False
    return not _FAULT.isdisjoint(inside) or (
        not _DONE.isdisjoint(inside) and _THEIRS.search(words) is not None and _KIND.search(words) is None
    )
