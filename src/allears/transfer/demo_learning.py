"""What the demo's people have done for themselves: looks into the mirror, plans, a page of a journal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from allears.accounts.models import User
from allears.accounts.queries import viewer
from allears.accounts.rules import Viewer
from allears.conversations.models import Conversation
from allears.learning.actions.journal import keep_entry
from allears.learning.actions.mirror import share_mirror, take_mirror
from allears.learning.actions.plans import make_plan, watch_plans
from allears.learning.actions.practice import make_practice, release_practice, review, write_practice
from allears.learning.models import JournalEntry, MirrorTaking, Plan, PracticeExercise
from allears.learning.queries.practice import draft_exercise
from allears.learning.rules.practice import PracticeKind
from allears.learning.rules.writing import Parts, Way
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
    for it in plan["practice"]:
        _practice(it, users)


def _practice(it: Mapping[str, Any], users: Mapping[str, User]) -> None:
    talk = Conversation.objects.filter(source_id=f"demo:{it['conversation']}").first()
    if talk is None or PracticeExercise.objects.filter(conversation=talk).exists():
        return
    coach, kind = viewer(users[it["by"]]), PracticeKind(it["kind"])
    turns = list(talk.turns.order_by("position").values_list("id", flat=True))
    made = make_practice(coach, talk.pk, [turns[place] for place in it["turns"]], kind)
    before, said = Parts.of_json(made.parts), it.get("said", {})
    parts = replace(
        before,
        prompt=it["prompt"],
        why=it["why"],
        sample=it.get("sample", ""),
        turns=[
            replace(turn, star=place in it.get("stars", ()), said=said.get(str(place), ""))
            for place, turn in enumerate(before.turns)
        ],
        ways=[Way(**way) for way in it["ways"]] if kind is PracticeKind.CHOICE else before.ways,
    )
    write_practice(coach, made.pk, parts, title=it["title"], take_out=it["take_out"])
    release_practice(coach, made.pk, draft_exercise(coach, made.pk).seen)
    for learner in it["reviewed_by"]:
        with clock.at(clock.now() - timedelta(days=1)):
            review(viewer(users[learner]), made.pk, tuple(it["answer"]))


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
