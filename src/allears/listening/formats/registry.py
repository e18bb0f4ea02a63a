"""The formats that are known, in the order in which they are asked whether a source is theirs."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from typing import Protocol, cast

from allears.listening.formats.problems import Options, Problem
from allears.listening.formats.sniffing import Head
from allears.listening.formats.source import Source
from allears.listening.transcript import Transcript


class Reader(Protocol):
    """What each module of a format has."""

    NAME: str
    ABOUT: str

    def sniff(self, head: Head) -> bool:
        """True if the source is of this format."""

    def read(self, source: Source, options: Options) -> Iterator[Transcript | Problem]:
        """The conversations in it, and what could not be read."""


# The sure ones first: a vCon may hold anything, and any line with a colon might be text.
NAMES = (
    "audio",
    "vcon",
    "jsonl",
    "contact_lens",
    "twilio",
    "genesys",
    "intercom",
    "zendesk",
    "chatwoot",
    "harpervalley",
    "webvtt",
    "mail",
    "csv",
    "text",
)


@cache
def reader(name: str) -> Reader:
    """The reader of a format. Loaded when first asked for; none loads a heavy library before it reads.

    Raises KeyError for a name that is none of NAMES.
    """
    if name not in NAMES:
        raise KeyError(name)
    return cast(Reader, import_module(f"allears.listening.formats.{name}"))


def recognise(head: Head) -> str | None:
    """The name of the format that the head shows, None if it is none that is known."""
    return next((name for name in NAMES if reader(name).sniff(head)), None)
