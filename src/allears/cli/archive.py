"""`allears listen --out`: a large archive into one file, on many processors or machines."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from .console import progress

if TYPE_CHECKING:
    from allears.listening.formats.problems import Options, Problem


class Where(NamedTuple):
    """Where it is heard: "local" or "ray", in how many processes (0: one a processor), on which cluster."""

    engine: str
    jobs: int
    address: str


def hear(
    paths: tuple[str, ...],
    out: str,
    where: Where,
    *,
    format: str | None,
    options: Options,
    on_problem: Callable[[Problem], None],
) -> None:
    """Hears the archive and says what was done. Raises click.ClickException with one sentence where it cannot be."""
    from allears.listening.archive import ArchiveError, hear_archive, pool, ray

    if "-" in paths:
        raise click.UsageError("--out needs files: standard input cannot be begun again after a stop.")
    if where.address and where.engine != "ray":
        raise click.UsageError("--address is for --engine ray.")
    try:
        with progress("Hearing", bytes_=True) as shown:
            totals = hear_archive(
                paths,
                Path(out),
                engine=ray(where.address) if where.engine == "ray" else pool(where.jobs or os.cpu_count() or 1),
                format=format,
                options=options,
                on_problem=on_problem,
                on_progress=shown.update,
            )
    except ArchiveError as error:
        raise click.ClickException(str(error)) from None
    except KeyboardInterrupt:
        raise click.ClickException(
            f"Stopped. Run the same command again to go on; {out}.parts holds the rest."
        ) from None
    click.echo(f"{out}: {totals.conversations:,} conversations, {totals.turns:,} turns.", err=True)
