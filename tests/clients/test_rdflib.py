"""rdflib as a client: it dereferences IRIs, and asks the endpoint as a store."""

from urllib.request import urlopen

import pyoxigraph as ox
import pytest
from rdflib import Graph, Literal, URIRef, Variable
from rdflib.compare import isomorphic
from rdflib.namespace import RDF, RDFS
from rdflib.plugins.stores.sparqlstore import SPARQLStore

NAME = "European Network of Ombudspersons for Children"


@pytest.fixture
def store(endpoint: str) -> Graph:
    return Graph(SPARQLStore(endpoint))


@pytest.mark.parametrize("format_", [None, "turtle", "json-ld", "xml", "nt"])
def test_an_iri_is_parsed_by_its_303(published: str, format_: str | None) -> None:
    iri = f"{published}network/enoc"
    found = Graph().parse(iri, format=format_)
    assert (URIRef(iri), RDFS.label, Literal(NAME, lang="en")) in found


def test_all_formats_of_an_iri_hold_the_same_graph(published: str) -> None:
    iri = f"{published}network/enoc"
    first, *others = (Graph().parse(iri, format=one) for one in ("turtle", "json-ld", "xml", "nt"))
    assert len(first) > 20
    assert all(isomorphic(first, other) for other in others)


def test_a_term_s_hash_iri_is_parsed(published: str) -> None:
    term = URIRef(f"{published}ontology#Network")
    assert (term, RDF.type, None) in Graph().parse(str(term))


@pytest.mark.usefixtures("published")
def test_a_statement_s_hash_iri_is_parsed(graph: ox.Store) -> None:
    kind = ox.NamedNode(str(RDF.Statement))
    first = min(
        quad.subject.value
        for quad in graph.quads_for_pattern(None, ox.NamedNode(str(RDF.type)), kind, None)
        if isinstance(quad.subject, ox.NamedNode)
    )
    assert (URIRef(first), RDF.type, RDF.Statement) in Graph().parse(first)


def test_a_client_without_wishes_is_led_to_the_page(published: str) -> None:
    with urlopen(f"{published}network/enoc") as found:  # noqa: S310 -- this machine's
        assert found.url == f"{published}network/enoc.html"


def test_the_endpoint_is_a_store(store: Graph, published: str, graph: ox.Store) -> None:
    enoc = URIRef(f"{published}network/enoc")
    expected = {
        str(getattr(quad.object, "value", ""))
        for quad in graph.quads_for_pattern(ox.NamedNode(str(enoc)), None, None, None)
    }
    assert {str(one) for one in store.objects(enoc)} == expected
    assert (enoc, RDFS.label, Literal(NAME, lang="en")) in store
    assert (enoc, RDFS.label, Literal(NAME)) not in store
    assert len(store) == len(graph)


def test_the_store_runs_queries(store: Graph, published: str) -> None:
    query = "SELECT ?label WHERE { ?network rdfs:label ?label }"
    enoc = URIRef(f"{published}network/enoc")
    (row,) = store.query(query, initNs={"rdfs": RDFS}, initBindings={"network": enoc})
    assert row[0] == Literal(NAME, lang="en")  # type: ignore[index]
    assert store.query("ASK { }").askAnswer is True
    found = store.query(f"CONSTRUCT WHERE {{ <{enoc}> <{RDFS.label}> ?label }}").graph
    assert found is not None
    assert set(found) == {(enoc, RDFS.label, Literal(NAME, lang="en"))}


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("format_", ["xml", "json", "csv", "tsv"])
def test_the_store_asks_by_each_method_in_each_format(
    endpoint: str, method: str, format_: str
) -> None:
    client = SPARQLStore(endpoint, method=method, returnFormat=format_)
    found = client.query(f"SELECT ?label WHERE {{ <network/enoc> <{RDFS.label}> ?label }}")
    assert found.vars == [Variable("label")]
    assert [str(row[0]) for row in found] == [NAME]  # type: ignore[index]
