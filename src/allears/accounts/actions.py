"""Writes of accounts. People are added by an owner (or by the command line, which is one)."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import timedelta
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Q

from allears.events.actions import record
from allears.lib import clock
from allears.lib.errors import Invalid, NotAllowed, NotFound
from allears.lib.text import one_line, slug

from .models import Membership, SignInLink, Team, Token, User
from .queries import secret_hash
from .rules import Role, Viewer

LINK_LIFE = timedelta(hours=1)


def _owners_only(asker: Viewer) -> None:
    if not asker.owner:
        raise NotAllowed("Only an owner of the desk can do this.")


@transaction.atomic
def add_user(
    asker: Viewer, email: str, name: str, *, owner: bool = False, password: str | None = None, zone: str = ""
) -> User:
    """Add somebody who signs in. Without a password a one-time link is the way in. Raises Invalid, NotAllowed."""
    _owners_only(asker)
    email = email.strip().lower()
    try:
        validate_email(email)
    except ValidationError:
        raise Invalid("email", f"{email[:60]!r} is not an email address.") from None
    if len(email) > 254:
        raise Invalid("email", "An email address has at most 254 characters.")
    if zone and zone not in available_timezones():
        raise Invalid("zone", f"{zone[:60]!r} is no time zone. One is, for example, Europe/London.")
    if User.objects.filter(email__iexact=email).exists():
        raise Invalid("email", f"Somebody already signs in as {email}.")
    user = User(email=email, name=one_line(name, 120) or email.partition("@")[0], is_owner=owner, zone=zone)
    if password is None:
        user.set_unusable_password()
    else:
        user.set_password(password)
    user.save()
    record("user.added", "user", user.pk, actor_id=asker.user_id, actor=asker.name, data={"owner": owner})
    return user


@transaction.atomic
def deactivate_user(asker: Viewer, user: User) -> None:
    """Shut somebody out from now on; what they did stays. Raises NotAllowed, Invalid for the last owner."""
    _owners_only(asker)
    # Locked, so that two owners who shut each other out at the same moment do not leave the desk without one.
    owners = list(User.objects.select_for_update().filter(is_owner=True, is_active=True).order_by("pk"))
    if [owner.pk for owner in owners] == [user.pk]:
        raise Invalid("email", f"{user.email} is the only owner. Make another one first.")
    User.objects.filter(pk=user.pk).update(is_active=False)
    record("user.deactivated", "user", user.pk, actor_id=asker.user_id, actor=asker.name)


@transaction.atomic
def add_team(asker: Viewer, name: str, *, about: str = "", team_slug: str = "", default: bool = False) -> Team:
    """Make a team. Raises NotAllowed, Invalid for a name that is taken."""
    _owners_only(asker)
    name = one_line(name, 80)
    key = slug(team_slug or name)[:80].strip("-")
    if not key or not name:
        raise Invalid("name", "A team needs a name with letters in it.")
    if Team.objects.filter(Q(slug=key) | Q(name=name)).exists():
        raise Invalid("name", f"There is a team called {name!r} already.")
    if default:
        Team.objects.filter(is_default=True).update(is_default=False)
    team = Team.objects.create(name=name, slug=key, about=one_line(about, 300), is_default=default)
    record("team.added", "team", team.pk, actor_id=asker.user_id, actor=asker.name)
    return team


def default_team(asker: Viewer) -> Team:
    """The team that takes what nobody else is named for: made now, as "Front Desk", where there is none yet."""
    team = Team.objects.order_by("-is_default", "id").first()
    return team or add_team(asker, "Front Desk", about="Everything that nobody else is named for.", default=True)


@transaction.atomic
def set_roles(asker: Viewer, user: User, roles: Mapping[int, Role]) -> None:
    """Give `user` exactly these roles (team id → role). Raises NotAllowed, NotFound (no such team)."""
    _owners_only(asker)
    if Team.objects.filter(pk__in=roles).count() != len(roles):
        raise NotFound("There is no such team.")
    Membership.objects.filter(user=user).exclude(team_id__in=roles).delete()
    for team_id, role in roles.items():
        Membership.objects.update_or_create(user=user, team_id=team_id, defaults={"role": role})
    data = {"roles": {str(team): str(role) for team, role in roles.items()}}
    record("user.roles_set", "user", user.pk, actor_id=asker.user_id, actor=asker.name, data=data)


@transaction.atomic
def make_sign_in_link(asker: Viewer, user: User, *, life: timedelta = LINK_LIFE) -> str:
    """The secret of a new link that signs `user` in once. It is shown now and never again. Raises NotAllowed."""
    _owners_only(asker)
    secret = secrets.token_urlsafe(32)
    SignInLink.objects.create(user=user, secret_hash=secret_hash(secret), expires_at=clock.now() + life)
    record("user.link_made", "user", user.pk, actor_id=asker.user_id, actor=asker.name)
    return secret


@transaction.atomic
def use_sign_in_link(secret: str) -> User | None:
    """Spend a link: whom it signs in, or None if it was used, has expired or never was."""
    link = (
        SignInLink.objects.select_for_update()
        .filter(secret_hash=secret_hash(secret), used_at=None, expires_at__gt=clock.now(), user__is_active=True)
        .first()
    )
    if link is None:
        return None
    link.used_at = clock.now()
    link.save(update_fields=["used_at"])
    record("user.signed_in_by_link", "user", link.user_id, actor_id=link.user_id, actor=link.user.name)
    return link.user


@transaction.atomic
def make_token(asker: Viewer, name: str) -> tuple[Token, str]:
    """A new API token of the asker's own, with its secret, which is shown now and never again. Raises Invalid."""
    if asker.user_id is None:
        raise NotAllowed("The desk itself needs no token.")
    if not one_line(name, 80):
        raise Invalid("name", "Give the token a name, so that you know it again.")
    secret = "ae_" + secrets.token_urlsafe(32)
    token = Token.objects.create(
        user_id=asker.user_id, name=one_line(name, 80), prefix=secret[:8], secret_hash=secret_hash(secret)
    )
    record("token.made", "token", token.pk, actor_id=asker.user_id, actor=asker.name)
    return token, secret


@transaction.atomic
def revoke_token(asker: Viewer, token_id: int) -> None:
    """End a token of the asker's own. One that is not theirs, or not there, changes nothing."""
    mine = Token.objects.filter(user=asker.user_id)
    ended = mine.filter(pk=token_id, revoked_at=None).update(revoked_at=clock.now())
    if ended:
        record("token.revoked", "token", token_id, actor_id=asker.user_id, actor=asker.name)
