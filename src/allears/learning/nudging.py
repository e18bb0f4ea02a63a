"""A plan is brought back to mind by mail, where a mail server is set up and the learner wishes it.

The mail names no word of the plan: it passes other hands on its way, and the plan is private.
"""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction

from allears.learning.models import Nudge, Wishes
from allears.learning.rules.plans import NudgeKind, PlanState
from allears.lib import clock

SUBJECTS = {
    NudgeKind.MIDWAY: "Half-way through your two weeks",
    NudgeKind.END: "Your two weeks are over: look back",
}
TEXTS = {
    NudgeKind.MIDWAY: "you are half-way through your plan. Has it come to mind when it mattered?",
    NudgeKind.END: "the two weeks of your plan are over. See what has changed, and decide how to go on.",
}


@transaction.atomic
def send_nudge(nudge_id: int) -> bool:
    """Send the mail of this nudge, if it is wished for and still to be sent; True if it was sent.

    Called twice, also at the same moment, it sends once. Raises OSError where the server may take it later.
    """
    nudge = (
        Nudge.objects.select_for_update(of=("self",))
        .select_related("plan__user")
        .filter(pk=nudge_id, sent_at=None)
        .first()
    )
    if nudge is None or not settings.MAIL_IS_SENT or nudge.plan.state != PlanState.RUNNING:
        return False
    user = nudge.plan.user
    if not user.is_active or not Wishes.objects.filter(user=user, nudge_by_mail=True).exists():
        return False
    kind = NudgeKind(nudge.kind)
    end = "You asked for this mail; on the same page you can end it."
    text = f"Dear {user.name},\n\n{TEXTS[kind]}\n\n{settings.SITE_URL}/learning/plan\n\n{end}\n"
    EmailMessage(SUBJECTS[kind], text, settings.DEFAULT_FROM_EMAIL, [user.email]).send()
    nudge.sent_at = clock.now()
    nudge.save(update_fields=["sent_at"])
    return True
