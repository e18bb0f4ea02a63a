"""The page that shows what the API can do: made here, without scripts, so that it needs nobody else's server."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine, Template
from django.views.decorators.http import require_safe
from markdown_it import MarkdownIt

from . import document


@dataclass(frozen=True, slots=True)
class Value:
    """A parameter or a field, as the page shows it."""

    name: str
    kind: str
    required: bool
    about: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One operation, as the page shows it."""

    key: str
    method: str
    path: str
    summary: str
    about: str
    parameters: Sequence[Value]
    body: Sequence[Value]
    curl: str
    answer: str


@dataclass(frozen=True, slots=True)
class Part:
    name: str
    about: str
    operations: Sequence[Shown]


@require_safe
def reference(request: HttpRequest) -> HttpResponse:
    """GET /api/v1/docs"""
    return HttpResponse(_template().render(Context({"request": request, "parts": parts(), "about": _about()})))


@cache
def parts() -> Sequence[Part]:
    """The operations by tag, in the order of the tags."""
    whole = document.document()
    schemas = whole["components"]["schemas"]
    found: dict[str, list[Shown]] = {tag["name"]: [] for tag in whole["tags"]}
    for path, methods in whole["paths"].items():
        for method, operation in methods.items():
            found[operation["tags"][0]].append(_shown(method, path, operation, schemas))
    return [Part(tag["name"], tag["description"], found[tag["name"]]) for tag in whole["tags"]]


def _shown(method: str, path: str, operation: Mapping[str, Any], schemas: Mapping[str, Any]) -> Shown:
    body = operation.get("requestBody", {}).get("content", {}).get("application/json")
    content = next(iter(operation["responses"].values())).get("content", {}).get("application/json")
    return Shown(
        key=operation["operationId"],
        method=method.upper(),
        path=path,
        summary=operation["summary"],
        about=_markdown(operation["description"]),
        parameters=[
            Value(it["name"], _kind(it["schema"], schemas), it["required"], _markdown(it.get("description", "")))
            for it in operation["parameters"]
        ],
        body=_fields(body["schema"], schemas) if body else [],
        curl=_curl(method, path, operation["parameters"], body["example"] if body else None),
        answer=_pretty(content["example"]) if content else "",
    )


def _curl(method: str, path: str, parameters: Sequence[Mapping[str, Any]], body: object) -> str:
    needed = {it["name"]: it["example"] for it in parameters if it["in"] == "path"}
    query = [f"{it['name']}={it['example']}" for it in parameters if it["in"] == "query" and it["required"]]
    address = path.format(**needed) + (f"?{'&'.join(query)}" if query else "")
    lines = ['curl -H "Authorization: Bearer $TOKEN"']
    if method != "get":
        lines[0] += f" -X {method.upper()}"
    if body is not None:
        lines.append(f"  --json '{json.dumps(body, ensure_ascii=False)}'")
    lines.append(f"  '$DESK{address}'".replace("'$DESK", '"$DESK').removesuffix("'") + '"')
    return " \\\n".join(lines)


def _fields(schema: Mapping[str, Any], schemas: Mapping[str, Any]) -> Sequence[Value]:
    whole = schemas[schema["$ref"].rpartition("/")[2]]
    required = whole.get("required", [])
    return [
        Value(name, _kind(it, schemas), name in required, _markdown(it.get("description", "")))
        for name, it in whole["properties"].items()
    ]


def _kind(schema: Mapping[str, Any], schemas: Mapping[str, Any]) -> str:
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return _kind(schemas[name], schemas) if "enum" in schemas[name] else name
    for key in ("anyOf", "allOf"):
        if key in schema:
            return " or ".join(_kind(it, schemas) for it in schema[key])
    if "enum" in schema:
        return ", ".join(map(str, schema["enum"]))
    if schema.get("type") == "array":
        return f"list of {_kind(schema['items'], schemas)}" if "items" in schema else "list"
    return str(schema.get("format") or schema.get("type", "any"))


def _pretty(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False)


@cache
def _template() -> Template:
    engine = Engine(
        libraries={"static": "django.templatetags.static"}, builtins=["django.templatetags.static"], autoescape=True
    )
    return engine.from_string((Path(__file__).parent / "page.html").read_text(encoding="utf-8"))


@cache
def _about() -> str:
    return _markdown(document.document()["info"]["description"])


def _markdown(text: str) -> str:
    """Our own descriptions as HTML; whatever tags stand in them are shown, not obeyed."""
    return str(MarkdownIt("commonmark", {"html": False}).render(text))
