"""What a shape finds, through `check`: of plain texts, of classes that are shapes, and in words."""

from pathlib import Path

import pytest

from publisher.commands.check import check_project, line
from tests.findings.pages import write_project

HEAD = """@prefix : <ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
FACTS = """<document/minutes> a :Document ; rdfs:label "the minutes"@en ;
 skos:note "x" , "y" , "x"@en , 'x'^^xsd:string .
"""
SETTINGS = """[tool.publisher]
base = "https://example.org/"
title = "A project"
"""


def found(
    folder: Path, shape: str, *, facts: str = FACTS, language: str = "", ontology: str = ""
) -> list[str]:
    """What is printed of the shape's violations in the good project, with these facts too."""
    setting = f'language = "{language}"\n' if language else ""
    write_project(
        folder,
        {
            "pyproject.toml": (SETTINGS + setting).encode(),
            "data/more.ttl": (HEAD + facts).encode(),
            "ontology/more.ttl": (HEAD + ontology).encode() if ontology else HEAD.encode(),
            "shapes/s.ttl": (HEAD + shape).encode(),
        },
    )
    printed = [line(finding) for finding in check_project(folder).findings]
    assert not [one for one in printed if "shapes/" in one]
    return [one.partition(": error: ")[2] for one in printed if "[shape-violation]" in one]


def of_note(constraint: str) -> str:
    return (
        ":S a sh:NodeShape ; sh:targetSubjectsOf skos:note ; "
        f"sh:property [ sh:path skos:note ; sh:message 'No.' ; {constraint} ] ."
    )


WRONG = ["No. [shape-violation]"]


@pytest.mark.parametrize(
    ("constraint", "expected"),
    [
        ("sh:in ( 'x' 'y' 'x'@en )", []),
        ("sh:in ( 'x' 'y' )", WRONG),
        ("sh:in ( 'x'^^xsd:string 'y' 'x'@EN )", []),
        ("sh:hasValue 'x'", []),
        ("sh:hasValue 'x'@en", []),
        ("sh:hasValue 'z'", WRONG),
        ("sh:hasValue 'y'@en", WRONG),
        ("sh:not [ sh:in ( 'x' 'y' ) ]", WRONG * 2),
        ("sh:not [ sh:in ( 'z' ) ]", []),
        ("sh:or ( [ sh:in ( 'x' 'y' ) ] [ sh:languageIn ( 'en' ) ] )", []),
        ("sh:qualifiedValueShape [ sh:in ( 'x' ) ] ; sh:qualifiedMaxCount 0", WRONG),
        ("sh:qualifiedValueShape [ sh:in ( 'x' ) ] ; sh:qualifiedMinCount 1", []),
        ("sh:maxCount 2", WRONG),
        ("sh:maxCount 3", []),
        ("sh:datatype xsd:string", WRONG),
    ],
)
def test_a_plain_text_is_judged_as_what_it_is(
    constraint: str, expected: list[str], tmp_path: Path
) -> None:
    assert found(tmp_path, of_note(constraint)) == expected


@pytest.mark.parametrize(
    ("own", "expected"),
    [("sh:equals rdfs:comment", []), ("sh:disjoint rdfs:comment", WRONG)],
)
def test_plain_texts_of_two_properties_are_compared(
    own: str, expected: list[str], tmp_path: Path
) -> None:
    facts = (
        "<document/minutes> a :Document ; rdfs:label 'm'@en ; skos:note 'x' ; rdfs:comment 'x' ."
    )

    assert found(tmp_path, of_note(own), facts=facts) == expected


KIND = "skos:definition 'A.'@en ; skos:example 'A.'@en ; rdfs:isDefinedBy <ontology>"
MINUTES = f":Minutes a owl:Class ; rdfs:subClassOf :Document ; rdfs:label 'm'@en ; {KIND} ."


@pytest.mark.parametrize(
    "kinds", ["sh:NodeShape , rdfs:Class", "owl:Class , sh:NodeShape", "owl:Class"]
)
@pytest.mark.parametrize("constraint", ["sh:maxCount 0", "sh:pattern '^[0-9]+$'"])
def test_a_class_that_is_a_shape_judges_its_instances(
    kinds: str, constraint: str, tmp_path: Path
) -> None:
    shape = f":Document a {kinds} ; sh:property [ sh:path rdfs:label ; {constraint} ; "
    facts = "<document/minutes> a :Minutes ; rdfs:label 'the minutes'@en ."

    printed = found(tmp_path, f"{shape} sh:message 'No.' ] .", facts=facts, ontology=MINUTES)

    assert printed == WRONG * 2


def test_a_class_that_is_a_shape_has_its_other_targets_too(tmp_path: Path) -> None:
    shape = ":Document a owl:Class , sh:NodeShape ; sh:targetClass :Proceeding ; sh:maxLength 1 ."

    assert len(found(tmp_path, shape)) == 3


@pytest.mark.parametrize(
    ("language", "messages", "expected"),
    [
        ("", "'fehlt'@de , 'missing'@en , 'yoxdur'@az", "missing"),
        ("az", "'fehlt'@de , 'missing'@en , 'yoxdur'@az", "yoxdur"),
        ("de-CH", "'fehlt'@de , 'fehlt, ch'@de-CH , 'missing'@en", "fehlt, ch"),
        ("de-AT", "'fehlt'@de , 'fehlt, ch'@de-CH , 'missing'@en", "fehlt"),
        ("de", "'fehlt'@DE , 'missing'@en", "fehlt"),
        ("fr", "'fehlt'@de , 'missing' , 'absent'@en", "missing"),
        ("fr", "'fehlt'@de , 'missing'@en , 'a'@az", "missing"),
        ("fr", "'yoxdur'@az , 'fehlt'@de", "fehlt"),
        ("fr", "'missing'", "missing"),
    ],
)
@pytest.mark.parametrize(
    "constraint",
    [
        "sh:property [ sh:path skos:note ; sh:maxCount 0 ;",
        "sh:sparql [ sh:select 'SELECT $this { }' ;",
    ],
)
def test_a_message_is_in_the_project_s_language(
    constraint: str, language: str, messages: str, expected: str, tmp_path: Path
) -> None:
    said = f"{constraint} sh:message {messages} ]"
    shape = f":S a sh:NodeShape ; sh:targetSubjectsOf skos:note ; {said} ."

    assert found(tmp_path, shape, language=language) == [f"{expected} [shape-violation]"]


def test_the_message_of_a_query_comes_before_its_shape_s(tmp_path: Path) -> None:
    shape = """:S a sh:NodeShape ; sh:targetSubjectsOf skos:note ; sh:message "A shape's." ;
      sh:sparql [ sh:message "Of {?note}." ;
        sh:select "SELECT $this ?note { $this ?p ?note FILTER(?note = 'x'@en) }" ] ."""

    assert found(tmp_path, shape) == ["Of x. [shape-violation]"]


def test_a_message_lists_the_members_of_a_list_in_order(tmp_path: Path) -> None:
    shape = of_note("sh:in ( 'z' 'y' 1 <document/letter> 'x' )").replace("sh:message 'No.' ;", "")

    (printed,) = found(tmp_path, shape)

    listed = '( "z" "y" "1"^^xsd:integer <document/letter> "x" )'
    assert printed == f"the value is not among {listed} [shape-violation]"


def test_a_value_that_is_wrong_on_two_properties_is_two_findings(tmp_path: Path) -> None:
    facts = (
        "<document/minutes> a :Document ; rdfs:label 'm'@en ; skos:note 'x' ; rdfs:comment 'x' ."
    )
    shape = """:S a sh:NodeShape ; sh:targetSubjectsOf skos:note ;
      sh:property [ sh:path skos:note ; sh:minLength 2 ; sh:message "Too short." ] ;
      sh:property [ sh:path rdfs:comment ; sh:minLength 2 ; sh:message "Too short." ] ."""

    assert found(tmp_path, shape, facts=facts) == ["Too short. [shape-violation]"] * 2


@pytest.mark.parametrize(
    ("value", "constraint"),
    [
        ("'a'^^xsd:integer", "sh:datatype xsd:integer"),
        ("'-4'^^xsd:nonNegativeInteger", "sh:datatype xsd:nonNegativeInteger"),
        ("'2008-02-31'^^xsd:date", "sh:datatype xsd:date"),
        ("'yes'^^xsd:boolean", "sh:datatype xsd:boolean"),
        ("'x'", "sh:datatype rdf:langString"),
        ("'x'@en , 'x'@EN", "sh:minCount 2"),
        ("1 , '01'^^xsd:integer", "sh:minCount 2"),
    ],
)
def test_the_filter_before_pyshacl_lets_no_literal_pass_that_pyshacl_does_not(
    value: str, constraint: str, tmp_path: Path
) -> None:
    facts = f"<document/minutes> a :Document ; rdfs:label 'm'@en ; skos:note {value} ."

    shape = of_note(constraint).replace("sh:targetSubjectsOf skos:note", "sh:targetClass :Minutes")

    printed = found(tmp_path, shape, facts=facts.replace(":Document", ":Minutes"), ontology=MINUTES)

    assert printed == WRONG
