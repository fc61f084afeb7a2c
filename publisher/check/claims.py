"""No claim is asserted, every record is, and every statement of ours has its words."""

from collections.abc import Iterator

from publisher.graph import Graph
from publisher.model import Finding, Term, Triple
from publisher.terms import bare, document
from publisher.vocabulary import (
    EV_CONTENT_CLASS,
    EV_RECORD,
    RDF_OBJECT,
    RDF_PREDICATE,
    RDF_STATEMENT,
    RDF_SUBJECT,
    RDF_TYPE,
)


def check_claims(graph: Graph) -> Iterator[Finding]:
    recorded = {triple: statement for statement, triple in _reified(graph, EV_RECORD)}
    for triple, statement in sorted(recorded.items()):
        if triple not in graph:
            yield Finding(
                code="record-not-asserted",
                message=f"the record {_shown(statement, graph)} is not asserted",
                hint="write s p o {| ev:quote … |}, or put << s p o >> in a claim's ev:content",
                about=triple,
            )
    claimed: set[Triple] = set()
    for statement, triple in _reified(graph, EV_CONTENT_CLASS):
        claimed.add(triple)
        if triple in graph and triple not in recorded:
            claim = bare(document(statement)).removeprefix(graph.base)
            yield Finding(
                code="claim-asserted",
                message=f"what {claim} claims is asserted too",
                hint="remove the plain triple, or give it a quote of its own that records it",
                about=triple,
            )
    # What is claimed and asserted has its finding above.
    yield from _without_words(graph, recorded.keys() | claimed)


def _without_words(graph: Graph, worded: set[Triple]) -> Iterator[Finding]:
    own = f"<{graph.base}ontology#"
    ontology = f"<{graph.base}ontology>"
    for triple in graph:
        if (
            triple[1].startswith(own)
            and triple not in worded
            and document(triple[0]) != ontology
            and RDF_STATEMENT not in graph.objects(triple[0], RDF_TYPE)
        ):
            yield Finding(
                code="evidence-missing",
                message=f"the statement by :{triple[1].removeprefix(own)[:-1]} shows no words",
                hint='give it its quote: {| ev:quote "…" |}',
                about=triple,
            )


def _reified(graph: Graph, kind: Term) -> Iterator[tuple[Term, Triple]]:
    for statement in graph.instances(kind):
        triple = reified(statement, graph)
        if triple:
            yield statement, triple


def reified(statement: Term, graph: Graph) -> Triple | None:
    """The triple that a statement is about."""
    part = {p: o for _, p, o in graph.about(statement)}
    if not {RDF_SUBJECT, RDF_PREDICATE, RDF_OBJECT} <= part.keys():
        return None
    return part[RDF_SUBJECT], part[RDF_PREDICATE], part[RDF_OBJECT]


def _shown(term: Term, graph: Graph) -> str:
    return bare(term).removeprefix(graph.base)
