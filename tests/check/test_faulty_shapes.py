"""A faulty shape names its own line, is found once, and silences no other."""

from pathlib import Path

import pytest

from publisher.commands.check import check_project, line
from tests.findings.pages import write_project

HEAD = """@prefix : <ontology#> .
@prefix ev: <https://w3id.org/quoted-statements#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
OTHER = (
    ":Other a sh:NodeShape ; sh:targetClass :Document ; "
    "sh:property [ sh:path rdfs:comment ; sh:minCount 1 ; sh:message 'Comment on it.' ] ."
)
QUALIFIED = "sh:qualifiedValueShape"
HEARD = "data/facts.ttl:21:1: error: Comment on it. [shape-violation]"


def lines(folder: Path, *bodies: str, head: str = HEAD) -> list[str]:
    """What is printed of the good project with these files of shapes."""
    files = {f"shapes/f{at}.ttl": f"{head}{body}\n".encode() for at, body in enumerate(bodies)}
    write_project(folder, {**files})
    return [line(finding) for finding in check_project(folder).findings]


MALFORMED = {
    "sh:property [ sh:path rdfs:label ; sh:minCount 'a' ]": "9:49",
    "sh:property [ sh:path rdfs:label ; sh:minCount 1.0 ]": "9:49",
    "sh:property [ sh:path rdfs:label ; sh:maxCount -1 ]": "9:49",
    "sh:property [ sh:path rdfs:label ; sh:minCount 1 , 2 ]": "9:49",
    "sh:minCount 1": "9:14",
    "sh:minLength 'a'": "9:15",
    "sh:in 'x'": "9:8",
    "sh:in :Document": "9:8",
    "sh:in [ rdf:first 'x' ]": "9:20",
    "sh:in [ rdf:first 'x' ; rdf:rest 'y' ]": "9:20",
    "sh:languageIn 'en'": "9:16",
    "sh:languageIn ( 7 )": "9:18",
    "sh:datatype 'xsd:date'": "9:14",
    "sh:nodeKind :Document": "9:14",
    "sh:nodeKind sh:Violation": "9:14",
    "sh:class 'x'": "9:11",
    "sh:closed 'yes'": "9:12",
    "sh:closed true ; sh:ignoredProperties rdf:type": "9:40",
    "sh:property [ sh:path rdfs:label ; sh:uniqueLang 'true' ]": "9:51",
    "sh:property [ sh:path rdfs:label ; sh:lessThan 'x' ]": "9:49",
    "sh:equals 'x'": "9:12",
    "sh:minInclusive :Document": "9:18",
    "sh:pattern :Document": "9:13",
    "sh:pattern 'x' ; sh:flags 'k'": "9:28",
    "sh:flags 'i'": "9:11",
    "sh:severity 'Warning'": "9:14",
    "sh:message :Document": "9:13",
    "sh:deactivated 'true'": "9:17",
    "sh:path rdfs:label": "9:10",
    "sh:property [ sh:path rdfs:label , rdfs:comment ]": "9:24",
    "sh:property [ sh:path 'x' ]": "9:24",
    "sh:property [ sh:path () ]": "9:24",
    "sh:property [ sh:path ( :member ) ]": "9:26",
    "sh:property [ sh:path [ sh:minCount 1 ] ]": "9:38",
    "sh:property [ sh:path [ sh:inversePath ( :member ) ] ]": "9:43",
    "sh:property [ sh:path rdfs:label ; sh:qualifiedMinCount 1 ]": "9:58",
    "sh:property [ sh:path :member ; sh:qualifiedValueShape [ sh:nodeKind sh:IRI ] ]": "9:71",
    "sh:targetNode []": "9:16",
    "sh:targetClass 'x'": "9:17",
    "sh:or 'x'": "9:8",
    "sh:and ()": "9:9",
    "sh:or ( [ sh:minCount 1 ] )": "9:24",
    "sh:sparql 'SELECT'": "9:12",
    "sh:sparql [ sh:message 'x' ]": "9:25",
    "sh:sparql [ sh:select 'SELECT $this WHERE { $this ' ]": "9:24",
    "sh:sparql [ sh:select 'SELECT $this WHERE { $this :member 1 }' ]": "9:24",
    "sh:sparql [ sh:select 'SELECT $this WHERE { $this xsd:member 1 }' ]": "9:24",
    "sh:sparql [ sh:select 'ASK { $this ?a ?b }' ]": "9:24",
    "sh:sparql [ sh:select 'SELECT ?x WHERE { ?x ?a ?b }' ]": "9:24",
    "sh:sparql [ sh:prefixes <ontology> ; sh:select 'SELECT $this { $this :a 1 }' ]": "9:26",
}
BROKEN = {
    "sh:pattern '('": ("9:13", "shape-pattern"),
    "sh:pattern '\\\\p{L}'": ("9:13", "shape-pattern"),
    "sh:minCuont 1": ("9:2", "shape-term-unknown"),
    "sh:nodeKind sh:Iri": ("9:14", "shape-term-unknown"),
    "sh:property [ sh:path [ sh:inversPath :member ] ]": ("9:26", "shape-term-unknown"),
    "sh:reifierShape [ sh:nodeKind sh:IRI ]": ("9:2", "shape-unsupported"),
    "sh:rule [ a sh:TripleRule ; sh:subject sh:this ; sh:object 1 ]": ("9:14", "shape-unsupported"),
    "sh:rule [ a sh:SPARQLRule ; sh:condition :S ; sh:construct 'x' ]": (
        "9:14",
        "shape-unsupported",
    ),
    "sh:target [ a sh:SPARQLTarget ; sh:select 'SELECT ?this {}' ]": ("9:16", "shape-unsupported"),
    "sh:expression [ sh:path :since ]": ("9:26", "shape-unsupported"),
    "sh:js [ a sh:JSConstraint ; sh:jsFunctionName 'f' ]": ("9:12", "shape-unsupported"),
    "sh:entailment <http://www.w3.org/ns/entailment/RDFS>": ("9:16", "shape-unsupported"),
    "sh:node :Missing": ("9:10", "shape-missing"),
    "sh:not <missing>": ("9:9", "shape-missing"),
    "sh:property :Missing": ("9:14", "shape-missing"),
    "sh:node 'x'": ("9:10", "shape-missing"),
    "sh:not []": ("9:9", "shape-missing"),
    "sh:or ( [ sh:nodeKind sh:IRI ] :Missing )": ("9:33", "shape-missing"),
    "sh:and ( :Missing )": ("9:11", "shape-missing"),
    "sh:xone ( [ sh:nodeKind sh:IRI ] [ ] )": ("9:12", "shape-missing"),
    "sh:node :Document": ("9:10", "shape-missing"),
    "sh:property [ sh:nodeKind sh:IRI ]": ("9:28", "shape-missing"),
    "sh:property [ sh:path :member ; sh:qualifiedValueShape :No ; sh:qualifiedMinCount 1 ]": (
        "9:57",
        "shape-missing",
    ),
    "sh:property [ sh:path :sinse ]": ("9:24", "term-unknown"),
    "sh:property [ sh:path [ sh:inversePath :membr ] ]": ("9:41", "term-unknown"),
    "sh:property [ sh:path ( :member :netwrk ) ]": ("9:34", "term-unknown"),
    "sh:property [ sh:path [ sh:alternativePath ( :membr :network ) ] ]": ("9:47", "term-unknown"),
    "sh:property [ sh:path [ sh:zeroOrMorePath [ sh:oneOrMorePath :membr ] ] ]": (
        "9:63",
        "term-unknown",
    ),
    "sh:property [ sh:path <ontology/since> ]": ("9:24", "term-unknown"),
    "sh:property [ sh:path ev:quot ]": ("9:24", "term-unknown"),
    "sh:class :Documnt": ("9:11", "term-unknown"),
    "sh:targetClass :Documnt": ("9:17", "term-unknown"),
    "sh:targetSubjectsOf :membr": ("9:22", "term-unknown"),
    "sh:targetObjectsOf :membr": ("9:21", "term-unknown"),
    "sh:property [ sh:path :member ; sh:equals :netwrk ]": ("9:44", "term-unknown"),
    "sh:closed true ; sh:ignoredProperties ( :membr )": ("9:42", "term-unknown"),
    "sh:sparql [ sh:select 'SELECT $this { SERVICE <urn:x> { } }' ]": ("9:24", "query-service"),
    "sh:sparql [ sh:select 'SELECT $this { $this ?a ?b MINUS { ?a ?b ?c } }' ]": (
        "9:24",
        "shape-failed",
    ),
    **{constraint: (at, "shape-malformed") for constraint, at in MALFORMED.items()},
}


@pytest.mark.parametrize("constraint", BROKEN)
def test_a_faulty_shape_names_its_line_and_silences_no_other(
    constraint: str, tmp_path: Path
) -> None:
    at, code = BROKEN[constraint]

    printed = lines(
        tmp_path, f":S a sh:NodeShape ; sh:targetClass :Document ;\n {constraint} .", OTHER
    )

    assert HEARD in printed
    assert [one for one in printed if one != HEARD and "[shape-violation]" not in one] == [
        one for one in printed if one.startswith(f"shapes/f0.ttl:{at}: ") and f"[{code}]" in one
    ]
    assert len(printed) >= 2


@pytest.mark.parametrize(
    ("slip", "nearest"),
    [
        ("sh:node :OthrShape", "the nearest is :OtherShape"),
        ("sh:property [ sh:path :sinse ]", "the nearest is :since"),
        ("sh:property [ sh:path <ontology/since> ]", "the nearest is :since"),
        ("sh:class :Documnt", "the nearest is :Document"),
        ("sh:node :Document", "name a class with sh:class"),
        ("sh:minCuont 1", "the nearest is sh:minCount"),
    ],
)
def test_a_misspelt_name_has_the_nearest_in_its_hint(
    slip: str, nearest: str, tmp_path: Path
) -> None:
    body = f":S a sh:NodeShape ; sh:targetClass :Document ; {slip} ."
    shape = ":OtherShape a sh:NodeShape ; sh:nodeKind sh:IRI ; sh:targetClass :Document ."

    (printed,) = lines(tmp_path, body, shape)

    assert nearest in printed


def test_a_shape_that_a_misspelt_name_means_is_no_second_finding(tmp_path: Path) -> None:
    body = ":S a sh:NodeShape ; sh:targetClass :Document ; sh:node :OthrShape ."

    (printed,) = lines(tmp_path, body, ":OtherShape a sh:NodeShape ; sh:nodeKind sh:IRI .")

    assert printed.startswith("shapes/f0.ttl:8:56: error: sh:node checks nothing, ")


def test_the_same_fault_in_two_shapes_is_found_in_both(tmp_path: Path) -> None:
    fault = "sh:targetClass :Document ;\n sh:property [ sh:path rdfs:label ; sh:minCount 'a' ] ."

    printed = lines(tmp_path, f":A a sh:NodeShape ; {fault}\n:B a sh:NodeShape ; {fault}")

    assert [one.split(" ")[0] for one in printed] == [
        "shapes/f0.ttl:9:49:",
        "shapes/f0.ttl:11:49:",
    ]


def test_the_rest_of_a_faulty_shape_is_judged(tmp_path: Path) -> None:
    body = """:S a sh:NodeShape ; sh:targetClass :Document ; sh:in 'x' ;
      sh:property [ sh:path rdfs:comment ; sh:minCount 'a' , 1 ; sh:nodeKind sh:IRI ] ;
      sh:property [ sh:path rdfs:label ; sh:minCount 'b' ; sh:maxCount 0 ; sh:message 'None.' ] ."""

    printed = lines(tmp_path, body)

    assert "data/facts.ttl:22:14: error: None. [shape-violation]" in printed
    assert len([one for one in printed if "[shape-malformed]" in one]) == 3


@pytest.mark.parametrize(
    "constraint",
    [
        "sh:not [ sh:class :Institution ; sh:in 'x' ; sh:nodeKind sh:IRI ]",
        "sh:not [ sh:property [ sh:path rdfs:label ; sh:minCount 1 ; sh:maxCount 'a' ] ]",
        "sh:or ( [ sh:class :Institution ] [ sh:in 'x' ] )",
        "sh:closed true ; sh:property [ sh:path ( rdfs:label ) ]",
        f"sh:property [ sh:path rdfs:label ; sh:qualifiedMaxCount 0 ; {QUALIFIED} [ sh:in 'x' ] ]",
        "sh:property [ sh:path rdfs:label ; sh:pattern 'the' ; sh:flags 'k' ; sh:pattern '^x|t' ]",
    ],
)
def test_what_rests_on_a_fault_finds_nothing_that_is_right(constraint: str, tmp_path: Path) -> None:
    printed = lines(tmp_path, f":S a sh:NodeShape ; sh:targetClass :Document ; {constraint} .")

    assert printed
    assert not [one for one in printed if "[shape-violation]" in one]


@pytest.mark.parametrize(
    "namespace",
    [
        *(
            "http://www.w3.org/ns/shacl/",
            "http://www.w3.org/ns/shacl",
            "https://www.w3.org/ns/shacl#",
        ),
        *("http://www.w3.org/ns/SHACL#", "http://w3.org/ns/shacl#", "http://www.w3.org/shacl#"),
    ],
)
def test_another_namespace_than_shacl_s_is_found(namespace: str, tmp_path: Path) -> None:
    head = HEAD.replace("http://www.w3.org/ns/shacl#", namespace)

    printed = lines(tmp_path, ":S a sh:NodeShape ; sh:targetClass :Document .", head=head)

    assert [one.rpartition(" ")[2] for one in printed] == ["[shapes-file-without-shape]"]
    assert printed[0].startswith("shapes/f0.ttl:8:")


def test_a_term_of_another_namespace_among_shapes_is_found(tmp_path: Path) -> None:
    body = (
        ":S a sh:NodeShape ; sh:targetClass :Document ;\n <http://www.w3.org/ns/shacl/in> ( 1 ) ."
    )

    (printed,) = lines(tmp_path, body)

    assert printed.startswith("shapes/f0.ttl:9:2: error: <http://www.w3.org/ns/shacl/in> is not in")
    assert printed.endswith("[shape-term-unknown]")


@pytest.mark.parametrize("body", ["<document/letter> rdfs:label 'the letter'@en .", "# None yet."])
def test_a_file_of_facts_or_comments_among_the_shapes_is_found(body: str, tmp_path: Path) -> None:
    (printed,) = lines(tmp_path, body)

    assert printed.startswith("shapes/f0.ttl:1:1: error: the file checks nothing, because")


def test_a_file_of_prefixes_for_shapes_is_none_without_a_shape(tmp_path: Path) -> None:
    prefixes = """<shapes/prefixes> a owl:Ontology ; sh:declare [
      sh:prefix "o" ; sh:namespace "https://example.org/ontology#"^^xsd:anyURI ] ."""
    body = """:S a sh:NodeShape ; sh:targetClass :Document ; sh:sparql [ sh:message "Found." ;
      sh:prefixes <shapes/prefixes> ; sh:select "SELECT $this { $this a o:Document }" ] ."""

    printed = lines(tmp_path, prefixes, body)

    assert printed == ["data/facts.ttl:21:1: error: Found. [shape-violation]"]


def test_a_function_is_not_supported(tmp_path: Path) -> None:
    body = ":f a sh:SPARQLFunction ;\n sh:returnType xsd:integer ; sh:select 'SELECT ?r WHERE {}' ."

    (printed,) = lines(tmp_path, body)

    assert printed.startswith("shapes/f0.ttl:8:6: error: sh:SPARQLFunction is not judged")


def test_a_component_s_query_that_does_not_parse_silences_no_shape(tmp_path: Path) -> None:
    component = """:Max a sh:ConstraintComponent ; sh:parameter [ sh:path :most ] ;
      sh:validator [ a sh:SPARQLAskValidator ; sh:ask "ASK { FILTER (strlen(str($value)) <" ] ."""
    using = ":S a sh:NodeShape ; sh:targetClass :Document ; :most 3 ."

    heard, printed = lines(tmp_path, component, using, OTHER)

    assert heard == HEARD
    assert printed.startswith("shapes/f0.ttl:9:55: error: sh:ask: the query does not parse: ")


def test_an_import_is_a_warning(tmp_path: Path) -> None:
    body = f"<shapes/all> owl:imports <https://elsewhere.example/shapes> .\n{OTHER}"

    heard, printed = lines(tmp_path, body)

    assert heard == HEARD
    assert printed.startswith("shapes/f0.ttl:8:26: warning: owl:imports does nothing")


@pytest.mark.parametrize(
    "shape",
    [
        ":S a sh:NodeShape ; sh:deactivated true ; sh:targetClass :Document ; sh:maxLength 1 .",
        ":S a sh:NodeShape ; sh:deactivated true ; sh:property [ sh:path :sinse ] .",
        ":S a sh:NodeShape ; sh:deactivated true ; sh:targetClass :Documnt ; sh:minCount 'a' .",
        ":S sh:deactivated true ; sh:node :Missing ; sh:targetClass :Document .",
        ":S sh:targetClass :Document ; sh:property [ sh:deactivated true ; sh:path :sinse ] .",
    ],
)
def test_a_deactivated_shape_is_allowed(shape: str, tmp_path: Path) -> None:
    assert lines(tmp_path, shape) == []


def test_a_misspelt_term_of_shacl_among_the_facts_is_found(tmp_path: Path) -> None:
    body = f"{HEAD}:Membership\n sh:naem 'letter' .\n"
    write_project(tmp_path, {"ontology/more.ttl": body.encode()})

    (printed,) = (line(one) for one in check_project(tmp_path).findings)

    assert printed == (
        "ontology/more.ttl:9:10: warning: sh:naem is not a term of SHACL; "
        "correct the name; the nearest is sh:name [shape-term-unknown]"
    )


@pytest.mark.parametrize(
    ("constraint", "expected"),
    [
        ("sh:property [ sh:path rdfs:lable ; sh:maxCount 1 ]", "9:24: warning: rdfs:lable"),
        ("sh:property [ sh:path ( rdf:typ rdfs:label ) ; sh:maxCount 9 ]", "warning: rdf:typ "),
        ("sh:not [ sh:class owl:Clas ]", "warning: owl:Clas"),
        ("sh:disjoint rdfs:lable", "9:14: warning: rdfs:lable"),
        ("sh:property [ sh:path rdfs:label ; sh:datatype xsd:sting ]", "9:49: error: xsd:sting"),
        ("sh:property [ sh:path rdfs:label ; sh:datatype owl:Class ]", "9:49: error: owl:Class"),
    ],
)
def test_a_foreign_term_that_is_none_is_found_in_the_shape(
    constraint: str, expected: str, tmp_path: Path
) -> None:
    (said,) = lines(tmp_path, f":S a sh:NodeShape ; sh:targetClass :Document ;\n {constraint} .")

    assert said.startswith("shapes/f0.ttl:9:")
    assert expected in said


@pytest.mark.parametrize(
    "constraint",
    [
        "sh:property [ sh:path ( [ sh:inversePath rdfs:seeAlso ] rdf:type ) ; sh:maxCount 9 ]",
        "sh:property [ sh:path <https://other.example/p> ; sh:datatype <https://other.example/d> ]",
        "sh:property [ sh:path rdf:_1 ; sh:maxCount 1 ]",
        "sh:property [ sh:path rdfs:comment ; sh:datatype rdf:langString ]",
        "sh:property [ sh:path rdfs:seeAlso ; sh:class owl:Thing ]",
    ],
)
def test_a_foreign_term_that_is_one_passes(constraint: str, tmp_path: Path) -> None:
    assert lines(tmp_path, f":S a sh:NodeShape ; sh:targetClass :Document ;\n {constraint} .") == []
