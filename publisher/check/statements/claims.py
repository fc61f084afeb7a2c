"""What somebody claims is not asserted, and what a record states is."""

from collections.abc import Iterator

from publisher.check.predicate_index import PredicateIndex
from publisher.dataset import Dataset
from publisher.findings import Finding
from publisher.model import Term, Triple
from publisher.terms import bare, page_iri
from publisher.vocabulary import (
    EV_CONTENT_CLASS,
    EV_RECORD,
    RDF_OBJECT,
    RDF_PREDICATE,
    RDF_SUBJECT,
)


def check_claims(index: PredicateIndex) -> Iterator[Finding]:
    """Yield the records whose triple is not asserted, then the claims whose triple is."""
    graph = index.graph
    records = {triple: statement for statement, triple in statements_of(index, EV_RECORD)}
    for triple, statement in sorted(item for item in records.items() if item[0] not in graph):
        yield Finding(
            code="record-not-asserted",
            message=f"the triple of the record {_path(statement, graph)} is not asserted",
            hint='write s p o {| ev:quote "…" |}; if somebody claims it, put << s p o >> in the '
            "ev:content of the claim",
            about=triple,
        )
    for statement, triple in statements_of(index, EV_CONTENT_CLASS):
        if triple in graph and triple not in records:
            yield Finding(
                code="claim-asserted",
                message="the graph also asserts what "
                f"{_path(page_iri(statement), graph)} only claims",
                hint="remove the plain triple; if the source states it as a fact, give it a quote "
                'of its own: {| ev:quote "…" |}',
                about=triple,
            )


def statements_of(index: PredicateIndex, class_: Term) -> Iterator[tuple[Term, Triple]]:
    """Yield each statement of a class (`ev:Record`, `ev:Content`) with the triple it is about."""
    subjects, predicates, objects = (
        dict(index.triples_of(part).pairs()) for part in (RDF_SUBJECT, RDF_PREDICATE, RDF_OBJECT)
    )
    for statement in index.instances(class_):
        if statement in subjects and statement in predicates and statement in objects:
            yield statement, (subjects[statement], predicates[statement], objects[statement])


def triple_of_statement(statement: Term, graph: Dataset) -> Triple | None:
    """Return the triple that a statement is about; None if `statement` is not one."""
    parts = {predicate: value for _, predicate, value in graph.about(statement)}
    if not {RDF_SUBJECT, RDF_PREDICATE, RDF_OBJECT} <= parts.keys():
        return None
    return parts[RDF_SUBJECT], parts[RDF_PREDICATE], parts[RDF_OBJECT]


def _path(term: Term, graph: Dataset) -> str:
    return bare(term).removeprefix(graph.base)
