"""Takes away worry with something true.

Examples:
    A: [Don't worry, nothing is lost].
    A: [You won't lose your place in the queue].
    A: [Your money is quite safe there].
Not:
    A: I'll send the form today.
    A: The safe is on the second floor.
    A: You won't get a refund without the receipt.
"""

from __future__ import annotations

from collections.abc import Iterator

from allears.listening.phrases import LIKELY, PERHAPS, SURE, Cues
from allears.listening.reading import Mark
from allears.listening.view import View

NAME = "reassurance"
PARTY = "agent"
EFFECT = "helps"
LABEL = "Reassures"
NOTE = "Takes away a worry."

CUES = Cues(
    (
        SURE,
        "says that there is nothing to fear",
        """
        (don't|no need to|needn't|nothing to|not to|please don't) [you] (worry|panic|fret|be alarmed|be afraid|fear)
        nothing to (worry|panic|be afraid|fear|be scared) [about]
        (no|never) (worry|fear|fears) [at all|,]
        rest assured
        (i|we) (can|want to) (assure|reassure) you
        you can (rest|relax|sleep|breathe) [easy|assured|easily]
        put your mind at (rest|ease)
        (is|are|was|'s|stays|it's|they're|is all|are all) [quite|perfectly|completely|totally|absolutely|all|still|
          entirely|both|very] (safe|intact|secure|unharmed|untouched|protected|in safe hands)
        (nothing|nobody|no one|none of it|none of that) (is|was|has been|gets|will be|has|can|will) [be|been] (lost|
          gone|deleted|hurt|touched|touch|take|taken|charged|hurt you|harm~)
        no (one|body) (can|will) (touch|take|see|use|read|open)
        (safe|good|right|best|in good) (hands)
        (we've|we have|i've) got (you|this) covered
        you're [already|all|fully|completely] (covered|protected|all set|safe)
        (completely|perfectly|quite|very|entirely|totally) (normal|safe|common|harmless|routine)
    """,
    ),
    (
        LIKELY,
        "says what will not happen",
        """
        (no|not|never|nothing|nobody|none|won't|isn't|didn't|doesn't|don't|wasn't|hasn't|haven't|needn't) .. (lost|
          gone|harm|hurt|danger|
          at risk|in trouble|mislaid|broken anything|crushed|to fear|to blame|blaming you|telling you off|against you|
          the only one|too late|left out|ill|be turned)
        (nobody|no one|none) (will|is|can|'s) (know|blaming|telling|ask|turn|take|coming|charging|judge|see)
        (is|are|'s|stays|stay|you're|it's|they're|she's|he's) (fine|well|whole|all there|in hand|covered|looked after|
          sound) [and|,|there|with|now]
        you won't [ever|even|be|have to|need to] (lose|losing|miss|charged|be charged|pay|need|have to|out of pocket|
          be out|penalised|penalized|be penalised|in trouble|be without|cut off|lost|stuck|fined|affected|blamed|wait|
          repeat)
        you're not (going to|in trouble|in any|losing|late|at risk|liable|the only|alone|being charged)
        you (don't need|don't have|needn't|need not|won't need|won't have) to (do|explain|pay|repeat|worry|send|come|
          ring|call|tell|queue|apologi~|prove|move|go|start|fill|decide|be)
        (it|that|this|they|he|she) (won't|doesn't|can't|will not|does not) [even] (affect|touch|change|cost|harm|hurt|
          count|show|break|run out|expire|cancel|go anywhere|disappear|damage|happen again|be lost)
        (no|without) [any|extra|further] (penalty|rush|obligation|hurry|risk|danger|damage|interest|worry|worries)
        (there's|there is) no (charge|cost|fee|penalty|rush|obligation|hurry|risk|danger|interest|need to)
        (plenty|lots) of (time|room|places|seats|stock)
        you can't (break|harm|damage|lose|miss|get it wrong)
        in no danger
        not in (danger|any danger|trouble)
        your (place|seat|order|booking|data|money|account|job|spot|deposit|slot) is (safe|kept|held|still|not|
          reserved|secure|fine)
        (it's|that's|this is|it happens) [very|quite|really|perfectly|completely|all] (common|normal|usual|harmless|
          all the time|easily fixed|easy to fix|easily sorted|fixable)
        easily (fixed|sorted|mended|put right)
        (we|you) can (still|easily) (fix|sort|change|undo|get|save|put)
        (still|already) (booked|reserved|held|valid|there|yours|in place)
        (not|isn't|aren't|won't|doesn't|nothing) .. affected
        you don't owe
        you (haven't|didn't) (do|done|broken|lost|missed|break|lose|miss) (anything|a thing)
        nothing you .. (wrong|caused)
        (hasn't|haven't|never) (left|reached|been out of) (your|you|the|us|our)
        (is|are|was|were) (saved|sound|intact|harmless|insured|guaranteed|backed up|reversible|recoverable)
        (not|isn't|wasn't) your (fault|doing)
        can [still] be (undone|recovered|restored|reversed|put back|got back)
        (cost|costs) you nothing
        (can't|cannot) be (lost|used|put on you|held against you|taken from)
        (happens|happened) to (everyone|everybody|us all|most|all of)
        (you'll|he'll|she'll) not (be|have to|need|lose|pay|miss)
        (not|haven't) done anything wrong
        (isn't|aren't|wasn't|weren't) (damaged|hurt|harmed|infected|dangerous|serious)
        nothing (touches|touched)
        need worry
        whatever happens
    """,
    ),
)


def find(view: View) -> Iterator[Mark]:
    """Sentences that deny a danger or a loss to the customer. Confidence is the phrase's."""
    done: set[tuple[int, int]] = set()
    for turn, hit in view.agent_hits(CUES):
        sentence = turn.sentence_at(hit.start)
        key = (turn.index, sentence.start)
        if (
            key in done
            or sentence.asks
            or turn.quoted(hit.start)
            or turn.conditional(hit.start)
            or turn.reported(hit.start)
        ):
            continue
        if turn.negated(hit.start, 2) or (hit.confidence < SURE and _warns(turn.lower, hit.end, sentence.end)):
            continue
        done.add(key)
        certain = hit.confidence if turn.lower[hit.start : hit.end] not in ("no charge", "no cost") else PERHAPS
        yield turn.mark(NAME, sentence.start, sentence.end, certain, hit.because)


def _warns(lower: str, start: int, end: int) -> bool:
    rest = lower[start:end]
    return any(word in rest for word in (" unless", " without ", " until ", " if you don't", " or else"))
