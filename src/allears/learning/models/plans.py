"""The private journal, the two-week plan, and what a learner wishes of the desk."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from allears.accounts.models import User
from allears.conversations.models import Conversation
from allears.learning.rules.plans import Next, NudgeKind, PlanState


class JournalEntry(models.Model):
    """Four answers for oneself, perhaps about one conversation. `kept_at` null: still being written."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="journal", db_index=False)
    conversation = models.ForeignKey(
        Conversation, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )
    contribution = models.TextField(blank=True)
    change = models.TextField(blank=True)
    strengths = models.TextField(blank=True)
    weaknesses = models.TextField(blank=True)
    begun_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    kept_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index("user", F("begun_at").desc(), F("id").desc(), name="journal_user")]

    def __str__(self) -> str:
        return f"journal of {self.user_id}"


class Plan(models.Model):
    """'When X happens, I will Y', for two weeks. `behaviours` are names of listening's registry."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="plans", db_index=False)
    when = models.CharField(max_length=300)
    then = models.CharField(max_length=300)
    behaviours: ClassVar[models.JSONField[list[str]]] = models.JSONField()
    starts_on = models.DateField()
    state = models.CharField(
        max_length=11, choices=[(it.value, it.value) for it in PlanState], default=PlanState.RUNNING
    )
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    note = models.TextField(blank=True)
    next = models.CharField(max_length=11, choices=[(it.value, it.value) for it in Next], blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user"], condition=Q(state="running"), name="one_plan_at_a_time"),
        ]
        indexes = [
            models.Index("user", F("starts_on").desc(), F("id").desc(), name="plan_user"),
            models.Index(fields=["starts_on"], condition=Q(state="running"), name="plan_running"),
        ]

    def __str__(self) -> str:
        return f"When {self.when}, I will {self.then}"


class Nudge(models.Model):
    """That the desk brought a plan back to mind, half-way or at its end: each once. `sent_at`: by mail, too."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="nudges", db_index=False)
    kind = models.CharField(max_length=7, choices=[(it.value, it.value) for it in NudgeKind])
    at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "kind"], name="nudged_once")]

    def __str__(self) -> str:
        return f"{self.kind} of plan {self.plan_id}"


class Wishes(models.Model):
    """What a learner wishes: how many cards a day, and whether the plan may write to him."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, primary_key=True, related_name="learning_wishes")
    cards_a_day = models.PositiveSmallIntegerField(default=10)
    nudge_by_mail = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(cards_a_day__gte=0, cards_a_day__lte=100), name="cards_a_day_within")
        ]

    def __str__(self) -> str:
        return f"wishes of {self.user_id}"
