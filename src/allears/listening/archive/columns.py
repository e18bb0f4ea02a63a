"""Readings as columns: the schema of the Parquet file, made from the dataclasses themselves. Needs pyarrow."""

from __future__ import annotations

import types
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from allears.listening.encode import to_dict
from allears.listening.reading import Reading

from .failing import ArchiveError

ROWS = 5_000
"""Readings held in memory, and in one row group of the file."""


@cache
def _arrow() -> tuple[Any, Any]:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise ArchiveError('Parquet files need one more package: pip install "allears[parquet]".') from None
    return pyarrow, pyarrow.parquet


@cache
def schema() -> Any:
    """The columns of a reading: `measures` and what else is nested as structs and lists, moments in UTC."""
    pa, _ = _arrow()
    return pa.schema(list(_type_of(Reading)))


def _type_of(hint: Any) -> Any:
    pa, _ = _arrow()
    origin = get_origin(hint)
    if is_dataclass(hint) and isinstance(hint, type):
        hints = get_type_hints(hint)
        return pa.struct([(field.name, _type_of(hints[field.name])) for field in fields(hint)])
    if origin is tuple:
        return pa.list_(_type_of(get_args(hint)[0]))
    if origin is Literal:
        return pa.string()
    if origin in (Union, types.UnionType):
        return _type_of(next(part for part in get_args(hint) if part is not type(None)))
    simple = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}
    return pa.timestamp("us", tz="UTC") if hint is datetime else simple[hint]


def row(reading: Reading) -> dict[str, Any]:
    found = to_dict(reading)
    for said, promise in zip(found["promises"], reading.promises, strict=True):
        said["due"] = promise.due.astimezone(UTC) if promise.due is not None else None
    return found


def write(readings: Iterable[Reading], path: Path) -> int:
    """Writes readings to a Parquet file; how many there were."""
    pa, _ = _arrow()
    count = 0
    with _writer(path) as out:
        for rows in _batches(map(row, readings)):
            out.write_table(pa.Table.from_pylist(rows, schema=schema()))
            count += len(rows)
    return count


def join(parts: Iterable[Path], path: Path) -> None:
    """One file of many, row group by row group, in constant memory."""
    _, pq = _arrow()
    with _writer(path) as out:
        for part in parts:
            with pq.ParquetFile(part) as file:
                for group in range(file.num_row_groups):
                    out.write_table(file.read_row_group(group))


@contextmanager
def _writer(path: Path) -> Iterator[Any]:
    _, pq = _arrow()
    with pq.ParquetWriter(path, schema(), compression="zstd") as out:
        yield out


def _batches(rows: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    held: list[dict[str, Any]] = []
    for one in rows:
        held.append(one)
        if len(held) == ROWS:
            yield held
            held = []
    if held:
        yield held
