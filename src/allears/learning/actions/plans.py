"""Writes of the two-week plan: made, brought back to mind, looked back on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from allears.accounts.models import User
from allears.accounts.rules import Viewer
from allears.events.actions import record
from allears.learning import gate
from allears.learning.models import Nudge, Plan, Wishes
from allears.learning.rules import plans as rules
from allears.learning.rules.plans import Next, PlanState
from allears.learning.rules.practice import MOST_CARDS_A_DAY
from allears.lib import clock
from allears.lib.errors import Invalid, NotFound
from allears.lib.text import one_line, storable
from allears.listening.behaviours import BY_NAME

NO_SUCH = "There is no such plan of yours."
MOST_BEHAVIOURS = 5


@transaction.atomic
def make_plan(asker: Viewer, when: str, then: str, behaviours: Sequence[str], starts_on: date) -> Plan:
    """A plan 'When …, I will …' for two weeks, with the behaviours by which it shows. One at a time.

    Raises NotAllowed, Invalid.
    """
    user_id = gate.learner(asker)
    user = User.objects.select_for_update().get(pk=user_id)
    if Plan.objects.filter(user=user, state=PlanState.RUNNING).exists():
        raise Invalid("when", "You have a plan already. One at a time: look back on it first, or leave it.")
    when, then = _clause(when, "when"), _clause(then, "then")
    if not when:
        raise Invalid("when", "Say what happens: “a caller raises his voice”.")
    if not then:
        raise Invalid("then", "Say what you will do: “let him finish, and say it back”.")
    problem = rules.start_problem(starts_on, today_of(user))
    if problem:
        raise Invalid("starts_on", problem)
    plan = Plan.objects.create(
        user=user, when=when, then=then, behaviours=_known(behaviours), starts_on=starts_on, made_at=clock.now()
    )
    _record(asker, "plan.made", plan)
    return plan


@transaction.atomic
def look_back(asker: Viewer, plan_id: int, note: str, then: Next) -> Plan | None:
    """End a plan with a word for oneself. KEEP begins the same anew today, and gives the new plan.

    Raises NotAllowed, NotFound, Invalid before its end.
    """
    plan = _mine(asker, plan_id)
    if plan.state != PlanState.RUNNING:
        raise Invalid("next", "You have looked back on this plan already.")
    if today_of(plan.user) < rules.ends_on(plan.starts_on):
        raise Invalid("next", "It runs still. Look back when its two weeks are over.")
    _end(plan, PlanState.LOOKED_BACK, note, then)
    _record(asker, "plan.looked_back", plan)
    if then is Next.KEEP:
        return make_plan(asker, plan.when, plan.then, plan.behaviours, today_of(plan.user))
    return None


@transaction.atomic
def leave_plan(asker: Viewer, plan_id: int, note: str = "") -> None:
    """Give a plan up before its end. Twice gives the same. Raises NotAllowed, NotFound."""
    plan = _mine(asker, plan_id)
    if plan.state == PlanState.RUNNING:
        _end(plan, PlanState.LEFT, note, None)
        _record(asker, "plan.left", plan)


@transaction.atomic
def set_wishes(asker: Viewer, *, cards_a_day: int | None = None, nudge_by_mail: bool | None = None) -> Wishes:
    """What the asker wishes of the desk; None leaves a wish as it is. Raises NotAllowed, Invalid."""
    user_id = gate.learner(asker)
    wishes, _ = Wishes.objects.select_for_update().get_or_create(user_id=user_id)
    before = (wishes.cards_a_day, wishes.nudge_by_mail)
    if cards_a_day is not None:
        if not 0 <= cards_a_day <= MOST_CARDS_A_DAY:
            raise Invalid("cards_a_day", f"A number from 0 to {MOST_CARDS_A_DAY}.")
        wishes.cards_a_day = cards_a_day
    if nudge_by_mail is not None:
        wishes.nudge_by_mail = nudge_by_mail
    if (wishes.cards_a_day, wishes.nudge_by_mail) != before:
        wishes.save()
        record("learning.wishes_set", "user", user_id, actor_id=user_id, actor=asker.name)
    return wishes


def watch_plans() -> int:
    """Bring back to mind the plans whose day has come, each half-way and at its end once; gives how many. The desk's
    own act: no gate."""
    # The world's latest day is one ahead of UTC's: who is not there yet is left out below, by his own zone.
    since = clock.now().date() + timedelta(days=1) - rules.MIDWAY
    rows = Plan.objects.filter(state=PlanState.RUNNING, starts_on__lte=since, user__is_active=True)
    done = 0
    for plan in rows.select_related("user").order_by("id"):
        kind = rules.nudge_due(plan.starts_on, today_of(plan.user))
        if kind is not None:
            done += _nudge(plan, kind)
    return done


@transaction.atomic
def _nudge(plan: Plan, kind: rules.NudgeKind) -> bool:
    """Bring a plan back to mind. Two clocks at the same moment do it once: the row is unique."""
    nudge, new = Nudge.objects.get_or_create(plan=plan, kind=kind, defaults={"at": clock.now()})
    if new:
        record(f"plan.{kind}", "plan", plan.pk, actor="All Ears", data={"nudge": nudge.pk})
    return new


def today_of(user: User) -> date:
    """Which day it is where the user is."""
    zone = ZoneInfo(user.zone) if user.zone else timezone.get_default_timezone()
    return clock.now().astimezone(zone).date()


def _mine(asker: Viewer, plan_id: int) -> Plan:
    plan = (
        Plan.objects.select_for_update(of=("self",))
        .select_related("user")
        .filter(pk=plan_id, user=gate.learner(asker))
        .first()
    )
    if plan is None:
        raise NotFound(NO_SUCH)
    return plan


def _end(plan: Plan, state: PlanState, note: str, then: Next | None) -> None:
    plan.state, plan.ended_at, plan.next = state, clock.now(), then or ""
    plan.note = storable(note).strip()
    if len(plan.note) > 5000:
        raise Invalid("note", "5,000 characters are enough for a note.")
    plan.save()


def _clause(text: str, field: str) -> str:
    """Half of the sentence, without the words that the form puts before it and the stop behind."""
    if len(text) > 300:
        raise Invalid(field, "Keep it to 300 characters: a plan that one can say by heart is kept.")
    clause = one_line(text, 300).rstrip(".!,; ")
    for opening in ("when ", "if ", "then ", "i will "):
        if f"{clause} ".casefold().startswith(opening):
            clause = clause[len(opening) :].lstrip()
    return clause


def _known(behaviours: Sequence[str]) -> list[str]:
    names = list(dict.fromkeys(behaviours))
    if not names:
        raise Invalid("behaviours", "Name at least one behaviour by which it will show.")
    if len(names) > MOST_BEHAVIOURS:
        raise Invalid("behaviours", f"Name {MOST_BEHAVIOURS} at most: one or two are best.")
    if any(name not in BY_NAME for name in names):
        raise Invalid("behaviours", "Choose from the behaviours in the list.")
    return names


def _record(asker: Viewer, verb: str, plan: Plan) -> None:
    record(verb, "plan", plan.pk, actor_id=asker.user_id, actor=asker.name)
