"""What once broke the check off, or passed unseen: by all lines that it prints now."""

from pathlib import Path

import pytest

from publisher.commands.check import check_project, line
from tests.findings.pages import PROJECT, write_project

HEAD = """@prefix : <ontology#> .
@prefix ev: <https://w3id.org/quoted-statements#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
[] a ev:File ; ev:source <source/report> .
"""
CLAIM = """<claim/one> a ev:Claim ; ev:about <proceeding/trial> ; ev:voice ev:said ;
  ev:claimant <source/report> ; ev:quote "the trial was unlawful" ;
"""
SHAPE = ":S a sh:NodeShape ; sh:targetClass :Document ;\n"
REPORT = (PROJECT / "data" / "sources" / "report.ttl").read_text(encoding="utf-8")
BLANK = "error: the data has a blank node; give it an IRI: <kind/slug> [blank-node]"
NO_TEXT = 'error: a quote is not a text; copy the words of the source: ev:quote "…" [quote-empty]'
NO_SOURCE = (
    "error: ev:source must be an IRI, but this is a blank node; "
    "write ev:source <source/…> [quote-without-source]"
)
TEXT_SOURCE = (
    'error: ev:source must be an IRI, but this is the text "report"; '
    "write ev:source <source/report> [quote-without-source]"
)
KEEP_ONE = (
    "keep one; name the other beside each of its quotes: "
    '{| ev:source <source/…> ; ev:quote "…" |} [file-source-twice]'
)
RDF12 = (
    "error: pySHACL cannot read RDF 1.2: a triple in a triple, or a text with a direction "
    "(@en--ltr); "
    "write shapes in RDF 1.1, without << >>, {| |} and --ltr [shape-unsupported]"
)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(
            '<document/letter> :described "x"@en {| ev:quote <document/letter> |} .',
            [f"data/fault.ttl:7:49: {NO_TEXT}"],
            id="a quote that is an IRI",
        ),
        pytest.param(
            '<document/letter> :described "x"@en {| ev:quote [] |} .',
            [f"data/fault.ttl:7:30: {NO_TEXT}"],
            id="a quote that is a blank node",
        ),
        pytest.param(
            '<document/letter> :described "x"@en {| ev:source [] ; ev:quote "unlawful" |} .',
            [f"data/fault.ttl:7:64: {NO_SOURCE}"],
            id="a source that is a blank node",
        ),
        pytest.param(
            '<document/letter> :described "x"@en {| ev:source "report" ; ev:quote "unlawful" |} .',
            [f"data/fault.ttl:7:50: {TEXT_SOURCE}"],
            id="a source that is a text",
        ),
        pytest.param(
            "[] a ev:File ; ev:source <source/letter> .\n"
            '<document/letter> :described "x"@en {| ev:quote "words of the letter" |} .',
            [
                (
                    "data/fault.ttl:7:26: error: the file names source report, "
                    f"and here source letter; {KEEP_ONE}"
                )
            ],
            id="a source of the file's quotes on a node of its own each",
        ),
        pytest.param(
            '<file> a ev:File ; ev:source "letter" .\n'
            '<document/letter> :described "x"@en {| ev:quote "words of the letter" |} .',
            [
                (
                    "data/fault.ttl:7:30: error: the file names source report, "
                    f"and here one that is not an IRI; {KEEP_ONE}"
                )
            ],
            id="a second source of the file's quotes that is a text",
        ),
        pytest.param(
            "[] a ev:File ; ev:source <source/report> .\n"
            '<document/letter> :described "letter"@en {| ev:quote "The letter" |} .',
            [],
            id="one source of the file's quotes, named twice",
        ),
        pytest.param(
            '[] :described "x"@en {| ev:quote "unlawful" |} .',
            [f"data/fault.ttl:7:15: {BLANK}"],
            id="a record about a blank node",
        ),
        pytest.param(
            '<document/letter> :described [] {| ev:quote "unlawful" |} .',
            [f"data/fault.ttl:7:30: {BLANK}"],
            id="a record of a blank node",
        ),
        pytest.param(
            CLAIM + '  ev:content << [] :described "x"@en >> .',
            [f"data/fault.ttl:9:31: {BLANK}"],
            id="a claim about a blank node",
        ),
        pytest.param(
            CLAIM + "  ev:content << <proceeding/trial> :described [] >> .",
            [f"data/fault.ttl:9:47: {BLANK}"],
            id="a claim of a blank node",
        ),
        pytest.param(
            '[] ev:content << <proceeding/trial> :described "x"@en >> .',
            [f"data/fault.ttl:7:48: {BLANK}"],
            id="a claim that is a blank node",
        ),
        pytest.param(
            "<a> <b> " + "<<( <a> <b> " * 200_000 + "<c>" + " )>>" * 200_000 + " .",
            [
                (
                    "data/fault.ttl:7:1209: error: triple terms are nested more than 100 deep; "
                    "name the inner statements and use their IRIs [triple-term-nested]"
                )
            ],
            id="triple terms deep in each other",
        ),
        pytest.param(
            "<document/letter> rdfs:seeAlso <> .",
            [
                (
                    "data/fault.ttl:7:32: error: the base itself is used but not described; "
                    "give it a type and a label, or correct its IRI [resource-not-described]"
                )
            ],
            id="a link to the base",
        ),
        pytest.param(
            '<document/letter> rdfs:comment """a\n\nb"""^^xsd:date .',
            [
                (
                    "data/fault.ttl:7:32: error: expected a valid xsd:date but received "
                    '"a\\n\\nb"; write a day of the calendar, like "2015-03-31" '
                    "[literal-ill-formed]"
                )
            ],
            id="line breaks in a literal that is shown",
        ),
        pytest.param(
            "<document/let\nter> a :Document .",
            ["data/fault.ttl:7:1: error: Invalid IRI code point 'U+000A' [turtle-syntax]"],
            id="a line break in an IRI",
        ),
        pytest.param(
            "<document/let\rter> a :Document .",
            ["data/fault.ttl:7:1: error: Invalid IRI code point 'U+000D' [turtle-syntax]"],
            id="a carriage return in an IRI",
        ),
        pytest.param(
            '<document/letter> rdfs:comment\r\r"a"@en, z .',
            ["data/fault.ttl:7:41: error: z is not a valid RDF object [turtle-syntax]"],
            id="lines that end by a carriage return alone",
        ),
    ],
)
def test_what_broke_off_or_passed_is_found(
    content: str, expected: list[str], tmp_path: Path
) -> None:
    assert printed(tmp_path, "data/fault.ttl", HEAD + content) == expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(
            "sh:property [ sh:path rdfs:label ; sh:hasValue <<( <a> <b> 1 )>> ] .",
            [f"shapes/fault.ttl:8:60: {RDF12}"],
            id="a triple term",
        ),
        pytest.param(
            "sh:property [ sh:path rdfs:label ; sh:minCount 1 {| rdfs:comment 'x' |} ] .",
            [f"shapes/fault.ttl:8:48: {RDF12}"],
            id="an annotation",
        ),
        pytest.param(
            "sh:property [ sh:path rdfs:label ; sh:minCount 1 ; sh:message 'x'@en--ltr ] .",
            [f"shapes/fault.ttl:8:63: {RDF12}"],
            id="a direction",
        ),
    ],
)
def test_rdf_1_2_in_shapes_is_found(content: str, expected: list[str], tmp_path: Path) -> None:
    shapes = HEAD.replace("[] a ev:File ; ev:source <source/report> .\n", "\n") + SHAPE + content

    assert printed(tmp_path, "shapes/fault.ttl", shapes) == expected


@pytest.mark.parametrize("heading", ["<document/letter>", '""', '" "'])
def test_a_heading_that_has_no_words_is_no_line(heading: str, tmp_path: Path) -> None:
    content = REPORT.replace('ev:heading "Annual report of the Office"', f"ev:heading {heading}")

    assert printed(tmp_path, "data/sources/report.ttl", content) == [
        (
            "data/sources/report.ttl:11:14: error: the heading is not a whole line of source "
            "report; copy the line from the text [heading-missing]"
        )
    ]


@pytest.mark.parametrize("slug", ["a" * 300, "%00", "a%0Ab", "a/b", ".a"])
def test_a_source_whose_name_is_no_file_s_is_not_there(slug: str, tmp_path: Path) -> None:
    content = HEAD + f'<source/{slug}> a ev:Source ; rdfs:label "x"@en .'

    found = [one for one in printed(tmp_path, "data/fault.ttl", content) if "source-mis" in one]

    assert len(found) == 1
    assert "is missing; store it as data/sources/" in found[0]
    assert found[0].isprintable()


def test_a_digest_with_line_breaks_is_shown_in_one_line(tmp_path: Path) -> None:
    content = REPORT.replace('schema:sha256 "6ead', 'schema:sha256 "6\\nead')

    found = [one for one in printed(tmp_path, "data/sources/report.ttl", content) if "SHA" in one]

    assert len(found) == 1
    assert "expected SHA-256 6 ead36c2" in found[0]


def printed(folder: Path, file: str, content: str) -> list[str]:
    write_project(folder, {file: content.encode()})
    return [line(finding) for finding in check_project(folder).findings]
