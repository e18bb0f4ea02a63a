"""A PostgreSQL of your own, over the network: Debian's, where it is installed."""

from __future__ import annotations

import json
import os
import pwd
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

from allears.config import database
from allears.config.errors import Refusal
from processes import allears, desk, environment, free_port, new_folder, postmaster

PASSWORD = "open-sesame"


@dataclass(frozen=True)
class Server:
    port: int

    def url(self, name: str = "desk", password: str = PASSWORD) -> str:
        return f"postgresql://allears:{password}@127.0.0.1:{self.port}/{name}"


def _programs() -> Path | None:
    """The newest PostgreSQL of the operating system."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda it: int(it.parts[-3]))
    return found[-1].parent if found else None


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """A server on a free port of 127.0.0.1 that asks for a password, run by an unprivileged user."""
    programs = _programs()
    if programs is None:
        pytest.skip("left out: no PostgreSQL under /usr/lib/postgresql (apt-get install postgresql)")
    folder = new_folder()
    who = pwd.getpwnam("nobody") if os.geteuid() == 0 else None
    if who:
        os.chown(folder, who.pw_uid, who.pw_gid)

    def run(*command: str) -> None:
        as_whom = {"user": who.pw_uid, "group": who.pw_gid, "extra_groups": []} if who else {}
        done = subprocess.run(command, cwd="/", stdout=subprocess.DEVNULL, **as_whom, check=False)  # type: ignore[call-overload]
        assert done.returncode == 0, command

    data, port = str(folder / "data"), free_port()
    secret = folder / "password"
    secret.write_text(PASSWORD)
    if who:
        os.chown(secret, who.pw_uid, who.pw_gid)
    run(str(programs / "initdb"), "-D", data, "-U", "allears", "-A", "scram-sha-256", f"--pwfile={secret}", "-N")
    options = f"-c listen_addresses=127.0.0.1 -p {port} -k {folder} -F"
    run(str(programs / "pg_ctl"), "-D", data, "-w", "-l", str(folder / "log"), "-o", options, "start")
    try:
        found = Server(port)
        with psycopg.connect(found.url("postgres"), autocommit=True) as connection:
            connection.execute("CREATE DATABASE desk")
        yield found
    finally:
        run(str(programs / "pg_ctl"), "-D", data, "-w", "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def test_nothing_embedded_is_touched(server: Server, tmp_path: Path) -> None:
    done = allears("migrate", home=tmp_path, more={"DATABASE_URL": server.url()})
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "database").exists()
    assert allears("migrate", "--check", home=tmp_path, more={"DATABASE_URL": server.url()}).returncode == 0
    counted = allears("stats", "--json", home=tmp_path, more={"DATABASE_URL": server.url()})
    assert set(json.loads(counted.stdout).values()) == {0}


@pytest.mark.slow
def test_the_desk_runs_on_it(server: Server, tmp_path: Path) -> None:
    with desk(tmp_path, more={"DATABASE_URL": server.url()}) as running:
        running.until("Stop it with Ctrl-C")
        assert running.get("/accounts/login/")[0] == 200
        assert set(running.children()) <= {"web", "jobs"}
        assert postmaster(tmp_path) is None
        assert running.stop() < 15
        assert running.process.returncode == 0
    with psycopg.connect(server.url()) as connection:
        assert connection.execute("SELECT count(*) FROM django_migrations").fetchone() != (0,)


@pytest.mark.parametrize(
    ("name", "password", "sentence"),
    [
        ("desk", "wrong-word", "refuses the user or password of DATABASE_URL"),
        ("no_such_desk", PASSWORD, 'database "no_such_desk" does not exist'),
    ],
)
def test_what_is_wrong_with_its_address_is_told_in_one_sentence(
    server: Server, name: str, password: str, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", server.url(name, password))
    with pytest.raises(Refusal, match=sentence) as refused:
        database.check()
    assert password not in str(refused.value)
    assert f"127.0.0.1:{server.port}" in str(refused.value)


def test_a_server_that_is_too_old_is_refused(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", server.url())
    monkeypatch.setattr(database, "OLDEST", 99)
    with pytest.raises(Refusal, match=r"is PostgreSQL \d+; All Ears needs 99 or newer"):
        database.check()


def test_tables_of_a_newer_version_are_refused(server: Server, tmp_path: Path) -> None:
    with psycopg.connect(server.url("postgres"), autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS newer")
        connection.execute("CREATE DATABASE newer")
    with psycopg.connect(server.url("newer")) as connection:
        connection.execute("CREATE TABLE django_migrations (id bigserial, app text, name text, applied timestamptz)")
        connection.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('events', '9999_from_the_future', now())"
        )
    done = allears("migrate", home=tmp_path, more={"DATABASE_URL": server.url("newer")})
    assert done.returncode == 2
    assert "made by a newer version of All Ears (it holds events.9999_from_the_future)" in done.stderr


def test_all_the_parts_of_an_address_reach_django(server: Server, tmp_path: Path) -> None:
    more = {"DATABASE_URL": server.url() + "?sslmode=disable&connect_timeout=3", "DJANGO_SETTINGS_MODULE": ""}
    script = "from allears.config.settings import DATABASES; import json; print(json.dumps(DATABASES['default']))"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, env=environment(tmp_path, more), check=True
    )
    known = json.loads(done.stdout)
    assert (known["NAME"], known["USER"], known["PASSWORD"]) == ("desk", "allears", PASSWORD)
    assert (known["HOST"], known["PORT"]) == ("127.0.0.1", str(server.port))
    assert known["OPTIONS"]["sslmode"] == "disable"
    assert settings.DATABASES["default"]["NAME"] != "desk"
