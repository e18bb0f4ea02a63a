"""Reads of the private journal: one's own and nobody else's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from allears.accounts.rules import Viewer
from allears.conversations.gate import NO_SUCH as NO_CONVERSATION
from allears.conversations.gate import visible
from allears.learning import gate
from allears.learning.models import JournalEntry
from allears.learning.rules.plans import QUESTIONS, Question
from allears.lib.errors import NotFound
from allears.lib.keyset import Cursor, Page

ROWS = 20


@dataclass(frozen=True, slots=True)
class About:
    """The conversation that an entry is about, as long as its writer may open it."""

    id: int
    subject: str


@dataclass(frozen=True, slots=True)
class EntryView:
    id: int
    begun_at: datetime
    changed_at: datetime
    kept: bool
    answers: Sequence[tuple[Question, str]]
    """Every question with its answer, which may be empty."""
    about: About | None

    @property
    def given(self) -> Mapping[str, str]:
        return {question.key: answer for question, answer in self.answers}


def journal(asker: Viewer, *, after: str = "") -> Page[EntryView]:
    """The asker's entries and drafts, the newest first: two queries. Raises NotAllowed, Invalid."""
    rows = JournalEntry.objects.filter(user=gate.learner(asker)).order_by("-begun_at", "-id")
    cursor = Cursor.parse(after)
    if cursor is not None:
        rows = rows.filter(begun_at__lte=cursor.at).exclude(begun_at=cursor.at, id__gte=cursor.id)
    found = list(rows[: ROWS + 1])
    shown = found[:ROWS]
    following = str(Cursor(shown[-1].begun_at, shown[-1].pk)) if len(found) > ROWS else ""
    abouts = _abouts(asker, [it.conversation_id for it in shown if it.conversation_id])
    return Page([_view(it, abouts) for it in shown], following)


def entry(asker: Viewer, entry_id: int) -> EntryView:
    """One of the asker's own: two queries. Raises NotAllowed, NotFound."""
    found = JournalEntry.objects.filter(pk=entry_id, user=gate.learner(asker)).first()
    if found is None:
        raise NotFound("There is no such entry in your journal.")
    return _view(found, _abouts(asker, [found.conversation_id] if found.conversation_id else []))


def draft(asker: Viewer, conversation_id: int | None = None) -> tuple[EntryView | None, About | None]:
    """What the asker has begun about this conversation (None: about none) and not kept, and the conversation.

    Raises NotAllowed, NotFound for a conversation that he may not open.
    """
    user_id = gate.learner(asker)
    abouts = _abouts(asker, [conversation_id] if conversation_id is not None else [])
    if conversation_id is not None and conversation_id not in abouts:
        raise NotFound(NO_CONVERSATION)
    rows = JournalEntry.objects.filter(user=user_id, kept_at=None, conversation=conversation_id).order_by("id")
    found = rows.first()
    return (_view(found, abouts) if found else None), abouts.get(conversation_id or 0)


def _abouts(asker: Viewer, ids: Sequence[int]) -> Mapping[int, About]:
    if not ids:
        return {}
    rows = visible(asker).filter(pk__in=ids).values_list("id", "subject", "preview")
    return {pk: About(pk, subject or preview or "Without a subject") for pk, subject, preview in rows}


def _view(it: JournalEntry, abouts: Mapping[int, About]) -> EntryView:
    return EntryView(
        id=it.pk,
        begun_at=it.begun_at,
        changed_at=it.changed_at,
        kept=it.kept_at is not None,
        answers=[(question, getattr(it, question.key)) for question in QUESTIONS],
        about=abouts.get(it.conversation_id or 0),
    )
