"""Show an entity in a frame of another site, and lead to its page.

https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/#preview-service
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from publisher import policies
from publisher.addresses import anchor_of, percent_encoded
from publisher.media_types import content_type
from publisher.model import Term
from publisher.property_groups import FURTHER_LABELS, LINKS, NAMING, NOTES
from publisher.render.reconcile import Preview, preview_page
from publisher.serve.answers import answer_response
from publisher.serve.files import SHORTLY
from publisher.serve.reconcile.candidates import type_references
from publisher.serve.reconcile.json_fields import a_text, wrong
from publisher.serve.reconcile.lookups import about, select
from publisher.serve.reconcile.schema import ReconcileSchema
from publisher.serve.reconcile.suggest import unknown
from publisher.serve.reconcile.values import Entities, EntityValues, ResultTerm, values_of
from publisher.serve.release import SAFE, Release
from publisher.serve.response_cache import entity_tag, precondition
from publisher.serve.site_state import SiteState
from publisher.terms import bare, fragment, iri, local_name, page_iri
from publisher.vocabulary import (
    DCTERMS_REPLACED_BY,
    EV_ASSERTS,
    EV_CLAIM,
    EV_CLAIMANT,
    EV_QUOTE,
    EV_STANCE,
    LABELS,
    OWL_DEPRECATED,
    RDF_TYPE,
)

PATH: Final = "reconcile/preview"
_FACTS: Final = 4
_VALUES: Final = 2
_LONGEST: Final = 120
_STANCES: Final = {
    "asserts": "says",
    "denies": "says in denial",
    "doubts": "says in doubt",
    "asks": "asks",
}
_SAID_ALREADY: Final = frozenset({RDF_TYPE, *LABELS, *FURTHER_LABELS, *NAMING, *LINKS, *NOTES})
"""Properties whose values heading and summary have, or that say nothing of the entity itself."""
_NOT_MODIFIED: Final = 304


async def preview(fields: Mapping[str, str], request: Request, site: SiteState) -> Response:
    """Return the preview of the entity that has an identifier. Raises Problem."""
    identifier = _identifier(fields)
    headers = {
        "content-type": content_type("text/html"),
        "vary": "accept-encoding",
        "cache-control": "no-store" if site.engine else SHORTLY,
        policies.POLICY_HEADER: policies.PREVIEW_POLICY,
    }
    if not site.engine:
        headers["etag"] = entity_tag(site.release.digest, (PATH, identifier))
        if precondition(request, tag=headers["etag"], modified=None) == _NOT_MODIFIED:
            return Response(status_code=_NOT_MODIFIED, headers=headers)
    shown = await _preview(identifier, request, site)
    if shown is None:
        raise unknown(identifier)
    page = preview_page(site.frame, shown, path=PATH)
    return await answer_response(page.content, request, headers)


def view(fields: Mapping[str, str], site: SiteState) -> Response:
    """Lead to the page of the entity that has an identifier. Raises Problem."""
    identifier = _identifier(fields)
    for meaning in site.schema.space.iris(identifier):
        if href := _href(iri(meaning), site.release):
            # A header is ASCII.
            location = quote(f"{site.root}{href}", safe=f"{SAFE}#%")
            headers = {"location": location, "cache-control": SHORTLY}
            return Response(status_code=303, headers=headers)
    raise unknown(identifier)


def _identifier(fields: Mapping[str, str]) -> str:
    if not fields.get("id"):
        raise wrong("id", "It has no field id.")
    return a_text(fields["id"], "id")


def _href(term: Term, release: Release) -> str:
    """Return the address of the page that shows an IRI, from the site's root, or nothing."""
    for page in dict.fromkeys((term, page_iri(term))):
        path = release.addresses.path(page)
        if release.has_resource(path):
            anchor = "" if page == term else f"#{percent_encoded(anchor_of(fragment(term)))}"
            return f"{percent_encoded(path)}.html{anchor}"
    return ""


async def _preview(identifier: str, request: Request, site: SiteState) -> Preview | None:
    meanings = site.schema.space.iris(identifier)
    known = await about(meanings, request, site)
    for meaning in meanings:
        href = _href(iri(meaning), site.release)
        if meaning in known:
            return await _of_entity(meaning, known[meaning], href or meaning, request, site)
        if href and (page := await _of_page(meaning, href, request, site)):
            return page
    return None


async def _of_entity(
    entity: str, members: Mapping[str, Any], href: str, request: Request, site: SiteState
) -> Preview:
    schema = site.schema
    types = [each["id"] for each in type_references(members["types"], schema)]
    properties = _properties(types, schema)
    values = await values_of([entity], properties, request, site)
    named = await about(_linked(values), request, site)
    own = values.get(entity, {})
    facts = [
        (schema.properties[each].name, _texts(own[each], named))
        for each in properties
        if each in own
    ]
    return Preview(
        label=members["label"],
        href=href,
        iri=entity,
        types=[schema.types[each].name for each in types],
        summary=members["summary"],
        facts=[fact for fact in facts if fact[1]][:_FACTS],
    )


def _properties(types: Sequence[str], schema: ReconcileSchema) -> list[str]:
    """Return the properties that tell most of an entity, those that link to others first."""
    of_types = dict.fromkeys(each for type_ in types for each in schema.types[type_].properties)
    ordered = sorted(of_types, key=lambda each: not schema.properties[each].range)
    return [each for each in ordered if iri(each) not in _SAID_ALREADY]


def _linked(values: EntityValues) -> Iterable[str]:
    return (
        node["value"]
        for about_it in values.values()
        for nodes in about_it.values()
        for node in nodes[:_VALUES]
        if node["type"] == "uri"
    )


def _texts(nodes: Sequence[ResultTerm], named: Entities) -> list[str]:
    """Return the first values as a reader may see them."""
    shown = [_text(node, named) for node in nodes[:_VALUES] if node["type"] != "bnode"]
    return [*shown, "…"] if len(nodes) > _VALUES else shown


def _text(node: ResultTerm, named: Entities) -> str:
    text = node["value"]
    if node["type"] == "uri":
        return str(named[text]["label"]) if text in named else text
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rsplit(' ', 1)[0]} …"


async def _of_page(iri_: str, href: str, request: Request, site: SiteState) -> Preview | None:
    """Return a claim with its claimants, or what replaced a retired IRI; None for anything else."""
    rows = await select(f"SELECT ?p ?o WHERE {{ <{iri_}> ?p ?o }}", request, site)
    values: dict[str, list[str]] = {}
    for row in rows:
        values.setdefault(row["p"]["value"], []).append(row["o"]["value"])
    if bare(EV_CLAIM) in values.get(bare(RDF_TYPE), ()):
        return await _of_claim(iri_, href, values, request, site)
    if "true" in values.get(bare(OWL_DEPRECATED), ()):
        return await _of_retired(iri_, href, values, request, site)
    return None


async def _of_claim(
    claim: str, href: str, values: Mapping[str, list[str]], request: Request, site: SiteState
) -> Preview:
    claimants = sorted(values.get(bare(EV_CLAIMANT), ()))
    named = await about(claimants, request, site)
    stance = local_name(iri(next(iter(values.get(bare(EV_STANCE), ())), bare(EV_ASSERTS))))
    return Preview(
        label="Claim",
        href=href,
        iri=claim,
        claimants=[str(named[each]["label"]) if each in named else each for each in claimants],
        quotes=sorted(values.get(bare(EV_QUOTE), ())),
        stance=_STANCES.get(stance, "says"),
    )


async def _of_retired(
    retired: str, href: str, values: Mapping[str, list[str]], request: Request, site: SiteState
) -> Preview:
    replacing = sorted(values.get(bare(DCTERMS_REPLACED_BY), ()))
    named = await about(replacing, request, site)
    labels = [str(named[each]["label"]) if each in named else each for each in replacing]
    instead = f" It was replaced by {', '.join(labels)}." if labels else ""
    summary = f"This identifier is no longer in use.{instead}"
    return Preview(label=retired, href=href, iri=retired, summary=summary)
