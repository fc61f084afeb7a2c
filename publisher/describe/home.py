"""What the front page of any graph shows: nothing that grows with the number of resources."""

from collections.abc import Iterator, Sequence
from typing import Final

from publisher.describe.about import facts
from publisher.describe.class_lists import largest_classes
from publisher.describe.listing import (
    ALPHABET,
    COLLECTIONS,
    CONCEPTS,
    GRAPH_LIST,
    OVERVIEW,
    SCHEMES,
    VOCABULARIES,
    Listing,
    page_href,
)
from publisher.describe.vocabularies import Vocabulary, described_by, vocabulary_link
from publisher.description import Link
from publisher.model import ReadyQuery, Term
from publisher.navigation import Group, Home, Item
from publisher.terms import is_iri

_MOST: Final = 20
"""Entries of each list on the front page."""


def describe_home(
    listing: Listing,
    *,
    vocabularies: Sequence[Vocabulary],
    queries: Sequence[ReadyQuery],
    downloads: tuple[Link, ...],
    root: Term | None = None,
) -> Home:
    """Return the front page. `downloads`: where the data can be had.

    `root`: the subject that the page is about besides, and so says nothing of twice.
    """
    names = listing.names
    about = described_by(listing, vocabularies)
    about = None if about == root else about
    shown = largest_classes(listing, _MOST)
    more = len(listing.classes) - len(shown)
    return Home(
        facts=facts(about, names=names) if about else (),
        about=names.link(about) if about else None,
        classes=listing.told_apart(shown),
        more_classes=Link(label="All classes", href=page_href(OVERVIEW)) if more > 0 else None,
        groups=tuple(_groups(listing, vocabularies, queries)),
        figures=_figures(listing),
        downloads=downloads,
    )


def _groups(
    listing: Listing, vocabularies: Sequence[Vocabulary], queries: Sequence[ReadyQuery]
) -> Iterator[Group]:
    if not listing.classes:
        yield Group(heading=Link(label="All resources from A to Z", href=page_href(ALPHABET)))
    if vocabularies:
        yield Group(
            heading=Link(label="Vocabularies", href=page_href(VOCABULARIES)),
            items=tuple(
                Item(link=vocabulary_link(each), count=len(each.terms))
                for each in vocabularies[:_MOST]
            ),
        )
    if listing.graphs:
        yield Group(heading=Link(label="Graphs", href=page_href(GRAPH_LIST)))
    if listing.schemes:
        yield Group(
            heading=Link(label="Concept schemes", href=page_href(SCHEMES)),
            items=tuple(listing.scheme_items()[:_MOST]),
        )
    if listing.has_loose_concepts:
        yield Group(heading=Link(label="Concepts", href=page_href(CONCEPTS)))
    if listing.collections:
        yield Group(heading=Link(label="Collections", href=page_href(COLLECTIONS)))
    if queries:
        yield Group(
            heading=Link(label="Questions it answers", href="queries/index.html"),
            items=tuple(
                Item(link=Link(label=query.title, href=f"queries/{query.name}.html"))
                for query in queries[:_MOST]
            ),
        )


def _figures(listing: Listing) -> tuple[tuple[str, int], ...]:
    graph = listing.graph
    figures = (
        ("triples", len(graph)),
        ("resources", sum(map(is_iri, graph.subjects()))),
        ("classes", len(listing.classes)),
        ("properties", len(graph.predicates)),
        ("named graphs", len(graph.graphs())),
    )
    return tuple((name, count) for name, count in figures if count)
