"""One matter with one customer, over any channels, in one timeline."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q

from allears.accounts.models import Team, User
from allears.customers.models import Person

from .rules import Channel, Delivery, Kind, Party, Status


def _choices(kind: type[Channel | Delivery | Kind | Party | Status]) -> list[tuple[str, str]]:
    return [(member.value, member.value) for member in kind]


class Conversation(models.Model):
    """One matter with one customer. `channel` is the one on which it began.

    `waiting_since`: since when the customer waits for a person's answer; null: nobody waits.
    `source_id` and `fingerprint` say where an imported conversation came from, so that it comes in once.
    """

    subject = models.CharField(max_length=300, blank=True)
    channel = models.CharField(max_length=10, choices=_choices(Channel))
    status = models.CharField(max_length=8, choices=_choices(Status), default=Status.OPEN)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="conversations", db_index=False)
    assignee = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, related_name="conversations", db_index=False
    )
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="conversations", db_index=False
    )
    started_at = models.DateTimeField()
    last_at = models.DateTimeField()
    waiting_since = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    turn_count = models.PositiveIntegerField(default=0)
    preview = models.CharField(max_length=200, blank=True)
    agent_inferred = models.BooleanField(default=False, help_text="which party is ours had to be guessed")
    source_id = models.CharField(max_length=300, blank=True)
    fingerprint = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source_id", "fingerprint"], condition=~Q(source_id=""), name="imported_once"
            )
        ]
        # Every list of the inbox walks one of these from its newest end; none is sorted or counted through.
        indexes = [
            models.Index("status", F("last_at").desc(), F("id").desc(), name="conv_status"),
            models.Index("team", "status", F("last_at").desc(), F("id").desc(), name="conv_team_status"),
            models.Index(
                "team",
                "status",
                F("last_at").desc(),
                F("id").desc(),
                name="conv_unassigned",
                condition=Q(assignee=None),
            ),
            models.Index("assignee", "status", F("last_at").desc(), F("id").desc(), name="conv_assignee"),
            models.Index("person", F("last_at").desc(), F("id").desc(), name="conv_person"),
            models.Index(F("last_at").desc(), F("id").desc(), name="conv_recent"),
            models.Index("team", F("last_at").desc(), F("id").desc(), name="conv_team_recent"),
        ]

    def __str__(self) -> str:
        return self.subject or f"Conversation {self.pk}"


class Inbound(models.Model):
    """Something that came in, exactly as it came. Stored before anything else is tried, and never changed.

    `problem` says in one sentence why it could not be read; empty: it was, or has still to be.
    """

    channel = models.CharField(max_length=10, choices=_choices(Channel))
    key = models.CharField(max_length=200)
    raw = models.BinaryField()
    received_at = models.DateTimeField()
    problem = models.CharField(max_length=300, blank=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["channel", "key"], name="inbound_once")]
        indexes = [models.Index(fields=["id"], condition=Q(done_at=None), name="inbound_not_done")]

    def __str__(self) -> str:
        return f"{self.channel} {self.key}"


class Call(models.Model):
    """One call, or one meeting face to face: the turns spoken in it stand together in the timeline."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="calls")
    channel = models.CharField(max_length=10, choices=_choices(Channel))
    started_at = models.DateTimeField()
    duration = models.FloatField(null=True, help_text="seconds")
    transcribed_by = models.CharField(
        max_length=200, blank=True, help_text="what turned speech into the words; empty: they came with the source"
    )

    def __str__(self) -> str:
        return f"{self.channel} at {self.started_at:%Y-%m-%d %H:%M}"


class Turn(models.Model):
    """One speaker's uninterrupted contribution: a message, a stretch of speech, or an internal note.

    `start` and `end` are seconds from the start of the call (speech) or of the conversation (imports that give them).
    """

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="turns", db_index=False)
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=7, choices=_choices(Kind), default=Kind.MESSAGE)
    party = models.CharField(max_length=8, choices=_choices(Party))
    channel = models.CharField(max_length=10, choices=_choices(Channel))
    speaker = models.CharField(max_length=160, blank=True)
    user = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    text = models.TextField(blank=True)
    at = models.DateTimeField(null=True)
    start = models.FloatField(null=True)
    end = models.FloatField(null=True)
    words = models.JSONField(null=True, help_text="[[start, end, word], …] in seconds")
    call = models.ForeignKey(Call, on_delete=models.CASCADE, null=True, related_name="turns")
    inbound = models.ForeignKey(Inbound, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    message_id = models.CharField(max_length=300, blank=True, help_text="of a mail (RFC 5322), without < >")
    attachments = models.JSONField(default=list, help_text="[{name, type, size}] of what lies in the raw mail")
    delivery = models.CharField(max_length=6, choices=_choices(Delivery), blank=True, default=Delivery.NONE)
    delivery_note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["conversation", "position"], name="turn_position")]
        indexes = [
            models.Index(fields=["message_id"], condition=~Q(message_id=""), name="turn_message_id"),
            # What one of our people said lately: where learning looks at his own conversations.
            models.Index(fields=["user", "at"], condition=Q(party="agent", user__isnull=False), name="turn_user_at"),
        ]

    def __str__(self) -> str:
        return f"{self.party} {self.position}"


class SearchDocument(models.Model):
    """The words of one conversation, for the full-text index. Kept apart, so that lists stay narrow."""

    conversation = models.OneToOneField(
        Conversation, on_delete=models.CASCADE, primary_key=True, related_name="search_document"
    )
    words = SearchVectorField()

    class Meta:
        indexes = [GinIndex(fields=["words"], name="search_words")]

    def __str__(self) -> str:
        return f"words of conversation {self.conversation_id}"
