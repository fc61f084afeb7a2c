"""Suggest entities, types and properties while somebody types, and say what one of them is.

https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/#suggest-services
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from html import escape
from typing import Final

from starlette.requests import Request

from publisher import limits
from publisher.serve.problems import Problem
from publisher.serve.reconcile.candidates import type_references
from publisher.serve.reconcile.json_fields import a_text, wrong
from publisher.serve.reconcile.lookups import about, look_up
from publisher.serve.reconcile.manifest import type_members
from publisher.serve.reconcile.schema import ReconcileSchema, SchemaTerm
from publisher.serve.site_state import SiteState


async def _entities(fields: Mapping[str, str], request: Request, site: SiteState) -> object:
    """Return the entities that have a name which begins with `prefix`."""
    text, limit, offset = _wanted(fields)
    schema = site.schema
    type_ = a_text(fields.get("type", ""), "type").strip()
    types = [schema.type_iri(type_)] if type_ else []
    lookup = {
        "text": text,
        "types": types,
        "limit": limit + 1,
        "offset": offset,
    }
    found = await look_up({"suggest": lookup}, request, site) if text else []
    result = [
        {
            "id": schema.space.identifier(each["iri"]),
            "name": each["label"],
            **({"description": each["summary"]} if each["summary"] else {}),
            "notable": type_references(each["types"], schema),
        }
        for each in found
    ]
    return _page(result, limit=limit, offset=offset)


async def _types(fields: Mapping[str, str], _request: Request, site: SiteState) -> object:
    text, limit, offset = _wanted(fields)
    found = site.schema.matching(text, site.schema.types)
    return _page(_members(found[offset:], limit), limit=limit, offset=offset)


async def _properties(fields: Mapping[str, str], _request: Request, site: SiteState) -> object:
    text, limit, offset = _wanted(fields)
    found = site.schema.matching(text, site.schema.properties)
    return _page(_members(found[offset:], limit), limit=limit, offset=offset)


async def _proposals(fields: Mapping[str, str], _request: Request, site: SiteState) -> object:
    """Return the properties that the entities of a type have, the commonest first.

    https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/#property-proposals
    """
    most = limits.PROPOSED_PROPERTIES
    limit = _number(fields, "limit", default=most, largest=most)
    given = a_text(fields.get("type", ""), "type").strip()
    proposed = _proposed(given, site.schema)[:limit]
    return {
        **({"type": given} if given else {}),
        **({"limit": limit} if "limit" in fields else {}),
        "properties": [type_members(each) for each in proposed],
    }


def _proposed(given: str, schema: ReconcileSchema) -> Sequence[SchemaTerm]:
    if not given:
        return list(schema.properties.values())
    type_ = schema.types.get(schema.type_iri(given))
    return [schema.properties[iri] for iri in type_.properties] if type_ else []


async def _flyout_of_entity(fields: Mapping[str, str], request: Request, site: SiteState) -> object:
    identifier = _identifier(fields)
    known = await about(site.schema.space.iris(identifier), request, site)
    for entity in known.values():
        types = ", ".join(each["name"] for each in type_references(entity["types"], site.schema))
        return _flyout(identifier, entity["label"], entity["summary"] or types)
    raise unknown(identifier)


async def _flyout_of_type(fields: Mapping[str, str], _request: Request, site: SiteState) -> object:
    identifier = _identifier(fields)
    return _flyout_of(identifier, site.schema.types.get(site.schema.type_iri(identifier)))


async def _flyout_of_property(
    fields: Mapping[str, str], _request: Request, site: SiteState
) -> object:
    identifier = _identifier(fields)
    return _flyout_of(identifier, site.schema.properties.get(site.schema.property_iri(identifier)))


def _flyout_of(identifier: str, term: SchemaTerm | None) -> object:
    if term is None:
        raise unknown(identifier)
    return _flyout(identifier, term.name, term.description or term.iri)


def _flyout(identifier: str, name: str, description: str) -> object:
    html = f"<p><strong>{escape(name)}</strong></p><p>{escape(description)}</p>"
    return {"id": identifier, "html": html}


def _identifier(fields: Mapping[str, str]) -> str:
    if not fields.get("id"):
        raise wrong("id", "It has no field id.")
    return a_text(fields["id"], "id")


def unknown(identifier: str) -> Problem:
    """Return the problem for an identifier that this service has not."""
    return Problem(404, "Not found", f"Nothing here has the identifier {identifier[:200]!r}.")


def _wanted(fields: Mapping[str, str]) -> tuple[str, int, int]:
    """Return the text, the number of suggestions, and how many were had before."""
    text = a_text(fields.get("prefix", ""), "prefix")
    limit = _number(fields, "limit", default=limits.CANDIDATES, largest=limits.MOST_CANDIDATES)
    return text, limit, _number(fields, "cursor", default=0, largest=limits.SKIPPED_SUGGESTIONS)


def _number(fields: Mapping[str, str], name: str, *, default: int, largest: int) -> int:
    text = fields.get(name, "").strip()
    if not text:
        return default
    if not (text.isascii() and text.isdigit()):
        raise wrong(name, f"{name}: expected a number from 0 but received {text[:60]!r}.")
    return min(int(text[:9]), largest)


def _members(terms: Sequence[SchemaTerm], limit: int) -> list[dict[str, object]]:
    return [type_members(each) for each in terms[: limit + 1]]


def _page(result: list[dict[str, object]], *, limit: int, offset: int) -> dict[str, object]:
    """Return one page of suggestions. `result` has one more if there is another page."""
    has_more = len(result) > limit and offset + limit < limits.SKIPPED_SUGGESTIONS
    return {"result": result[:limit], **({"cursor": offset + limit} if has_more else {})}


ANSWERS: Final[
    Mapping[str, Callable[[Mapping[str, str], Request, SiteState], Awaitable[object]]]
] = {
    "suggest/entity": _entities,
    "suggest/type": _types,
    "suggest/property": _properties,
    "flyout/entity": _flyout_of_entity,
    "flyout/type": _flyout_of_type,
    "flyout/property": _flyout_of_property,
    "properties": _proposals,
}
"""By the path below the service."""
