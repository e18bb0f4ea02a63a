"""The home folder: everything on this machine that is All Ears' own, and nobody else's to read."""

from __future__ import annotations

import functools
import os
import re
import secrets
import tempfile
from importlib.metadata import version as installed_version
from pathlib import Path

from . import environment
from .errors import Refusal

VERSION_FILE = "version"
KEY_FILE = "secret-key"


def path() -> Path:
    """ALLEARS_HOME, or the user's data folder. Nothing is made or checked."""
    given = environment.read("ALLEARS_HOME")
    if given:
        return Path(given).expanduser().absolute()
    import platformdirs

    return Path(platformdirs.user_data_dir("allears", appauthor=False)).absolute()


def prepare() -> Path:
    """The home folder, made where it is missing, with a mode that keeps others out.

    Raises Refusal where it cannot be made or written to, or where it holds the data of a newer version.
    """
    return _prepared(path())


@functools.lru_cache(maxsize=4)
def _prepared(home: Path) -> Path:
    try:
        if not home.is_dir():
            home.mkdir(parents=True, mode=0o700, exist_ok=True)
        # Writing is tried, not asked: a read-only disk and a full one say no only then, to root as well.
        with tempfile.TemporaryFile(dir=home) as probe:
            probe.write(b"all ears")
            probe.flush()
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise Refusal(
            f"The home folder {home} cannot be written to ({why}): set ALLEARS_HOME to a folder that can."
        ) from None
    refuse_newer(home)
    return home


def refuse_newer(home: Path) -> None:
    """Raise Refusal if a newer All Ears has kept its data in `home`: an older one could only spoil it."""
    stamped = stamp(home)
    ours = installed_version("allears")
    if stamped and _numbers(stamped) > _numbers(ours):
        raise Refusal(
            f"The data in {home} was written by All Ears {stamped}, and this is the older {ours}: "
            "install that version or set ALLEARS_HOME to another folder."
        )


def stamp(home: Path) -> str:
    """The version that last brought the data in `home` up to date; empty where none has."""
    try:
        return (home / VERSION_FILE).read_text(encoding="utf-8").strip()[:40]
    except (OSError, UnicodeDecodeError):
        return ""


def write_stamp(home: Path) -> None:
    """Note that the data in `home` is now this version's."""
    ours = installed_version("allears")
    if stamp(home) != ours:
        replace_file(home / VERSION_FILE, ours + "\n")


def secret_key(home: Path) -> str:
    """The key in `home`, made the first time. Two processes that make it at once end up with the same."""
    file = home / KEY_FILE
    if not file.exists():
        descriptor, name = tempfile.mkstemp(dir=home, prefix=".secret-key-")  # mkstemp gives mode 0600
        try:
            with os.fdopen(descriptor, "w") as new:
                new.write(secrets.token_urlsafe(64))
            os.link(name, file)
        except FileExistsError:
            pass
        except OSError as error:
            raise Refusal(f"The secret key {file} cannot be written ({error.strerror}).") from None
        finally:
            Path(name).unlink()
    try:
        key = file.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise Refusal(f"The secret key {file} cannot be read ({error}).") from None
    if len(key) < 50:
        raise Refusal(f"The secret key {file} is damaged: delete it, and everybody signs in once more.")
    return key


def replace_file(file: Path, text: str) -> None:
    """Write `text` to `file` so that a reader, or a crash, sees the old content or the new and nothing between."""
    descriptor, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}-")
    with os.fdopen(descriptor, "w", encoding="utf-8") as new:
        new.write(text)
        new.flush()
        os.fsync(new.fileno())
    Path(name).replace(file)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", version)[:4])
