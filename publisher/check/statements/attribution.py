"""A claimant that the editor infers needs a reason."""

from collections.abc import Iterator

from publisher.check.predicate_index import PredicateIndex
from publisher.check.shown import path_shown
from publisher.findings import Finding
from publisher.terms import is_literal, lexical
from publisher.vocabulary import EV_ATTRIBUTION, EV_INFERRED, SKOS_EDITORIAL_NOTE


def check_attribution(index: PredicateIndex) -> Iterator[Finding]:
    """Yield a finding for each claim whose claimant is inferred, if no note gives the reason."""
    notes = index.triples_of(SKOS_EDITORIAL_NOTE)
    for claim, attribution in index.triples_of(EV_ATTRIBUTION).pairs():
        texts = (lexical(note) for note in notes.values_of(claim) if is_literal(note))
        if attribution == EV_INFERRED and not any(text.strip() for text in texts):
            path = path_shown(claim, index.graph)
            yield Finding(
                code="inferred-without-note",
                message=f"the claimant of {path} is inferred, but no note gives the reason",
                hint='give the reason: skos:editorialNote "…"@en',
                about=(claim, EV_ATTRIBUTION, attribution),
            )
