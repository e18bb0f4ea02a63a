"""`allears import`, `allears demo`, `allears stats`: what comes into the desk, and how much is in it."""

from __future__ import annotations

import dataclasses
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .console import examples, progress
from .desk import open_desk
from .listen import CHANNELS

if TYPE_CHECKING:
    from allears.transfer.importers import Problem, Tally


@click.command(
    "import",
    epilog=examples(
        ("allears import archive.mbox letters/*.eml", "mail: customers are found or made by their address"),
        ("allears import calls/ --team front-desk", "a folder of transcripts, for one team"),
        ("allears import --delimiter '|' --columns speaker,text --agent a calls/", "any table"),
        ("allears import calls/*.mp3 --agent 1", "recorded calls, one party a channel"),
        ("allears import chats.jsonl --open", "into the inbox, whatever their age"),
    ),
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(path_type=Path))
@click.option("--format", "format_", metavar="NAME", help="The format, where it should not be recognised by itself.")
@click.option("--team", default="", metavar="SLUG", help="The team that they belong to.  [the default team]")
@click.option("--agent", default="", metavar="NAME", help="The speaker who is the agent, where the file does not say.")
@click.option("--delimiter", default="", metavar="CHAR", help="What stands between the columns of a table.")
@click.option("--columns", default="", metavar="A,B,...", help="The columns of a table: speaker,text,start,end,role,…")
@click.option("--channel", type=click.Choice(CHANNELS), help="The channel, where the file does not say.")
@click.option("--model", default="", metavar="NAME", help="Recordings: a speech model's folder, or one installed.")
@click.option("--diarize", is_flag=True, help="Recordings on one channel: tell the voices apart, by what is installed.")
@click.option("--open", "status", flag_value="open", help="All of them come in open, into the inbox.")
@click.option("--closed", "status", flag_value="closed", help="All of them come in closed, as an archive.")
def import_(
    paths: tuple[Path, ...],
    format_: str | None,
    team: str,
    agent: str,
    delimiter: str,
    columns: str,
    channel: str | None,
    model: str,
    diarize: bool,
    status: str | None,
) -> int:
    """Bring conversations into the desk from files of other systems.

    Customers are found or made by address; readings and promises come with them. The same file twice adds nothing,
    and an import that was stopped half-way completes when it is run again. What cannot be read is named on stderr as
    path:line: what is wrong; the rest goes on, and the exit code is 1.
    """
    with open_desk():
        from allears.transfer import importers

        options = importers.Options(
            agent=agent,
            delimiter="\t" if delimiter in {"tab", "\\t"} else delimiter,
            columns=tuple(name.strip() for name in columns.split(",") if name.strip()),
            channel=channel,  # type: ignore[arg-type]
            model=model,
            diarize=diarize,
        )
        whole = sum(file.stat().st_size for file in importers.files_of(paths, lambda problem: None))
        with progress("Importing", bytes_=True) as bar:
            tally = importers.run(
                paths,
                options=options,
                format=format_,
                team=team,
                status=importers.Status(status) if status else None,
                on_problem=_say_problem,
                on_progress=lambda tally, done: bar.update(done, whole),
            )
        click.echo(_told(tally))
    return 1 if tally.problems else 0


def _say_problem(problem: Problem) -> None:
    click.echo(str(problem), err=True)


def _told(tally: Tally) -> str:
    parts = [f"{tally.added:,} conversations added"]
    if tally.continued:
        parts.append(f"{tally.continued:,} continued")
    if tally.known:
        parts.append(f"{tally.known:,} known already")
    if tally.problems:
        parts.append(f"{tally.problems:,} things could not be read")
    return ", ".join(parts) + "."


@click.command(
    epilog=examples(
        ("allears demo", "five teams, their customers, some sixty conversations"),
        ("allears demo --scale 100", "a hundred times as many, by generation, to see how it bears load"),
    )
)
@click.option("--scale", type=click.IntRange(1, 100_000), default=1, show_default=True, help="How many times as many.")
def demo(scale: int) -> None:
    """Fill the desk with the demo organisation. What is there already stays."""
    with open_desk():
        from allears.transfer.demo import load

        with progress("The demo organisation moves in") as bar:
            done = load(scale, on_progress=bar.update)
        added = done.conversations + done.copies
        click.echo(f"{added:,} conversations added." if added else "The demo organisation lives here already.")


@click.command(
    epilog=examples(
        ("allears stats", "for reading"),
        ("allears stats --json", '{"customers": …, "conversations": …, "turns": …, …}'),
    )
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def stats(as_json: bool) -> None:
    """Count what is in the desk."""
    with open_desk():
        from allears.insight.queries import counts

        found = dataclasses.asdict(counts())
    if as_json:
        sys.stdout.write(json.dumps(found) + "\n")
        return
    for name, number in found.items():
        click.echo(f"{name:<15}{number:>12,}")
