"""Other people's data: what RDF allows is published, and what is odd in it is a note."""

from dataclasses import replace
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from publisher.commands.check import check_settings_and_files, line
from publisher.findings import Report
from publisher.project import read_project
from tests.calls import publisher

FOLDERS = ("data", "ontology", "queries", "shapes")
HEAD = """@prefix : <https://terms.example/> .
@prefix ev: <https://w3id.org/quoted-statements#> .
@prefix ex: <https://example.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
FIRST = HEAD.count("\n") + 1


def write(folder: Path, facts: str, *, shapes: str = "") -> None:
    for name in FOLDERS:
        (folder / name).mkdir(exist_ok=True)
    (folder / "pyproject.toml").write_text(
        '[tool.publisher]\nbase = "https://example.org/"\ntitle = "Open"\n'
    )
    (folder / "data" / "a.ttl").write_text(HEAD + facts)
    if shapes:
        (folder / "shapes" / "s.ttl").write_text(HEAD + shapes)


def checked(folder: Path, facts: str, *, shapes: str = "") -> CompletedProcess[str]:
    write(folder, facts, shapes=shapes)
    return publisher("check", "--project", folder)


QUIET = [
    pytest.param('ex:a rdfs:label "A" ; :lives [ :town "B" ] .', id="a blank node"),
    pytest.param('ex:a rdfs:label "A" ; :order ( "x" 1 [ :p () ] ) .', id="a list"),
    pytest.param(
        "[] a owl:AllDifferent ; owl:members ( ex:a ) . ex:a rdfs:label 'A' .", id="no owner"
    ),
    pytest.param('ex:a rdfs:label "A" . ex:a\\/b rdfs:label "B" .', id="an IRI below another"),
    pytest.param('<https://elsewhere.example/x> :p "B" . <urn:isbn:1> :p 1 .', id="other hosts"),
    pytest.param("<https://example.org/> rdfs:label 'B' .", id="the base itself"),
    pytest.param('ex:A a owl:Class ; rdfs:label "A" .', id="a class without definition"),
    pytest.param(
        'ex:a rdfs:label "A" ; :p [ a owl:Class ] . [] a owl:ObjectProperty .', id="blank classes"
    ),
    pytest.param('ex:a rdfs:label "A" . [] a sh:NodeShape ; sh:targetClass :B .', id="SHACL"),
    pytest.param(
        'ex:a rdfs:label "A" . [] a <http://www.w3.org/ns/oa#TextQuoteSelector> .', id="annotations"
    ),
    pytest.param('ex:a <https://schema.org/name> "A" .', id="a label by another property"),
    pytest.param(
        "ex:a rdfs:label 'A' ; :p <https://example.org/other#x> .", id="a term of another document"
    ),
    pytest.param(
        'ex:a rdfs:label "A" ; :p [ owl:onDatatype xsd:string ; owl:withRestrictions '
        '( [ xsd:pattern "[A-Z]" ] [ xsd:maxLength 5 ] [ rdf:langRange "en-*" ] ) ] .',
        id="facets",
    ),
    pytest.param("ex:doc\\#a rdfs:label 'A' ; rdfs:isDefinedBy ex:doc .", id="a document of terms"),
]


@pytest.mark.parametrize("facts", QUIET)
def test_what_rdf_allows_is_no_finding(facts: str, tmp_path: Path) -> None:
    done = checked(tmp_path, facts)

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "0 errors, 0 warnings\n")


NOTED = [
    ("ex:a :p 1 .", "1:1: note: a has no label [label-missing]"),
    (
        "ex:a rdfs:label 'A' ; :knows ex:b .",
        "1:30: note: b is used but not described [resource-not-described]",
    ),
    (
        "ex:a rdfs:label 'A' ; :p [ :on '2020-13-45'^^xsd:date ] .",
        (
            '1:32: note: expected a valid xsd:date but received "2020-13-45"; write a day of the '
            'calendar, like "2015-03-31" [literal-ill-formed]'
        ),
    ),
    (
        "ex:a rdfs:label 'A' ; skos:notation '1'^^ex:Code .",
        (
            "1:37: note: <Code> is not described as a datatype; say that it is an rdfs:Datatype, "
            "or write a datatype of XML Schema, such as xsd:string [datatype-unknown]"
        ),
    ),
    (
        "ex:a rdfs:label 'A' ; :p ( [ :costs 10.50 ] ) .",
        (
            '1:37: note: stores would change "10.50": it is not the canonical form of an '
            'xsd:decimal; write "10.5"^^xsd:decimal [literal-not-canonical]'
        ),
    ),
    (
        "ex:a rdfs:label 'A' ; :p [ :q [ :knows ex:b ] ] .",
        "1:40: note: b is used but not described [resource-not-described]",
    ),
    (
        "ex:a rdfs:label 'A' ; :p [ skos:prefLable 'B' ] .",
        (
            "1:43: note: skos:prefLable is not a term of its vocabulary; correct the name; the "
            "nearest is skos:prefLabel [vocabulary-term-unknown]"
        ),
    ),
]


@pytest.mark.parametrize(("facts", "line"), NOTED)
def test_what_is_odd_is_a_note_at_its_place(facts: str, line: str, tmp_path: Path) -> None:
    done = checked(tmp_path, facts)
    number, _, rest = line.partition(":")

    assert done.stdout.splitlines() == [f"data/a.ttl:{FIRST + int(number) - 1}:{rest}"]
    assert (done.returncode, done.stderr) == (0, "0 errors, 0 warnings, 1 note\n")


def test_a_setting_makes_a_note_an_error(tmp_path: Path) -> None:
    write(tmp_path, "ex:a :p 1 .")
    project = replace(read_project(tmp_path), severities={"label-missing": "error"})

    report = check_settings_and_files(project)

    assert report.has_errors
    assert lines(report) == [f"data/a.ttl:{FIRST}:1: error: a has no label [label-missing]"]


def lines(report: Report) -> list[str]:
    return [line(finding) for finding in report.findings]


SHAPE = """ex:AddressShape a sh:NodeShape ; sh:targetClass :Address ;
  sh:property [ sh:path :town ; sh:minCount 1 ; sh:message "Give the address a town." ] .
"""
LENIENT = SHAPE.replace("sh:minCount 1", "sh:minCount 1 ; sh:severity sh:Info")


@pytest.mark.parametrize(
    ("shapes", "severity", "code"), [(SHAPE, "error", 1), (LENIENT, "note", 0)]
)
def test_a_shape_of_the_project_finds_a_blank_node(
    shapes: str, severity: str, code: int, tmp_path: Path
) -> None:
    facts = 'ex:a rdfs:label "A" ; :lives [ a :Address ; :street "B" ] .'

    done = checked(tmp_path, facts, shapes=shapes)

    place = f"data/a.ttl:{FIRST}:30"
    assert done.stdout == f"{place}: {severity}: Give the address a town. [shape-violation]\n"
    assert done.returncode == code


def test_a_shape_for_what_the_graph_lacks_is_a_note(tmp_path: Path) -> None:
    shapes = "ex:S a sh:NodeShape ; sh:targetClass ex:Nobody ; sh:property [ sh:path ex:none ] ."

    done = checked(tmp_path, 'ex:a rdfs:label "A" .', shapes=shapes)

    assert done.returncode == 0
    assert done.stdout.count(": note: ") == done.stdout.count("\n") == 1
    assert "[shape-reaches-nothing]" in done.stdout


def test_a_note_hides_no_error_of_a_shape(tmp_path: Path) -> None:
    shapes = """ex:S a sh:NodeShape ; sh:targetClass :Person ;
  sh:property [ sh:path :knows ; sh:class :Person ] .
"""

    done = checked(tmp_path, "ex:a a :Person ; rdfs:label 'A' ; :knows ex:b .", shapes=shapes)

    assert done.returncode == 1
    assert done.stderr == "1 error, 0 warnings, 1 note\n"
    assert "[shape-violation]" in done.stdout
    assert "[resource-not-described]" in done.stdout


def test_a_shape_sees_blank_nodes_as_values(tmp_path: Path) -> None:
    shapes = """ex:S a sh:NodeShape ; sh:targetClass :Person ;
  sh:property [ sh:path :lives ; sh:nodeKind sh:BlankNode ; sh:class :Address ] ;
  sh:property [ sh:path ( :lives :town ) ; sh:minCount 1 ] ;
  sh:property [ sh:path [ sh:inversePath :owner ] ; sh:nodeKind sh:BlankNode ; sh:minCount 1 ] .
"""
    facts = """ex:a a :Person ; rdfs:label "A" ; :lives [ a :Address ; :town "B" ] .
ex:c rdfs:label "C" ; :has [ :owner ex:a ] ."""

    assert checked(tmp_path, facts, shapes=shapes).stdout == ""


def test_no_message_shows_the_label_of_a_blank_node(tmp_path: Path) -> None:
    shapes = """ex:S a sh:NodeShape ; sh:targetClass :Person ;
  sh:property [ sh:path :lives ; sh:nodeKind sh:IRI ] ;
  sh:property [ sh:path :lives ; sh:in ( ex:x ) ] ;
  sh:property [ sh:path :lives ; sh:maxCount 1 ] ;
  sh:property [ sh:path :lives ; sh:node [ sh:property [ sh:path :town ; sh:minCount 1 ] ] ] .
"""
    facts = 'ex:a a :Person ; rdfs:label "A" ; :lives [ :street "B" ] , [ :street "C" ] .'

    done = checked(tmp_path, facts, shapes=shapes)

    assert done.returncode == 1
    assert "_:" not in done.stdout
    assert "Traceback" not in done.stderr


def test_what_is_wrong_with_claims_of_others_is_a_warning(tmp_path: Path) -> None:
    write(tmp_path, 'ex:a rdfs:label "A" ; ev:asOf "2015"^^xsd:gYear .')

    report = check_settings_and_files(replace(read_project(tmp_path), profile="open"))

    assert not report.has_errors
    assert [finding.code for finding in report.findings] == ["property-misplaced"]
    assert lines(report)[0].startswith(f"data/a.ttl:{FIRST}:31: warning: ")
