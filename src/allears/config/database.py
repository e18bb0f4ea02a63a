"""Which database All Ears uses, and that it is there: your own by DATABASE_URL, else the embedded one.

Several processes share the embedded server: `allears serve`, its children, a command in another terminal. Each holds a
shared lock on a file in the home folder for as long as it works. Who needs the server and finds none starts it; who
leaves and can get the lock for itself alone was the last, and stops it. A killed process loses its lock by being
killed, so there is no list of users that could be wrong.
"""

from __future__ import annotations

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

from . import environment, home
from .errors import Refusal
from .postgres import Cluster

if TYPE_CHECKING:
    import psycopg

OLDEST = 14
LOCK_SECONDS = 120


def embedded() -> bool:
    """True unless DATABASE_URL names a server of your own."""
    return not environment.read("DATABASE_URL")


def url() -> str:
    """The address of the database, whether or not it is running."""
    return environment.read("DATABASE_URL") or Cluster(home.path()).url


@contextmanager
def running(*, lasting: bool = True) -> Iterator[str]:
    """Inside this block the database is up; gives its URL. Raises Refusal where it cannot be reached or is too old.

    `lasting=False` (tests) gives up surviving a power cut for speed. With DATABASE_URL nothing embedded is touched.
    """
    if not embedded():
        check()
        yield url()
        return
    cluster = Cluster(home.prepare(), lasting)
    with (cluster.home / "database.users").open("a") as users:
        _lock(users, fcntl.LOCK_SH)
        try:
            ensure(cluster)
            yield cluster.url
        finally:
            _leave(users, cluster)


def ensure(cluster: Cluster) -> None:
    """Start the embedded server unless it runs already. One process at a time does so."""
    if cluster.running():
        return
    with (cluster.home / "database.starting").open("a") as starting:
        _lock(starting, fcntl.LOCK_EX)
        if not cluster.running():
            cluster.start()


def check() -> None:
    """Raise Refusal, with one sentence that says what to do, unless the database answers and is new enough."""
    import psycopg

    try:
        with psycopg.connect(url(), connect_timeout=5) as connection:
            version = connection.info.server_version // 10000
    except psycopg.Error as error:
        raise unreachable(error) from None
    if version < OLDEST:
        raise Refusal(f"The server of DATABASE_URL is PostgreSQL {version}; All Ears needs {OLDEST} or newer.")


def unreachable(error: psycopg.Error) -> Refusal:
    """The sentence for a database that could not be connected to. Never contains the password."""
    if embedded():
        return Refusal(f"The embedded PostgreSQL does not answer ({_reason(error)}): `allears doctor` looks closer.")
    import psycopg

    try:
        known = psycopg.conninfo.conninfo_to_dict(environment.read("DATABASE_URL"))
    except psycopg.Error:
        return Refusal("DATABASE_URL is no PostgreSQL address such as postgresql://user:password@host/name.")
    place = f"{known.get('host') or 'this machine'}:{known.get('port') or 5432}"
    reason = _reason(error)
    if "password authentication failed" in reason or "no password supplied" in reason:
        return Refusal(f"The PostgreSQL server at {place} refuses the user or password of DATABASE_URL.")
    if "does not exist" in reason:
        return Refusal(f"The PostgreSQL server at {place} answers: {reason}. Create it, or correct DATABASE_URL.")
    return Refusal(f"The PostgreSQL server of DATABASE_URL at {place} does not answer ({reason}).")


def _reason(error: Exception) -> str:
    """The last line of what the driver says, without its prefixes."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    told = next((line for line in lines if "FATAL:" in line), lines[0] if lines else type(error).__name__)
    return told.split("FATAL:")[-1].split("failed: ")[-1].strip().rstrip(".?")


def _lock(file: IO[str], kind: int) -> None:
    """Take the lock, waiting for whoever holds it. Raises Refusal if that takes longer than LOCK_SECONDS."""
    deadline = time.monotonic() + LOCK_SECONDS
    while True:
        try:
            fcntl.flock(file, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                raise Refusal(
                    f"Another All Ears has been starting or stopping the database in {Path(file.name).parent} "
                    f"for {LOCK_SECONDS} seconds: try again, or see `allears doctor`."
                ) from None
            time.sleep(0.05)
        else:
            return


def _leave(users: IO[str], cluster: Cluster) -> None:
    """Stop the server if nobody else uses it. Holding the lock alone keeps newcomers waiting until it is down."""
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return
    cluster.stop()
