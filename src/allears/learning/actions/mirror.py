"""Writes of the mirror: one looks into it, and lets a coach look too, or no longer."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from allears.accounts.models import Membership
from allears.accounts.rules import Role, Viewer
from allears.events.actions import record
from allears.learning import gate
from allears.learning.models import MirrorShare, MirrorTaking
from allears.learning.rules import mirror as rules
from allears.lib import clock
from allears.lib.errors import Invalid, NotFound


@transaction.atomic
def take_mirror(asker: Viewer, answers: Sequence[int]) -> MirrorTaking:
    """Keep one look into the mirror. The journal of the desk says that it was taken, never what was answered.

    Raises NotAllowed, Invalid unless there are seven answers of 1–5.
    """
    user_id = gate.learner(asker)
    try:
        whole = rules.total(answers)
    except ValueError as error:
        raise Invalid("answers", str(error)) from None
    taking = MirrorTaking.objects.create(user_id=user_id, at=clock.now(), answers=list(answers), total=whole)
    record("mirror.taken", "user", user_id, actor_id=user_id, actor=asker.name)
    return taking


@transaction.atomic
def forget_taking(asker: Viewer, taking_id: int) -> None:
    """Take one look of the asker's own out of the mirror for good. Raises NotAllowed, NotFound."""
    user_id = gate.learner(asker)
    gone, _ = MirrorTaking.objects.filter(pk=taking_id, user=user_id).delete()
    if not gone:
        raise NotFound("There is no such look into your mirror.")
    record("mirror.forgotten", "user", user_id, actor_id=user_id, actor=asker.name)


@transaction.atomic
def share_mirror(asker: Viewer, coach_id: int) -> None:
    """Let a coach of one of the asker's teams look into the asker's mirror, until it is ended. Twice gives the same.

    Raises NotAllowed, NotFound for whoever coaches none of these teams.
    """
    user_id = gate.learner(asker)
    coached = (
        Membership.objects.filter(user=coach_id, role=Role.COACH, team__in=asker.roles, user__is_active=True)
        .exclude(user=user_id)
        .order_by("team")
        .first()
    )
    if coached is None:
        raise NotFound("This is no coach of a team of yours.")
    _, new = MirrorShare.objects.get_or_create(
        user_id=user_id,
        coach_id=coach_id,
        ended_at=None,
        defaults={"team": coached.team, "shared_at": clock.now()},
    )
    if new:
        data = {"coach": coach_id}
        record("mirror.shared", "user", user_id, actor_id=user_id, actor=asker.name, data=data)


@transaction.atomic
def unshare_mirror(asker: Viewer, coach_id: int) -> None:
    """Let a coach no longer look. What is not shared stays so. Raises NotAllowed."""
    user_id = gate.learner(asker)
    ended = MirrorShare.objects.filter(user=user_id, coach=coach_id, ended_at=None).update(ended_at=clock.now())
    if ended:
        data = {"coach": coach_id}
        record("mirror.unshared", "user", user_id, actor_id=user_id, actor=asker.name, data=data)
