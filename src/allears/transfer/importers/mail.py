"""Mail comes into the desk: every raw message is kept first, then threaded into a conversation."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from pathlib import Path

from django.db import transaction

from allears.accounts.rules import DESK
from allears.conversations.actions import NewTurn, keep_raw, raw_done, raw_failed, receive, start
from allears.conversations.models import Conversation, Inbound
from allears.conversations.queries import same_subject, thread_of
from allears.conversations.rules import Channel, Party, Status
from allears.customers.actions import find_or_add
from allears.customers.addresses import AddressKind
from allears.customers.models import Person
from allears.lib import clock
from allears.lib.errors import Invalid
from allears.lib.text import storable
from allears.listening.formats import Options, Problem
from allears.listening.formats.mail_message import Mail, parse
from allears.listening.formats.mail_thread import messages, role_of
from allears.listening.formats.source import Source
from allears.promises.actions import take
from allears.readings.actions import listen_again

from .placing import STILL_OPEN, Placing, Tally

FORMAT = "mail"
NO_WORDS = "(This mail has no words of its own.)"

_REPLY = re.compile(r"\s*(?:(?:re|fwd?|aw|wg|sv|vs|antw|tr|rif|res|enc)(?:\[\d+\])?\s*:\s*)+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Letter:
    """A parsed mail with what the desk needs to place it."""

    mail: Mail
    inbound: Inbound
    party: Party
    at: datetime
    subject: str


def bring_file(
    path: Path,
    options: Options,
    place: Placing,
    tally: Tally,
    on_problem: Callable[[Problem], None],
    on_step: Callable[[], None],
) -> None:
    """Bring in an .eml file or an mbox, message by message. Each is its own transaction."""
    try:
        with path.open("rb") as stream:
            for line, raw in messages(Source(stream, str(path))):
                if raw is None:
                    on_problem(Problem(str(path), line, "the message is larger than 64 MiB"))
                    continue
                why = bring_message(raw, options, place, tally)
                if why:
                    on_problem(Problem(str(path), line, why))
                on_step()
    except OSError as error:
        on_problem(Problem(str(path), 0, f"cannot be read: {error.strerror}"))


def bring_message(raw: bytes, options: Options, place: Placing, tally: Tally) -> str:
    """Keep one raw mail and thread it. Returns why it could not be read, or an empty text.

    The raw message is committed before anything else is tried, so that whatever fails afterwards, it is kept and can
    be tried again. The same message a second time changes nothing.
    """
    inbound, _ = keep_raw(Channel.EMAIL, raw)
    if inbound.done_at is not None:
        tally.known += 1
        return ""
    mail = parse(raw)
    if mail is None:
        why = "the message is too broken to be read; it is kept"
        raw_failed(inbound, why)
        return why
    done = Tally()
    try:
        with transaction.atomic():
            _thread(_letter(mail, inbound, options, place), raw, place, done)
            raw_done(inbound)
    except Invalid as error:
        raw_failed(inbound, error.sentence)
        return f"{error.sentence} The message is kept."
    # Counted only once it is kept: what was rolled back is neither added nor somebody with a standing.
    tally.take_in(done)
    return ""


def _letter(mail: Mail, inbound: Inbound, options: Options, place: Placing) -> _Letter:
    named = {options.agent.strip().lower()} if options.agent.strip() else set()
    ours = mail.address in place.users or mail.address in mail.delivered_to or role_of(mail, named) == "agent"
    party = Party.BOT if mail.automatic else Party.AGENT if ours else Party.CUSTOMER
    at = min(mail.at or inbound.received_at, clock.now())
    return _Letter(mail, inbound, party, at, _REPLY.sub("", mail.subject).strip())


def _thread(letter: _Letter, raw: bytes, place: Placing, tally: Tally) -> None:
    mail = letter.mail
    person = _customer(letter)
    known = thread_of(mail.others)
    if known is None and person is not None and _REPLY.match(mail.subject):
        known = same_subject(person.pk, letter.subject, letter.at)
    turn = NewTurn(
        party=letter.party,
        text=storable(mail.text).strip() or NO_WORDS,
        at=letter.at,
        speaker=mail.name or mail.address,
        user_id=place.users.get(mail.address) if letter.party is Party.AGENT else None,
        message_id=mail.id,
        attachments=attachments(raw),
        inbound_id=letter.inbound.pk,
    )
    if known is None:
        conversation_id = _begin(letter, person, turn, place).pk
        tally.added += 1
    else:
        conversation_id = known
        receive(DESK, known, turn, channel=Channel.EMAIL, then=_status(letter, place), effects=False)
        tally.continued += 1
    if person is not None:
        tally.persons.add(person.pk)
    listen_again(conversation_id, effects=False)
    take(conversation_id, archive=True, effects=False)


def _begin(letter: _Letter, person: Person | None, turn: NewTurn, place: Placing) -> Conversation:
    return start(
        DESK,
        channel=Channel.EMAIL,
        team_id=place.team_id,
        turns=[turn],
        person_id=person.pk if person else None,
        subject=letter.subject,
        started_at=letter.at,
        status=_status(letter, place),
        effects=False,
    )


def _status(letter: _Letter, place: Placing) -> Status | None:
    """Where a mail leaves its conversation: an archive must not flood the inbox. None: as any mail would."""
    return place.status or (Status.CLOSED if clock.now() - letter.at > STILL_OPEN else None)


def _customer(letter: _Letter) -> Person | None:
    """The writer, where a customer wrote; else the first one written to who is not of our own people."""
    mail = letter.mail
    if letter.party is Party.CUSTOMER:
        return find_or_add(DESK, mail.name, [(AddressKind.EMAIL, mail.address)], at=letter.at, effects=False)
    ours = {mail.address, *mail.delivered_to}
    for address in mail.to:
        if address not in ours:
            return find_or_add(DESK, "", [(AddressKind.EMAIL, address)], at=letter.at, effects=False)
    return None


def attachments(raw: bytes) -> Sequence[dict[str, object]]:
    """Name, type and size of what is attached to a mail, in the order of its parts; never raises."""
    found: list[dict[str, object]] = []
    try:
        for part in message_from_bytes(raw).walk():
            name = part.get_filename()
            if name and not part.is_multipart() and len(found) < 100:
                body = part.get_payload(decode=True)
                size = len(body) if isinstance(body, bytes) else 0
                found.append({"name": storable(str(name))[:200], "type": part.get_content_type(), "size": size})
    except (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError):
        # A MIME tree that the standard library cannot walk: its raw message is kept and can be fetched whole.
        return found
    return found
