"""The pages of allauth that can be reached: each works and looks like the rest, or is closed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from allears.accounts.models import User
from cast import Cast

PASSWORD = "ben's long password"
OPEN = {
    "account_login",
    "account_logout",
    "account_inactive",
    "account_reauthenticate",
    "account_change_password",
    "account_set_password",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "mfa_index",
    "mfa_authenticate",
    "mfa_reauthenticate",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes",
}
CLOSED = {
    "account_signup": "/accounts/signup/",
    "account_email": "/accounts/email/",
    "account_email_verification_sent": "/accounts/confirm-email/",
    "account_confirm_email": "/accounts/confirm-email/a-key/",
    "account_confirm_login_code": "/accounts/login/code/confirm/",
}


@pytest.fixture
def ben(cast: Cast) -> Client:
    """Ben, who has signed in with his password."""
    client = Client()
    answer = client.post("/accounts/login/", {"login": cast.ben.email, "password": PASSWORD})
    assert answer.status_code == 302
    return client


def names(resolver: URLResolver) -> Iterator[str]:
    for it in resolver.url_patterns:
        if isinstance(it, URLResolver):
            yield from names(it)
        elif isinstance(it, URLPattern) and (it.name or "").startswith(("account_", "mfa_")):
            yield it.name or ""


def test_every_page_of_allauth_is_either_open_or_closed() -> None:
    assert set(names(get_resolver())) == OPEN | CLOSED.keys()


@pytest.mark.parametrize("address", CLOSED.values())
def test_what_is_closed_is_not_there_for_anybody(ben: Client, address: str) -> None:
    for client in (ben, Client()):
        for method in ("get", "post"):
            assert getattr(client, method)(address, {"email": "eve@evil.example", "action_add": ""}).status_code == 404
    assert not EmailAddress.objects.filter(email="eve@evil.example").exists()
    assert not User.objects.filter(email="eve@evil.example").exists()


@pytest.mark.parametrize(
    "address",
    [
        "/accounts/password/change/",
        "/accounts/reauthenticate/",
        "/accounts/2fa/",
        "/accounts/2fa/totp/activate/",
        "/accounts/logout/",
        "/accounts/inactive/",
        "/accounts/password/reset/done/",
        "/accounts/password/reset/key/done/",
    ],
)
def test_an_open_page_looks_like_the_rest_and_leads_to_none_that_is_closed(ben: Client, address: str) -> None:
    answer = ben.get(address, follow=True)
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "web/app.css" in html
    assert "<h1" in html
    for shut in CLOSED.values():
        assert f'"{shut}"' not in html


@pytest.mark.parametrize("address", ["/accounts/login/", "/accounts/password/reset/"])
def test_the_way_in_leads_to_nothing_that_is_closed(db: None, address: str) -> None:
    html = Client().get(address).content.decode()
    assert "web/app.css" in html
    for shut in CLOSED.values():
        assert f'"{shut}"' not in html


def test_a_forgotten_password_is_set_anew_by_the_letter(cast: Cast) -> None:
    client = Client()
    answer = client.post("/accounts/password/reset/", {"email": cast.ben.email}, follow=True)
    assert "web/app.css" in answer.content.decode()
    (letter,) = mail.outbox
    assert letter.to == [cast.ben.email]
    link = next(word for word in str(letter.body).split() if "/password/reset/key/" in word)
    page = client.get("/" + link.split("/", 3)[3], follow=True)
    assert "web/app.css" in page.content.decode()
    assert "<h1" in page.content.decode()
    where = page.redirect_chain[-1][0]
    new = {"password1": "another long password", "password2": "another long password"}
    done = client.post(where, new, follow=True)
    assert done.status_code == 200
    assert Client().login(email=cast.ben.email, password="another long password")


def test_a_used_or_broken_link_to_a_new_password_says_so(db: None) -> None:
    answer = Client().get("/accounts/password/reset/key/1-nonsense/", follow=True)
    assert answer.status_code == 200
    assert "web/app.css" in answer.content.decode()
    assert "<h1" in answer.content.decode()
