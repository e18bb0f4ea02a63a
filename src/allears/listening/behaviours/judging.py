"""A biased word about the customer, their kind, age, accent, money or intelligence.

Examples:
    A: [Your lot never read the instructions].
    A: [Women always feel the cold more].
    A: [At your age computers are hard], I know.
Not:
    C: I'm 66 and new to this. / A: Being new to it is fine.
    A: The discount for students always starts in May.
    A: People often ask me that.
"""

from __future__ import annotations

from collections.abc import Iterator

from allears.listening.phrases import LIKELY, SURE, Cues
from allears.listening.reading import Mark
from allears.listening.view import View

NAME = "judging"
PARTY = "agent"
EFFECT = "harms"
LABEL = "Judges"
NOTE = "A slight on who the customer is."

_KINDS = (
    "women|men|ladies|lads|girls|boys|blokes|older folks|older people|older ladies|old people|old folks|old ladies|"
    "old men|elderly people|elderly customers|pensioners|the elderly|seniors|oldies|boomers|"
    "students|youngsters|young people|young folk|kids these days|kids today|teenagers|millennials|your generation|"
    "foreigners|foreign people|immigrants|migrants|"
    "townies|city people|city folk|country folk|villagers|farmers|landlords|tenants|teachers|tradies|tradesmen|"
    "builders|nurses|academics|"
    "church folks|religious people|mums|moms|mothers|housewives|single mothers|single mums|parents|dads|americans|"
    "indians|africans|travellers|gypsies|"
    "you people|your people|your lot|your sort|your type|your kind|people like you|folks like you|"
    "customers like you|ladies like you|people from there|that lot|you lot|you lads|you ladies|you guys|"
    "people on benefits|people on the basic|people in that area|people round there|people of your|a man your age|"
    "a woman your age|a lady your age"
)
_KIND = "a word about a whole kind of people"
CUES = Cues(
    (
        SURE,
        _KIND,
        f"""
        ({_KINDS}) [do|does|just|really|are|'re|all|will|would] [tend to|just] (always|never|often|can't|don't|won't|
          struggle|become|want|expect|think|feel|go|tend|generally|usually|get|are all|all|only|have no|seldom|rarely)
        your (lot|people|sort|type|kind|generation) [do|just|always|never|all|are|from|in|at|don't|can't]
        you (lot|people) (do|just|always|never|all|are|from|in|at|don't|can't)
        (people|folk|folks|customers|ladies|men|women|someone|somebody) like (you|that|yourself)
        (at|for|of) (your|that|his|her) (age|size|weight)
        (your|that) [thick|funny|strong|heavy] accent
        (the|an) (thick|funny|strong|heavy) accent
        (your|his|her) (english|spelling|grammar|writing|handwriting) [isn't|is|can|not|,|$|that]
        foreign (english|accent|name|names|tradesmen|students|drivers|ones|types)
        (on|in|round|from) (your|that) (estate|area|part of town|neighbourhood|neighborhood|postcode|street|
          side of town)
        common in that area
        (on|for) (benefits|the dole|welfare|the basic tier|your budget|your income|your salary|your kind of money)
        if you (can't|can not) afford
        for a (woman|lady|girl|man your|pensioner|foreigner|beginner|lady your)
        (women|woman) drivers
        (hormonal|senile|hysterical|gullible|illiterate|neurotic|dramatic|menopausal|clueless|tight-fisted|stingy)
        (are you|you're|you are|you must be|you sound|you seem) [a bit|just|really|so|too|obviously|clearly|
          probably] (stupid|thick|deaf|slow|dim|dense|simple|mad|crazy|blind|drunk|paranoid|old|young|foreign|poor|
          cheap|lazy|lonely|bored|desperate|greedy)
        (simple|slow|easy) enough for (you|even you|anyone)
        even (a child|my nan|my gran|my grandmother|you) (can|could)
        no (offence|offense) [but]
        (too|not) (old|young|bright|clever|stupid|thick|smart|educated|technical|poor) (for|to|enough)
        everyone with an? _ thinks
        (classic|typical) (woman|man|customer|landlord|student|boomer|millennial|behaviour|behavior|you)
        new year and
    """,
    ),
)

_CLASSES = tuple(f" {word}" for word in ("group", "bracket", "band", "range", "category", "class", "limit"))
"""After "your age": a class that a price or a rule goes by, and no word about the person."""


def find(view: View) -> Iterator[Mark]:
    """Phrases that put the customer into a kind and say what the kind is like. Confidence is the phrase's."""
    done: set[tuple[int, int]] = set()
    for turn, hit in view.agent_hits(CUES):
        sentence = turn.sentence_at(hit.start)
        key = (turn.index, sentence.start)
        if key in done or turn.quoted(hit.start) or turn.reported(hit.start) or turn.negated(hit.start, 2):
            continue
        if (
            turn.lower[: hit.start].endswith((" for ", " to ", " of ", " with ", " from ", " by "))
            and hit.because == _KIND
        ):
            continue  # "the discount for students always …": the sentence is about the discount
        if turn.lower.startswith(_CLASSES, hit.end):
            continue
        done.add(key)
        words = turn.lower[hit.start : hit.end]
        if words.startswith("on your street") or ("too old" in words and " it " in turn.lower):
            continue
        certain = LIKELY if words.startswith(("your english", "your spelling", "you guys")) else hit.confidence
        yield turn.mark(NAME, sentence.start, sentence.end, certain, hit.because)
