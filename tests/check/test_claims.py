from publisher.check.predicate_index import PredicateIndex
from publisher.check.statements.claims import check_claims
from publisher.dataset import Dataset
from publisher.findings import Finding
from tests.check.graphs import codes, graph_of, iri

CONTENT = """<claim/c#p-1> a rdf:Statement , ev:Content ;
  rdf:subject <a> ; rdf:predicate :p ; rdf:object <b> .
"""
RECORD = CONTENT.replace("ev:Content", "ev:Record").replace("claim/c#p-1", "a#p-1")
ASSERTED = "<a> :p <b> .\n"
TRIPLE = (iri("a"), iri("ontology#p"), iri("b"))


def found(graph: Dataset) -> list[Finding]:
    return list(check_claims(PredicateIndex.of(graph)))


def test_a_record_that_is_asserted_passes() -> None:
    assert found(graph_of(RECORD + ASSERTED)) == []


def test_a_claim_that_is_not_asserted_passes() -> None:
    assert found(graph_of(CONTENT)) == []


def test_a_claim_that_is_asserted_is_found_once() -> None:
    (finding,) = found(graph_of(CONTENT + ASSERTED))

    assert finding.code == "claim-asserted"
    assert finding.message == "the graph also asserts what claim/c only claims"
    assert finding.about == TRIPLE


def test_what_is_claimed_may_be_on_record_too() -> None:
    assert found(graph_of(CONTENT + RECORD + ASSERTED)) == []


def test_a_record_must_be_asserted() -> None:
    assert codes(found(graph_of(RECORD))) == ["record-not-asserted"]
