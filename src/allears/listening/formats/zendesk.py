"""Zendesk: tickets with their comments, one, a list of them, or one a line as incremental exports write them.

    {"ticket": {"id", "requester_id", "subject", "created_at", "via": {"channel"}}, "comments": [{"author_id",
    "body", …}]}

The fields of the ticket may also stand beside `comments`. The requester is the customer; comments that are not public
are notes among us and are passed over. Where `users` stand beside, names and addresses are taken from them.
https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_comments/
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
from allears.listening.formats.values import mapping, mappings, moment, name, words
from allears.listening.transcript import Channel, Customer, Role, Transcript

NAME = "zendesk"
ABOUT = "Zendesk: tickets with their comments"

_CHANNELS: dict[str, Channel] = {
    "email": "email",
    "web": "web",
    "web_form": "web",
    "help_center": "web",
    "api": "api",
    "voice": "phone",
    "phone": "phone",
    "chat": "chat",
    "native_messaging": "chat",
    "messaging": "chat",
    "sms": "chat",
    "whatsapp": "chat",
    "any_channel": "social",
    "facebook": "social",
    "instagram_dm": "social",
    "twitter": "social",
}


def sniff(head: Head) -> bool:
    return (
        head.has_keys("comments.author_id")
        or head.has_keys("tickets.comments.author_id")
        or head.has_keys("ticket.comments.author_id")
        or head.has_keys("ticket.requester_id", "comments")
        or head.has_keys("requester_id", "comments")
    )


def read(source: Source, options: Options) -> Iterator[Transcript | Problem]:
    return read_values(source, options, sniff, _transcript, _tickets)


def _tickets(value: Any) -> list[Any]:
    if isinstance(value, list):
        return value
    found = mapping(value)
    shared = {"users": found.get("users")}
    return [shared | each for each in mappings(found.get("tickets"))] or [value]


def _transcript(value: Any, stem: str, options: Options) -> Transcript:
    found = mapping(value)
    ticket = mapping(found.get("ticket")) or found
    comments = mappings(found.get("comments")) or mappings(ticket.get("comments"))
    if not comments:
        raise Unreadable("the ticket has no comments; export tickets together with their comments")
    users = {name(each.get("id")): each for each in mappings(found.get("users")) + mappings(ticket.get("users"))}
    requester = name(ticket.get("requester_id")) or name(mapping(ticket.get("requester")).get("id"))
    said = [
        _said(each, place, requester, users)
        for place, each in enumerate(comments, 1)
        if each.get("public") is not False
    ]
    if said and all(each.at for each in said):
        said.sort(key=lambda each: each.at.timestamp() if each.at else 0)
    person = users.get(requester) or mapping(ticket.get("requester"))
    via = name(mapping(ticket.get("via")).get("channel")) or name(mapping(comments[0].get("via")).get("channel"))
    draft = Draft(
        name(ticket.get("id")) or stem,
        said,
        channel=_CHANNELS.get(via.lower()),
        guess="email",
        started_at=moment(ticket.get("created_at")),
        subject=words(ticket.get("subject") or ticket.get("raw_subject"), "the subject"),
        customer=Customer(name(person.get("name")), name(person.get("email")), name(person.get("phone"))),
    )
    return finish(draft, options)


def _said(comment: dict[str, Any], place: int, requester: str, users: dict[str, dict[str, Any]]) -> Said:
    text = words(comment.get("plain_body") or comment.get("body"), f"the body of comment {place}")
    if not text.strip() or "plain_body" in comment:
        text = html_to_text(text or words(comment.get("html_body"), f"the html_body of comment {place}"))
    author = name(comment.get("author_id")) or name(mapping(comment.get("author")).get("id"))
    person = users.get(author) or mapping(comment.get("author"))
    role: Role | None = "agent"
    if author == "-1":
        # Zendesk itself, for what triggers and automations add.
        role = "bot"
    elif author == requester or role_word(name(person.get("role"))) == "customer":
        role = "customer"
    elif not requester:
        role = role_word(name(person.get("role")))
    return Said(name(person.get("name")) or author, text, role, at=moment(comment.get("created_at")))
