"""An answer leaves the house as a mail, once.

The turn is held while the server is asked, and becomes `sent` only after the server has taken the mail. One window
remains that SMTP (RFC 5321, 6.1) leaves open to every sender: if we lose the server's "250", or die between it and our
commit, nobody can know that the mail was taken, and it is sent again. It then bears the same Message-ID and Date, by
which servers and mail programs know it as the same mail.
"""

from __future__ import annotations

import smtplib
from contextlib import suppress

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.utils import timezone

from allears.conversations.actions import delivered
from allears.conversations.models import Turn
from allears.conversations.rules import Delivery
from allears.customers.addresses import AddressKind
from allears.customers.models import Address
from allears.customers.queries import ids_of
from allears.lib.errors import Invalid
from allears.lib.text import one_line

from .composing import REFERENCES, Letter, compose, message_id

NO_SERVER = "Kept here only: no mail server is set up."
NO_ADDRESS = "Kept here only: this customer has no email address."


class NotSentYet(OSError):
    """The mail server could not take it now. It is to be tried again later; nothing has changed."""


class _Refused(Exception):
    """The mail server will never take this mail."""


@transaction.atomic
def send_answer(turn_id: int, *, last_try: bool = False) -> None:
    """Send the answer in this turn, if it still waits to be sent, and note what became of it.

    Where no mail server is set up it is kept and not sent. Refused for good (a code of the 500s), it has failed, with
    the server's reason. Raises NotSentYet where the server may take it later; on the `last_try` that is a failure too.
    Called twice, also at the same moment, it sends once: see above for the one exception.
    """
    # No key of the row changes, so that listening can go on marking this turn while the server is slow.
    turns = Turn.objects.select_for_update(of=("self",), no_key=True)
    turn = turns.select_related("conversation__person").filter(pk=turn_id).first()
    if turn is None or turn.delivery != Delivery.QUEUED:
        return
    if not settings.MAIL_IS_SENT:
        delivered(turn_id, Delivery.KEPT, NO_SERVER)
        return
    letter = letter_of(turn)
    if letter is None:
        delivered(turn_id, Delivery.KEPT, NO_ADDRESS)
        return
    try:
        _hand_over(compose(letter))
    except Invalid as error:
        delivered(turn_id, Delivery.FAILED, error.sentence)
    except _Refused as error:
        delivered(turn_id, Delivery.FAILED, f"The mail server refused it: {error}")
    except OSError as error:
        told = _told(error)
        if not last_try:
            raise NotSentYet(f"The mail server did not take answer {turn_id} yet: {told}") from error
        delivered(turn_id, Delivery.FAILED, f"The mail server did not take it, however often it was tried: {told}")
    else:
        delivered(turn_id, Delivery.SENT, message_id=letter.message_id)


def letter_of(turn: Turn) -> Letter | None:
    """The answer in this turn as a reply to what was mailed before it; None where there is nobody to send it to."""
    conversation = turn.conversation
    if conversation.person is None:
        return None
    addresses = Address.objects.filter(person__in=ids_of(conversation.person.pk), kind=AddressKind.EMAIL)
    to = addresses.order_by("id").values_list("value", flat=True).first()
    if to is None:
        return None
    earlier = conversation.turns.filter(position__lt=turn.position).exclude(message_id="").order_by("-position")
    thread = list(earlier.values_list("message_id", flat=True)[:REFERENCES])[::-1]
    at = turn.at or conversation.last_at
    return Letter(
        desk=settings.DEFAULT_FROM_EMAIL,
        agent=turn.speaker,
        to_name=conversation.person.name,
        to=to,
        subject=conversation.subject,
        text=turn.text,
        at=timezone.localtime(at),
        message_id=message_id(turn.pk, conversation.pk, at, settings.DEFAULT_FROM_EMAIL),
        thread=thread,
    )


def _hand_over(mail: EmailMultiAlternatives) -> None:
    """Give the mail to the server. Raises _Refused if it never will take it, OSError if it may later."""
    server = get_connection()
    try:
        # Whatever is wrong before the mail is spoken of (the network, the password, no encryption) is not the mail's
        # fault, and an owner can mend it.
        server.open()
        server.send_messages([mail])
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as error:
        code, why = _reply(error)
        if 500 <= code < 600:
            raise _Refused(f"{code} {why}") from error
        raise
    finally:
        # What goes wrong after the server has taken the mail must not make us send it again.
        with suppress(OSError):
            server.close()


def _reply(error: smtplib.SMTPException) -> tuple[int, str]:
    """The server's code and words. There is one recipient, so there is one reply."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, why = next(iter(error.recipients.values()))
    else:
        code, why = getattr(error, "smtp_code", 0), getattr(error, "smtp_error", b"")
    return code, one_line(why.decode(errors="replace") if isinstance(why, bytes) else str(why), 200)


def _told(error: OSError) -> str:
    if isinstance(error, smtplib.SMTPRecipientsRefused | smtplib.SMTPResponseException):
        code, why = _reply(error)
        return f"{code} {why}"
    return one_line(error.strerror or str(error) or type(error).__name__, 200)
