import pytest

from publisher.media_types import DOCUMENTS, GRAPHS, TABLES
from publisher.negotiation import accepted, coding, preferred

FIREFOX = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
CHROME = (
    "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,"
    "image/apng,*/*;q=0.8,application/signed-exchange;v=b3;q=0.7"
)
RDFLIB = (
    "text/turtle;q=1.0, application/rdf+xml;q=0.9, text/n3;q=0.8, application/n-triples;q=0.7, "
    "text/html;q=0.3, */*;q=0.1"
)


@pytest.mark.parametrize(
    ("accept", "suffix"),
    [
        ("", "html"),
        ("   ", "html"),
        ("*/*", "html"),
        (FIREFOX, "html"),
        (CHROME, "html"),
        (RDFLIB, "ttl"),
        ("text/turtle", "ttl"),
        ("TEXT/Turtle", "ttl"),
        ("text/turtle; charset=utf-8", "ttl"),
        ('text/turtle; a="b, application/ld+json"', "ttl"),
        ("application/ld+json", "jsonld"),
        ('application/ld+json;profile="http://www.w3.org/ns/json-ld#compacted"', "jsonld"),
        ("application/n-triples", "nt"),
        ("application/rdf+xml", "rdf"),
        ("application/*", "nt"),
        ("application/*, */*", "nt"),
        ("application/ld+json, application/n-triples", "nt"),
        ("text/*", "html"),
        ("text/*;q=0.5, text/turtle", "ttl"),
        ("text/*, text/html;q=0", "ttl"),
        ("*/*, text/html;q=0.1", "ttl"),
        ("application/rdf+xml, text/turtle", "ttl"),
        ("application/rdf+xml;q=0.9, text/turtle;q=0.89", "rdf"),
        ("text/turtle;q=0.5, application/ld+json;q=0.500", "ttl"),
        ("text/html;q=0, */*", "ttl"),
        ("application/json", "jsonld"),
        ("application/xml", "rdf"),
        ("text/plain", "nt"),
        ("text/n3", "ttl"),
        ("text/n3, */*;q=0.1", "ttl"),
        ("text/plain, */*;q=0.1", "nt"),
        ("application/json, text/javascript, */*; q=0.01", "jsonld"),
        ("application/json, text/plain, */*", "jsonld"),
        ("*/*, application/json", "jsonld"),
        ("text/plain, application/json, */*", "nt"),
        ("text/turtle, */*", "ttl"),
        ("text/*, application/rdf+xml", "rdf"),
        ("application/json;q=0.4, text/html;q=0.3", "jsonld"),
        ("application/json;q=0.3, text/html;q=0.4", "html"),
        ("application/json;q=0.9, application/ld+json;q=0.2, text/turtle;q=0.5", "jsonld"),
        ("application/ld+json;q=0, application/json, text/turtle;q=0.1", "ttl"),
        ("application/json;q=0, application/*;q=0.5", "nt"),
        ("text/turtle;q=.9, text/html;q=0.8", "ttl"),
        ("text/turtle;Q=0.9, text/html;q=0.8", "ttl"),
        ("text/turtle; q = 0.9, text/html;q=0.95", "html"),
        ("text/turtle;q=1., text/html;q=0.9", "ttl"),
        ("text/turtle;q=0.9999, text/html;q=0.9", "ttl"),
        ("text/turtle;q=1.0000, text/html;q=0.9", "ttl"),
        ("text/turtle;q=2, text/html;q=0.9", "ttl"),
        ("text/turtle;q=high, text/html;q=0.1", "html"),
        ("text/turtle;q=high", "ttl"),
        ("text/turtle;q=", "ttl"),
        ("application/x-turtle;q=0.2", "ttl"),
        ("application/json, text/turtle;q=0.1", "jsonld"),
        ("image/png, text/turtle;q=0.001", "ttl"),
        ("nonsense, text/turtle", "ttl"),
        (",,text/turtle,,", "ttl"),
        ("*/html, text/turtle", "ttl"),
    ],
)
def test_a_client_gets_the_format_it_weighs_most(accept: str, suffix: str) -> None:
    assert accepted(accept, DOCUMENTS) == suffix


@pytest.mark.parametrize(
    "accept",
    [
        "image/png",
        "text/turtle;q=0",
        "text/turtle;q=0.0",
        "text/turtle;q=.0",
        "text/turtle;q=-1",
        "*/*;q=0",
        "text/html;q=0, text/turtle;q=0",
        "application/json;q=0",
        "turtle",
        "/",
        ";;;",
        ",;q=1,",
    ],
)
def test_a_client_that_takes_none_of_our_formats_gets_none(accept: str) -> None:
    assert accepted(accept, DOCUMENTS) == ""


def test_json_means_results_at_the_endpoint_and_json_ld_for_a_page() -> None:
    assert accepted("application/json", TABLES) == "json"
    assert accepted("application/json", GRAPHS) == "jsonld"


def test_a_header_of_a_megabyte_is_read_in_no_time() -> None:
    assert preferred("a/b," * 300_000 + "text/turtle", ("text/turtle",)) == ""


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("", ""),
        ("identity", ""),
        ("gzip", "gzip"),
        ("gzip, deflate, br, zstd", "br"),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0.1, gzip;q=0.2", "gzip"),
        ("GZIP;q=1.0", "gzip"),
        ("*", "br"),
        ("*;q=0", ""),
        ("gzip;q=0.5, identity", ""),
        ("gzip;q=nonsense", ""),
        ("deflate", ""),
    ],
)
def test_a_prepared_encoding_is_sent_to_who_takes_it(header: str, name: str) -> None:
    assert coding(header, ("br", "gzip")) == name
