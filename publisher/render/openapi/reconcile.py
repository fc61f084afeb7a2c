"""The reconciliation service as operations of the API.

https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/
"""

from collections.abc import Sequence
from typing import Final

from publisher import limits
from publisher.render.openapi.shared import LOCATION, PROBLEM, TAG, TEXT_SCHEMA, Object

_FORM: Final = "application/x-www-form-urlencoded"
_QUERIES: Final = '{"q0": {"query": "name", "limit": 3}}'
_EXTEND: Final = '{"ids": [], "properties": []}'
_LABELLED: Final[Object] = {
    "type": "object",
    "required": ["id", "name"],
    "properties": {"id": TEXT_SCHEMA, "name": TEXT_SCHEMA, "description": TEXT_SCHEMA},
}
_KNOWN: Final[Object] = {"description": "The answer that the client has"}


def reconcile_paths() -> Object:
    """Return the operations of the service by their paths."""
    return {
        "/reconcile": {"get": _service("get"), "post": _service("post")},
        **{f"/reconcile/suggest/{kind}": {"get": _suggest(kind)} for kind in _KINDS},
        **{f"/reconcile/flyout/{kind}": {"get": _flyout(kind)} for kind in _KINDS},
        "/reconcile/properties": {"get": _properties()},
        "/reconcile/preview": {"get": _preview()},
        "/reconcile/view": {"get": _view()},
    }


_KINDS: Final = ("entity", "type", "property")


def _service(method: str) -> Object:
    fields: dict[str, Object] = {
        "queries": {
            "description": "A batch of queries as JSON; without it and extend, the manifest",
            "schema": {"type": "string", "contentMediaType": "application/json"},
            "example": _QUERIES,
        },
        "extend": {
            "description": "Which values of which entities are wanted, as JSON",
            "schema": {"type": "string", "contentMediaType": "application/json"},
        },
    }
    return {
        **_operation(f"reconcile-{method}", "Match names to entities, or take values over"),
        **(_in_address(fields) if method == "get" else _in_form(fields)),
        "responses": {
            "200": {
                "description": "The manifest, candidates by query, or values by entity",
                "headers": {"ETag": TAG},
                "content": {"application/json": {"schema": {"type": "object"}}},
            },
            "304": _KNOWN,
            "default": PROBLEM,
        },
    }


def _in_address(fields: dict[str, Object]) -> Object:
    return {"parameters": [{"name": name, "in": "query", **each} for name, each in fields.items()]}


def _in_form(fields: dict[str, Object]) -> Object:
    schema = {
        "type": "object",
        "properties": {name: each["schema"] for name, each in fields.items()},
        "oneOf": [{"required": [name]} for name in fields],
    }
    return {"requestBody": {"required": True, "content": {_FORM: {"schema": schema}}}}


def _suggest(kind: str) -> Object:
    return {
        **_operation(
            f"suggest-{kind}", f"The {_PLURALS[kind]} that a text may be the beginning of"
        ),
        "parameters": [
            _text("prefix", "What was typed", example="a"),
            _number("limit", limits.MOST_CANDIDATES, limits.CANDIDATES),
            _number("cursor", limits.SKIPPED_SUGGESTIONS, 0),
            *([_text("type", "Only entities of this type")] if kind == "entity" else []),
        ],
        "responses": _responses({**_list("result"), "cursor": {"type": "integer"}}, ["result"]),
    }


_PLURALS: Final = {"entity": "entities", "type": "types", "property": "properties"}


def _flyout(kind: str) -> Object:
    return {
        **_operation(f"flyout-{kind}", f"A few words on the {kind}"),
        "parameters": [_identifier()],
        "responses": _responses({"id": TEXT_SCHEMA, "html": TEXT_SCHEMA}, ["id", "html"]),
    }


def _properties() -> Object:
    return {
        **_operation("propose-properties", "The properties that entities of a type have"),
        "parameters": [
            _text("type", "Without it: properties of any entity"),
            _number("limit", limits.PROPOSED_PROPERTIES, limits.PROPOSED_PROPERTIES),
        ],
        "responses": _responses(_list("properties"), ["properties"]),
    }


def _preview() -> Object:
    return {
        **_operation("reconcile-preview", "An entity as a small page, which any site may frame"),
        "parameters": [_identifier()],
        "responses": {
            "200": {"description": "The page", "content": {"text/html": {"schema": TEXT_SCHEMA}}},
            "304": _KNOWN,
            "default": PROBLEM,
        },
    }


def _view() -> Object:
    return {
        **_operation("reconcile-view", "The way to the page of an entity"),
        "parameters": [_identifier()],
        "responses": {
            "303": {"description": "Where the page is", "headers": {"Location": LOCATION}},
            "default": PROBLEM,
        },
    }


def _operation(name: str, summary: str) -> Object:
    return {"operationId": name, "tags": ["Reconciliation"], "summary": summary}


def _responses(members: Object, required: Sequence[str]) -> Object:
    schema = {"type": "object", "required": list(required), "properties": members}
    return {
        "200": {
            "description": "The answer",
            "headers": {"ETag": TAG},
            "content": {"application/json": {"schema": schema}},
        },
        "304": _KNOWN,
        "default": PROBLEM,
    }


def _list(name: str) -> Object:
    return {name: {"type": "array", "items": _LABELLED}}


def _identifier() -> Object:
    return {**_text("id", "The identifier, as another answer had it"), "required": True}


def _text(name: str, description: str, *, example: str = "") -> Object:
    return {
        "name": name,
        "in": "query",
        "description": description,
        "schema": {"type": "string", "maxLength": limits.RECONCILE_CHARACTERS},
        **({"example": example} if example else {}),
    }


def _number(name: str, largest: int, default: int) -> Object:
    return {
        "name": name,
        "in": "query",
        "description": f"A larger number than {largest:,} means that one.",
        "schema": {"type": "integer", "minimum": 0, "default": default},
        "example": default,
    }
