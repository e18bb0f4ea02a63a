"""Readings as plain data, for JSON and for other programs, and the JSON Schema that describes them."""

from __future__ import annotations

import types
from dataclasses import fields, is_dataclass
from datetime import datetime
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from .reading import Reading

SCHEMA_ID = "https://all-ears.dev/schemas/reading.schema.json"


def to_dict(reading: Reading) -> dict[str, Any]:
    """A reading as dicts, lists, texts and numbers; dates in ISO 8601 with their zone, tuples as lists."""
    data = _plain(reading)
    assert isinstance(data, dict)
    return data


def to_json(reading: Reading) -> bytes:
    """`to_dict(reading)` as one line of JSON, in UTF-8; a number that JSON does not have is null."""
    import msgspec  # only where it is used: `to_dict` needs nothing

    return msgspec.json.encode(to_dict(reading))


_NAMES: dict[type, tuple[str, ...] | None] = {}
"""The fields of each class that was met; None for one that is no dataclass."""


def _plain(value: object) -> Any:
    kind = type(value)
    if kind is str or kind is int or kind is float or value is None:
        return value
    if kind is tuple or kind is list:
        return [_plain(item) for item in value]  # type: ignore[attr-defined]  # one of the two
    try:
        names = _NAMES[kind]
    except KeyError:
        names = _NAMES[kind] = tuple(field.name for field in fields(kind)) if is_dataclass(kind) else None
    if names is not None:
        return {name: _plain(getattr(value, name)) for name in names}
    return value.isoformat() if isinstance(value, datetime) else value


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of `to_dict(reading)`, made from the dataclasses themselves."""
    definitions: dict[str, Any] = {}
    body = _schema_of(Reading, definitions)
    definitions.pop("Reading")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": "Reading",
        **body,
        "$defs": dict(sorted(definitions.items())),
    }


def _schema_of(cls: type, definitions: dict[str, Any]) -> dict[str, Any]:
    hints = get_type_hints(cls)
    properties = {}
    definitions[cls.__name__] = {}
    for field in fields(cls):
        properties[field.name] = _type_schema(hints[field.name], definitions)
    for name in ("confidence", "score", "talk_share"):
        if name in properties:
            _bound(properties[name], 1)
    if "heard" in properties:
        _bound(properties["heard"], 100)
    body = {
        "type": "object",
        "description": " ".join((cls.__doc__ or "").split()),
        "properties": properties,
        "required": [field.name for field in fields(cls)],
        "additionalProperties": False,
    }
    definitions[cls.__name__] = body
    return body


def _bound(kind: dict[str, Any], maximum: int) -> None:
    for part in kind.get("anyOf", [kind]):
        if part.get("type") == "number":
            part.update(minimum=0, maximum=maximum)


def _type_schema(hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    origin = get_origin(hint)
    if origin is Literal:
        return {"enum": list(get_args(hint))}
    if origin is tuple:
        return {"type": "array", "items": _type_schema(get_args(hint)[0], definitions)}
    if origin in (Union, types.UnionType):
        return {"anyOf": [_type_schema(part, definitions) for part in get_args(hint)]}
    if is_dataclass(hint) and isinstance(hint, type):
        if hint.__name__ not in definitions:
            _schema_of(hint, definitions)
        return {"$ref": f"#/$defs/{hint.__name__}"}
    simple: dict[Any, dict[str, Any]] = {
        str: {"type": "string"},
        int: {"type": "integer"},
        float: {"type": "number"},
        bool: {"type": "boolean"},
        type(None): {"type": "null"},
        datetime: {"type": "string", "format": "date-time"},
    }
    return simple[hint]
