"""Live reload for those who write courses: what was saved is a new version at the next look."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from allears.accounts.rules import DESK, Verb, Viewer
from allears.learning.content import find_courses
from allears.learning.models import Source

from .publishing import BUILT_IN, Told, publish_folder

BREATH = 1.0
"""Seconds between two looks at the folders by one process."""

Signature = tuple[tuple[str, int, int], ...]
"""Path, moment and size of every file."""


class Watch:
    """What one process knows of the folders. Looking costs a `stat` a file; only a folder with changes is read."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._looked = float("-inf")
        self._seen: dict[Path, Signature] = {}
        self._problems: dict[Path, tuple[Told, ...]] = {}

    def look(self) -> tuple[Told, ...]:
        """Publish what has changed; returns the problems as they stand."""
        if self._lock.acquire(blocking=False):
            try:
                if time.monotonic() - self._looked >= BREATH:
                    self._publish()
                    self._looked = time.monotonic()
            finally:
                self._lock.release()
        return tuple(told for problems in list(self._problems.values()) for told in problems)

    def _publish(self) -> None:
        places: dict[Path, Source | None] = {BUILT_IN: None}
        places |= {Path(it.path): it for it in Source.objects.order_by("id")}
        for gone in self._seen.keys() - places.keys():
            del self._seen[gone]
            self._problems.pop(gone, None)
        for folder, source in places.items():
            signature = tuple(sorted(it for at in find_courses(folder) for it in _files(at)))
            if self._seen.get(folder) != signature:
                self._problems[folder] = publish_folder(DESK, folder, source).problems
                self._seen[folder] = signature


_watch = Watch()


def publish_saved(asker: Viewer) -> tuple[Told, ...]:
    """Publish what was saved since the last look, if `asker` owns the desk or coaches; returns the problems, which are
    for the owner alone."""
    if not asker.may_somewhere(Verb.COACH):
        return ()
    problems = _watch.look()
    return problems if asker.owner else ()


def _files(folder: Path, depth: int = 4) -> Iterator[tuple[str, int, int]]:
    try:
        with os.scandir(folder) as entries:
            for it in entries:
                if it.name.startswith("."):
                    continue
                if it.is_dir(follow_symlinks=False):
                    if depth:
                        yield from _files(Path(it.path), depth - 1)
                else:
                    about = it.stat()
                    yield it.path, about.st_mtime_ns, about.st_size
    except OSError:
        return  # it is being written, or gone: the next look sees what has become of it
