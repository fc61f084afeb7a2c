"""Read a batch of queries, or a request for values.

https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/#reconciliation-queries
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from publisher import limits
from publisher.serve.reconcile.json_fields import (
    a_list,
    a_number,
    a_text,
    an_object,
    json_object,
    only,
    too_many,
    wrong,
)
from publisher.serve.reconcile.schema import ReconcileSchema

_QUERY: Final = ("query", "type", "type_strict", "limit", "properties")
_STRICT: Final = ("any", "all", "should")
_EXTEND: Final = ("ids", "properties")


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A name to match. Types and properties are IRIs, each value is a text or an IRI."""

    text: str
    types: tuple[str, ...]
    strict: str
    limit: int
    properties: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedProperty:
    """A property whose values are asked for. `identifier`: as the client names it."""

    identifier: str
    iri: str
    limit: int = 0
    content: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """A request for values: of these entities, as the client names them."""

    identifiers: tuple[str, ...]
    properties: tuple[WantedProperty, ...]


def read_batch(text: str, schema: ReconcileSchema) -> dict[str, Query]:
    """Return the queries of a batch by their keys. Raises Problem."""
    members = json_object(text, field="queries")
    if len(members) > limits.RECONCILE_QUERIES:
        raise too_many("queries", len(members), limits.RECONCILE_QUERIES)
    return {key: _query(value, key, schema) for key, value in members.items()}


def _query(value: object, key: str, schema: ReconcileSchema) -> Query:
    members = an_object(value, key)
    only(members, _QUERY, key)
    properties = members.get("properties")
    if members.get("query") is None and not properties:
        raise wrong(key, f'{key} has no "query" and no "properties".')
    filters = tuple(
        _filter(each, f"{key}.properties", schema)
        for each in a_list(
            [] if properties is None else properties,
            f"{key}.properties",
            largest=limits.RECONCILE_PROPERTIES,
        )
    )
    given = members.get("query")
    return Query(
        text=_first_text(filters) if given is None else a_text(given, f"{key}.query"),
        types=_types(members.get("type"), f"{key}.type", schema),
        strict=_strict(members.get("type_strict"), f"{key}.type_strict"),
        limit=a_number(
            members.get("limit"),
            f"{key}.limit",
            default=limits.CANDIDATES,
            largest=limits.MOST_CANDIDATES,
        ),
        properties=filters,
    )


def _first_text(filters: tuple[tuple[str, tuple[str, ...]], ...]) -> str:
    """Return what to look for if there is no name: the first value, perhaps an identifier."""
    return next((value for _, values in filters for value in values), "")


def _types(value: object, place: str, schema: ReconcileSchema) -> tuple[str, ...]:
    if value is None:
        return ()
    types = a_list([value] if isinstance(value, str) else value, place, largest=_MOST_TYPES)
    texts = (a_text(each, place).strip() for each in types)
    # OpenRefine sends an empty type for "no particular type".
    return tuple(dict.fromkeys(schema.type_iri(text) for text in texts if text))


_MOST_TYPES: Final = limits.RECONCILE_TYPES


def _strict(value: object, place: str) -> str:
    if value is None:
        return "any"
    if value not in _STRICT:
        raise wrong(place, f"{place}: expected {', '.join(_STRICT)}.")
    return str(value)


def _filter(value: object, place: str, schema: ReconcileSchema) -> tuple[str, tuple[str, ...]]:
    members = an_object(value, place)
    only(members, ("pid", "v"), place)
    for name in ("pid", "v"):
        if name not in members:
            raise wrong(place, f"{place}: one has no member {name!r}.")
    given = members["v"]
    values = a_list(
        given if isinstance(given, list) else [given],
        f"{place}.v",
        largest=limits.RECONCILE_PROPERTIES,
    )
    iri = schema.property_iri(a_text(members["pid"], f"{place}.pid"))
    return iri, tuple(_value(each, f"{place}.v", schema) for each in values)


def _value(value: object, place: str, schema: ReconcileSchema) -> str:
    """Return a value as the index compares it: an IRI, or a text."""
    if isinstance(value, dict):
        only(value, ("id", "name"), place)
        if "id" not in value:
            raise wrong(place, f'{place}: an object has no member "id".')
        identifier = a_text(value["id"], f"{place}.id")
        return next(iter(schema.space.iris(identifier)), identifier)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        if not math.isfinite(value):
            raise wrong(place, f"{place}: a number is too large.")
        return repr(int(value) if value == int(value) else value)
    return a_text(value, place)


def read_extension(text: str, schema: ReconcileSchema) -> Extension:
    """Return which values of which entities are asked for. Raises Problem."""
    members = json_object(text, field="extend")
    only(members, _EXTEND, "extend")
    for name in _EXTEND:
        if name not in members:
            raise wrong("extend", f"extend has no member {name!r}.")
    ids = a_list(members["ids"], "extend.ids", largest=limits.EXTEND_ENTITIES)
    properties = a_list(
        members["properties"], "extend.properties", largest=limits.EXTEND_PROPERTIES
    )
    return Extension(
        identifiers=tuple(dict.fromkeys(a_text(each, "extend.ids") for each in ids)),
        properties=tuple(
            _wanted(an_object(each, "extend.properties"), schema) for each in properties
        ),
    )


def _wanted(members: Mapping[str, Any], schema: ReconcileSchema) -> WantedProperty:
    place = "extend.properties"
    only(members, ("id", "name", "settings"), place)
    if "id" not in members:
        raise wrong(place, f'{place}: one has no member "id".')
    identifier = a_text(members["id"], f"{place}.id")
    given = members.get("settings")
    settings = an_object({} if given is None else given, f"{place}.settings")
    return WantedProperty(
        identifier=identifier,
        iri=schema.property_iri(identifier),
        limit=_limit(settings.get("limit"), f"{place}.settings.limit"),
        content=a_text(settings.get("content") or "", f"{place}.settings.content"),
        language=a_text(settings.get("language") or "", f"{place}.settings.language").strip(),
    )


def _limit(value: object, place: str) -> int:
    """Return how many values of a property are wanted at most; 0 for all.

    Clients send what a person typed into a form, so it may be a text.
    """
    if isinstance(value, str):
        value = value.strip() or None
        if isinstance(value, str):
            if not (value.isascii() and value.isdigit()):
                raise wrong(
                    place, f"{place}: expected a number from 0 but received {value[:60]!r}."
                )
            value = int(value[:_DIGITS])
    return a_number(value, place, default=0, largest=limits.ANSWER_ROWS)


_DIGITS: Final = 9
