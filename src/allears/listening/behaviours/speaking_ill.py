"""Speaks badly of the own company, of a colleague or another department.

Examples:
    A: [The billing team are useless], they never answer.
    A: [Between you and me, our system is rubbish].
    A: [Josh never reads his mail, he's lazy].
Not:
    A: We got this wrong, and I'm sorry.
    A: The billing team are very busy on Mondays.
    A: Your router is useless without the cable, so I'll send one.
"""

from __future__ import annotations

from collections.abc import Iterator

from allears.listening.lazily import lazy_pattern
from allears.listening.phrases import LIKELY, PERHAPS, SURE, Cues
from allears.listening.reading import Mark
from allears.listening.view import View

NAME = "speaking_ill"
PARTY = "agent"
EFFECT = "harms"
LABEL = "Runs down their own"
NOTE = "Speaks badly of a colleague or the company."

CUES = Cues(
    (
        SURE,
        "a hard word about their own side",
        """
        (useless|hopeless|clueless|incompetent|idle|lazy|rubbish|shambles|shambolic|muppet|muppets|idiot|idiots|moron|
          morons|clown|clowns|jokers|joker|joke|
        shower|wasters|waster|numpty|numpties|cowboys|disgrace|dinosaurs|dinosaur|crap|garbage|trash|pathetic|circus|
          nightmare|mess|amateurs|thick|dozy|
        gormless|hapless|worthless|terrible|awful|dreadful|atrocious|appalling|ancient|stupid|dumb|dopey|brainless|
          plonker|plonkers|total jokers|liars|liar|shocking|dire)
        couldn't (find|run|organise|organize|care|spell|fix|count|tell|manage|read|retype|hit|pour) [a|their|his|her|
          the|row|own|less]
        wouldn't know [a|an|their|his|her|what]
        (don't|doesn't|never|can't|cannot) (know|tell|read|talk|speak|listen|care|answer|bother|update|do|test|get|
          give|reply|check|train|spell|fix) (what|us|anything|to|each|their|a|half|anyone|things|any|it|his|her)
        (asleep|sleeping|skiving|vaping|sat in|sitting) (on|at|in|all)
        (know|knows) nothing
        don't (know|have a clue) what they're
        (left|right) hand
        (hasn't|haven't|not) a clue
        (always|forever|keep|keeps|never) (messing|messing up|losing|screwing|breaking|getting|does|doing|do) [it|
          things|this|up|their|us]
        (always|forever|never) (get|gets) (it|things|this|that|anything|everything) (wrong|right|done)
        (mess|messes|screw|screws|cock|cocks|balls|stuff) (things|everything|it|this) up
        allergic to
        thick as
        good luck (with|getting)
    """,
    ),
)
_OWN_SIDE = lazy_pattern(
    r"\b(?:team|teams|department|dept|desk|office|billing|warehouse|drivers?|couriers?|dispatch|"
    r"sales|support|head office|management|managers?|boss(?:es)?|"
    r"supervisor|colleagues?|developers?|devs?|dev mob|engineers?|technicians?|it lot|computing|"
    r"finance|accounts|marketing|hr|people office|payroll|fleet|depot|"
    r"contractors?|supplier|our (?:\w+ )?(?:system|app|site|website|software|company|side|place|lot|own|"
    r"people|process|prices|firm)|this (?:company|place|firm|outfit|system)|the (?:system|app|"
    r"company|site|website|software|"
    r"lab|yard|kitchen|fitters|lads|guys|people in|ones upstairs|day shift|night shift|first line|"
    r"scheduling|stores|shop|branch|store|workshop|call centre|back office|board|bosses|people "
    r"upstairs|social|app times|email|heating|online)|"
    r"scanning|facilities|stores|maintenance|logistics|purchasing|procurement|upstairs|first line|"
    r"second line|they(?:'re|'d|'ll)?|he(?:'s|'d|'ll)?|she(?:'s|'d|'ll)?|fellows|lads|folks|half of "
    r"(?:them|em)|"
    r"between (?:us|ourselves|you and me)|my (?:manager|boss|colleague|predecessor)|whoever)\b"
)
_CUSTOMER = lazy_pattern(r"\b(?:you|your|you're|i'm|i was|i am|my (?:fault|mistake|bad)|we got|sorry|customers?)\b")
_OWN_LACK = lazy_pattern(r"\b(?:i|we)(?: (?:just|really|actually|honestly|also))*\s*\Z")
_MATTER = lazy_pattern(
    r"\b(?:that's|what an?|it's|must|sounds|feel|weather|traffic|day|week|journey|in a mess|a shame|luck|not)\b"
)


def find(view: View) -> Iterator[Mark]:
    """A hard word in a sentence whose subject is of the own side, and that neither owns a mistake nor speaks of the
    customer.

    Confidence is .95 where a team or the company is named beside the word, .7 where only "he" or "they" is.
    """
    done: set[tuple[int, int]] = set()
    for turn, hit in view.agent_hits(CUES):
        sentence = turn.sentence_at(hit.start)
        key = (turn.index, sentence.start)
        if key in done or turn.quoted(hit.start) or turn.reported(hit.start) or turn.negated(hit.start, 2):
            continue
        own = _OWN_SIDE.search(turn.lower, sentence.start, sentence.end)
        named = _named(turn.text, sentence.start, hit.start)
        if own is None and not named:
            continue
        before = turn.lower[sentence.start : hit.start]
        if _OWN_LACK.search(before):
            continue  # "I don't know what they said": one's own lack, not theirs
        if _CUSTOMER.search(before[-25:]) or (
            own is not None and own.group() in ("they", "he", "she") and _MATTER.search(before)
        ):
            continue
        done.add(key)
        certain = (
            SURE
            if own is not None and own.start() < hit.start and len(own.group()) > 5
            else LIKELY
            if own is not None
            else PERHAPS
        )
        yield turn.mark(NAME, sentence.start, sentence.end, certain, hit.because)


_CAPITAL = lazy_pattern(
    r"(?<=[a-z,] )[A-Z][a-z]+\b|\A[A-Z][a-z]+(?='s| never| couldn't| wouldn't| always| doesn't| hasn't)"
)


def _named(text: str, start: int, end: int) -> bool:
    return _CAPITAL.search(text[start:end]) is not None
