"""The format of an answer, by the headers that real clients send and by `format=`."""

import http.client
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final
from urllib.parse import quote

import pytest

from tests.serve.running import Reply, in_thread, request

QUERIES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "SELECT": "SELECT ?s WHERE { ?s ?p ?o } ORDER BY ?s LIMIT 1",
        "ASK": "ASK { ?s ?p ?o }",
        "CONSTRUCT": "CONSTRUCT WHERE { ?s ?p ?o } LIMIT 1",
        "DESCRIBE": "# select\nDESCRIBE <https://example.org/network/enoc>",
    }
)
GRAPHS: Final = ("CONSTRUCT", "DESCRIBE")
HTML, TURTLE, JSON_LD = "text/html", "text/turtle", "application/ld+json"
N_TRIPLES, RDF_XML = "application/n-triples", "application/rdf+xml"
JSON, XML = "application/sparql-results+json", "application/sparql-results+xml"
CSV, TSV = "text/csv", "text/tab-separated-values"

FIREFOX: Final = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
CHROME: Final = (
    "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,"
    "*/*;q=0.8,application/signed-exchange;v=b3;q=0.7"
)
OLD_ANDROID: Final = (
    "application/xml,application/xhtml+xml,text/html;q=0.9,text/plain;q=0.8,image/png,*/*;q=0.5"
)
SHORT: Final = "text/turtle;q=.9, text/csv;q=.9, text/html;q=.8"
OTHER_NAMES: Final = "application/xml;q=0.3, text/json;q=0.9, text/csv;q=0.5"
UNREADABLE: Final = "text/html;q=high, text/csv;q=0.1, text/turtle;q=0.1"
EDGE: Final = "text/html, application/xhtml+xml, image/jxr, */*"
EASYRDF: Final = (
    "application/x-httpd-php-source,application/json,application/ld+json,application/n-triples,"
    "text/json;q=0.9,application/rdf+json;q=0.9,text/plain;q=0.9,text/ntriples;q=0.9,"
    "application/ntriples;q=0.9,application/x-ntriples;q=0.9,text/turtle;q=0.8,"
    "application/rdf+xml;q=0.8,application/turtle;q=0.7,application/x-turtle;q=0.7,"
    "text/xml;q=0.5,application/xml;q=0.5,text/html;q=0.4,application/xhtml+xml;q=0.4"
)
EASYRDF_ANY: Final = (
    f"application/sparql-results+json,{EASYRDF},application/sparql-results+xml;q=0.8"
)
COMUNICA: Final = (
    "application/n-quads,application/trig;q=0.95,application/ld+json;q=0.9,"
    "application/n-triples;q=0.8,text/turtle;q=0.6,application/rdf+xml;q=0.5,text/n3;q=0.35,"
    "application/xml;q=0.3,text/xml;q=0.3,image/svg+xml;q=0.3,text/html;q=0.2,"
    "application/xhtml+xml;q=0.18"
)
COMUNICA_ROWS: Final = "application/sparql-results+json;q=1.0,application/sparql-results+xml;q=0.7"
JENA_ROWS: Final = (
    "application/sparql-results+json, application/sparql-results+xml;q=0.9, "
    "text/tab-separated-values;q=0.7, text/csv;q=0.5, application/json;q=0.2, "
    "application/xml;q=0.2, */*;q=0.1"
)
JENA_GRAPH: Final = (
    "text/turtle,application/n-triples;q=0.9,application/ld+json;q=0.8,"
    "application/rdf+xml;q=0.7,*/*;q=0.3"
)
WRAPPER_JSON: Final = (
    "application/sparql-results+json,application/json,text/javascript,application/javascript"
)
WRAPPER_N3: Final = (
    "application/turtle,text/turtle,text/rdf+n3,application/n-triples,application/n3,text/n3"
)
RDFLIB_XML: Final = "application/sparql-results+xml, application/rdf+xml"

# For each client: what SELECT and ASK are answered as, and CONSTRUCT and DESCRIBE. 406: no format.
CLIENTS: Final[Mapping[str, tuple[str, str, str]]] = MappingProxyType(
    {
        "no header": ("", JSON, TURTLE),
        "curl, fetch, requests": ("*/*", JSON, TURTLE),
        "Firefox, Safari": (FIREFOX, HTML, HTML),
        "Chrome": (CHROME, HTML, HTML),
        "an old Android": (OLD_ANDROID, HTML, HTML),
        "Edge as Internet Explorer": (EDGE, HTML, HTML),
        "Lynx": ("text/html, text/plain, text/sgml, text/css, */*;q=0.01", HTML, HTML),
        "axios": ("application/json, text/plain, */*", JSON, JSON_LD),
        "jQuery": ("application/json, text/javascript, */*; q=0.01", JSON, JSON_LD),
        "EasyRdf": (EASYRDF, JSON, N_TRIPLES),
        "EasyRdf, of any query": (EASYRDF_ANY, JSON, N_TRIPLES),
        "Comunica, a graph": (COMUNICA, XML, JSON_LD),
        "Comunica, rows": (COMUNICA_ROWS, JSON, "406"),
        "Jena, rows": (JENA_ROWS, JSON, JSON_LD),
        "Jena, a graph": (JENA_GRAPH, JSON, TURTLE),
        "SPARQLWrapper, JSON": (WRAPPER_JSON, JSON, JSON_LD),
        "SPARQLWrapper, N3": (WRAPPER_N3, "406", TURTLE),
        "SPARQLWrapper, XML": ("application/sparql-results+xml", XML, "406"),
        "rdflib": (RDFLIB_XML, XML, RDF_XML),
        "Turtle or a page": ("text/turtle, text/html;q=0.5", HTML, TURTLE),
        "a page or Turtle": ("text/turtle;q=0.5, text/html", HTML, HTML),
        "both alike": ("text/html, text/turtle", HTML, TURTLE),
        "rows or a page": ("text/html;q=0.4, text/csv;q=0.5", CSV, HTML),
        "a page first": ("text/html;q=0.5, text/csv;q=0.4", HTML, HTML),
        "a page and anything": ("text/html;q=0.1, */*;q=0.5", JSON, TURTLE),
        "any text": ("text/*", CSV, TURTLE),
        "any application": ("application/*", JSON, N_TRIPLES),
        "upper case": ("TEXT/TURTLE;Q=0.9, TEXT/HTML;Q=0.2, TEXT/CSV;Q=0.3", CSV, TURTLE),
        "a weight without its zero": (SHORT, CSV, TURTLE),
        "aliases with weights": (OTHER_NAMES, JSON, JSON_LD),
        "a weight that is none": (UNREADABLE, CSV, TURTLE),
        "no page": ("text/html;q=0, */*", JSON, TURTLE),
        "a picture": ("image/png", "406", "406"),
    }
)


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with in_thread(site) as found:
        yield found


def ask(address: str, form: str, accept: str, more: str = "") -> Reply:
    path = f"/sparql?query={quote(QUERIES[form])}{more}"
    return request(address, path, headers={"Accept": accept} if accept else {})


def seen(reply: Reply) -> str:
    """The media type of an answer, or the status of a problem."""
    if reply.status != 200:
        return str(reply.status)
    return reply.header("content-type").partition(";")[0]


@pytest.mark.parametrize("form", QUERIES)
@pytest.mark.parametrize("client", CLIENTS)
def test_a_client_gets_a_format_that_its_query_can_have(
    address: str, client: str, form: str
) -> None:
    accept, rows, graph = CLIENTS[client]
    assert seen(ask(address, form, accept)) == (graph if form in GRAPHS else rows)


@pytest.mark.parametrize("form", QUERIES)
def test_several_accept_headers_are_one(address: str, form: str) -> None:
    headers = [
        ("Accept", "text/html;q=0.5"),
        ("Accept", "text/turtle"),
        ("Accept", "text/csv;q=.7"),
    ]
    found = lines(address, f"/sparql?query={quote(QUERIES[form])}", headers)
    assert (TURTLE if form in GRAPHS else CSV) in found


def lines(address: str, path: str, headers: list[tuple[str, str]]) -> str:
    """The content type of an answer to a request that has a header several times."""
    connection = http.client.HTTPConnection(address.removeprefix("http://"), timeout=30)
    try:
        connection.putrequest("GET", path)
        for name, value in headers:
            connection.putheader(name, value)
        connection.endheaders()
        reply = connection.getresponse()
        reply.read()
        return str(reply.headers["content-type"])
    finally:
        connection.close()


def test_a_ready_query_is_negotiated_by_its_form(address: str) -> None:
    for accept, media_type in (
        ("text/turtle, text/html;q=0.5", HTML),
        ("text/csv;q=0.6, text/html;q=0.5", CSV),
        ("application/json, text/plain, */*", JSON),
    ):
        path = "/queries/claims-by-claimant?claimant=document/letter"
        found = request(address, path, headers={"Accept": accept})
        assert seen(found) == media_type


def test_a_resource_leads_a_script_to_json(address: str) -> None:
    for accept, suffix in (
        ("application/json, text/plain, */*", "jsonld"),
        ("*/*, text/turtle", "ttl"),
        (EASYRDF, "nt"),
        (COMUNICA, "jsonld"),
        (FIREFOX, "html"),
        ("*/*", "html"),
    ):
        found = request(address, "/network/enoc", headers={"Accept": accept})
        assert found.header("location") == f"/network/enoc.{suffix}"


def test_the_endpoint_without_a_query_is_a_page_for_a_person_alone(address: str) -> None:
    for accept, media_type in (
        (FIREFOX, HTML),
        ("*/*", TURTLE),
        ("text/*", TURTLE),
        ("TEXT/HTML", HTML),
        ("application/json, text/plain, */*", JSON_LD),
        ("text/turtle, text/html;q=0.5", TURTLE),
        ("image/png", "406"),
    ):
        found = request(address, "/sparql", headers={"Accept": accept})
        assert seen(found) == media_type


# By `format=`, in upper case and lower, by suffix, media type and other names; each with what it
# means for rows, for a graph, and for a resource.
NAMES: Final[Mapping[str, tuple[str, str, str]]] = MappingProxyType(
    {
        "ttl": ("406", TURTLE, "ttl"),
        "TTL": ("406", TURTLE, "ttl"),
        "turtle": ("406", TURTLE, "ttl"),
        "text/turtle": ("406", TURTLE, "ttl"),
        "Text/Turtle;charset=utf-8": ("406", TURTLE, "ttl"),
        "text/n3": ("406", TURTLE, "ttl"),
        "n3": ("406", TURTLE, "ttl"),
        "jsonld": ("406", JSON_LD, "jsonld"),
        "json-ld": ("406", JSON_LD, "jsonld"),
        "application/ld+json": ("406", JSON_LD, "jsonld"),
        "application/ld%2Bjson": ("406", JSON_LD, "jsonld"),
        "json": (JSON, JSON_LD, "jsonld"),
        "application/json": (JSON, JSON_LD, "jsonld"),
        "nt": ("406", N_TRIPLES, "nt"),
        "text/plain": ("406", N_TRIPLES, "nt"),
        "rdf": ("406", RDF_XML, "rdf"),
        "rdf+xml": ("406", RDF_XML, "rdf"),
        "xml": (XML, RDF_XML, "rdf"),
        "csv": (CSV, "406", "406"),
        "html": (HTML, HTML, "html"),
        "docx": ("406", "406", "406"),
        "": (JSON, TURTLE, "html"),
    }
)


@pytest.mark.parametrize("name", NAMES)
def test_a_format_has_the_same_names_everywhere(address: str, name: str) -> None:
    rows, graph, document = NAMES[name]
    for form in QUERIES:
        wanted = graph if form in GRAPHS else rows
        assert seen(ask(address, form, "", f"&format={name}")) == wanted
    resource = request(address, f"/network/enoc?format={name}")
    ready = request(address, f"/queries/claims-by-claimant?claimant=document/letter&format={name}")
    assert seen(ready) == rows
    if document == "406":
        assert resource.status == 406
    else:
        assert resource.header("location") == f"/network/enoc.{document}"


@pytest.mark.parametrize(
    "path",
    [
        f"/sparql?query={quote(QUERIES['SELECT'])}&",
        "/network/enoc?",
        "/queries/claims-by-claimant?claimant=document/letter&",
    ],
)
def test_two_formats_in_one_request_are_refused(address: str, path: str) -> None:
    reply = request(address, f"{path}format=ttl&format=csv")
    assert (reply.status, reply.header("content-type")) == (400, "application/problem+json")
