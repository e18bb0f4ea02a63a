"""The commands that open the desk: user, migrate, doctor, import, demo, stats."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from processes import allears, postgres_processes, postmaster, short_folder

pytestmark = pytest.mark.slow

CHAT = {
    "id": "chat-1",
    "channel": "chat",
    "started_at": "2026-03-02T10:00:00+00:00",
    "customer": {"name": "Mr Bell", "email": "bell@bells.example"},
    "turns": [
        {"role": "customer", "speaker": "Mr Bell", "text": "My parcel has not come.", "start": 0},
        {"role": "agent", "speaker": "Priya", "text": "I am sorry. I will ring you by 5 pm.", "start": 60},
    ],
}


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    """One home folder for all of these tests, with a team to bring conversations to."""
    with short_folder() as folder:
        done = allears("demo", home=folder)
        assert done.returncode == 0, done.stderr
        assert "conversations added." in done.stdout
        yield folder
        for process in postgres_processes(folder):
            process.kill()


def counts(home: Path) -> dict[str, int]:
    found: dict[str, int] = json.loads(allears("stats", "--json", home=home).stdout)
    return found


def test_the_demo_fills_the_desk_once(home: Path) -> None:
    before = counts(home)
    assert before["conversations"] >= 50
    assert before["readings"] == before["conversations"]
    again = allears("demo", home=home)
    assert again.stdout == "The demo organisation lives here already.\n"
    assert counts(home) == before


def test_a_command_leaves_nothing_running_that_it_started(home: Path) -> None:
    assert "conversations" in allears("stats", home=home).stdout
    assert postmaster(home) is None


def test_an_import_brings_everything_once_and_names_what_it_cannot_read(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "chats.jsonl"
    file.write_text(json.dumps(CHAT) + "\n{broken\n" + json.dumps(CHAT | {"id": "chat-2"}) + "\n")
    before = counts(home)
    done = allears("import", str(file), home=home)
    assert done.returncode == 1
    assert f"{file}:2: " in done.stderr
    assert "Traceback" not in done.stderr
    after = counts(home)
    assert after["conversations"] == before["conversations"] + 2
    assert after["customers"] == before["customers"] + 1
    assert allears("import", str(file), home=home).returncode == 1
    assert counts(home) == after


def test_an_import_for_a_team_that_does_not_exist_is_refused(home: Path, tmp_path: Path) -> None:
    (tmp_path / "chat.jsonl").write_text(json.dumps(CHAT))
    done = allears("import", str(tmp_path / "chat.jsonl"), "--team", "astronauts", home=home)
    assert done.returncode == 2
    assert "There is no team called 'astronauts'" in done.stderr
    assert done.stderr.count("\n") == 1


def test_people_are_added_listed_let_in_and_shut_out(home: Path) -> None:
    added = allears("user", "add", "sam@example.org", "--name", "Sam Tate", home=home)
    assert added.returncode == 0, added.stderr
    assert "http://127.0.0.1:8000/sign-in/" in added.stdout
    twice = allears("user", "add", "SAM@example.org", home=home)
    assert twice.returncode == 2
    assert "already" in twice.stderr
    link = allears("user", "link", "sam@example.org", home=home, more={"ALLEARS_URL": "https://desk.example.org"})
    assert link.stdout.startswith("https://desk.example.org/sign-in/")
    assert allears("user", "deactivate", "sam@example.org", home=home).returncode == 0
    (listed,) = [line for line in allears("user", "list", home=home).stdout.splitlines() if "sam@" in line]
    assert listed == "sam@example.org\tSam Tate\tdeactivated"
    gone = allears("user", "link", "sam@example.org", home=home)
    assert gone.returncode == 2
    assert "Nobody signs in here as sam@example.org" in gone.stderr


def test_no_address_and_no_team_are_refused_in_a_sentence(home: Path) -> None:
    assert "is not an email address" in allears("user", "add", "sam", home=home).stderr
    done = allears("user", "add", "kim@example.org", "--team", "astronauts", home=home)
    assert done.returncode == 2
    assert "There is no team 'astronauts'; the teams are: " in done.stderr
    assert "kim@" not in allears("user", "list", home=home).stdout


def test_migrating_what_is_up_to_date_changes_nothing(home: Path) -> None:
    assert allears("migrate", home=home).stdout == "The database is up to date.\n"
    assert allears("migrate", "--check", home=home).returncode == 0


def test_the_doctor_has_a_line_for_everything_and_says_what_to_do(home: Path) -> None:
    done = allears("doctor", home=home)
    signs = {line[2:14].strip(): line[0] for line in done.stdout.splitlines() if line[0] in "✓✗"}
    assert set(signs) >= {"home folder", "disk", "database", "clock", "tables", "jobs", "owner", "mail", "address"}
    assert signs["tables"] == "✓"
    assert signs["jobs"] == "✗", "no desk is running"
    assert "→ Start the desk: allears serve" in done.stdout
    assert done.returncode == 1


def test_the_doctor_tells_of_a_mail_server_that_does_not_answer(home: Path) -> None:
    done = allears("doctor", home=home, more={"ALLEARS_MAIL_URL": "smtp://u:sesame@127.0.0.1:1"})
    assert "✗ mail" in done.stdout
    assert "sesame" not in done.stdout
