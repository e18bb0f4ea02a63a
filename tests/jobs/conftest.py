from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection

from allears.events.models import Outbox
from cast import Cast, gather


def quietly() -> Cast:
    """The people; that they were added sets nothing going."""
    people = gather()
    Outbox.objects.all().delete()
    return people


@pytest.fixture
def cast(db: None) -> Cast:
    return quietly()


@pytest.fixture
def transactional_cast(transactional_db: None) -> Iterator[Cast]:
    """The people, in a database that other processes see. The queue is no table of Django's: it is emptied by hand."""
    yield quietly()
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers, procrastinate_periodic_defers CASCADE")
