"""The whole graph by predicate, read once for all checks, its statements, and its hierarchies."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from publisher.dataset import Dataset, triple_of
from publisher.model import Term, Triple
from publisher.vocabulary import (
    EV_ONLY_CLAIMED,
    RDF_OBJECT,
    RDF_PREDICATE,
    RDF_SUBJECT,
    RDF_TYPE,
    RDFS_SUBCLASS,
    RDFS_SUBPROPERTY,
    TRUE,
    XSD_BOOLEAN,
)

_TRUE: Final = frozenset({TRUE, f'"1"^^{XSD_BOOLEAN}'})


@dataclass(kw_only=True)
class PredicateTriples:
    """The triples of one predicate, sorted: `values[n]` is said of `subjects[n]`."""

    subjects: list[Term] = field(default_factory=list)
    values: list[Term] = field(default_factory=list)

    def pairs(self) -> Iterator[tuple[Term, Term]]:
        """Return each subject with one of its values."""
        return zip(self.subjects, self.values, strict=True)

    def values_of(self, subject: Term) -> Sequence[Term]:
        """Return the values of one subject, in order."""
        start = self._first_position.get(subject)
        if start is None:
            return ()
        end = start + 1
        while end < len(self.subjects) and self.subjects[end] == subject:
            end += 1
        return self.values[start:end]

    @cached_property
    def _first_position(self) -> dict[Term, int]:
        # From the end, because the last value that a dict is given for a key wins.
        return dict(
            zip(reversed(self.subjects), range(len(self.subjects) - 1, -1, -1), strict=True)
        )


_NO_TRIPLES: Final = PredicateTriples()


@dataclass(frozen=True, kw_only=True)
class PredicateIndex:
    """A graph, its triples by predicate, and the set of all objects of its triples (`values`).

    `by_predicate` is in the order in which the graph first has each predicate.
    """

    graph: Dataset
    by_predicate: Mapping[Term, PredicateTriples]
    values: frozenset[Term]

    @classmethod
    def of(cls, graph: Dataset) -> "PredicateIndex":
        """Return the index of a graph."""
        by_predicate: dict[Term, PredicateTriples] = {}
        values: dict[Term, Term] = {}
        last_subject = Term("")
        for line in graph.lines.splitlines(keepends=True):
            subject, predicate, value = triple_of(line)
            # One string object for equal terms: a large graph has most of its values many times.
            last_subject = last_subject if subject == last_subject else subject
            triples = by_predicate.get(predicate)
            if triples is None:
                triples = by_predicate[predicate] = PredicateTriples()
            triples.subjects.append(last_subject)
            triples.values.append(values.setdefault(value, value))
        return cls(graph=graph, by_predicate=by_predicate, values=frozenset(values))

    def triples_of(self, predicate: Term) -> PredicateTriples:
        """Return the triples of a predicate, none if the graph does not use it."""
        return self.by_predicate.get(predicate, _NO_TRIPLES)

    def first(self, predicate: Term) -> Triple:
        """Return the first triple of a predicate that the graph uses."""
        triples = self.by_predicate[predicate]
        return triples.subjects[0], predicate, triples.values[0]

    def instances(self, class_: Term) -> Sequence[Term]:
        """Return the subjects that have a class as their rdf:type."""
        return self._instances.get(class_, ())

    def instances_below(self, classes: Iterable[Term]) -> set[Term]:
        """Return the SHACL instances of classes: those of their subclasses too.

        https://www.w3.org/TR/shacl/#dfn-shacl-instance
        """
        below = terms_below(self, RDFS_SUBCLASS, classes)
        return {instance for class_ in below for instance in self.instances(class_)}

    @cached_property
    def _instances(self) -> dict[Term, list[Term]]:
        instances: dict[Term, list[Term]] = {}
        for subject, class_ in self.triples_of(RDF_TYPE).pairs():
            instances.setdefault(class_, []).append(subject)
        return instances


def statements_of(index: PredicateIndex, class_: Term) -> Iterator[tuple[Term, Triple]]:
    """Yield each statement of a class (`ev:Record`, `ev:Content`) with the triple it is about."""
    subjects, predicates, objects = (
        dict(index.triples_of(part).pairs()) for part in (RDF_SUBJECT, RDF_PREDICATE, RDF_OBJECT)
    )
    for statement in index.instances(class_):
        if statement in subjects and statement in predicates and statement in objects:
            yield statement, (subjects[statement], predicates[statement], objects[statement])


def triple_of_statement(statement: Term, graph: Dataset) -> Triple | None:
    """Return the triple that a statement is about; None if `statement` is not one."""
    parts = {predicate: value for _, predicate, value in graph.about(statement)}
    if not {RDF_SUBJECT, RDF_PREDICATE, RDF_OBJECT} <= parts.keys():
        return None
    return parts[RDF_SUBJECT], parts[RDF_PREDICATE], parts[RDF_OBJECT]


def only_claimed_terms(index: PredicateIndex) -> tuple[frozenset[Term], frozenset[Term]]:
    """Return the properties and the classes that are marked `ev:onlyClaimed`, or below one."""
    terms = marked_terms(index, EV_ONLY_CLAIMED)
    return terms_below(index, RDFS_SUBPROPERTY, terms), terms_below(index, RDFS_SUBCLASS, terms)


def marked_terms(index: PredicateIndex, mark: Term) -> set[Term]:
    """Return the terms that have `true` as the value of a property such as `ev:naming`."""
    return {term for term, value in index.triples_of(mark).pairs() if value in _TRUE}


def terms_below(index: PredicateIndex, relation: Term, roots: Iterable[Term]) -> frozenset[Term]:
    """Return the roots and all terms below them, by rdfs:subClassOf or rdfs:subPropertyOf."""
    lower: dict[Term, list[Term]] = {}
    for term, above in index.triples_of(relation).pairs():
        lower.setdefault(above, []).append(term)
    return _reachable(roots, lambda term: lower.get(term, ()))


def classes_above(index: PredicateIndex, classes: Iterable[Term]) -> frozenset[Term]:
    """Return the classes and all their superclasses."""
    return _reachable(classes, index.triples_of(RDFS_SUBCLASS).values_of)


def _reachable(
    roots: Iterable[Term], neighbours: Callable[[Term], Iterable[Term]]
) -> frozenset[Term]:
    reached: set[Term] = set()
    pending = list(roots)
    while pending:
        term = pending.pop()
        if term not in reached:
            reached.add(term)
            pending += neighbours(term)
    return frozenset(reached)
