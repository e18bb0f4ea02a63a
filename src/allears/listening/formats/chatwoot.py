"""Chatwoot: a conversation with its messages, the answer of the messages API (`payload`), or a bare list of messages.

`message_type` is 0 or "incoming" (the customer), 1 or "outgoing" (ours), 2 or "activity" and 3 or "template" (the
system).
Private messages are notes among us and are passed over. A list of messages is taken apart by `conversation_id`.
https://www.chatwoot.com/developers/api/
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from allears.listening.formats.build import Draft, Said, finish
from allears.listening.formats.documents import read_values
from allears.listening.formats.html import html_to_text
from allears.listening.formats.problems import Options, Problem, Unreadable
from allears.listening.formats.sniffing import Head
from allears.listening.formats.source import Source
from allears.listening.formats.values import mapping, mappings, moment, name, words
from allears.listening.transcript import Channel, Customer, Role, Transcript

NAME = "chatwoot"
ABOUT = "Chatwoot: conversations with their messages"

_ROLES: dict[str, Role] = {
    "0": "customer",
    "incoming": "customer",
    "1": "agent",
    "outgoing": "agent",
    "3": "bot",
    "template": "bot",
}
_CHANNELS: dict[str, Channel] = {
    "channel::email": "email",
    "channel::webwidget": "chat",
    "channel::api": "api",
    "channel::sms": "chat",
    "channel::twiliosms": "chat",
    "channel::whatsapp": "chat",
    "channel::telegram": "chat",
    "channel::line": "chat",
    "channel::facebookpage": "social",
    "channel::instagram": "social",
    "channel::twitterprofile": "social",
    "channel::voice": "phone",
}


def sniff(head: Head) -> bool:
    return any(
        head.has_keys(f"{outer}message_type", f"{outer}content")
        for outer in ("", "messages.", "payload.", "payload.messages.", "data.payload.messages.")
    )


def read(source: Source, options: Options) -> Iterator[Transcript | Problem]:
    return read_values(source, options, sniff, _transcript, _conversations)


def _conversations(value: Any) -> list[Any]:
    """The conversations of a document, each an object with `messages`."""
    found = mapping(value)
    inside = found.get("payload") or mapping(found.get("data")).get("payload")
    if isinstance(inside, list):
        meta = mapping(found.get("meta"))
        return [meta | each if "messages" in each else each for each in _conversations(inside)]
    if isinstance(value, list):
        if not any("message_type" in each for each in mappings(value)):
            return value
        apart: dict[str, list[dict[str, Any]]] = {}
        for each in mappings(value):
            apart.setdefault(_conversation_id(each), []).append(each)
        return [{"id": key, "messages": messages} for key, messages in apart.items()]
    if "message_type" in found:
        return [{"id": _conversation_id(found), "messages": [found]}]
    return [value]


def _conversation_id(message: dict[str, Any]) -> str:
    return name(message.get("conversation_id")) or name(mapping(message.get("conversation")).get("id"))


def _transcript(value: Any, stem: str, options: Options) -> Transcript:
    found = mapping(value)
    messages = mappings(found.get("messages"))
    if not messages:
        raise Unreadable("the conversation has no messages")
    said = [each for place, message in enumerate(messages, 1) if (each := _said(message, place))]
    if said and all(each.at for each in said):
        said.sort(key=lambda each: each.at.timestamp() if each.at else 0)
    sender = _contact(found, messages)
    channel = name(found.get("channel")) or name(mapping(found.get("meta")).get("channel"))
    draft = Draft(
        name(found.get("id")) or _conversation_id(messages[0]) or stem,
        said,
        channel=_CHANNELS.get(channel.lower()),
        started_at=moment(found.get("created_at")),
        subject=name(mapping(found.get("additional_attributes")).get("mail_subject")),
        customer=Customer(
            name(sender.get("name")),
            name(sender.get("email")),
            name(sender.get("phone_number")),
            name(sender.get("identifier")),
        ),
    )
    return finish(draft, options)


def _said(message: dict[str, Any], place: int) -> Said | None:
    if message.get("private") is True or message.get("private") == "true":
        return None
    role = _ROLES.get(name(message.get("message_type")).lower())
    if role is None:
        return None
    sender = mapping(message.get("sender"))
    kind = name(message.get("sender_type") or sender.get("type")).lower()
    if "bot" in kind:
        role = "bot"
    text = words(message.get("content"), f"the content of message {place}")
    if name(message.get("content_type")) == "incoming_email":
        text = html_to_text(text)
    speaker = name(sender.get("name")) or name(sender.get("available_name")) or name(message.get("sender_id")) or role
    return Said(speaker, text, role, at=moment(message.get("created_at")))


def _contact(found: dict[str, Any], messages: list[dict[str, Any]]) -> dict[str, Any]:
    contact = mapping(mapping(found.get("meta")).get("sender")) or mapping(found.get("contact"))
    for each in messages:
        if not contact and _ROLES.get(name(each.get("message_type")).lower()) == "customer":
            contact = mapping(each.get("sender"))
    return contact
