"""The ready queries as RDF: each is a query, runs, and answers what the ready query answers."""

import csv
import io
from pathlib import Path

import pyoxigraph as ox
import pyshacl
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, RDFS, SH
from rdflib.plugins.sparql.parser import parseQuery

from publisher.description import SiteFrame
from publisher.render.query_examples import declared_prefixes
from publisher.serve.service_description import service_description
from publisher.serve.settings import Settings
from tests.analysts.conftest import BuiltSite

_SCHEMA = "https://schema.org/"
_TEXTS = (SH.select, SH.ask, SH.construct)
_CLASSES = {
    SH.select: SH.SPARQLSelectExecutable,
    SH.ask: SH.SPARQLAskExecutable,
    SH.construct: SH.SPARQLConstructExecutable,
}
_SHAPES = """@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
[] a sh:NodeShape ; sh:targetClass sh:SPARQLExecutable ;
  sh:property [ sh:path [ sh:alternativePath ( sh:select sh:ask sh:construct ) ] ;
      sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:string ] ,
    [ sh:path rdfs:comment ; sh:minCount 1 ; sh:datatype rdf:langString ] ,
    [ sh:path schema:target ; sh:minCount 1 ; sh:nodeKind sh:IRI ] ,
    [ sh:path schema:keywords ; sh:datatype xsd:string ] ,
    [ sh:path ( sh:prefixes sh:declare ) ; sh:node [
      sh:property [ sh:path sh:prefix ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:string ] ,
        [ sh:path sh:namespace ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:anyURI ] ] ] .
"""


def _graph(site: BuiltSite) -> Graph:
    return Graph().parse(site.folder / "dumps/queries.ttl")


def _queries(graph: Graph) -> list[tuple[URIRef, URIRef, str]]:
    """Return each query, the property of its text, and its text."""
    return [
        (query, property_, str(text))
        for query in graph.subjects(RDF.type, SH.SPARQLExecutable)
        for property_ in _TEXTS
        for text in graph.objects(query, property_)
        if isinstance(query, URIRef)
    ]


def test_each_ready_query_is_there_as_editors_expect_it(claims_site: BuiltSite) -> None:
    graph = _graph(claims_site)
    names = {path.stem for path in (claims_site.folder / "queries").glob("*.rq")}

    conforms, _, report = pyshacl.validate(graph, shacl_graph=Graph().parse(data=_SHAPES))
    assert conforms, report
    assert {str(query) for query, _, _ in _queries(graph)} == {
        f"{claims_site.base}queries/{name}#query" for name in names
    }
    for query, property_, _ in _queries(graph):
        assert (query, RDF.type, _CLASSES[property_]) in graph
        assert graph.value(query, URIRef(f"{_SCHEMA}target")) == URIRef(f"{claims_site.base}sparql")
        assert isinstance(graph.value(query, RDFS.label), Literal)


def test_each_parses_and_answers_what_the_site_shows(claims_site: BuiltSite) -> None:
    store = ox.Store()
    dump = str(claims_site.folder / "dumps/all.nt")
    store.bulk_load(path=dump, format=ox.RdfFormat.N_TRIPLES)

    for query, _, text in _queries(_graph(claims_site)):
        parseQuery(text)
        answer = store.query(text)
        name = str(query).rpartition("/")[2].removesuffix("#query")
        table = claims_site.folder / f"queries/{name}.csv"
        if isinstance(answer, ox.QuerySolutions):
            rows = list(csv.reader(io.StringIO(table.read_text(encoding="utf-8"))))
            assert len(list(answer)) == len(rows) - 1, name


def test_the_prefixes_are_those_that_the_text_declares(claims_site: BuiltSite) -> None:
    graph = _graph(claims_site)

    for query, _, text in _queries(graph):
        declared = {
            str(graph.value(declaration, SH.prefix)): str(graph.value(declaration, SH.namespace))
            for node in graph.objects(query, SH.prefixes)
            for declaration in graph.objects(node, SH.declare)
        }
        assert declared == declared_prefixes(text, base=claims_site.base)
        assert all(namespace.endswith(("#", "/")) for namespace in declared.values())


def test_a_site_without_queries_has_no_such_file(any_site: BuiltSite) -> None:
    has_queries = any(Path(any_site.folder / "queries").glob("*.rq"))

    assert (any_site.folder / "dumps/queries.ttl").is_file() == has_queries


def test_a_relative_prefix_is_resolved() -> None:
    text = (
        "BASE <https://b.org/x/> PREFIX a: <../y#> prefix : <> SELECT * { ?a a:b 'PREFIX z: <z>' }"
    )

    assert declared_prefixes(text, base="https://a.org/") == {
        "a": "https://b.org/y#",
        "": "https://b.org/x/",
    }


def test_the_description_of_the_endpoint_has_them(claims_site: BuiltSite) -> None:
    described = service_description(
        SiteFrame(
            base=claims_site.base,
            title="A",
            description="",
            publisher="",
            license="",
            language="en",
            dataset=f"{claims_site.base}catalog#dataset",
        ),
        void=(claims_site.folder / "void.ttl").read_bytes(),
        queries=(claims_site.folder / "dumps/queries.ttl").read_bytes(),
        settings=Settings(),
    )

    for suffix, content in described.items():
        format_ = {"ttl": "turtle", "rdf": "xml", "jsonld": "json-ld"}.get(suffix, suffix)
        graph = Graph().parse(data=content, format=format_)
        assert len(_queries(graph)) == len(_queries(_graph(claims_site))), suffix
