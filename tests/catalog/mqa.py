"""The points of the European portal's metadata quality assessment: 405 in all.

https://data.europa.eu/mqa/methodology. The share of a dataset's distributions that have a property
counts. An endpoint is no file: it has neither a size nor an address to download from.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, RDF
from rdflib.term import Node

AUTHORITY = "http://publications.europa.eu/resource/authority/"
IANA = "https://www.iana.org/assignments/media-types/"
ALL = 405
EXCELLENT = 351
_RDF_FORMATS = frozenset({"JSON_LD", "RDF_N_QUADS", "RDF_N_TRIPLES", "RDF_TRIG", "RDF_TURTLE"})
OPEN_FORMATS = frozenset(
    f"{AUTHORITY}file-type/{name}" for name in (*_RDF_FORMATS, "CSV", "RDF_XML", "SPARQLQ")
)
"""Formats that are machine-readable and nobody's property."""
_DCAT = Namespace("http://www.w3.org/ns/dcat#")

Status: TypeAlias = Callable[[str], int]
"""Returns the status of a HEAD of an address."""


def points(
    graph: Graph, dataset: URIRef, *, status: Status, is_conform: bool
) -> Mapping[str, float]:
    """Return the points of a dataset by the name of each measure."""
    all_of_them = list(graph.objects(dataset, DCAT.distribution))
    files = [each for each in all_of_them if not list(graph.objects(each, _DCAT.accessService))]

    def has(*properties: URIRef) -> bool:
        return any(list(graph.objects(dataset, each)) for each in properties)

    def share(of: Iterable[Node], *properties: URIRef, start: str = "") -> float:
        nodes = list(of)
        having = [
            each
            for each in nodes
            if all(
                any(str(value).startswith(start) for value in graph.objects(each, one))
                for one in properties
            )
        ]
        return len(having) / len(nodes) if nodes else 0.0

    def answering(of: Iterable[Node], name: URIRef) -> float:
        nodes = list(of)
        found = [each for each in nodes if _answers(graph.objects(each, name), status)]
        return len(found) / len(nodes) if nodes else 0.0

    both = [
        each
        for each in all_of_them
        if str(graph.value(each, DCTERMS.format)).startswith(f"{AUTHORITY}file-type/")
        and str(graph.value(each, DCAT.mediaType)).startswith(IANA)
    ]
    open_ones = [
        each for each in all_of_them if str(graph.value(each, DCTERMS.format)) in OPEN_FORMATS
    ]
    access = f"{AUTHORITY}access-right/"
    return {
        "keyword": 30 * has(DCAT.keyword),
        "theme": 30 * has(DCAT.theme),
        "spatial": 20 * has(DCTERMS.spatial),
        "temporal": 20 * has(DCTERMS.temporal),
        "accessURL answers": 50 * answering(all_of_them, DCAT.accessURL),
        "downloadURL": 20 * share(files, DCAT.downloadURL),
        "downloadURL answers": 30 * answering(files, DCAT.downloadURL),
        "format": 20 * share(all_of_them, DCTERMS.format),
        "mediaType": 10 * share(all_of_them, DCAT.mediaType),
        "format and mediaType from the vocabularies": 10 * len(both) / max(len(all_of_them), 1),
        "non-proprietary": 20 * len(open_ones) / max(len(all_of_them), 1),
        "machine-readable": 20 * len(open_ones) / max(len(all_of_them), 1),
        "DCAT-AP": 30 * is_conform,
        "licence": 20 * share(all_of_them, DCTERMS.license),
        "licence from the vocabulary": 10
        * share(all_of_them, DCTERMS.license, start=f"{AUTHORITY}licence/"),
        "access rights": 10 * has(DCTERMS.accessRights),
        "access rights from the vocabulary": 5
        * share([dataset], DCTERMS.accessRights, start=access),
        "contact point": 20 * has(DCAT.contactPoint),
        "publisher": 10 * has(DCTERMS.publisher),
        "rights": 5 * share(all_of_them, DCTERMS.rights),
        "byteSize": 5 * share(files, DCAT.byteSize),
        "issued": 5 * (has(DCTERMS.issued) and share(all_of_them, DCTERMS.issued)),
        "modified": 5 * (has(DCTERMS.modified) and share(all_of_them, DCTERMS.modified)),
    }


def main_dataset(graph: Graph) -> URIRef:
    """Return the dataset that has parts or, without parts, the first of the catalogue."""
    datasets = [each for each in graph.subjects(RDF.type, DCAT.Dataset) if isinstance(each, URIRef)]
    whole = [each for each in datasets if str(each).endswith("catalog#dataset")]
    return (whole or datasets)[0]


def _answers(addresses: Iterable[Node], status: Status) -> bool:
    found = [status(str(each)) for each in addresses]
    return bool(found) and all(each == 200 for each in found)
