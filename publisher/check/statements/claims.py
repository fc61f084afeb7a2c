"""No claim is asserted, and every record is."""

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
    graph = index.graph
    recorded = {triple: statement for statement, triple in reified_of(index, EV_RECORD)}
    for triple, statement in sorted(one for one in recorded.items() if one[0] not in graph):
        yield Finding(
            code="record-not-asserted",
            message=f"the record {_shown(statement, graph)} is not asserted",
            hint="write s p o {| ev:quote … |}, or put << s p o >> in a claim's ev:content",
            about=triple,
        )
    for statement, triple in reified_of(index, EV_CONTENT_CLASS):
        if triple in graph and triple not in recorded:
            claim = bare(page_iri(statement)).removeprefix(graph.base)
            yield Finding(
                code="claim-asserted",
                message=f"the content of {claim} is asserted too",
                hint="remove the plain triple, or give it a quote of its own that records it",
                about=triple,
            )


def reified_of(index: PredicateIndex, kind: Term) -> Iterator[tuple[Term, Triple]]:
    """The statements of a kind, and the triple of each."""
    subjects, predicates, objects = (
        dict(index.triples_of(part).pairs()) for part in (RDF_SUBJECT, RDF_PREDICATE, RDF_OBJECT)
    )
    for statement in index.instances(kind):
        if statement in subjects and statement in predicates and statement in objects:
            yield statement, (subjects[statement], predicates[statement], objects[statement])


def reified(statement: Term, graph: Dataset) -> Triple | None:
    """The triple that a statement is about."""
    part = {p: o for _, p, o in graph.about(statement)}
    if not {RDF_SUBJECT, RDF_PREDICATE, RDF_OBJECT} <= part.keys():
        return None
    return part[RDF_SUBJECT], part[RDF_PREDICATE], part[RDF_OBJECT]


def _shown(term: Term, graph: Dataset) -> str:
    return bare(term).removeprefix(graph.base)
