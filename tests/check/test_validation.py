import pytest

from publisher.check.shapes.validation import validate
from publisher.findings import Finding, Severity
from publisher.model import ANY, Term
from tests.check.graphs import graph_of, index_of, iri, shapes_graph

P = iri("ontology#p")


def found(data: str, body: str, suppressed: frozenset[Term] = frozenset()) -> list[Finding]:
    return list(validate(index_of(data), shapes_graph(body), suppressed=suppressed))


def shape(constraint: str, path: str = ":p") -> str:
    return (
        f":S a sh:NodeShape ; sh:targetClass :T ; sh:property [ sh:path {path} ; {constraint} ] ."
    )


def test_a_shape_s_own_words_and_severity_are_the_finding_s() -> None:
    body = shape('sh:minCount 1 ; sh:message "Give it one." ; sh:severity sh:Warning')

    (finding,) = found("<a> a :T .", body)

    assert finding.message == "Give it one."
    assert finding.severity is Severity.WARNING
    assert finding.about == (iri("a"), P, ANY)


@pytest.mark.parametrize("value", ['"two\\nlines \\"so\\""@en', '"2008"^^xsd:gYear', "<b>", "7"])
def test_a_wrong_value_is_what_the_finding_is_about(value: str) -> None:
    graph = graph_of(f"<a> :p {value} .")
    (triple,) = graph

    (finding,) = found(f"<a> a :T ; :p {value} .", shape('sh:datatype xsd:date ; sh:message "No."'))

    assert finding.about == triple


def test_a_statement_s_fault_is_placed_at_its_triple() -> None:
    data = """<a#p-1> a :T , rdf:Statement ;
        rdf:subject <a> ; rdf:predicate :p ; rdf:object <b> ."""

    (finding,) = found(data, shape("sh:minCount 1", path="ev:quote"))

    assert finding.about == (iri("a"), P, iri("b"))


@pytest.mark.parametrize(("path", "count"), [("ev:quote", 0), ("ev:evidence", 0), (":p", 1)])
def test_a_missing_quote_of_a_suppressed_statement_is_passed_over(path: str, count: int) -> None:
    suppressed = frozenset({iri("a")})

    assert len(found("<a> a :T .", shape("sh:minCount 1", path=path), suppressed)) == count


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("nonNegativeInteger", '"4"^^xsd:nonNegativeInteger'),
        ("integer", "4"),
        ("dateTimeStamp", '"2015-03-31T10:00:00Z"^^xsd:dateTimeStamp'),
        ("dateTime", '"2015-03-31T10:00:00Z"^^xsd:dateTime'),
    ],
)
def test_a_datatype_that_a_store_does_not_keep_is_judged_as_written(kind: str, value: str) -> None:
    # The pattern is nothing that the filter understands: pySHACL is asked.
    good = shape(f'sh:datatype xsd:{kind} ; sh:pattern "."')

    assert found(f"<a> a :T ; :p {value} .", good) == []
    assert len(found(f"<a> a :T ; :p {value} .", shape("sh:datatype xsd:short"))) == 1


@pytest.mark.parametrize(
    ("data", "body"),
    [
        ('<a> a :T ; :p "x" .', shape("sh:minCount 1", path="( :p :q )")),
        ('<a> a :T ; :p <b> . <b> a "literal" .', shape("sh:class :U")),
    ],
)
def test_what_raises_on_a_store_is_judged_on_a_graph(data: str, body: str) -> None:
    assert [one.code for one in found(data, body)] == ["shape-violation"]


def test_what_raises_on_both_is_a_finding_and_prints_nothing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    (finding,) = found("<a> a :T .", shape('sh:minCount "one"'))

    assert finding.code == "shape-failed"
    assert "sh:minCount must be a literal" in finding.message
    assert capsys.readouterr() == ("", "")


def test_a_graph_without_shapes_has_no_violations() -> None:
    assert list(validate(index_of("<a> a :T ."), shapes_graph())) == []
