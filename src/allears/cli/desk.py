"""What a command does before it may touch the desk: the database up, Django set up, the tables of this version."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from allears.config import database


@contextmanager
def open_desk(*, migrated: bool = True) -> Iterator[None]:
    """Inside this block the desk can be asked and changed. With `migrated`, its tables are brought up to date first.

    The embedded database is stopped again at the end if nobody else uses it: a command leaves nothing running that it
    started. Raises Refusal where the database cannot be reached or is of a newer version.
    """
    with database.running():
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "allears.config.settings")
        import django

        django.setup()
        if migrated:
            from allears.config import migrations

            migrations.apply()
        try:
            yield
        finally:
            from django.db import connections

            connections.close_all()
