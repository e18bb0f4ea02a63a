"""What every answer tells the browser to refuse."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from pytest_django.fixtures import Settings

from allears.config.security import content_security_policy
from processes import environment


def policy(response: HttpResponse) -> dict[str, str]:
    parts = (part.split(" ", 1) for part in response["Content-Security-Policy"].split("; "))
    return {part[0]: part[1] for part in parts}


@pytest.mark.django_db
def test_the_way_in_runs_only_our_own_scripts_and_styles() -> None:
    answer = Client().get("/accounts/login/")
    assert answer.status_code == 200
    told = policy(answer)
    for part in ("script-src", "style-src"):
        assert re.fullmatch(r"'self'( 'nonce-[\w-]{20,}')?", told[part])
    assert told["frame-ancestors"] == told["object-src"] == told["base-uri"] == "'none'"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"
    assert not re.search(rb"\son\w+=|\sstyle=|<script(?![^>]*(src|nonce))|javascript:", answer.content)


def test_a_page_that_asks_for_a_nonce_gets_a_new_one_each_time() -> None:
    def page(request: HttpRequest) -> HttpResponse:
        return HttpResponse(f"{request.csp_nonce} {request.csp_nonce}")  # type: ignore[attr-defined]

    seen = set()
    for _ in range(2):
        answer = content_security_policy(page)(RequestFactory().get("/"))
        assert isinstance(answer, HttpResponse)
        first, second = answer.content.decode().split()
        assert first == second
        assert policy(answer)["script-src"] == f"'self' 'nonce-{first}'"
        seen.add(first)
    assert len(seen) == 2


def test_a_view_may_say_something_stricter() -> None:
    def page(request: HttpRequest) -> HttpResponse:
        return HttpResponse(headers={"Content-Security-Policy": "sandbox"})

    answer = content_security_policy(page)(RequestFactory().get("/"))
    assert answer.headers["Content-Security-Policy"] == "sandbox"


@pytest.mark.django_db
def test_strangers_cannot_make_themselves_an_account() -> None:
    fields = {"email": "eve@evil.example", "password1": "a long enough pass", "password2": "a long enough pass"}
    answer = Client().post("/accounts/signup/", fields)
    assert answer.status_code in {200, 403, 404}
    from allears.accounts.models import User

    assert not User.objects.exists()


def test_only_the_desks_own_names_are_answered() -> None:
    assert "evil.example" not in settings.ALLOWED_HOSTS
    assert "*" not in settings.ALLOWED_HOSTS


def known(tmp_path: Path, names: str, more: dict[str, str]) -> str:
    """What the settings say in a process of its own."""
    script = f"from allears.config import settings as s; print({names})"
    return subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, env=environment(tmp_path, more)
    ).stdout.strip()


def test_with_an_encrypted_address_cookies_travel_encrypted_only(tmp_path: Path) -> None:
    names = "s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_HSTS_SECONDS > 0, s.ALLOWED_HOSTS[0]"
    told = known(tmp_path, names, {"ALLEARS_URL": "https://desk.example.org/"})
    assert told == "True True True desk.example.org"
    assert known(tmp_path, "s.SESSION_COOKIE_SECURE", {}) == "False"


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"ALLEARS_URL": "desk.example.org"}, "no address such as https"),
        ({"ALLEARS_LOG_LEVEL": "loud"}, "can only be debug, info, warning or error"),
        ({"ALLEARS_DATABASE_POOL": "0"}, "whole number from 1 to 1000"),
        ({"DATABASE_URL": "sqlite:///x"}, "no PostgreSQL address"),
    ],
)
def test_a_setting_that_makes_no_sense_is_refused(tmp_path: Path, more: dict[str, str], sentence: str) -> None:
    from processes import allears

    done = allears("stats", home=tmp_path, more=more)
    assert done.returncode == 2, done.stderr
    assert sentence in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "database" / "postmaster.pid").exists()


@pytest.mark.django_db
def test_under_the_address_of_packages_nothing_of_the_desk_is_answered(settings: Settings) -> None:
    settings.PACKAGES_URL = "https://courses.example.org"
    settings.ALLOWED_HOSTS = ["*"]
    apart, desk = Client(HTTP_HOST="courses.example.org"), Client(HTTP_HOST="desk.example.org")
    for path in ("/", "/accounts/login/", "/api/v1/openapi.json"):
        assert apart.get(path).status_code == 404
        assert b"Only courses are played here." in apart.get(path).content
    assert desk.get("/accounts/login/").status_code == 200
    assert apart.get("/packages/unsigned/play").status_code == 404
    assert b"Only courses are played here." not in apart.get("/packages/unsigned/play").content
