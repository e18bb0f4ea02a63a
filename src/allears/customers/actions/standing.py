"""Standing: proposed by the rule, decided by a person."""

from __future__ import annotations

from django.db import transaction

from allears.accounts.rules import Verb, Viewer
from allears.customers import gate
from allears.customers.models import Standing
from allears.customers.rules import Frequency, History, Relationship, Side, propose_standing
from allears.events.actions import record
from allears.lib import clock


def propose(person_id: int, history: History) -> Standing:
    """Store what the rule proposes for this history. What a person decided stays. No permission: the desk's own act."""
    now = clock.now()
    proposal = propose_standing(history, now)
    standing, _ = Standing.objects.update_or_create(
        person_id=person_id,
        defaults={
            "relationship_proposed": proposal.relationship,
            "frequency_proposed": proposal.frequency,
            "side_proposed": proposal.side,
            "reasons": list(proposal.reasons),
            "proposed_at": now,
        },
    )
    return standing


@transaction.atomic
def decide_standing(
    asker: Viewer,
    person_id: int,
    *,
    relationship: Relationship | None,
    frequency: Frequency | None,
    side: Side | None,
) -> Standing:
    """Confirm or overrule a standing; None follows the rule again. Raises NotAllowed, NotFound."""
    person = gate.person(asker, person_id, Verb.EDIT_CUSTOMER)
    standing = Standing.objects.filter(person=person).first() or propose(person.pk, History(matters=()))
    standing.relationship_decided = relationship or ""
    standing.frequency_decided = frequency or ""
    standing.side_decided = side or ""
    standing.decided_at = clock.now()
    standing.decided_by_id = asker.user_id
    standing.save()
    data = {"relationship": relationship, "frequency": frequency, "side": side}
    record("standing.decided", "person", person.pk, actor_id=asker.user_id, actor=asker.name, data=data)
    return standing
