"""`allears listen`, as a person types it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
import time
from pathlib import Path

import psutil
import pytest

from allears.cli.main import main
from allears.listening.models.heads import heads
from processes import allears, environment

CALL = {
    "id": "call-1",
    "channel": "phone",
    "started_at": "2026-03-02T10:00:00+00:00",
    "turns": [
        {"role": "agent", "speaker": "Priya", "text": "Good morning, this is Priya. How can I help you?"},
        {"role": "customer", "speaker": "Mr Bell", "text": "My parcel has not come and I am really upset about it."},
        {
            "role": "agent",
            "speaker": "Priya",
            "text": "I am so sorry, that must be frustrating. I will ring you by 5 pm.",
        },
        {"role": "customer", "speaker": "Mr Bell", "text": "Thank you, that is kind."},
    ],
}


def test_heads_of_ones_own_that_cannot_be_used_are_told_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "call.json").write_text(json.dumps(CALL))
    monkeypatch.setenv("ALLEARS_HEADS", str(tmp_path))
    heads.cache_clear()
    assert main(["listen", str(tmp_path / "call.json")]) == 2
    told = capsys.readouterr().err
    assert "heads.json is not there" in told
    assert told.count("\n") == 1
    assert main(["serve"]) == 2
    assert capsys.readouterr().err == told


def lines(*ids: str) -> str:
    return "".join(json.dumps(CALL | {"id": name}) + "\n" for name in ids)


def test_one_conversation_is_a_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "one.jsonl").write_text(lines("call-1"))
    assert main(["listen", str(tmp_path / "one.jsonl")]) == 0
    page = capsys.readouterr().out
    for part in ("Priya", "The five steps", "The four needs", "Promises"):
        assert part in page


def test_many_are_a_table_with_totals(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "two.jsonl").write_text(lines("b", "a"))
    (tmp_path / "one.jsonl").write_text(lines("c\x1b[2J"))
    assert main(["listen", str(tmp_path)]) == 0
    shown = capsys.readouterr().out
    rows = shown.splitlines()
    assert [row.split()[0] for row in rows[1:4]] == ["c·[2J", "b", "a"], "files by name, then as they stand"
    assert re.search(r"^3 conversations, 12 turns, \d+ marks, 3 promises", shown, re.MULTILINE)
    assert "\x1b[2J" not in shown


def test_json_is_one_object_a_line_in_the_order_of_the_input(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.jsonl").write_text(lines("3", "1", "2"))
    (tmp_path / "b.jsonl").write_text(lines("0"))
    assert main(["listen", "--json", str(tmp_path / "a.jsonl"), str(tmp_path / "b.jsonl")]) == 0
    readings = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [reading["id"] for reading in readings] == ["3", "1", "2", "0"]
    for key in ("marks", "measures", "steps", "needs", "promises", "advice"):
        assert key in readings[0]
    for mark in readings[0]["marks"]:
        assert 0 <= mark["start"] < mark["end"] <= len(CALL["turns"][mark["turn"]]["text"])  # type: ignore[index]


def test_standard_input_is_read_like_a_file(tmp_path: Path) -> None:
    done = allears("listen", "--json", "-", home=tmp_path / "unused", given=lines("x", "y"))
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["x", "y"]
    assert not (tmp_path / "unused").exists(), "listening needs no home folder"


def test_what_cannot_be_read_is_named_counted_and_the_rest_goes_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "mixed.jsonl"
    file.write_text(lines("1") + '{"turns": \n' + lines("2"))
    assert main(["listen", "--json", str(file), str(tmp_path / "nowhere")]) == 1
    shown = capsys.readouterr()
    assert [json.loads(line)["id"] for line in shown.out.splitlines()] == ["1", "2"]
    told = shown.err.splitlines()
    assert told[0].startswith(f"{file}:2: ")
    assert told[1] == f"{tmp_path / 'nowhere'}: there is no such file"
    assert told[-1] == "2 things could not be read."


def test_a_folder_is_walked_in_order_and_what_is_no_conversation_is_a_problem(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "x.jsonl").write_text(lines("2"))
    (tmp_path / "a.jsonl").write_text(lines("1"))
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    (tmp_path / ".hidden").write_text("nothing to read")
    assert main(["listen", "--json", str(tmp_path)]) == 1
    shown = capsys.readouterr()
    assert [json.loads(line)["id"] for line in shown.out.splitlines()] == ["1", "2"]
    assert shown.err.startswith(f"{tmp_path / 'picture.png'}: ")
    assert "1 thing could not be read." in shown.err


def test_any_table_can_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "call.txt").write_text("a|hello, how can I help|greet\nb|my phone is broken|complain\n")
    command = [
        "listen",
        "--json",
        "--delimiter",
        "|",
        "--columns",
        "speaker,text",
        "--agent",
        "a",
        "--channel",
        "phone",
    ]
    assert main([*command, str(tmp_path / "call.txt")]) == 0
    reading = json.loads(capsys.readouterr().out)
    assert reading["agent"] == "a"
    assert not reading["agent_inferred"]
    assert reading["channel"] == "phone"


def test_a_format_that_does_not_exist_is_refused_with_those_that_do(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["listen", "--format", "carrier-pigeon", "x"]) == 2
    assert "webvtt" in capsys.readouterr().err


def test_an_archive_streams_in_constant_memory(tmp_path: Path) -> None:
    """The first reading comes before the last conversation is there, and memory does not grow with the archive."""
    reading = subprocess.Popen(
        [sys.executable, "-m", "allears", "listen", "--json", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment(tmp_path),
    )
    assert reading.stdin is not None
    assert reading.stdout is not None
    seen: list[int] = []
    memory: list[int] = []
    process = psutil.Process(reading.pid)

    def read() -> None:
        assert reading.stdout is not None
        for number, _ in enumerate(reading.stdout):
            seen.append(number)
            if number in {300, 2900}:
                memory.append(process.memory_info().rss)

    thread = threading.Thread(target=read)
    thread.start()
    for number in range(1500):
        reading.stdin.write(lines(str(number)).encode())
    reading.stdin.flush()
    deadline = time.monotonic() + 60
    while not seen and time.monotonic() < deadline:
        time.sleep(0.05)
    assert seen, "nothing came out while the input was still open"
    for number in range(1500, 3000):
        reading.stdin.write(lines(str(number)).encode())
    reading.stdin.close()
    thread.join(120)
    assert reading.wait(60) == 0
    assert len(seen) == 3000
    assert memory[1] - memory[0] < 20_000_000


def test_one_conversation_is_read_in_a_moment_and_without_the_desk(tmp_path: Path) -> None:
    (tmp_path / "one.jsonl").write_text(lines("call-1"))
    script = (
        "import sys\nfrom allears.cli.main import main\n"
        f"main(['listen', '--json', {str(tmp_path / 'one.jsonl')!r}])\n"
        "print([name for name in ('django', 'psycopg', 'dateparser', 'rich', 'pydantic') if name in sys.modules],"
        " file=sys.stderr)"
    )
    best = min(_seconds(tmp_path) for _ in range(3))
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stderr
    assert loaded.strip() == "[]"
    assert best < 2, "about half a second of processor time on a quiet machine, and tests run on busy ones"


def _seconds(folder: Path) -> float:
    """Processor seconds of one whole `allears listen`."""
    before = os.times()
    done = allears("listen", str(folder / "one.jsonl"), home=folder)
    after = os.times()
    assert done.returncode == 0
    return after.children_user + after.children_system - before.children_user - before.children_system


@pytest.mark.shared
def test_the_real_operator_calls_are_all_read(shared_data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    calls = shared_data / "calls" / "bt-oasis"
    command = ["listen", "--json", "--format", "csv", "--delimiter", "|", "--columns", "speaker,text", "--agent", "a"]
    assert main([*command, str(calls)]) in {0, 1}
    shown = capsys.readouterr()
    assert len(shown.out.splitlines()) == 508
    for line in shown.err.splitlines()[:-1]:
        assert "README" in line, line
