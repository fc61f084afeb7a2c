"""The lists of a site: by class, by concept scheme, by vocabulary, by graph, and their addresses.

All lie below `browse/`, which is no address of data.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from publisher.addresses import percent_encoded
from publisher.collation import Key, sort_key
from publisher.describe.names import Names
from publisher.description import Link
from publisher.graph import Graph
from publisher.model import Term
from publisher.navigation import Item, page_path
from publisher.terms import bare, is_blank, is_iri, lexical, local_name
from publisher.vocabulary import PREFIXES, RDF_TYPE, SKOS_CONCEPT

FOLDER: Final = "browse"
OVERVIEW: Final = f"{FOLDER}/index"
ALPHABET: Final = f"{FOLDER}/a-z"
GRAPH_LIST: Final = f"{FOLDER}/graphs"
VOCABULARIES: Final = f"{FOLDER}/vocabularies"
SCHEMES: Final = f"{FOLDER}/schemes"
COLLECTIONS: Final = f"{FOLDER}/collections"
CONCEPTS: Final = f"{FOLDER}/concepts"

SKOS: Final = PREFIXES["skos"]
SCHEME: Final = Term(f"<{SKOS}ConceptScheme>")
IN_SCHEME: Final = Term(f"<{SKOS}inScheme>")
TOP_CONCEPT_OF: Final = Term(f"<{SKOS}topConceptOf>")
HAS_TOP_CONCEPT: Final = Term(f"<{SKOS}hasTopConcept>")
COLLECTION: Final = Term(f"<{SKOS}Collection>")
ORDERED_COLLECTION: Final = Term(f"<{SKOS}OrderedCollection>")
NOTATION: Final = Term(f"<{SKOS}notation>")

_PLAIN: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,60}")
_DIGITS: Final = 8


@dataclass(kw_only=True)
class Listing:
    """The lists of a site. `names` gives the labels of what they show."""

    names: Names

    @property
    def graph(self) -> Graph:
        return self.names.graph

    @cached_property
    def classes(self) -> Mapping[Term, str]:
        """Return the classes that have instances, each with the path of its list."""
        return self._paths("class", filter(is_iri, self.graph.classes))

    @cached_property
    def schemes(self) -> Mapping[Term, str]:
        """Return the concept schemes, described or only named, each with the path of its tree."""
        graph = self.graph
        schemes = {scheme for scheme in graph.instances(SCHEME) if is_iri(scheme)}
        for predicate in {IN_SCHEME, TOP_CONCEPT_OF} & graph.predicates:
            schemes.update(value for value in graph.values_of(predicate) if is_iri(value))
        return self._paths("scheme", schemes)

    def scheme_items(self) -> list[Item]:
        """Return the concept schemes in the order of their labels, each with its tree."""
        return [
            Item(link=replace(self.names.link(scheme), href=page_href(self.schemes[scheme])))
            for scheme in sorted(self.schemes, key=self.key)
        ]

    @cached_property
    def collections(self) -> Mapping[Term, str]:
        """Return the SKOS collections, each with the path of the list of its members."""
        graph = self.graph
        collections = {*graph.instances(COLLECTION), *graph.instances(ORDERED_COLLECTION)}
        return self._paths("collection", filter(is_iri, collections))

    @cached_property
    def graphs(self) -> Mapping[Term, str]:
        """Return the named graphs, each with the path of the list of its triples."""
        return self._paths("graph", self.graph.graphs())

    @cached_property
    def graphs_by_page(self) -> Mapping[Term, Sequence[Term]]:
        """Return the named graphs that are shown on each page."""
        pages: dict[Term, list[Term]] = {}
        for graph in self.graph.graphs():
            pages.setdefault(self.graph.page_of(graph), []).append(graph)
        return pages

    @cached_property
    def has_loose_concepts(self) -> bool:
        """Return whether there are concepts, but no scheme."""
        return not self.schemes and self.count(SKOS_CONCEPT) > 0

    def count(self, class_: Term) -> int:
        """Return how many IRIs are instances of a class."""
        # They come first, because `<` sorts before `_`.
        first, end = 0, self.graph.count(class_, RDF_TYPE)
        while first < end:
            middle = (first + end) // 2
            (instance,) = self.graph.instances(class_, first=middle, size=1)
            first, end = (first, middle) if is_blank(instance) else (middle + 1, end)
        return first

    def class_link(self, class_: Term) -> Link:
        """Return a link to the list of a class; if there is none, to the class itself."""
        path = self.classes.get(class_)
        link = self.names.link(class_)
        return replace(link, href=page_href(path)) if path else link

    def told_apart(self, items: Iterable[Item]) -> tuple[Item, ...]:
        """Return entries with the short names of those that have the same label: `owl:Class`."""
        entries = tuple(items)
        labels = Counter(item.link.label for item in entries)
        return tuple(
            replace(item, words=item.link.title) if labels[item.link.label] > 1 else item
            for item in entries
        )

    def key(self, term: Term) -> tuple[tuple[int, Key], Key, Term]:
        """Return what sorts a term in a list: its notation, if it has one, then its label."""
        notation = self.notation(term)
        label = sort_key(self.names.link(term).label, self.graph.languages[0])
        return (0 if notation else 1, sort_key(notation, "")), label, term

    def item(self, term: Term) -> Item:
        return Item(link=self.names.link(term), notation=self.notation(term))

    def notation(self, term: Term) -> str:
        notations = self.graph.objects(term, NOTATION) if NOTATION in self.graph.predicates else ()
        return lexical(notations[0]) if notations and notations[0].startswith('"') else ""

    def path_of(self, kind: str, term: Term) -> str:
        """Return the path of a list of one thing alone."""
        return self._paths(kind, [term])[term]

    def _paths(self, kind: str, terms: Iterable[Term]) -> dict[Term, str]:
        """Return a path for each term, which no other one has, in the order of the terms."""
        ordered = sorted(terms)
        readable = {term: _readable(term, self.graph.namespaces) for term in ordered}
        # Some disks take names for the same that differ by case.
        counts = Counter(name.casefold() for name in readable.values())
        return {
            term: f"{FOLDER}/{kind}/{name if counts[name.casefold()] == 1 else _hashed(term)}"
            for term, name in readable.items()
        }


def page_href(path: str, number: int = 1) -> str:
    """Return the address of a page of a list."""
    return percent_encoded(page_path(path, number))


def subtree_path(path: str, term: Term) -> str:
    """Return the path of the page on which the part of a tree below a term is shown."""
    return f"{path}/{_hashed(term)}"


def _readable(term: Term, namespaces: Mapping[str, str]) -> str:
    """Return a name such as `foaf-Person`; if it is none, or is ambiguous, one with a hash.

    A term of the site's main namespace has its local name alone.
    """
    local = local_name(term)
    namespace = bare(term)[: -len(local)] if is_iri(term) and local else ""
    prefix = namespaces.get(namespace)
    if prefix is None:
        prefix = next((name for name, known in PREFIXES.items() if known == namespace), None)
    if prefix is None or not _PLAIN.fullmatch(local):
        return _hashed(term)
    return f"{prefix}-{local}" if prefix else local


def _hashed(term: Term) -> str:
    """Return a name with the beginning of a hash of the term: `Person-1a2b3c4d`."""
    digest = hashlib.sha256(term.encode()).hexdigest()[:_DIGITS]
    last = re.split(r"[/#:]", term.strip("<>").rstrip("/#"))[-1]
    name = re.sub(r"[^A-Za-z0-9_-]+", "-", last)[:60].strip("-")
    return f"{name}-{digest}" if name else digest
