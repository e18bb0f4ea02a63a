"""An answer leaves the house as a mail."""

from __future__ import annotations

import smtplib

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction

from allears.conversations.actions import delivered
from allears.conversations.models import Turn
from allears.conversations.rules import Delivery
from allears.customers.addresses import AddressKind
from allears.customers.models import Address
from allears.customers.queries import ids_of

REFERENCES = 20
"""How many earlier mails a mail names, newest last: enough to be threaded, short enough for every server."""


@transaction.atomic
def send(turn_id: int, *, last_try: bool = False) -> None:
    """Send the answer in this turn, if it still waits to be sent, and note what became of it.

    The row is held meanwhile, so two workers never send it twice; after a crash between the sending and the noting it
    goes out again under the same Message-ID, by which mail programs know it as the same.
    Raises OSError (SMTPException is one) where the server should be tried again.
    """
    turn = Turn.objects.select_for_update(of=("self",)).select_related("conversation").filter(pk=turn_id).first()
    if turn is None or turn.delivery != Delivery.QUEUED:
        return
    if not settings.MAIL_IS_SENT:
        delivered(turn_id, Delivery.KEPT, "Kept here only: no mail server is set up yet (ALLEARS_MAIL_URL).")
        return
    mail = compose(turn)
    if mail is None:
        delivered(turn_id, Delivery.KEPT, "Kept here only: this customer has no email address.")
        return
    try:
        mail.send()
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError, smtplib.SMTPSenderRefused) as error:
        if _may_pass(error) and not last_try:
            raise
        delivered(turn_id, Delivery.FAILED, f"The mail server refused it: {_told(error)}")
    except OSError as error:
        if not last_try:
            raise
        delivered(turn_id, Delivery.FAILED, f"The mail server could not be reached for a day: {_told(error)}")
    else:
        delivered(turn_id, Delivery.SENT, message_id=mail.extra_headers["Message-ID"].strip("<>"))


def compose(turn: Turn) -> EmailMessage | None:
    """The mail for an answer, as a reply to what the customer wrote last; None where there is nobody to send it to."""
    conversation = turn.conversation
    if conversation.person_id is None:
        return None
    addresses = Address.objects.filter(person__in=ids_of(conversation.person_id), kind=AddressKind.EMAIL)
    to = addresses.order_by("id").values_list("value", flat=True).first()
    if to is None:
        return None
    earlier = conversation.turns.filter(position__lt=turn.position).exclude(message_id="").order_by("position")
    known = [f"<{message_id}>" for message_id in earlier.values_list("message_id", flat=True)][-REFERENCES:]
    headers = {"Message-ID": f"<turn-{turn.pk}.{conversation.pk}@{_domain()}>"}
    if known:
        headers |= {"In-Reply-To": known[-1], "References": " ".join(known)}
    subject = conversation.subject or "Your message"
    if known and not subject.lower().startswith("re:"):
        subject = f"Re: {subject}"
    return EmailMessage(subject=subject, body=turn.text, to=[to], headers=headers)


def _domain() -> str:
    return settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip(" >") or "localhost"


def _may_pass(error: smtplib.SMTPException) -> bool:
    """True for a refusal that says itself that it is temporary: a code of the 400s (RFC 5321, 4.2.1)."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _ in error.recipients.values()]
    else:
        codes = [getattr(error, "smtp_code", 0)]
    return any(400 <= code < 500 for code in codes)


def _told(error: Exception) -> str:
    text = getattr(error, "smtp_error", b"") or str(error)
    return text.decode(errors="replace") if isinstance(text, bytes) else text
