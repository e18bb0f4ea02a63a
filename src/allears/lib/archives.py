"""Zip files from outside, read with limits: nothing is unpacked to disk, and nothing in it can name a place outside."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath


class BadArchive(Exception):
    """A zip file that is broken or hostile: one sentence."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes and counts. `ratio`: how much larger than its packed form the whole may be."""

    files: int = 5_000
    one: int = 100_000_000
    all: int = 300_000_000
    ratio: int = 100


def unzip(raw: bytes, limits: Limits = Limits()) -> Mapping[str, bytes]:
    """The files of a zip by their path, read whole.

    Raises BadArchive for what is no zip, is locked with a password, breaks off, holds a path that leads outside itself,
    a link, the same path twice, or is larger than the limits, whatever its directory claims.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            entries = [it for it in archive.infolist() if not it.is_dir()]
            if len(entries) > limits.files:
                raise BadArchive(f"This zip holds more than {limits.files:,} files.")
            most = min(limits.all, max(1_000_000, limits.ratio * len(raw)))
            return _read(archive, entries, limits, most)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError) as error:
        raise BadArchive("This is no zip file that can be read.") from error


def _read(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], limits: Limits, most: int) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    total = 0
    for entry in entries:
        path = _safe(entry)
        if path in found:
            raise BadArchive(f"This zip holds “{path}” twice.")
        if entry.flag_bits & 0x1:
            raise BadArchive("This zip is locked with a password.")
        with archive.open(entry) as file:
            content = file.read(min(limits.one, most - total) + 1)
        total += len(content)
        if len(content) > limits.one or total > most:
            raise BadArchive("This zip unpacks to far more than it may: it was refused.")
        found[path] = content
    return found


def _safe(entry: zipfile.ZipInfo) -> str:
    name = entry.filename.replace("\\", "/")
    parts = PurePosixPath(name).parts
    outside = name.startswith("/") or ".." in parts or (bool(parts) and parts[0].endswith(":"))
    if outside or not parts or "\0" in entry.orig_filename or len(name) > 500:
        raise BadArchive(f"This zip names a place outside itself (“{name[:80]}”): it was refused.")
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise BadArchive(f"This zip holds a link (“{name[:80]}”): it was refused.")
    return "/".join(parts)
