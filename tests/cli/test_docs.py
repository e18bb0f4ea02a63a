"""What is written from the code is what the code says."""

from __future__ import annotations

from pathlib import Path

import pytest

from allears.cli.main import COMMANDS, main
from allears.cli.reference import pages
from allears.config.environment import SETTINGS

PROJECT = Path(__file__).resolve().parents[2]


def test_the_committed_reference_is_the_one_that_the_code_gives() -> None:
    for name, text in pages():
        file = PROJECT / "docs" / "reference" / name
        assert file.exists(), f"{name} is missing: make docs"
        assert file.read_text(encoding="utf-8") == text, f"{name} is out of date: make docs"


def test_every_command_and_every_setting_stands_in_it() -> None:
    commands = (PROJECT / "docs" / "reference" / "cli.md").read_text(encoding="utf-8")
    settings = (PROJECT / "docs" / "reference" / "settings.md").read_text(encoding="utf-8")
    for name, entry in COMMANDS.items():
        assert (f"## allears {name}\n" in commands) is not entry.hidden
    for setting in SETTINGS:
        assert f"| `{setting.name}` |" in settings


def test_check_finds_what_is_out_of_date_and_writing_mends_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["docs", "--into", str(tmp_path)]) == 0
    assert main(["docs", "--check", "--into", str(tmp_path)]) == 0
    (tmp_path / "cli.md").write_text("something else")
    capsys.readouterr()
    assert main(["docs", "--check", "--into", str(tmp_path)]) == 1
    assert f"{tmp_path / 'cli.md'} is out of date" in capsys.readouterr().err
    assert (tmp_path / "cli.md").read_text() == "something else"
    assert main(["docs", "--into", str(tmp_path)]) == 0
    assert main(["docs", "--check", "--into", str(tmp_path)]) == 0


def test_away_from_the_project_it_is_refused_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["docs"]) == 2
    assert "There is no folder docs/reference here" in capsys.readouterr().err
