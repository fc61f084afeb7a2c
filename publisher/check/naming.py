"""Which properties give a name, and the names that things have."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from publisher.check.survey import Survey
from publisher.model import Term
from publisher.terms import bare, is_literal, lexical
from publisher.vocabulary import (
    EV_NAMING,
    EV_ONLY_CLAIMED,
    NAMING,
    PREFIXES,
    RDFS_SUBCLASS,
    RDFS_SUBPROPERTY,
    TRUE,
    XSD_BOOLEAN,
)

_TRUE: Final = frozenset({TRUE, f'"1"^^{XSD_BOOLEAN}'})


@dataclass(frozen=True, kw_only=True)
class Naming:
    """`properties`: those that give a name, because they are marked or below one that does."""

    survey: Survey
    properties: frozenset[Term]

    @classmethod
    def of(cls, survey: Survey) -> "Naming":
        roots = {*NAMING, *marked(survey, EV_NAMING)}
        return cls(survey=survey, properties=below(survey, RDFS_SUBPROPERTY, roots))

    def names(self, thing: Term) -> frozenset[str]:
        """The names and labels of a thing, as texts."""
        return self._names.get(thing, frozenset())

    def named(self) -> Iterator[tuple[Term, frozenset[str]]]:
        yield from self._names.items()

    @cached_property
    def _names(self) -> dict[Term, frozenset[str]]:
        found: dict[Term, set[str]] = {}
        for predicate in self.properties & self.survey.columns.keys():
            for subject, value in self.survey.column(predicate).pairs():
                if is_literal(value):
                    found.setdefault(subject, set()).add(lexical(value))
        return {subject: frozenset(names) for subject, names in found.items()}


def marked(survey: Survey, mark: Term) -> set[Term]:
    """The terms of which a mark is true."""
    return {term for term, value in survey.column(mark).pairs() if value in _TRUE}


def only_claimed(survey: Survey) -> tuple[frozenset[Term], frozenset[Term]]:
    """Return the properties and the classes that exist in claims alone, those below them too."""
    terms = marked(survey, EV_ONLY_CLAIMED)
    return below(survey, RDFS_SUBPROPERTY, terms), below(survey, RDFS_SUBCLASS, terms)


def below(survey: Survey, relation: Term, roots: Iterable[Term]) -> frozenset[Term]:
    """The roots and all that is below them, by rdfs:subClassOf or rdfs:subPropertyOf."""
    lower: dict[Term, list[Term]] = {}
    for one, above in survey.column(relation).pairs():
        lower.setdefault(above, []).append(one)
    found: set[Term] = set()
    pending = list(roots)
    while pending:
        term = pending.pop()
        if term not in found:
            found.add(term)
            pending += lower.get(term, ())
    return frozenset(found)


def name_of(term: Term, base: str) -> str:
    """A term by its prefix, as authors write it."""
    iri = bare(term)
    if iri.startswith(f"{base}ontology#"):
        return f":{iri.removeprefix(f'{base}ontology#')}"
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return f"<{iri.removeprefix(base)}>"
