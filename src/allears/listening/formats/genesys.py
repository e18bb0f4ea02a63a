"""Genesys Cloud: the transcript that `transcripturl` points to.

Phrases carry `participantPurpose` (external is the customer, internal one of our side) and `startTimeMs`, counted from
the start of the call or from 1970. `decoratedText` is the text with punctuation, so it is preferred.
https://developer.genesys.cloud/analyticsdatamanagement/speechtextanalytics/transcript-url
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from allears.listening.formats.build import Draft, Said, finish, role_word
from allears.listening.formats.documents import read_values
from allears.listening.formats.problems import Options, Problem, Unreadable
from allears.listening.formats.sniffing import Head
from allears.listening.formats.source import Source
from allears.listening.formats.values import mapping, mappings, moment, name, seconds, words
from allears.listening.transcript import Channel, Customer, Transcript, Word

NAME = "genesys"
ABOUT = "Genesys Cloud: transcripts of calls and messages"

_CHANNELS: dict[str, Channel] = {"voice": "phone", "call": "phone", "message": "chat", "chat": "chat", "email": "email"}
_EPOCH = 1e8
"""Seconds from here on count from 1970: no call lasts three years."""


def sniff(head: Head) -> bool:
    return head.has_keys("transcripts.phrases.text") or head.has_keys("phrases.participantPurpose")


def read(source: Source, options: Options) -> Iterator[Transcript | Problem]:
    return read_values(source, options, sniff, _transcript)


def _transcript(value: Any, stem: str, options: Options) -> Transcript:
    found = mapping(value)
    phrases = [
        phrase for each in mappings(found.get("transcripts")) or [found] for phrase in mappings(each.get("phrases"))
    ]
    said = [_said(each, place) for place, each in enumerate(phrases, 1)]
    said.sort(key=lambda each: each.start or 0)
    base = _shift(said, moment(found.get("startTime")) or moment(found.get("conversationStartTime")))
    people = mappings(found.get("participants"))
    customer = Customer(phone=next((name(p.get("ani")) for p in people if name(p.get("ani"))), ""))
    draft = Draft(
        name(found.get("conversationId")) or stem,
        said,
        channel=_CHANNELS.get(name(found.get("mediaType")).lower(), "phone"),
        started_at=base,
        customer=customer,
        agent=next((name(p.get("userId")) for p in people if p.get("participantPurpose") == "internal"), ""),
    )
    return finish(draft, options)


def _said(phrase: dict[str, Any], place: int) -> Said:
    what = f"of phrase {place}"
    start = seconds(phrase.get("startTimeMs"), f"startTimeMs {what}")
    length = _length(phrase, what)
    timed = []
    for each in mappings(phrase.get("words")):
        begin = seconds(each.get("startTimeMs"), f"a word's startTimeMs {what}")
        lasts = _length(each, what)
        if begin is not None and lasts is not None:
            timed.append(Word(begin, begin + lasts, words(each.get("word"), f"a word {what}")))
    purpose = name(phrase.get("participantPurpose")).lower()
    return Said(
        speaker=purpose,
        text=words(phrase.get("decoratedText") or phrase.get("text"), f"the text {what}"),
        role="bot" if purpose in ("ivr", "bot", "acd") else role_word(purpose),
        start=start,
        end=start + length if start is not None and length is not None else None,
        words=tuple(timed),
    )


def _length(found: dict[str, Any], what: str) -> float | None:
    """A duration in seconds: an object with `milliseconds`, or the number itself."""
    length = found.get("duration", found.get("durationMs"))
    return seconds(length.get("milliseconds") if isinstance(length, dict) else length, f"a duration {what}")


def _shift(said: list[Said], started_at: datetime | None) -> datetime | None:
    """Makes times that count from 1970 count from the start of the conversation."""
    starts = [each.start for each in said if each.start is not None]
    if not starts or min(starts) < _EPOCH:
        return started_at
    first = min(starts)
    if started_at and started_at.timestamp() <= first:
        first = started_at.timestamp()
    try:
        base = datetime.fromtimestamp(first, UTC)
    except (ValueError, OverflowError, OSError):
        raise Unreadable("startTimeMs is no time of this age") from None
    for each in said:
        each.start = None if each.start is None else each.start - first
        each.end = None if each.end is None else each.end - first
        each.words = tuple(Word(max(w.start - first, 0.0), max(w.end - first, 0.0), w.word) for w in each.words)
    return base
