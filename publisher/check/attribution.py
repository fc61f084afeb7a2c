"""A claimant that the editor infers comes with the reason."""

from collections.abc import Iterator

from publisher.check.survey import Survey
from publisher.findings import Finding
from publisher.terms import bare, is_literal, lexical
from publisher.vocabulary import EV_ATTRIBUTION, EV_INFERRED, SKOS_EDITORIAL_NOTE


def check_attribution(survey: Survey) -> Iterator[Finding]:
    notes = survey.column(SKOS_EDITORIAL_NOTE)
    for claim, attribution in survey.column(EV_ATTRIBUTION).pairs():
        said = (lexical(note) for note in notes.of(claim) if is_literal(note))
        if attribution == EV_INFERRED and not any(text.strip() for text in said):
            shown = bare(claim).removeprefix(survey.graph.base)
            yield Finding(
                code="inferred-without-note",
                message=f"the claimant of {shown} is inferred, and no note says why",
                hint='say why: skos:editorialNote "…"@en',
                about=(claim, EV_ATTRIBUTION, attribution),
            )
