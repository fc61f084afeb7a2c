import csv
import io
import json
from xml.etree import ElementTree as ET

import pytest
import rdflib
from rdflib.compare import isomorphic
from rdflib.query import Result

from publisher.dataset import Dataset
from publisher.errors import QueryError
from publisher.sparql.engine import QueryResult, StoreEngine
from publisher.sparql.results import (
    RESULT_FORMATS,
    check_format,
    result_rows,
    serialized,
)
from publisher.sparql.table import table
from publisher.terms import iri, literal

BASE = "https://example.org/"
TEXT = 'a "b", c\nd; <e> & é\t\\'
TRIPLES = [
    (iri(f"{BASE}a"), iri(f"{BASE}ontology#says"), literal(TEXT, language="en")),
    (
        iri(f"{BASE}b"),
        iri(f"{BASE}ontology#year"),
        literal("2008", datatype=iri("http://www.w3.org/2001/XMLSchema#gYear")),
    ),
    (iri(f"{BASE}b"), iri("http://www.w3.org/2000/01/rdf-schema#label"), literal("[red]B[/red]")),
]
GRAPH = Dataset.of(TRIPLES, base=BASE)
SELECT = "SELECT ?s ?text ?none { ?s <ontology#says> ?text }"


def answered(query: str) -> QueryResult:
    return StoreEngine(GRAPH).answer(query)


def test_csv_is_read_back_by_another_reader() -> None:
    content = serialized(answered(SELECT), "csv").decode()
    found = list(csv.reader(io.StringIO(content, newline="")))
    assert found == [["s", "text", "none"], [f"{BASE}a", TEXT, ""]]


@pytest.mark.parametrize("format_", ["json", "xml", "tsv"])
def test_results_are_read_back_by_rdflib(format_: str) -> None:
    content = serialized(answered(SELECT), format_)
    result = Result.parse(io.BytesIO(content), format=format_)
    (binding,) = result.bindings
    found = {str(name): term for name, term in binding.items()}
    assert found == {"s": rdflib.URIRef(f"{BASE}a"), "text": rdflib.Literal(TEXT, lang="en")}
    assert [str(one) for one in result.vars or ()] == ["s", "text", "none"]


# rdflib's own reader of JSON-LD warns of what it uses.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
@pytest.mark.parametrize(
    ("format_", "name"), [("ttl", "turtle"), ("nt", "nt"), ("jsonld", "json-ld"), ("rdf", "xml")]
)
def test_graphs_are_read_back_by_rdflib(format_: str, name: str) -> None:
    content = serialized(answered("CONSTRUCT WHERE { ?s ?p ?o }"), format_)
    expected = rdflib.Graph().parse(data=GRAPH.lines, format="nt")
    assert isomorphic(rdflib.Graph().parse(data=content, format=name), expected)


def test_an_ask_is_a_word_or_a_result() -> None:
    ask = "ASK { <a> ?p ?o }"
    assert serialized(answered(ask), "csv") == b"true\n"
    assert serialized(answered("ASK { <z> ?p ?o }"), "tsv") == b"false\n"
    assert json.loads(serialized(answered(ask), "json"))["boolean"] is True
    assert ET.fromstring(serialized(answered(ask), "xml"))[1].text == "true"  # noqa: S314
    assert table(answered(ask), base=BASE) == "true\n"
    assert result_rows(answered(ask))[1] == [
        ('"true"^^<http://www.w3.org/2001/XMLSchema#boolean>',)
    ]


@pytest.mark.parametrize(
    ("query", "format_", "allowed"),
    [
        (SELECT, "ttl", "csv, tsv, json, xml"),
        (SELECT, "toml", "csv, tsv, json, xml"),
        ("ASK { }", "nt", "csv, tsv, json, xml"),
        ("DESCRIBE <a>", "csv", "ttl, nt, jsonld, rdf"),
    ],
)
def test_a_format_of_another_form_is_refused(query: str, format_: str, allowed: str) -> None:
    with pytest.raises(QueryError, match=f"has no format {format_}; choose one of {allowed}"):
        serialized(answered(query), format_)
    with pytest.raises(QueryError, match=f"has no format {format_}"):
        check_format(format_, query.split(maxsplit=1)[0])


@pytest.mark.parametrize("format_", ["table", *RESULT_FORMATS])
def test_every_format_of_a_form_passes_its_check(format_: str) -> None:
    check_format(format_, "SELECT")


@pytest.mark.parametrize(
    ("query", "format_"),
    [
        ("CONSTRUCT { <a> <1/> <b> } { }", "rdf"),
        ("CONSTRUCT { <a> <p> '\\u0001' } { }", "rdf"),
        ("SELECT ('\\uFFFE' AS ?x) { }", "xml"),
    ],
)
def test_what_xml_cannot_write_is_an_error(query: str, format_: str) -> None:
    with pytest.raises(QueryError, match="XML cannot write"):
        serialized(answered(query), format_)


def test_a_table_shows_iris_from_the_base_and_counts_its_rows() -> None:
    shown = table(answered("SELECT * { ?s <ontology#year> ?year }"), base=BASE, width=60)
    assert "│ b │ 2008 │" in shown
    assert BASE not in shown
    assert shown.endswith("1 row\n")


def test_a_table_obeys_nothing_in_its_cells() -> None:
    query = (
        'SELECT ("a\\u001B[31mb\\u202Ec" AS ?x) ?label { ?s ?p ?label FILTER isLiteral(?label) }'
    )
    shown = table(answered(query), base=BASE, width=200)
    assert "a\ufffd[31mb\ufffdc" in shown
    assert "[red]B[/red]" in shown
    assert not {"\x1b", "\u202e", "\t"} & set(shown)
