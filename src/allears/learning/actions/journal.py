"""Writes of the private journal. What stands in it goes into no event, no log and no mail."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from allears.accounts.models import User
from allears.accounts.rules import Viewer
from allears.conversations.gate import conversation as gate_conversation
from allears.events.actions import record
from allears.learning import gate
from allears.learning.models import JournalEntry
from allears.learning.rules.plans import QUESTIONS
from allears.lib import clock
from allears.lib.errors import Invalid, NotFound
from allears.lib.text import storable

LONGEST = 20_000
"""Characters of one answer."""
NO_SUCH = "There is no such entry in your journal."


@transaction.atomic
def save_draft(asker: Viewer, given: Mapping[str, str], conversation_id: int | None = None) -> JournalEntry:
    """Hold what is being written, about this conversation or about none, until it is kept: one draft for each.

    No event: it comes every few seconds. Raises NotAllowed, NotFound, Invalid for a text that is too long.
    """
    return _written(asker, given, conversation_id)


@transaction.atomic
def keep_entry(asker: Viewer, given: Mapping[str, str], conversation_id: int | None = None) -> JournalEntry:
    """Keep what was written as an entry. Raises NotAllowed, NotFound, Invalid where nothing was."""
    if not any(storable(given.get(it.key, "")).strip() for it in QUESTIONS):
        raise Invalid(QUESTIONS[0].key, "Write a word or two first, under any of the four.")
    entry = _written(asker, given, conversation_id)
    entry.kept_at = entry.changed_at
    entry.save(update_fields=["kept_at"])
    _record(asker, "journal.kept", entry.pk)
    return entry


@transaction.atomic
def change_entry(asker: Viewer, entry_id: int, given: Mapping[str, str]) -> JournalEntry:
    """Write an entry of the asker's own anew. Raises NotAllowed, NotFound, Invalid."""
    entry = JournalEntry.objects.select_for_update().filter(pk=entry_id, user=gate.learner(asker)).first()
    if entry is None:
        raise NotFound(NO_SUCH)
    _fill(entry, given)
    entry.save()
    _record(asker, "journal.changed", entry.pk)
    return entry


@transaction.atomic
def remove_entry(asker: Viewer, entry_id: int) -> None:
    """Take an entry or a draft of the asker's own out for good. Raises NotAllowed, NotFound."""
    gone, _ = JournalEntry.objects.filter(pk=entry_id, user=gate.learner(asker)).delete()
    if not gone:
        raise NotFound(NO_SUCH)
    _record(asker, "journal.removed", entry_id)


def _written(asker: Viewer, given: Mapping[str, str], conversation_id: int | None) -> JournalEntry:
    user_id = gate.learner(asker)
    if conversation_id is not None:
        gate_conversation(asker, conversation_id)
    # Two windows that save at the same moment write into one draft: they wait for one another here.
    User.objects.select_for_update().get(pk=user_id)
    drafts = JournalEntry.objects.filter(user=user_id, kept_at=None, conversation=conversation_id)
    entry = drafts.order_by("id").first()
    if entry is None:
        entry = JournalEntry(user_id=user_id, conversation_id=conversation_id, begun_at=clock.now())
    _fill(entry, given)
    entry.save()
    return entry


def _fill(entry: JournalEntry, given: Mapping[str, str]) -> None:
    for question in QUESTIONS:
        text = storable(given.get(question.key, "")).strip()
        if len(text) > LONGEST:
            raise Invalid(question.key, f"One answer holds {LONGEST:,} characters at most: this one has {len(text):,}.")
        setattr(entry, question.key, text)
    entry.changed_at = clock.now()


def _record(asker: Viewer, verb: str, entry_id: int) -> None:
    record(verb, "journal", entry_id, actor_id=asker.user_id, actor=asker.name)
