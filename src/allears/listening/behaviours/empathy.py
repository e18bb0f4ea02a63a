"""Names, accepts or shares the feeling or the situation of the customer.

Examples:
    A: [That must have been a shock].
    A: [I can imagine how worrying that is with a baby in the house].
    A: [A week without heating, no wonder you're upset].
    A: [How embarrassing, in front of all your guests].
Not:
    A: I'm sorry.
    A: I understand that you want a refund.
    A: I understand. What is the account number?
    A: How confusing is the new menu?
"""

from __future__ import annotations

from collections.abc import Iterator

from allears.listening.lazily import lazy_pattern
from allears.listening.phrases import LIKELY, SURE, Cues
from allears.listening.reading import Mark
from allears.listening.view import View

NAME = "empathy"
PARTY = "agent"
EFFECT = "helps"
LABEL = "Feels with them"
NOTE = "Sees how it is for the customer."

_HARD = (
    "awful|horrible|terrible|dreadful|frustrat~|upset~|annoying|infuriat~|maddening|worrying|stressful|distressing|"
    "hard|tough|rough|grim|"
    "painful|miserable|exhausting|disappoint~|scary|frightening|alarming|unpleasant|nasty|horrid|unfair|"
    "humiliating|embarrassing|"
    "inconvenient|a nightmare|a pain|a nuisance|a worry|a shock|a blow|a headache|a lot|no joke|not fun|no fun|"
    "not easy|not nice|not good enough|"
    "a shame|a pity|a rotten|a lousy|sad|lonely|confusing|unsettling|wounding|gutting|draining|a disappointment|"
    "a horrible|a hard|a rough|an awful|a terrible|a scare"
)
_FELT = (
    "angry|upset|frustrated|annoyed|worried|cross|furious|fuming|fed up|disappointed|anxious|scared|frightened|"
    "tired|exhausted|stressed|livid|"
    "gutted|raging|sick|mad|nervous|at my wits' end|at your wits' end|let down|heartbroken|lost|stuck|hurt|"
    "the same|climbing the walls|spitting"
)

CUES = Cues(
    (
        SURE,
        "puts themselves in the customer's place",
        f"""
        (that|this|it|which|you|they|he|she|what you) (must|must've|can't've|couldn't've|must be|must've been|
          mustn't) [have been|be|have|feel|have felt]
        (i|we) (can|can only|could|can well|can certainly|can just) imagine
        (i'd|we'd|i would've|anyone would|anybody would|anyone'd|i'd've|i'd [have|also|
          probably] be~) .. ({_FELT}) [too|as well|myself]
        (i'm|we're) [so|very|really|truly|terribly] sorry (to hear|for your|about your|to learn|to read|to see|
          you've had|you had to|you're going)
        sorry (to hear|for your loss|about your|to learn|to read that|you've had to|you're having)
        [my|our|sincere|deepest] condolences
        (no|little|small) wonder [you're|you|that]
        (would|'d|must|has to|would've|'d've) (worry|shake|upset|annoy|frighten|knock|floor|wear|try|drive|put|take|
          turn|make|get to) .. (anyone|anybody|me|you at)
        (nobody|no one|noone) (likes|wants|enjoys|needs|deserves)
        (i'd|i would've|i'd've) [also|probably|have|'ve] [also|probably] (be|been) (fuming|shouting|spitting|pulling|
          climbing|staring|wearing|crying|raging|beside|cursing|up half|worried|cross|livid|
          furious|angry|upset|frantic|the same|every bit)
        an? [real|proper|right|very] (horrid|wretched|rotten|cruel|dreadful|awful|grim|nasty|miserable|horrible|
          terrible|lousy|hard|heavy|sorry|lonely|frightening) (thing|way|time|business|feeling|day|night|week|
          morning|wait|place|position|spot|end|start)
        (i|we) can (picture|feel|hear) (it|that|the|what|how|him|your)
        (i'm|we're) not surprised
        insult (on top of|to) injury
        sorry for your (trouble|loss|troubles)
        (had|given you|got) [quite|such] a fright
        you must be (mortified|drowned|raging|tense|dreading|shaken|worn|fed|tired|exhausted|frozen|starving|parched|
          soaked|desperate|beside|sick|furious|frantic|anxious|worried|upset|upside)
        (your|the) (heart|stomach|blood) (must|would|will) have
        (that|which|it) has to (sting|hurt|be hard|feel)
        (poor|you poor) (thing|you|love|man|woman|lad|guy|soul|pet|mite|little|chook|creature|dear)
        (i|we|my heart) (feel|feels|goes out|went out|really feel) (for|to) you
        what an? [.. |real|right|complete|terrible|horrible|rotten|awful] (nightmare|nuisance|shock|shame|pain|worry|
          blow|ordeal|mess|faff|headache|day|week|night|journey|pity|disappointment|carry-on|palaver|start|thing to|
          time you've|way to|rotten)
        (i|we) don't blame (you|ye)
        (i|we) wouldn't blame (you|ye)
        anyone (would|'d) [be|feel|have been]
        (nobody|no one|noone) should (have to|be)
        that's the last thing (you|anyone)
        the last thing you need
        (i|we) know [exactly|just|well|only too well] (how|what) (that|it|this) .. (feel~|frustrat~|like|worr~|
          upset~|is|are)
        (i|we) know [exactly|just|well|only too well] (how|what) you .. (frustrat~|worr~|upset~|going through|been
          through)
        (i|we) (hear|see|sense|can feel|can hear|can see|can tell|can sense) .. ({_FELT}|how much|how hard|
          how important|frustration|worry|anger|tension|strain|disappointment|upset)
        understandabl~
        (quite|every|good|got every|all the) (right|reason) to (be|feel)
        (in|into) your (shoes|place|position)
        (enough to|would) (turn anyone's|drive anyone|make anyone|try anyone's|test anyone's|break anyone's)
    """,
    ),
    (
        LIKELY,
        "names how it is for the customer",
        f"""
        (that|this|it) (is|was|sounds|feels|does sound|does feel|must feel|seems|would be|has been|would) [so|very|
          really|pretty|like|truly|quite|absolutely|just|a bit|rather|extremely|incredibly|such|no|not] [be] ({_HARD})
        (that's|it's|'tis) [so|very|really|pretty|like|truly|quite|absolutely|just|a bit|rather|extremely|incredibly|
          such] ({_HARD})
        how (hard|tough|sad|stressful|distressing)
        ^ how [very|truly|utterly|absolutely|really] (awful|horrible|terrible|dreadful|frustrat~|upset~|annoying|
          infuriat~|worrying|disappoint~|maddening|scary|frightening|alarming|unpleasant|nasty|horrid|unfair|
          humiliating|embarrassing|exhausting|miserable|wretched|painful|lonely|confusing|unsettling|heartbreaking|
          draining|inconvenient|cruel)
        how (awful|horrible|terrible|dreadful|frustrat~|upset~|annoying|infuriat~|worrying|disappoint~|maddening|
          scary|frightening|alarming|unpleasant|horrid|unfair|humiliating|embarrassing|exhausting|painful|lonely|
          confusing) (it|that|this|for|to|you|a|the|when|with)
        (i|we) [can|do|really|completely|totally|fully|quite|certainly|absolutely|truly|perfectly] understand (how|
          why|your (frustration|concern|worry|anger|disappointment|upset)|the frustration|what you're going|
          completely|that must|that this must|that it must)
        (i|we) (can|do) (understand|see|appreciate|get) (how|why)
        (i|we) appreciate (how|that this must|that it must|this is (hard|difficult|frustrating))
        your (frustration|disappointment|anger|distress|worry|upset)
        (must've|must have) been
        (must've|must) (hurt|sting|feel)
        ^ (it|that|this) [really|does|must] (hurts|hurt|stings) to
        (isn't|not|no) [very|much|exactly] (fun|fair|pleasant|nice) (for|on|at all|is it)
        (rotten|lousy|horrible|awful|dreadful|tough|rough) (luck|day|week|start|morning|night|thing|feeling|news|time)
        on top of (everything|all|that|it all)
        (that's|it's|that is) a [real|proper|big|huge|genuine|great|terrible|sore|serious] (worry|shock|blow|letdown|
          let-down|ordeal|heartbreak)
        (how|so|very|really) (nerve racking|nerve wracking|heart breaking|soul destroying|gut wrenching)
        (you've|you have) been [very|so|incredibly] patient
        you've (had|been through|carried|got|put up with) [quite|such|more than] (enough|a lot|a time|so much|
          your share)
        (i've|i have) been there
        you (sound|seem|look) [very|really|quite|so|a bit] ({_FELT})
    """,
    ),
)
_NOT_FELT = lazy_pattern(
    r"(?:the (?!last|worst|hardest|least|saddest|longest|end|strain|shock)|his|her|their|our|my|in the|on the|at the|"
    r"where|why|what|who|when|from|one of|because|him|them)\b|\w+'s "
)


def find(view: View) -> Iterator[Mark]:
    """Sentences in which the agent names a feeling or a hardship as the customer's. Confidence is the phrase's."""
    done: set[tuple[int, int]] = set()
    for turn, hit in view.agent_hits(CUES):
        sentence = turn.sentence_at(hit.start)
        key = (turn.index, sentence.start)
        if key in done or turn.quoted(hit.start) or turn.reported(hit.start):
            continue
        if turn.negated(hit.start, 2) and not turn.lower.startswith(("no wonder", "not "), hit.start):
            continue
        if sentence.asks and hit.confidence < SURE:
            continue
        words = turn.lower[hit.start : hit.end].split()
        if "must" in words[1:2] and _duty(turn.lower, hit.end, words):
            continue
        done.add(key)
        yield turn.mark(NAME, sentence.start, sentence.end, hit.confidence, hit.because)


def _duty(lower: str, end: int, words: list[str]) -> bool:
    """ "You must send it" is a duty, "you must be tired" is not; and "must have pressed" blames."""
    rest = lower[end : end + 40].split()
    if words[-1] == "be" and rest and _NOT_FELT.match(" ".join(rest[:2])) is not None:
        return True  # "that must be his number", "it must be the caretaker's mistake"
    if words[-1] in ("have", "must've"):
        return not (
            rest
            and rest[0] in {"been", "felt", "had", "worried", "hurt", "given", "come", "seemed", "wondered", "thought"}
        )
    if words[-1] == "must":
        return not (rest and rest[0].strip(",.") in {"feel", "hurt", "sting", "seem", "wonder", "worry", "think", "be"})
    return (
        words[0] == "you"
        and bool(rest)
        and rest[-1:] != []
        and rest[0] in {"signed", "sent", "in", "at", "able", "over", "registered"}
    )
