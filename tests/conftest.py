"""What every test may lean on: one PostgreSQL for the whole run, started only if a test asks for the database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from allears.config import database
from cast import Cast, gather

# The same examples in every run, and no clock: a test that fails fails for a reason. The function-scoped fixture that
# tests of properties share is `cast`, which they leave as they found it.
settings.register_profile(
    "desk", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
settings.load_profile("desk")

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of a running server: the embedded one without fsync, or that of TEST_DATABASE_URL."""
    with database.running(lasting=False) as url:
        yield url


@pytest.fixture(scope="session")
def django_db_modify_db_settings(postgres: str) -> None:
    """pytest-django asks for this before it makes the test database: by then the server is up."""


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The real conversations beside the project. A test that needs them is left out where they are absent."""
    if not SHARED.is_dir():
        pytest.skip("left out: ../shared/data is not on this machine")
    return SHARED


@pytest.fixture
def cast(db: None) -> Cast:
    """Anna, Ben, Iris, Cora, Leo, Mrs Green and Paul: see cast.py."""
    return gather()
