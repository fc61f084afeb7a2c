"""EntityValues of entities: the data extension service, by which a table gets more columns.

An answer has what is asserted, in the default graph of the endpoint. What is only claimed is never
asserted, so it has no place here; of a claim itself nothing is answered that could be its words.

https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/#data-extension-service
"""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, TypeAlias

from starlette.requests import Request

from publisher.property_groups import NOTES
from publisher.serve.reconcile.batch import Extension, WantedProperty
from publisher.serve.reconcile.lookups import about, select
from publisher.serve.reconcile.schema import ReconcileSchema
from publisher.serve.site_state import SiteState
from publisher.terms import bare
from publisher.vocabulary import EV_CLAIM, PREFIXES, RDF_TYPE

ResultTerm: TypeAlias = Mapping[str, str]
"""A term as SPARQL's JSON has it."""
EntityValues: TypeAlias = Mapping[str, Mapping[str, Sequence[ResultTerm]]]
"""The values of each property of each entity, by IRI."""
Entities: TypeAlias = Mapping[str, Mapping[str, Any]]

_XSD: Final = PREFIXES["xsd"]
_INTEGERS: Final = frozenset(
    f"{_XSD}{name}"
    for name in (
        *("integer", "int", "long", "short", "byte"),
        *("nonNegativeInteger", "positiveInteger", "nonPositiveInteger", "negativeInteger"),
        *("unsignedInt", "unsignedLong", "unsignedShort", "unsignedByte"),
    )
)
_REALS: Final = frozenset(f"{_XSD}{name}" for name in ("decimal", "double", "float"))
_DATE_TIME: Final = f"{_XSD}dateTime"
# As the schema of the standard has it.
_SCHEMA_DATE: Final = re.compile(
    r"-?(?:[1-9][0-9]*)?[0-9]{4}-(?:1[0-2]|0[1-9])-(?:3[01]|0[1-9]|[12][0-9])"
    r"T(?:2[0-3]|[01][0-9]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?"
    r"(?:Z|[+-](?:2[0-3]|[01][0-9]):[0-5][0-9])?"
)
_LARGEST: Final = 1 << 31
"""OpenRefine reads a number with more bits as none."""
_DIGITS: Final = 15
"""Of a decimal number that a client can read without loss."""


async def extend(wanted: Extension, request: Request, site: SiteState) -> dict[str, object]:
    """Return the values of each entity. Raises Problem or PoolError."""
    schema = site.schema
    entities = await _entities(wanted.identifiers, request, site)
    properties = {each.iri for each in wanted.properties}
    values = await values_of(entities.values(), properties, request, site)
    named = await about(_iris(values), request, site)
    return {
        "meta": [_meta(each, schema) for each in wanted.properties],
        "rows": {
            identifier: {
                each.identifier: _cells(
                    values.get(entities.get(identifier, ""), {}).get(each.iri, ()),
                    each,
                    named,
                    schema,
                )
                for each in wanted.properties
            }
            for identifier in wanted.identifiers
        },
    }


async def _entities(
    identifiers: Iterable[str], request: Request, site: SiteState
) -> dict[str, str]:
    """Return the IRI of each identifier that an entity has."""
    meanings = {each: site.schema.space.iris(each) for each in identifiers}
    known = await about((iri for iris in meanings.values() for iri in iris), request, site)
    found = {
        identifier: next((iri for iri in iris if iri in known), "")
        for identifier, iris in meanings.items()
    }
    return {identifier: iri for identifier, iri in found.items() if iri}


async def values_of(
    entities: Iterable[str], properties: Iterable[str], request: Request, site: SiteState
) -> EntityValues:
    """Return what is asserted of some entities, without claims. All of them are IRIs."""
    # In a project with sources notes are the editor's words, and may repeat those of a claim.
    notes = frozenset(map(bare, NOTES)) if site.frame.has_sources else frozenset()
    subjects, predicates = sorted(set(entities)), sorted(filter(_is_iri, {*properties} - notes))
    if not subjects or not predicates:
        return {}
    rows = await select(_query(subjects, {*predicates, _TYPE}), request, site)
    values: dict[str, dict[str, list[ResultTerm]]] = {}
    for row in rows:
        about_it = values.setdefault(row["s"]["value"], {})
        about_it.setdefault(row["p"]["value"], []).append(row["o"])
    return {
        subject: {
            predicate: sorted(nodes, key=_order)
            for predicate, nodes in about_it.items()
            if predicate in predicates
        }
        for subject, about_it in values.items()
        if not any(node["value"] == _CLAIM for node in about_it.get(_TYPE, ()))
    }


_TYPE: Final = bare(RDF_TYPE)
_CLAIM: Final = bare(EV_CLAIM)


def _query(subjects: Iterable[str], predicates: Iterable[str]) -> str:
    listed = " ".join(f"<{each}>" for each in subjects)
    asked = " ".join(f"<{each}>" for each in sorted(predicates))
    return (
        f"SELECT DISTINCT ?s ?p ?o WHERE {{ VALUES ?s {{ {listed} }} VALUES ?p {{ {asked} }} "
        "?s ?p ?o }"
    )


def _is_iri(text: str) -> bool:
    return _IRI.fullmatch(text) is not None


_IRI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:[^\x00-\x20<>\"{}|^`\\\ud800-\udfff]+")


def _order(node: ResultTerm) -> tuple[str, str, str]:
    return node["value"], node.get("xml:lang", ""), node.get("datatype", "")


def _iris(values: EntityValues) -> list[str]:
    return [
        node["value"]
        for about_it in values.values()
        for nodes in about_it.values()
        for node in nodes
        if node["type"] == "uri"
    ]


def _meta(wanted: WantedProperty, schema: ReconcileSchema) -> dict[str, object]:
    term = schema.properties.get(wanted.iri)
    range_ = schema.types.get(term.range) if term and not wanted.content else None
    return {
        "id": wanted.identifier,
        "name": term.name if term else wanted.identifier,
        **({"type": {"id": range_.iri, "name": range_.name}} if range_ else {}),
    }


def _cells(
    nodes: Sequence[ResultTerm], wanted: WantedProperty, named: Entities, schema: ReconcileSchema
) -> list[dict[str, object]]:
    nodes = [node for node in nodes if _has_language(node, wanted.language)]
    cells = [cell for node in nodes if (cell := _cell(node, wanted.content, named, schema))]
    return cells[: wanted.limit] if wanted.limit else cells


def _has_language(node: ResultTerm, language: str) -> bool:
    """Return whether a value is in a language (`en` has `en-GB`), or in none."""
    tag = node.get("xml:lang", "").lower()
    wanted = language.lower()
    return not wanted or not tag or tag == wanted or tag.startswith(f"{wanted}-")


def _cell(
    node: ResultTerm, content: str, named: Entities, schema: ReconcileSchema
) -> dict[str, object] | None:
    """Return a value as a cell of a table; None for a blank node, which has no name elsewhere."""
    if node["type"] == "uri":
        return _iri_cell(node["value"], content, named, schema)
    return _literal_cell(node) if node["type"] == "literal" else None


def _iri_cell(
    iri: str, content: str, named: Entities, schema: ReconcileSchema
) -> dict[str, object]:
    if iri not in named or content == "iri":
        return {"str": iri}
    label = named[iri]["label"]
    return (
        {"str": label}
        if content == "label"
        else {"id": schema.space.identifier(iri), "name": label}
    )


def _literal_cell(node: ResultTerm) -> dict[str, object]:
    """Return a number or a time as such if a client reads it without loss; else the text."""
    text, datatype = node["value"], node.get("datatype", "")
    if datatype in _INTEGERS and _is_small(text):
        return {"int": int(text)}
    if datatype in _REALS and len(text.strip("-+0.")) <= _DIGITS and _is_finite(text):
        return {"float": float(text)}
    if datatype == _DATE_TIME and _SCHEMA_DATE.fullmatch(text):
        return {"date": text}
    return {"str": text}


def _is_small(text: str) -> bool:
    digits = text.lstrip("+-")
    return digits.isascii() and digits.isdigit() and abs(int(digits[:20])) < _LARGEST


def _is_finite(text: str) -> bool:
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False
