"""The journal: who did which verb to what. It is the audit log, and through the outbox the cause of every effect."""

from __future__ import annotations

from django.db import models


class Event(models.Model):
    """One thing that was done. Rows are only ever added: the database refuses to change or remove one (see migrations).

    `actor_id` and `actor` are kept as values, so that the journal stands below accounts and outlives every account.
    """

    at = models.DateTimeField()
    verb = models.CharField(max_length=60)
    actor_id = models.BigIntegerField(null=True)
    actor = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=30)
    object_id = models.BigIntegerField()
    data = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["kind", "object_id", "id"], name="event_object"),
            models.Index(fields=["verb", "id"], name="event_verb"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.kind} {self.object_id}"


class Outbox(models.Model):
    """An event whose effects are still to be set going. The row leaves in the transaction that queues them."""

    event = models.OneToOneField(Event, on_delete=models.CASCADE, primary_key=True, related_name="+")

    def __str__(self) -> str:
        return f"outbox {self.event_id}"
