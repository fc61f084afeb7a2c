"""Small graphs for tests of checks, from Turtle in its published form."""

from collections.abc import Iterable

import pyoxigraph as ox

from publisher.check.predicate_index import PredicateIndex
from publisher.check.shapes.shapes_graph import ShapesGraph, parse_shapes
from publisher.dataset import Dataset, triple_of
from publisher.findings import Finding
from publisher.load import read_vocabulary
from publisher.model import ShapesFile, Term

BASE = "https://example.org/"
HEAD = """@prefix : <ontology#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix ev: <https://w3id.org/quoted-statements#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
VOCABULARY = read_vocabulary()


def graph_of(turtle: str) -> Dataset:
    triples = (
        quad.triple
        for quad in ox.parse((HEAD + turtle).encode(), format=ox.RdfFormat.TURTLE, base_iri=BASE)
    )
    lines = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)
    assert lines is not None
    return Dataset.of([triple_of(line) for line in lines.splitlines(keepends=True)], base=BASE)


def shapes_graph(*bodies: str) -> ShapesGraph:
    """Each body is the file shapes/0.ttl, shapes/1.ttl and so on."""
    files = [
        ShapesFile(file=f"shapes/{at}.ttl", content=(HEAD + body).encode())
        for at, body in enumerate(bodies)
    ]
    return ShapesGraph(files=parse_shapes(files, base=BASE), base=BASE)


def codes(findings: Iterable[Finding]) -> list[str]:
    return [finding.code for finding in findings]


def iri(path: str) -> Term:
    return Term(f"<{BASE}{path}>")


def index_of(turtle: str) -> PredicateIndex:
    return PredicateIndex.of(graph_of(turtle))
