"""The pages that are not of one resource: index, kinds, ontology, the tool's vocabulary."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from publisher import __version__
from publisher.addresses import kind_of, percent_encoded
from publisher.dataset import Dataset
from publisher.describe import describe, describe_terms
from publisher.describe.names import VOCABULARY_PATH, Names
from publisher.description import Link
from publisher.editor import read_editor
from publisher.model import File, Term
from publisher.pages.catalog import context_file, robots_file, void_files
from publisher.pages.openapi import openapi_file
from publisher.pages.resource import Pages, rdf_files
from publisher.pages.site_description import description_file
from publisher.render.chunks import Chunks
from publisher.render.editor import editor_page, endpoint_page
from publisher.render.html import (
    icon,
    index_page,
    kind_page,
    ontology_page,
    stylesheet,
)
from publisher.render.queries import api_page, queries_index
from publisher.terms import fragment, iri
from publisher.vocabulary import EV_CLAIM, EV_CLAIMANT, EV_RECORD, EV_SOURCE_CLASS, RDF_TYPE

DOWNLOADS: Final = (
    ("The whole graph (Turtle)", "dumps/all.ttl"),
    ("The records, each with its statement, quote and source (Turtle)", "dumps/records.ttl"),
    ("The claims with all that belongs to them (Turtle)", "dumps/claims.ttl"),
    ("The plain asserted triples, without their words (Turtle)", "dumps/asserted.ttl"),
    ("The whole graph in RDF 1.2 (Turtle)", "dumps/all-rdf12.ttl"),
    ("All dumps in every format: sizes, triples, checksums, how to load", "dumps/index.html"),
    ("Catalogue (DCAT)", "catalog.ttl"),
    ("Description of the dataset (VoID)", "void.ttl"),
)


def resources(graph: Dataset) -> tuple[Term, ...]:
    """The documents that are resources: all but those that are an ontology's page."""
    return tuple(page for page in graph.documents() if not is_ontology(page, graph))


def is_ontology(page: Term, graph: Dataset) -> bool:
    return page == f"<{graph.base}ontology>"


def kinds_of(graph: Dataset) -> dict[str, list[Term]]:
    """The resources in use by the first segment of their paths."""
    return _by_kind((page for page in resources(graph) if page not in graph.retired), graph)


def _by_kind(pages: Iterable[Term], graph: Dataset) -> dict[str, list[Term]]:
    kinds: dict[str, list[Term]] = {}
    for page in pages:
        kinds.setdefault(kind_of(page, base=graph.base), []).append(page)
    return kinds


def overview_files(pages: Pages) -> Iterator[File]:
    graph, names, frame = pages.names.graph, pages.names, pages.frame
    kinds = kinds_of(graph)
    yield from _kind_files(pages, kinds)
    if iri(f"{graph.base}ontology") in graph.documents():
        yield from _ontology_files(pages, iri(f"{graph.base}ontology"))
    yield from _vocabulary_files(pages)
    yield queries_index(frame, pages.queries)
    yield api_page(frame, pages.queries)
    yield from _editor_files(pages)
    yield index_page(
        frame,
        counts=_counts(graph, kinds),
        sources=[names.link(source) for source in graph.instances(EV_SOURCE_CLASS)],
        queries=[Link(label=one.title, href=f"queries/{one.name}.html") for one in pages.queries],
        claimants=_claimants(names),
        downloads=[Link(label=label, href=href) for label, href in DOWNLOADS],
    )


def _kind_files(pages: Pages, kinds: Mapping[str, list[Term]]) -> Iterator[File]:
    """A page a kind: also of one that has retired resources alone, to which theirs link."""
    graph, names = pages.names.graph, pages.names
    retired = _by_kind((page for page in resources(graph) if page in graph.retired), graph)
    for kind in sorted({*kinds, *retired}):
        yield kind_page(
            pages.frame,
            Link(label=kind, href=f"{percent_encoded(kind)}/index.html"),
            [_entry(page, names) for page in kinds.get(kind, ())],
            retired=[names.link(page) for page in retired.get(kind, ())],
        )


def _editor_files(pages: Pages) -> Iterator[File]:
    editor = read_editor()
    yield editor_page(
        pages.frame,
        scripts=[one.path for one in editor.scripts],
        styles=[one.path for one in editor.styles],
        licences=editor.licences.path if editor.licences else "",
    )
    yield endpoint_page(pages.frame)
    yield from editor.files


def harvest_files(pages: Pages) -> Iterator[File]:
    """What is for programs that harvest the site, and the stylesheet of its pages."""
    yield stylesheet()
    yield icon()
    yield robots_file(pages.frame)
    yield context_file(pages.prefixes)
    yield description_file(
        pages.frame,
        prefixes=pages.prefixes,
        queries=pages.queries,
        ontologies=(pages.names.graph, pages.names.vocabulary),
    )
    yield openapi_file(pages.frame, pages.queries, version=__version__)
    yield from void_files(pages.frame, pages.names.graph, pages.published_vocabulary)


def kind_links(graph: Dataset) -> tuple[Link, ...]:
    """The kinds as every page's frame links to them."""
    return tuple(
        Link(label=kind, href=f"{percent_encoded(kind)}/index.html") for kind in kinds_of(graph)
    )


def _counts(graph: Dataset, kinds: Mapping[str, list[Term]]) -> dict[str, int]:
    return {
        **{kind: len(members) for kind, members in kinds.items()},
        "statements with a quote": len(graph.instances(EV_RECORD)),
        "claims, not asserted": len(graph.instances(EV_CLAIM)),
    }


def _claimants(names: Names) -> list[Link]:
    graph = names.graph
    claimants = {
        claimant
        for claim in graph.instances(EV_CLAIM)
        for claimant in graph.objects(claim, EV_CLAIMANT)
    }
    return [names.link(one) for one in sorted(claimants)]


def _entry(page: Term, names: Names) -> tuple[Link, str]:
    """A member of a kind, and its types."""
    types = [names.link(one).label for one in names.graph.objects(page, RDF_TYPE)]
    return names.link(page), ", ".join(types)


def _ontology_files(pages: Pages, page: Term) -> Iterator[File]:
    description = describe(page, names=pages.names)
    rdf = rdf_files(description, pages.chunks)
    terms = describe_terms(page, names=pages.names)
    yield ontology_page(pages.frame, terms, description, jsonld=rdf["jsonld"].content)
    yield from rdf.values()


def _vocabulary_files(pages: Pages) -> Iterator[File]:
    """The tool's vocabulary, documented on every site that uses it."""
    vocabulary = pages.names.vocabulary
    names = Names(graph=vocabulary, vocabulary=vocabulary)
    page = next(one for one in vocabulary.documents() if not fragment(one))
    others = sorted(vocabulary.subjects() - {page})
    description = replace(
        describe(page, names=names), path=VOCABULARY_PATH, subjects=(page, *others), named=()
    )
    chunks = Chunks.of(vocabulary, base=pages.frame.base, prefixes=pages.prefixes)
    rdf = rdf_files(description, chunks)
    terms = describe_terms(page, names=names)
    yield ontology_page(pages.frame, terms, description, jsonld=rdf["jsonld"].content)
    yield from rdf.values()
