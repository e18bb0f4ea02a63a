"""What came in is kept as it came, before anything else is tried with it."""

from __future__ import annotations

import hashlib

from django.db import transaction

from allears.conversations.models import Inbound
from allears.conversations.rules import Channel
from allears.lib import clock
from allears.lib.text import one_line


def keep_raw(channel: Channel, raw: bytes, *, key: str = "") -> tuple[Inbound, bool]:
    """Keep `raw` under its key (its SHA-256 where the channel gives none). Returns it, and whether it is new."""
    key = key[:200] or hashlib.sha256(raw).hexdigest()
    with transaction.atomic():
        return Inbound.objects.get_or_create(
            channel=channel, key=key, defaults={"raw": raw, "received_at": clock.now()}
        )


def raw_done(inbound: Inbound) -> None:
    """It became a turn. What went wrong at an earlier try is forgotten."""
    Inbound.objects.filter(pk=inbound.pk).update(done_at=clock.now(), problem="")


def raw_failed(inbound: Inbound, why: str) -> None:
    """It could not be read; it stays, with the reason, and can be tried again."""
    Inbound.objects.filter(pk=inbound.pk).update(problem=one_line(why, 290))
