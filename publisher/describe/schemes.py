"""Concept schemes as trees, and collections of concepts: https://www.w3.org/TR/skos-reference/"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from publisher.describe.listing import (
    COLLECTIONS,
    CONCEPTS,
    HAS_TOP_CONCEPT,
    IN_SCHEME,
    ORDERED_COLLECTION,
    SKOS,
    TOP_CONCEPT_OF,
    Listing,
    page_href,
)
from publisher.describe.trees import FoldedTree
from publisher.description import Link
from publisher.model import Term
from publisher.navigation import Item, ListPage, TreePage, in_pages
from publisher.terms import is_iri
from publisher.vocabulary import PREFIXES, RDF_TYPE, SKOS_CONCEPT

BROADER: Final = Term(f"<{SKOS}broader>")
NARROWER: Final = Term(f"<{SKOS}narrower>")
MEMBER: Final = Term(f"<{SKOS}member>")
MEMBER_LIST: Final = Term(f"<{SKOS}memberList>")
_FIRST: Final = Term(f"<{PREFIXES['rdf']}first>")
_REST: Final = Term(f"<{PREFIXES['rdf']}rest>")


@dataclass(kw_only=True)
class SchemeTree:
    """The concepts of a scheme by `skos:broader`; without a scheme, all concepts.

    A concept without a scheme is taken for one of the scheme that it is reached from.
    """

    listing: Listing
    scheme: Term | None

    @property
    def path(self) -> str:
        return self.listing.schemes[self.scheme] if self.scheme else CONCEPTS

    @property
    def link(self) -> Link:
        return self.listing.names.link(self.scheme) if self.scheme else _ALL_CONCEPTS

    def pages(self) -> Iterator[TreePage]:
        """Yield the pages of the tree; what no top concept leads to has pages of its own."""
        tree = FoldedTree(below=self.below, item=self.listing.item)
        yield from tree.pages(self.path, self.link, self.roots)
        outside = [concept for concept in self._concepts if concept not in tree.seen]
        if outside:
            heading = Link(label=f"{self.link.label}: outside of the tree", href="")
            path = f"{self.path}/outside"
            yield from FoldedTree(below=_nothing, item=self.listing.item).pages(
                path, heading, outside
            )

    @cached_property
    def roots(self) -> list[Term]:
        """Return the top concepts; without such, the concepts that none is broader than."""
        graph, scheme = self.listing.graph, self.scheme
        if scheme:
            named = {s for s, _, _ in graph.naming(scheme, TOP_CONCEPT_OF)}
            if top := named.union(filter(is_iri, graph.objects(scheme, HAS_TOP_CONCEPT))):
                return self._in_order(top)
        return [concept for concept in self._concepts if not self.above(concept)]

    def above(self, concept: Term) -> list[Term]:
        """Return the concepts directly above one."""
        return broader(concept, self.listing, scheme=self.scheme)

    def below(self, concept: Term) -> list[Term]:
        graph = self.listing.graph
        narrower = {s for s, _, _ in graph.naming(concept, BROADER)}
        narrower.update(graph.objects(concept, NARROWER))
        return self._in_order(
            term for term in narrower if is_iri(term) and in_scheme(term, self.listing, self.scheme)
        )

    @cached_property
    def _concepts(self) -> list[Term]:
        graph = self.listing.graph
        concepts = graph.instances(SKOS_CONCEPT)
        if self.scheme:
            members = tuple(s for s, _, _ in graph.naming(self.scheme, IN_SCHEME))
            # A file with one scheme often says so nowhere.
            concepts = members if members or len(self.listing.schemes) > 1 else concepts
        collections = self.listing.collections
        return self._in_order(c for c in concepts if is_iri(c) and c not in collections)

    def _in_order(self, concepts: Iterable[Term]) -> list[Term]:
        return sorted(set(concepts), key=self.listing.key)


_ALL_CONCEPTS: Final = Link(label="Concepts", href="")


def in_scheme(concept: Term, listing: Listing, scheme: Term | None) -> bool:
    """Return whether a concept is in a scheme, or says nothing of schemes."""
    schemes = listing.graph.objects(concept, IN_SCHEME) if scheme else ()
    return not schemes or scheme in schemes


def broader(concept: Term, listing: Listing, *, scheme: Term | None = None) -> list[Term]:
    """Return the concepts directly above one in a scheme, in order."""
    graph = listing.graph
    above = set(graph.objects(concept, BROADER))
    above.update(s for s, _, _ in graph.naming(concept, NARROWER))
    return sorted(
        (term for term in above if term != concept and in_scheme(term, listing, scheme)),
        key=listing.key,
    )


def collection_pages(listing: Listing) -> Iterator[ListPage]:
    """Yield the list of the collections, and of each the list of its members."""
    names = listing.names
    items = [
        Item(
            link=Link(label=names.link(collection).label, href=page_href(path)),
            count=len(collection_members(collection, listing)),
        )
        for collection, path in sorted(
            listing.collections.items(), key=lambda each: listing.key(each[0])
        )
    ]
    yield from in_pages(ListPage(path=COLLECTIONS, title="Collections"), items)
    above = Link(label="Collections", href=page_href(COLLECTIONS))
    for collection, path in listing.collections.items():
        link = names.link(collection)
        page = ListPage(path=path, title=link.label, about=link, trail=(above,))
        members = collection_members(collection, listing)
        yield from in_pages(page, [_member(member, listing) for member in members])


def collection_members(collection: Term, listing: Listing) -> list[Term]:
    """Return the members of a collection, those of an ordered one in its order."""
    graph = listing.graph
    members = list(graph.objects(collection, MEMBER))
    if ORDERED_COLLECTION in graph.objects(collection, RDF_TYPE):
        ordered = [
            member
            for head in graph.objects(collection, MEMBER_LIST)
            for member in _list_items(head, listing)
        ]
        if ordered:
            return list(dict.fromkeys((*ordered, *sorted(members, key=listing.key))))
    return sorted(members, key=listing.key)


def _member(member: Term, listing: Listing) -> Item:
    """Return a member; a collection leads to the list of its own members."""
    path = listing.collections.get(member)
    if not path:
        return listing.item(member)
    return Item(link=Link(label=listing.names.link(member).label, href=page_href(path)))


def _list_items(head: Term, listing: Listing) -> Iterator[Term]:
    """Yield the items of an RDF list, of a circular one each once."""
    seen: set[Term] = set()
    pending = [head]
    while pending:
        node = pending.pop()
        if node not in seen:
            seen.add(node)
            yield from listing.graph.objects(node, _FIRST)
            pending += listing.graph.objects(node, _REST)


def _nothing(_concept: Term) -> list[Term]:
    return []
