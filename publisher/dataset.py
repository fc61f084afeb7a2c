"""The dataset: sorted N-Triples, with an index.

The triples of a resource are one slice of the lines, found by a dictionary: four times as fast as
a store in memory. Only queries and SHACL need a store.
"""

from collections.abc import Callable, Iterable, Iterator, KeysView, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from io import BytesIO

from publisher.addresses import Addresses
from publisher.dataset_index import (
    STRUCTURAL,
    GraphIndex,
    LabelIndex,
    PageIndex,
    TripleIndex,
    index_graphs,
    index_pages,
    index_triples,
    retired_terms,
)
from publisher.model import DEFAULT_GRAPH, Quad, Source, Term, Triple
from publisher.ntriples import iri_objects, line_of, quad_of, sorted_lines, triple_of
from publisher.terms import page_iri
from publisher.vocabulary import EV_ABOUT, LABELS, RDF_TYPE

__all__ = ["REMEMBERED", "STRUCTURAL", "Dataset", "line_of", "triple_of"]

REMEMBERED = 20_000
"""Subjects whose triples are kept parsed."""


@dataclass(kw_only=True)
class Dataset:
    """The published dataset in its RDF 1.1 form.

    `lines`: the union of all graphs as N-Triples sorted by bytes. `quads`: all of it as N-Quads
    sorted by bytes; empty if every triple is in the default graph. `sources` by IRI term.
    `term_order`: the ontology's terms in the order in which its files define them.
    `namespaces`: the name of each namespace whose IRIs are the site's own; "" names the root.
    `languages`: those of labels, the preferred one first. `label_properties`: what labels a
    resource, the preferred one first.
    """

    base: str
    lines: bytes
    quads: bytes = b""
    sources: Mapping[Term, Source] = field(default_factory=dict)
    term_order: tuple[Term, ...] = ()
    namespaces: Mapping[str, str] = field(default_factory=dict)
    languages: tuple[str, ...] = ("en",)
    label_properties: tuple[Term, ...] = LABELS

    @classmethod
    def of(
        cls,
        triples: Iterable[Triple],
        *,
        base: str,
        quads: Iterable[Quad] = (),
        sources: Mapping[Term, Source] | None = None,
        term_order: tuple[Term, ...] = (),
        namespaces: Mapping[str, str] | None = None,
        languages: tuple[str, ...] = ("en",),
        label_properties: tuple[Term, ...] = LABELS,
    ) -> "Dataset":
        """Return a dataset of triples of the default graph, and quads of named graphs."""
        lines, quad_lines = sorted_lines(triples, tuple(quads))
        return cls(
            base=base,
            lines=lines,
            quads=quad_lines,
            sources=sources or {},
            term_order=term_order,
            namespaces=namespaces or {base: ""},
            languages=languages,
            label_properties=label_properties,
        )

    def __len__(self) -> int:
        """Return the number of triples of the union of all graphs."""
        return self.lines.count(b"\n")

    def __iter__(self) -> Iterator[Triple]:
        return map(triple_of, BytesIO(self.lines))

    def __contains__(self, triple: Triple) -> bool:
        return line_of(triple) in self.lines_of(triple[0])

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle the dataset without its indexes and caches."""
        return _dataset, tuple(getattr(self, name) for name in self.__dataclass_fields__)

    # Questions of one subject.

    @cached_property
    def about(self) -> Callable[[Term], tuple[Triple, ...]]:
        """Return the triples of a subject, sorted."""
        # A page asks for its subjects, and its neighbours', a dozen times.
        return lru_cache(maxsize=REMEMBERED)(self.read)

    @cached_property
    def labels(self) -> Callable[[Term], tuple[Triple, ...]]:
        """Return the triples that label a subject, sorted: most neighbours need no others."""
        return lru_cache(maxsize=REMEMBERED)(self._labels.triples)

    def read(self, subject: Term) -> tuple[Triple, ...]:
        """Return the same as `about` without keeping it, for a caller that asks once."""
        return tuple(map(triple_of, self.lines_of(subject).splitlines(keepends=True)))

    def lines_of(self, subject: Term) -> bytes:
        """Return the lines of a subject."""
        start, end = self._index.spans.get(subject, (0, 0))
        return self.lines[start:end]

    def start_of(self, subject: Term) -> int:
        """Return where the lines of a subject begin. Later subjects begin later."""
        return self._index.spans[subject][0]

    def named_by(self, subject: Term) -> list[Term]:
        """Return the IRIs that are objects of a subject's triples."""
        return iri_objects(self.lines_of(subject))

    def is_subject(self, term: Term) -> bool:
        return term in self._index.spans

    def objects(self, subject: Term, predicate: Term) -> tuple[Term, ...]:
        return tuple(o for _, p, o in self.about(subject) if p == predicate)

    def size(self, subject: Term) -> int:
        """Return the number of bytes of a subject's lines."""
        return len(self.lines_of(subject))

    def label(self, term: Term) -> Term | None:
        """Return the label of a resource as a literal, in the preferred language if there is one.

        Without it, in the next one; else without language; else the first.
        """
        return self._labels.preferred(term, self.labels(term))

    # Pages.

    @cached_property
    def addresses(self) -> Addresses:
        """Return the map from the pages' IRIs to their addresses on the site."""
        return Addresses.of(self._pages.subjects, base=self.base, namespaces=self.namespaces)

    def pages(self) -> Iterable[Term]:
        """Return what has files of its own, sorted: IRIs, and blank nodes that nobody names."""
        return self._pages.subjects.keys()

    def has_page(self, term: Term) -> bool:
        return term in self._pages.subjects

    def page_of(self, term: Term) -> Term:
        """Return the page on which an IRI or a blank node is shown, whether or not it exists.

        A hash IRI is shown on the page of its document, unless the document has many terms.
        """
        if term.startswith("_:"):
            return self._pages.of_blank.get(term, term)
        return term if term in self._pages.subjects else page_iri(term)

    def is_large(self, document: Term) -> bool:
        """Return whether a document has so many hash IRIs that each has a page of its own."""
        return document in self._pages.large

    def nested_in(self, document: Term) -> tuple[Term, ...]:
        """Return the terms of a document that have pages of their own, sorted."""
        return tuple(self._pages.large.get(document, ()))

    def head_of(self, page: Term) -> Term:
        """Return the subject that a page is about: its IRI, or that IRI with an empty fragment."""
        empty = Term(f"{page[:-1]}#>")
        return empty if self.is_subject(empty) and not self.is_subject(page) else page

    def subjects_of(self, page: Term) -> tuple[Term, ...]:
        """Return the subjects of a page: the resource, its hash IRIs, the blank nodes below."""
        return tuple(self._pages.subjects.get(page, ()))

    # Questions of the inverse.

    def naming(
        self, term: Term, predicate: Term | None = None, *, first: int = 0, size: int | None = None
    ) -> tuple[Triple, ...]:
        """Return the triples with `term` as object, sorted; with evidence, without STRUCTURAL ones.

        `predicate`: only its triples. `first`, `size`: a page of them.
        """
        return self._index.naming_triples(
            term, predicate, first, None if size is None else first + size
        )

    def count(self, term: Term, predicate: Term | None = None) -> int:
        """Return how many triples `naming` has."""
        return len(self._index.naming_offsets(term, predicate))

    def naming_predicates(self, term: Term) -> tuple[Term, ...]:
        """Return the predicates of the triples that `naming` has, sorted."""
        return self._index.naming_predicates(term)

    def resting_on(self, passage: Term) -> tuple[Term, ...]:
        """Return the statements and claims whose evidence is a passage, sorted."""
        return tuple(self._index.resting.get(passage, ()))

    def claims_about(self, page: Term) -> tuple[Term, ...]:
        """Return the claims about a resource or a hash IRI on its page, sorted."""
        subjects = {page, *self.subjects_of(page)}
        claims = {s for topic in subjects for s, p, _ in self.naming(topic, EV_ABOUT)}
        return tuple(sorted(page_iri(claim) for claim in claims))

    def instances(self, of: Term, *, first: int = 0, size: int | None = None) -> tuple[Term, ...]:
        return tuple(s for s, _, _ in self.naming(of, RDF_TYPE, first=first, size=size))

    def values_of(self, predicate: Term) -> tuple[Term, ...]:
        """Return the IRIs and blank nodes that are objects of a predicate, sorted."""
        return self._index.values_of(predicate)

    # Graphs.

    def graphs(self) -> tuple[Term, ...]:
        """Return the names of the named graphs, sorted."""
        return tuple(self._graphs.offsets)

    def quads_of(self, subject: Term) -> tuple[Quad, ...]:
        """Return the quads of a subject, sorted."""
        if not self.quads:
            return tuple((*triple, DEFAULT_GRAPH) for triple in self.read(subject))
        return tuple(map(quad_of, self.quad_lines_of(subject).splitlines(keepends=True)))

    def quad_lines_of(self, subject: Term) -> bytes:
        """Return the N-Quads lines of a subject in a dataset with named graphs."""
        return self._graphs.lines_of(subject)

    def graphs_of(self, triple: Triple) -> tuple[Term, ...]:
        """Return the graphs that a triple is in; empty if the dataset has no named graph."""
        if not self.quads:
            return ()
        return tuple(quad[3] for quad in self.quads_of(triple[0]) if quad[:3] == triple)

    def in_graph(
        self, graph: Term, *, first: int = 0, size: int | None = None
    ) -> tuple[Triple, ...]:
        """Return the triples of a named graph, sorted, or a page of them."""
        return self._graphs.triples(graph, first, None if size is None else first + size)

    def count_in_graph(self, graph: Term) -> int:
        return self._graphs.count(graph)

    # Questions of the whole.

    def subjects(self) -> KeysView[Term]:
        return self._index.spans.keys()

    @property
    def predicates(self) -> frozenset[Term]:
        return self._index.predicates

    @property
    def classes(self) -> frozenset[Term]:
        """The classes that have instances."""
        return self._index.classes

    def uses(self, namespace: str) -> bool:
        """Return whether a predicate or a class is a term of a namespace."""
        start = f"<{namespace}"
        return any(term.startswith(start) for term in self.predicates | self.classes)

    @cached_property
    def retired(self) -> frozenset[Term]:
        """The terms that are marked as no longer in use."""
        return retired_terms(self.lines)

    @cached_property
    def _index(self) -> TripleIndex:
        return index_triples(self.lines)

    @cached_property
    def _labels(self) -> LabelIndex:
        return LabelIndex(
            properties=self.label_properties,
            languages=self.languages,
            lines_of=self.lines_of,
            objects=self.objects,
        )

    @cached_property
    def _graphs(self) -> GraphIndex:
        return index_graphs(self.quads)

    @cached_property
    def _pages(self) -> PageIndex:
        return index_pages(self._index, self.graphs())


def _dataset(*values: object) -> Dataset:
    names: Sequence[str] = tuple(Dataset.__dataclass_fields__)
    return Dataset(**dict(zip(names, values, strict=True)))  # type: ignore[arg-type]
