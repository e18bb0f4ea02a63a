"""`allears docs`: what can be written from the code is written from the code."""

from __future__ import annotations

from pathlib import Path

import click

from allears.config.errors import Refusal

from .console import examples


@click.command(
    epilog=examples(
        ("allears docs", "write docs/reference anew"),
        ("allears docs --check", "say what is out of date, change nothing; exit code 1 if anything is"),
    )
)
@click.option("--check", is_flag=True, help="Change nothing; exit with 1 if a file differs.")
@click.option("--into", type=click.Path(path_type=Path, file_okay=False), help="The folder.  [docs/reference]")
def docs(check: bool, into: Path | None) -> int:
    """Write the generated part of docs/reference: commands, settings, behaviours, schemas."""
    from .reference import pages

    folder = into or Path("docs/reference")
    if not folder.is_dir():
        raise Refusal(f"There is no folder {folder} here: go to where the project lies, or name one with --into.")
    changed = []
    for name, text in pages():
        file = folder / name
        if not file.exists() or file.read_text(encoding="utf-8") != text:
            changed.append(file)
            if not check:
                file.write_text(text, encoding="utf-8")
    for file in changed:
        click.echo(f"{file} {'is out of date' if check else 'written'}", err=check)
    if check and changed:
        click.echo("Run 'make docs' and commit what it writes.", err=True)
        return 1
    if not changed:
        click.echo("docs/reference is up to date.")
    return 0
