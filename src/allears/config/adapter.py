"""Where signing in follows the rules of the house."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """allauth, with the door to strangers shut: an owner makes the accounts."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
