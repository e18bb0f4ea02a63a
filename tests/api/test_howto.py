"""What stands in docs/howto/api.md is run as it stands there, against a real server."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from pytest_django.live_server_helper import LiveServer

from allears.accounts.actions import make_token
from builders import conversation
from cast import Cast

GUIDE = (Path(__file__).parents[2] / "docs" / "howto" / "api.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)


@pytest.fixture
def surroundings(transactional_db: None, live_server: LiveServer, cast: Cast) -> dict[str, str]:
    conversation(cast.billing, cast.mrs_green)
    _, secret = make_token(cast.as_viewer("ben"), "the guide")
    keep = {key: value for key, value in os.environ.items() if not key.lower().endswith("_proxy")}
    return keep | {"DESK": live_server.url, "TOKEN": secret}


@pytest.mark.skipif(shutil.which("curl") is None, reason="left out: there is no curl on this machine")
def test_the_curl_examples_do_what_they_say(surroundings: dict[str, str]) -> None:
    got = []
    for block in blocks("bash"):
        done = subprocess.run(
            ["bash", "-euc", block], env=surroundings, capture_output=True, text=True, timeout=30, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        got.append(json.loads(done.stdout))
    me, reading, imported, courses = got
    assert me["name"] == "Ben Billing"
    assert reading["promises"][0]["due_text"] == "by Friday"
    assert imported["outcome"] == "added"
    assert courses["rows"] == []  # nobody has published one in this test's desk


def test_the_python_examples_do_what_they_say(surroundings: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "\n".join(blocks("python"))],
        env=surroundings,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0].endswith("open The invoice")
    assert lines[1] == "['wrote', 'answered']"
    assert lines[2].startswith("422 text: ")
    assert lines[3].startswith("text ")
