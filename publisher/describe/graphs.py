"""Named graphs and their statements; nanopublications: https://nanopub.net/guidelines/working_draft/"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from typing import Final

from publisher.describe.listing import GRAPH_LIST, Listing, page_href
from publisher.describe.statement import rows
from publisher.description import Link
from publisher.model import Term, Triple
from publisher.navigation import GraphPart, Item, ListPage, Subject, in_pages
from publisher.terms import iri, is_blank

_NP: Final = "http://www.nanopub.org/nschema#"
_NPX: Final = "http://purl.org/nanopub/x/"
NANOPUBLICATION: Final = iri(f"{_NP}Nanopublication")
_ROLES: Final = {
    iri(f"{_NP}hasAssertion"): "Assertion",
    iri(f"{_NP}hasProvenance"): "Provenance of the assertion",
    iri(f"{_NP}hasPublicationInfo"): "Publication info",
}
"""The parts of a nanopublication, in the order in which a reader wants them."""
_RETRACTIONS: Final = (iri(f"{_NPX}retracts"), iri(f"{_NPX}invalidates"))
GRAPH_STATEMENTS: Final = 200
"""Statements of a graph on one page."""


def graph_pages(listing: Listing) -> Iterator[ListPage]:
    """Yield the list of the named graphs."""
    items = [
        Item(
            link=Link(label=listing.names.link(graph).label, href=page_href(path)),
            words=role_of(graph, listing),
            count=listing.graph.count_in_graph(graph),
        )
        for graph, path in listing.graphs.items()
    ]
    yield from in_pages(ListPage(path=GRAPH_LIST, title="Graphs"), items)


def graph_views(graph: Term, listing: Listing) -> Iterator[GraphPart]:
    """Yield the pages of a graph's statements."""
    view = _view(graph, listing)
    for number in range(1, view.pages + 1):
        yield _with_statements(view, graph, listing, number=number)


def graphs_on_page(page: Term, listing: Listing) -> tuple[GraphPart, ...]:
    """Return the graphs that a page is about; of a nanopublication, those that it is made of.

    The page of a graph, or of a nanopublication, shows the beginning of their statements.
    """
    parts = parts_of_nanopublication(page, listing)
    if parts:
        return tuple(
            replace(_with_statements(_view(graph, listing), graph, listing), role=role)
            for graph, role in parts.items()
        )
    graphs = listing.graphs_by_page.get(page, ())
    views = [_view(graph, listing) for graph in graphs]
    if len(graphs) == 1:
        return (_with_statements(views[0], graphs[0], listing),)
    return tuple(views)


def parts_of_nanopublication(page: Term, listing: Listing) -> Mapping[Term, str]:
    """Return the graphs of the nanopublication that a page is about, each with its role."""
    graph = listing.graph
    if not any(predicate in graph.predicates for predicate in _ROLES):
        return {}
    return {
        part: role
        for subject in graph.subjects_of(page)
        for predicate, role in _ROLES.items()
        for part in graph.objects(subject, predicate)
        if part in listing.graphs
    }


def role_of(graph: Term, listing: Listing) -> str:
    """Return what a graph is of a nanopublication; empty if it is of none."""
    roles = (role for p, role in _ROLES.items() if listing.graph.count(graph, p))
    return next(roles, "")


def retractions(page: Term, listing: Listing) -> tuple[Link, ...]:
    """Return what retracts the nanopublication that a page is about."""
    dataset = listing.graph
    return tuple(
        listing.names.link(subject)
        for predicate in _RETRACTIONS
        if predicate in dataset.predicates
        for nanopublication in dataset.subjects_of(page)
        for subject, _, _ in dataset.naming(nanopublication, predicate)
    )


def _view(graph: Term, listing: Listing) -> GraphPart:
    path = listing.graphs[graph]
    count = listing.graph.count_in_graph(graph)
    return GraphPart(
        graph=listing.names.link(graph),
        page=Link(label=f"All {count:,} statements of this graph", href=page_href(path)),
        count=count,
        path=path,
        role=role_of(graph, listing),
        pages=max(-(-count // GRAPH_STATEMENTS), 1),
    )


def _with_statements(
    view: GraphPart, graph: Term, listing: Listing, *, number: int = 1
) -> GraphPart:
    """Return a view with the statements of page `number`, by subject.

    Those of a blank node are shown with what it belongs to.
    """
    dataset = listing.graph
    triples = dataset.in_graph(graph, first=(number - 1) * GRAPH_STATEMENTS, size=GRAPH_STATEMENTS)
    subjects = tuple(
        _subject(subject, tuple(own), listing)
        for subject, own in groupby(triples, lambda triple: triple[0])
        if not (is_blank(subject) and dataset.count(subject))
    )
    return replace(view, subjects=subjects, number=number)


def _subject(subject: Term, triples: tuple[Triple, ...], listing: Listing) -> Subject:
    names = listing.names
    shown = rows(triples, names=names, reified={}, hidden=frozenset())
    return Subject(link=names.link(subject), rows=shown)
