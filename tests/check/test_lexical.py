"""Literals of every datatype of XSD and RDF, and what is none, by what `publisher check` says."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.called import publisher
from tests.findings.pages import write_project

HEAD = """@prefix : <ontology#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix ev: <https://w3id.org/quoted-statements#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
[] a ev:File ; ev:source <source/report> .
"""
FIRST = HEAD.count("\n") + 1
GOOD = [
    "'x'^^xsd:normalizedString", "'x y'^^xsd:token", "'x'^^xsd:token",
    "'2015-03-31T12:00:00Z'^^xsd:dateTimeStamp", "'2015-03-31T12:00:00+14:00'^^xsd:dateTimeStamp",
    "'P1DT2H'^^xsd:dayTimeDuration", "'-PT0.5S'^^xsd:dayTimeDuration",
    "'P1Y6M'^^xsd:yearMonthDuration", "'-P6M'^^xsd:yearMonthDuration",
    "'a:b'^^xsd:QName", "'b'^^xsd:QName", "'a.b-c'^^xsd:NCName", "'ə1'^^xsd:NCName",
    "'a:b'^^xsd:Name", "'1a'^^xsd:NMTOKEN", "'1a 2b'^^xsd:NMTOKENS", "'a'^^xsd:ID",
    "'a b'^^xsd:IDREFS", "'a b'^^xsd:ENTITIES", "'a'^^xsd:ENTITY", "'a'^^xsd:IDREF",
    "'az-Latn'^^xsd:language", "'0aFF'^^xsd:hexBinary", "''^^xsd:hexBinary",
    "'YWJj'^^xsd:base64Binary", "'YQ=='^^xsd:base64Binary", "'YW Jj'^^xsd:base64Binary",
    "'https://example.org/%20x'^^xsd:anyURI", "'ə/x'^^xsd:anyURI", "'a:b'^^xsd:NOTATION",
    "'0.1'^^xsd:float", "'-INF'^^xsd:float", "'3.4028235E38'^^xsd:string",
    "'{\"a\": [1, null]}'^^rdf:JSON", "'<b>x</b>, y'^^rdf:XMLLiteral", "'<p>x'^^rdf:HTML",
    "'x@en'^^rdf:PlainLiteral", "'x'@az-Latn", "'2015'^^dcterms:W3CDTF", "'1'^^owl:real",
    "'POINT(1 2)'^^<http://www.opengis.net/ont/geosparql#wktLiteral>", "'2015'^^schema:Date",
    "'m'^^<ontology#Weight>",
]  # fmt: skip
ILL_FORMED = [
    "'a\\tb'^^xsd:normalizedString", "' a'^^xsd:token", "'a  b'^^xsd:token",
    "'2015-03-31T12:00:00'^^xsd:dateTimeStamp", "'2015-02-30T12:00:00Z'^^xsd:dateTimeStamp",
    "'2015-03-31T12:00:00+14:30'^^xsd:dateTime", "'P1Y'^^xsd:dayTimeDuration",
    "'P1YT1H'^^xsd:dayTimeDuration", "'PT'^^xsd:dayTimeDuration", "'P1D'^^xsd:yearMonthDuration",
    "'P'^^xsd:yearMonthDuration", "'a:b:c'^^xsd:QName", "'1a'^^xsd:QName", "'a:b'^^xsd:NCName",
    "'1a'^^xsd:NCName", "''^^xsd:NCName", "'-a'^^xsd:Name", "'a b'^^xsd:NMTOKEN",
    "''^^xsd:NMTOKENS", "'1'^^xsd:ID", "'a:b'^^xsd:IDREF", "'a  b'^^xsd:IDREFS",
    "'a:b'^^xsd:ENTITY", "'1'^^xsd:ENTITIES", "'1:'^^xsd:NOTATION", "'en_US'^^xsd:language",
    "'englishlanguage'^^xsd:language", "'abc'^^xsd:hexBinary", "'0g'^^xsd:hexBinary",
    "'YWJ'^^xsd:base64Binary", "'YR=='^^xsd:base64Binary", "'YW-j'^^xsd:base64Binary",
    "'not a uri'^^xsd:anyURI", "'https://example.org/%zz'^^xsd:anyURI", "'maybe'^^xsd:boolean",
    "'1,5'^^xsd:decimal", "'1.0'^^xsd:integer", "'x'^^xsd:double", "'x'^^xsd:float",
    "'3.4028235e39'^^xsd:float", "'1e-60'^^xsd:float", "1e400", "-1e400",
    "'1e-400'^^xsd:double", "'1e99999999999999999999'^^xsd:double",
    "'256'^^xsd:unsignedByte", "'-1'^^xsd:unsignedInt", "'70000'^^xsd:unsignedShort",
    "'-1'^^xsd:unsignedLong", "'128'^^xsd:byte", "'40000'^^xsd:short", "'3000000000'^^xsd:int",
    "'9223372036854775808'^^xsd:long", "'0'^^xsd:positiveInteger", "'0'^^xsd:negativeInteger",
    "'1'^^xsd:nonPositiveInteger", "'-1'^^xsd:nonNegativeInteger", "'1P'^^xsd:duration",
    "'25:00:00'^^xsd:time", "'2015-13-01'^^xsd:date", "'2015-03'^^xsd:dateTime",
    "'15'^^xsd:gYear", "'2015-3'^^xsd:gYearMonth", "'13'^^xsd:gMonth", "'---32'^^xsd:gDay",
    "'--02-30'^^xsd:gMonthDay", "'{a: 1}'^^rdf:JSON", "'NaN'^^rdf:JSON", "''^^rdf:JSON",
    "'<b>x'^^rdf:XMLLiteral", "'<a:b/>'^^rdf:XMLLiteral", "'x & y'^^rdf:XMLLiteral",
    "'<!DOCTYPE x>'^^rdf:XMLLiteral", "'x'^^rdf:PlainLiteral", "'x'@ar--rtl",
]  # fmt: skip
UNKNOWN = [
    (
        "'x'^^xsd:datetime",
        "xsd:datetime is not a datatype; correct the name; the nearest is xsd:dateTime",
    ),
    ("'x'^^xsd:Date", "xsd:Date is not a datatype; correct the name; the nearest is xsd:date"),
    ("'x'^^xsd:year", "xsd:year is not a datatype; correct the name; the nearest is xsd:gYear"),
    ("'x'^^xsd:strng", "xsd:strng is not a datatype; correct the name; the nearest is xsd:string"),
    (
        "'x'^^xsd:INTEGER",
        "xsd:INTEGER is not a datatype; correct the name; the nearest is xsd:integer",
    ),
    (
        "'x'^^xsd:qqq",
        "xsd:qqq is not a datatype; write a datatype of XML Schema, such as xsd:string",
    ),
    ("'x'^^xsd:anyType", "xsd:anyType is an abstract type: no literal can have it as its datatype"),
    ("'x'^^rdf:html", "rdf:html is not a datatype"),
    ("'x'^^rdfs:Literal", "rdfs:Literal is not a datatype"),
    ("'x'^^rdf:Property", "rdf:Property is not a datatype"),
    ("'x'^^skos:Concept", "skos:Concept is not a datatype"),
    ("'x'^^foaf:Person", "foaf:Person is not a datatype"),
    ("'x'^^:Document", "<ontology#Document> is a class, not a datatype"),
    ("'x'^^:since", "<ontology#since> is a property, not a datatype"),
    (
        "'x'^^<Date>",
        "<Date> is not described as a datatype; say that it is an rdfs:Datatype, or correct",
    ),
    (
        "'x'^^<http://www.w3.org/2001/XMLSchema/date>",
        "is not a datatype; correct the name; the nearest is xsd:date",
    ),
    (
        "'x'^^<https://www.w3.org/2001/XMLSchema#date>",
        "is not a datatype; correct the name; the nearest is xsd:date",
    ),
    (
        "'x'^^<http://www.w3.org/2001/XMLSchemadate>",
        "is not a datatype; correct the name; the nearest is xsd:date",
    ),
]
HINTS = [
    ("1.0", '"1"^^xsd:decimal'),
    ("-1.50", '"-1.5"^^xsd:decimal'),
    ("1e3", '"1000"^^xsd:double'),
    ("1.0E0", '"1"^^xsd:double'),
    ("01", '"1"^^xsd:integer'),
    ("+7", '"7"^^xsd:integer'),
    ("'007'^^xsd:int", '"7"^^xsd:int'),
    ("'1'^^xsd:boolean", '"true"^^xsd:boolean'),
    ("'1e2'^^xsd:float", '"100"^^xsd:float'),
    ("'P12M'^^xsd:yearMonthDuration", '"P1Y"^^xsd:yearMonthDuration'),
    ("'2015-03-31T12:00:00+00:00'^^xsd:dateTime", '"2015-03-31T12:00:00Z"^^xsd:dateTime'),
]
ROUNDED = [
    ("'0.123456789123'^^xsd:float", "write it as xsd:double or xsd:decimal"),
    ("'16777217'^^xsd:float", "write it as xsd:double or xsd:decimal"),
    ("0.1234567890123456789e0", "write it as xsd:decimal"),
    ("'12345678901234567890'^^xsd:double", "write it as xsd:decimal"),
]
TERMS = [
    (
        "rdfs:lable 'x'",
        "rdfs:lable is not a term of its vocabulary; correct the name; the nearest is rdfs:label",
    ),
    (
        "skos:prefLable 'x'",
        "skos:prefLable is not a term of its vocabulary; correct the name; the nearest is skos:pre",
    ),
    (
        "rdf:typ <document/letter>",
        "rdf:typ is not a term of its vocabulary; correct the name; the nearest is rdf:type",
    ),
    ("owl:sameas <https://other.example/x>", "the nearest is owl:sameAs"),
    ("dcterms:creatr 'x'", "the nearest is dcterms:creator"),
    ("skos:qqqqqqqqq 'x'", "skos:qqqqqqqqq is not a term of its vocabulary; correct its name"),
    (
        "a skos:Concpt",
        "skos:Concpt is not a term of its vocabulary; correct the name; the nearest is skos:Conce",
    ),
    (
        "rdfs:seeAlso owl:Clas",
        "owl:Clas is not a term of its vocabulary; correct the name; the nearest is owl:Class",
    ),
    (
        "rdfs:seeAlso xsd:datetime",
        "xsd:datetime is not a term of its vocabulary; correct the name; the nearest is xsd:date",
    ),
    ("org:membrOf <institution/office>", "the nearest is org:memberOf"),
    (
        "foaf:nmae 'x'",
        "foaf:nmae is not a term of its vocabulary; correct the name; the nearest is foaf:name",
    ),
    ("schema:descripton 'x'", "the nearest is schema:description"),
    ("<http://www.w3.org/2004/02/skos/core/note> 'x'", "write skos:note, which is <http"),
    ("<https://www.w3.org/2000/01/rdf-schema#label> 'x'", "write rdfs:label, which is <http"),
    ("<http://purl.org/dc/terms#title> 'x'", "write dcterms:title, which is <http"),
]
KNOWN = [
    "rdfs:seeAlso <https://other.example/x>", "skos:note 'x'@en", "dcterms:accrualPeriodicity 'x'",
    "owl:sameAs <https://other.example/x>", "rdf:_1 'x'", "rdf:value 'x'",
    "org:memberOf <document/letter>",
    "schema:somethingQuiteNew 'x'", "foaf:name 'x'", "rdfs:seeAlso xsd:date",
    "<https://other.example/rdf-schema#lable> 'x'",
]  # fmt: skip


def said(folder: Path, statements: Sequence[str], *codes: str) -> list[str]:
    """The findings of some codes for each statement about the letter, by its place in the list."""
    facts = "".join(f"<document/letter> {statement} .\n" for statement in statements)
    weight = '<ontology#Weight> a rdfs:Datatype ; rdfs:label "weight"@en .\n'
    write_project(folder, {"data/fault.ttl": f"{HEAD}{facts}{weight}".encode()})
    lines = publisher("check", "--all", "--project", folder).lines
    found = [""] * len(statements)
    for line in lines:
        place = re.match(r"data/fault\.ttl:(\d+):", line)
        if place and any(line.endswith(f"[{code}]") for code in codes):
            found[int(place[1]) - FIRST] += line
    return found


def of_values(folder: Path, values: Sequence[str], *codes: str) -> list[str]:
    # Of a property that needs no quotation, so that nothing else is found.
    return said(folder, [f"rdfs:comment {value}" for value in values], *codes)


LITERALS = ("literal-ill-formed", "literal-not-canonical", "datatype-unknown")


def test_good_literals_of_every_datatype_pass(tmp_path: Path) -> None:
    found = of_values(tmp_path, GOOD, *LITERALS)

    assert [one for one in zip(GOOD, found, strict=True) if one[1]] == []


def test_ill_formed_literals_of_every_datatype_are_found(tmp_path: Path) -> None:
    found = of_values(tmp_path, ILL_FORMED, "literal-ill-formed")

    assert [one for one in zip(ILL_FORMED, found, strict=True) if one[1].count("error:") != 1] == []


def test_a_number_out_of_range_is_ill_formed(tmp_path: Path) -> None:
    values = ["'3.4028235e39'^^xsd:float", "1e400", "'1e-400'^^xsd:double"]

    found = of_values(tmp_path, values, "literal-ill-formed")

    assert [one.partition("error: ")[2] for one in found] == [
        (
            '"3.4028235e39" is out of the range of xsd:float; '
            "write it as xsd:double or xsd:decimal [literal-ill-formed]"
        ),
        '"1e400" is out of the range of xsd:double; write it as xsd:decimal [literal-ill-formed]',
        '"1e-400" is out of the range of xsd:double; write it as xsd:decimal [literal-ill-formed]',
    ]


def test_unknown_datatypes_are_found_with_what_was_meant(tmp_path: Path) -> None:
    found = of_values(tmp_path, [value for value, _ in UNKNOWN], "datatype-unknown")

    for (value, expected), line in zip(UNKNOWN, found, strict=True):
        assert expected in line, value


def test_hints_keep_the_value_and_the_datatype(tmp_path: Path) -> None:
    found = of_values(tmp_path, [value for value, _ in HINTS], *LITERALS)

    for (value, hint), line in zip(HINTS, found, strict=True):
        assert line.endswith(f"; write {hint} [literal-not-canonical]"), value


def test_what_a_hint_proposes_passes(tmp_path: Path) -> None:
    assert set(of_values(tmp_path, [hint for _, hint in HINTS], *LITERALS)) == {""}


def test_what_a_store_would_round_is_not_proposed_rounded(tmp_path: Path) -> None:
    found = of_values(tmp_path, [value for value, _ in ROUNDED], *LITERALS)

    for (value, hint), line in zip(ROUNDED, found, strict=True):
        assert f"keeps; {hint} [" in line, value


def test_a_base_direction_leaves_its_language(tmp_path: Path) -> None:
    (line,) = of_values(tmp_path, ["'x'@ar--rtl"], *LITERALS)

    assert line.endswith("; write the tag as @ar [literal-ill-formed]")


def test_misspelt_terms_of_well_known_vocabularies_are_warnings(tmp_path: Path) -> None:
    found = said(tmp_path, [statement for statement, _ in TERMS], "vocabulary-term-unknown")

    for (statement, expected), line in zip(TERMS, found, strict=True):
        assert expected in line, statement
        assert ": warning: " in line, statement


def test_terms_that_there_are_pass(tmp_path: Path) -> None:
    found = said(tmp_path, KNOWN, "vocabulary-term-unknown", "datatype-unknown")

    assert [one for one in zip(KNOWN, found, strict=True) if one[1]] == []


@pytest.mark.parametrize("prefix", ["rdf", "rdfs", "owl", "skos", "dcterms"])
def test_every_closed_vocabulary_is_known(prefix: str, tmp_path: Path) -> None:
    (line,) = said(tmp_path, [f"{prefix}:zzzzzzzzzz 'x'"], "vocabulary-term-unknown")

    assert f"{prefix}:zzzzzzzzzz is not a term of its vocabulary" in line


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("'2015-03-31\\n'^^xsd:date", 'received "2015-03-31\\n"'),
        ("' true'^^xsd:boolean", 'received " true"'),
        (f"'{'[' * 5_000}'^^rdf:JSON", f'received "{"[" * 100}"… (5,000 characters)'),
    ],
)
def test_a_message_shows_wrong_white_space_and_is_short(
    value: str, shown: str, tmp_path: Path
) -> None:
    data = f"{HEAD}<membership/one> :number {value} .\n".encode()
    write_project(tmp_path, {"data/zz.ttl": data})

    (said,) = [
        one
        for one in publisher("check", "--all", "--project", tmp_path).lines
        if "ill-formed" in one
    ]

    assert shown in said
