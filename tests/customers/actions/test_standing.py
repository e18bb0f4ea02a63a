from datetime import timedelta

from allears.accounts.rules import DESK
from allears.customers.actions import decide_standing, propose
from allears.customers.rules import Frequency, GroupKind, History, Relationship, Side
from allears.lib import clock
from builders import MONDAY
from cast import Cast

FAITHFUL = History([MONDAY - timedelta(days=days) for days in (1, 35, 70, 100)], frozenset({GroupKind.COMPANY}))


def test_the_rule_proposes_and_says_why(cast: Cast) -> None:
    with clock.at(MONDAY):
        standing = propose(cast.mrs_green.pk, FAITHFUL)
    assert (standing.relationship, standing.frequency, standing.side) == ("client", "regular", "corporate")
    assert len(standing.reasons) == 3
    assert standing.proposed_at == MONDAY


def test_what_a_person_decided_stays_when_the_rule_speaks_again(cast: Cast) -> None:
    decide_standing(
        cast.as_viewer("ben"), cast.mrs_green.pk, relationship=Relationship.CUSTOMER, frequency=None, side=Side.PERSONAL
    )
    with clock.at(MONDAY):
        standing = propose(cast.mrs_green.pk, FAITHFUL)
    assert (standing.relationship, standing.frequency, standing.side) == ("customer", "regular", "personal")
    assert standing.relationship_proposed == Relationship.CLIENT
    assert standing.decided_by == cast.ben


def test_a_decision_can_be_taken_back_and_the_rule_is_followed_again(cast: Cast) -> None:
    decide_standing(
        DESK, cast.paul.pk, relationship=Relationship.CLIENT, frequency=Frequency.REGULAR, side=Side.CORPORATE
    )
    standing = decide_standing(DESK, cast.paul.pk, relationship=None, frequency=None, side=None)
    assert (standing.relationship, standing.frequency, standing.side) == ("customer", "occasional", "personal")
