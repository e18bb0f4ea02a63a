"""The OpenAPI document: ninja's own, completed with examples and with every way in which a request can fail."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from .auth import PerPerson
from .door import door
from .problems import MEDIA_TYPE, TITLES
from .schemas.common import Problem

ROOT = "/api/v1/"

_FAILURES = {
    "400": "The body is no JSON",
    "401": "No token, or one that opens nothing",
    "403": "Your role does not allow this",
    "404": "There is no such thing, or you may not know of it",
    "409": "Somebody else changed the same thing at this moment",
    "413": TITLES[413],
    "422": "A value is wrong; `errors` names the fields",
    "429": "Too many requests in a minute",
}


@cache
def served() -> bytes:
    """The document as bytes, made once."""
    return json.dumps(document(), ensure_ascii=False).encode()


def document() -> dict[str, Any]:
    """The OpenAPI 3.1 document as plain data."""
    # Through JSON, because ninja shares parts between operations that are changed here one by one.
    found: dict[str, Any] = json.loads(json.dumps(dict(door.get_openapi_schema(path_prefix=ROOT))))
    schemas = found["components"]["schemas"]
    problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas |= problem.pop("$defs")
    schemas["Problem"] = problem
    throttled = _throttled()
    for methods in found["paths"].values():
        for operation in methods.values():
            _complete(operation, schemas, limited=operation["operationId"] in throttled)
    _prune(found, schemas)
    found["servers"] = [{"url": "/", "description": "This desk"}]
    return found


def _prune(found: dict[str, Any], schemas: dict[str, Any]) -> None:
    """Drop the schemas that nothing points at: ninja writes the fields of a query out one by one."""
    text = json.dumps(found)
    for name in [name for name in schemas if f'"#/components/schemas/{name}"' not in text]:
        del schemas[name]


def _complete(operation: dict[str, Any], schemas: dict[str, Any], *, limited: bool) -> None:
    body = operation.get("requestBody")
    parameters = operation["parameters"]
    for parameter in parameters:
        schema = parameter["schema"]
        parameter.pop("examples", None)
        if "example" in schema:
            schema["examples"] = [schema.pop("example")]
        parameter["example"] = example_of(schema, schemas)
    media = list(body["content"].values()) if body else []
    for response in operation["responses"].values():
        media += response.get("content", {}).values()
    for it in media:
        it["example"] = example_of(it["schema"], schemas)
    codes = ["401", "403"]
    if body:
        codes += ["400", "409", "413"]
    if body or any(parameter["in"] == "path" for parameter in parameters):
        codes.append("404")
    if body or parameters:
        codes.append("422")
    if limited:
        codes.append("429")
    for code in sorted(codes):
        content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
        operation["responses"][code] = {"description": _FAILURES[code], "content": content}


def example_of(schema: dict[str, Any], schemas: dict[str, Any]) -> Any:
    """A value that fits `schema`, put together from the examples of its fields."""
    if "examples" in schema:
        return schema["examples"][0]
    if "$ref" in schema:
        return example_of(schemas[schema["$ref"].rpartition("/")[2]], schemas)
    for key in ("anyOf", "allOf"):
        if key in schema:
            return example_of(schema[key][0], schemas)
    if "properties" in schema:
        return {name: example_of(inner, schemas) for name, inner in schema["properties"].items()}
    if schema.get("type") == "array":
        return [example_of(schema["items"], schemas)]
    return schema.get("default")


def _throttled() -> set[str]:
    return {
        operation.view_func.__name__
        for routers in door._get_bound_routers()
        for path in routers.path_operations.values()
        for operation in path.operations
        if any(isinstance(it, PerPerson) for it in operation.throttle_objects)
    }
