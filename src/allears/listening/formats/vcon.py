"""vCon (draft-ietf-vcon-vcon-core): 0.0.1, 0.3.0, 0.4.0 and drafts that give no version.

Words are taken from text dialogs; where there are none, from analyses that are transcripts: paragraphs "Name: words",
{"transcript": …} of paragraphs without names, Deepgram's results, and lists of segments (the WTF extension, Whisper
and
others). Who is customer or agent comes from `party.role` or `party.meta.role`. A vCon that has only a recording is
reported:
there are no words in it yet.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from allears.listening.formats.build import Draft, Said, finish, role_word
from allears.listening.formats.documents import read_values
from allears.listening.formats.problems import Options, Problem, Unreadable
from allears.listening.formats.sniffing import Head
from allears.listening.formats.source import Source
from allears.listening.formats.values import index, items, mapping, mappings, moment, name
from allears.listening.formats.vcon_body import VOICES, dialog_text, transcript_turns
from allears.listening.transcript import Channel, Customer, Role, Transcript

NAME = "vcon"
ABOUT = "vCon: 0.0.1 to 0.4.0, with text or with transcripts"

_TRANSCRIPTS = ("transcript", "transcription", "wtf-transcription", "wtf_transcription", "diarized")


def sniff(head: Head) -> bool:
    return head.has_keys("vcon") or head.has_keys("parties", "dialog")


def read(source: Source, options: Options) -> Iterator[Transcript | Problem]:
    return read_values(source, options, sniff, _transcript)


def _transcript(value: Any, stem: str, options: Options) -> Transcript:
    found = mapping(value)
    dialogs = mappings(found.get("dialog"))
    if not isinstance(found.get("parties"), list) and not dialogs:
        raise Unreadable("this is no vCon: it has neither parties nor dialog")
    parties = [mapping(each) for each in items(found.get("parties"))]
    people = [(_party_name(each, place), _party_role(each)) for place, each in enumerate(parties)]
    started_at = min((at for each in dialogs if (at := moment(each.get("start")))), default=None)
    written = _written(dialogs, people)
    said = written or _spoken(mappings(found.get("analysis")), dialogs, people, started_at)
    if not said:
        raise Unreadable("this vCon has no words: no text in its dialog and no transcript in its analysis")
    draft = Draft(
        name(found.get("uuid")) or stem,
        said,
        channel=_channel(dialogs, parties, spoken=not written),
        started_at=started_at or moment(found.get("created_at")),
        subject=name(found.get("subject")),
    )
    transcript = _with_names(finish(draft, options), people)
    return _with_customer(transcript, parties, people)


def _written(dialogs: list[dict[str, Any]], people: list[tuple[str, Role | None]]) -> list[Said]:
    """The turns of text dialogs, in the order of their times where all have one."""
    said = []
    for each in dialogs:
        text = dialog_text(each) if name(each.get("type")) == "text" else ""
        if text.strip():
            speaker, role = _originator(each, people)
            said.append(Said(speaker, text, role, at=moment(each.get("start"))))
    if all(each.at for each in said):
        said.sort(key=lambda each: each.at.timestamp() if each.at else 0)
    return said


def _spoken(
    analyses: list[dict[str, Any]],
    dialogs: list[dict[str, Any]],
    people: list[tuple[str, Role | None]],
    started_at: datetime | None,
) -> list[Said]:
    """The turns of the best analysis of each dialog: the first kind in _TRANSCRIPTS that has words."""
    done: set[int] = set()
    parts: list[tuple[float, list[Said]]] = []
    for kind in _TRANSCRIPTS:
        for each in analyses:
            about = each.get("dialog", 0)
            about = about[0] if isinstance(about, list) and about else about
            place = index(about, len(dialogs)) or 0
            if name(each.get("type")).lower() != kind or place in done:
                continue
            turns = transcript_turns(each)
            if turns:
                done.add(place)
                begin = moment(dialogs[place].get("start")) if dialogs else None
                shift = (begin - started_at).total_seconds() if begin and started_at else 0.0
                parts.append((shift, _named(_shifted(turns, shift), people)))
    return [turn for _, turns in sorted(parts, key=lambda part: part[0]) for turn in turns]


def _shifted(turns: list[Said], shift: float) -> list[Said]:
    """A later call of the same vCon counts its times from its own start."""
    for each in turns:
        if shift and each.start is not None:
            each.start += shift
            each.end = None if each.end is None else each.end + shift
            each.words = tuple(word._replace(start=word.start + shift, end=word.end + shift) for word in each.words)
    return turns


def _named(turns: list[Said], people: list[tuple[str, Role | None]]) -> list[Said]:
    """Gives turns the roles of the parties whose names or places they carry."""
    by_name = {known.casefold(): (known, role) for known, role in people if known}
    for each in turns:
        known = by_name.get(each.speaker.casefold())
        if known is None:
            firsts = [person for person in people if person[0].split()[:1] == each.speaker.split()[:1] != []]
            known = firsts[0] if len(firsts) == 1 else None
        if known:
            each.speaker, each.role = known[0], each.role or known[1]
    return turns


def _originator(dialog: dict[str, Any], people: list[tuple[str, Role | None]]) -> tuple[str, Role | None]:
    """Who wrote a text: its `originator`, else the first of its `parties`."""
    parties = dialog.get("parties")
    for candidate in (dialog.get("originator"), *(parties if isinstance(parties, list) else [parties])):
        place = index(candidate, len(people))
        if place is not None:
            return people[place]
    return "", None


def _party_name(party: dict[str, Any], place: int) -> str:
    found = name(party.get("name")) or name(party.get("mailto")) or name(party.get("tel"))
    return found or name(party.get("id")) or f"party {place}"


def _party_role(party: dict[str, Any]) -> Role | None:
    return role_word(name(party.get("role"))) or role_word(name(mapping(party.get("meta")).get("role")))


def _channel(dialogs: list[dict[str, Any]], parties: list[dict[str, Any]], *, spoken: bool) -> Channel | None:
    if spoken or any(name(each.get("type")) == "recording" for each in dialogs):
        return "phone"
    if any("message_id" in each or "subject" in each for each in dialogs):
        return "email"
    kinds = " ".join(name(each.get("application")) for each in dialogs).lower()
    if "mail" in kinds or (parties and all(name(each.get("mailto")) and not name(each.get("tel")) for each in parties)):
        return "email"
    return None


def _with_names(transcript: Transcript, people: list[tuple[str, Role | None]]) -> Transcript:
    """Where paragraphs named nobody: the two voices get the names of the one agent and the one customer."""
    named: dict[str, str] = {}
    for role in ("agent", "customer"):
        known = [person for person, theirs in people if theirs == role]
        voices = {turn.speaker for turn in transcript.turns if turn.role == role}
        if len(known) == 1 and len(voices) == 1 and voices <= set(VOICES):
            named[voices.pop()] = known[0]
    if not named:
        return transcript
    turns = tuple(replace(turn, speaker=named.get(turn.speaker, turn.speaker)) for turn in transcript.turns)
    return replace(transcript, turns=turns, agent=named.get(transcript.agent, transcript.agent))


def _with_customer(
    transcript: Transcript, parties: list[dict[str, Any]], people: list[tuple[str, Role | None]]
) -> Transcript:
    """The customer's addresses: of the party with that role, else of the one whose turns came out as the
    customer's."""
    speakers = {turn.speaker for turn in transcript.turns if turn.role == "customer"}
    ranked = sorted(
        range(len(parties)), key=lambda place: (people[place][1] != "customer", people[place][0] not in speakers)
    )
    for place in ranked[:1]:
        if people[place][1] not in (None, "customer") or (
            people[place][1] is None and people[place][0] not in speakers
        ):
            break
        party = parties[place]
        known = name(party.get("name"))
        phone = name(party.get("tel")).removeprefix("tel:")
        if known == phone:
            known = ""
        customer = Customer(known, name(party.get("mailto")).removeprefix("mailto:"), phone)
        return replace(transcript, customer=customer) if customer else transcript
    return transcript
