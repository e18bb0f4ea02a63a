"""Our own JSON as typed structs: decoded straight into them, unknown fields passed over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from math import isfinite
from typing import get_args

import msgspec

from allears.listening.formats.build import Draft, Said, checked_times, finish, role_word
from allears.listening.formats.documents import decoded, documents
from allears.listening.formats.problems import MAX_TURNS, Options, Problem, Unreadable
from allears.listening.formats.sniffing import Head
from allears.listening.formats.source import Source
from allears.listening.formats.values import clean, moment
from allears.listening.transcript import CHANNELS, Channel, Customer, Role, Transcript, Turn, Word


class _Turn(msgspec.Struct, gc=False):
    text: str
    speaker: str | int | None = None
    role: str | None = None
    start: float | None = None
    end: float | None = None
    words: tuple[Word, ...] | None = None


class _Customer(msgspec.Struct):
    name: str | None = None
    email: str | None = None
    phone: str | None = None
    handle: str | None = None


class _Conversation(msgspec.Struct):
    turns: list[_Turn]
    id: str | int | None = None
    channel: str | None = None
    started_at: str | int | float | None = None
    subject: str | None = None
    customer: _Customer | None = None
    agent: str | None = None
    agent_inferred: bool = False
    zone: str | None = None
    transcribed_by: str | None = None


_ONE = msgspec.json.Decoder(_Conversation)
_MANY = msgspec.json.Decoder(list[msgspec.Raw])
_ROLES = frozenset(get_args(Role))


def read_conversations(source: Source, options: Options) -> Iterator[Transcript | Problem]:
    """The conversations of a source in our own format; see allears.listening.formats.jsonl."""
    for place, found in enumerate(documents(source, _is_conversation)):
        if isinstance(found, Problem):
            yield found
            continue
        line, raw = found
        stem = source.stem if not place and not source.after else f"{source.stem}-{line}"
        if raw.lstrip()[:1] == b"[":
            yield from _read_list(source, line, raw, stem, options)
            continue
        try:
            yield transcript(decoded(raw, _ONE.decode), stem, options)
        except Unreadable as error:
            yield source.problem(line + max(error.line - 1, 0), str(error))


def _read_list(source: Source, line: int, raw: bytes, stem: str, options: Options) -> Iterator[Transcript | Problem]:
    try:
        each = decoded(raw, _MANY.decode)
    except Unreadable as error:
        yield source.problem(line + max(error.line - 1, 0), str(error))
        return
    if not each:
        yield source.problem(line, "there is no conversation in it")
    for number, one in enumerate(each, 1):
        try:
            yield transcript(decoded(bytes(one), _ONE.decode), f"{stem}-{number}", options)
        except Unreadable as error:
            yield source.problem(line, f"conversation {number}: {error}")


def transcript(found: _Conversation, stem: str, options: Options) -> Transcript:
    """The Transcript of one decoded conversation. Raises Unreadable where it cannot be one."""
    turns = found.turns
    if len(turns) > MAX_TURNS:
        raise Unreadable(f"the conversation has more than {MAX_TURNS:,} turns")
    draft = Draft(
        id=clean(str(found.id)) if found.id is not None else stem,
        channel=_channel(found.channel),
        started_at=_started(found.started_at),
        subject=clean(found.subject or ""),
        customer=_customer(found.customer),
        agent=clean(found.agent or ""),
        zone=clean(found.zone or ""),
        transcribed_by=clean(found.transcribed_by or ""),
    )
    if any(turn.role == "note" for turn in turns):
        turns = [turn for turn in turns if turn.role != "note"]
    if options.speakers or any(turn.role not in _ROLES for turn in turns):
        draft.said = list(_said(turns))
        return finish(draft, options, verbatim=True)
    if not turns:
        raise Unreadable("the conversation has no turns")
    return Transcript(
        id=draft.id,
        turns=tuple(map(_turn, turns, range(len(turns)))),
        channel=draft.channel or options.channel or "chat",
        started_at=draft.started_at,
        subject=draft.subject,
        customer=draft.customer,
        agent=draft.agent,
        agent_inferred=found.agent_inferred,
        zone=draft.zone,
        transcribed_by=draft.transcribed_by,
    )


def _turn(turn: _Turn, place: int) -> Turn:
    """One turn whose role is said. This runs for every turn of an archive, so it does nothing that it need not."""
    start, end, words = turn.start, turn.end, turn.words or ()
    if start is not None or end is not None:
        start, end = checked_times(start, end, place)
    if words:
        words = _checked_words(words, place)
    speaker = turn.speaker
    if speaker is None:
        speaker = ""
    elif not isinstance(speaker, str):
        speaker = str(speaker)
    return Turn(turn.role, clean(turn.text), clean(speaker), start, end, words)  # type: ignore[arg-type]


def _said(turns: list[_Turn]) -> Iterator[Said]:
    for place, turn in enumerate(turns):
        role: Role | None = None
        if turn.role is not None:
            if turn.role.casefold() == "note":
                continue
            role = role_word(turn.role)
            if role is None:
                raise Unreadable(
                    f'turn {place + 1} has the role "{turn.role[:40]}"; it should be customer, agent or bot'
                )
        if role is None and turn.speaker in (None, ""):
            raise Unreadable(f"turn {place + 1} has neither role nor speaker")
        words = _checked_words(turn.words or (), place)
        speaker = "" if turn.speaker is None else str(turn.speaker)
        yield Said(speaker, turn.text, role, turn.start, turn.end, words)


def _checked_words(words: tuple[Word, ...], place: int) -> tuple[Word, ...]:
    for word in words:
        if not (word.start >= 0 and isfinite(word.start) and word.end >= 0 and isfinite(word.end)):
            raise Unreadable(f"turn {place + 1} has a word with a time that cannot be")
        if "\0" in word.word:
            return tuple(Word(each.start, each.end, clean(each.word)) for each in words)
    return words


def _channel(value: str | None) -> Channel | None:
    if not value:
        return None
    for channel in CHANNELS:
        if channel == value:
            return channel
    raise Unreadable(f'the channel "{value[:40]}" is none of {", ".join(CHANNELS)}')


def _started(value: str | int | float | None) -> datetime | None:
    if value is None or value == "":
        return None
    found = moment(value)
    if found is None:
        raise Unreadable(f'started_at is not a time: "{str(value)[:40]}" (write it as 2026-03-06T09:15:00+00:00)')
    return found


def _customer(found: _Customer | None) -> Customer:
    if found is None:
        return Customer()
    return Customer(*(clean(value or "") for value in (found.name, found.email, found.phone, found.handle)))


def _is_conversation(head: Head) -> bool:
    return head.has_keys("turns")
