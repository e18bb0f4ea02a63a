"""Values of queries as the shapes that components show: no decision is made here, only words chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from django.urls import reverse

from allears.conversations.queries import Row
from allears.customers.queries import GroupLine, PersonRow, PersonView, RelianceView
from allears.insight.rules import Journey
from allears.lib import clock
from allears.promises.queries import PromiseView
from allears.readings.queries import ReadingView, ScoreView

from . import journey as drawing
from . import shapes
from .templatetags.desk import times

STRANGER = "Somebody we do not know"
FULL, PARTLY = 0.7, 0.35
"""From these scores on (0-1) a step counts as taken, or partly taken, in the checklist."""


def row(it: Row, heard: Mapping[int, float], open_promises: Mapping[int, tuple[int, int]]) -> shapes.Row:
    """A conversation in a list. `open_promises`: (open, overdue) by conversation."""
    return shapes.Row(
        id=it.id,
        url=reverse("web:conversation", args=[it.id]),
        customer=it.person.name if it.person else STRANGER,
        subject=it.subject,
        snippet=it.preview,
        channel=it.channel,
        state=cast("shapes.RowState", it.status),
        at=it.last_at,
        unread=it.waiting_since is not None and it.assignee_id is None,
        assignee=it.assignee,
        team=it.team,
        vip=bool(it.person and it.person.vip),
        heard=heard.get(it.id),
        waiting_since=it.waiting_since if it.status == "open" else None,
        overdue=open_promises.get(it.id, (0, 0))[1],
    )


def steps(reading: ReadingView | None, places: Mapping[int, str]) -> list[shapes.StepLine]:
    """The five steps with their evidence; none where too little was said for any of them.

    `places`: what the turns are called, by id (see timeline.places).
    """
    return [
        shapes.StepLine(it.label, _choice(it.score), it.note, _evidence(it, places))
        for it in _judged(reading.steps if reading else ())
    ]


def steps_of_draft(steps: Sequence[ScoreView]) -> list[shapes.StepLine]:
    """The five steps as far as an answer takes them that is still being written; what is not there yet is no miss."""
    return [shapes.StepLine(it.label, _taken(it.score), it.note) for it in steps]


def _taken(score: float | None) -> shapes.Choice:
    if score is None:
        return "unknown"
    return "no" if score < 0 else "yes" if score >= FULL else "partly" if score >= PARTLY else "unknown"


def needs(reading: ReadingView | None, places: Mapping[int, str]) -> list[shapes.NeedLine]:
    """The four needs, as `steps` does it."""
    return [
        shapes.NeedLine(it.label, it.score, it.note, _evidence(it, places))
        for it in _judged(reading.needs if reading else ())
    ]


def _judged(scores: Sequence[ScoreView]) -> Sequence[ScoreView]:
    return scores if any(it.score is not None for it in scores) else ()


def _choice(score: float | None) -> shapes.Choice:
    if score is None:
        return "unknown"
    return "yes" if score >= FULL else "partly" if score >= PARTLY else "no"


def _evidence(it: ScoreView, places: Mapping[int, str]) -> tuple[tuple[str, str], ...]:
    """Links to at most three of the turns that a score rests on."""
    return tuple((places[turn_id], f"#t{turn_id}") for turn_id in it.turns if turn_id in places)[:3]


def promise(it: PromiseView, to: str, *, may_act: bool, where: str = "") -> shapes.Promise:
    """A promise as a card. `to`: the customer's name; `where`: the subject of its conversation, for other pages."""
    anchor = f"#t{it.turn_id}" if it.turn_id else ""
    link = reverse("web:conversation", args=[it.conversation_id]) if where else ""
    return shapes.Promise(
        id=it.id,
        what=it.what,
        state=_promise_state(it),
        made=it.promised_at,
        by=it.by or "We",
        to=to,
        due=it.due,
        due_text=it.due_text,
        manner=it.manner,
        url=link + anchor,
        settled=it.settled_at,
        why=it.note,
        tests=(_told(it.right_thing), _on_time(it), _told(it.right_way)),
        actions=reverse("web:promise", args=[it.id]) if may_act else "",
        new_time=reverse("web:new_time", args=[it.id]) + ("?where=shelf" if where else "") if may_act else "",
        where=where,
    )


def _promise_state(it: PromiseView) -> shapes.PromiseState:
    if it.state == "open":
        return cast("shapes.PromiseState", it.urgency or "open")
    if it.state in {"kept", "late", "broken"}:
        return cast("shapes.PromiseState", it.state)
    return "unknown" if it.state == "unknown" else "dropped"


def _told(value: bool | None) -> shapes.Choice:
    return "unknown" if value is None else "yes" if value else "no"


def _on_time(it: PromiseView) -> shapes.Choice:
    if it.state == "late":
        return "no"
    return "yes" if it.state == "kept" else "unknown"


def standing(it: PersonView) -> tuple[shapes.Standing, ...]:
    """The sides of a customer's standing, those that a person decided and those that the rule proposes."""
    sides = [shapes.Standing("vip")] if it.vip else []
    sides.append(shapes.Standing("internal" if it.internal else "external"))
    if it.standing:
        reasons = {reason.partition(":")[0].casefold(): reason.partition(": ")[2] for reason in it.standing.reasons}
        for value, decided in (
            (it.standing.relationship, it.standing.relationship_decided),
            (it.standing.frequency, it.standing.frequency_decided),
            (it.standing.side, it.standing.side_decided),
        ):
            key = cast("shapes.Side", value)
            sides.append(shapes.Standing(key, proposed=not decided, why=reasons.get(value, "")))
    return tuple(sides)


def short_standing(it: PersonRow) -> tuple[shapes.Standing, ...]:
    """The sides that a list has room for. A client whom only the rule proposes is shown as proposed;
    a customer is what everybody is who is no client, so that nothing is proposed there.
    """
    sides = [shapes.Standing("vip")] if it.vip else []
    sides.append(shapes.Standing("internal" if it.internal else "external"))
    if it.relationship:
        proposed = it.relationship == "client" and not it.relationship_decided
        sides.append(shapes.Standing(cast("shapes.Side", it.relationship), proposed=proposed))
    return tuple(sides)


def addresses(shown: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """(channel, address) of addresses as people write them."""

    def channel(address: str) -> str:
        return "social" if address.startswith("@") else "email" if "@" in address else "phone"

    return tuple((channel(address), address) for address in shown)


def card(it: PersonRow, *, conversations: int | None = None) -> shapes.CustomerCard:
    """A customer at a glance, beside a conversation."""
    return shapes.CustomerCard(
        name=it.name,
        url=reverse("web:customer", args=[it.id]),
        groups=tuple(it.groups),
        addresses=addresses(it.addresses),
        standing=short_standing(it),
        conversations=conversations,
        last=it.last_at,
    )


def customer_filters(current: str) -> list[list[shapes.Filter]]:
    """The two lists of customers: people, and the groups they belong to."""
    return [
        [
            shapes.Filter("People", reverse("web:customers"), current=current == "people"),
            shapes.Filter("Groups", reverse("web:groups"), current=current == "groups"),
        ]
    ]


def branches(lines: Sequence[GroupLine]) -> list[shapes.Branch]:
    """The tree of groups out of its lines, each of which stands below the one that it lies in."""
    within: list[list[shapes.Branch]] = [[]]  # of the branch that one is on, at each depth
    for line in lines:
        branch = shapes.Branch(line.name, line.kind, line.internal, reverse("web:group", args=[line.id]), [])
        within[line.depth].append(branch)
        within[line.depth + 1 :] = [branch.within]
    return within[0]


def reliances(it: Sequence[RelianceView], who: str) -> list[shapes.Reliance]:
    return [
        shapes.Reliance(cast("shapes.RelianceKind", one.kind), one.through or who, one.team, one.note) for one in it
    ]


def journey(way: Journey) -> drawing.Drawing | None:
    """A conversation through the customer's eyes, laid out for drawing; None where nothing happened in it."""
    return drawing.journey(way, clock.now()) if way.moments else None


def heard_more(reading: ReadingView) -> str:
    """What the measure of how well somebody was heard rests on, in one line."""
    turns = f"{reading.turns_heard} turn{'' if reading.turns_heard == 1 else 's'}"
    if reading.heard is None:
        return f"After {turns} there is nothing to judge yet: what was heard stands in the margin."
    words = [f"From {turns}."]
    cut, again = reading.measures.get("interruptions") or 0, reading.measures.get("repeats") or 0
    if cut:
        words.append(f"Cut off {times(cut)}.")
    if again:
        words.append(f"Had to say it again {times(again)}.")
    return " ".join(words)
