"""`allears user`: the people who sign in."""

from __future__ import annotations

import click

from .console import examples
from .desk import open_desk


@click.group(
    epilog=examples(
        ("allears user add mary@example.org --name 'Mary Cole' --owner", "add somebody, with a link to sign in"),
        ("allears user list", "who signs in, and what they are"),
        ("allears user link mary@example.org", "a new link that signs Mary in once"),
        ("allears user deactivate mary@example.org", "shut somebody out; what they did stays"),
    )
)
def user() -> None:
    """Add and list the people who sign in, and let them in by a link."""


@user.command(epilog=examples(("allears user add sam@example.org --team front-desk --role agent", "an agent")))
@click.argument("email")
@click.option("--name", default="", help="The full name; without it, the part of the address before the @.")
@click.option("--owner", is_flag=True, help="May see and do everything.")
@click.option("--team", "teams", multiple=True, metavar="SLUG", help="A team to serve in; may be given several times.")
@click.option(
    "--role", default="agent", type=click.Choice(["agent", "coach", "learner"]), help="The role in the teams."
)
def add(email: str, name: str, owner: bool, teams: tuple[str, ...], role: str) -> None:
    """Add somebody, and print a link that signs them in once."""
    with open_desk():
        from django.db import transaction

        from allears.accounts import actions, queries
        from allears.accounts.rules import DESK, Role
        from allears.config.errors import Refusal

        known = {team.slug: team.id for team in queries.all_teams()}
        missing = [team for team in teams if team not in known]
        if missing:
            raise Refusal(f"There is no team {missing[0]!r}; the teams are: {', '.join(known) or 'none yet'}.")
        with transaction.atomic():
            new = actions.add_user(DESK, email, name, owner=owner)
            if teams:
                actions.set_roles(DESK, new, {known[team]: Role(role) for team in teams})
        click.echo(f"{new.name} <{new.email}> can sign in once within the hour, and set a password there:")
        click.echo(sign_in_address(actions.make_sign_in_link(DESK, new)))


@user.command("list", epilog=examples(("allears user list", "everybody, by name")))
def list_() -> None:
    """List everybody who signs in, with their teams and roles."""
    with open_desk():
        from allears.accounts import queries

        people = queries.users()
        for person in people:
            roles = [f"{membership.team.slug}: {membership.role}" for membership in person.memberships.all()]
            sides = (["owner"] if person.is_owner else []) + roles + ([] if person.is_active else ["deactivated"])
            click.echo(f"{person.email}\t{person.name}\t{', '.join(sides) or 'no team yet'}")
        if not people:
            click.echo("Nobody signs in here yet: allears user add EMAIL --owner", err=True)


@user.command(epilog=examples(("allears user link mary@example.org", "print the link")))
@click.argument("email")
def link(email: str) -> None:
    """Print a link that signs somebody in once, within an hour."""
    with open_desk():
        from allears.accounts import actions, queries
        from allears.accounts.rules import DESK

        click.echo(sign_in_address(actions.make_sign_in_link(DESK, queries.user_by_email(email))))


@user.command(epilog=examples(("allears user deactivate sam@example.org", "from now on Sam stays outside")))
@click.argument("email")
def deactivate(email: str) -> None:
    """Shut somebody out from now on. What they did stays, under their name."""
    with open_desk():
        from allears.accounts import actions, queries
        from allears.accounts.rules import DESK

        person = queries.user_by_email(email)
        actions.deactivate_user(DESK, person)
        click.echo(f"{person.name} <{person.email}> can no longer sign in.")


def sign_in_path(secret: str) -> str:
    """The path of the page that a sign-in link opens."""
    from django.urls import reverse

    return reverse("web:one_time", args=[secret])


def sign_in_address(secret: str) -> str:
    """The whole address of a sign-in link."""
    from django.conf import settings

    return f"{settings.SITE_URL}{sign_in_path(secret)}"
