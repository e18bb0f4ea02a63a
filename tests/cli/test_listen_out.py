"""`allears listen --out`, as a person types it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from test_listen_command import CALL, lines

from allears.cli.main import main


def test_an_archive_becomes_one_file_in_the_order_of_the_input(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "b.jsonl").write_text(lines("b1", "b2"))
    (tmp_path / "in" / "a.json").write_text(json.dumps(CALL | {"id": "a"}))
    out = tmp_path / "out.jsonl"
    assert main(["listen", str(tmp_path / "in"), "--out", str(out), "--jobs", "1"]) == 0
    assert [json.loads(line)["id"] for line in out.read_text().splitlines()] == ["a", "b1", "b2"]
    said = capsys.readouterr()
    assert said.out == ""
    assert "3 conversations, 12 turns" in said.err


def test_what_cannot_be_read_is_named_and_the_exit_code_is_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text(lines("a") + "{broken\n" + lines("b"))
    assert main(["listen", str(source), "--out", str(tmp_path / "out.jsonl"), "--jobs", "1"]) == 1
    said = capsys.readouterr().err
    assert f"{source}:2: " in said
    assert "1 thing could not be read." in said
    assert (tmp_path / "out.jsonl").read_text().count("\n") == 2


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--out", "out.csv"], "end in .jsonl or .parquet"),
        (["--out", "out.jsonl", "--json"], "choose one"),
        (["--jobs", "2"], "are for --out"),
        (["--engine", "ray"], "are for --out"),
        (["--why", "--json"], "is for reading one conversation"),
        (["--out", "out.jsonl", "--address", "auto"], "is for --engine ray"),
    ],
)
def test_what_does_not_go_together_is_refused_in_one_sentence(
    options: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("in.jsonl").write_text(lines("a"))
    assert main(["listen", "in.jsonl", *options]) != 0
    shown = capsys.readouterr().err
    assert said in " ".join(shown.split())
    assert "Traceback" not in shown


def test_standard_input_cannot_be_begun_again(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["listen", "-", "--out", "out.jsonl"]) != 0
    assert "standard input" in capsys.readouterr().err
