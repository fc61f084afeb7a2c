"""What somebody claims is not asserted, and what a record states is."""

from collections.abc import Iterator

from publisher.check.predicate_index import PredicateIndex, statements_of
from publisher.check.shown import path_shown
from publisher.findings import Finding
from publisher.terms import page_iri
from publisher.vocabulary import (
    EV_CONTENT_CLASS,
    EV_RECORD,
)


def check_claims(index: PredicateIndex) -> Iterator[Finding]:
    """Yield the records whose triple is not asserted, then the claims whose triple is."""
    graph = index.graph
    records = {triple: statement for statement, triple in statements_of(index, EV_RECORD)}
    for triple, statement in sorted(item for item in records.items() if item[0] not in graph):
        yield Finding(
            code="record-not-asserted",
            message=f"the triple of the record {path_shown(statement, graph)} is not asserted",
            hint='write s p o {| ev:quote "…" |}; if somebody claims it, put << s p o >> in the '
            "ev:content of the claim",
            about=triple,
        )
    for statement, triple in statements_of(index, EV_CONTENT_CLASS):
        if triple in graph and triple not in records:
            yield Finding(
                code="claim-asserted",
                message="the graph also asserts what "
                f"{path_shown(page_iri(statement), graph)} only claims",
                hint="remove the plain triple; if the source states it as a fact, give it a quote "
                'of its own: {| ev:quote "…" |}',
                about=triple,
            )
