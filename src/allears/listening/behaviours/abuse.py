"""Insults, threatens or degrades the agent.

Examples:
    C: [You're an idiot].
    C: Are you thick? [Can you even read], you moron?
    C: [I know where you work, I'll find you].
    C: [Take off your top, love, then we'll talk].
Not:
    C: This bloody machine ate my card.
    C: I feel like an idiot for missing it.
    C: Your policy is stupid.
"""

from __future__ import annotations

from collections.abc import Iterator

from allears.listening.lazily import lazy_pattern
from allears.listening.phrases import LIKELY, PERHAPS, SURE, Cues
from allears.listening.reading import Mark
from allears.listening.view import View, joined

NAME = "abuse"
PARTY = "customer"
EFFECT = "harms"
LABEL = "Insults"
NOTE = "An insult or a threat to the agent."

_INSULT = (
    "idiot|idiots|moron|morons|imbecile|imbeciles|cretin|clown|clowns|muppet|muppets|fool|fools|dimwit|halfwit|"
    "half-wit|dunce|numpty|numpties|plonker|donkey|monkey|monkeys|pig|pigs|cow|bitch|bastard|bastards|twat|prick|"
    "wanker|"
    "tosser|dickhead|arsehole|asshole|assholes|cunt|scum|parasite|parasites|leech|leeches|vermin|thief|thieves|"
    "liar|liars|crook|crooks|robot|parrot|jobsworth|loser|losers|waste of space|waste of oxygen|waste of skin|"
    "piece of (work|shit|crap|dirt|rubbish)|disgrace|"
    "brain-dead|braindead|brainless|retard|retarded|simpleton|nobody|cabbage|gobshite|eejit|eejits|galah|drongo|"
    "buffoon|jackass|witch|hag|slag|tart|trash|rat|dog|goat|mumu|pillock|div|bellend|knob|dolt|airhead|goon|goons|"
    "jerk|jerks|ass|dick|dicks|dumbass|coward|cowards|creep|creeps|pervert|perverts|perv|freak|freaks|weirdo|psycho|"
    "whore|whores|slut|sluts|slapper|hooker|bimbo|nigger|nigga|paki|chink|spic|faggot|fag|fags|homo|tranny|dyke|"
    "snake|toad|weasel|twerp|toerag|punk|ghoul|tyrant|nyaff|bampot|worm|slob|charlatan|fraud|filth|"
    "arse|shit|turd|git|twit|sucker|dork|dummy|lowlife|scumbag|swine|beast|nutter|lunatic|thug|rapist|nazi"
)
_LOW = (
    "stupid|thick|dumb|useless|pathetic|incompetent|worthless|dense|dim|slow|lazy|deaf|blind|braindead|brain dead|"
    "hopeless|illiterate|retarded|ignorant|clueless|gormless|disgusting|vile|an embarrassment|a disgrace|a joke|"
    "a waste of space|not very bright|not right in the head|out of your mind|mad|insane"
)

CUES = Cues(
    (
        SURE,
        "harasses or threatens the agent",
        """
        fuck (me|u|you|off|yourself)
        fucking your (mom|mum|mother|wife|sister|daughter)
        get the (fuck|hell) (out|away|lost|off)
        (suck|lick|stroke) [on] (me|my|mine|this)
        blow me
        suckmy
        eat (shit|a dick|my shorts)
        (have|having|had|want|wanna|do|lets|let's|cyber|hot) [some|to have|have] sex [with] (me|you|with|now|$)
        (take|get|strip) off (your|all your) (clothes|pants|shirt|top|bra|underwear)
        (show|send|gimme) [me] [your|some|a] (boobs|tits|nudes|pussy|panties|nude)
        i'll (kill|shoot|stab|strangle|rape|murder)
        i (will|want to|wanna|'m going to|'m gonna|'d like to|love to|would love to) (kill|shoot|stab|strangle|rape|
          murder|fuck|slap|punch) .. (you|u|her|him|them|women|girls|$)
        you (smell|stink|suck) [!|,|$|so|like]
        ^ [no|yes|oh] [,] you (smell|stink|suck)
        (have|having|had|want|wanna|need|give me|like|do|lets|let's) [some|to have|have] sex $
        (have|had) (you|u) [ever] (had|have) sex
        (can i|may i|could i|let me|lemme|wanna|want to|love to|i'll|gonna) (kiss|lick|spank|shag|hump|bang|
          undress) (you|u|your|ur)
        (kiss|lick|spank|shag|hump|bang) me $
        (are you|are u|r u|you're|u r|ur) [still|really|so|a] (naked|horny|sexy|virgin|nude)
        what (are you|r u|are u|you) wearing
        make love (to|with) (me|you|u)
        talk dirty
        (screw|damn) (you|u) $
        bite me $
        i [really|fucking|bloody] (hate|despise|loathe) u
        (your|ur|yo) (mother|mum|mom|mama|momma) (is [so|such] [a]|was [so|such] a|sucks) _
    """,
    ),
    (
        SURE,
        "insults the agent",
        f"""
        (you|you're|you are|u|ur|you'r|u r|u are|r u|you absolute|you total|you bunch of|you lot|ya) [are|just|really|
          such|all|nothing but|must be|being|obviously|clearly|some kind of] [a|an|the|some] [bloody|fucking|effing|
          complete|total|absolute|utter|stupid|useless|little|silly|jumped-up|right|damn|lying|thieving|lazy|fat|ignorant|
          bunch of|pack of|bloody useless|complete and utter|two-faced|miserable|spineless|brainless] ({_INSULT})
        (you're|you are|are you|are you all|are you people|is everyone there|you must be|you lot are|ur|u r) [all|
          really|just|so|that|actually|a bit|bloody|fucking|completely|totally|genuinely|being|too|as|
          properly] ({_LOW}) [or what|or something|?]
        you [bloody|complete|absolute|total|utter] (ignorant|useless|stupid|lying|greasy|nasty|cheeky|pompous|
          insolent|impudent|miserable|snot-nosed|fat-headed|disgusting|jumped-up|lazy|idle|
          arrogant|silly|thick|dozy|filthy|horrible|pathetic|spineless|wretched|rotten|stuck-up|two-faced|smug|patronising|patronizing|vile|dirty|ugly|brainless|gormless|dim|stuffed|little|
          slimy|sneaky|cold-hearted|heartless|evil|wicked|bloody) _
        (you're|you are|you really are) [completely|totally|such|really|,] [an|a] [completely|totally] (ignorant|
          useless|stupid|lying|nasty|cheeky|pompous|insolent|impudent|miserable|disgusting|jumped-up|lazy|
          arrogant|silly|dozy|filthy|horrible|pathetic|spineless|wretched|rotten|smug|vile|ugly|ugly-hearted|cold|rude|incompetent|dope|simple|empty-headed|cruel|heartless|evil|liar|fraud|thief|
          coward|snake|toad|cow|goat|owl|leech|pup|oaf)
        are you [actually|really|all] (simple|stupid|thick|deaf|dense|dim|mad|blind|illiterate)
        (want|wants|need|needs|deserve) (a|your) (smack|slap|slapping|hiding|kick|ears|teeth|head|clout|thump)
        (come|coming) (through|down) (this|that|the|there) [phone|and|with]
        down your throat
        (to|in) (my|your) face
        i'll (have|do|get) you
        i hope (you|your|the|it|they) .. (falls|lands|rots|rot|choke|breaks|burns|sack|fire|fired|sacked|lose|suffer|
          die|get)
        (somebody|someone) who (speaks|can speak|understands) [proper] english
        don't [you] [dare] get clever with me
        ^ [yes|no|yeah] (your|ur|yo) (mother|mum|mom|mama|momma) $
        (you|you've|you've got|got|have|has|with) no (sense|brain|brains|shame|manners)
        (shut|shut your) (up|face|mouth|gob|trap)
        (fuck|screw|sod|piss|eff|bugger) (you|u|off|yourself)
        get (stuffed|lost|bent|knotted)
        go to hell
        drop dead
        choke on (it|that|your|this)
        ^ [oh|just|please|so|go] [just|and|please] die $
        (can|do) you (even|actually|ever) (read|think|speak|listen|understand|have a brain|know how)
        (can't|cannot|don't) you [even] (read|think|speak english|understand english|count)
        learn (to do your job|some english|some manners)
        (^|you|should|better|go|and|please) learn to (read|speak|write)
        (use|have you got|got|find|grow|borrow) (your|a|any) (brain|brains|braincell|brain cell|spine)
        (hope|wish) (you|your) .. (die|dies|lose|fired|sacked|rot|choke|burn|suffer|cancer|get)
        (i'll|i will|i'm going to|i am coming|i'm coming|we'll|gonna|i'd) [come|personally|down|there|and|
          to] .. (find you|kill you|hurt you|smash|break your|your face|your legs|slap|punch|hit you|get you (fired|
          sacked)|make you|have your job|have you (fired|sacked)|wait for you|outside|burn|ruin you|sort you out|
          regret|wring)
        (know|find out) where you (live|work|park|are)
        (watch|mind) your (back|step)
        you'll (regret|pay for|be sorry)
        your (stupid|ugly|thick|empty|tiny|little|pathetic|miserable|dumb|silly|fat) [little|stupid] (face|head|brain|
          skull|mouth|voice|accent|job|life|country|country's)
        ^ [just|oh|so|you should|you can|why don't you] (go|get|crawl) back to (your|where you|school|india|
          africa|poland)
        (some|a|another|bunch of|you|little|stupid|useless|jumped-up|bloody) (trained monkey|trained monkeys|
          script monkey|half-wit|waste of space|call centre drone|call center drone|little man|little girl|
          stupid girl|silly girl|silly cow|stupid cow|silly little)
        (silly|stupid|useless|dozy|lazy|ugly|fat) (cow|girl|boy|woman|man|bitch|bint|sod|git|mare|bat|prat|clown|
          idiot|moron|muppet|person)
        (thick|stupid|dumb) as (a|two|mince|pig)
        (too|not) (stupid|thick|dumb|bright|clever|smart) (to|enough|are you)
        (brain|intelligence|iq) (of|the size|lower) (a|an|of|than)
        (did|were) they (train|teach|find|hire) you
        i (hate|despise) you
        worth (spitting|nothing)
        (as much use|as useful|as much good) as (a|an)
        (you|ye) [lot|people|sir|son] couldn't (organise|organize|pour|run a|find your)
        (you|ye|ya) [_] (little|wee) (man|men|girl|boy|weasel|tyrant|besom|nyaff|toerag|chancer|toad|shit|
          bastard|prick|madam)
        (you're|ye're|you are|ya|ye) [a|an|one|just a|such a] [_] (wee|little) (weasel|toad|snake|nyaff|toerag|
          besom|tyrant|chancer|rat)
        you absolute (ghoul|joke|disgrace|waste)
    """,
    ),
)
_SELF = (
    "i feel like",
    "i'm an",
    "i am an",
    "i was an",
    "makes me",
    "made me",
    "i felt",
    "me feel",
    "me look",
    "treat me like",
    "treated like",
    "i'm such",
    "i'm not",
    "take me for",
    "think i'm",
    "like i'm",
    "as if i'm",
)
_ROBOT = lazy_pattern(
    r"(?:(?:so|wait|hi|hello|hey|ok|okay|sorry)[\s,]+)*(?:are|r) (?:you|u) (?:just |even )?(?:an? )?(?:ro)?bot\b"
)
"""What many ask a desk that writes, without a thought of insulting it."""
_KIND = lazy_pattern(
    r"\b(?:legend|star|angel|hero|gem|darling|beauty|ripper|champ|champion|treasure|saint|genius|marvel)\b"
)
_THING = (
    "machine",
    "app",
    "website",
    "policy",
    "system",
    "printer",
    "phone",
    "product",
    "form",
    "rule",
    "queue",
    "box",
)


def find(view: View) -> Iterator[Mark]:
    """Insults and threats addressed to "you", not to a thing, a rule or oneself. Confidence is the phrase's."""
    return joined(_found(view))


def _found(view: View) -> Iterator[Mark]:
    done: set[tuple[int, int]] = set()
    for turn, hit in view.customer_hits(CUES):
        sentence = turn.sentence_at(hit.start)
        key = (turn.index, sentence.start)
        words = turn.lower[sentence.start : sentence.end]
        if key in done or turn.quoted(hit.start) or turn.reported(hit.start):
            continue
        if any(self_ in words for self_ in _SELF) or turn.negated(hit.start, 2):
            continue
        if any(thing in turn.lower[hit.end : hit.end + 14] for thing in _THING):
            continue
        if sentence.asks and _ROBOT.match(turn.lower, sentence.start):
            continue
        if _KIND.search(turn.lower, hit.start, hit.end + 10):
            continue
        done.add(key)
        certain = LIKELY if sentence.asks and "even" in words else hit.confidence
        yield turn.mark(NAME, sentence.start, sentence.end, certain if len(turn.words) > 1 else PERHAPS, hit.because)
