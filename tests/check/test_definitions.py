import pytest

from publisher.check.terms.definitions import check_definitions
from publisher.findings import Finding
from publisher.model import ANY
from tests.check.graphs import VOCABULARY, codes, index_of, iri

GOOD = """:T a owl:Class ; rdfs:label "t" . :since a owl:DatatypeProperty ; rdfs:label "since" .
<ontology> rdfs:label "o" . <a> a :T ; rdfs:label "A" .
"""


def found(turtle: str) -> list[Finding]:
    return list(check_definitions(index_of(GOOD + turtle), VOCABULARY))


def test_what_is_defined_described_and_labelled_passes() -> None:
    assert found('<a> :since "x" ; rdfs:seeAlso <ontology#> , <a> , :T .') == []


def test_an_unknown_property_is_found_once_with_the_nearest() -> None:
    (finding,) = found('<a> :sicne "x" , "y" .')

    assert finding.text == ":sicne is not defined; correct the name; the nearest is :since"
    assert finding.about == (iri("a"), iri("ontology#sicne"), ANY)


def test_a_name_that_is_near_to_none_is_to_be_defined() -> None:
    (finding,) = found('<a> :whatever "x" .')

    assert finding.hint == "define it in ontology/"


@pytest.mark.parametrize(
    ("turtle", "name"),
    [
        ("<a> a :U .", ":U"),
        ('<a> :since "x"^^:kind .', ":kind"),
        ("<a> a ev:Clam .", "ev:Clam"),
        ("<a> ev:quot 1 .", "ev:quot"),
        ("<c#1> rdf:predicate :q .", ":q"),
    ],
)
def test_an_unknown_class_datatype_or_term_of_the_tool_s_is_found(turtle: str, name: str) -> None:
    findings = [one for one in found(turtle) if one.code == "term-unknown"]

    assert [one.message for one in findings] == [f"{name} is not defined"]


@pytest.mark.parametrize("name", ["b", "a#part", "ontology#Other"])
def test_a_resource_that_is_named_must_be_described(name: str) -> None:
    (finding,) = found(f"<a> rdfs:seeAlso <{name}> .")

    assert finding.code == "resource-not-described"
    assert finding.message == f"{name} is used but not described"


def test_a_resource_that_only_a_claim_names_must_be_described() -> None:
    (finding,) = found("<a#s> rdf:object <b> .")

    assert finding.about == (ANY, ANY, iri("b"))


def test_another_s_resource_need_not_be_described() -> None:
    assert found("<a> rdfs:seeAlso <https://other.example/b> .") == []


@pytest.mark.parametrize("label", ["rdfs:label", "skos:prefLabel", "dcterms:title"])
def test_any_label_will_do(label: str) -> None:
    assert found(f'<b> a :T ; {label} "B"@az .') == []


def test_a_resource_without_label_is_found() -> None:
    assert codes(found("<b> a :T .")) == ["label-missing"]


def test_a_claim_and_a_part_of_a_page_need_no_label() -> None:
    assert found("<claim/b> a ev:Claim . <a#part> a :T .") == []
