"""People who sign in, and their teams."""

from __future__ import annotations

from .common import Out, said


class MyTeam(Out):
    """A team that you belong to."""

    id: int = said("The number of the team.", 1)
    name: str = said("Its name.", "Billing")
    slug: str = said("Its name in addresses and commands.", "billing")
    role: str = said("What you are there: agent, coach or learner.", "agent")


class Me(Out):
    """Whose token this is."""

    id: int = said("Your number.", 5)
    name: str = said("Your name.", "Ben Billing")
    owner: bool = said("True if you own the desk: you see all teams.", False)
    teams: list[MyTeam] = said(
        "The teams that you belong to.", [{"id": 1, "name": "Billing", "slug": "billing", "role": "agent"}]
    )


class Team(Out):
    """A group of our people who answer together."""

    id: int = said("The number of the team.", 1)
    name: str = said("Its name.", "Billing")
    slug: str = said("Its name in addresses and commands.", "billing")


class TeamList(Out):
    """All teams."""

    rows: list[Team] = said("The teams, by name.", [{"id": 1, "name": "Billing", "slug": "billing"}])


class Colleague(Out):
    """Somebody to whom a conversation of the team can be given."""

    id: int = said("The number of the person.", 5)
    name: str = said("The name.", "Ben Billing")
    email: str = said("The address with which they sign in.", "ben@desk.example")


class ColleagueList(Out):
    """The agents and coaches of a team."""

    rows: list[Colleague] = said(
        "Its agents and coaches, by name.", [{"id": 5, "name": "Ben Billing", "email": "ben@desk.example"}]
    )
