"""Schemathesis reads the document and sends what fits it and what does not. Nothing of that may break the desk.

Left out are the checks of schemathesis that know no rules beyond the schema: a blank answer fits the schema, and is
rightly refused. Each request is undone, so that all meet the same world; the seed is fixed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, settings

from allears.api import openapi
from cast import Cast

from .conftest import As
from .test_permissions import World, world

schemathesis = pytest.importorskip("schemathesis", reason="left out: schemathesis is not installed")
from schemathesis import checks  # noqa: E402
from schemathesis.config import SchemathesisConfig  # noqa: E402
from schemathesis.specs.openapi import checks as rules  # noqa: E402

EXAMPLES = 6
"""Random requests for each operation and mode, beside the systematic ones (missing fields, wrong types, limits)."""

CONFIG = SchemathesisConfig.from_dict(
    {
        "generation": {"mode": "all", "deterministic": True, "database": "none"},
        # 413: what breaks the rule on length may be longer than any request.
        "checks": {"negative_data_rejection": {"expected-statuses": [400, 401, 403, 404, 405, 413, 422]}},
    }
)
SCHEMA = schemathesis.openapi.from_dict(openapi(), config=CONFIG)
SCHEMA.app = get_wsgi_application()
CHECKS = [
    checks.not_a_server_error,
    rules.status_code_conformance,
    rules.content_type_conformance,
    rules.response_schema_conformance,
    rules.negative_data_rejection,
]

__all__ = ["world"]


@pytest.fixture(autouse=True)
def _one_connection() -> Iterator[None]:
    """As Django's own test client does: a request does not close the connection on which the test's world lives."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.slow
@SCHEMA.parametrize()  # type: ignore[untyped-decorator]
@settings(
    max_examples=EXAMPLES,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
def test_whatever_is_sent_the_answer_is_one_of_those_that_are_documented(
    case: Any, cast: Cast, by: As, world: World
) -> None:
    if case.meta.generation.mode.is_positive:
        # What fits goes to things that are there, so that it gets further than "not found".
        for name in case.path_parameters or {}:
            case.path_parameters[name] = world.ids[name]
    token = by("anna").token
    with transaction.atomic():
        case.call_and_validate(headers={"Authorization": f"Bearer {token}"}, checks=CHECKS)
        transaction.set_rollback(True)
