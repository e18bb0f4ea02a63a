"""Writes about promises: taken from a reading, made by hand, settled, renegotiated, withdrawn."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from allears.accounts.rules import Verb, Viewer
from allears.conversations.gate import conversation as gate_conversation
from allears.conversations.models import Conversation, Turn
from allears.conversations.rules import Status
from allears.events.actions import record
from allears.lib import clock
from allears.lib.errors import Invalid, NotFound
from allears.lib.text import one_line
from allears.readings.queries import FoundPromise, found_promises

from .models import Promise
from .rules import GRACE, Held, State, is_broken, state_on_arrival, verdict


@transaction.atomic
def take(conversation_id: int, *, archive: bool = False, effects: bool = True) -> int:
    """Take the promises that the newest reading found; returns how many are new. The desk's own act: no gate.

    `archive`: the conversation comes from elsewhere, so nobody here knows what became of the promises of a closed one.
    Twice gives the same. What a person settled or changed stays; an open one that listening no longer finds goes.
    """
    conversation = Conversation.objects.select_for_update(of=("self",)).filter(pk=conversation_id).first()
    if conversation is None:
        raise NotFound(f"There is no conversation {conversation_id}.")
    found = found_promises(conversation_id)
    known = {(it.turn_id, it.start): it for it in Promise.objects.filter(conversation=conversation, heard=True)}
    moments = dict(Turn.objects.filter(pk__in=[it.turn_id for it in found]).values_list("id", "at"))
    fresh = []
    for it in found:
        old = known.pop((it.turn_id, it.start), None)
        if old is None:
            moment = moments[it.turn_id] or conversation.started_at
            fresh.append(_from(it, conversation, moment, archive=archive))
        elif old.state == State.OPEN and old.settled_at is None and not old.note:
            _refresh(old, it)
    Promise.objects.bulk_create(fresh)
    stale = [it.pk for it in known.values() if it.settled_at is None and not it.note]
    Promise.objects.filter(pk__in=stale).delete()
    for made in fresh:
        _record(None, "promise.heard", made, effects=effects)
    return len(fresh)


@transaction.atomic
def make(
    asker: Viewer,
    conversation_id: int,
    what: str,
    *,
    due: datetime | None = None,
    by: str = "",
    manner: str = "",
    turn_id: int | None = None,
) -> Promise:
    """Write a promise down by hand. Raises NotFound, NotAllowed, Invalid."""
    conversation = gate_conversation(asker, conversation_id, Verb.PROMISE)
    if not one_line(what):
        raise Invalid("what", "Write down what was promised.")
    if turn_id is not None and not Turn.objects.filter(pk=turn_id, conversation=conversation).exists():
        raise NotFound("There is no such message in this conversation.")
    promise = Promise.objects.create(
        conversation=conversation,
        turn_id=turn_id,
        what=one_line(what, 300),
        due=due,
        by=one_line(by, 160) or asker.name,
        manner=one_line(manner, 80),
        heard=False,
        promised_at=clock.now(),
    )
    _record(asker, "promise.made", promise)
    return promise


@transaction.atomic
def settle(
    asker: Viewer,
    promise_id: int,
    *,
    done_at: datetime | None = None,
    right_thing: bool | None = None,
    right_way: bool | None = None,
    note: str = "",
) -> Promise:
    """It was acted on (at `done_at`, else now): kept, late or broken by the three tests. Raises NotFound, NotAllowed,
    Invalid for a moment in the future."""
    promise = _gated(asker, promise_id)
    done = done_at or clock.now()
    if done > clock.now():
        raise Invalid("done_at", "This moment has not come yet.")
    promise.state = verdict(Held(promise.due, done, right_thing, right_way))
    promise.right_thing, promise.right_way = right_thing, right_way
    return _settled(asker, promise, done, note)


@transaction.atomic
def admit_broken(asker: Viewer, promise_id: int, note: str = "") -> Promise:
    """It was not kept and will not be. Raises NotFound, NotAllowed."""
    promise = _gated(asker, promise_id)
    promise.state = State.BROKEN
    return _settled(asker, promise, clock.now(), note)


@transaction.atomic
def withdraw(asker: Viewer, promise_id: int, note: str = "") -> Promise:
    """It was no promise, or the customer released us from it. Raises NotFound, NotAllowed."""
    promise = _gated(asker, promise_id)
    promise.state = State.WITHDRAWN
    return _settled(asker, promise, clock.now(), note)


@transaction.atomic
def renegotiate(asker: Viewer, promise_id: int, due: datetime, note: str = "") -> Promise:
    """Agree on another time with the customer, before or after the old one. Raises NotFound, NotAllowed, Invalid."""
    promise = _gated(asker, promise_id)
    if due <= clock.now():
        raise Invalid("due", "The new time has to lie ahead.")
    before = promise.due
    promise.due, promise.due_text, promise.state, promise.overdue_at = due, "", State.OPEN, None
    promise.settled_at = promise.settled_by = None
    promise.right_thing = promise.right_way = None
    promise.note = one_line(note, 300) or "New time agreed with the customer."
    promise.save()
    _record(asker, "promise.renegotiated", promise, {"from": before.isoformat() if before else None})
    return promise


@transaction.atomic
def reopen(asker: Viewer, promise_id: int) -> Promise:
    """It was settled by mistake. One whose time has passed has a week of grace anew. Raises NotFound, NotAllowed."""
    promise = _gated(asker, promise_id)
    promise.state, promise.reopened_at = State.OPEN, clock.now()
    promise.settled_at = promise.settled_by = None
    promise.right_thing = promise.right_way = None
    promise.save()
    _record(asker, "promise.reopened", promise)
    return promise


def watch(limit: int = 500) -> int:
    """Notice open promises whose time has passed, and count as broken those whose grace has run out. Returns how many
    changed; the desk's own act, called every minute. Each is noticed once, however often this runs."""
    now = clock.now()
    changed = 0
    due = Promise.objects.filter(state=State.OPEN, due__lt=now).order_by("due", "id")
    for promise_id in due.filter(overdue_at=None).values_list("id", flat=True)[:limit]:
        changed += _notice(promise_id, now)
    over = now - GRACE
    given_up = due.filter(Q(reopened_at=None) | Q(reopened_at__lt=over), due__lt=over)
    for promise_id in given_up.values_list("id", flat=True)[:limit]:
        changed += _break(promise_id, now)
    return changed


@transaction.atomic
def _notice(promise_id: int, now: datetime) -> int:
    promise = Promise.objects.select_for_update().filter(pk=promise_id, state=State.OPEN, overdue_at=None).first()
    if promise is None:
        return 0
    promise.overdue_at = now
    promise.save(update_fields=["overdue_at"])
    _record(None, "promise.overdue", promise)
    return 1


@transaction.atomic
def _break(promise_id: int, now: datetime) -> int:
    promise = Promise.objects.select_for_update().filter(pk=promise_id, state=State.OPEN).first()
    if promise is None or not is_broken(promise.due, now, promise.reopened_at):
        return 0
    promise.state, promise.settled_at = State.BROKEN, now
    promise.note = promise.note or "Nobody kept it within a week of its time."
    promise.save(update_fields=["state", "settled_at", "note"])
    _record(None, "promise.broken", promise)
    return 1


def _gated(asker: Viewer, promise_id: int) -> Promise:
    promise = Promise.objects.select_for_update().filter(pk=promise_id).first()
    no_such = "There is no such promise, or it was made by a team that you are not in."
    if promise is None:
        raise NotFound(no_such)
    try:
        gate_conversation(asker, promise.conversation_id, Verb.PROMISE)
    except NotFound:
        raise NotFound(no_such) from None
    return promise


def _settled(asker: Viewer, promise: Promise, at: datetime, note: str) -> Promise:
    promise.settled_at = at
    promise.settled_by_id = asker.user_id
    promise.note = one_line(note, 300)
    promise.save()
    _record(asker, f"promise.{promise.state}", promise)
    return promise


def _from(it: FoundPromise, conversation: Conversation, moment: datetime, *, archive: bool) -> Promise:
    closed = archive and conversation.status == Status.CLOSED
    now = clock.now()
    return Promise(
        conversation=conversation,
        turn_id=it.turn_id,
        start=it.start,
        end=it.end,
        what=one_line(it.what, 300),
        due=it.due,
        due_text=one_line(it.due_text, 120),
        by=one_line(it.by, 160),
        manner=one_line(it.manner, 80),
        promised_at=moment,
        state=state_on_arrival(it.due, moment, closed=closed, now=now),
    )


def _refresh(old: Promise, it: FoundPromise) -> None:
    if old.due != it.due:
        # Another time was heard: whether that one has passed is still to be noticed.
        old.overdue_at = None
    old.end, old.what, old.due = it.end, one_line(it.what, 300), it.due
    old.due_text, old.by, old.manner = one_line(it.due_text, 120), one_line(it.by, 160), one_line(it.manner, 80)
    old.save(update_fields=["end", "what", "due", "due_text", "by", "manner", "overdue_at"])


def _record(
    asker: Viewer | None, verb: str, promise: Promise, data: dict[str, object] | None = None, *, effects: bool = True
) -> None:
    record(
        verb,
        "promise",
        promise.pk,
        actor_id=asker.user_id if asker else None,
        actor=asker.name if asker else "All Ears",
        data={"conversation": promise.conversation_id, **(data or {})},
        effects=effects,
    )
