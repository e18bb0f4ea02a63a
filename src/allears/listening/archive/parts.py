"""The folder beside the outcome in which a run keeps what is finished, so that the next run goes on from there.

A chunk is finished once its line stands in `finished.jsonl`, and its part was in place before that. `about.json` says
for which archive and which settings; a lock keeps a second run out.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from allears.listening.formats.problems import Problem

from .failing import ArchiveError
from .work import Done, part_path


class Parts:
    """The parts of one outcome. Made by `opened`."""

    def __init__(self, out: Path, kind: str) -> None:
        self.out, self.kind = out, kind
        self.folder = out.with_name(out.name + ".parts")
        self.finished: dict[int, Done] = {}

    @contextmanager
    def opened(self, fingerprint: str) -> Iterator[None]:
        """Holds the folder for this run. Raises ArchiveError if it belongs to another run or to other input."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            lock = (self.folder / "lock").open("w")
        except OSError as error:
            raise ArchiveError(f"{self.folder}: the folder for the parts cannot be made ({error.strerror}).") from None
        with lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise ArchiveError(f"{self.folder}: another run is at work on it.") from None
            self._check(fingerprint)
            self.finished = dict(self._read())
            yield

    def _check(self, fingerprint: str) -> None:
        about = self.folder / "about.json"
        if not about.exists():
            _write_whole(about, json.dumps({"fingerprint": fingerprint}))
        elif json.loads(about.read_text("utf-8")).get("fingerprint") != fingerprint:
            raise ArchiveError(
                f"{self.folder}: it was begun for other files or settings. Remove it to begin anew, or choose another "
                "--out."
            )

    def _read(self) -> Iterator[tuple[int, Done]]:
        """What is finished. A last line that was cut off when the run was killed counts as not written."""
        path = self.folder / "finished.jsonl"
        if not path.exists():
            return
        for line in path.read_bytes().splitlines():
            try:
                number, size, conversations, turns, unread, problems = json.loads(line)
            except ValueError:
                continue
            if part_path(str(self.folder), number, self.kind).exists():
                told = tuple(Problem(*problem) for problem in problems)
                yield number, Done(number, size, conversations, turns, unread, told)

    def finish(self, done: Done) -> None:
        """Writes down that a chunk is finished, once however often it comes."""
        if done.number in self.finished:
            return
        self.finished[done.number] = done
        problems = [[problem.path, problem.line, problem.message] for problem in done.problems]
        line = json.dumps([*done[:5], problems]) + "\n"
        # Begins a new line, so that a line cut off by a kill spoils no other.
        with (self.folder / "finished.jsonl").open("a", encoding="utf-8") as log:
            log.write("\n" + line)
            log.flush()
            os.fsync(log.fileno())

    def join(self) -> None:
        """Makes the outcome of the parts, in the order of the archive, and removes the folder."""
        making = self.folder / f"whole.{self.kind}"
        parts = [part_path(str(self.folder), number, self.kind) for number in sorted(self.finished)]
        if self.kind == "parquet":
            from . import columns

            columns.join(parts, making)
        else:
            _concatenate(parts, making)
        with making.open("rb+") as whole:
            os.fsync(whole.fileno())
        making.replace(self.out)
        shutil.rmtree(self.folder, ignore_errors=True)


def _concatenate(parts: Iterable[Path], path: Path) -> None:
    with path.open("wb") as out:
        for part in parts:
            with part.open("rb") as stream:
                shutil.copyfileobj(stream, out, 1024 * 1024)


def _write_whole(path: Path, text: str) -> None:
    making = path.with_suffix(".making")
    making.write_text(text, "utf-8")
    making.replace(path)
