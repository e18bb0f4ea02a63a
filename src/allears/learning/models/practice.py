"""Exercises that coaches made of real conversations, and the cards on which they come again."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from allears.accounts.models import Team, User
from allears.conversations.models import Conversation
from allears.learning.rules.practice import PracticeKind, PracticeState


class PracticeExercise(models.Model):
    """An exercise of one team. `parts` is what the coach edits, without a word of the original; `text` the exercise as
    it is written in a lesson (docs/howto/write-a-course.md), which is all that a learner's page is made from.

    `sources` are the ids of the turns in the order of `parts["turns"]`, so that the coach sees both side by side.
    """

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="practice", db_index=False)
    conversation = models.ForeignKey(
        Conversation, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )
    sources: ClassVar[models.JSONField[list[int]]] = models.JSONField(default=list)
    kind = models.CharField(max_length=6, choices=[(it.value, it.value) for it in PracticeKind])
    title = models.CharField(max_length=120)
    parts = models.JSONField(default=dict)
    text = models.TextField()
    state = models.CharField(
        max_length=9, choices=[(it.value, it.value) for it in PracticeState], default=PracticeState.DRAFT
    )
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    released_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    released_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index("team", "state", F("released_at"), F("id"), name="practice_team"),
            models.Index(
                fields=["conversation"], condition=Q(conversation__isnull=False), name="practice_conversation"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class PracticeCard(models.Model):
    """What the scheduler knows of one exercise and one learner (rules/practice.py). Made at the first review."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="practice_cards", db_index=False)
    exercise = models.ForeignKey(PracticeExercise, on_delete=models.CASCADE, related_name="cards")
    due = models.DateTimeField()
    stability = models.FloatField()
    difficulty = models.FloatField()
    last_at = models.DateTimeField()
    reviews = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "exercise"], name="one_card_each")]
        indexes = [
            models.Index(fields=["user", "due"], name="card_due"),
            models.Index(fields=["user", "last_at"], name="card_last"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} on {self.exercise_id}"


class PracticeReview(models.Model):
    """One review: the rating (1–4) and the points (null: nothing in it is scored). The answer itself is not kept."""

    card = models.ForeignKey(PracticeCard, on_delete=models.CASCADE, related_name="log")
    at = models.DateTimeField()
    rating = models.PositiveSmallIntegerField()
    points = models.FloatField(null=True)

    def __str__(self) -> str:
        return f"{self.rating} at {self.at:%Y-%m-%d}"
