"""The files that some paths stand for."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path


def walk(paths: Iterable[str]) -> Iterator[str]:
    """The files to read, in order: a folder gives all files below it by name, hidden ones left out; "-" stays."""
    for path in paths:
        if path == "-" or not Path(path).is_dir():
            yield path
            continue
        for folder, folders, names in os.walk(path):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            yield from (str(Path(folder) / name) for name in sorted(names) if not name.startswith("."))
