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
    "women|men|ladies|lads|girls|boys|blokes|pensioners|seniors|oldies|boomers|students|youngsters|teenagers|"
    "millennials|foreigners|immigrants|migrants|townies|villagers|farmers|landlords|tenants|teachers|tradies|"
    "tradesmen|builders|nurses|academics|mums|moms|mothers|housewives|parents|dads|americans|indians|africans|"
    "travellers|gypsies|brides|grannies|southerners|northerners|londoners|tourists|musicians|artists|creatives|"
    "actresses|actors|accountants|engineers|graduates|florists|temps"
)
_LONGER_KINDS = (
    "older folks|older people|older ladies|old people|old folks|old ladies|old men|elderly people|"
    "elderly customers|the elderly|young people|young folk|kids these days|kids today|your generation|"
    "foreign people|city people|city folk|country folk|church folks|religious people|single mothers|single mums|"
    "you people|your people|your lot|your sort|your type|your kind|people like you|folks like you|hen parties|"
    "young mothers|weekend gardeners|old fellas|small founders|small shops|sales people|"
    "city blokes|country folks|foreign students|agency staff|customers like you|ladies like you|"
    "people from there|that lot|you lot|you lads|you ladies|people on benefits|people on the basic|"
    "people in that area|people round there|people of your|a man your age|a woman your age|a lady your age"
)
"""Apart from the others, since most begin with common words."""
_KIND = "a word about a whole kind of people"
CUES = Cues(
    (
        SURE,
        _KIND,
        f"""
        ({_KINDS}) [do|does|just|really|are|all|will|would] [tend to|just] (always|never|often|can't|don't|won't|
          struggle|become|want|expect|think|feel|go|tend|generally|usually|get|are all|all|only|have no|seldom|rarely)
        ({_LONGER_KINDS}) [do|does|just|really|are|all|will|would] [tend to|just] (always|never|often|can't|don't|won't|
          struggle|become|want|expect|think|feel|go|tend|generally|usually|get|are all|all|only|have no|seldom|rarely)
        your (lot|people|sort|type|kind|generation) [do|just|always|never|all|are|from|in|at|don't|can't]
        you (production|country|church|sales|software|creative|executive|it|hr|marketing|finance|office|legal|numbers|
          young|
          older|old|posh|city|northern|southern|london|college|academic|tech|arty|science|field|bank|estate|new|night|
          warehouse|agency|madras|vegan|military|police|media|admin|audit|single|rich|foreign|native|traffic|
          design) (people|
          folk|folks|girls|gals|boys|lads|types|lot|ladies|ones|guys|fellows|speakers|mums|moms|women|men)
        you (gals|accountants|graduates|pensioners|nordics|dads|mums|moms|swedes|germans|brits|yanks|americans|italians|
          indians|londoners|southerners|northerners|philosophers|historians|academics|vegetarians|vegans|students|
          teachers|
          nurses|doctors|lawyers|musicians|artists|creatives|scientists|engineers|farmers|builders|landlords|tenants|
          teenagers|youngsters|blokes|fellas|oldies|townies|actors|millennials|boomers|foreigners|expats|tourists)
        you (fresh|old|young|new) (graduates|growers|ones|mothers|mums|dads|fellas|starters)
        (lads|folk|folks|people|woman|man|ladies|lady|gentleman|girl|girls|men|women|someone|anyone|gals|
          chap) [of] your (age|
          size|end|sort|class|background|generation|shape|build|weight|stage)
        (ladies|women|men|people|customers|folks|girls) (your|that) (size|age)
        ^ your age
        (your|that) age group
        the over (sixties|seventies|eighties|60s|70s|80s)
        (someone|somebody|people|a person|anyone) in your (position|situation|condition|circumstances|income)
        and no (brains|brain|trousers|manners|spine)
        (a lot|lot|loads|plenty) of (it|that|them|buyers|people|customers|claims) (with|from) (certain|your|that|those)
        (from|in) your (part of the world|neck of the woods|country|region|culture|community)
        for (southern|northern|eastern|foreign|overseas|older|elderly|senior|female|lady) (customers|visitors|guests|
          clients|
          people)
        (customers|visitors|guests|clients|applicants|patients|people|passengers) (of your|from overseas|from abroad|of
          that|with names|with foreign)
        (non-technical|nontechnical|technophobe~|computer illiterate)
        (get|ask|have) [one of] your (son|sons|husband|wife|grandson|granddaughter|daughter|hubby|kids|mum|
          boyfriend) [to] (do|
          carry|explain|help|give us|sort|set|look|have)
        (is|isn't) (your|the) (husband|hubby|mum|dad|boyfriend|wife) [not] (in|home|about|around|there|available)
        [did] (hubby|your husband|your wife|your boyfriend|your son|your grandson) (send|do that|let|say|know|set)
        (big|small|little) (girl|lady|woman|thing) (like you|your size)
        (so|such) (precious|touchy|fussy|dramatic|emotional|sensitive|needy|naive) (about|over) _
        too [much] (emotional|sensitive|excitable)
        (more|most|most of our) (demanding|difficult|challenging|vulnerable|mature) (clients|customers|ladies|guests)
        for [the] (lay|ordinary|simple|unqualified|untrained) (person|people|minds|eye|ear)
        (baby|blonde|senior|blond) (brain|moment)
        past (it|your best) $
        (bit|little|rather) (grand|posh|fancy|technical|complicated|much) for (you|your|this|someone|a)
        (on|of) your (kind|sort) of (income|money|score|budget|customer)
        (new year|weekend) (fatties|joiners|warriors)
        (no|nae) disrespect
        nae offence
        (don't|doesn't) (look|sound) (disabled|ill|sick|poor|british|english)
        how it is with (you|the|your) (families|people|customers|women)
        (women|girls|ladies|men|boys|lads|blokes) (generally|always|never|usually) _
        it's always the (men|women|ladies|students|elderly|young|old|grandson|quiet|rich|foreign|german|self-employed)
        always the (self-employed|students|germans|presenters)
        you (lot|people) (do|just|always|never|all|are|from|in|at|don't|can't)
        (people|folk|folks|customers|ladies|men|women|someone|somebody) like (you|yourself|yourselves)
        (at|for|of) (your|that|his|her) (age|size|weight)
        (your|that) [thick|funny|strong|heavy] accent
        (the|an) (thick|funny|strong|heavy) accent
        (your|his|her) (english|spelling|grammar|writing|handwriting) (isn't|is not|can|needs|could|was|were)
        ^ your (english|spelling|grammar|handwriting) $
        if your (english|spelling|grammar|writing|handwriting)
        foreign (english|accent|name|names|tradesmen|students|drivers|ones|types)
        (on|in|round|from|with) (your|that) (estate|part of town|neighbourhood|neighborhood|postcode|side of town)
        round your (area|street|way|end)
        common in that area
        (on|for) (benefits|the dole|welfare|the basic tier|your budget|your income|your salary|your kind of money)
        if you (can't|can not) afford
        for a (woman|lady|girl|pensioner|foreigner|beginner|man) $
        for a (man|lady|woman|girl) (your|of your|like)
        (women|woman) drivers
        (hormonal|senile|gullible|illiterate|neurotic|menopausal|clueless|tight-fisted)
        (are you|you're|you are|you must be|you sound|you seem) [a bit|just|really|so|too|obviously|clearly|
          probably] (stupid|thick|deaf|slow|dim|dense|simple|mad|crazy|blind|drunk|paranoid|old|young|foreign|poor|
          cheap|lazy|lonely|bored|desperate|greedy)
        (simple|slow|easy) enough for (you|even you|anyone)
        even (a child|my nan|my gran|my grandmother|you) (can|could|will|would|should|must|ought)
        (you're|you are) [just|such|really|nothing but|clearly|simply|only] (a|an|the) [complete|total|real|right|
          bloody|fucking|proper|stupid] (idiot|moron|fool|halfwit|imbecile|cretin|dimwit|simpleton|liar|thief|fraud|
          cheat|nuisance|timewaster|time waster|drama queen|numpty|muppet|clown|joke|disgrace|pest|pain)
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
