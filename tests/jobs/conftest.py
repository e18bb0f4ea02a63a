from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection

from cast import Cast, gather


@pytest.fixture
def transactional_cast(transactional_db: None) -> Iterator[Cast]:
    """The people, in a database that other processes see. The queue is no table of Django's: it is emptied by hand."""
    yield gather()
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers, procrastinate_periodic_defers CASCADE")
