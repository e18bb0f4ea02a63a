"""Teams, made at the keyboard."""

from __future__ import annotations

from contextlib import nullcontext

import pytest
from click.testing import CliRunner, Result

from allears.accounts.models import Team
from allears.cli import team as command
from allears.lib.errors import Invalid
from cast import Cast


@pytest.fixture(autouse=True)
def open_already(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "open_desk", nullcontext)


def typed(*arguments: str) -> Result:
    return CliRunner().invoke(command.team, arguments)


def test_a_team_is_made_and_listed_with_those_who_serve_in_it(cast: Cast) -> None:
    assert typed("add", "Front Desk", "--about", "Everybody", "--default").exit_code == 0
    made = Team.objects.get(slug="front-desk")
    assert (made.about, made.is_default) == ("Everybody", True)
    assert typed("list").stdout.splitlines() == ["billing\tBilling\t3", "front-desk\tFront Desk *\t0", "it\tIT\t1"]


def test_a_name_that_is_taken_is_refused_in_a_sentence(cast: Cast) -> None:
    refused = typed("add", "Billing")
    assert isinstance(refused.exception, Invalid)
    assert "already" in str(refused.exception)


@pytest.mark.django_db
def test_without_a_team_the_list_says_how_to_make_one() -> None:
    assert "allears team add" in typed("list").stderr
