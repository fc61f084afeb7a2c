"""The catalogue of the site in DCAT-AP 3.0.1, in pages as harvesters read them.

https://www.w3.org/TR/vocab-dcat-3/ and https://semiceu.github.io/DCAT-AP/releases/3.0.0/

The triples come in the order in which people want to read them: some portals show the files of a
dataset in the order of the file.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from publisher import limits
from publisher.eu_tables import code_of_iri
from publisher.model import Term, Triple
from publisher.render.catalog.contents import CatalogContents, CatalogFile
from publisher.render.catalog.dataset import (
    description_triples,
    own_iri,
    publication_triples,
    rights_triples,
    shared_triples,
    title_triples,
)
from publisher.render.catalog.distributions import (
    Distribution,
    distribution_triples,
    distributions,
)
from publisher.render.catalog.paging import Page, paging_triples
from publisher.render.catalog.services import endpoint_distribution, service_triples
from publisher.render.catalog.terms import language_triples, scheme_triples
from publisher.render.dataset_parts import (
    DATASET_PARTS,
    PLAIN_DATASET,
    WHOLE_DATASET,
    dcat,
    dcterms,
    foaf,
    part_iri,
    void,
)
from publisher.render.document import document_triples
from publisher.render.provenance import provenance_links
from publisher.terms import iri, literal
from publisher.vocabulary import RDF_TYPE

__all__ = [
    "CatalogContents",
    "CatalogFile",
    "Distribution",
    "Listed",
    "Page",
    "catalog_pages",
    "catalog_triples",
    "datasets",
    "distributions",
]

_WHOLE: Final = "all"
_RDF12: Final = "all-rdf12"
_SHAPES_TEXT: Final = "The SHACL shapes that the data is checked by before it is published."
_TABLES_TEXT: Final = (
    "All statements as one table for analysts, each with its words and its source if it has them. "
    "A table for each class lies beside it: datapackage.json lists them."
)
_ONTOLOGY_TEXT: Final = "The classes and properties that the data uses, each with its definition."


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueItem:
    """A dataset of the catalogue. `holds`: a sentence on it; `is_part`: of the main one."""

    subject: Term
    title: str
    holds: str
    files: tuple[CatalogFile, ...]
    name: str = ""

    @property
    def is_part(self) -> bool:
        return self.name in DATASET_PARTS


def catalog_pages(contents: CatalogContents, *, size: int = limits.CATALOG_PAGE_DATASETS) -> int:
    """Return the number of pages of a catalogue with some datasets on each."""
    return -(-len(datasets(contents)) // size)


def catalog_triples(contents: CatalogContents, page: Page) -> Iterator[Triple]:
    """Yield a page of the catalogue; each page is a valid catalogue of its own."""
    catalog = own_iri(contents.frame, "catalog")
    listed = datasets(contents)
    shown = listed[page.slice]
    yield from _catalog(contents, catalog)
    yield from paging_triples(catalog, contents.frame, page, total=len(listed))
    for each in shown:
        yield catalog, dcat("dataset"), each.subject
    for each in shown:
        yield from _dataset(each, contents, parts=[one for one in listed if one.is_part])
    if page.number == 1:
        yield from service_triples(contents, catalog)
    yield from shared_triples(contents.frame)
    yield from document_triples(contents.frame, "catalog", catalog)


def _catalog(contents: CatalogContents, catalog: Term) -> Iterator[Triple]:
    frame = contents.frame
    metadata = frame.metadata
    language = frame.language if frame.description else "en"
    yield catalog, RDF_TYPE, dcat("Catalog")
    yield from title_triples(catalog, frame, frame.title, contents.description, language=language)
    yield catalog, foaf("homepage"), iri(frame.base)
    for triple in publication_triples(catalog, frame):
        # A catalogue has one licence at most.
        if triple[1] != dcterms("license") or triple[2] == iri(frame.license):
            yield triple
    if metadata.publisher is None:
        yield from _unnamed_publisher(contents, catalog)
    yield from language_triples(catalog, (frame.language,))
    yield from rights_triples(catalog, frame)
    for place in metadata.spatial:
        yield catalog, dcterms("spatial"), iri(place.iri)
    for code in filter(None, (code_of_iri(theme.iri) for theme in metadata.themes[:1])):
        yield catalog, dcat("themeTaxonomy"), iri(code.scheme)
        yield from scheme_triples(code)


def _unnamed_publisher(contents: CatalogContents, catalog: Term) -> Iterator[Triple]:
    """Yield the publisher that each catalogue must have, if nobody says who it is."""
    agent = own_iri(contents.frame, "publisher")
    host = urlsplit(contents.frame.base).netloc or contents.frame.base
    yield catalog, dcterms("publisher"), agent
    yield agent, RDF_TYPE, foaf("Agent")
    yield agent, foaf("name"), literal(f"Publisher of {host}", language="en")


def datasets(contents: CatalogContents) -> Sequence[CatalogueItem]:
    """Return the datasets of the catalogue, the whole one first."""
    frame = contents.frame
    by_name: dict[str, list[CatalogFile]] = {}
    for each in distributions(contents.files):
        name = each.name if each.name in DATASET_PARTS else _WHOLE
        by_name.setdefault(name, []).append(each.file)
    has_parts = bool(by_name.keys() & DATASET_PARTS.keys())
    whole = CatalogueItem(
        subject=iri(frame.dataset),
        title=frame.title,
        holds=WHOLE_DATASET if has_parts else PLAIN_DATASET,
        files=tuple(by_name.get(_WHOLE, ())),
        name=_WHOLE,
    )
    parts = [
        CatalogueItem(
            subject=iri(part_iri(frame.base, name)),
            title=f"{frame.title}: {name}",
            holds=text,
            files=tuple(by_name[name]),
            name=name,
        )
        for name, text in DATASET_PARTS.items()
        if name in by_name
    ]
    return (whole, *parts, *_others(contents))


def _others(contents: CatalogContents) -> Iterator[CatalogueItem]:
    """Yield what belongs to the dataset: its ontology, its tables, its shapes."""
    frame = contents.frame
    if contents.ontology:
        yield CatalogueItem(
            subject=own_iri(frame, "ontology"),
            title=contents.ontology_title,
            holds=_ONTOLOGY_TEXT,
            files=contents.ontology,
        )
    if contents.tables:
        yield CatalogueItem(
            subject=own_iri(frame, "tables"),
            title=f"{frame.title}: tables",
            holds=_TABLES_TEXT,
            files=contents.tables,
        )
    if contents.shapes:
        yield CatalogueItem(
            subject=own_iri(frame, "shapes"),
            title=f"{frame.title}: shapes",
            holds=_SHAPES_TEXT,
            files=contents.shapes,
        )


def _dataset(
    listed: CatalogueItem, contents: CatalogContents, *, parts: Sequence[CatalogueItem]
) -> Iterator[Triple]:
    frame, subject = contents.frame, listed.subject
    is_whole = listed.name == _WHOLE
    description = contents.description if is_whole else listed.holds
    language = frame.language if is_whole and frame.description else "en"
    yield subject, RDF_TYPE, dcat("Dataset")
    if listed.name:
        yield subject, RDF_TYPE, void("Dataset")
    yield from title_triples(subject, frame, listed.title, description, language=language)
    identifier = frame.metadata.identifier if is_whole else ""
    yield subject, dcterms("identifier"), literal(identifier or subject[1:-1])
    yield from publication_triples(subject, frame)
    yield from description_triples(subject, frame)
    yield from rights_triples(subject, frame)
    yield subject, dcat("landingPage"), iri(frame.base)
    for part in parts if is_whole else ():
        yield subject, dcterms("hasPart"), part.subject
    if is_whole:
        yield from provenance_links(frame)
    first = [each for each in distributions(listed.files) if not each.is_rdf12]
    for each in first:
        yield from distribution_triples(subject, each, frame, holds=listed.holds)
    if is_whole:
        yield from endpoint_distribution(contents)
    for each in distributions(listed.files):
        if each.is_rdf12:
            yield from distribution_triples(subject, each, frame, holds=_rdf12(listed.holds))


def _rdf12(holds: str) -> str:
    return f"{holds} In RDF 1.2, with triple terms in place of rdf:Statement."
