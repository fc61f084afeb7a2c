"""The classes of a graph: their tree, and their instances in the order of a language."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from publisher.describe.listing import OVERVIEW, Listing
from publisher.describe.trees import FoldedTree
from publisher.description import Link
from publisher.model import Term
from publisher.navigation import Item, TreePage
from publisher.terms import is_iri
from publisher.vocabulary import CLASS_TYPES, PREFIXES, RDFS_SUBCLASS

_EVERYTHING: Final = frozenset(
    Term(f"<{PREFIXES[prefix]}{name}>") for prefix, name in (("owl", "Thing"), ("rdfs", "Resource"))
)
"""Classes of which everything is an instance: what is below them is the whole tree."""
OF_THE_GRAPH: Final = frozenset(
    Term(f"<{PREFIXES['owl']}{name}>") for name in ("NamedIndividual", "Thing")
)
"""Classes that say nothing of their instances."""


@dataclass(kw_only=True)
class ClassTree:
    """The classes that have instances or are described, by `rdfs:subClassOf`."""

    listing: Listing

    def pages(self) -> Iterator[TreePage]:
        """Yield the pages of the tree; a class that only is below itself is at its end."""
        tree = FoldedTree(below=self.below, item=self.item)
        heading = Link(label="Classes", href="")
        yield from tree.pages(OVERVIEW, heading, [*self.roots, *self._circular])

    @cached_property
    def roots(self) -> list[Term]:
        return self._in_order(term for term in self._classes if not self.above(term))

    def above(self, class_: Term) -> list[Term]:
        """Return the classes directly above one, without those of everything."""
        above = self.listing.graph.objects(class_, RDFS_SUBCLASS)
        return [term for term in above if term in self._classes and term != class_]

    def below(self, class_: Term) -> list[Term]:
        naming = self.listing.graph.naming(class_, RDFS_SUBCLASS)
        return self._in_order(s for s, _, _ in naming if s in self._classes and s != class_)

    def item(self, class_: Term) -> Item:
        listing = self.listing
        if class_ in listing.classes:
            link = listing.class_link(class_)
            return Item(link=link, words=self._short_name(link), count=listing.count(class_))
        return Item(link=listing.names.link(class_))

    def _short_name(self, link: Link) -> str:
        return link.title if self._labels[link.label] > 1 else ""

    @cached_property
    def _labels(self) -> Counter[str]:
        return Counter(self.listing.names.link(class_).label for class_ in self._classes)

    @cached_property
    def _classes(self) -> frozenset[Term]:
        graph = self.listing.graph
        described = {term for type_ in CLASS_TYPES for term in graph.instances(type_)}
        return frozenset(filter(is_iri, described | graph.classes)) - _EVERYTHING

    @cached_property
    def _circular(self) -> list[Term]:
        """Return a class of each circle that nothing is above."""
        reached: set[Term] = set()
        self._reach(self.roots, reached)
        circular = []
        for class_ in self._in_order(self._classes):
            if class_ not in reached:
                circular.append(class_)
                self._reach([class_], reached)
        return circular

    def _reach(self, roots: Sequence[Term], reached: set[Term]) -> None:
        pending = list(roots)
        while pending:
            class_ = pending.pop()
            if class_ not in reached:
                reached.add(class_)
                pending += (s for s, _, _ in self.listing.graph.naming(class_, RDFS_SUBCLASS))

    def _in_order(self, classes: "Iterator[Term] | frozenset[Term]") -> list[Term]:
        return sorted(classes, key=self.listing.key)


def largest_classes(listing: Listing, size: int) -> list[Item]:
    """Return the classes with the most instances, those first."""
    counts = {class_: listing.count(class_) for class_ in listing.classes}
    ordered = sorted(
        (class_ for class_ in counts if counts[class_] and class_ not in OF_THE_GRAPH),
        key=lambda class_: (-counts[class_], class_),
    )
    return [
        Item(link=listing.class_link(class_), count=counts[class_]) for class_ in ordered[:size]
    ]


def members(class_: Term, listing: Listing) -> list[Term]:
    """Return the instances of a class that are IRIs, in the order of their labels."""
    instances = listing.graph.instances(class_, size=listing.count(class_))
    return sorted(instances, key=listing.key)
