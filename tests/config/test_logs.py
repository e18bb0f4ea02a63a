import logging
import sys
from pathlib import Path

import pytest

from allears.config.logs import FORMAT, Line, errors_handler, without_secrets


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("GET /sign-in/s3cr3t-of-anna?x=1", "GET /sign-in/…?x=1"),
        ("Not Found: /accounts/password/reset/key/1-abc/", "Not Found: /accounts/password/reset/key/…/"),
        ("cannot reach postgresql://desk:sesame@db/desk", "cannot reach postgresql://desk:…@db/desk"),
        ("token ae_0123456789abcdefghijKLMN is unknown", "token ae_… is unknown"),
        (
            "nothing to hide at https://desk.example.org/customers/7",
            "nothing to hide at https://desk.example.org/customers/7",
        ),
    ],
)
def test_secrets_are_blotted_out(told: str, kept: str) -> None:
    assert without_secrets(told) == kept


def record(told: str) -> logging.LogRecord:
    try:
        raise ValueError(told)
    except ValueError:
        return logging.LogRecord("desk", logging.ERROR, __file__, 1, told, None, sys.exc_info())


def test_the_screen_gets_one_line_and_the_file_the_whole(tmp_path: Path) -> None:
    line = Line(FORMAT, style="{").format(record("it broke at postgresql://desk:sesame@db"))
    assert "\n" not in line
    assert line.endswith("(ValueError; details in log/errors.log)")
    handler = errors_handler(tmp_path / "log")
    handler.setFormatter(Line.__base__(FORMAT, style="{"))  # type: ignore[misc]
    handler.handle(record("it broke at postgresql://desk:sesame@db"))
    handler.close()
    kept = (tmp_path / "log" / "errors.log").read_text()
    assert "Traceback" in kept
    assert "sesame" not in kept


def test_a_home_that_cannot_be_written_to_is_no_reason_to_fall_over(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    errors_handler(tmp_path / "file" / "log").handle(record("it broke"))
