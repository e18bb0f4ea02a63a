"""What we said we would do."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from allears.accounts.models import User
from allears.conversations.models import Conversation, Turn

from .rules import State


class Promise(models.Model):
    """What will be done, by when, in which manner, by whom. For whom follows from the conversation.

    `start` and `end` are character offsets in the turn's text; a promise made by hand has a turn only if one was
    pointed at. `due` is the latest moment that keeps it.
    """

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="promises")
    turn = models.ForeignKey(Turn, on_delete=models.CASCADE, null=True, related_name="promises")
    start = models.PositiveIntegerField(default=0)
    end = models.PositiveIntegerField(default=0)
    what = models.CharField(max_length=300)
    due = models.DateTimeField(null=True)
    due_text = models.CharField(max_length=120, blank=True)
    by = models.CharField(max_length=160, blank=True)
    manner = models.CharField(max_length=80, blank=True)
    state = models.CharField(max_length=9, choices=[(it.value, it.value) for it in State], default=State.OPEN)
    heard = models.BooleanField(default=True, help_text="found by listening; else written down by hand")
    promised_at = models.DateTimeField()
    overdue_at = models.DateTimeField(null=True, help_text="when the desk noticed that it was overdue")
    reopened_at = models.DateTimeField(null=True, help_text="when a person last opened it again: its grace begins anew")
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    right_thing = models.BooleanField(null=True)
    right_way = models.BooleanField(null=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["turn", "start"], condition=Q(heard=True), name="promise_heard_once")
        ]
        indexes = [
            models.Index(F("due").asc(nulls_last=True), "id", name="promise_open_due", condition=Q(state="open")),
            models.Index(F("settled_at").desc(), F("id").desc(), name="promise_settled"),
        ]

    def __str__(self) -> str:
        return self.what
