"""Intercom: conversations as the API gives them, one, a list of them, or one a line.

The first message is the `source`, the rest are `conversation_parts`. Authors are user, lead or contact (the
customer), admin
(an agent) and bot. Notes and parts without a body (assignments, tags) are passed over.
https://developers.intercom.com/docs/references/rest-api/api.intercom.io/conversations
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from allears.listening.formats.build import Draft, Said, finish, role_word
from allears.listening.formats.documents import read_values
from allears.listening.formats.html import html_to_text
from allears.listening.formats.problems import Options, Problem
from allears.listening.formats.sniffing import Head
from allears.listening.formats.source import Source
from allears.listening.formats.values import mapping, mappings, moment, name, words
from allears.listening.transcript import Channel, Customer, Transcript

NAME = "intercom"
ABOUT = "Intercom: conversations with their parts"

_CHANNELS: dict[str, Channel] = {
    "email": "email",
    "phone_call": "phone",
    "phone_switch": "phone",
    "facebook": "social",
    "instagram": "social",
    "twitter": "social",
    "whatsapp": "chat",
    "sms": "chat",
    "conversation": "chat",
    "chat": "chat",
    "push": "chat",
}


def sniff(head: Head) -> bool:
    return any(
        head.has_keys(f"{outer}conversation_parts", f"{outer}source")
        or head.has_keys(f"{outer}conversation_parts.conversation_parts")
        for outer in ("", "conversations.", "data.")
    )


def read(source: Source, options: Options) -> Iterator[Transcript | Problem]:
    return read_values(source, options, sniff, _transcript, _conversations)


def _conversations(value: Any) -> list[Any]:
    if isinstance(value, list):
        return value
    listed = mappings(mapping(value).get("conversations")) or mappings(mapping(value).get("data"))
    return list(listed) or [value]


def _transcript(value: Any, stem: str, options: Options) -> Transcript:
    found = mapping(value)
    opening = mapping(found.get("source"))
    inside = found.get("conversation_parts")
    parts = mappings(inside) or mappings(mapping(inside).get("conversation_parts"))
    parts.sort(key=lambda part: at.timestamp() if (at := moment(part.get("created_at"))) else 0)
    first = opening | {"created_at": found.get("created_at")}
    said = [each for place, part in enumerate([first, *parts]) if (each := _said(part, place))]
    people = [mapping(part.get("author")) for part in [opening, *parts]]
    draft = Draft(
        name(found.get("id")) or stem,
        said,
        channel=_CHANNELS.get(name(opening.get("type")).lower()),
        started_at=moment(found.get("created_at")),
        subject=html_to_text(words(found.get("title") or opening.get("subject"), "the title")),
        customer=_customer(found, people),
    )
    return finish(draft, options)


def _said(part: dict[str, Any], place: int) -> Said | None:
    if "note" in name(part.get("part_type")):
        return None
    text = html_to_text(words(part.get("body"), f"the body of part {place}"))
    author = mapping(part.get("author"))
    if not text:
        return None
    # Fin answers as a bot, and also as an admin that says of itself that it is one.
    role = "bot" if author.get("from_ai_agent") is True else role_word(name(author.get("type")))
    speaker = name(author.get("name")) or name(author.get("email")) or name(author.get("id"))
    return Said(speaker, text, role, at=moment(part.get("created_at")))


def _customer(found: dict[str, Any], people: list[dict[str, Any]]) -> Customer:
    for each in people:
        if role_word(name(each.get("type"))) == "customer":
            return Customer(name(each.get("name")), name(each.get("email")), name(each.get("phone")))
    for each in mappings(mapping(found.get("contacts")).get("contacts")):
        return Customer(
            name(each.get("name")), name(each.get("email")), name(each.get("phone")), name(each.get("external_id"))
        )
    return Customer()
