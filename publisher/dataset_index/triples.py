"""Where the triples of each subject are, and those that name each resource."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from io import BytesIO
from typing import Final, TypeVar

from publisher.model import Term, Triple
from publisher.ntriples import triple_of
from publisher.vocabulary import (
    EV_EVIDENCE,
    OA_HAS_SELECTOR,
    OA_HAS_SOURCE,
    OWL_DEPRECATED,
    RDF_PREDICATE,
    RDF_TYPE,
    TRUE,
)

STRUCTURAL: Final = frozenset({EV_EVIDENCE, OA_HAS_SELECTOR, OA_HAS_SOURCE, RDF_PREDICATE})
"""Properties that connect a statement with its parts, in a graph with evidence: there they do not
mention a resource.
"""

REMEMBERED_OBJECTS: Final = 1_000
"""Objects of which the offsets are kept by predicate: a hub is asked for page after page."""

_RETIRED: Final = f" {OWL_DEPRECATED} {TRUE} .\n".encode()
_TYPE: Final = RDF_TYPE.encode()
_EVIDENCE: Final = EV_EVIDENCE.encode()
_STRUCTURAL: Final = frozenset(predicate.encode() for predicate in STRUCTURAL)

_Entry = TypeVar("_Entry")


@dataclass(frozen=True, kw_only=True)
class TripleIndex:
    """The span of each subject's lines; the offsets of the lines that have a node as object.

    `parents`: the subjects that name each blank node, sorted.
    """

    lines: bytes
    spans: dict[Term, tuple[int, int]]
    naming: dict[Term, list[int]]
    parents: dict[Term, list[Term]]
    resting: dict[Term, list[Term]]
    predicates: frozenset[Term]
    classes: frozenset[Term]

    def naming_offsets(self, term: Term, predicate: Term | None = None) -> Sequence[int]:
        """Return the offsets of the lines with a term as object, in the order of the lines."""
        if predicate is None:
            return self.naming.get(term, ())
        return self._by_predicate(term).get(predicate, ())

    def naming_triples(
        self, term: Term, predicate: Term | None, first: int, end: int | None
    ) -> tuple[Triple, ...]:
        """Return a part of the triples with a term as object, sorted."""
        lines = self.lines
        return tuple(
            triple_of(lines[at : lines.index(b"\n", at) + 1])
            for at in self.naming_offsets(term, predicate)[first:end]
        )

    def naming_predicates(self, term: Term) -> tuple[Term, ...]:
        """Return the predicates of the triples with a term as object, sorted."""
        return tuple(sorted(self._by_predicate(term)))

    def values_of(self, predicate: Term) -> tuple[Term, ...]:
        """Return the objects of a predicate that are no literals, sorted."""
        values: set[Term] = set()
        mark = f" {predicate} ".encode()
        # By bytes: most predicates have few triples, and none should pay for parsing all others.
        at = self.lines.find(mark)
        while at >= 0:
            start, end = self.lines.rfind(b"\n", 0, at) + 1, self.lines.index(b"\n", at) + 1
            _, other, value = triple_of(self.lines[start:end])
            if other == predicate and not value.startswith('"'):
                values.add(value)
            at = self.lines.find(mark, end - 1)
        return tuple(sorted(values))

    @cached_property
    def _by_predicate(self) -> Callable[[Term], Mapping[Term, Sequence[int]]]:
        return lru_cache(maxsize=REMEMBERED_OBJECTS)(self._grouped)

    def _grouped(self, term: Term) -> Mapping[Term, Sequence[int]]:
        groups: dict[bytes, list[int]] = {}
        lines = self.lines
        for offset in self.naming.get(term, ()):
            start = lines.index(b" ", offset) + 1
            groups.setdefault(lines[start : lines.index(b" ", start)], []).append(offset)
        return {Term(predicate.decode()): offsets for predicate, offsets in groups.items()}


def index_triples(lines: bytes) -> TripleIndex:
    """Return the index of sorted N-Triples."""
    spans: dict[Term, tuple[int, int]] = {}
    naming: dict[bytes, list[int]] = {}
    resting: dict[bytes, list[Term]] = {}
    predicates: set[bytes] = set()
    classes: set[bytes] = set()
    current, subject, first, at = b"", Term(""), 0, 0
    structural = _STRUCTURAL if b" %s " % _EVIDENCE in lines else frozenset()
    # By bytes: each term that comes up again and again is decoded once.
    for line in BytesIO(lines):
        start, predicate, value = line.split(b" ", 2)
        if start != current:
            if subject:
                spans[subject] = (first, at)
            current, subject, first = start, Term(start.decode()), at
        predicates.add(predicate)
        if not value.startswith(b'"'):
            if predicate == _EVIDENCE:
                resting.setdefault(value, []).append(subject)
            elif predicate not in structural:
                naming.setdefault(value, []).append(at)
                if predicate == _TYPE:
                    classes.add(value)
        at += len(line)
    if subject:
        spans[subject] = (first, at)
    return TripleIndex(
        lines=lines,
        spans=spans,
        naming=_by_term(naming),
        parents=_parents_of_blanks(lines),
        resting=_by_term(resting),
        predicates=frozenset(Term(predicate.decode()) for predicate in predicates),
        classes=frozenset(Term(value[: -len(" .\n")].decode()) for value in classes),
    )


def retired_terms(lines: bytes) -> frozenset[Term]:
    """Return the subjects that are marked as no longer in use."""
    retired: set[Term] = set()
    # By bytes: most graphs have few, and none should pay for parsing all the others.
    at = lines.find(_RETIRED)
    while at >= 0:
        retired.add(Term(lines[lines.rfind(b"\n", 0, at) + 1 : at].decode()))
        at = lines.find(_RETIRED, at + len(_RETIRED))
    return frozenset(retired)


def _parents_of_blanks(lines: bytes) -> dict[Term, list[Term]]:
    parents: dict[Term, list[Term]] = {}
    # Most large graphs have no blank node.
    for line in BytesIO(lines) if b" _:" in lines else ():
        subject, _, value = triple_of(line)
        if value.startswith("_:"):
            above = parents.setdefault(value, [])
            if not above or above[-1] != subject:
                above.append(subject)
    return parents


def _by_term(index: Mapping[bytes, list[_Entry]]) -> dict[Term, list[_Entry]]:
    """Return the index by term: the keys are ends of lines, such as `<a> .` and a line feed."""
    return {Term(end[:-3].decode()): values for end, values in index.items()}
