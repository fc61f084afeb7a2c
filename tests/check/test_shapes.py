import re

import pytest

from publisher.check.shapes import shape_faults
from publisher.check.shapes.shacl_terms import SHACL_12_TERMS, SHACL_TERMS
from publisher.findings import Finding
from tests.check.graphs import VOCABULARY, codes, index_of, shapes_graph

ONTOLOGY = ":T a owl:Class . :U a owl:Class . :p a rdf:Property . :q a rdf:Property ."
DATA = f'{ONTOLOGY} <a> a :T ; :p "x" .'


def found(*bodies: str, data: str = DATA) -> list[Finding]:
    faults = shape_faults(shapes_graph(*bodies), index_of(data), VOCABULARY)
    return [fault.finding for fault in faults]


def shape(constraint: str) -> str:
    return f":S a sh:NodeShape ; sh:targetClass :T ; sh:property [ sh:path :p ; {constraint} ] ."


@pytest.mark.parametrize(
    "constraint",
    [
        "sh:minCount 1",
        "sh:or ( [ sh:datatype xsd:date ] [ sh:datatype xsd:gYear ] )",
        "sh:node [ sh:property [ sh:path :q ; sh:maxCount 1 ] ]",
        "sh:qualifiedValueShape [ sh:class :T ] ; sh:qualifiedMinCount 1",
        'sh:pattern "^[0-9]{4}$" ; sh:flags "i"',
        'sh:message "Say it."@en ; sh:severity sh:Warning',
    ],
)
def test_a_good_shape_passes(constraint: str) -> None:
    assert found(shape(constraint)) == []


@pytest.mark.parametrize(
    ("slip", "nearest"),
    [
        ("sh:minCuont 1", "sh:minCount"),
        ("sh:maxcount 1", "sh:maxCount"),
        ("sh:dataType xsd:date", "sh:datatype"),
        ("sh:severity sh:Warnign", "sh:Warning"),
        ("sh:nodeKind sh:Iri", "sh:IRI"),
    ],
)
def test_a_slip_of_the_pen_is_found_with_the_nearest_term(slip: str, nearest: str) -> None:
    (finding,) = found(shape(slip))

    assert finding.code == "shape-term-unknown"
    assert finding.hint == f"correct the name; the nearest is {nearest}"


@pytest.mark.parametrize("name", sorted(SHACL_12_TERMS))
def test_a_term_of_shacl_1_2_is_refused(name: str) -> None:
    assert codes(found(shape(f"sh:{name} 1"))) == ["shape-unsupported"]


def test_no_term_is_of_both_versions() -> None:
    assert not SHACL_TERMS & SHACL_12_TERMS


CIRCLES = {
    "A → A": [":A a sh:NodeShape ; sh:targetClass :T ; sh:node :A ."],
    "A → B → A": [":A sh:node :B ; sh:targetClass :T .", ":B sh:not :A ."],
    "A → B → C → A": [
        ":A a sh:NodeShape ; sh:targetClass :T ; sh:property [ sh:path :p ; sh:node :B ] .",
        ":B sh:or ( [ sh:minCount 1 ] :C ) . :C sh:and ( :A ) .",
    ],
}


@pytest.mark.parametrize("circle", CIRCLES)
def test_a_circle_of_shapes_is_found_once(circle: str) -> None:
    findings = [one for one in found(*CIRCLES[circle]) if one.code == "shape-recursive"]

    assert [one.message for one in findings] == [f"shapes link back to themselves: {circle}"]


def test_two_ways_to_one_shape_are_no_circle() -> None:
    body = ":A a sh:NodeShape ; sh:targetClass :T ; sh:node :B , :C . :B sh:node :C ."

    assert "shape-recursive" not in codes(found(body))


def test_ten_thousand_shapes_in_a_row_are_followed() -> None:
    body = ":S0 a sh:NodeShape ; sh:targetClass :T .\n"
    body += "\n".join(f":S{at} sh:node :S{at + 1} ." for at in range(10_000))

    assert "shape-recursive" not in codes(found(body))


@pytest.mark.parametrize(
    "body",
    [
        ":S a sh:NodeShape ; sh:property [ sh:path :p ; sh:minCount 1 ] .",
        ":S sh:property [ sh:path :p ; sh:minCount 1 ] .",
        "[] a sh:NodeShape ; sh:closed true .",
    ],
)
def test_a_shape_that_nothing_leads_to_is_found(body: str) -> None:
    assert codes(found(body)) == ["shape-without-target"]


@pytest.mark.parametrize(
    "target",
    ["sh:targetClass :T", "sh:targetNode <a>", "sh:targetSubjectsOf :p", "sh:targetObjectsOf :p"],
)
def test_each_target_is_one(target: str) -> None:
    assert found(f":S a sh:NodeShape ; {target} .") == []


def test_a_class_that_is_a_shape_is_its_own_target() -> None:
    assert found(":T a sh:NodeShape , owl:Class ; sh:property [ sh:path :p ] .") == []


def test_a_shape_named_as_a_class_of_the_ontology_has_a_hint_how_to_be_its_target() -> None:
    (finding,) = found(":T a sh:NodeShape ; sh:nodeKind sh:IRI .")

    assert finding.code == "shape-without-target"
    assert finding.hint == (
        "give it a target: sh:targetClass :T, or say here too that it is a class: a owl:Class"
    )


def test_a_class_that_is_a_shape_and_has_no_instance_reaches_nothing() -> None:
    assert codes(found(":U a sh:NodeShape , owl:Class .")) == ["shape-reaches-nothing"]


@pytest.mark.parametrize(
    "target",
    ["sh:targetClass :U", "sh:targetNode <b>", "sh:targetSubjectsOf :q", "sh:targetObjectsOf :q"],
)
def test_a_target_that_selects_nothing_is_found(target: str) -> None:
    assert codes(found(f":S a sh:NodeShape ; {target} .")) == ["shape-reaches-nothing"]


def test_a_target_reaches_what_is_of_a_class_below_it() -> None:
    body = ":S a sh:NodeShape ; sh:targetClass <https://schema.org/Thing> ."
    below = f"{DATA} :T rdfs:subClassOf <https://schema.org/Thing> ."

    assert codes(found(body)) == ["shape-reaches-nothing"]
    assert codes(found(body, data=below)) == []


def test_a_pattern_that_does_not_compile_is_found() -> None:
    assert codes(found(shape('sh:pattern "(a"'))) == ["shape-pattern"]


@pytest.mark.parametrize("word", ["SERVICE", "service", "S\\\\u0045RVICE"])
def test_a_shape_s_query_reaches_no_network(word: str) -> None:
    query = f'sh:select "SELECT $this WHERE {{ {word} <https://x.example/> {{ }} }}"'

    assert codes(found(shape(f"sh:sparql [ {query} ]"))) == ["query-service"]


def test_a_message_is_the_same_in_every_run() -> None:
    bodies = CIRCLES["A → B → C → A"]

    runs = {tuple(one.text for one in found(*bodies)) for _ in range(5)}

    assert len(runs) == 1
    assert not re.search("_:", str(runs))
