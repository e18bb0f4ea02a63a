"""How long work shows that it goes on: a bar with the time that is left, or plain lines where no terminal listens."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

import click


class Progress(Protocol):
    """What long work tells: `total` once it is known (None: unknown), and how much is done."""

    def update(self, done: int, total: int | None = None) -> None: ...


class _Lines:
    """Plain lines on stderr, one every ten seconds at most."""

    def __init__(self, label: str, bytes_: bool) -> None:
        self.label, self.bytes = label, bytes_
        self.told = self.start = time.monotonic()

    def update(self, done: int, total: int | None = None) -> None:
        now = time.monotonic()
        if now - self.told < 10 or not done:
            return
        self.told = now
        left = f", about {(now - self.start) / done * (total - done):.0f} s left" if total else ""
        click.echo(f"{self.label}: {self._shown(done)}{f' of {self._shown(total)}' if total else ''}{left}", err=True)

    def _shown(self, number: int) -> str:
        return f"{number / 1e6:,.1f} MB" if self.bytes else f"{number:,}"


@contextmanager
def progress(label: str, *, bytes_: bool = False) -> Iterator[Progress]:
    """A bar on stderr for the work inside the block, counted in things or in bytes; plain lines where stderr is no
    terminal."""
    if not sys.stderr.isatty():
        yield _Lines(label, bytes_)
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    counted = DownloadColumn() if bytes_ else MofNCompleteColumn()
    columns = (TextColumn("{task.description}"), BarColumn(), counted, TimeRemainingColumn())
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        task = bars.add_task(label, total=None)

        class _Bar:
            def update(self, done: int, total: int | None = None) -> None:
                bars.update(task, completed=done, total=total)

        yield _Bar()


def examples(*lines: tuple[str, str]) -> str:
    """The examples at the end of a command's help: pairs of what is typed and what it does."""
    width = max(len(typed) for typed, _ in lines)
    return "\b\nExamples:\n" + "\n".join(f"  {typed:<{width}}  {does}" for typed, does in lines)
