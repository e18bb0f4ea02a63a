"""A conversation as the entries of its timeline: letters, calls and chats turn by turn, notes, changes of hands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import cast

from django.urls import reverse
from django.utils import timezone

from allears.conversations.queries import ConversationView, HandView, TurnView
from allears.conversations.rules import Kind
from allears.readings.queries import MarkView, ReadingView

from . import shapes
from .marked import Span, notes_in_order, reason, segments
from .templatetags.desk import clock_time, moment, time_of_day

CHATTED = frozenset({"chat", "social"})
TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "sir", "dame", "lady", "lord", "revd"})


class Margin:
    """The notes of one page. What a note says the same way as one above it, it says in its name alone."""

    def __init__(self, reading: ReadingView | None) -> None:
        self._marks: Mapping[int, Sequence[MarkView]] = reading.marks if reading else {}
        self._told: set[tuple[str, str]] = set()

    def spans(self, turn_id: int) -> list[Span]:
        """The marks of a turn as spans with their notes, as a reader meets them."""
        found = []
        for place, mark in enumerate(sorted(self._marks.get(turn_id, ()), key=lambda it: (it.start, it.end))):
            because = reason(mark.because or mark.note, mark.label)
            note = shapes.Note(
                id=f"n{mark.turn_id}-{place}",
                label=mark.label,
                tone=cast("shapes.Tone", mark.effect),
                because=because,
                sure=mark.confidence,
                behaviour=mark.behaviour,
                again=(mark.behaviour, because) in self._told,
            )
            self._told.add((mark.behaviour, because))
            found.append(Span(mark.start, mark.end, note))
        return found


def timeline(
    conversation: ConversationView, reading: ReadingView | None, hands: Sequence[HandView] = ()
) -> list[shapes.Entry]:
    """Everything of a conversation in its order."""
    margin = Margin(reading)
    entries: list[shapes.Entry] = []
    run: list[TurnView] = []

    def end_run() -> None:
        if run:
            entries.append(_call(conversation, list(run), margin))
            run.clear()

    for turn in conversation.turns:
        if turn.kind == Kind.NOTE:
            end_run()
            at = turn.at or conversation.started_at
            entries.append(shapes.InternalNote(f"t{turn.id}", turn.speaker, at, turn.text))
        elif turn.kind == Kind.SPEECH or turn.channel in CHATTED:
            if run and (run[-1].call_id != turn.call_id or run[-1].channel != turn.channel):
                end_run()
            run.append(turn)
        else:
            end_run()
            entries.append(_message(conversation, turn, margin))
    end_run()
    since = conversation.turns[0].at if conversation.earlier_turns and conversation.turns else None
    happenings = [_happening(hand) for hand in hands if since is None or hand.at >= since]
    # A stable sort: what has no moment of its own keeps its place in the order of the turns.
    return sorted([*entries, *happenings], key=lambda entry: entry.at)


def places(conversation: ConversationView) -> dict[int, str]:
    """What the turns are called where a score names its evidence: the time in a call, the hour of a chat, a day."""
    named = {}
    for turn in conversation.turns:
        if turn.start is not None:
            named[turn.id] = clock_time(turn.start)
        elif turn.at is not None:
            named[turn.id] = time_of_day(turn.at) if turn.channel in CHATTED else moment(turn.at)
        else:
            named[turn.id] = f"turn {turn.position + 1}"
    return named


def _happening(hand: HandView) -> shapes.Happening:
    words = {"assigned": "gave it to another pair of hands", "moved": "moved it to another team"}
    return shapes.Happening("arrow-right-left", f"{hand.actor} {words[hand.what]}", hand.at)


def _message(conversation: ConversationView, turn: TurnView, margin: Margin) -> shapes.Message:
    found = margin.spans(turn.id)
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
        stuck=turn.delivery in {"failed", "kept"},
    )


def _sending(turn: TurnView) -> str:
    if turn.delivery == "queued":
        return "On its way."
    if turn.delivery == "failed":
        return turn.delivery_note or "It could not be delivered."
    return turn.delivery_note if turn.delivery == "kept" else ""


def _call(conversation: ConversationView, turns: Sequence[TurnView], margin: Margin) -> shapes.Call:
    call = conversation.calls.get(turns[0].call_id or 0)
    began = (call.started_at if call else turns[0].at) or conversation.started_at
    short = short_names([turn.speaker for turn in turns])
    day = timezone.localtime(began).date()
    shown = []
    for turn in turns:
        found = margin.spans(turn.id)
        at = None if turn.start is not None else turn.at
        today = timezone.localtime(at).date() if at else day
        shown.append(
            shapes.Turn(
                anchor=f"t{turn.id}",
                role=cast("shapes.Role", turn.party),
                speaker=turn.speaker,
                short=short[turn.speaker],
                segments=segments(turn.text, found),
                notes=notes_in_order(found),
                second=turn.start,
                at=at,
                new_day=today != day,
                cut_off=turn.text.rstrip().endswith(("—", "–", " -", "--")),
            )
        )
        day = today
    seconds = call.duration if call else None
    return shapes.Call(
        anchor=f"c{turns[0].id}",
        channel=turns[0].channel,
        at=began,
        turns=tuple(shown),
        seconds=seconds,
        balance=balance(turns, seconds),
        agent_share=share(turns),
        customer=conversation.person.name if conversation.person else "",
        agent=" and ".join(dict.fromkeys(turn.speaker for turn in turns if turn.party == "agent")),
        agent_inferred=conversation.agent_inferred,
        words_by=call.transcribed_by if call else "",
    )


def short_names(speakers: Sequence[str]) -> dict[str, str]:
    """What each speaker is called beside their turns: the first name (or title and last name), if no other's is it."""
    short = {speaker: _short(speaker) for speaker in speakers}
    called = list(short.values())
    return {speaker: name if called.count(name) == 1 else speaker for speaker, name in short.items()}


def _short(name: str) -> str:
    words = name.split()
    if len(words) < 2:
        return name
    return f"{words[0]} {words[-1]}" if words[0].rstrip(".").casefold() in TITLES else words[0]


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
    for start, end in pairwise(cuts):
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
