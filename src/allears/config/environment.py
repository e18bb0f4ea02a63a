"""Every setting read from the environment: one table, from which docs/reference/settings.md is written."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from .errors import Refusal


@dataclass(frozen=True, slots=True)
class Setting:
    """One environment variable. `default` is what holds when it is unset; `shown` replaces it in the reference."""

    name: str
    help: str
    default: str = ""
    shown: str = ""
    secret: bool = False


SETTINGS: tuple[Setting, ...] = (
    Setting(
        "ALLEARS_HOME",
        "The folder in which All Ears keeps what is its own: the embedded database, the secret key, logs and "
        "prepared static files.",
        shown="the user's data folder, e.g. `~/.local/share/allears`",
    ),
    Setting("HOST", "The address on which `allears serve` listens. `0.0.0.0` lets the whole network in.", "127.0.0.1"),
    Setting("PORT", "The port on which `allears serve` listens.", "8000"),
    Setting(
        "ALLEARS_URL",
        "The address under which people reach the desk, e.g. `https://desk.example.org`. It decides which host names "
        "are answered, what links in mails look like, and, when it is https, that cookies travel encrypted only. "
        "Several addresses are separated by commas; the first one is used in links.",
        shown="`http://HOST:PORT`, answered on this machine only",
    ),
    Setting(
        "ALLEARS_PACKAGES_URL",
        "A second address of this desk, with another host name, e.g. `https://courses.example.org`: under it courses "
        "from packages (SCORM) are played, apart from the desk, for they run programs of their own. Point it at the "
        "same server.",
        shown="on one's own machine `localhost` for `127.0.0.1` and the other way round; elsewhere none, and packages "
        "are not played",
    ),
    Setting(
        "DATABASE_URL",
        "Your own PostgreSQL (14 or newer), e.g. `postgresql://allears:secret@db.example.org/allears`. "
        "When it is set, nothing embedded is started or touched.",
        shown="the embedded PostgreSQL in ALLEARS_HOME",
        secret=True,
    ),
    Setting("ALLEARS_DATABASE_POOL", "The most database connections that one web process keeps open.", "12"),
    Setting("ALLEARS_WORKERS", "How many web processes `allears serve` runs.", "1"),
    Setting(
        "ALLEARS_REGION",
        "The country (ISO 3166, two letters) of telephone numbers that are written without a country code.",
        "GB",
    ),
    Setting(
        "ALLEARS_TIME_ZONE",
        "The organisation's IANA time zone, e.g. `Europe/London`: in it times are shown and days begin.",
        shown="the machine's time zone",
    ),
    Setting(
        "ALLEARS_MAIL_URL",
        "The server that sends mail: `smtp://user:password@host:587` (STARTTLS), `smtps://user:password@host:465`, "
        "or `smtp://host:25?plain=1` without encryption. Until it is set, mail is written to files in "
        "`ALLEARS_HOME/mail` and leaves the machine by no way.",
        secret=True,
    ),
    Setting("ALLEARS_MAIL_FROM", "The sender of mail that the desk writes.", "All Ears <desk@localhost>"),
    Setting(
        "ALLEARS_SECRET_KEY",
        "The key that signs cookies and links. Give it where several machines serve one desk.",
        shown="made once and kept in `ALLEARS_HOME/secret-key`, readable by its owner only",
        secret=True,
    ),
    Setting(
        "ALLEARS_TRUST_PROXY",
        "`1` when a reverse proxy stands in front and sets `X-Forwarded-Proto` and `X-Forwarded-For` itself.",
        "0",
    ),
    Setting(
        "ALLEARS_LRS_URL",
        "The xAPI endpoint of a learning record store, e.g. `https://lrs.example.org/xapi`: what learners begin, read, "
        "answer and finish is told to it, never what they write.",
        shown="none: nothing leaves the desk",
    ),
    Setting("ALLEARS_LRS_KEY", "The user name with which the record store lets All Ears in."),
    Setting("ALLEARS_LRS_SECRET", "The password that goes with it.", secret=True),
    Setting(
        "ALLEARS_SPEECH_MODEL",
        "The speech model for recorded calls: the folder of a faster-whisper model, or the name of one that is on this "
        "machine. Nothing is fetched.",
        shown="one that an installed package carries",
    ),
    Setting("ALLEARS_LOG_LEVEL", "How much is logged: `debug`, `info`, `warning` or `error`.", "info"),
    Setting(
        "ALLEARS_HEADS",
        "A folder that `allears train --out FOLDER` wrote. With heads.json alone, as it is adapted to your own labels "
        "(`--data own.jsonl`), listening keeps its weights and decides as you do; with heads.npz and features.txt "
        "beside it, as they are made anew (`--corpus`), all three are used.",
        shown="the heads that come with the package",
    ),
    Setting(
        "ALLEARS_DEBUG",
        "`1` while developing: details of an error on the screen, templates and static files read afresh. "
        "Never on a desk that others can reach.",
        "0",
    ),
)

_BY_NAME = {setting.name: setting for setting in SETTINGS}


def read(name: str, environ: Mapping[str, str] | None = None) -> str:
    """The value of the setting `name`, without surrounding spaces; its default where it is unset or empty.

    Raises KeyError for a name that is not in the table, so that no setting goes undocumented.
    """
    setting = _BY_NAME[name]
    return (os.environ if environ is None else environ).get(name, "").strip() or setting.default


def read_flag(name: str) -> bool:
    """True for 1, true, yes, on; False for 0, false, no, off. Raises Refusal for anything else."""
    value = read(name).lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"", "0", "false", "no", "off"}:
        return False
    raise Refusal(f"{name} is {value!r}, but it can only be 1 or 0.")


def read_number(name: str, lowest: int, highest: int) -> int:
    """A whole number between `lowest` and `highest`, both included. Raises Refusal for anything else."""
    value = read(name)
    if not (value.isascii() and value.isdigit() and lowest <= int(value[:9]) <= highest):
        raise Refusal(f"{name} is {value!r}, but it must be a whole number from {lowest} to {highest}.")
    return int(value)


def time_zone() -> str:
    """The IANA name of the organisation's time zone: ALLEARS_TIME_ZONE, else the machine's, else UTC."""
    from zoneinfo import ZoneInfo

    name = read("ALLEARS_TIME_ZONE")
    if name:
        try:
            return ZoneInfo(name).key
        except (KeyError, ValueError, OSError):
            raise Refusal(f"ALLEARS_TIME_ZONE is {name!r}, which is no IANA time zone such as Europe/London.") from None
    # /etc/localtime is a link into the zone database on Debian, Ubuntu and macOS alike.
    parts = Path("/etc/localtime").resolve().parts
    guess = os.environ.get("TZ", "").lstrip(":")
    if not guess and "zoneinfo" in parts:
        guess = "/".join(parts[parts.index("zoneinfo") + 1 :])
    try:
        return ZoneInfo(guess).key if guess else "UTC"
    except (KeyError, ValueError, OSError):
        return "UTC"
