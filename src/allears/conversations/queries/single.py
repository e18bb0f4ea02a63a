"""One conversation, its turns, and what the desk itself looks up."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from django.db.models import Count, Q

from allears.accounts.rules import Viewer
from allears.conversations import gate
from allears.conversations.models import Conversation, Inbound, Turn
from allears.conversations.rules import Kind, Party
from allears.customers.queries import card, ids_of
from allears.events.queries import of as events_of
from allears.lib.errors import NotFound

from .views import CallView, ConversationView, HandView, SaidView, TurnView

TIMELINE = 400


def conversation(
    asker: Viewer, conversation_id: int, *, before: int | None = None, at_most: int = TIMELINE
) -> ConversationView:
    """One conversation with its newest turns, oldest first, `at_most` of them; with `before` the newest of those before
    that position. Four queries. Raises NotFound.

    The view is also the proof that its reader passed the gate: other areas ask for it instead of asking again.
    """
    it = gate.visible(asker).select_related("team", "assignee").filter(pk=conversation_id).first()
    if it is None:
        raise NotFound(gate.NO_SUCH)
    rows = Turn.objects.filter(conversation=it)
    shown = rows if before is None else rows.filter(position__lt=before)
    turns = list(shown.select_related("call").order_by("-position")[:at_most])[::-1]
    calls = {turn.call.pk: turn.call for turn in turns if turn.call}
    earlier, heard_before = 0, 0
    if turns and turns[0].position > 0:
        counted = rows.filter(position__lt=turns[0].position).aggregate(
            all=Count("pk"), heard=Count("pk", filter=~Q(kind=Kind.NOTE))
        )
        earlier, heard_before = counted["all"], counted["heard"]
    return ConversationView(
        id=it.pk,
        subject=it.subject or it.preview or "Without a subject",
        channel=it.channel,
        status=it.status,
        team_id=it.team_id,
        team=it.team.name,
        assignee_id=it.assignee_id,
        assignee=it.assignee.name if it.assignee else "",
        person_id=it.person_id,
        person=card(it.person_id) if it.person_id else None,
        started_at=it.started_at,
        last_at=it.last_at,
        waiting_since=it.waiting_since,
        closed_at=it.closed_at,
        agent_inferred=it.agent_inferred,
        turns=[_turn(turn) for turn in turns],
        calls={
            pk: CallView(pk, call.channel, call.started_at, call.duration, call.transcribed_by)
            for pk, call in calls.items()
        },
        earlier_turns=earlier,
        heard_before=heard_before,
        before=before,
    )


def hands(conversation_id: int) -> Sequence[HandView]:
    """Who gave the conversation to whom, from the journal, oldest first. No gate: for one who passed it."""
    verbs = ("conversation.assigned", "conversation.moved")
    return [
        HandView(event.at, event.verb.partition(".")[2], event.actor)
        for event in events_of("conversation", conversation_id, verbs=verbs)
    ]


def raw(asker: Viewer, turn_id: int) -> tuple[str, bytes]:
    """What a turn came from, exactly as it came: (channel, bytes). Raises NotFound."""
    turn = Turn.objects.filter(pk=turn_id, conversation__in=gate.visible(asker)).select_related("inbound").first()
    if turn is None:
        raise NotFound("There is no such message, or it is with a team that you are not in.")
    if turn.inbound is None:
        raise NotFound("This message did not come in as a file.")
    return turn.inbound.channel, bytes(turn.inbound.raw)


def unreadable(limit: int = 50) -> Sequence[Inbound]:
    """What came in and could not be read, newest first, without its bytes: for the owner."""
    return list(Inbound.objects.filter(done_at=None).exclude(problem="").defer("raw").order_by("-id")[:limit])


def heard_turns(conversation_id: int) -> Sequence[Turn]:
    """The turns that listening hears: all but the notes, in order. No gate: for the desk itself."""
    return list(Turn.objects.filter(conversation=conversation_id).exclude(kind=Kind.NOTE).order_by("position"))


def said_in(conversation_ids: Collection[int]) -> Mapping[int, Sequence[SaidView]]:
    """Who spoke when in each of these conversations, in order: at most 5,000 turns in all, the first of each. One
    query, for lists that passed the gate."""
    rows = Turn.objects.filter(conversation__in=conversation_ids, position__lt=200).exclude(kind=Kind.NOTE)
    found: dict[int, list[SaidView]] = {}
    values = rows.order_by("conversation", "position").values_list(
        "conversation", "id", "party", "at", "speaker", "kind"
    )
    for conversation_id, turn_id, party, at, speaker, kind in values[:5000]:
        if at is not None:
            said = SaidView(turn_id, party, at, speaker if party == Party.AGENT else "", kind == Kind.SPEECH)
            found.setdefault(conversation_id, []).append(said)
    return found


def thread_of(message_ids: Sequence[str]) -> int | None:
    """The conversation that holds one of these mails (Message-IDs without < >), the last named first."""
    found = dict(
        Turn.objects.filter(message_id__in=[it for it in message_ids if it]).values_list("message_id", "conversation")
    )
    return next((found[it] for it in reversed(message_ids) if it in found), None)


def same_subject(person_id: int, subject: str, at: datetime) -> int | None:
    """The latest conversation with this customer under the same subject, begun in the 60 days before `at`: where a
    reply belongs whose mail program sent no References."""
    rows = Conversation.objects.filter(
        person__in=ids_of(person_id), subject__iexact=subject, last_at__range=(at - timedelta(days=60), at)
    )
    return rows.order_by("-last_at", "-id").values_list("pk", flat=True).first() if subject else None


def history(ids: Collection[int], limit: int = 1000) -> Sequence[datetime]:
    """When a customer's latest conversations began: what standing is decided by. No gate: for the desk itself."""
    rows = Conversation.objects.filter(person_id__in=ids).order_by("-last_at", "-id")
    return list(rows.values_list("started_at", flat=True)[:limit])


def _turn(turn: Turn) -> TurnView:
    return TurnView(
        id=turn.pk,
        position=turn.position,
        kind=turn.kind,
        party=turn.party,
        channel=turn.channel,
        speaker=turn.speaker or {Party.CUSTOMER: "Customer", Party.AGENT: "Agent", Party.BOT: "Bot"}[Party(turn.party)],
        user_id=turn.user_id,
        text=turn.text,
        at=turn.at,
        start=turn.start,
        end=turn.end,
        call_id=turn.call_id,
        delivery=turn.delivery,
        delivery_note=turn.delivery_note,
        attachments=turn.attachments,
        has_raw=turn.inbound_id is not None,
    )
