"""What each claim says without words of its author: the defaults, and who reports it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from publisher.model import Term, Triple
from publisher.terms import document
from publisher.vocabulary import (
    EV_ASSERTS,
    EV_ATTRIBUTION,
    EV_CLAIM,
    EV_CLAIMANT,
    EV_EVIDENCE,
    EV_REPORTED_BY,
    EV_STANCE,
    EV_STATED,
    RDF_TYPE,
)

_DEFAULTS: Final = {EV_ATTRIBUTION: EV_STATED, EV_STANCE: EV_ASSERTS}
_READ: Final = frozenset({EV_ATTRIBUTION, EV_STANCE, EV_CLAIMANT, EV_EVIDENCE})


@dataclass(kw_only=True)
class _Claims:
    """`said`: of each subject, what the defaults depend on."""

    claims: dict[Term, None] = field(default_factory=dict)
    said: dict[Term, dict[Term, set[Term]]] = field(default_factory=dict)


def claim_defaults(triples: Iterable[Triple]) -> Iterator[Triple]:
    """Return the triples that a claim has in every published graph, if nobody wrote them.

    `triples`: those of all files, because a claim may stand in several.
    """
    read = _read(triples)
    for claim in read.claims:
        said = read.said.get(claim, {})
        for predicate, value in _DEFAULTS.items():
            if predicate not in said:
                yield claim, predicate, value
        sources = {document(passage) for passage in said.get(EV_EVIDENCE, ())}
        for source in sorted(sources - said.get(EV_CLAIMANT, set())):
            yield claim, EV_REPORTED_BY, source


def _read(triples: Iterable[Triple]) -> _Claims:
    read = _Claims()
    for subject, predicate, value in triples:
        if predicate in _READ:
            read.said.setdefault(subject, {}).setdefault(predicate, set()).add(value)
        elif predicate == RDF_TYPE and value == EV_CLAIM:
            read.claims[subject] = None
    return read
