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
        donkeys|donkey|baboon|baboons|monkeys|drunkard|drunkards|drunk|grinches|flake|flaky|pigsty|madhouse|dumpster|
          sloppy|
          spineless|cowardly|cowards|shameless|stingy|greedy|gossips|chancers|chancer|rabble|snake|snakes|bully|bullies|
          selfish|dense|dim|dimwit|dimwits|gits|git|cheapskate|cheapskates|fossils|vultures|wallies|wally|halfwits|
          halfwit|
          scroungers|skivers|dossers|dosser|layabouts|slackers|slacker|bureaucrats|busybodies|bonkers|laughable|
          farcical|farce|cowboy|crooks|
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
        wouldn't (let|trust|send) (him|her|them|my|that|those|any)
        (brain|brains|sense) of a
        (porridge|mush|sawdust|wool|cotton) for brains
        (no|not a|without a) (brain|brains|sense|thought|clue|spine|backbone|manners|conscience) [at all|in]
        (away with the|off with the) fairies
        (nobody|no one|nobody's) [is|at] home
        not the (sharpest|brightest|quickest)
        (sharpest|brightest) (tool|knife|pencil|bulb|spoon|crayon)
        (half|only half) (asleep|blind|awake|cut|soaked)
        (wants|wants his|wants her|needs) [his|her|their|a] head~ (looking|examining|read)
        ought to be (locked|sacked|fired|ashamed|shot|made)
        (wants|needs|should be|should've been|ought to be) (sacking|sacked|fired)
        no (more|better) (fit|use|good) (to|than)
        as much use as
        about as (useful|reliable|much use|sharp|bright|fast|quick)
        (black|brick) (hole|wall)
        (total|complete|right|proper|pure|absolute|utter) (hash|mess|shower|shambles|clown|flake|mince|murder|joke|
          muppet|
          disaster)
        made a (hash|mess|pig's ear|dog's dinner)
        (pig's ear|dog's dinner|dog's breakfast|train wreck|dumpster fire|law unto)
        as usual $
        (typical|classic) (of|us|them|sales|head|it|accounts|management|marketing|admin|$)
        don't get me going
        (hasn't|haven't|without|not) [got] (two|half|a) (brain|brains|clue)
        can't (find|spell|tell|count|run|organise|organize|add|hit|boil|fit|cook|type|read|keep) (their|his|her|a|its|
          an) .. (own|
          from|with|to|map|watch)
        (cannot|can not|cannae) (tell|find|spell|count|run) (a|an|their|his|her|white|left|black|day)
        couldn't (find|run|organise|organize|fit|pay|keep|boil|cook|catch|pour|manage|spot) (a|an|his|her|their|its|my|
          for|
          the|row) .. (if|with|in|hands|torch|map|own|bath)
        couldnt (find|run|fit|organise) (a|his|her|their)
        (would|could|'d|she'd|he'd|they'd|gavin'd) (lose|mislay|forget) [an|a|his|her|their] (own|elephant|elephants|
          head|heads|
          arse)
        (lose|loses) everything
        (tell|tells|told|promise|promises) (you|ya|ye) (anything|all sorts|the moon|black was|whatever|what you want)
        (nobody|no one) (here|upstairs|there|in this|up there|over there) (reads|knows|listens|cares|answers|tells|
          talks|thinks|
          works|bothers)
        (nobody|no one) (listens|tells us|tells me|knows what) $
        (never|not) (tell|tells) us [anything|a thing|squat|nothing]
        (couldn't|could not|can't) be (bothered|arsed|trusted)
        (don't|doesn't) get me started
        (behind|stuck in) the (times|dark ages|stone age)
        (do|does|did) (it|things|everything) with (their|his|her) (eyes|feet|elbows)
        close (everything|them|tickets|things) (for|before|without)
        close them for
        (sleep|sleeps) (till|until|all|through)
        (hide|hides|hiding|sit|sits) on (it|them|things|everything) (till|until|hoping|for)
        (law|laws) unto (themselves|himself|herself)
        thick as
        good luck (with|getting)
    """,
    ),
    (
        LIKELY,
        "a hard word about their own side",
        """
        (he|she|they|that lot|who) never (pass|passes|look|looks|turn|turns|turned|pick|picks|finish|call|calls|ring|
          rings|ask|
          asks|think|thinks|write|writes|saved|save|use|tidy|listen|listens|learn|learns|show|shows)
        (he|she|they) (would|'d) (sell|argue|charge|eat|sleep|sit|tick|put|sign|promise|tell|shrink|say) .. (a|an|
          anything|himself|
          your|his|her|its|you)
        (hangs|hang) up on
        like a (drunk|headless|snail|baboon|blind|toddler|child|monkey|tourist|pig|drain)
        move like
        (designed|written|built|bought|chosen|run|made|planned|coded) by (people|someone|somebody|some|a (baboon|drunk|
          monkey|
          child|committee|toddler|blind))
        (always|forever) (asleep|late|on the phone|at lunch|on a break|off sick|on the sick)
        (on the sick|at lunch) (more|again|from)
        only (here|there|got the job|in the job|keep him|keep her|kept) (because|on because|as)
        (took|keep) (him|her) on (as|because|only)
        boss's (son|nephew|niece|daughter|brother)
        (that|this) (lot|shower|mob|crowd|rabble) (are|is|'s|never|can't|couldn't|don't|wouldn't|do|just|up|in|over|
          down)
        (too|so) (tight|mean|lazy|idle|thick|busy playing|cheap|slow) to
        (paid|pays|pay) (us|them|them in|in) peanuts
        not even (reading|listening|trying|looking|trained)
        half of (them|em|'em) (can't|cannot|couldn't|don't|are (asleep|drunk|new|useless))
        (god|lord|heaven|christ) knows (where|what|who|how) .. (trained|learned|learnt|doing|playing|hired|designed)
        that's (the|our|my) _ for you $
        (lost|mislaid|missed|forgot|broke|botched|wrecked|ignored|misread) (the|your|it|my|another|them) .. again $
        always (overruns|overrun|forgets|runs late|running late|loses|takes ages|takes forever|mixes)
        can't tell the time
        (wasn't|weren't|isn't|aren't|not) (thinking|concentrating|awake|paying attention) $
        (left|gone|retired|moved on) [now] , (thank (god|goodness|heavens)|thankfully|good riddance)
        good riddance
        (must've|have|has|'ve|clearly|probably) (bungled|botched|fluffed|muddled|mucked up|messed up|screwed up) [it|
          this|that|your|the]
        in a (rush|hurry) all [the|day]
        always in a (rush|hurry)
        must've .. (they|he|she) (do|does) that $
        """,
    ),
)
_OWN_SIDE = lazy_pattern(
    r"\b(?:team|teams|department|dept|desk|office|doctors?|consultants?|surgeons?|nurses|matron|workshop|"
    r"billing|warehouse|drivers?|couriers?|dispatch|admin|section|packers?|"
    r"temps|trainee|apprentice|predecessor|owner|skipper|landlady|cleaners|porters?|cutter|assessors?|shift|mob|crew|"
    r"brochures?|branch girls|plumber|sparky|firm|mail room|lead|corporate|control|planning|legal|planner|rota|"
    r"website|pricing|dealers?|backend|back-end|night shift|agency|carriers?|"
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
