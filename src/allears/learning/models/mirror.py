"""What somebody said of his own listening, and with whom he shares it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from allears.accounts.models import Team, User


class MirrorTaking(models.Model):
    """The seven answers of one look into the mirror, 1–5 each in the order of rules/mirror.py, and their sum."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="mirror_takings", db_index=False)
    at = models.DateTimeField()
    answers: ClassVar[models.JSONField[list[int]]] = models.JSONField()
    total = models.PositiveSmallIntegerField()

    class Meta:
        indexes = [models.Index("user", F("at").desc(), F("id").desc(), name="mirror_taking_user")]
        constraints = [models.CheckConstraint(condition=Q(total__gte=7, total__lte=35), name="mirror_total")]

    def __str__(self) -> str:
        return f"{self.user}: {self.total}"


class MirrorShare(models.Model):
    """That somebody lets a coach of his team look into his mirror. Ended, nothing of it can be seen any longer."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="mirror_shares")
    coach = models.ForeignKey(User, on_delete=models.CASCADE, related_name="mirrors_shared")
    team = models.ForeignKey(
        Team, on_delete=models.CASCADE, related_name="+", help_text="in which the coach coaches him"
    )
    shared_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "coach"], condition=Q(ended_at=None), name="mirror_shared_once")
        ]

    def __str__(self) -> str:
        return f"{self.user} with {self.coach}"
