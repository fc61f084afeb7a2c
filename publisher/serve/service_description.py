"""The service description of the endpoint, with VoID's description of the data inside.

https://www.w3.org/TR/sparql11-service-description/
"""

from collections.abc import Mapping
from typing import Final

from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, RDF, RDFS, VOID
from rdflib.plugin import PluginException, get
from rdflib.serializer import Serializer

from publisher.description import SiteFrame
from publisher.media_types import FORMATS, GRAPHS, TABLES
from publisher.render.query_examples import QUERIES_PATH
from publisher.serve.settings import Settings, limits_sentence

_SD: Final = Namespace("http://www.w3.org/ns/sparql-service-description#")
_W3C: Final = Namespace("http://www.w3.org/ns/formats/")
_TABLE_FORMATS: Final[Mapping[str, URIRef]] = {
    "json": _W3C.SPARQL_Results_JSON,
    "xml": _W3C.SPARQL_Results_XML,
    "csv": _W3C.SPARQL_Results_CSV,
    "tsv": _W3C.SPARQL_Results_TSV,
}
"""https://www.w3.org/ns/formats/"""


def service_description(
    frame: SiteFrame,
    *,
    void: bytes,
    queries: bytes = b"",
    settings: Settings,
    has_whole_default_graph: bool = True,
) -> dict[str, bytes]:
    """Return the description by suffix, in those of GRAPHS that rdflib can write.

    `void` is the site's `void.ttl`, in which the named graphs are. `queries`: its ready queries as
    Turtle, which editors load from here. `has_whole_default_graph`:
    the default graph has every triple of the dataset.
    """
    graph = Graph()
    graph.parse(data=void, format="turtle", publicID=f"{frame.base}void.ttl")
    if queries:
        graph.parse(data=queries, format="turtle", publicID=f"{frame.base}{QUERIES_PATH}")
    service = URIRef(f"{frame.base}sparql#service")
    dataset = URIRef(frame.dataset)
    graph.bind("sd", _SD)
    graph.add((service, RDF.type, _SD.Service))
    graph.add((service, DCTERMS.title, Literal(frame.title, lang=frame.language)))
    graph.add((service, _SD.endpoint, URIRef(f"{frame.base}sparql")))
    graph.add((service, _SD.supportedLanguage, _SD.SPARQL11Query))
    graph.add((service, RDFS.comment, Literal(limits_sentence(settings), lang="en")))
    # SERVICE is refused, and FROM reads nothing from the web: neither is announced.
    graph_formats = [URIRef(each.iri) for each in FORMATS if each.is_answer and each.iri]
    for result_format in (*(_TABLE_FORMATS[suffix] for suffix in TABLES), *graph_formats):
        graph.add((service, _SD.resultFormat, result_format))
    data = URIRef(f"{frame.base}sparql#dataset")
    graph.add((service, _SD.defaultDataset, data))
    graph.add((data, RDF.type, _SD.Dataset))
    default = dataset if has_whole_default_graph else URIRef(f"{frame.base}sparql#default-graph")
    graph.add((data, _SD.defaultGraph, default))
    graph.add((default, RDF.type, _SD.Graph))
    graph.add((dataset, VOID.sparqlEndpoint, URIRef(f"{frame.base}sparql")))
    return {
        suffix: graph.serialize(format=media_type, encoding="utf-8")
        for suffix, media_type in GRAPHS.items()
        if _is_written(media_type)
    }


def _is_written(media_type: str) -> bool:
    """Return whether rdflib has a serializer for a media type."""
    try:
        get(media_type, Serializer)
    except PluginException:
        return False
    return True
