"""Faults that look unlike the example on their code's page, by the exact line printed."""

from pathlib import Path

import pytest

from publisher.commands.check import check_project, line
from tests.findings.pages import PROJECT, write_project

FACTS = (PROJECT / "data" / "facts.ttl").read_text(encoding="utf-8")
QUOTE = 'ev:quote "joined the Network in 2008"'
SERVICE = """@prefix : <ontology#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .

:S a sh:NodeShape ; sh:targetClass :Document ;
  sh:sparql [ sh:select "SELECT $this WHERE { SERVICE <https://x.example/> { $this ?p ?o } }" ] .
"""


def printed(folder: Path, file: str, content: bytes) -> list[str]:
    write_project(folder, {file: content})
    return [line(finding) for finding in check_project(folder).findings if finding.is_error]


@pytest.mark.parametrize(
    ("file", "content", "expected"),
    [
        pytest.param(
            "data/fault.ttl",
            b"<document/a> rdfs:label 'A' .\n",
            (
                "data/fault.ttl:1:14: error: The prefix rdfs: has not been declared; declare "
                "it at the top: @prefix … [turtle-syntax]"
            ),
            id="a prefix that nobody declares",
        ),
        pytest.param(
            "data/fault.ttl",
            b'<document/a> <x> "A .\n',
            "data/fault.ttl:1:18: error: Unexpected end of file [turtle-syntax]",
            id="a string that is never closed",
        ),
        pytest.param(
            "data/fault.ttl",
            b'<document/a> <x> """A .\n\n',
            "data/fault.ttl:1:18: error: Unexpected end of file [turtle-syntax]",
            id="a long string that is never closed",
        ),
        pytest.param(
            "data/fault.ttl",
            b"<document/a b> <x> 1 .\n",
            "data/fault.ttl:1:1: error: Invalid IRI code point ' ' [turtle-syntax]",
            id="a space in an IRI",
        ),
        pytest.param(
            "data/fault.ttl",
            b"<document/a> <x> '\\uD800' .\n",
            (
                "data/fault.ttl:1:19: error: The escape sequence '\\uD800' is encoding D800 "
                "that is not a valid unicode character [turtle-syntax]"
            ),
            id="an escape of no character",
        ),
        pytest.param(
            "data/fault.ttl",
            b"<document/a> <x> 'A'@e_n .\n",
            "data/fault.ttl:1:22: error: The given language subtag is invalid [turtle-syntax]",
            id="a language tag that is none",
        ),
        pytest.param(
            "data/fault.ttl",
            b"<document/a%zz> <x> 1 .\n",
            "data/fault.ttl:1:1: error: Invalid IRI percent encoding '%zz' [turtle-syntax]",
            id="a per cent sign that escapes nothing",
        ),
        pytest.param(
            "data/fault.ttl",
            b"<!DOCTYPE html>\n<html></html>\n",
            (
                "data/fault.ttl:1:1: error: the file is HTML or XML, not Turtle; save the "
                "Turtle itself, not the page that shows it [turtle-syntax]"
            ),
            id="a page of HTML",
        ),
        pytest.param(
            "data/fault.ttl",
            b'<claim/a> <x> << <a> <b> """c""" >> .\n',
            (
                'data/fault.ttl:1:26: error: """c""" is not a valid RDF quoted triple object; '
                'a """long string""" cannot stand inside << >>: write it on one line in " " '
                "[turtle-syntax]"
            ),
            id="a long string in a claim",
        ),
        pytest.param(
            "shapes/fault.ttl",
            "<a> <b> 1 .".encode("utf-16"),
            (
                "shapes/fault.ttl:1:1: error: the file is UTF-16; save it as UTF-8 without "
                "byte-order mark [encoding]"
            ),
            id="UTF-16",
        ),
        pytest.param(
            "shapes/fault.ttl",
            "\ufeff<a> <b> 1 .".encode(),
            (
                "shapes/fault.ttl:1:1: error: the file begins with a byte-order mark; save it as "
                "UTF-8 without byte-order mark [encoding]"
            ),
            id="a byte-order mark",
        ),
        pytest.param(
            "data/fault.ttl",
            b"# a\n<a> <b>\x00 1 .\n",
            (
                "data/fault.ttl:2:8: error: the file has a NUL; save it as UTF-8 without "
                "byte-order mark [encoding]"
            ),
            id="a NUL",
        ),
        pytest.param(
            "shapes/fault.ttl",
            b" \n\t\n",
            (
                "shapes/fault.ttl:1:1: error: the file is empty; write triples into it or "
                "remove it [file-empty]"
            ),
            id="white space alone",
        ),
        pytest.param(
            "shapes/fault.ttl",
            b"<a> <b> .\n",
            "shapes/fault.ttl:1:9: error: . is not a valid RDF object [turtle-syntax]",
            id="a broken shape file",
        ),
        pytest.param(
            "data/fault.ttl",
            b"# x\nBASE <https://x.example/>\n",
            (
                "data/fault.ttl:2:1: error: the file has a BASE; remove it: the base is "
                "configured once, in pyproject.toml [base-in-file]"
            ),
            id="BASE in the style of SPARQL",
        ),
        pytest.param(
            "data/fault.ttl",
            (
                b"<source/other> a <https://w3id.org/quoted-statements#Source> ; "
                b'<http://www.w3.org/2000/01/rdf-schema#label> "Other" ; '
                b'<https://schema.org/sha256> "0" .\n'
            ),
            (
                "data/fault.ttl:1:18: error: the text of source other is missing; store it "
                "as data/sources/other.txt [source-missing]"
            ),
            id="a source whose text is not stored",
        ),
        pytest.param(
            "queries/fault.rq",
            b"# description: D\nSELECT ?s WHERE { ?s ?p ?o } ORDER BY ?s\n",
            (
                'queries/fault.rq:1:1: error: the query has no title; begin the file with "# '
                'title: …" [query-header]'
            ),
            id="a query without a title",
        ),
        pytest.param(
            "queries/fault.rq",
            (
                b"# title: T\n# description: D\n# param: year gYear = MMVIII\nSELECT ?s WHERE "
                b"{ ?s ?p ?year } ORDER BY ?s\n"
            ),
            (
                "queries/fault.rq:3:1: error: parameter year: expected a year, such as 2008 "
                "but received 'MMVIII'; change its default or its type [query-header]"
            ),
            id="a parameter whose default is of another type",
        ),
        pytest.param(
            "data/fault.ttl",
            (
                b"<document/index> a <ontology#Document> ; "
                b'<http://www.w3.org/2000/01/rdf-schema#label> "I" .\n'
            ),
            (
                "data/fault.ttl:1:1: error: document/index cannot be an address as it is: index "
                "is the name of a file of the site; write kind/slug, with lower-case letters, "
                "digits and hyphens [iri-unfit]"
            ),
            id="a page whose name is a file of the site",
        ),
        pytest.param(
            "data/fault.ttl",
            (
                b"<dumps/a> a <ontology#Document> ; "
                b'<http://www.w3.org/2000/01/rdf-schema#label> "I" .\n'
            ),
            (
                "data/fault.ttl:1:1: error: dumps/a cannot be an address as it is: the site has "
                "addresses of its own that begin with dumps; write kind/slug, with lower-case "
                "letters, digits and hyphens [iri-unfit]"
            ),
            id="a reserved kind",
        ),
        pytest.param(
            "data/fault.ttl",
            (
                b"<document/letter> <http://www.w3.org/2000/01/rdf-schema#comment> "
                b"'2015-02-30'^^<http://www.w3.org/2001/XMLSchema#date> .\n"
            ),
            (
                "data/fault.ttl:1:66: error: expected a valid xsd:date but received "
                '"2015-02-30"; write a day of the calendar, like "2015-03-31" '
                "[literal-ill-formed]"
            ),
            id="a day that no month has",
        ),
    ],
)
def test_a_fault_prints_its_line(tmp_path: Path, file: str, content: bytes, expected: str) -> None:
    assert printed(tmp_path, file, content) == [expected]


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        pytest.param(
            'ev:quote "in 2008" ; ev:prefix "Office"',
            (
                "data/facts.ttl:19:40: error: quote not found in source report with that "
                "prefix or suffix; the words alone are there; copy the text just before and "
                "after [quote-missing]"
            ),
            id="a quote with a prefix that is not before it",
        ),
        pytest.param(
            'ev:quote "zzzz qqqq"',
            (
                "data/facts.ttl:19:40: error: quote not found in source report; no passage "
                "is like it; copy the source's words [quote-missing]"
            ),
            id="a quote that nothing is like",
        ),
    ],
)
def test_a_quote_that_is_not_there_prints_what_is(
    tmp_path: Path, quote: str, expected: str
) -> None:
    content = FACTS.replace(QUOTE, quote).encode()

    assert printed(tmp_path, "data/facts.ttl", content) == [expected]


def test_a_shape_s_query_to_another_endpoint_prints_its_line(tmp_path: Path) -> None:
    assert printed(tmp_path, "shapes/fault.ttl", SERVICE.encode()) == [
        (
            "shapes/fault.ttl:5:25: error: the query of a shape asks another endpoint with "
            "SERVICE; remove SERVICE; copy the data that the query needs into the graph "
            "[query-service]"
        )
    ]


def test_faults_of_several_files_are_printed_in_one_run_sorted(tmp_path: Path) -> None:
    write_project(
        tmp_path,
        {
            "data/b.ttl": b"<a> <b>\n",
            "data/a.ttl": b"<a> <b> 'c\n",
            "queries/a.rq": b"# title: T\n# description: D\nSELECT",
            "shapes/a.ttl": b"",
        },
    )

    files = [finding.place.file for finding in check_project(tmp_path).findings]

    assert files == ["data/a.ttl", "data/b.ttl", "queries/a.rq", "shapes/a.ttl"]
