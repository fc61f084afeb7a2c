"""Where a resource stands among the lists of a site."""

from collections.abc import Iterator
from typing import Final

from publisher.describe.graphs import (
    graphs_on_page,
    retractions,
)
from publisher.describe.listing import (
    HAS_TOP_CONCEPT,
    IN_SCHEME,
    OVERVIEW,
    TOP_CONCEPT_OF,
    Listing,
    page_href,
)
from publisher.describe.schemes import NARROWER, SchemeTree, broader
from publisher.description import Link
from publisher.model import Term
from publisher.navigation import Item, Surroundings
from publisher.vocabulary import RDF_TYPE, SKOS_CONCEPT

_MOST_ABOVE: Final = 12
"""Concepts above one that a page shows."""
_MOST_BELOW: Final = 200


def place_of(page: Term, listing: Listing, *, vocabulary: Link | None = None) -> Surroundings:
    """Return where the subject of a page stands. `vocabulary`: the one that it is a term of."""
    graph = listing.graph
    head = graph.head_of(page)
    types = graph.objects(head, RDF_TYPE)
    scheme = _scheme(head, listing) if SKOS_CONCEPT in types else None
    tree = SchemeTree(listing=listing, scheme=scheme) if SKOS_CONCEPT in types else None
    is_in_tree = tree is not None and (scheme is not None or listing.has_loose_concepts)
    if tree and is_in_tree:
        trail = tuple(_above(head, tree))
    else:
        trail = (vocabulary,) if vocabulary else tuple(_class_trail(types, listing))
    return Surroundings(
        trail=trail,
        lists=tuple(_lists(head, listing)),
        below=tuple(_below(head, tree)) if tree else (),
        graphs=graphs_on_page(page, listing),
        retracted_by=retractions(page, listing),
    )


def _scheme(concept: Term, listing: Listing) -> Term | None:
    graph = listing.graph
    named = (
        *graph.objects(concept, IN_SCHEME),
        *graph.objects(concept, TOP_CONCEPT_OF),
        *(s for s, _, _ in graph.naming(concept, HAS_TOP_CONCEPT, size=1)),
    )
    return next((scheme for scheme in named if scheme in listing.schemes), None)


def _above(concept: Term, tree: SchemeTree) -> Iterator[Link]:
    """Yield the scheme, and the concepts above one, the broadest first."""
    path = page_href(tree.path)
    yield Link(label=tree.link.label, href=path)
    chain: list[Term] = []
    above = broader(concept, tree.listing, scheme=tree.scheme)
    while above and above[0] not in {*chain, concept} and len(chain) < _MOST_ABOVE:
        chain.append(above[0])
        above = broader(above[0], tree.listing, scheme=tree.scheme)
    yield from map(tree.listing.names.link, reversed(chain))


def _class_trail(types: tuple[Term, ...], listing: Listing) -> Iterator[Link]:
    for type_ in types[:1]:
        yield Link(label="Classes", href=page_href(OVERVIEW))
        yield listing.class_link(type_)


def _lists(head: Term, listing: Listing) -> Iterator[Link]:
    """Yield the lists of a class, a scheme or a collection."""
    if head in listing.classes:
        link = listing.class_link(head)
        yield Link(label=f"All {listing.count(head):,} of this class", href=link.href)
    if head in listing.schemes:
        yield Link(label="The concepts as a tree", href=page_href(listing.schemes[head]))
    if head in listing.collections:
        yield Link(label="The members in order", href=page_href(listing.collections[head]))


def _below(concept: Term, tree: SchemeTree) -> Iterator[Item]:
    """Yield the narrower concepts, if the concept does not itself say so."""
    listing = tree.listing
    stated = set(listing.graph.objects(concept, NARROWER))
    narrower = tree.below(concept)
    if not stated.issuperset(narrower):
        yield from map(listing.item, narrower[:_MOST_BELOW])
