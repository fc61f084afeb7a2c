"""The indexes of a dataset: spans of lines by subject, offsets by object, graphs, pages."""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from publisher.model import Term
from publisher.ntriples import quad_of, triple_of
from publisher.terms import fragment, page_iri
from publisher.vocabulary import (
    EV_EVIDENCE,
    OA_HAS_SELECTOR,
    OA_HAS_SOURCE,
    OA_POSITION_SELECTOR,
    OA_QUOTE_SELECTOR,
    OA_SPECIFIC_RESOURCE,
    RDF_PREDICATE,
    RDF_STATEMENT,
    RDF_TYPE,
)

STRUCTURAL: Final = frozenset({EV_EVIDENCE, OA_HAS_SELECTOR, OA_HAS_SOURCE, RDF_PREDICATE})
"""Properties that connect a statement with its parts. They do not mention a resource."""
TERMS_IN_A_DOCUMENT: Final = 100
"""A document with more hash IRIs than these has a page for each of them."""
PAGES_OF_A_BLANK: Final = 20
"""A blank node that more pages name has a page of its own."""

_TYPE: Final = RDF_TYPE.encode()
_EVIDENCE: Final = EV_EVIDENCE.encode()
_STRUCTURAL: Final = frozenset(predicate.encode() for predicate in STRUCTURAL)
_NOT_A_TERM: Final = frozenset(
    {RDF_STATEMENT, OA_SPECIFIC_RESOURCE, OA_QUOTE_SELECTOR, OA_POSITION_SELECTOR}
)
"""Classes of hash IRIs that are statements, passages and their selectors."""

_Entry = TypeVar("_Entry")


@dataclass(frozen=True, slots=True, kw_only=True)
class TripleIndex:
    """The span of each subject's lines; the offsets of the lines by object and predicate."""

    spans: dict[Term, tuple[int, int]]
    naming: dict[bytes, dict[bytes, list[int]]]
    resting: dict[Term, list[Term]]
    predicates: frozenset[Term]
    classes: frozenset[Term]

    def naming_offsets(self, term: Term, predicate: Term | None) -> Sequence[int]:
        """Return the offsets of the lines with a term as object, in the order of the lines."""
        by_predicate = self.naming.get(f"{term} .\n".encode(), {})
        if predicate is not None:
            return by_predicate.get(predicate.encode(), ())
        if len(by_predicate) == 1:
            return next(iter(by_predicate.values()))
        return sorted(offset for offsets in by_predicate.values() for offset in offsets)

    def naming_predicates(self, term: Term) -> tuple[Term, ...]:
        """Return the predicates of the triples with a term as object, sorted."""
        by_predicate = self.naming.get(f"{term} .\n".encode(), {})
        return tuple(sorted(Term(predicate.decode()) for predicate in by_predicate))

    def values_of(self, predicate: Term) -> tuple[Term, ...]:
        """Return the objects of a predicate that are no literals, sorted."""
        key = predicate.encode()
        ends = (end for end, by_predicate in self.naming.items() if key in by_predicate)
        return tuple(sorted(Term(end[:-3].decode()) for end in ends))


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphIndex:
    """The span of each subject's quads, and the offsets of each named graph's quads."""

    spans: dict[Term, tuple[int, int]]
    offsets: dict[Term, Sequence[int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageIndex:
    """The subjects of each page; the page of each blank node; the documents with many terms."""

    subjects: dict[Term, list[Term]]
    of_blank: Mapping[Term, Term]
    large: frozenset[Term]


def index_triples(lines: bytes) -> TripleIndex:
    """Return the index of sorted N-Triples."""
    spans: dict[Term, tuple[int, int]] = {}
    naming: dict[bytes, dict[bytes, list[int]]] = {}
    resting: dict[bytes, list[Term]] = {}
    predicates: set[bytes] = set()
    classes: set[bytes] = set()
    current, subject, first, at = b"", Term(""), 0, 0
    # By bytes: each term that comes up again and again is decoded once.
    for line in lines.splitlines(keepends=True):
        start, predicate, value = line.split(b" ", 2)
        if start != current:
            if subject:
                spans[subject] = (first, at)
            current, subject, first = start, Term(start.decode()), at
        predicates.add(predicate)
        if not value.startswith(b'"'):
            if predicate == _TYPE:
                classes.add(value)
            if predicate == _EVIDENCE:
                resting.setdefault(value, []).append(subject)
            elif predicate not in _STRUCTURAL:
                naming.setdefault(value, {}).setdefault(predicate, []).append(at)
        at += len(line)
    if subject:
        spans[subject] = (first, at)
    return TripleIndex(
        spans=spans,
        naming=naming,
        resting=_by_term(resting),
        predicates=frozenset(Term(predicate.decode()) for predicate in predicates),
        classes=frozenset(Term(value[: -len(" .\n")].decode()) for value in classes),
    )


def index_graphs(quads: bytes) -> GraphIndex:
    """Return the index of sorted N-Quads."""
    spans: dict[Term, tuple[int, int]] = {}
    offsets: dict[Term, array[int]] = {}
    at = 0
    for line in quads.splitlines(keepends=True):
        subject, _, _, graph = quad_of(line)
        first, _ = spans.get(subject, (at, at))
        spans[subject] = (first, at + len(line))
        if graph:
            offsets.setdefault(graph, array("Q")).append(at)
        at += len(line)
    return GraphIndex(spans=spans, offsets=dict(sorted(offsets.items())))


def index_pages(index: TripleIndex, lines: bytes, graphs: Iterable[Term]) -> PageIndex:
    """Return which subjects each page has. `graphs`: the names of the named graphs."""
    large = _large_documents(index, lines)
    pages: dict[Term, list[Term]] = {}
    blanks: list[Term] = []
    for subject in index.spans:
        if subject.startswith("_:"):
            blanks.append(subject)
        else:
            document = page_iri(subject)
            page = subject if document in large else document
            pages.setdefault(page, []).append(subject)
            pages.setdefault(document, [])
    for graph in graphs:
        if not graph.startswith("_:"):
            pages.setdefault(page_iri(graph), [])
    of_blank = _place_blanks(blanks, pages, index, lines) if blanks else {}
    return PageIndex(subjects=dict(sorted(pages.items())), of_blank=of_blank, large=large)


def _large_documents(index: TripleIndex, lines: bytes) -> frozenset[Term]:
    """Return the documents with more hash IRIs than TERMS_IN_A_DOCUMENT."""
    terms: dict[Term, int] = {}
    for subject in index.spans:
        if fragment(subject):
            document = page_iri(subject)
            terms[document] = terms.get(document, 0) + 1
    many = {document for document, count in terms.items() if count > TERMS_IN_A_DOCUMENT}
    if not many:
        return frozenset()
    # Statements and passages are counted out only if a document may be large.
    for subject in _instances(index, lines, _NOT_A_TERM):
        document = page_iri(subject)
        terms[document] = terms.get(document, 0) - 1
    return frozenset(document for document in many if terms[document] > TERMS_IN_A_DOCUMENT)


def _instances(index: TripleIndex, lines: bytes, classes: Iterable[Term]) -> set[Term]:
    """Return the hash IRIs that are instances of some classes."""
    instances = set[Term]()
    for class_ in classes:
        for offset in index.naming_offsets(class_, RDF_TYPE):
            subject = lines[offset : lines.index(b" ", offset)].decode()
            if fragment(Term(subject)):
                instances.add(Term(subject))
    return instances


def _place_blanks(
    blanks: Sequence[Term], pages: dict[Term, list[Term]], index: TripleIndex, lines: bytes
) -> dict[Term, Term]:
    """Add the blank nodes to the pages that they hang on; return the first page of each."""
    reached: dict[Term, list[Term]] = {}
    for page, subjects in pages.items():
        for blank in _below(subjects, index, lines):
            reached.setdefault(blank, []).append(page)
    for blank in blanks:
        above = reached.get(blank, [])
        if not above or len(above) > PAGES_OF_A_BLANK:
            reached[blank] = []
    of_blank: dict[Term, Term] = {}
    for blank in sorted(reached):
        for page in reached[blank]:
            pages[page].append(blank)
            of_blank.setdefault(blank, page)
    for blank in _roots_first([blank for blank in blanks if blank not in of_blank], index):
        if blank not in of_blank:
            below = [blank, *_below([blank], index, lines)]
            pages[blank] = [node for node in dict.fromkeys(below) if node not in of_blank]
            of_blank.update((node, blank) for node in pages[blank])
    return of_blank


def _below(subjects: Iterable[Term], index: TripleIndex, lines: bytes) -> list[Term]:
    """Return the blank nodes that some subjects lead to through blank nodes alone, sorted."""
    reached: set[Term] = set()
    pending = list(subjects)
    while pending:
        start, end = index.spans.get(pending.pop(), (0, 0))
        if b" _:" in lines[start:end]:
            for line in lines[start:end].splitlines(keepends=True):
                value = triple_of(line)[2]
                if value.startswith("_:") and value not in reached:
                    reached.add(value)
                    pending.append(value)
    return sorted(value for value in reached if value in index.spans)


def _roots_first(blanks: Sequence[Term], index: TripleIndex) -> list[Term]:
    """Return blank nodes, those that nothing names first."""
    return sorted(blanks, key=lambda blank: (f"{blank} .\n".encode() in index.naming, blank))


def _by_term(index: Mapping[bytes, list[_Entry]]) -> dict[Term, list[_Entry]]:
    """Return the index by term: the keys are ends of lines, such as `<a> .` and a line feed."""
    return {Term(end[:-3].decode()): values for end, values in index.items()}
