"""Puts the fault on the customer.

Examples:
    A: [You should have read the terms].
    A: [You must have pressed the wrong button].
    A: [That's your own fault, you never sent the form].
    A: [You should have laid the lawn in spring], not in July.
Not:
    A: The form came without a signature.
    A: You should have received our email by now.
    A: I'm sorry you had to come in twice for the same form.
    A: I'm sorry that you were told to queue at the wrong door.
    A: That's not your fault at all.
    A: You did nothing wrong, the lock was set badly.
"""

from __future__ import annotations

from collections.abc import Iterator

from allears.listening.lazily import lazy_pattern
from allears.listening.lexicon import wordset
from allears.listening.phrases import LIKELY, PERHAPS, SURE, Cues
from allears.listening.reading import Mark
from allears.listening.view import Sentence, TurnView, View

NAME = "blaming"
PARTY = "agent"
EFFECT = "harms"
LABEL = "Blames"
NOTE = "Puts the fault on the customer."

_DID = (
    "pressed|clicked|typed|entered|put|given|gave|filled|missed|forgotten|forgot|dropped|broken|broke|lost|deleted|"
    "closed|left|moved|changed|"
    "used|ignored|misread|mixed|misunderstood|opened|overloaded|signed|chosen|chose|selected|picked|ticked|knocked|"
    "spilled|plugged|hit|switched|"
    "turned|cancelled|canceled|thrown|set|misheard|confused|written|wrote|let|skipped|tapped|got|agreed|done|taken|"
    "ordered|sent|unplugged|been|updated|kept|shared|overfilled|scratched|removed|disconnected|blocked|pulled|pushed|"
    "bent|washed|unscrewed|disabled|shut|spilt|torn|cut|parked|run|told|leaned|leant|rubbed|jammed|bashed|fiddled|"
    "stored|kicked|bumped|scrunched|soaked|frozen|poked|caught|skimmed|googled"
)
_SHOULD = "says what the customer should have done"
_IF = "says what would have been, had the customer done it"
_IF_ONLY = "hints at what the customer did not do"
_IRREGULAR = wordset(
    "been begun bought brought built called chosen come cut done drawn driven fed found frozen given gone hung held "
    "hidden hit kept laid led left let lit lost made met paid put read rung run sat sent set shown shut sold spoken "
    "spent stood stuck stayed taken taught thrown told torn tied undone washed worn written"
)
_NO_DEED = wordset("need unlimited limited received arrived heard seen expected used offered informed noticed signed")
_PREPOSITIONS = ("to ", "for ", "from ", "with ", "about ", "of ", "behind ", "before ", "near ")
_OWN_FAULT = lazy_pattern(
    r"\b(?:careless|silly|foolish|stupid|sloppy|wrong|thoughtless|clumsy|daft|poor|rude|unkind|remiss|bad|unfair) "
    r"of (?:us|me)\b|"
    r"\b(?:down to|on) (?:us|me)\b|\b(?:our|my) (?:own )?(?:fault|mistake|error|doing|oversight|slip)\b"
)
CUES = Cues(
    (
        SURE,
        "puts the fault on the customer",
        f"""
        you should've [kept|just|really|known|at least|first|probably] (read|checked|checking|told|said|asked|called|
          rung|thought|known|kept|been|waited|canceled|cancelled|noticed|looked|done|booked|paid|saved|brought|sent|
          come|mentioned|listened|followed|turned|used|made|taken|filled|signed|ordered|measured)
        shoulda
        you (shouldn't've|should not have)
        you (ought to have|were supposed to|were meant to|were told to) _
        you had to (read|check|sign|fill|return|register|confirm|tick|submit|provide|enclose|apply|tell|let|notify|
          inform|declare|measure|keep|renew|reply)
        (you|ye|yiz|you've|you'd) (must|must've|will|'ll|would|probably|obviously|clearly|may well|most likely|maybe|
          perhaps) [have|'ve|just|not] ({_DID})
        (it's|that's|this is|was|is|it was|entirely|all) [all|entirely|really|clearly|purely|down to|
          on] your [own] (fault|mistake|error|doing|responsibility|problem|end|side|lookout)
        (it's|that's|is|was) (down to|on) you
        your [own] (fault|mistake|error|carelessness|negligence|responsibility)
        user error
        (why|how come) (didn't|did not|haven't|hadn't) you [just|not|even|ever|first]
        you (typed|put|entered|filled|did|wrote|gave|spelt|spelled|got|read|used|installed|plugged|set|chose|ordered|
          booked) [it|that|this|them|us|the|a] .. (wrong|wrongly|incorrectly|in late|badly|backwards)
        you (didn't|did not|never|failed to|forgot to|neglected to|refused to|omitted to|chose not to|
          couldn't be bothered) [even|bother to|actually|properly] (read|follow|check|tell|give|listen|send|include|
          pay|sign|fill|mention|say|ask|update|confirm|turn|cancel|answer|keep|notice|save|provide|look|tick|tap|
          reply|respond|do|use|come|show|bother|measure|plug)
        you [obviously|clearly] (weren't|aren't|were not|are not) (listening|reading|paying|careful|home)
        you've [obviously|clearly|just|probably|let|only] (let|broken|misread|misunderstood|ignored|overloaded|
          damaged|only yourself|caused|brought this|done something)
        (because|since|when) you (didn't|never|forgot|failed|keep|let|won't)
        (because|since) you don't (read|listen|check|follow|pay|look|keep|reply|answer|use|do)
        (it's|that's|this is|it is|that is|only|just) because you (left|put|dropped|used|forgot|lost|missed|broke|
          ignored|entered|typed|pressed|moved|overloaded|mixed|misread|opened|unplugged)
        (what|that's what|this is what) happens when (you|people|customers|parents)
        you keep (pressing|opening|changing|forgetting|doing|calling|asking|leaving|using|putting|turning)
        (and|so|then) what (do|did) you (expect|think would|think was)
        what (do|did) you (expect|think was going to|think would happen)
        a you problem
        asking for (it|trouble)
        (only got|only have|got only) yourself to
        mind reader~
        you never (gave|took|said|told|sent|put|saved|checked|signed|paid|rang|wrote|called|confirmed|mentioned|
          registered|updated|labelled|primed|turned|came|opened|read)
        (you|ye) (should|ought to|could|might|should've) (of|'ve) [at least|just|really] (read|checked|said|asked|told|
          thought|called|rung|rang|looked|kept|used|picked|chosen|measured|booked|saved|spotted|noticed|brought|opened)
        (somebody|someone) (on|in|at|from) your (team|end|side|shift|office|department)
        you (lot|people|guys|fellows) (left|lost|broke|forgot|missed|typed|sent|ticked|clicked|booked)
        don't tell me you
        you were (warned|reminded)
        you got (two|three|several|plenty of) (reminders|warnings|letters|emails)
        you're the one (who|that|what)
        you (left it|leave it|waited) (too late|too long|till the last|to the last)
        (leave|leaving|left) it (to|till|until) the last
        who (puts|leaves|parks|keeps|buys|uses|opens) _ .. (honestly|out|on|in|that|there|like)
        you (clicked|ticked|signed|went) (through|past) .. without
        (nothing to do with us|not at our end|not on our end|not our end|all your end|on your end)
        most likely you
        you let (it|them|him|her|this|that|your|the)
        your lack of
        did you even
        (careless|silly|foolish|stupid|sloppy|unwise|thoughtless|reckless|daft) of you
        ^ (well|but|look|and yet) you [did|yourself|were the one who] (sign|signed|agree to|agreed to|accept|accepted|
          tick|ticked|approve|approved|initial|initialled|chose|choose) (it|that|this|them|those)
    """,
    ),
    (LIKELY, _SHOULD, "you should've [at least|first|just|really|simply|then] _"),
    (SURE, _IF, "if you'd [only|just|actually|even|ever|bothered to] _"),
    (LIKELY, _IF_ONLY, "(perhaps|maybe) if you [only|just|actually|ever] _"),
    (
        LIKELY,
        "asks whether the customer did it",
        """
        you could've [always|just|simply|also|easily|at least] (rung|called|phoned|asked|told|emailed|written|checked|
          come|said|read|looked|mentioned|warned|let us)
        (most people|people|everyone|everybody|most dads|customers|folk|folks|parents) (forget|forgets|never (read|
          check|look|
          read|bother)|don't (read|check|look|bother|listen|realise))
        you (have not|haven't) (read|filled|checked|listened|bothered|understood)
        ^ [well|but|and] (you|ye) [did] (signed|chose|ticked|approved|picked|agreed|sign|tick|click|clicked) .. (though|
          yourself)
        ^ [well|then|but] (shouldn't've|should've|shouldna|should of) (let|left|spotted|checked|read|thought|waited|
          kept|said|
          told|used|picked|brought|saved|bought|rung|called)
        if you (hadn't|had not|weren't|were not|wouldn't|would not)
        did you (drop|break|spill|forget|delete|leave|knock|lose|throw|not) [it|the|a|your|to|that|read|check|see|get]
        (are you sure|sure) you (didn't|haven't|did|put|used|pressed|read)
        (maybe|perhaps|probably|possibly) you (have|were|had|did|left|forgot)
        (didn't|haven't|did) you , (didn't|did) you
    """,
    ),
)
_NEUTRAL = Cues(
    (
        SURE,
        "no fault",
        """
    should've (received|got|had|gotten|been (told|given|sent|offered|charged|able|refunded))
    (must|must've|will|'ll|would|probably) [have|'ve] (been|felt|had|noticed|seen|heard|got) [a|so|the|very|really|on|
      through|waiting|worr~|told|given|sent|charged]
    (not|isn't|wasn't|never|no) [your|down to you|in any way|at all|entirely] [your] (fault|mistake|error|you)
    nothing to do with you
    nothing you (did|could)
    you (did|have done|'ve done) nothing wrong
    you've done nothing wrong
    (shouldn't've|shouldn't have|should not have) (had|been|needed|heard|got|to)
    you've (broken|lost|missed|done|damaged) nothing
    let (it|them|him|her|this|that) (have|go|travel|stay|stand|know) for
    (sorry|apologise|apologize|apologies) [that|for [all] the (time|hours|trouble) [that]] you (had|were)
    (you'll|you will) have to
""",
    )
)


def denied(view: View, turn: int, sentence: Sentence) -> bool:
    """True where "you should have" tells what the customer has ("you should have an email from us"), and where the
    fault is put on oneself ("that was careless of us").
    """
    if _OWN_FAULT.search(view.turns[turn].lower, sentence.start, sentence.end):
        return True
    hits = [
        (at, hit) for at, hit in view.agent_hits(CUES) if at.index == turn and at.sentence_at(hit.start) == sentence
    ]
    return bool(hits) and all(hit.because == _SHOULD and not _deed(at.lower[hit.start : hit.end]) for at, hit in hits)


def find(view: View) -> Iterator[Mark]:
    """Phrases that make the customer the cause. Confidence is the phrase's."""
    done: set[tuple[int, int]] = set()
    for turn, hit in view.agent_hits(CUES):
        sentence = turn.sentence_at(hit.start)
        key = (turn.index, sentence.start)
        if key in done or turn.quoted(hit.start) or turn.reported(hit.start) or turn.conditional(hit.start):
            continue
        if turn.negated(hit.start, 2):
            continue
        if any(
            h.start < hit.end + 5 and h.end > hit.start - 5
            for h in _NEUTRAL.find(turn.lower, max(0, hit.start - 40), hit.end + 25)
        ):
            continue
        if hit.because == _SHOULD and not (_deed(turn.lower[hit.start : hit.end]) and _subject(turn, hit.start)):
            continue
        if hit.because == _IF and not _deed(turn.lower[hit.start : hit.end]):
            continue  # "if you'd like", "if you had an hour"
        if hit.because == _IF_ONLY and not turn.lower.endswith("ed", 0, hit.end):
            continue  # "maybe if you try", "perhaps if you put it there": it may help yet
        done.add(key)
        start, end = (
            (sentence.start, sentence.end) if sentence.end - sentence.start < 100 else turn.clause_at(hit.start)
        )
        certain = PERHAPS if sentence.asks and hit.confidence < SURE else hit.confidence
        yield turn.mark(NAME, min(start, hit.start), max(end, hit.end), certain, hit.because)


def _deed(should: str) -> bool:
    """True where a deed of the customer's follows: "you should have lined it", not "you should have an email"."""
    word = should.split()[-1]
    return word in _IRREGULAR or (word.endswith("ed") and word not in _NO_DEED)


def _subject(turn: TurnView, start: int) -> bool:
    """False for "the letter to you should have gone out"."""
    return not turn.lower.endswith(_PREPOSITIONS, 0, start)
