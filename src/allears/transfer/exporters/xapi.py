"""What learners did, from the journal, as xAPI statements (ADL xAPI 1.0.3, https://github.com/adlnet/xAPI-Spec).

A statement says that something was begun, read, answered or done, and how well: never what was answered. Its id follows
from the event, so that a record store that gets it twice keeps it once.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Protocol

VERBS = "http://adlnet.gov/expapi/verbs/"
ACTIVITIES = "http://adlnet.gov/expapi/activities/"
_INTERACTIONS: Mapping[str, str] = {
    "choice": "choice",
    "multiple": "choice",
    "order": "sequencing",
    "match": "matching",
    "sort": "matching",
    "fill": "fill-in",
    "reflection": "long-fill-in",
    "say": "long-fill-in",
    "likert": "likert",
}

Statement = dict[str, Any]


class Done(Protocol):
    """An event of the journal."""

    @property
    def pk(self) -> Any: ...
    @property
    def at(self) -> datetime: ...
    @property
    def verb(self) -> str: ...
    @property
    def actor_id(self) -> int | None: ...
    @property
    def data(self) -> Mapping[str, Any]: ...


def statement(event: Done, site: str) -> Statement | None:
    """The statement of an event; None for one that tells nothing about learning. `site`: the address of the desk."""
    maker = _MAKERS.get(event.verb)
    if maker is None or event.actor_id is None or "course" not in event.data:
        return None
    course = _activity(f"{site}/learning/courses/{event.data['course']}", "course")
    made = {
        "id": str(uuid.uuid5(uuid.NAMESPACE_URL, f"{site}/events/{event.pk}")),
        "actor": {"objectType": "Agent", "account": {"homePage": site, "name": str(event.actor_id)}},
        "timestamp": event.at.isoformat(),
        "context": {"platform": "All Ears"},
        **maker(event.data, course),
    }
    if made["object"] != course:
        made["context"]["contextActivities"] = {"parent": [course]}
    return made


def _activity(address: str, kind: str, **more: Any) -> Statement:
    return {"objectType": "Activity", "id": address, "definition": {"type": ACTIVITIES + kind, **more}}


def _verb(name: str) -> Statement:
    return {"id": VERBS + name, "display": {"en": name}}


def _begun(_: Mapping[str, Any], course: Statement) -> Statement:
    return {"verb": _verb("attempted"), "object": course}


def _completed(_: Mapping[str, Any], course: Statement) -> Statement:
    return {"verb": _verb("completed"), "object": course, "result": {"completion": True}}


def _passed(_: Mapping[str, Any], course: Statement) -> Statement:
    return {"verb": _verb("passed"), "object": course, "result": {"success": True}}


def _read(data: Mapping[str, Any], course: Statement) -> Statement:
    result: Statement = {"completion": True, **_score(data.get("points"))}
    return {
        "verb": _verb("completed"),
        "object": _activity(f"{course['id']}/lessons/{data['lesson']}", "lesson"),
        "result": result,
    }


def _answered(data: Mapping[str, Any], course: Statement) -> Statement:
    address = f"{course['id']}/lessons/{data['lesson']}#{data['exercise']}"
    kind = _INTERACTIONS.get(str(data.get("kind")), "other")
    result: Statement = {"completion": True, **_score(data.get("points"))}
    if data.get("points") is not None:
        result["success"] = data["points"] >= 1
    return {
        "verb": _verb("answered"),
        "object": _activity(address, "cmi.interaction", interactionType=kind),
        "result": result,
    }


def _score(points: float | None) -> Statement:
    return {} if points is None else {"score": {"scaled": round(min(1.0, max(0.0, points)), 4)}}


_MAKERS: Mapping[str, Callable[[Mapping[str, Any], Statement], Statement]] = {
    "course.begun": _begun,
    "lesson.read": _read,
    "exercise.answered": _answered,
    "course.completed": _completed,
    "certificate.issued": _passed,
}
TOLD = frozenset(_MAKERS)
"""The verbs of the journal that become statements."""
