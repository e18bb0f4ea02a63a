"""The table of commands, and what a person sees when a command cannot go on."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import click
import pytest

from allears.cli import main as cli
from allears.config.errors import Refusal
from allears.lib.errors import Invalid, NotFound
from processes import allears, environment, hear_interrupts


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> list[BaseException]:
    """A command `fail` that raises what is put into this list."""
    raised: list[BaseException] = []

    @click.command()
    def fail() -> None:
        raise raised[0]

    monkeypatch.setitem(cli.COMMANDS, "fail", cli.Entry("fail:fail", "Fails."))
    monkeypatch.setattr(cli, "import_module", lambda name: type("module", (), {"fail": fail}))
    return raised


def test_the_overview_shows_every_command_that_is_meant_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--help"]) == 0
    shown = capsys.readouterr().out
    for name, entry in cli.COMMANDS.items():
        assert (f"  {name} " in shown) is not entry.hidden


@pytest.mark.parametrize("name", [name for name, entry in cli.COMMANDS.items() if not entry.hidden])
def test_every_command_has_a_help_with_examples(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([name, "--help"]) == 0
    shown = capsys.readouterr().out
    assert "Examples:" in shown
    assert f"allears {name}" in shown.partition("Examples:")[2]


def test_the_overview_imports_no_command() -> None:
    script = "import sys; from allears.cli.main import main; main(['--help']); print(sorted(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    for heavy in ("django", "psycopg", "numpy", "rich", "allears.cli.serve", "allears.listening"):
        assert f"'{heavy}'" not in loaded


def test_a_command_that_does_not_exist_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["lisen"]) == 2
    assert "No such command 'lisen'" in capsys.readouterr().err


@pytest.mark.parametrize(
    "error", [Refusal("The disk is away."), NotFound("There is no such team."), Invalid("email", "No address.")]
)
def test_a_refusal_is_one_sentence_and_exit_code_2(
    failing: list[BaseException], error: Exception, capsys: pytest.CaptureFixture[str]
) -> None:
    failing.append(error)
    assert cli.main(["fail"]) == 2
    assert capsys.readouterr().err == f"allears: {error}\n"


def test_what_nobody_foresaw_is_written_to_a_file_and_never_to_the_screen(
    failing: list[BaseException], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ALLEARS_HOME", str(tmp_path))
    failing.append(ZeroDivisionError("of postgresql://ada:sesame@db/desk"))
    assert cli.main(["fail"]) == 70
    told = capsys.readouterr().err
    assert "ZeroDivisionError" in told
    assert "Traceback" not in told
    (file,) = (tmp_path / "log").iterdir()
    assert str(file) in told
    assert "Traceback" in file.read_text()
    assert "sesame" not in file.read_text()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_with_debug_the_insides_are_shown(failing: list[BaseException], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLEARS_DEBUG", "1")
    failing.append(ZeroDivisionError())
    with pytest.raises(ZeroDivisionError):
        cli.main(["fail"])


def test_ctrl_c_is_one_line_and_exit_code_130(failing: list[BaseException], capsys: pytest.CaptureFixture[str]) -> None:
    failing.append(KeyboardInterrupt())
    assert cli.main(["fail"]) == 130
    assert capsys.readouterr().err.strip() == "allears: Stopped."


def test_a_real_ctrl_c_stops_a_command_that_reads(tmp_path: Path) -> None:
    reading = subprocess.Popen(
        [sys.executable, "-m", "allears", "listen", "--json", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(tmp_path),
        preexec_fn=hear_interrupts,
    )
    given, heard = reading.stdin, reading.stdout
    assert given is not None
    assert heard is not None
    line = b'{"id": "1", "turns": [{"role": "customer", "text": "hello"}]}\n'

    def give() -> None:
        with suppress(BrokenPipeError):
            given.write(line * 10_000)

    threading.Thread(target=give, daemon=True).start()
    assert heard.readline()
    drain = threading.Thread(target=heard.read, daemon=True)
    drain.start()
    reading.send_signal(signal.SIGINT)
    assert reading.wait(60) == 130
    assert reading.stderr is not None
    assert reading.stderr.read().strip() == b"allears: Stopped."


def test_a_reader_that_leaves_is_no_reason_to_complain(tmp_path: Path) -> None:
    line = '{"id": "1", "turns": [{"role": "customer", "text": "hello"}]}\n'
    (tmp_path / "many.jsonl").write_text(line * 3000)
    writing = subprocess.Popen(
        [sys.executable, "-m", "allears", "listen", "--json", str(tmp_path / "many.jsonl")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(tmp_path),
    )
    assert writing.stdout is not None
    writing.stdout.readline()
    writing.stdout.close()
    assert writing.stderr is not None
    assert writing.stderr.read() == b""
    writing.wait(60)


def test_it_is_the_same_command_as_a_module(tmp_path: Path) -> None:
    done = allears("--version", home=tmp_path)
    assert done.returncode == 0
    assert done.stdout.startswith("allears ")


def test_long_work_without_a_terminal_tells_its_progress_in_plain_lines(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from allears.cli.console import progress

    now = [time.monotonic()]
    monkeypatch.setattr("allears.cli.console.time.monotonic", lambda: now[0])
    with progress("Importing") as bar:
        for done in range(0, 1001, 100):
            bar.update(done, 1000)
            now[0] += 4
    told = capsys.readouterr().err.splitlines()
    assert told[0] == "Importing: 300 of 1,000, about 28 s left"
    assert 3 <= len(told) <= 4, "one line in ten seconds"
    assert os.linesep.join(told).isascii()
