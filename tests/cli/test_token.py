"""Keys to the API, made at the keyboard."""

from __future__ import annotations

from contextlib import nullcontext

import pytest
from click.testing import CliRunner, Result

from allears.accounts.queries import token_user
from allears.cli import token as command
from allears.lib.errors import NotFound
from cast import Cast


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> type[CliRunner]:
    """The desk of this test is open already."""
    monkeypatch.setattr(command, "open_desk", nullcontext)
    return CliRunner


def typed(*arguments: str) -> Result:
    return CliRunner().invoke(command.token, arguments)


@pytest.mark.usefixtures("run")
def test_a_new_token_is_all_that_stands_on_standard_output_and_it_opens(cast: Cast) -> None:
    got = typed("add", "ben@allears.example", "--name", "nightly import")
    secret = got.stdout.strip()
    assert token_user(secret) == cast.ben
    assert "not shown again" in got.stderr


@pytest.mark.usefixtures("run")
def test_a_list_shows_which_is_which_and_no_secret(cast: Cast) -> None:
    secret = typed("add", "ben@allears.example", "--name", "nightly import").stdout.strip()
    got = typed("list", "BEN@allears.example")
    assert "nightly import" in got.stdout
    assert secret[:8] in got.stdout
    assert secret not in got.stdout
    assert "has no token" in typed("list", "anna@allears.example").stderr


@pytest.mark.usefixtures("run")
def test_a_revoked_token_opens_nothing_any_more_and_only_ones_own_is_revoked(cast: Cast) -> None:
    secret = typed("add", "ben@allears.example", "--name", "nightly import").stdout.strip()
    number = str(cast.ben.tokens.get().pk)
    assert isinstance(typed("revoke", "anna@allears.example", number).exception, NotFound)
    assert token_user(secret) == cast.ben
    assert typed("revoke", "ben@allears.example", number).exit_code == 0
    assert token_user(secret) is None
    assert "revoked" in typed("list", "ben@allears.example").stdout


@pytest.mark.usefixtures("run")
def test_nobody_gets_no_token(cast: Cast) -> None:
    assert isinstance(typed("add", "nobody@allears.example", "--name", "x").exception, NotFound)
