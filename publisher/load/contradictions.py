"""Replace the triple in `ev:contradicts << s p o >>` by the statement or claims that state it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from publisher.findings import Finding, Place
from publisher.model import Term, Triple
from publisher.nearest import LIKENESS, nearest
from publisher.terms import bare, is_iri, lexical, local_name, prefixed
from publisher.vocabulary import (
    EV_ASKS,
    EV_CONTENT,
    EV_DENIES,
    EV_DOUBTS,
    EV_RECORD,
    EV_STANCE,
    RDF_TYPE,
)

_NOT_ASSERTED: Final = frozenset({EV_DENIES, EV_DOUBTS, EV_ASKS})
_BARE: Final = frozenset({"xsd:boolean", "xsd:decimal", "xsd:integer"})
"""Datatypes whose literals Turtle writes without quotation marks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """A triple that `subject`, a claim or a statement, contradicts."""

    subject: Term
    predicate: Term
    triple: Triple
    file: str


@dataclass(kw_only=True)
class _Stated:
    """The statements that record a triple, and the claims that assert it."""

    records: dict[Triple, list[Term]] = field(default_factory=dict)
    claims: dict[Triple, list[Term]] = field(default_factory=dict)

    def names(self, triple: Triple, *, but: Term) -> list[Term]:
        claims = (claim for claim in self.claims.get(triple, []) if claim != but)
        return self.records.get(triple) or list(claims)


def resolve_contradictions(
    contradictions: Iterable[Contradiction],
    triples: Iterable[Triple],
    reified: Mapping[Term, Triple],
    *,
    base: str,
) -> Iterator[Triple | Finding]:
    """Yield the triples that are published, or a finding if nobody states the contradicted triple.

    `triples`: those of all files. `reified`: the triple of each statement.
    """
    stated = _stated(triples, reified)
    for contradiction in contradictions:
        names = stated.names(contradiction.triple, but=contradiction.subject)
        if not names:
            yield _missing(contradiction, stated, base=base)
        for name in names:
            yield contradiction.subject, contradiction.predicate, name


def _stated(triples: Iterable[Triple], reified: Mapping[Term, Triple]) -> _Stated:
    stated = _Stated()
    contents: list[tuple[Term, Term]] = []
    stances: dict[Term, Term] = {}
    for subject, predicate, value in triples:
        if predicate == EV_CONTENT:
            contents.append((subject, value))
        elif predicate == EV_STANCE:
            stances[subject] = value
        elif predicate == RDF_TYPE and value == EV_RECORD and subject in reified:
            _add(stated.records, reified[subject], subject)
    for claim, content in contents:
        if content in reified and stances.get(claim) not in _NOT_ASSERTED:
            _add(stated.claims, reified[content], claim)
    return stated


def _add(named: dict[Triple, list[Term]], triple: Triple, name: Term) -> None:
    names = named.setdefault(triple, [])
    if name not in names:
        names.append(name)


def _missing(contradiction: Contradiction, stated: _Stated, *, base: str) -> Finding:
    shown = _shown(contradiction.triple, base=base)
    near = _nearest(contradiction.triple, stated, base=base)
    return Finding(
        code="contradicted-missing",
        message=f"no record says, and no claim asserts, << {shown} >>",
        hint=f"nearest is << {near} >>" if near else "name the claim: ev:contradicts <claim/…>",
        place=Place(file=contradiction.file),
        about=contradiction.triple,
    )


def _nearest(triple: Triple, stated: _Stated, *, base: str) -> str:
    """Return the stated triple that was probably meant; empty if none is like it."""
    stated_triples = sorted(stated.records.keys() | stated.claims.keys())
    # First one of the same subject and property, whatever its value.
    same = [candidate for candidate in stated_triples if candidate[:2] == triple[:2]]
    names = [_shown(candidate, base=base) for candidate in same or stated_triples]
    shown = _shown(triple, base=base)
    return nearest(shown, names, likeness=0 if same else LIKENESS)


def _shown(triple: Triple, *, base: str) -> str:
    """Return a triple as its author would write it, or nearly."""
    return " ".join(_term(term, base=base) for term in triple)


def _term(term: Term, *, base: str) -> str:
    if is_iri(term):
        ours = term.startswith(f"<{base}ontology#")
        return f":{local_name(term)}" if ours else f"<{bare(term).removeprefix(base)}>"
    value, is_typed, kind = term.rpartition('"^^')
    if not is_typed:
        return term
    name = prefixed(Term(kind), base=base)
    return lexical(term) if name in _BARE else f'{value}"^^{name}'
