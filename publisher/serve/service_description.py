"""The service description of the endpoint, with VoID's description of the data inside.

https://www.w3.org/TR/sparql11-service-description/
"""

from collections.abc import Mapping
from typing import Final

from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, RDF, RDFS, VOID

from publisher.description import SiteFrame
from publisher.media_types import GRAPHS, TABLES
from publisher.serve.settings import Settings, limits_sentence

_SD: Final = Namespace("http://www.w3.org/ns/sparql-service-description#")
_FORMATS: Final = Namespace("http://www.w3.org/ns/formats/")
_NAMES: Final[Mapping[str, str]] = {
    "json": "SPARQL_Results_JSON",
    "xml": "SPARQL_Results_XML",
    "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV",
    "ttl": "Turtle",
    "nt": "N-Triples",
    "jsonld": "JSON-LD",
    "rdf": "RDF_XML",
}
"""https://www.w3.org/ns/formats/"""
_WRITERS: Final[Mapping[str, str]] = {
    "ttl": "turtle",
    "jsonld": "json-ld",
    "nt": "nt",
    "rdf": "xml",
}


def service_description(frame: SiteFrame, *, void: bytes, settings: Settings) -> dict[str, bytes]:
    """Return the description by suffix of GRAPHS. `void` is the site's `void.ttl`."""
    graph = Graph()
    graph.parse(data=void, format="turtle", publicID=f"{frame.base}void.ttl")
    service = URIRef(f"{frame.base}sparql#service")
    dataset = URIRef(f"{frame.base}void.ttl#dataset")
    graph.bind("sd", _SD)
    graph.add((service, RDF.type, _SD.Service))
    graph.add((service, DCTERMS.title, Literal(frame.title, lang=frame.language)))
    graph.add((service, _SD.endpoint, URIRef(f"{frame.base}sparql")))
    graph.add((service, _SD.supportedLanguage, _SD.SPARQL11Query))
    graph.add((service, RDFS.comment, Literal(limits_sentence(settings), lang="en")))
    # SERVICE is refused, and FROM reads nothing from the web: neither is announced.
    for suffix in (*TABLES, *GRAPHS):
        graph.add((service, _SD.resultFormat, _FORMATS[_NAMES[suffix]]))
    data = URIRef(f"{frame.base}sparql#dataset")
    graph.add((service, _SD.defaultDataset, data))
    graph.add((data, RDF.type, _SD.Dataset))
    graph.add((data, _SD.defaultGraph, dataset))
    graph.add((dataset, RDF.type, _SD.Graph))
    graph.add((dataset, VOID.sparqlEndpoint, URIRef(f"{frame.base}sparql")))
    return {suffix: graph.serialize(format=_WRITERS[suffix], encoding="utf-8") for suffix in GRAPHS}
