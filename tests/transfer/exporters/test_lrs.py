"""A real record store (Ralph, made by others) takes our statements, once each, and an outage loses none."""

from __future__ import annotations

import base64
import json
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from allears.events.actions import record
from allears.transfer.exporters.lrs import Away, send_statement

PROJECT = Path(__file__).resolve().parents[3]
RALPH = PROJECT / ".checkers/records/bin/ralph"
SERVE = """
import sys
import uvicorn
from ralph.backends.data.base import BaseOperationType
from ralph.backends.lrs.fs import FSLRSBackend

FSLRSBackend.default_operation_type = BaseOperationType.APPEND  # its file takes one statement only, otherwise
uvicorn.run("ralph.api:app", host="127.0.0.1", port=int(sys.argv[1]))
"""
ANSWERED = {"course": "listening", "lesson": "cues", "exercise": "who", "kind": "choice", "points": 1.0}


@dataclass
class Store:
    url: str
    key: str = "desk"
    secret: str = "the store's password"

    def statements(self) -> list[dict[str, object]]:
        proof = base64.b64encode(f"{self.key}:{self.secret}".encode()).decode()
        request = urllib.request.Request(
            f"{self.url}/statements?limit=100",
            headers={"Authorization": f"Basic {proof}", "X-Experience-API-Version": "1.0.3"},
        )
        with urllib.request.urlopen(request, timeout=20) as answer:
            return list(json.load(answer)["statements"])


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    if not RALPH.exists():
        pytest.skip("left out: there is no record store here. Get one by 'make setup-checkers'")
    folder = tmp_path_factory.mktemp("ralph")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    found = Store(f"http://127.0.0.1:{port}/xAPI")
    environment = {"HOME": str(folder), "PATH": "/usr/bin:/bin", "RALPH_APP_DIR": str(folder)}
    environment["RALPH_RUNSERVER_BACKEND"] = "fs"
    who = ["-u", found.key, "-p", found.secret, "-s", "all", "-A", "desk", "https://a.example", "-w"]
    subprocess.run([RALPH, "auth", *who], env=environment, check=True, capture_output=True, timeout=120)
    environment["RALPH_BACKENDS__DATA__FS__DEFAULT_DIRECTORY_PATH"] = str(folder)
    environment["RALPH_BACKENDS__LRS__FS__DEFAULT_DIRECTORY_PATH"] = str(folder)
    command = [RALPH.with_name("python"), "-c", SERVE, str(port)]
    with (folder / "log").open("wb") as log:
        running = subprocess.Popen(command, env=environment, stdout=log, stderr=log, cwd=folder)
    try:
        for _ in range(300):
            with socket.socket() as line:
                if line.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.2)
        yield found
    finally:
        running.terminate()
        running.wait(20)


@pytest.fixture
def named(store: Store, settings: Settings) -> Store:
    settings.LRS_URL, settings.LRS_KEY, settings.LRS_SECRET = store.url, store.key, store.secret
    return store


def event(verb: str, **data: object) -> int:
    return int(record(verb, "enrolment", 1, actor_id=4, actor="Leo", data={"course": "listening", **data}).pk)


@pytest.mark.slow
def test_what_a_learner_did_arrives_once_however_often_it_is_sent(db: None, named: Store) -> None:
    before = len(named.statements())
    number = event("exercise.answered", **ANSWERED)
    assert send_statement(number)
    assert send_statement(number)
    for verb in ("course.begun", "course.completed"):
        assert send_statement(event(verb))
    assert send_statement(event("lesson.read", lesson="cues"))
    kept = named.statements()[: len(named.statements()) - before] if before else named.statements()
    assert len({str(it["id"]) for it in kept}) == 4
    assert sorted(str(it["verb"]["id"]).rsplit("/", 1)[-1] for it in kept) == [  # type: ignore[index]
        *("answered", "attempted", "completed", "completed")
    ]


def test_a_store_that_is_away_is_tried_again(db: None, settings: Settings) -> None:
    settings.LRS_URL = "http://127.0.0.1:9/xAPI"
    with pytest.raises(Away, match="cannot be reached"):
        send_statement(event("course.begun"))


@pytest.mark.slow
def test_a_wrong_password_is_tried_again_and_told_to_nobody(db: None, named: Store, settings: Settings) -> None:
    settings.LRS_SECRET = "wrong"
    with pytest.raises(Away, match="answered 401") as told:
        send_statement(event("course.begun"))
    assert "wrong" not in str(told.value)


def test_without_a_store_nothing_is_sent(db: None, settings: Settings) -> None:
    settings.LRS_URL = ""
    assert not send_statement(event("course.begun"))
