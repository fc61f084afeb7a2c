"""SPARQLWrapper: each method with each format, as it comes, without a setting for our sake."""

import csv
import io
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.dom.minidom import Document

import pyoxigraph as ox
import pytest
import SPARQLWrapper as Client
from rdflib import Graph
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

SELECT = """PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?resource ?label WHERE { ?resource a <ontology#Network> ; rdfs:label ?label }"""
ASK = "ASK { <network/enoc> a <ontology#Network> }"
CONSTRUCT = "CONSTRUCT WHERE { <network/enoc> ?p ?o }"
DESCRIBE = "DESCRIBE <network/enoc>"

METHODS = {
    "GET": (Client.GET, Client.URLENCODED),
    "POST of a form": (Client.POST, Client.URLENCODED),
    "POST of a query": (Client.POST, Client.POSTDIRECTLY),
}


def _dom(found: Document, tag: str) -> list[str]:
    return sorted(
        str(child.nodeValue)
        for element in found.getElementsByTagName(tag)
        for child in element.childNodes
    )


def _csv(found: bytes) -> list[str]:
    return sorted(row["resource"] for row in csv.DictReader(io.StringIO(found.decode())))


TABLES: dict[str, tuple[str, Callable[[Any], list[str]]]] = {
    "JSON": (
        Client.JSON,
        lambda found: sorted(row["resource"]["value"] for row in found["results"]["bindings"]),
    ),
    "XML": (Client.XML, lambda found: _dom(found, "uri")),
    "CSV": (Client.CSV, _csv),
    "TSV": (
        Client.TSV,
        lambda found: sorted(
            line.split("\t")[0].strip("<>") for line in found.decode().splitlines()[1:]
        ),
    ),
}
BOOLEANS: dict[str, tuple[str, Callable[[Any], bool]]] = {
    "JSON": (Client.JSON, lambda found: found["boolean"]),
    "XML": (Client.XML, lambda found: _dom(found, "boolean") == ["true"]),
    "CSV": (Client.CSV, lambda found: found.strip() == b"true"),
    "TSV": (Client.TSV, lambda found: found.strip() == b"true"),
}
GRAPHS: dict[str, tuple[str, Callable[[Any], Graph]]] = {
    "Turtle": (Client.TURTLE, lambda found: Graph().parse(data=found, format="turtle")),
    "N3": (Client.N3, lambda found: Graph().parse(data=found, format="n3")),
    "JSON-LD": (Client.JSONLD, lambda found: found),
    "RDF/XML": (Client.RDFXML, lambda found: found),
    "XML": (Client.XML, lambda found: found),
}


def ask(endpoint: str, query: str, method: str, format_: str) -> Any:  # noqa: ANN401
    """What the client makes of the answer, of its kind for each format."""
    client = Client.SPARQLWrapper(endpoint)
    verb, way = METHODS[method]
    client.setMethod(verb)
    client.setRequestMethod(way)
    client.setReturnFormat(format_)
    client.setQuery(query)
    with warnings.catch_warnings():
        # rdflib's ConjunctiveGraph, which the client makes of RDF/XML and JSON-LD.
        warnings.simplefilter("ignore", DeprecationWarning)
        result = client.query()
        try:
            return result.convert()
        finally:
            result.response.close()


@pytest.mark.parametrize("format_", TABLES)
@pytest.mark.parametrize("method", METHODS)
def test_select_comes_in_each_format(
    endpoint: str, published: str, graph: ox.Store, method: str, format_: str
) -> None:
    name, read = TABLES[format_]
    expected = sorted(
        row["resource"].value
        for row in graph.query(SELECT, base_iri=published)  # type: ignore[union-attr]
    )
    assert expected
    assert read(ask(endpoint, SELECT, method, name)) == expected


@pytest.mark.parametrize("format_", BOOLEANS)
@pytest.mark.parametrize("method", METHODS)
def test_ask_comes_in_each_format(endpoint: str, method: str, format_: str) -> None:
    name, read = BOOLEANS[format_]
    assert read(ask(endpoint, ASK, method, name)) is True


@pytest.mark.parametrize("format_", GRAPHS)
@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("query", [CONSTRUCT, DESCRIBE], ids=["CONSTRUCT", "DESCRIBE"])
def test_graphs_come_in_each_format(
    endpoint: str,
    built: Path,
    published: str,
    graph: ox.Store,
    query: str,
    method: str,
    format_: str,
) -> None:
    name, read = GRAPHS[format_]
    found = {(s.n3(), p.n3(), o.n3()) for s, p, o in read(ask(endpoint, query, method, name))}
    if query is DESCRIBE:
        # What the resource's document has: its evidence too.
        quads = ox.parse(path=built / "network/enoc.nt", format=ox.RdfFormat.N_TRIPLES)
        expected = {tuple(map(str, quad.triple)) for quad in quads}
    else:
        answer = graph.query(query, base_iri=published)
        assert isinstance(answer, ox.QueryTriples)
        expected = {tuple(map(str, triple)) for triple in answer}
    assert found == expected


@pytest.mark.parametrize("method", METHODS)
def test_a_query_that_does_not_parse_is_badly_formed_to_the_client(
    endpoint: str, method: str
) -> None:
    with pytest.raises(QueryBadFormed) as raised:
        ask(endpoint, "SELECT * WHERE { ?s ?p", method, Client.JSON)
    assert '"line": 1' in str(raised.value)


def test_the_short_way_works(endpoint: str) -> None:
    client = Client.SPARQLWrapper(endpoint)
    client.setQuery(SELECT)
    client.setReturnFormat(Client.JSON)
    found: Any = client.queryAndConvert()
    assert found["head"]["vars"] == ["resource", "label"]


def test_the_second_client_of_the_library_reads_bindings(endpoint: str, published: str) -> None:
    client = Client.SPARQLWrapper2(endpoint)
    client.setQuery(SELECT)
    found: Any = client.query()
    labels = {one["resource"].value: one["label"].lang for one in found.bindings}
    assert labels[f"{published}network/enoc"] == "en"
