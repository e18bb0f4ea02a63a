"""Says that they may go to someone else, cancel, or end the relationship.

Examples:
    C: [Then cancel the whole thing], I'll buy it elsewhere.
    C: [I'm moving all my money to another bank].
    C: [That was my last order with you].
Not:
    C: I'm leaving the house at nine.
    C: I'd like to cancel Tuesday's visit and come on Friday.
    C: We moved home in May.
"""

from __future__ import annotations

from collections.abc import Iterator

from allears.listening.phrases import LIKELY, PERHAPS, SURE, Cues
from allears.listening.reading import Mark
from allears.listening.view import View

NAME = "leaving"
PARTY = "customer"
EFFECT = "tells"
LABEL = "May leave"
NOTE = "Thinks of going elsewhere."

_OTHER = (
    "elsewhere|somewhere else|someone else|somebody else|your competitor|your competitors|a competitor|"
    "the competition|another (bank|company|supplier|provider|shop|firm|agency|garage|place|school|gym|vet|"
    "practice|network|insurer|carrier|store|church)|other (lot|people|bank|company|crowd|place|provider|shop|"
    "supplier|guys)|a different (bank|company|supplier|provider|shop|firm|garage)|a rival"
)
CUES = Cues(
    (
        SURE,
        "says that they may go",
        f"""
        (go|going|take|taking|move|moving|switch|switching|buy|shop|shopping|bank|get it|order|look|looking|find|try|
          give) [it|my|this|all|our|the|your|to|with|over] .. ({_OTHER})
        (cancel|canceling|cancelling|close|closing|end|ending|terminate|terminating|drop|dropping) [all|both|of|
          the] (my|our|the|this|everything|whole|both|every) [whole|entire|damn|bloody] (account|accounts|contract|
          contracts|subscription|subscriptions|membership|policy|policies|plan|thing|lot|direct debit|agreement|
          service|business)
        (cancel|cancelling|canceling) (everything|it all|the whole|the lot|both|altogether|completely|immediately)
        (last|final) (order|purchase|booking|straw|penny) [i|with|from|you|i'll|here|we]
        last time (i|we|you'll|i'll) (use|order|book|come|buy|see|hear|shop|ever)
        (lost|losing|lose|lost yourselves) (a|me as a|my|us as a|our|a good|a loyal) (customer|custom|business|client|
          member|customers)
        (take|taking) (my|our) (business|custom|money|trade|account|patronage)
        (never|not|won't be|will not be) [be] (using|use|buy|buying|order|ordering|shop|shopping|book|booking|
          coming back|come back|renewing|renew|recommend|fly|flying|set foot|deal|dealing|return|returning|stay|
          staying|ring|call) [from|with|here] (here|you|this|your|again|anything) [again|here|ever]
        (finished|done|through) with (you|your|this (place|company|bank|shop|lot|firm|outfit)|
          the (lot of|company|bank|place))
        (i'm|we're|i am|we are) (leaving|gone|walking|switching|cancelling|canceling|quitting)
        (i'm|we're|i am|we are) (off|out|done) ($|,|here|with you)
        (i'll|we'll|i will) (be gone|be off|walk|leave you|switch|vote with|cancel|quit|be leaving|be switching|
          be cancelling|close|go with|go to)
        (won't|not|not going to|don't think i'll|no intention of) (be renewing|renew|be back|renewing|be staying|
          stay with)
        (port|porting|transfer|transferring) (my|this|the|our) (number|pension|account|mortgage)
        (had|have|got|an|better) (offer|offers|quote|price) (from|with|of)
        (thinking|think|considering|tempted|time) [about|of|to|i'm|it's] (leaving|switch~|moving|cancelling|canceling|
          go elsewhere|change provider|we moved|time to)
        (your|my) (competitor|competitors|rivals)
        resign~
        hand in my notice
        (good bye|goodbye) to (my|our|a) (custom|business)
        (strike|take|remove) .. (name|names) off
        out of my will
        chargeback
        vote with (my|our) feet
        (pay|want) .. refund and (leave|close|go)
        (we|i) [believe we] (are finished|will be gone|will stop)
        out of contract
        (giving|give|given|handing in) [my|you] notice
        (crowd|lot|mob|people|company|firm|place|shop|bank|butcher|crowd's|garage) (across|down|round|over) the (road|
          street|corner|way)
        (going|go|moving|move|park|stay|buying|buy|ordering|shopping|be) .. (from now on|for good|in future)
        (change|switch|move|go|moving|switching|changing|going|take|transfer) [to|over|it|us|them|everything|my|our|
          the] [shop|business|custom|account|accounts|interviews|site|all] (to|with) (other|another|a different|
          the other|
          my former|my old) _
        (another|different|own|other) (contractor|host|scheme|vendor|backup|printer|caterer|dentist|broadband|site|
          app|courier|solicitor|installer|builder|landlord|farm|agent|brand)
        (the other|other) (crowd|crowd's|lot|mob|company's)
        (withdrawing|withdraw|pulling|taking) (her|him|my|our|them|the) (son|daughter|kids|child|children|business|
          dog|account|out|away)
        (won't|will not|shan't) be [a|any] (seventh|next|second|another|more|third|fourth)
        (remortgage|bank|insure|book|fly|order|deal|travel|sign) with (the|another|your|someone|somebody)
        (closing|close|close down|empty|emptying) [all] (the|my|our|both) [fixed] (deposits|account|accounts|savings)
        (we|i) leave (you|your|this|for good|for another)
        (moving|taking) (my|our|the) .. (off|away from|out of) (your|you)
        (off|delete|deleting|leave|leaving|getting off) (my|your|the) (phone|scheme|app|books|service|platform)
        direct debit (stops|is cancelled|ends|comes)
        half a mind to (try|go|take|ring|call|leave|cancel)
        (handing in|handed in) our notice
        (jack|jacking|chuck|chucking|packing|pack) (the|this|my) job in
        (pulling|pull) (all|both|my|our|him|her|them) .. (out|units|contract|business|account)
        (port|porting) .. out
        (quote|quotes|offer) (from|off|with) (another|someone else|somebody else|your)
        (out to tender|retendering|outside agency)
        (other|another) (vendors|suppliers|supplier|agency|provider|providers|insurer)
        (go|going) (private|with them|with someone else|with somebody else) [instead|i|so]
        (last|final) time (i|we) (fly|bring|shop|stay|bank)
        (deleting|delete) the app
        finish with (you|ye)
        never .. set foot
        never (use|using|order|ordering|buy|buying|book|booking|fly|flying|shop|shopping|bank|banking|ring) .. again
        last (fiver|tenner|penny|pound|cent|dollar|rupee|naira) .. (off|from|out of) me
    """,
    ),
)
_ELSE = (
    "house",
    "home",
    "office",
    "desk",
    "work at",
    "at nine",
    "the call",
    "phone now",
    "for lunch",
    "for work",
    "holiday",
    "in a minute",
)
_MOVE = ("appointment", "visit", "slot", "booking", "delivery", "reschedule", "rebook", "instead", "trial on")


def find(view: View) -> Iterator[Mark]:
    """Sentences that speak of ending the relationship. Confidence is the phrase's; less for a plain wish to cancel one
    thing.
    """
    done: set[tuple[int, int]] = set()
    for turn, hit in view.customer_hits(CUES):
        sentence = turn.sentence_at(hit.start)
        key = (turn.index, sentence.start)
        words = turn.lower[sentence.start : sentence.end]
        if key in done or turn.quoted(hit.start) or turn.reported(hit.start) or turn.negated(hit.start, 2):
            continue
        if any(other in words for other in _ELSE) or ("cancel" in words and any(m in words for m in _MOVE)):
            continue
        done.add(key)
        certain = LIKELY if sentence.asks else hit.confidence
        yield turn.mark(NAME, sentence.start, sentence.end, certain if "offer" not in words else PERHAPS, hit.because)
