"""Twilio Conversational Intelligence v2: the sentences of a transcript.

Times are seconds, or null. Twilio numbers the media channels and says elsewhere whose they are; where the file carries
`participants` (or `channel.participants`) with `channel_participant` and `role`, they are taken from there. Otherwise
the agent is `--agent 1`, or inferred.
https://www.twilio.com/docs/voice/intelligence/api/transcript-sentence-resource
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from allears.listening.formats.build import Draft, Said, finish, role_word
from allears.listening.formats.documents import read_values
from allears.listening.formats.problems import Options, Problem
from allears.listening.formats.sniffing import Head
from allears.listening.formats.source import Source
from allears.listening.formats.values import mapping, mappings, moment, name, number, words
from allears.listening.transcript import Customer, Role, Transcript, Word

NAME = "twilio"
ABOUT = "Twilio Conversational Intelligence v2: sentences of a call"


def sniff(head: Head) -> bool:
    return head.has_keys("sentences.media_channel", "sentences.transcript")


def read(source: Source, options: Options) -> Iterator[Transcript | Problem]:
    return read_values(source, options, sniff, _transcript)


def _transcript(value: Any, stem: str, options: Options) -> Transcript:
    found = mapping(value)
    sentences = mappings(found.get("sentences"))
    participants = mappings(found.get("participants"))
    participants += mappings(mapping(found.get("channel")).get("participants"))
    people = {name(each.get("channel_participant")): each for each in participants}
    said = [_said(each, place, people) for place, each in enumerate(sentences, 1)]
    customer = Customer()
    for each in participants:
        if role_word(name(each.get("role"))) == "customer":
            customer = Customer(
                name(each.get("full_name")), name(each.get("email")), name(each.get("media_participant_id"))
            )
    sid = name(found.get("sid")) or _sid_in(name(mapping(found.get("meta")).get("url")))
    draft = Draft(
        sid or stem, said, channel="phone", customer=customer, started_at=moment(found.get("media_start_time"))
    )
    return finish(draft, options)


def _said(sentence: dict[str, Any], place: int, people: dict[str, dict[str, Any]]) -> Said:
    who = name(sentence.get("media_channel"))
    person = people.get(who, {})
    timed = []
    for each in mappings(sentence.get("words")):
        start = number(each.get("start_time"), f"a word's start_time in sentence {place}")
        end = number(each.get("end_time"), f"a word's end_time in sentence {place}")
        if start is not None and end is not None:
            timed.append(Word(start, end, words(each.get("word"), f"a word in sentence {place}")))
    role: Role | None = role_word(name(person.get("role")))
    return Said(
        speaker=name(person.get("full_name")) or who,
        text=words(sentence.get("transcript"), f"the transcript of sentence {place}"),
        role=role,
        start=number(sentence.get("start_time"), f"start_time of sentence {place}"),
        end=number(sentence.get("end_time"), f"end_time of sentence {place}"),
        words=tuple(timed),
    )


def _sid_in(url: str) -> str:
    return next((part for part in url.split("/") if part.startswith("GT")), "")
