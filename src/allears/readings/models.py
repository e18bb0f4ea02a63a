"""What listening said of a conversation, stored: the bridge between conversations and listening."""

from __future__ import annotations

from django.db import models

from allears.conversations.models import Conversation, Turn


class Reading(models.Model):
    """The newest reading of one conversation. The JSON fields hold what allears.listening.encode writes."""

    conversation = models.OneToOneField(
        Conversation, on_delete=models.CASCADE, primary_key=True, related_name="reading"
    )
    version = models.CharField(max_length=40)
    made_at = models.DateTimeField()
    turns_heard = models.PositiveIntegerField()
    agent = models.CharField(max_length=160, blank=True)
    heard = models.FloatField(null=True, help_text="0-100; null: too little to judge")
    measures = models.JSONField(default=dict)
    steps = models.JSONField(default=list)
    needs = models.JSONField(default=list)
    promises = models.JSONField(default=list)
    advice = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"reading of conversation {self.conversation_id}"


class Mark(models.Model):
    """One found behaviour: `start` and `end` are character offsets in the turn's text (half-open)."""

    reading = models.ForeignKey(Reading, on_delete=models.CASCADE, related_name="marks")
    turn = models.ForeignKey(Turn, on_delete=models.CASCADE, related_name="marks", db_index=False)
    behaviour = models.CharField(max_length=30)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    confidence = models.FloatField()
    because = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=models.Q(end__gt=models.F("start")), name="a_mark_has_words")]

    def __str__(self) -> str:
        return f"{self.behaviour} in turn {self.turn_id}"
