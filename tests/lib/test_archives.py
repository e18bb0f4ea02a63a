"""Zip files from outside are read within limits, or refused whole."""

from __future__ import annotations

import io
import stat
import zipfile

import pytest

from allears.lib.archives import BadArchive, Limits, unzip


def packed(files: dict[str, bytes], mode: int = 0) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files.items():
            entry = zipfile.ZipInfo(path)
            entry.external_attr = mode << 16
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def test_files_come_by_their_path() -> None:
    assert unzip(packed({"a.txt": b"1", "b/c.txt": b"2", "d\\e.txt": b"3"})) == {
        "a.txt": b"1",
        "b/c.txt": b"2",
        "d/e.txt": b"3",
    }


@pytest.mark.parametrize("path", ["../a", "/etc/passwd", "a/../../b", "..\\a", "C:/a"])
def test_a_path_that_leads_outside_is_refused(path: str) -> None:
    with pytest.raises(BadArchive, match="outside itself"):
        unzip(packed({"fine.txt": b"1", path: b"2"}))


def test_a_link_is_refused() -> None:
    with pytest.raises(BadArchive, match="link"):
        unzip(packed({"a": b"/etc/passwd"}, mode=stat.S_IFLNK | 0o777))


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(BadArchive, match="far more"):
        unzip(packed({"zeros": b"\0" * 20_000_000}))


def test_a_bomb_of_many_files_is_refused() -> None:
    with pytest.raises(BadArchive, match="far more"):
        unzip(packed({f"{n}": b"\0" * 1_000_000 for n in range(40)}))


def test_a_lie_about_the_size_helps_nobody() -> None:
    honest = packed({"zeros": b"\0" * 3_000_000})
    # The size in the directory says 3 bytes; what is unpacked is counted all the same.
    lying = honest.replace((3_000_000).to_bytes(4, "little"), (3).to_bytes(4, "little"))
    assert lying != honest
    with pytest.raises(BadArchive):
        unzip(lying, Limits(one=1_000_000))


def test_too_many_files_are_refused() -> None:
    with pytest.raises(BadArchive, match="more than 3 files"):
        unzip(packed({str(n): b"" for n in range(4)}), Limits(files=3))


def test_the_same_path_twice_is_refused() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("a", b"1")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a", b"2")
    with pytest.raises(BadArchive, match="twice"):
        unzip(made.getvalue())


def test_a_locked_zip_says_so() -> None:
    locked = bytearray(packed({"a": b"1"}))
    locked[6] |= 1  # the flag of the local head
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(BadArchive, match="password"):
        unzip(bytes(locked))


@pytest.mark.parametrize("raw", [b"", b"hello", b"PK\x03\x04" + b"\0" * 50])
def test_what_is_no_zip_says_so(raw: bytes) -> None:
    with pytest.raises(BadArchive, match="no zip file"):
        unzip(raw)


def test_a_zip_that_breaks_off_says_so() -> None:
    whole = packed({"a": bytes(range(256)) * 500})
    with pytest.raises(BadArchive):
        unzip(whole[: len(whole) // 2])
