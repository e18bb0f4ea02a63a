"""Passes the customer to another person, team or number.

Examples:
    A: [I'll put you through to billing].
    A: [Let me connect you with Danladi, who leads the crew].
    A: [You'll need to ring our claims line on 0300 111].
Not:
    A: I'll hand it in for you this afternoon.
    A: I'll ask the workshop and tell you myself.
    A: The form is transferred to our archive each night.
    A: I can put you on the list for cancellations.
    A: This link will send you to the right page.
    A: I'll put you down for the early class.
    A: The courier will hand it to you at the door.
"""

from __future__ import annotations

from collections.abc import Iterator

from allears.listening.phrases import LIKELY, SURE, Cues
from allears.listening.reading import Mark
from allears.listening.view import View

NAME = "handing_over"
PARTY = "agent"
EFFECT = "tells"
LABEL = "Hands over"
NOTE = "Passes the customer on."

CUES = Cues(
    (
        SURE,
        "passes the customer on",
        """
        (put|putting|get|getting|pop|popping|patch|patching|send|sending|pass|passing|move|moving|chuck|chucking|hand|
          handing|bring|bringing|switch|switching) (you|this chat|this call|the call|the chat|ye) [straight|right|all|
          back] (through|over|across|on|along)
        (transfer|transferring|connect|connecting|redirect|redirecting|forward|forwarding|escalate|escalating|refer|
          referring|direct) (you|this call|the call|this chat|the chat) [straight|right|over|there|to|with|now]
        transfer you
        (put|pass|hand) you [straight|right|back] (to|with|in touch with)
        transferring (to|now|you)
        (put|pass|pop|send) you to
        (tagging|bringing|looping|tag|bring|loop) in
        (give|giving|get|taking|take|put|send|sending|bounce|bouncing|toss|tossing|pass|passing) you [over|up|across|
          back|on|straight] to (my|our|the|a|mr|mrs|ms|dr|him|her|them)
        (stick|flick|shoot|patch|join|whack|chuck|toss|bounce|pop) you [straight|right|back|round] (through|over|up|
          across|on|to|back)
        (putting|bring|bringing|put) on (my|our|the|mr|mrs|ms|dr)
        bring _ on
        (you want|you're going to|here's|i've got|here is) _ (from|in|on|there) _ [, she|, he|who|for you]
        (she'll|he'll|they'll) (take it|pick it up|look after you) from (here|there|now)
        here (she|he) is for you
        (have|here's|talk to|speak to) the (boss|wife|manager|owner)
        take it up with
        (will be|is) your [new|one-point] contact
        (passing|giving|transferring|handing|forwarding|forwarded) (you|this|it|the) .. (to|over to) (mr|mrs|ms|dr|
          our|the|my)
        (gonna|going to) (give|pass|hand|put) you
        (taking|takes|take) (you on|over from me|it from me|over contact|the rest|this from)
        (talk|speak|go along|go|come) to (our|my|mr|mrs|ms|dr|sister) _
        (she's|he's|they're) (expecting you|waiting for you)
        is there for you
        will (walk you|speak to you|talk to you|write to you next|ring you next|look after you from)
        (take|have) (this|the) (gentleman|lady|customer)
        from here on (it's|it is) me
        over to (my|our|the|mr|mrs|ms) _
        (so|and) over to _
        (takes|taking|take|picks|will pick|will take) over (this|your|the|from|here)
        (hand|handing|pass|passing) (you|this|it|the chat|the call|the case|your case) (over|on) to
        (get|grab|fetch|find|let me get) (my|a|the|our) (manager|supervisor|boss|colleague|team lead|team leader) (to|
          for you|on|who)
        (colleague|manager|supervisor|specialist|adviser|advisor|expert|team) .. (will|'ll|can|
          is going to) [now] (take|pick|help you|join|be with you|look after you|step in)
        (speak|talk) to (my|a|our) (manager|supervisor|colleague|specialist) [who|instead|now]
        (passing|giving|handing|kicking|tossing|flicking|patching) (you|ye|yous|u) [straight|right|now|over|across|back|
          on|off|round|up] [over|now] (to|onto)
        (give|hand|kick|flick|toss|patch|pass) (you|ye|yous|u) [straight|right|now|back] (over|across|onto|through)
        (let|i'll|i) .. (give|hand|pass|patch|flick) (you|ye|yous|u) to
        (joining|join|drop|dropping|swapping|marking) (you|ye|yous|u) [over|across|now] (to|with) (my|our|the|his|her|
          mr|mrs|ms|dr|him|them)
        (transferring|passing|giving|handing|assigning) (the|this|your) [_] (chat|call|session|case|file|ticket|
          matter|claim) .. to
        (stay|hang|hold) on for _
        (continues|go ahead|goes on|carries on) with you
        your (one|single|only|main) [_] (contact|manager|adviser|advisor)
        looking after (you|ye) from (here|now|then|there)
        from (here|now|monday|tomorrow|today|there|then) [on] .. (dealing|talking|speaking|write|writing) (to|with)
        (takes|taking) over (their|his|now)
        (get|getting|bring|bringing) .. (in|into|on|onto) (this|the|our) (chat|call|line)
    """,
    ),
    (
        LIKELY,
        "sends the customer elsewhere",
        """
        you'll (need|have) to [speak|call|ring|contact|talk|go|phone|write|email] (to|our|the|with|your) .. (team|
          department|line|office|desk|number|company|bank|council|provider|manufacturer|billing|sales|support)
        you (need|have|want) to (call|ring|contact|phone|speak to|talk to) (our|the|your) [_] (team|department|line|
          office|desk|people|bank|council|company|provider|supplier|insurer|landlord|manufacturer|embassy|ministry)
        (that's|want|need|ring|call|on|best) (the|a|our|another|a different) (number|department|team|office|
          line) (to call|you need|for that)
        (contact|ring|call|phone|try) (the|our|your) _ (team|department|line|office|desk|number|people)
        that's (another|a different) (department|team|office)
        (you'll|you'd|you) (need|have|want) to (ring|call|phone|dial|text) [them on|us on|on|this number] (0~|1~)
        (let me|i'll|i'd like to|i can|can i|may i) introduce you to _
        (i'm|we're) the wrong (team|department|desk|person|line)
        i'll (get|have|ask) _ (to|from) .. (call|ring|contact|phone|take|help|join|come) you
    """,
    ),
)
_NOT = Cues(
    (
        SURE,
        "enters, waits or hands a thing over",
        """
    (put|putting|get|getting|pop|popping|pass|passing|move|moving|bring|bringing|take|taking|switch|switching|send|
      sending) you [straight|right|all|back] (on|onto|on to|in|up|down|forward|over) (the|a|an|our|my|this|
      that|another|your) [_] [_] (list|lists|register|rota|roll|plan|tariff|rate|deal|diary|book|course|draw|hold|mute|
      map|system|schedule|slot|class|room|ward|flight|train|bus|coach|boat|ferry|seat|table|night|day|guest)
    (put|putting|get|pop|popping) you (on|in) (hold|mute|silent)
    (send|put|pass|pop) you to (the|a|an|our|my|your|that) [_] (row|top|gate|page|site|website|link|address|platform|
      seat|form)
    (hand|handing|bring|bringing|pass|passing|give|giving|send|sending|forward|forwarding) (it|this|that|them|one|
      these) [over|on|back|straight|right] to (you|your)
""",
    )
)


def find(view: View) -> Iterator[Mark]:
    """Phrases that send the customer to someone else. Confidence is the phrase's."""
    done: set[tuple[int, int]] = set()
    for turn, hit in view.agent_hits(CUES):
        sentence = turn.sentence_at(hit.start)
        key = (turn.index, sentence.start)
        if key in done or turn.quoted(hit.start) or turn.reported(hit.start) or turn.negated(hit.start):
            continue
        if any(h.start < hit.end and h.end > hit.start for h in _NOT.find(turn.lower, hit.start, hit.end + 60)):
            continue
        done.add(key)
        start, end = (
            (sentence.start, sentence.end) if sentence.end - sentence.start < 110 else turn.clause_at(hit.start)
        )
        yield turn.mark(NAME, min(start, hit.start), max(end, hit.end), hit.confidence, hit.because)
