"""What the demo's people have done for themselves: looks into the mirror, plans, a page of a journal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from allears.accounts.models import User
from allears.accounts.queries import viewer
from allears.accounts.rules import Viewer
from allears.learning.actions.journal import keep_entry
from allears.learning.actions.mirror import share_mirror, take_mirror
from allears.learning.actions.plans import make_plan, watch_plans
from allears.learning.models import JournalEntry, MirrorTaking, Plan
from allears.lib import clock

Moment = Callable[[int, str], datetime]
"""`moment(day, "HH:MM")` of the demo's calendar."""


def learn(plan: Mapping[str, Any], users: Mapping[str, User], moment: Moment) -> None:
    """Let everything in `plan` (demo/learning.toml) happen at its moment. What somebody has of a kind already stays."""
    for it in plan["mirror"]:
        _mirror(it, users, moment)
    for it in plan["plans"]:
        user = users[it["who"]]
        began = moment(it["day"], "08:45")
        if not Plan.objects.filter(user=user).exists():
            with clock.at(began):
                day = began.date()
                make_plan(viewer(user), it["when"], it["then"], it["behaviours"], day)
    for it in plan["journal"]:
        user = users[it["who"]]
        if not JournalEntry.objects.filter(user=user).exists():
            with clock.at(moment(it["day"], "17:20")):
                keep_entry(viewer(user), {key: str(text) for key, text in it.items()})
    watch_plans()


def _mirror(it: Mapping[str, Any], users: Mapping[str, User], moment: Moment) -> None:
    user = users[it["who"]]
    if MirrorTaking.objects.filter(user=user).exists():
        return
    asker: Viewer = viewer(user)
    for taking in it["takings"]:
        with clock.at(moment(taking["day"], "16:50")):
            take_mirror(asker, taking["answers"])
    for coach in it.get("shared_with", ()):
        share_mirror(asker, users[coach].pk)
