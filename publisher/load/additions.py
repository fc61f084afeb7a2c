"""Add what authors need not write: the defaults of claims, and statements for what is editorial."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from publisher.addresses import claims_file_iri, statement_iri
from publisher.model import Term, Triple
from publisher.property_groups import EDITORIAL
from publisher.reification import rdf11
from publisher.terms import page_iri
from publisher.vocabulary import (
    EV_ABOUT,
    EV_ASSERTS,
    EV_ATTRIBUTION,
    EV_CLAIM,
    EV_CLAIMANT,
    EV_EDITORIAL,
    EV_EVIDENCE,
    EV_NAMESPACE,
    EV_ONLY_CLAIMED,
    EV_REPORTED_BY,
    EV_SOURCE_CLASS,
    EV_STANCE,
    EV_STATED,
    PREFIXES,
    RDF_TYPE,
    RDFS_SEE_ALSO,
    RDFS_SUBCLASS,
    TRUE,
)

_DEFAULTS: Final = {EV_ATTRIBUTION: EV_STATED, EV_STANCE: EV_ASSERTS}
_READ: Final = frozenset({EV_ABOUT, EV_ATTRIBUTION, EV_STANCE, EV_CLAIMANT, EV_EVIDENCE})
_STRUCTURAL: Final = tuple(
    f"<{namespace}"
    for namespace in (
        EV_NAMESPACE,
        *(PREFIXES[prefix] for prefix in ("rdf", "rdfs", "owl", "skos", "oa")),
    )
)
"""Classes of these say what a term or a concept is, and nothing about the world."""


@dataclass(kw_only=True)
class _ClaimIndex:
    """The claims, and of each subject the properties on which the defaults depend."""

    claims: dict[Term, None] = field(default_factory=dict)
    properties: dict[Term, dict[Term, set[Term]]] = field(default_factory=dict)


def claim_defaults(triples: Sequence[Triple]) -> Iterator[Triple]:
    """Yield the triples that a claim has in every published graph, if nobody wrote them.

    `triples`: those of all files, because a claim may stand in several.
    """
    index = _read(triples)
    for claim in index.claims:
        properties = index.properties.get(claim, {})
        for predicate, value in _DEFAULTS.items():
            if predicate not in properties:
                yield claim, predicate, value
        sources = {page_iri(passage) for passage in properties.get(EV_EVIDENCE, ())}
        for source in sorted(sources - properties.get(EV_CLAIMANT, set())):
            yield claim, EV_REPORTED_BY, source
    yield from _links_to_claims(index, triples)


def _links_to_claims(index: _ClaimIndex, triples: Sequence[Triple]) -> Iterator[Triple]:
    """Yield a link from each described topic of a claim to the list of claims about it.

    A link, not an inverse of ev:about, because the document of a topic with thousands of claims
    stays short. What exists in claims alone gets none: it has type, label and note.
    """
    topics = {
        page_iri(topic)
        for claim in index.claims
        for topic in index.properties.get(claim, {}).get(EV_ABOUT, ())
    }
    only_claimed = _only_claimed(triples)
    described: set[Term] = set()
    bare: set[Term] = set()
    for subject, predicate, value in triples:
        if subject in topics:
            described.add(subject)
            if predicate == RDF_TYPE and value in only_claimed:
                bare.add(subject)
    for topic in sorted(described - bare):
        yield topic, RDFS_SEE_ALSO, claims_file_iri(topic)


def _only_claimed(triples: Iterable[Triple]) -> set[Term]:
    """Return the classes that are marked ev:onlyClaimed, and their subclasses."""
    below: dict[Term, list[Term]] = {}
    classes: set[Term] = set()
    waiting: list[Term] = []
    for subject, predicate, value in triples:
        if predicate == RDFS_SUBCLASS:
            below.setdefault(value, []).append(subject)
        elif predicate == EV_ONLY_CLAIMED and value == TRUE:
            waiting.append(subject)
    while waiting:
        term = waiting.pop()
        if term not in classes:
            classes.add(term)
            waiting += below.get(term, ())
    return classes


def _read(triples: Iterable[Triple]) -> _ClaimIndex:
    index = _ClaimIndex()
    for subject, predicate, value in triples:
        if predicate in _READ:
            index.properties.setdefault(subject, {}).setdefault(predicate, set()).add(value)
        elif predicate == RDF_TYPE and value == EV_CLAIM:
            index.claims[subject] = None
    return index


def is_editorial(triple: Triple, *, base: str) -> bool:
    """Return whether a triple without a quote is the editor's, about a resource of the project."""
    subject, predicate, value = triple
    if not subject.startswith(f"<{base}"):
        return False
    if predicate == RDF_TYPE:
        return not value.startswith((f"<{base}", *_STRUCTURAL))
    return predicate in EDITORIAL


def editorial_statements(
    added: Iterable[Triple], triples: Iterable[Triple], *, reified: Collection[Triple], base: str
) -> Iterator[Triple]:
    """Yield a statement for each added triple that has none yet.

    `triples`: those of all files, because they say which subjects are sources. The description of
    a source needs no statement: all of it is the editor's.
    """
    wanted = [triple for triple in dict.fromkeys(added) if triple not in reified]
    if not wanted:
        return
    sources = {s for s, p, o in triples if p == RDF_TYPE and o == EV_SOURCE_CLASS}
    for triple in wanted:
        if triple[0] not in sources:
            name: Term = statement_iri(triple, host=triple[0], base=base)
            yield from rdf11(name, triple)
            yield name, RDF_TYPE, EV_EDITORIAL
