import stat
from pathlib import Path

import pytest

from allears.config import home
from allears.config.errors import Refusal


@pytest.fixture(autouse=True)
def _forget() -> None:
    home._prepared.cache_clear()


def test_it_is_made_so_that_nobody_else_can_look_into_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLEARS_HOME", str(tmp_path / "a" / "b"))
    made = home.prepare()
    assert made == tmp_path / "a" / "b"
    assert stat.S_IMODE(made.stat().st_mode) == 0o700


def test_without_a_setting_it_is_in_the_users_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ALLEARS_HOME", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    assert home.path().is_relative_to(tmp_path)
    assert home.path().name == "allears"


def test_a_home_that_cannot_be_made_is_refused_in_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("not a folder")
    monkeypatch.setenv("ALLEARS_HOME", str(tmp_path / "file" / "home"))
    with pytest.raises(Refusal, match=r"cannot be written to .*: set ALLEARS_HOME") as refused:
        home.prepare()
    assert "\n" not in str(refused.value)


def test_data_of_a_newer_version_is_refused_and_of_an_older_one_taken_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALLEARS_HOME", str(tmp_path))
    (tmp_path / "version").write_text("999.1.0\n")
    with pytest.raises(Refusal, match=r"written by All Ears 999\.1\.0"):
        home.prepare()
    (tmp_path / "version").write_text("0.0.1\n")
    home._prepared.cache_clear()
    home.prepare()
    home.write_stamp(tmp_path)
    assert home.stamp(tmp_path) != "0.0.1"


def test_the_secret_key_is_made_once_and_readable_by_its_owner_only(tmp_path: Path) -> None:
    key = home.secret_key(tmp_path)
    assert len(key) >= 50
    assert home.secret_key(tmp_path) == key
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600
    assert [file.name for file in tmp_path.iterdir()] == ["secret-key"]


def test_a_damaged_secret_key_is_refused_and_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "secret-key").write_text("short")
    with pytest.raises(Refusal, match="is damaged"):
        home.secret_key(tmp_path)
    assert (tmp_path / "secret-key").read_text() == "short"


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    file = tmp_path / "note"
    file.write_text("old")
    home.replace_file(file, "new")
    assert file.read_text() == "new"
    assert [file.name for file in tmp_path.iterdir()] == ["note"]
