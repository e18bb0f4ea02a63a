"""Promises: who will do what, by when, in which manner.

>>> from datetime import datetime, timezone
>>> from allears.listening.transcript import Transcript, Turn
>>> said = Transcript("1", (Turn("agent", "I'll ring you back in twenty minutes.", "Priya"),),
...                   started_at=datetime(2025, 5, 14, 10, 30, tzinfo=timezone.utc))
>>> promise, = find_promises(said)
>>> promise.by, promise.what, promise.manner, promise.due.isoformat()
('Priya', 'ring back', 'by phone', '2025-05-14T10:50:00+00:00')
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta, tzinfo

from allears.listening.lazily import lazy_pattern
from allears.listening.promises import meant, what
from allears.listening.promises.calendar import BusinessCalendar
from allears.listening.promises.detect import Commitment, commitments, likely_commitment, refused
from allears.listening.promises.due import Deadline, find_deadlines
from allears.listening.promises.restated import REACH, said_back
from allears.listening.promises.zones import zone
from allears.listening.reading import Mark, Promise
from allears.listening.said import Said
from allears.listening.said import said as read
from allears.listening.transcript import Transcript, Turn

__all__ = ["BusinessCalendar", "find_promises", "is_none", "promise_of"]

_AS_CAN = lazy_pattern(r" (?:(?:humanly )?possible|(?:i|we|they|he|she)(?: possibly)? can)\b", re.I)
"""After "as soon as": no more than that it will be soon."""


def find_promises(
    transcript: Transcript, turns: Iterable[Said] | None = None, *, calendar: BusinessCalendar | None = None
) -> tuple[Promise, ...]:
    """The promises that agents made, in order of the turns. Never raises on any text.

    Deadlines are measured from the moment of the turn (`started_at` plus the turn's start), in the customer's zone,
    by the hours of `calendar` (None: Monday to Friday, nine to five). Without `started_at` every `due` is None.
    `turns` are the texts of its turns, by whoever has read them already."""
    found: list[Promise] = []
    before: deque[tuple[str, Said]] = deque(maxlen=REACH)
    at = zone(transcript.zone)
    texts = turns if turns is not None else (read(turn.text) for turn in transcript.turns)
    for index, (turn, text) in enumerate(zip(transcript.turns, texts, strict=True)):
        if turn.role == "agent" and (committed := text.once(commitments)):
            moment = _moment(transcript, turn)
            speaker = turn.speaker or transcript.agent
            found += [
                _promise(index, turn.text, commitment, moment, at, transcript.zone, calendar, speaker, _told(before))
                for commitment in committed
                if not said_back(turn.text, commitment, before)
            ]
        before.append((turn.role, text))
    return tuple(found)


def promise_of(transcript: Transcript, turns: Sequence[Said], mark: Mark) -> Promise:
    """The promise that a sentence is in which the models heard one (models/heads.py) and the finder did not: what it
    says, by when, and by whom, by the same rules. `turns` are the texts of the transcript's turns."""
    turn = transcript.turns[mark.turn]
    commitment = likely_commitment(turn.text, mark.start, mark.end, mark.confidence)
    before = [(other.role, said) for other, said in zip(transcript.turns, turns[: mark.turn], strict=False)]
    return _promise(
        mark.turn,
        turn.text,
        commitment,
        _moment(transcript, turn),
        zone(transcript.zone),
        transcript.zone,
        None,
        turn.speaker or transcript.agent,
        _told(before[-REACH:]),
    )


def is_none(text: str, start: int, end: int, before: Sequence[tuple[str, Said]]) -> bool:
    """True where a sentence of an agent's turn is no promise, by its form, or because the customer had said so.

    `before` are role and text of the turns before it."""
    if refused(text[start:end]) or text[end : end + 1] == "?":
        return True
    commitment = likely_commitment(text, start, end, 0.0)
    subject = text.find(commitment.subject, start, end)  # what it says stands after the "so" that says it back
    return said_back(text, replace(commitment, start=max(start, subject)), before[-REACH:])


def _told(before: Iterable[tuple[str, Said]]) -> str:
    """What the customer said last."""
    return next((said.text for role, said in reversed([*before]) if role == "customer"), "")


def _moment(transcript: Transcript, turn: Turn) -> datetime | None:
    started = transcript.started_at
    if started is None or started.tzinfo is None:
        return None
    try:
        return started + timedelta(seconds=turn.start or 0)
    except (OverflowError, ValueError):
        return started


def _promise(
    index: int,
    text: str,
    commitment: Commitment,
    moment: datetime | None,
    at: tzinfo | None,
    zone_name: str,
    calendar: BusinessCalendar | None,
    speaker: str,
    told: str,
) -> Promise:
    clause = text[commitment.start : commitment.end]
    verb = commitment.verb - commitment.start
    # Where the deed is a noun ("Payment within five days"), its own name would make the time a part of a thing.
    said = " " * verb + clause[verb:] if commitment.kind == "noun" else clause
    deadlines = [_whole(d, clause) for d in find_deadlines(said, moment, at=at, zone_name=zone_name, calendar=calendar)]
    chosen = _choose(deadlines)
    cut = [(max(0, d.start - verb), d.end - verb) for d in deadlines if d.end > verb and not _tells_more(d)]
    act = what.act_of(clause[verb:], commitment.subject, commitment.kind, cut)
    return Promise(
        turn=index,
        start=commitment.start,
        end=commitment.end,
        what=(meant.named(act, text[: commitment.start], told, clause[verb:]) if act else clause),
        due=chosen.due if chosen else None,
        due_text=chosen.text if chosen else "",
        by=what.doer(commitment.kind, commitment.subject, speaker, text[: commitment.start]),
        manner=what.manner_of(clause),
        confidence=commitment.confidence,
    )


def _whole(deadline: Deadline, clause: str) -> Deadline:
    """The same deadline, with the words that "as soon as" leads in."""
    if not deadline.vague or not deadline.text.lower().endswith("as soon as"):
        return deadline
    end = _AS_CAN.match(clause, deadline.end)
    at = end.end() if end else len(clause)
    return replace(deadline, end=at, text=clause[deadline.start : at])


def _tells_more(deadline: Deadline) -> bool:
    """True for "as soon as it lands", without which the act would not be understood."""
    words = deadline.text.lower()
    return deadline.vague and words.startswith("as soon as ") and not _AS_CAN.match(words, len("as soon as"))


def _choose(deadlines: list[Deadline]) -> Deadline | None:
    """The deadline that counts: one that can be told before one that cannot, a firm one ("by") before others, else the
    latest in the clause."""
    if not deadlines:
        return None
    return max(deadlines, key=lambda d: (d.due is not None, d.firm, d.due.timestamp() if d.due else 0.0))
