"""Marks of ontology terms, and what is below a term by subclass or subproperty."""

from collections.abc import Callable, Iterable
from typing import Final

from publisher.check.predicate_index import PredicateIndex
from publisher.model import Term
from publisher.vocabulary import (
    EV_ONLY_CLAIMED,
    RDFS_SUBCLASS,
    RDFS_SUBPROPERTY,
    TRUE,
    XSD_BOOLEAN,
)

_TRUE: Final = frozenset({TRUE, f'"1"^^{XSD_BOOLEAN}'})


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
