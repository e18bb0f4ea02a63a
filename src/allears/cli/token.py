"""`allears token`: keys to the API."""

from __future__ import annotations

import click

from .console import examples
from .desk import open_desk


@click.group(
    epilog=examples(
        ("allears token add mary@example.org --name 'nightly import'", "a new key that acts for Mary"),
        ("allears token list mary@example.org", "Mary's keys, with their numbers"),
        ("allears token revoke mary@example.org 3", "end the key with the number 3"),
    )
)
def token() -> None:
    """Make, list and end keys to the API. A key acts for a person and may do what that person may do."""


@token.command(
    epilog=examples(
        ("allears token add mary@example.org --name 'nightly import'", "print it, once"),
        ("export TOKEN=$(allears token add mary@example.org --name shell)", "keep it in the shell"),
    )
)
@click.argument("email")
@click.option("--name", required=True, help="What it is for, so that you know it again.")
def add(email: str, name: str) -> None:
    """Make a new key and print it. It is shown now and never again: the desk keeps only a hash of it."""
    with open_desk():
        from allears.accounts import actions, queries

        person = queries.user_by_email(email)
        made, secret = actions.make_token(queries.viewer(person), name)
        click.echo(secret)
        click.echo(
            f"Token {made.pk} acts for {person.name} <{person.email}>. Keep it: it is not shown again.", err=True
        )


@token.command("list", epilog=examples(("allears token list mary@example.org", "number, beginning, name, state")))
@click.argument("email")
def list_(email: str) -> None:
    """List somebody's keys: number, beginning, name, and whether they still open anything."""
    with open_desk():
        from allears.accounts import queries

        found = queries.user_by_email(email).tokens.order_by("id")
        for it in found:
            state = f"revoked {it.revoked_at:%Y-%m-%d}" if it.revoked_at else f"made {it.created_at:%Y-%m-%d}"
            click.echo(f"{it.pk}\t{it.prefix}…\t{it.name}\t{state}")
        if not found:
            click.echo(f"{email} has no token: allears token add {email} --name NAME", err=True)


@token.command(epilog=examples(("allears token revoke mary@example.org 3", "from now on it opens nothing")))
@click.argument("email")
@click.argument("number", type=int)
def revoke(email: str, number: int) -> None:
    """End the key with this NUMBER (see list). From now on it opens nothing."""
    with open_desk():
        from allears.accounts import actions, queries
        from allears.lib.errors import NotFound

        person = queries.user_by_email(email)
        if not person.tokens.filter(pk=number).exists():
            raise NotFound(f"{person.email} has no token {number}: see allears token list {person.email}.")
        actions.revoke_token(queries.viewer(person), number)
        click.echo(f"Token {number} opens nothing any more.")
