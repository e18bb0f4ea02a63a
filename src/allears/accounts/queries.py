"""Reads of accounts."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Prefetch

from allears.lib import clock
from allears.lib.errors import NotFound

from .models import Membership, SignInLink, Team, Token, User
from .rules import Role, Verb, Viewer


@dataclass(frozen=True, slots=True)
class TeamView:
    id: int
    name: str
    slug: str


@dataclass(frozen=True, slots=True)
class ColleagueView:
    id: int
    name: str
    email: str


def secret_hash(secret: str) -> str:
    """What is kept of a secret. A plain SHA-256 suffices: our secrets are 256 random bits, not words."""
    return hashlib.sha256(secret.encode()).hexdigest()


def viewer(user: User) -> Viewer:
    """`user` as one who asks, with the roles in all teams: one query."""
    rows = Membership.objects.filter(user=user).values_list("team_id", "role")
    return Viewer(
        user.pk, user.name or user.email, owner=user.is_owner, roles={team: Role(role) for team, role in rows}
    )


def user_by_email(email: str) -> User:
    """The active user with this address. Raises NotFound."""
    user = User.objects.filter(email__iexact=email, is_active=True).first()
    if user is None:
        raise NotFound(f"Nobody signs in here as {email}.")
    return user


def link_user(secret: str) -> User | None:
    """Whom an unused, unexpired sign-in link would sign in; None for any other."""
    link = (
        SignInLink.objects.filter(
            secret_hash=secret_hash(secret), used_at=None, expires_at__gt=clock.now(), user__is_active=True
        )
        .select_related("user")
        .first()
    )
    return link.user if link else None


def token_user(secret: str) -> User | None:
    """Whose API token this is; None if there is no such token, or no longer."""
    token = (
        Token.objects.filter(secret_hash=secret_hash(secret), revoked_at=None, user__is_active=True)
        .select_related("user")
        .first()
    )
    return token.user if token else None


def teams(asker: Viewer, verb: Verb = Verb.SEE) -> Sequence[TeamView]:
    """The teams in which `asker` may do `verb`, by name."""
    rows = Team.objects.order_by("name")
    allowed = asker.teams(verb)
    if allowed is not None:
        rows = rows.filter(pk__in=allowed)
    return [TeamView(*row) for row in rows.values_list("id", "name", "slug")]


def all_teams() -> Sequence[TeamView]:
    """Every team: where a conversation can be moved to, even by one who will not see it there."""
    return [TeamView(*row) for row in Team.objects.order_by("name").values_list("id", "name", "slug")]


@dataclass(frozen=True, slots=True)
class TeamSize:
    slug: str
    name: str
    is_default: bool
    members: int


def team_sizes() -> Sequence[TeamSize]:
    """Every team by name, with how many serve or learn in it."""
    rows = Team.objects.annotate(size=Count("memberships")).order_by("name")
    return [TeamSize(*row) for row in rows.values_list("slug", "name", "is_default", "size")]


def colleagues(team_id: int) -> Sequence[ColleagueView]:
    """Who can be given a conversation of this team: its active agents and coaches, by name."""
    rows = User.objects.filter(
        is_active=True, memberships__team=team_id, memberships__role__in=[Role.AGENT, Role.COACH]
    ).order_by("name")
    return [ColleagueView(*row) for row in rows.values_list("id", "name", "email")]


def owners_exist() -> bool:
    return User.objects.filter(is_owner=True, is_active=True).exists()


def first_owner() -> User:
    """The owner who came first. Raises NotFound."""
    user = User.objects.filter(is_owner=True, is_active=True).order_by("id").first()
    if user is None:
        raise NotFound("Nobody owns this desk yet. Add an owner: allears user add EMAIL --owner.")
    return user


def users() -> Sequence[User]:
    """Everybody who signs in, with their teams, by name: two queries."""
    with_team = Prefetch("memberships", queryset=Membership.objects.select_related("team").order_by("team__name"))
    return list(User.objects.order_by("name", "id").prefetch_related(with_team))
