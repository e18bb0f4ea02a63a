from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allears.config.errors import Refusal
from allears.config.mail import mail_settings

HOME = Path("/home/of/the/desk")


def test_without_a_server_mail_stays_in_files() -> None:
    found = mail_settings("", HOME)
    assert found["EMAIL_BACKEND"].endswith("filebased.EmailBackend")
    assert found["EMAIL_FILE_PATH"] == str(HOME / "mail")


@pytest.mark.parametrize(
    ("url", "port", "tls", "ssl"),
    [
        ("smtp://mail.example.org", 587, True, False),
        ("smtps://mail.example.org", 465, False, True),
        ("smtp://mail.example.org?plain=1", 25, False, False),
        ("smtp://mail.example.org:2525", 2525, True, False),
    ],
)
def test_mail_is_encrypted_unless_it_is_asked_for_plain(url: str, port: int, tls: bool, ssl: bool) -> None:
    found = mail_settings(url, HOME)
    assert (found["EMAIL_PORT"], found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]) == (port, tls, ssl)
    assert found["EMAIL_HOST"] == "mail.example.org"


def test_signs_in_a_password_can_be_written_with_percent() -> None:
    found = mail_settings("smtp://desk%40example.org:p%3Aa%2Fb@mail.example.org", HOME)
    assert (found["EMAIL_HOST_USER"], found["EMAIL_HOST_PASSWORD"]) == ("desk@example.org", "p:a/b")


@pytest.mark.parametrize("url", ["imap://a:sesame@b", "smtp://", "mail.example.org", "smtp://u:sesame@h:port"])
def test_anything_else_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(Refusal, match="must look like") as refused:
        mail_settings(url, HOME)
    assert "sesame" not in str(refused.value)


@given(st.text(max_size=60))
def test_any_text_whatever_is_either_a_mail_server_or_refused(text: str) -> None:
    try:
        found = mail_settings(text, HOME)
    except Refusal:
        return
    assert text == "" or found["EMAIL_HOST"]
