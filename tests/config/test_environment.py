import ast
from pathlib import Path

import pytest

from allears.config import environment
from allears.config.errors import Refusal


def test_a_setting_that_is_not_in_the_table_cannot_be_read() -> None:
    with pytest.raises(KeyError):
        environment.read("ALLEARS_NOT_IN_THE_TABLE")


def test_empty_is_the_same_as_unset() -> None:
    assert environment.read("PORT", {"PORT": "  "}) == environment.read("PORT", {}) == "8000"


@pytest.mark.parametrize(("value", "meant"), [("1", True), ("TRUE", True), ("off", False), ("", False)])
def test_a_flag_can_be_said_in_several_words(value: str, meant: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLEARS_TRUST_PROXY", value)
    assert environment.read_flag("ALLEARS_TRUST_PROXY") is meant


@pytest.mark.parametrize("value", ["maybe", "2"])
def test_a_flag_that_is_neither_is_refused(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLEARS_TRUST_PROXY", value)
    with pytest.raises(Refusal, match="can only be 1 or 0"):
        environment.read_flag("ALLEARS_TRUST_PROXY")


@pytest.mark.parametrize("value", ["-1", "65536", "8o00", "²", "9" * 5000, "1.5"])
def test_a_number_out_of_bounds_is_refused(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", value)
    with pytest.raises(Refusal, match="whole number from 0 to 65535"):
        environment.read_number("PORT", 0, 65535)


def test_a_time_zone_that_does_not_exist_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLEARS_TIME_ZONE", "Europe/Nowhere")
    with pytest.raises(Refusal, match="no IANA time zone"):
        environment.time_zone()
    monkeypatch.setenv("ALLEARS_TIME_ZONE", "../../etc/passwd")
    with pytest.raises(Refusal):
        environment.time_zone()


def test_without_a_setting_the_machines_time_zone_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ALLEARS_TIME_ZONE")
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    assert environment.time_zone() == "Asia/Tokyo"


def test_nothing_in_the_house_reads_the_environment_behind_the_tables_back() -> None:
    source = Path(environment.__file__).parents[1]
    known = {setting.name for setting in environment.SETTINGS}
    for file in source.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.startswith("ALLEARS_"):
                word = node.value.split()[0].rstrip(":.,;)")
                assert word in known | {"ALLEARS_SUPERVISOR"} or not word.isupper(), f"{file}: {word}"
