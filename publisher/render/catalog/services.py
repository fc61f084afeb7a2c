"""The SPARQL endpoint and the ready queries as data services."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from publisher.description import SiteFrame
from publisher.model import Term, Triple
from publisher.render.catalog.contents import CatalogContents
from publisher.render.catalog.dataset import agent_iri, own_iri, topic_triples
from publisher.render.catalog.distributions import availability_triples, format_triples
from publisher.render.catalog.terms import coded, license_iri
from publisher.render.dataset_parts import dcat, dcterms, foaf
from publisher.terms import iri, literal
from publisher.vocabulary import RDF_TYPE

_PROTOCOL: Final = "https://www.w3.org/TR/sparql11-protocol/"
_OPENAPI: Final = "https://spec.openapis.org/oas/v3.1.0"
ENDPOINT_TITLE: Final = "SPARQL endpoint"
_ENDPOINT_TEXT: Final = (
    "Answers queries of SPARQL 1.1 over the whole dataset: as a table, as JSON or as RDF."
)
_RESULTS: Final = "application/sparql-results+json"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Service:
    """A service. `address`, `explained_at` and `page` begin at the site's root."""

    name: str
    title: str
    description: str
    address: str
    explained_at: str
    page: str
    standard: str


_ENDPOINT: Final = _Service(
    name="sparql",
    title=ENDPOINT_TITLE,
    description=_ENDPOINT_TEXT,
    address="sparql",
    explained_at="void.ttl",
    page="sparql.html",
    standard=_PROTOCOL,
)
_QUERIES: Final = _Service(
    name="api",
    title="Ready queries",
    description=(
        "Questions with parameters, each at an address of its own, answered as HTML, JSON, CSV or "
        "XML."
    ),
    address="queries/",
    explained_at="openapi.json",
    page="queries/index.html",
    standard=_OPENAPI,
)


def service_triples(contents: CatalogContents, catalog: Term) -> Iterator[Triple]:
    """Yield the services of the catalogue: the endpoint, and the API of the ready queries."""
    for service in (_ENDPOINT, _QUERIES) if contents.query_count else (_ENDPOINT,):
        yield catalog, dcat("service"), own_iri(contents.frame, service.name)
        yield from _service_triples(service, contents.frame)


def endpoint_distribution(contents: CatalogContents) -> Iterator[Triple]:
    """Yield the endpoint as a distribution, because many harvesters read no data service."""
    frame = contents.frame
    subject = own_iri(frame, "sparql-distribution")
    yield iri(frame.dataset), dcat("distribution"), subject
    yield subject, RDF_TYPE, dcat("Distribution")
    yield subject, dcterms("title"), literal(ENDPOINT_TITLE, language="en")
    yield subject, dcterms("description"), literal(_ENDPOINT_TEXT, language="en")
    yield subject, dcat("accessURL"), iri(f"{frame.base}sparql")
    yield subject, dcat("accessService"), own_iri(frame, "sparql")
    yield from format_triples(subject, "SPARQLQ", _RESULTS)
    yield from availability_triples(subject, frame)


def _service_triples(service: _Service, frame: SiteFrame) -> Iterator[Triple]:
    subject, metadata = own_iri(frame, service.name), frame.metadata
    page = iri(f"{frame.base}{service.page}")
    yield subject, RDF_TYPE, dcat("DataService")
    yield subject, dcterms("title"), literal(service.title, language="en")
    yield subject, dcterms("description"), literal(service.description, language="en")
    yield subject, dcat("endpointURL"), iri(f"{frame.base}{service.address}")
    yield subject, dcat("endpointDescription"), iri(f"{frame.base}{service.explained_at}")
    yield subject, dcat("servesDataset"), iri(frame.dataset)
    yield subject, dcterms("conformsTo"), iri(service.standard)
    yield iri(service.standard), RDF_TYPE, dcterms("Standard")
    yield subject, dcat("landingPage"), page
    yield page, RDF_TYPE, foaf("Document")
    if metadata.publisher:
        yield subject, dcterms("publisher"), agent_iri(frame, metadata.publisher, "publisher")
    if metadata.contact:
        yield subject, dcat("contactPoint"), own_iri(frame, "contact")
    if frame.license:
        yield subject, dcterms("license"), iri(license_iri(frame.license))
    yield from topic_triples(subject, frame)
    yield from coded(
        subject, dcterms("accessRights"), metadata.access_rights, dcterms("RightsStatement")
    )
