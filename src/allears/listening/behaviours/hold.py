"""Asks for or announces a wait, on the line or in the chat.

Examples:
    A: [Bear with me one moment].
    A: [Could you hold the line while I look]?
    A: [Give me two minutes to find it].
Not:
    A: We hold stock in Leeds.
    A: Please wait for the letter before you pay.
    A: I'll hold on while you fetch it.
    C: You put me on hold for an hour. / A: An hour on hold is too long.
"""

from __future__ import annotations

from collections.abc import Iterator

from allears.listening.phrases import LIKELY, PERHAPS, SURE, Cues
from allears.listening.reading import Mark
from allears.listening.view import View

NAME = "hold"
PARTY = "agent"
EFFECT = "tells"
LABEL = "Asks to wait"
NOTE = "Asks the customer to wait."

_WHILE = "moment|moments|minute|minutes|min|mins|second|seconds|sec|secs|tick|ticks|mo|jiffy|little while"
CUES = Cues(
    (
        SURE,
        "asks to wait",
        f"""
        bear with (me|us)
        hold (on|the line|there)
        stay on the (line|phone)
        (just|please|kindly|can you|could you|and) stay (on|there)
        ^ stay (on|there)
        hang (on|about|fire|tight|in there)
        (one|just a|just one|half a|gimme one|gimme a) ({_WHILE}) [please|while|sir|madam|,|$]
        (two|a couple of|a few) ({_WHILE}) (please|while|sir|madam|for me|i'll|i'm|let me)
        ^ (two|a couple of|a few) ({_WHILE})
        (give|gie|allow|grant) (me|us|her|him|them) .. ({_WHILE}|hour)
        (gimme|gissa) .. ({_WHILE})
        (put|pop|place) you on [a] [brief|short] hold
        (won't|won't be|not be) [be] long
        (won't|won't be|not be) [be] (a|one|two|half a|just a) ({_WHILE})
        (i'll|i will) be (right|straight|back) (back|with you|there|over|in a|in one|in two)
        (i'll|i will) be (right|straight) back
        back in (a|two|one|five|ten|a couple of|half a) ({_WHILE})
        (could|can|may|might) i [just] (have|take|get|put|ask) .. (minute|moment|hold|wait|second|a sec)
        (need|want|take|takes|taking) [me] [about|around|just|only] (a|one|two|three|five|six|ten|a few|
          a couple of) ({_WHILE}) (to|while|here|and|please)
        if you'd [just|like to] (hold|wait|bear)
        (would|do) you [like|prefer|rather|want] [to] (hold|wait) [on|,|or|while|for|?]
        are you [still] (happy|able|content|fine|ok|okay|alright) to (hold|wait)
        (wait|hold) (a|one|two|just|there|please|while|here) [{_WHILE}|please]
        please (hold|wait|stay|stand by)
        kindly (hold|wait|stay)
        (can|could|would|will) you [please|just|kindly] (hold|wait|hang|bear|stay)
        (do|would) you mind (holding|waiting|hanging)
        estimated wait
        (give|allow|grant) (me|us) (until|till|half|lunch)
        (give|allow|grant|gimme) (me|us) [just] (a|an|the|one|two|three|five|ten|fifteen|twenty|thirty|5|10|15|20|
          30|a few|a couple of) (hour|hours|day|days|morning|afternoon|evening|week|weekend|{_WHILE})
        (won't|i'll not) keep you [waiting|hanging] [a|one|two|long]
        (i|we) [will|must|'ll|should like|would like] (need|beg|take|want) (until|till|a day|half a day)
        (i|we) [will|must|'ll|should like|would like] (need|beg|take|want) (two|an|half an|a couple of|
          a few) [working|more] (day|days|hour|hours|week|weeks|{_WHILE})
        leave it with me (until|till|for)
        (wait|bide|houl') (till|until|on till) (i|we)
        (wait|bide) a (minute|moment|second|sec)
        (let me|i'll) [just|go] (look|knock|see|go|check|ask|ring|find|read|nip|run) .. (a moment|a minute|a second|
          first|a tick)
        (stay|be) (by|near|at|online|on) [your|the|this|for] (desk|mails|mail|line|phone|online|few)
        (i'm|i am) going to (be silent|go quiet|be quiet|leave the line|mute)
        i'm (going quiet|popping you on mute|putting you on mute|locking the door|walking down|going to the|up a ladder)
        ^ (two|five|ten|fifteen|one) (ticks|minutes|mins|secs|tick|shakes) [, i'm|while]
        don't (go away|hang up|go anywhere)
    """,
    ),
    (
        LIKELY,
        "goes to look",
        """
        ^ [let me|lemme|i'll] [just] (get|grab|fetch|find|ask|ring) my (manager|supervisor|team lead|boss|notes)
        (while|whilst) i [just] (look|check|find|get|open|bring|ask|pull|read|ring|call|go|have a look)
        ^ [ok|right] (wait|looking|checking|searching) $
        ^ wait $
        two (secs|ticks|mins)
        ^ one (sec|second|moment|minute)
    """,
    ),
)
_NOT = Cues(
    (
        SURE,
        "no wait on the line",
        """
    (wait|hold|hang) for (the|your|a|an|it)
    (hold|put|place) on (to|your|the account|the order)
    hold on to
    (we|they|i|to) hold (stock|it|your|a|an|them|that|one|some)
    (we|they|i|to) hold the (room|table|order|parcel|price|item|place|seat|slot|date|booking|goods|money|payment|
      stock|car|flat|fee|charge|case|account|tickets|delivery)
    hang on to
    you back in
    stay on the (tariff|plan|same)
    wait (list|time~|room)
    (i|we) (will|can|could|shall|would) [just|also|gladly|happily|always|certainly] (hold|stay)
    (i'll|i'd|we'll|we'd) [just|also|gladly|happily|always|certainly] (hold|stay)
    i'm (going|happy|glad) to (hold|stay)
    no (need|point) [in|to] (wait~|hold~)
""",
    )
)


def find(view: View) -> Iterator[Mark]:
    """Phrases that ask for a wait now. Confidence is the phrase's, lower in writing, where a wait is seldom asked
    for.
    """
    mail = view.transcript.channel in ("email", "web")
    done: set[tuple[int, int]] = set()
    for turn, hit in view.agent_hits(CUES):
        if turn.quoted(hit.start) or turn.reported(hit.start) or turn.negated(hit.start, 2):
            continue
        if any(
            h.start < hit.end and h.end > hit.start for h in _NOT.find(turn.lower, max(0, hit.start - 22), hit.end + 15)
        ):
            continue
        if mail and hit.confidence < SURE:
            continue
        sentence = turn.sentence_at(hit.start)
        start, end = turn.clause_at(hit.start)
        if sentence.end - sentence.start < 90:
            start, end = sentence.start, sentence.end
        if (turn.index, start) in done:
            continue
        done.add((turn.index, start))
        certain = (
            hit.confidence
            if len(turn.words) < 25
            else min(hit.confidence, PERHAPS if hit.confidence < SURE else LIKELY)
        )
        yield turn.mark(NAME, min(start, hit.start), max(end, hit.end), certain, hit.because)
