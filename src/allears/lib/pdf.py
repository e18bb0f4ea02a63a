"""PDF by typst: words become a document that nothing in them can break out of, and the document becomes bytes.

Whoever builds a document puts words from outside only into `words`, `address` and `raw`: typst then sees them as string
literals, in which nothing but the quotation mark and the backslash has a meaning, and these are escaped.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from .text import storable
from .typesetter import MAIN

FONTS = Path(__file__).parent / "fonts"
TYPESETTER = Path(__file__).with_name("typesetter.py")
PATIENCE = 30.0
"""Seconds that a document may take."""
LONGEST = 2_000_000
"""Characters of a document."""
_AT_ONCE = threading.BoundedSemaphore(2)
_NAME = re.compile(r"[a-z0-9]+\.[a-z0-9]+")
# Latin, Greek, Cyrillic and signs are in our own fonts. For others the machine's are looked through, which is slow.
_OTHER_SCRIPTS = re.compile("[\u0500-\u1dff\u2c00-\ud7ff\uf900-\ufaff\uff00-\uffef\U00010000-\U0010ffff]")


class CannotSet(Exception):
    """The document could not be set: typst's own words, for the log."""


def literal(text: str) -> str:
    """`text` as a string of typst's."""
    return '"' + storable(text).replace("\\", "\\\\").replace('"', '\\"') + '"'


def words(text: str) -> str:
    """`text` as it is, to stand in a document."""
    return f"#{literal(text)};"


def raw(text: str, *, block: bool = False) -> str:
    """`text` in the typewriter's face."""
    return f"#raw({literal(text)}, block: {'true' if block else 'false'});"


def typeset(document: str, files: Mapping[str, bytes], at: datetime) -> bytes:
    """The PDF of a document, with the files that it names (plain names such as 1.svg); `at` is what it is dated.

    Raises CannotSet: it is no good document, or took more time or memory than it may.
    """
    if len(document) > LONGEST:
        raise CannotSet(f"a document of {len(document)} characters")
    system = "1" if _OTHER_SCRIPTS.search(document) else "0"
    with _AT_ONCE, tempfile.TemporaryDirectory(prefix="allears-pdf-") as folder:
        for name, content in files.items():
            if not _NAME.fullmatch(name):
                raise CannotSet(f"a file called {name}")
            Path(folder, name).write_bytes(content)
        Path(folder, MAIN).write_text(document, encoding="utf-8")
        command = [sys.executable, "-I", str(TYPESETTER), folder, str(FONTS), system, str(int(at.timestamp()))]
        try:
            done = subprocess.run(
                command,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=PATIENCE,
                check=False,
                cwd=folder,
                env={key: os.environ[key] for key in ("PATH", "LANG", "LC_ALL") if key in os.environ},
            )
        except subprocess.TimeoutExpired as error:
            raise CannotSet(f"it took more than {PATIENCE:.0f} seconds") from error
    if done.returncode or not done.stdout.startswith(b"%PDF-"):
        told = done.stderr.decode(errors="replace").strip()[-500:]
        raise CannotSet(told or f"the typesetter ended with {done.returncode}")
    return done.stdout
