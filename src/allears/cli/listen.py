"""`allears listen`: from files to readings, without the desk."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

import click

from .console import examples

if TYPE_CHECKING:
    from allears.listening.formats import Problem
    from allears.listening.reading import Reading
    from allears.listening.transcript import Transcript

Heard = Iterator[tuple["Transcript", "Reading"]]

CHANNELS = ("email", "chat", "phone", "web", "in_person", "social", "api")


@click.command(
    epilog=examples(
        ("allears listen call.vcon.json", "one conversation: the whole reading"),
        ("allears listen --why call.vcon.json", "with what gave each mark away"),
        ("allears listen calls/ chats.jsonl", "many: a line for each, and totals"),
        ("allears listen --json archive.jsonl > out.jsonl", "for programs: one JSON object a line, streaming"),
        (
            "allears listen archive/ --out readings.parquet --jobs 8",
            "a large archive; stopped, it goes on where it was",
        ),
        ("zcat archive.jsonl.gz | allears listen --json -", "from another program"),
        ("allears listen call.wav --agent 1", "a recorded call with the agent on the first channel"),
        ("allears listen --delimiter '|' --columns speaker,text --agent a calls/", "any table"),
    )
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...|-")
@click.option("--format", "format_", metavar="NAME", help="The format, where it should not be recognised by itself.")
@click.option("--agent", default="", metavar="NAME", help="The speaker who is the agent, where the file does not say.")
@click.option("--delimiter", default="", metavar="CHAR", help="What stands between the columns of a table.")
@click.option("--columns", default="", metavar="A,B,...", help="The columns of a table: speaker,text,start,end,role,…")
@click.option("--channel", type=click.Choice(CHANNELS), help="The channel, where the file does not say.")
@click.option("--model", default="", metavar="NAME", help="Recordings: a speech model's folder, or one installed.")
@click.option("--diarize", is_flag=True, help="Recordings on one channel: tell the voices apart, by what is installed.")
@click.option(
    "--why", is_flag=True, help="One conversation: what gave each mark away, not only what harms or is unsure."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a conversation, one a line, in input order.")
@click.option("--out", default="", metavar="FILE", help="Write all readings to a .jsonl or .parquet file.")
@click.option("--jobs", type=click.IntRange(1, 1024), help="With --out: how many processes (default: one a processor).")
@click.option("--engine", type=click.Choice(("local", "ray")), default="local", help="With --out: where it is heard.")
@click.option("--address", default="", metavar="HOST:PORT", help="The Ray cluster, or auto; none: this machine alone.")
def listen(
    paths: tuple[str, ...],
    format_: str | None,
    agent: str,
    delimiter: str,
    columns: str,
    channel: str | None,
    model: str,
    diarize: bool,
    why: bool,
    as_json: bool,
    out: str,
    jobs: int | None,
    engine: str,
    address: str,
) -> int:
    """Read conversations and say how well each customer was heard.

    PATH is a file, a folder (all files in it) or - for standard input. What cannot be read is named on stderr as
    path:line: what is wrong; the rest goes on, and the exit code is 1.
    """
    from allears.listening.listen import collect_seldom

    collect_seldom()
    from allears.listening.formats.problems import Options
    from allears.listening.formats.registry import NAMES

    if format_ is not None and format_ not in NAMES:
        raise click.BadParameter(f"{format_!r} is none of {', '.join(NAMES)}", param_hint="--format")
    options = Options(
        agent=agent,
        delimiter="\t" if delimiter in {"tab", "\\t"} else delimiter,
        columns=tuple(name.strip() for name in columns.split(",") if name.strip()),
        channel=channel,  # type: ignore[arg-type]
        model=model,
        diarize=diarize,
    )
    problems = Problems()
    if why and (as_json or out):
        raise click.UsageError("--why is for reading one conversation: --json and --out tell it of every mark.")
    if out:
        from . import archive

        if as_json:
            raise click.UsageError("--json prints, --out writes a file: choose one.")
        where = archive.Where(engine, jobs or 0, address)
        archive.hear(paths, out, where, format=format_, options=options, on_problem=problems)
        return problems.close()
    if jobs or address or engine != "local":
        raise click.UsageError("--jobs, --engine and --address are for --out FILE.")
    heard = _hear(paths, format_, options, problems)
    if as_json:
        _print_json(heard)
    else:
        _print_readable(heard, why=why)
    return problems.close()


class Problems:
    """Says on stderr what could not be read, as it is found, and counts it."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, problem: Problem) -> None:
        self.count += 1
        sys.stdout.flush()  # so that the sentence stands where it belongs, between what was printed
        click.echo(str(problem), err=True)

    def close(self) -> int:
        """Say how many there were; gives the exit code."""
        if not self.count:
            return 0
        sys.stdout.flush()
        click.echo(
            "1 thing could not be read." if self.count == 1 else f"{self.count} things could not be read.", err=True
        )
        return 1


def _hear(paths: Sequence[str], format_: str | None, options: object, problems: Callable[[Problem], None]) -> Heard:
    from allears.listening import listen as hear
    from allears.listening.files import walk
    from allears.listening.formats import read

    for path in walk(paths):
        for transcript in read(path, format=format_, options=options, on_problem=problems):  # type: ignore[arg-type]
            yield transcript, hear(transcript)


def _print_json(heard: Heard) -> None:
    from allears.listening.encode import to_json

    for _, reading in heard:
        sys.stdout.write(to_json(reading).decode() + "\n")
        sys.stdout.flush()  # whoever listens at the other end of a pipe hears each as soon as it is done


def _print_readable(heard: Heard, *, why: bool) -> None:
    """One conversation: its whole reading. Many: a line for each as it is heard, then the totals."""
    first = next(heard, None)
    second = next(heard, None)
    if first is None:
        return
    if second is None:
        from rich.console import Console

        from allears.listening.report import print_reading

        print_reading(Console(file=sys.stdout, width=_width(), highlight=False), *first, why=why)
        return
    from . import overview

    totals = overview.Totals()
    width = _width()
    click.echo(overview.heading(width))
    for transcript, reading in _chain(first, second, heard):
        totals.add(transcript, reading)
        click.echo(overview.row(transcript, reading, width))
    click.echo(overview.summary(totals))


def _width() -> int:
    """How many columns there are to print in: those of the terminal, 100 where there is none."""
    return max(60, min(shutil.get_terminal_size((100, 24)).columns, 120))


def _chain(first: tuple[Transcript, Reading], second: tuple[Transcript, Reading], rest: Heard) -> Heard:
    yield first
    yield second
    yield from rest
