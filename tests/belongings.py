"""What is Ben's own in the tests of permissions: a look into the mirror that he shares with Cora, an entry of his
journal, a plan whose two weeks are over, and a call in which he spoke, of which Cora has made two exercises."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from allears.accounts.rules import DESK
from allears.conversations.actions import start
from allears.conversations.rules import Channel, Kind
from allears.learning.actions.journal import keep_entry
from allears.learning.actions.mirror import share_mirror, take_mirror
from allears.learning.actions.plans import make_plan
from allears.learning.actions.practice import make_practice, release_practice
from allears.learning.queries.practice import draft_exercise
from allears.learning.rules.practice import PracticeKind
from allears.lib import clock
from allears.readings.actions import listen_again
from builders import turn
from cast import Cast


@dataclass(frozen=True)
class Belongings:
    taking_id: int
    entry_id: int
    plan_id: int
    call_id: int
    draft_id: int
    practice_id: int


def belongings_of_ben(cast: Cast) -> Belongings:
    ben = cast.as_viewer("ben")
    began = clock.now() - timedelta(days=15)
    with clock.at(began):
        plan = make_plan(
            ben, "a caller stops for breath", "count to two", ["checking"], began.date() + timedelta(days=1)
        )
    share_mirror(ben, cast.cora.pk)
    at = clock.now() - timedelta(days=2)
    said = [
        turn("customer", "I rang about the invoice, and then—", at=at, kind=Kind.SPEECH),
        turn("agent", "Your customer number?", at=at, kind=Kind.SPEECH, user_id=cast.ben.pk),
    ]
    call = start(DESK, channel=Channel.PHONE, team_id=cast.billing.pk, turns=said)
    listen_again(call.pk)
    ids = list(call.turns.order_by("position").values_list("id", flat=True))
    cora = cast.as_viewer("cora")
    draft, released = (make_practice(cora, call.pk, ids, PracticeKind.SAY).pk for _ in range(2))
    release_practice(cora, released, draft_exercise(cora, released).seen)
    return Belongings(
        taking_id=take_mirror(ben, [3] * 7).pk,
        entry_id=keep_entry(ben, {"contribution": "I was in a hurry."}, call.pk).pk,
        plan_id=plan.pk,
        call_id=call.pk,
        draft_id=draft,
        practice_id=released,
    )
