"""The OpenAPI document read back for people: functions, their arguments, and what things hold."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Field:
    """An argument or a field; `thing` is what it holds, if that has fields itself."""

    name: str
    type: str
    text: str
    is_required: bool
    thing: str | None = None


@dataclass(frozen=True, slots=True)
class Function:
    """One function: what it is called by, the right it asks for, what goes in and comes out."""

    method: str
    path: str
    summary: str
    text: str
    right: str
    arguments: Sequence[Field]
    sent: str | None
    given: str

    @property
    def key(self) -> str:
        """Name it where a text of ours is looked up."""
        steps = self.path.removeprefix("/api/v1/").split("/")
        return f"{self.method} {'/'.join(step for step in steps if not step.startswith('{'))}"


@dataclass(frozen=True, slots=True)
class Thing:
    """What is sent or given: a name, what it is, its fields."""

    name: str
    text: str
    fields: Sequence[Field]


def functions_in(document: Json) -> list[Function]:
    """List the functions in the order of the document."""
    return [
        _function(document, path, method, {**operation, "parameters": [*shared, *own]})
        for path, operations in document["paths"].items()
        for shared in [operations.get("parameters", ())]
        for method, operation in operations.items()
        if method != "parameters"
        for own in [operation.get("parameters", ())]
    ]


def things_in(document: Json) -> list[Thing]:
    """List what functions send and give, by name; what none of them names is left out."""
    schemas = document["components"]["schemas"]
    functions = functions_in(document)
    waiting = ["Problem", *(name for f in functions for name in (f.sent, f.given) if name)]
    found: dict[str, Thing] = {}
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = Thing(name, schemas[name].get("description", ""), _fields(schemas[name]))
            waiting += [field.thing for field in found[name].fields if field.thing]
    return [found[name] for name in sorted(found)]


def _function(document: Json, path: str, method: str, operation: Json) -> Function:
    body = operation.get("requestBody")
    return Function(
        method=method.upper(),
        path=path,
        summary=operation["summary"],
        text=operation.get("description", ""),
        right=operation["x-right"],
        arguments=list(_arguments(document, operation.get("parameters", ()))),
        sent=_thing(_json_schema(body)) if body else None,
        given=_given(operation["responses"]["200"]),
    )


def _given(response: Json) -> str:
    """Name what is given; empty for a file."""
    kinds = response["content"]
    is_file = kinds["application/json"]["schema"].get("format") == "binary"
    return "" if is_file else _thing(_json_schema(response)) or ""


def _arguments(document: Json, parameters: Sequence[Json]) -> Iterator[Field]:
    named = document["components"]["parameters"]
    for given in parameters:
        found = named[given["$ref"].rpartition("/")[2]] if "$ref" in given else given
        text, is_required = found.get("description", ""), found.get("required", False)
        yield Field(found["name"], _type(found["schema"]), text, is_required)


def _fields(schema: Json) -> list[Field]:
    required = set(schema.get("required", ()))
    return [
        Field(name, _type(part), part.get("description", ""), name in required, _thing(part))
        for name, part in schema.get("properties", {}).items()
    ]


def _json_schema(holder: Json) -> Json:
    schema: Json = holder["content"]["application/json"]["schema"]
    return schema


def _thing(schema: Json) -> str | None:
    """Find the name of the thing that a schema holds: one, several, or one or none."""
    inner = [schema, schema.get("items", {}), *schema.get("anyOf", ())]
    names = (part["$ref"].rpartition("/")[2] for part in inner if "$ref" in part)
    return next(names, None)


def _type(schema: Json) -> str:
    """Write a type in a few characters: ``integer 1…1000``, ``a | b``, ``date``, ``X[]``."""
    if "enum" in schema:
        return " | ".join(str(value) for value in schema["enum"] if value is not None)
    if "items" in schema:
        return f"{_thing(schema) or _type(schema['items'])}[]"
    named = schema.get("type") or [part.get("type") for part in schema.get("anyOf", ())]
    kinds = [named] if isinstance(named, str) else [kind for kind in named if kind]
    words = [schema.get("format") or kind if kind == "string" else kind for kind in kinds]
    words = [word for word in words if word != "object"]
    return " | ".join([*([_thing(schema)] if _thing(schema) else []), *words]) or "object"  # type: ignore[list-item]
