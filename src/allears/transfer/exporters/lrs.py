"""A learning record store, as the settings name it, and how a statement gets there."""

from __future__ import annotations

import logging

import httpx
from django.conf import settings

from allears.events.models import Event

from .xapi import statement

log = logging.getLogger(__name__)

TIMEOUT = 20.0
"""Seconds for one statement."""
VERSION = "1.0.3"


class Away(Exception):
    """The record store cannot be reached, or is not able to answer now: worth another try."""


def send_statement(event_id: int) -> bool:
    """Send what an event tells to the record store. False: none is named, or the event tells nothing.

    Twice does no harm, for the statement's id is that of the event. Raises Away; a statement that the store refuses is
    logged and not tried again.
    """
    if not settings.LRS_URL:
        return False
    event = Event.objects.filter(pk=event_id).first()
    made = statement(event, settings.SITE_URL) if event else None
    if made is None:
        return False
    try:
        answer = httpx.put(
            f"{settings.LRS_URL}/statements",
            params={"statementId": made["id"]},
            json=made,
            headers={"X-Experience-API-Version": VERSION},
            auth=(settings.LRS_KEY, settings.LRS_SECRET) if settings.LRS_KEY else None,
            timeout=TIMEOUT,
            follow_redirects=False,
        )
    except httpx.HTTPError as error:
        raise Away(f"the record store cannot be reached: {type(error).__name__}") from error
    if answer.status_code >= 500 or answer.status_code in {401, 403, 408, 429}:
        raise Away(f"the record store answered {answer.status_code}")
    if answer.status_code >= 400 and answer.status_code != 409:
        log.error("the record store refused the statement of event %s: %s", event_id, answer.status_code)
        return False
    return True
