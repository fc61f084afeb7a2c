import pytest

from publisher.check.iris.iris import check_iris
from publisher.check.iris.vanished_iris import check_vanished_iris
from publisher.check.predicate_index import PredicateIndex
from publisher.check.terms.definitions import check_definitions
from publisher.findings import Finding
from publisher.model import ANY, LastRelease
from tests.check.graphs import VOCABULARY, codes, graph_of, iri

SINCE = (iri("a"), iri("ontology#since"))
OLD = LastRelease(
    subjects=frozenset({iri("a"), iri("a#since-1")}), statements={iri("a#since-1"): SINCE}
)
CORRECTED = """<a> rdfs:label "A" ; :since "2" .
<a#since-2> a rdf:Statement ; rdf:subject <a> ; rdf:predicate :since ; rdf:object "2" .
"""


def found(turtle: str, last: LastRelease) -> list[Finding]:
    return list(check_vanished_iris(graph_of(turtle), last))


def test_without_a_last_release_nothing_can_vanish() -> None:
    assert found(CORRECTED, LastRelease()) == []


def test_what_is_still_described_has_not_vanished() -> None:
    assert found(CORRECTED, LastRelease(subjects=frozenset({iri("a"), iri("a#since-2")}))) == []


def test_a_corrected_statement_is_replaced_by_the_new_one() -> None:
    (finding,) = found(CORRECTED, OLD)

    assert finding.code == "iri-vanished"
    assert finding.text == (
        "the last release had a#since-1, but the graph does not; add to ontology/retired.ttl: "
        "<a#since-1> owl:deprecated true ; dcterms:isReplacedBy <a#since-2> ."
    )
    assert finding.about == (*SINCE, '"2"')


def test_a_statement_that_was_there_before_replaces_none() -> None:
    both = LastRelease(
        subjects=OLD.subjects | {iri("a#since-2")},
        statements={**OLD.statements, iri("a#since-2"): SINCE},
    )

    (finding,) = found(CORRECTED, both)

    assert finding.hint == "add to ontology/retired.ttl: <a#since-1> owl:deprecated true ."
    assert finding.about == (iri("a"), ANY, ANY)


def test_of_two_new_statements_none_is_chosen() -> None:
    third = "<a#since-3> a rdf:Statement ; rdf:subject <a> ; rdf:predicate :since ; rdf:object 3 ."

    (finding,) = found(CORRECTED + third, OLD)

    assert finding.hint == "add to ontology/retired.ttl: <a#since-1> owl:deprecated true ."


@pytest.mark.parametrize(
    "new",
    [
        pytest.param("<a#until-2> a rdf:Statement ; rdf:subject <a> ; "
                     'rdf:predicate :until ; rdf:object "2" .', id="another property"),
        pytest.param("<b#since-2> a rdf:Statement ; rdf:subject <b> ; "
                     'rdf:predicate :since ; rdf:object "2" .', id="another subject"),
        pytest.param("<claim/c#since-2> a rdf:Statement ; rdf:subject <a> ; "
                     'rdf:predicate :since ; rdf:object "2" .', id="a claim's"),
    ],
)  # fmt: skip
def test_a_statement_of_something_else_replaces_none(new: str) -> None:
    (finding,) = found(f'<a> rdfs:label "A" . {new}', OLD)

    assert finding.hint == "add to ontology/retired.ttl: <a#since-1> owl:deprecated true ."


@pytest.mark.parametrize(
    ("path", "written"),
    [
        ("kind/b", "kind/b"),
        ("ontology#T", "ontology#T"),
        # Relative it would be an IRI of the scheme c.
        ("c:d", "https://example.org/c:d"),
    ],
)
def test_a_resource_or_term_that_vanishes_has_its_line(path: str, written: str) -> None:
    (finding,) = found("", LastRelease(subjects=frozenset({iri(path)})))

    assert finding.text == (
        f"the last release had {path}, but the graph does not; "
        f"add to ontology/retired.ttl: <{written}> owl:deprecated true ."
    )
    assert finding.about is None


def test_what_is_only_named_has_vanished() -> None:
    assert codes(found("<a> rdfs:seeAlso <a#since-1> .", OLD)) == ["iri-vanished"]


def test_what_is_marked_as_retired_is_not_found() -> None:
    retired = "<a#since-1> owl:deprecated true ; dcterms:isReplacedBy <a#since-2> ."

    assert found(CORRECTED + retired, OLD) == []


@pytest.mark.parametrize("path", ["network/old", "claim/old", "source/old"])
def test_a_retired_resource_needs_neither_label_nor_type(path: str) -> None:
    def faults(mark: str) -> list[str]:
        graph = graph_of(f"<{path}> {mark} .")
        return codes(
            [
                *check_definitions(PredicateIndex.of(graph), VOCABULARY),
                *check_iris(PredicateIndex.of(graph)),
            ]
        )

    assert faults("owl:deprecated true") == []
    assert "label-missing" in faults("owl:deprecated false")


def test_a_retired_resource_may_be_named_as_what_was_replaced() -> None:
    graph = graph_of('<k/a> rdfs:label "A" ; dcterms:replaces <k/b> . <k/b> owl:deprecated true .')

    assert codes(check_definitions(PredicateIndex.of(graph), VOCABULARY)) == []
