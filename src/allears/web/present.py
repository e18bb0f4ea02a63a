"""Values of queries as the shapes that components show: no decision is made here, only words chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from django.urls import reverse

from allears.conversations.queries import ConversationView, Row, TurnView
from allears.conversations.rules import Kind
from allears.customers.queries import PersonRow, PersonView, RelianceView
from allears.insight.rules import Journey
from allears.promises.queries import PromiseView
from allears.readings.queries import MarkView, ReadingView, ScoreView

from . import journey as drawing
from . import shapes
from .marked import Span, notes_in_order, segments

STRANGER = "Somebody we do not know"
FULL, PARTLY = 0.7, 0.35
"""From these scores on (0-1) a step counts as taken, or partly taken, in the checklist."""


def row(
    it: Row, heard: Mapping[int, float], open_promises: Mapping[int, tuple[int, int]], *, live: bool = False
) -> shapes.Row:
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
        live=live,
    )


def note_of(mark: MarkView, place: int) -> shapes.Note:
    return shapes.Note(
        id=f"n{mark.turn_id}-{place}",
        label=mark.label,
        tone=cast("shapes.Tone", mark.effect),
        because=mark.note,
        sure=mark.confidence,
        behaviour=mark.behaviour,
    )


def spans(marks: Sequence[MarkView]) -> list[Span]:
    return [Span(mark.start, mark.end, note_of(mark, place)) for place, mark in enumerate(marks)]


def timeline(
    conversation: ConversationView, reading: ReadingView | None, happenings: Sequence[shapes.Happening]
) -> list[shapes.Entry]:
    """Everything of a conversation in its order: letters, notes, and what was spoken or chatted turn by turn."""
    marks = reading.marks if reading else {}
    entries: list[shapes.Entry] = []
    run: list[TurnView] = []

    def end_run() -> None:
        if run:
            entries.append(_call(conversation, list(run), marks))
            run.clear()

    for turn in conversation.turns:
        if turn.kind == Kind.NOTE:
            end_run()
            entries.append(
                shapes.InternalNote(f"t{turn.id}", turn.speaker, turn.at or conversation.started_at, turn.text)
            )
        elif turn.kind == Kind.SPEECH or turn.channel in {"chat", "social"}:
            if run and (run[-1].call_id != turn.call_id or run[-1].channel != turn.channel):
                end_run()
            run.append(turn)
        else:
            end_run()
            entries.append(_message(conversation, turn, marks.get(turn.id, ())))
    end_run()
    # A stable sort: what has no moment of its own keeps its place in the order of the turns.
    return sorted([*entries, *happenings], key=lambda entry: entry.at)


def _message(conversation: ConversationView, turn: TurnView, marks: Sequence[MarkView]) -> shapes.Message:
    found = spans(marks)
    return shapes.Message(
        anchor=f"t{turn.id}",
        role=cast("shapes.Role", turn.party),
        speaker=turn.speaker,
        channel=turn.channel,
        at=turn.at or conversation.started_at,
        segments=segments(turn.text, found),
        notes=notes_in_order(found),
        attachments=tuple(
            shapes.Attachment(
                str(it.get("name") or "attachment"),
                int(str(it.get("size") or 0)),
                reverse("web:attachment", args=[turn.id, place]),
            )
            for place, it in enumerate(turn.attachments)
        ),
        sending=_sending(turn),
    )


def _sending(turn: TurnView) -> str:
    if turn.delivery == "queued":
        return "On its way."
    if turn.delivery == "failed":
        return turn.delivery_note or "It could not be delivered."
    return turn.delivery_note if turn.delivery == "kept" else ""


def _call(
    conversation: ConversationView, turns: Sequence[TurnView], marks: Mapping[int, Sequence[MarkView]]
) -> shapes.Call:
    call = conversation.calls.get(turns[0].call_id or 0)
    shown = []
    for turn in turns:
        found = spans(marks.get(turn.id, ()))
        shown.append(
            shapes.Turn(
                anchor=f"t{turn.id}",
                role=cast("shapes.Role", turn.party),
                speaker=turn.speaker,
                segments=segments(turn.text, found),
                notes=notes_in_order(found),
                second=turn.start,
                at=None if turn.start is not None else turn.at,
                cut_off=turn.text.rstrip().endswith(("—", "–", " -", "--")),
            )
        )
    seconds = call.duration if call else None
    return shapes.Call(
        anchor=f"c{turns[0].id}",
        channel=turns[0].channel,
        at=(call.started_at if call else turns[0].at) or conversation.started_at,
        turns=tuple(shown),
        seconds=seconds,
        balance=balance(turns, seconds),
        agent_share=share(turns),
        customer=conversation.person.name if conversation.person else "",
        agent=next((turn.speaker for turn in turns if turn.party == "agent"), ""),
        agent_inferred=conversation.agent_inferred,
    )


def share(turns: Sequence[TurnView]) -> float | None:
    """The agent's share of the speaking time, 0-1; None where a turn has no times."""
    if any(turn.start is None or turn.end is None for turn in turns):
        return None
    spoken = {"agent": 0.0, "customer": 0.0}
    for turn in turns:
        if turn.party in spoken:
            spoken[turn.party] += max(0.0, (turn.end or 0.0) - (turn.start or 0.0))
    whole = sum(spoken.values())
    return spoken["agent"] / whole if whole else None


def balance(turns: Sequence[TurnView], seconds: float | None) -> tuple[shapes.Stretch, ...]:
    """The strip that shows who spoke when, in thousandths of the call; empty where a turn has no times."""
    if not seconds or any(turn.start is None or turn.end is None for turn in turns):
        return ()
    cuts = sorted({0.0, seconds, *(turn.start or 0.0 for turn in turns), *(turn.end or 0.0 for turn in turns)})
    stretches: list[shapes.Stretch] = []
    for start, end in zip(cuts, cuts[1:], strict=False):
        parties = {turn.party for turn in turns if (turn.start or 0.0) <= start and end <= (turn.end or 0.0)} & {
            "agent",
            "customer",
        }
        who: shapes.Who = "both" if len(parties) == 2 else cast("shapes.Who", next(iter(parties), "silence"))
        place, length = start / seconds * 1000, (end - start) / seconds * 1000
        if stretches and stretches[-1].who == who:
            last = stretches[-1]
            stretches[-1] = shapes.Stretch(who, last.start, last.length + length)
        else:
            stretches.append(shapes.Stretch(who, place, length))
    return tuple(stretches)


def steps(reading: ReadingView | None) -> list[shapes.StepLine]:
    return [
        shapes.StepLine(it.label, _choice(it.score), it.note, _evidence(it))
        for it in (reading.steps if reading else ())
    ]


def needs(reading: ReadingView | None) -> list[shapes.NeedLine]:
    return [shapes.NeedLine(it.label, it.score, it.note, _evidence(it)) for it in (reading.needs if reading else ())]


def _choice(score: float | None) -> shapes.Choice:
    if score is None:
        return "unknown"
    return "yes" if score >= FULL else "partly" if score >= PARTLY else "no"


def _evidence(it: ScoreView) -> tuple[tuple[str, str], ...]:
    """Links to at most three turns that a score rests on."""
    return tuple((f"[{place}]", f"#t{turn_id}") for place, turn_id in enumerate(it.turns[:3], 1))


def promise(it: PromiseView, to: str, *, may_act: bool, with_link: bool = False) -> shapes.Promise:
    """A promise as a card. `to`: the customer's name."""
    anchor = f"#t{it.turn_id}" if it.turn_id else ""
    link = reverse("web:conversation", args=[it.conversation_id]) if with_link else ""
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
    """The sides that a list has room for."""
    sides = [shapes.Standing("vip")] if it.vip else []
    sides.append(shapes.Standing("internal" if it.internal else "external"))
    if it.relationship:
        sides.append(shapes.Standing(cast("shapes.Side", it.relationship)))
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
    )


def reliances(it: Sequence[RelianceView], who: str) -> list[shapes.Reliance]:
    return [
        shapes.Reliance(cast("shapes.RelianceKind", one.kind), one.through or who, one.team, one.note) for one in it
    ]


def journey(way: Journey) -> drawing.Journey | None:
    """A conversation through the customer's eyes, laid out for drawing; None where nothing happened in it."""
    if not way.moments:
        return None
    return drawing.journey(
        [
            drawing.Moment(it.at, it.kind, it.words, it.who, f"#t{it.turn_id}" if it.turn_id else "")
            for it in way.moments
        ]
    )


def heard_more(reading: ReadingView) -> str:
    """What the measure of how well somebody was heard rests on, in one line."""
    words = [f"From {reading.turns_heard} turns."]
    cut, again = reading.measures.get("interruptions") or 0, reading.measures.get("repeats") or 0
    if cut:
        words.append("Cut off once." if cut == 1 else f"Cut off {cut} times.")
    if again:
        words.append("Had to say it again once." if again == 1 else f"Had to say it again {again} times.")
    return " ".join(words)
