"""The pages that are not of one resource: index, kinds, ontology, the tool's vocabulary."""

from collections.abc import Iterator, Sequence

from publisher.describe import describe, describe_terms
from publisher.describe.names import VOCABULARY_PATH, Names
from publisher.graph import Graph
from publisher.iri import kind_of
from publisher.model import File, Link, ReadyQuery, Term
from publisher.render.html import index_page, kind_page, ontology_page
from publisher.render.rdf import SUFFIXES, serialize
from publisher.terms import fragment
from publisher.vocabulary import EV_CLAIM, EV_QUOTE, EV_SOURCE_CLASS, RDF_STATEMENT, RDF_TYPE
from publisher.workers.pages import Pages


def resources(graph: Graph) -> tuple[Term, ...]:
    """The documents that are resources: all but those that are an ontology's page."""
    return tuple(page for page in graph.documents() if not is_ontology(page, graph))


def is_ontology(page: Term, graph: Graph) -> bool:
    return page == f"<{graph.base}ontology>"


def kinds_of(graph: Graph) -> dict[str, list[Term]]:
    """The resources by the first segment of their paths."""
    kinds: dict[str, list[Term]] = {}
    for page in resources(graph):
        kinds.setdefault(kind_of(page, base=graph.base), []).append(page)
    return kinds


def overview_files(pages: Pages, queries: Sequence[ReadyQuery]) -> Iterator[File]:
    graph, names, frame = pages.names.graph, pages.names, pages.frame
    kinds = kinds_of(graph)
    for kind, members in kinds.items():
        link = Link(label=kind, href=f"{kind}/index.html")
        yield kind_page(frame, link, [_entry(page, names) for page in members])
    if f"<{graph.base}ontology>" in graph.documents():
        yield from _ontology_files(pages, f"<{graph.base}ontology>")
    yield from _vocabulary_files(pages)
    yield index_page(
        frame,
        kinds=[
            (Link(label=kind, href=f"{kind}/index.html"), len(members))
            for kind, members in kinds.items()
        ],
        counts={
            "statements": len(graph.instances(RDF_STATEMENT)),
            "claims": len(graph.instances(EV_CLAIM)),
            "quotes": graph.lines.count(f" {EV_QUOTE} ".encode()),
        },
        sources=[names.link(source) for source in graph.instances(EV_SOURCE_CLASS)],
        queries=[Link(label=one.title, href=f"queries/{one.name}.html") for one in queries],
    )


def _entry(page: Term, names: Names) -> tuple[Link, str]:
    """A member of a kind, and its types."""
    types = [names.link(one).label for one in names.graph.objects(page, RDF_TYPE)]
    return names.link(page), ", ".join(types)


def _ontology_files(pages: Pages, page: Term) -> Iterator[File]:
    description = describe(page, names=pages.names)
    rdf = pages.rdf_files(description)
    terms = describe_terms(page, names=pages.names)
    yield ontology_page(pages.frame, terms, description, jsonld=rdf["jsonld"].content)
    yield from rdf.values()


def _vocabulary_files(pages: Pages) -> Iterator[File]:
    """The tool's vocabulary, documented on every site that uses it."""
    vocabulary = pages.names.vocabulary
    names = Names(graph=vocabulary, vocabulary=vocabulary)
    page = next(one for one in vocabulary.documents() if not fragment(one))
    description = describe(page, names=names)
    triples = tuple(sorted(vocabulary))
    rdf = {
        suffix: File(
            path=f"{VOCABULARY_PATH}.{suffix}",
            content=serialize(
                triples, media=suffix, base=vocabulary.base, prefixes=pages.prefixes, first=page
            ),
        )
        for suffix in SUFFIXES
    }
    terms = describe_terms(page, names=names)
    yield ontology_page(
        pages.frame, terms, description, jsonld=rdf["jsonld"].content, path=VOCABULARY_PATH
    )
    yield from rdf.values()
