"""Who am I, and which teams are there?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ninja import Router

from allears.accounts import queries
from allears.api.auth import Asked
from allears.api.schemas import accounts as shapes
from allears.api.schemas.common import TeamId
from allears.lib.errors import NotFound

router = Router()


@router.get("/me", response=shapes.Me, summary="Who am I?")
def read_me(request: Asked) -> Mapping[str, Any]:
    """Whose token this is, the teams they belong to, and what they are there."""
    me = request.auth
    teams = [
        {"id": team.id, "name": team.name, "slug": team.slug, "role": me.roles[team.id]}
        for team in queries.all_teams()
        if team.id in me.roles
    ]
    return {"id": me.user_id, "name": me.name, "owner": me.owner, "teams": teams}


@router.get("/teams", response=shapes.TeamList, summary="List the teams")
def list_teams(request: Asked) -> Mapping[str, Sequence[queries.TeamView]]:
    """All teams by name: also those that you are not in, for a conversation can be moved to them."""
    return {"rows": queries.all_teams()}


@router.get("/teams/{team_id}/colleagues", response=shapes.ColleagueList, summary="List a team's people")
def list_colleagues(request: Asked, team_id: TeamId) -> Mapping[str, Sequence[queries.ColleagueView]]:
    """The agents and coaches to whom a conversation of this team can be given. Open to those who serve in the team."""
    if all(team.id != team_id for team in queries.teams(request.auth)):
        raise NotFound("There is no such team, or you do not serve in it.")
    return {"rows": queries.colleagues(team_id)}
