"""Answers as XML: carriage returns survive, and what XML cannot write is an error."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree as ET

import pyoxigraph as ox
import pytest
from SPARQLWrapper import XML, SPARQLWrapper

from publisher.commands.build import build
from publisher.project import read_project
from tests.serve.running import Reply, in_thread, request

TEXT = "one\r\ntwo\rthree\tfour\n"
LITERAL = '"one\\r\\ntwo\\rthree\\tfour\\n"'
RESULTS = "{http://www.w3.org/2005/sparql-results#}"
FILES = {
    "ontology/none.ttl": "# nothing\n",
    "shapes/.keep": "",
    "data/facts.ttl": "PREFIX schema: <https://schema.org/>\n"
    "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n"
    f'<thing/one> a schema:Thing ; rdfs:label "One"@en ; rdfs:comment {LITERAL} .\n',
    "queries/comments.rq": "# title: Comments\n# description: All.\n"
    "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n"
    "SELECT ?text WHERE { ?s rdfs:comment ?text } ORDER BY ?text\n",
    "queries/graph.rq": "# title: Graph\n# description: All.\n"
    "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n"
    "CONSTRUCT { ?s rdfs:comment ?o } WHERE { ?s rdfs:comment ?o }\n",
    "pyproject.toml": '[tool.publisher]\nbase = "https://data.example/"\ntitle = "Small"\n',
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("project")
    for path, text in FILES.items():
        (found / path).parent.mkdir(exist_ok=True)
        (found / path).write_text(text, encoding="utf-8")
    report = build(read_project(found), out=found / "site")
    assert [one.text for one in report.findings if one.is_error] == []
    return found


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with in_thread(folder / "site") as found:
        yield found


def ask(address: str, query: str, format_: str) -> Reply:
    return request(address, f"/sparql?query={quote(query)}&format={format_}")


def texts(content: bytes) -> list[str]:
    """The literals of a table in XML."""
    return [one.text or "" for one in ET.fromstring(content).iter(f"{RESULTS}literal")]  # noqa: S314


def values(content: bytes) -> set[str]:
    """The literals of a graph in RDF/XML."""
    found = ox.parse(content, format=ox.RdfFormat.RDF_XML, base_iri="https://data.example/")
    return {one.object.value for one in found if isinstance(one.object, ox.Literal)}


@pytest.mark.parametrize("text", ["a\rb", "\r", "\r\n", "a\r\r\nb\n\rc", "]]>\r&<>\"'\t"])
def test_a_carriage_return_survives_in_rows_and_in_graphs(address: str, text: str) -> None:
    literal = json.dumps(text).replace("'", "\\u0027")
    rows = ask(address, f"SELECT ({literal} AS ?x) (?x AS ?y) {{}}", "xml")
    assert (rows.status, texts(rows.body)) == (200, [text, text])
    typed = ask(address, f"SELECT (STRDT({literal}, <a:b>) AS ?x) {{}}", "xml")
    assert texts(typed.body) == [text]
    graph = ask(address, f"CONSTRUCT {{ <a:b> <a:c> {literal} }} {{}}", "rdf")
    assert (graph.status, values(graph.body)) == (200, {text})


def test_a_carriage_return_survives_in_a_long_answer(address: str) -> None:
    # Longer than what is held back, so that it is sent in pieces.
    numbers = " ".join(str(number) for number in range(3_000))
    query = f'SELECT ?n ("{"x" * 40}\\r" AS ?x) {{ VALUES ?n {{ {numbers} }} }}'
    reply = ask(address, query, "xml")
    assert (reply.status, reply.body.count(b"&#13;")) == (200, 3_000)
    assert b"\r" not in reply.body


@pytest.mark.parametrize("path", ["/queries/comments.xml", "/queries/comments?format=xml&limit=5"])
def test_a_ready_query_of_a_text_with_windows_line_ends_is_xml(address: str, path: str) -> None:
    reply = request(address, path)
    assert (reply.status, texts(reply.body)) == (200, [TEXT])


@pytest.mark.parametrize("path", ["/queries/graph.rdf", "/thing/one.rdf"])
def test_a_graph_with_windows_line_ends_is_rdf_xml(address: str, path: str) -> None:
    reply = request(address, path)
    assert reply.status == 200
    assert TEXT in values(reply.body)


def test_a_client_that_takes_xml_by_default_reads_the_text(address: str) -> None:
    client = SPARQLWrapper(f"{address}/sparql")
    client.setReturnFormat(XML)
    client.setQuery(FILES["queries/comments.rq"])
    found: Any = client.query().convert()
    assert [one.firstChild.data for one in found.getElementsByTagName("literal")] == [TEXT]


def test_the_program_prints_carriage_returns_too(folder: Path) -> None:
    for arguments, read in (
        (("comments", "--format", "xml"), texts),
        (("graph", "--format", "rdf"), values),
    ):
        said = subprocess.run(
            [sys.executable, "-m", "publisher", "query", *arguments, "--project", str(folder)],
            capture_output=True,
            check=True,
        )
        assert TEXT in read(said.stdout)


@pytest.mark.parametrize(
    ("character", "name"),
    [("\\u0001", "U+0001"), ("\\u001F", "U+001F"), ("\\uFFFE", "U+FFFE"), ("\\uFFFF", "U+FFFF")],
)
def test_a_character_that_xml_cannot_write_is_named(
    address: str, character: str, name: str
) -> None:
    for query, format_, instead in (
        (f'SELECT ("a{character}" AS ?x) {{}}', "xml", "JSON"),
        (f'CONSTRUCT {{ <a:b> <a:c> "a{character}" }} {{}}', "rdf", "Turtle"),
    ):
        reply = ask(address, query, format_)
        assert (reply.status, reply.header("content-type")) == (406, "application/problem+json")
        detail = json.loads(reply.body)["detail"]
        assert name in detail
        assert instead in detail


@pytest.mark.parametrize("predicate", ["http://a.example/1", "http://a.example/", "urn:1:2"])
def test_a_predicate_that_xml_cannot_write_is_told(address: str, predicate: str) -> None:
    reply = ask(address, f"CONSTRUCT {{ <a:b> <{predicate}> 1 }} {{}}", "rdf")
    assert reply.status == 406
    assert "predicate" in json.loads(reply.body)["detail"]
    assert ask(address, f"CONSTRUCT {{ <a:b> <{predicate}> 1 }} {{}}", "ttl").status == 200


def test_an_answer_without_a_date_is_sent_whatever_date_is_asked_for(address: str) -> None:
    path = f"/sparql?query={quote('SELECT * { ?s ?p ?o }')}"
    first = request(address, path)
    assert first.header("last-modified") == ""
    for date in ("Thu, 01 Jan 2015 00:00:00 GMT", "Fri, 01 Jan 2100 00:00:00 GMT", "yesterday"):
        for name in ("If-Modified-Since", "If-Unmodified-Since"):
            for method in ("GET", "HEAD"):
                found = request(address, path, method=method, headers={name: date})
                assert found.status == 200
    known = {"If-None-Match": first.header("etag"), "If-Modified-Since": "nonsense"}
    assert request(address, path, headers=known).status == 304
    ready = "/queries/comments?limit=1"
    since = {"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"}
    assert request(address, ready, headers=since).status == 200
    file = request(address, "/thing/one.ttl")
    since = {"If-Modified-Since": file.header("last-modified")}
    assert request(address, "/thing/one.ttl", headers=since).status == 304
