"""A claimant that the editor infers comes with the reason."""

from collections.abc import Iterator

from publisher.check.predicate_index import PredicateIndex
from publisher.findings import Finding
from publisher.terms import bare, is_literal, lexical
from publisher.vocabulary import EV_ATTRIBUTION, EV_INFERRED, SKOS_EDITORIAL_NOTE


def check_attribution(index: PredicateIndex) -> Iterator[Finding]:
    notes = index.triples_of(SKOS_EDITORIAL_NOTE)
    for claim, attribution in index.triples_of(EV_ATTRIBUTION).pairs():
        said = (lexical(note) for note in notes.values_of(claim) if is_literal(note))
        if attribution == EV_INFERRED and not any(text.strip() for text in said):
            shown = bare(claim).removeprefix(index.graph.base)
            yield Finding(
                code="inferred-without-note",
                message=f"the claimant of {shown} is inferred, and no note says why",
                hint='say why: skos:editorialNote "…"@en',
                about=(claim, EV_ATTRIBUTION, attribution),
            )
