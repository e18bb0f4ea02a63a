"""Amazon Connect Contact Lens: the analysis of a call or a chat, as Connect leaves it in S3.

Calls have `BeginOffsetMillis` and `EndOffsetMillis`, chats `AbsoluteTime` and `ContentType`. Participants say their
role;
events (joined, left) are passed over.
https://docs.aws.amazon.com/connect/latest/adminguide/contact-lens-example-output-files.html
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from allears.listening.formats.build import Draft, Said, finish, role_word
from allears.listening.formats.documents import read_values
from allears.listening.formats.html import html_to_text
from allears.listening.formats.problems import Options, Problem, Unreadable
from allears.listening.formats.sniffing import Head
from allears.listening.formats.source import Source
from allears.listening.formats.values import mapping, mappings, moment, name, seconds, words
from allears.listening.transcript import Channel, Role, Transcript

NAME = "contact_lens"
ABOUT = "Amazon Connect Contact Lens: analysed calls and chats"

_CHANNELS: dict[str, Channel] = {"voice": "phone", "chat": "chat", "email": "email", "task": "web"}


def sniff(head: Head) -> bool:
    return head.has_keys("Transcript.ParticipantId") or head.has_keys("Participants.ParticipantId", "Channel")


def read(source: Source, options: Options) -> Iterator[Transcript | Problem]:
    return read_values(source, options, sniff, _transcript)


def _transcript(value: Any, stem: str, options: Options) -> Transcript:
    found = mapping(value)
    if not isinstance(found.get("Transcript"), list):
        raise Unreadable("there is no Transcript in this Contact Lens file")
    roles = {name(each.get("ParticipantId")): _role(each) for each in mappings(found.get("Participants"))}
    said = []
    for place, each in enumerate(mappings(found["Transcript"]), 1):
        kind = name(each.get("ContentType"))
        if name(each.get("Type")) == "EVENT" or (kind and not kind.startswith("text/")):
            continue
        text = words(each.get("Content"), f"the Content of entry {place}")
        who = name(each.get("ParticipantId"))
        shown = name(each.get("DisplayName"))
        said.append(
            Said(
                speaker=shown if shown and shown != "[PII]" else who,
                text=html_to_text(text) if kind == "text/html" else text,
                role=_role(each) or roles.get(who) or role_word(who),
                start=seconds(each.get("BeginOffsetMillis"), f"BeginOffsetMillis of entry {place}"),
                end=seconds(each.get("EndOffsetMillis"), f"EndOffsetMillis of entry {place}"),
                at=moment(each.get("AbsoluteTime")),
            )
        )
    contact = name(mapping(found.get("CustomerMetadata")).get("ContactId"))
    channel = _CHANNELS.get(name(found.get("Channel")).lower())
    return finish(Draft(contact or stem, said, channel=channel), options)


def _role(participant: dict[str, Any]) -> Role | None:
    return role_word(name(participant.get("ParticipantRole")))
