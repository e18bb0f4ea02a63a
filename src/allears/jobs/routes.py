"""What follows from what: the one table from the verbs of the journal to the tasks that they set going."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol


class Happened(Protocol):
    """An event of the journal, as far as a route looks at it."""

    @property
    def pk(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def object_id(self) -> int: ...
    @property
    def data(self) -> Mapping[str, Any]: ...


Arguments = dict[str, int]


@dataclass(frozen=True, slots=True)
class Effect:
    """A task (by name), and what it is given; None where this one event asks nothing of it.

    While a task waits with the same arguments it is not queued again; tasks of one `lock` run one after the other.
    """

    task: str
    arguments: Callable[[Happened], Arguments | None]
    lock: str = "{task}:{arguments}"


def _conversation(event: Happened) -> Arguments | None:
    return {"conversation": event.object_id} if event.kind == "conversation" else None


def _person(event: Happened) -> Arguments | None:
    return {"person": event.object_id} if event.kind == "person" else None


def _group(event: Happened) -> Arguments | None:
    return {"group": event.object_id} if event.kind == "group" else None


def _answer(event: Happened) -> Arguments | None:
    turn = event.data.get("turn")
    return {"turn": turn} if event.data.get("send") and isinstance(turn, int) else None


def _nudge(event: Happened) -> Arguments | None:
    nudge = event.data.get("nudge")
    return {"nudge": nudge} if isinstance(nudge, int) else None


def _event(event: Happened) -> Arguments | None:
    return {"event": event.pk}


def _assignment(event: Happened) -> Arguments | None:
    return {"assignment": event.object_id} if event.kind == "assignment" else None


def _enrolment(event: Happened) -> Arguments | None:
    return {"enrolment": event.object_id} if event.kind == "enrolment" else None


LISTEN = Effect("listen_again", _conversation, lock="conversation:{conversation}")
TAKE_PROMISES = Effect("take_promises", _conversation, lock="conversation:{conversation}")
PROPOSE_STANDING = Effect("propose_standing", _conversation)
PROPOSE_STANDING_OF = Effect("propose_standing_of", _person)
PROPOSE_STANDING_WITHIN = Effect("propose_standing_within", _group)
SEND_ANSWER = Effect("send_answer", _answer)
SEND_NUDGE = Effect("send_nudge", _nudge)
TELL_RECORDS = Effect("tell_records", _event)
TELL_OF_ASSIGNMENT = Effect("tell_of_assignment", _assignment)
ISSUE_CERTIFICATE = Effect("issue_certificate", _enrolment)

ROUTES: Mapping[str, tuple[Effect, ...]] = {
    "conversation.started": (LISTEN, PROPOSE_STANDING),
    "conversation.continued": (LISTEN,),
    "conversation.customer_set": (PROPOSE_STANDING,),
    "group.changed": (PROPOSE_STANDING_WITHIN,),
    "message.received": (LISTEN,),
    "answer.written": (SEND_ANSWER, LISTEN),
    "person.joined": (PROPOSE_STANDING_OF,),
    "person.left": (PROPOSE_STANDING_OF,),
    "reading.made": (TAKE_PROMISES,),
    "plan.midway": (SEND_NUDGE,),
    "plan.end": (SEND_NUDGE,),
    "course.begun": (TELL_RECORDS,),
    "lesson.read": (TELL_RECORDS,),
    "exercise.answered": (TELL_RECORDS,),
    "certificate.issued": (TELL_RECORDS,),
    "course.assigned": (TELL_OF_ASSIGNMENT,),
    "course.completed": (ISSUE_CERTIFICATE, TELL_RECORDS),
    "course.mark_reached": (ISSUE_CERTIFICATE,),
    "reliance.noted": (PROPOSE_STANDING_OF, PROPOSE_STANDING_WITHIN),
    "reliance.removed": (PROPOSE_STANDING_OF, PROPOSE_STANDING_WITHIN),
}


@dataclass(frozen=True, slots=True)
class Queued:
    """One task to be queued."""

    task: str
    arguments: Arguments
    lock: str
    once: str
    """While a task with this mark waits, no second one is queued."""


def follows(verb: str, event: Happened, *, records: bool = True) -> list[Queued]:
    """The tasks that an event sets going, in order; none for a verb that is not in the table.

    `records`: whether there is a record store to tell.
    """
    found = []
    for effect in ROUTES.get(verb, ()):
        arguments = effect.arguments(event) if records or effect is not TELL_RECORDS else None
        if arguments is not None:
            mark = ",".join(f"{key}={value}" for key, value in sorted(arguments.items()))
            lock = effect.lock.format(task=effect.task, arguments=mark, **arguments)
            found.append(Queued(effect.task, arguments, lock, f"{effect.task}:{mark}"))
    return found
