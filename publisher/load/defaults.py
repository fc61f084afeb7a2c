"""What each claim says without words of its author: the defaults, and who reports it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from publisher.addresses import claims_file_iri
from publisher.model import Term, Triple
from publisher.terms import page_iri
from publisher.vocabulary import (
    EV_ABOUT,
    EV_ASSERTS,
    EV_ATTRIBUTION,
    EV_CLAIM,
    EV_CLAIMANT,
    EV_EVIDENCE,
    EV_ONLY_CLAIMED,
    EV_REPORTED_BY,
    EV_STANCE,
    EV_STATED,
    RDF_TYPE,
    RDFS_SEE_ALSO,
    RDFS_SUBCLASS,
    TRUE,
)

_DEFAULTS: Final = {EV_ATTRIBUTION: EV_STATED, EV_STANCE: EV_ASSERTS}
_READ: Final = frozenset({EV_ABOUT, EV_ATTRIBUTION, EV_STANCE, EV_CLAIMANT, EV_EVIDENCE})


@dataclass(kw_only=True)
class _Claims:
    """`said`: of each subject, what the defaults depend on."""

    claims: dict[Term, None] = field(default_factory=dict)
    said: dict[Term, dict[Term, set[Term]]] = field(default_factory=dict)


def claim_defaults(triples: Sequence[Triple]) -> Iterator[Triple]:
    """Return the triples that a claim has in every published graph, if nobody wrote them.

    `triples`: those of all files, because a claim may stand in several.
    """
    read = _read(triples)
    for claim in read.claims:
        said = read.said.get(claim, {})
        for predicate, value in _DEFAULTS.items():
            if predicate not in said:
                yield claim, predicate, value
        sources = {page_iri(passage) for passage in said.get(EV_EVIDENCE, ())}
        for source in sorted(sources - said.get(EV_CLAIMANT, set())):
            yield claim, EV_REPORTED_BY, source
    yield from _links_to_claims(read, triples)


def _links_to_claims(read: _Claims, triples: Sequence[Triple]) -> Iterator[Triple]:
    """A link from each topic of a claim that is described here to the list of claims about it.

    A link and no inverse of ev:about, because a topic of thousands of claims keeps a short document
    so. What exists in claims alone has none: it has type, label and note.
    """
    topics = {
        page_iri(topic)
        for claim in read.claims
        for topic in read.said.get(claim, {}).get(EV_ABOUT, ())
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
    """The classes that are marked ev:onlyClaimed, and those below them."""
    below: dict[Term, list[Term]] = {}
    found: set[Term] = set()
    waiting: list[Term] = []
    for subject, predicate, value in triples:
        if predicate == RDFS_SUBCLASS:
            below.setdefault(value, []).append(subject)
        elif predicate == EV_ONLY_CLAIMED and value == TRUE:
            waiting.append(subject)
    while waiting:
        term = waiting.pop()
        if term not in found:
            found.add(term)
            waiting += below.get(term, ())
    return found


def _read(triples: Iterable[Triple]) -> _Claims:
    read = _Claims()
    for subject, predicate, value in triples:
        if predicate in _READ:
            read.said.setdefault(subject, {}).setdefault(predicate, set()).add(value)
        elif predicate == RDF_TYPE and value == EV_CLAIM:
            read.claims[subject] = None
    return read
