"""`allears team`: the teams that answer."""

from __future__ import annotations

import click

from .console import examples
from .desk import open_desk


@click.group(
    epilog=examples(
        ("allears team add Billing --about 'Invoices and refunds'", "a new team"),
        ("allears team add 'Front Desk' --default", "the one that takes what nobody else is named for"),
        ("allears team list", "the teams, with their slugs and how many serve in them"),
    )
)
def team() -> None:
    """Make and list teams. Every conversation belongs to exactly one."""


@team.command(epilog=examples(("allears team add Billing", "then: allears user add EMAIL --team billing")))
@click.argument("name")
@click.option("--about", default="", help="What it takes care of, in a sentence.")
@click.option("--slug", default="", help="Its short name in commands and addresses; else made of the name.")
@click.option("--default", is_flag=True, help="It takes what nobody else is named for.")
def add(name: str, about: str, slug: str, default: bool) -> None:
    """Make a team."""
    with open_desk():
        from allears.accounts.actions import add_team
        from allears.accounts.rules import DESK

        made = add_team(DESK, name, about=about, team_slug=slug, default=default)
        click.echo(f"Team {made.name} ({made.slug}) is there.")


@team.command("list", epilog=examples(("allears team list", "slug, name, how many serve in it")))
def list_() -> None:
    """List the teams: slug, name, how many serve in each; the default one with a star."""
    with open_desk():
        from allears.accounts.queries import team_sizes

        found = team_sizes()
        for it in found:
            click.echo(f"{it.slug}\t{it.name}{' *' if it.is_default else ''}\t{it.members}")
        if not found:
            click.echo("There is no team yet: allears team add NAME", err=True)
