"""`allears migrate`."""

from __future__ import annotations

import click

from .console import examples
from .desk import open_desk


@click.command(
    epilog=examples(
        ("allears migrate", "apply what is pending"),
        ("allears migrate --check", "only say what is pending (exit code 1 if anything is)"),
    )
)
@click.option("--check", is_flag=True, help="Change nothing; exit with 1 if anything is pending.")
def migrate(check: bool) -> int:
    """Bring the database up to this version. 'allears serve' does it by itself."""
    with open_desk(migrated=False):
        from allears.config import migrations

        if check:
            todo = migrations.pending()
            click.echo("\n".join(todo) if todo else "The database is up to date.")
            return 1 if todo else 0
        done = migrations.apply(click.echo)
        click.echo(f"Applied {len(done)} steps." if done else "The database is up to date.")
        return 0
