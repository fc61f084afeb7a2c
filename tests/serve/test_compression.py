"""Answers to queries as gzip, for those who take it."""

import gzip
import http.client
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.serve.running import Reply, in_thread, request

EVERYTHING = quote("SELECT ?s ?p ?o WHERE { ?s ?p ?o } ORDER BY ?s ?p ?o")
GRAPH = quote("CONSTRUCT WHERE { ?s ?p ?o }")
NOW = quote("SELECT (NOW() AS ?n) ?s WHERE { ?s ?p ?o }")


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with in_thread(site) as found:
        yield found


def get(address: str, path: str, encoding: str, *, method: str = "GET", accept: str = "") -> Reply:
    headers = {"Accept-Encoding": encoding, **({"Accept": accept} if accept else {})}
    return request(address, path, method=method, headers=headers)


@pytest.mark.parametrize(
    "path",
    [
        f"/sparql?query={EVERYTHING}&format=csv",
        f"/sparql?query={EVERYTHING}&format=json",
        f"/sparql?query={EVERYTHING}&format=xml",
        f"/sparql?query={EVERYTHING}&format=html",
        f"/sparql?query={GRAPH}&format=ttl",
        "/queries/passages.tsv",
        "/queries/passages.csv?limit=50",
        "/sparql",
    ],
)
def test_a_large_answer_is_compressed_for_who_takes_it(address: str, path: str) -> None:
    plain = get(address, path, "identity")
    assert (plain.status, plain.header("content-encoding")) == (200, "")
    # Twice, since an answer is kept the second time.
    for _ in range(3):
        found = get(address, path, "gzip, deflate, br")
        assert found.header("content-encoding") == "gzip"
        assert gzip.decompress(found.body) == plain.body
        assert len(found.body) < len(plain.body) / 2
        for name in ("content-type", "etag", "cache-control", "vary"):
            assert found.header(name) == plain.header(name)
        assert "accept-encoding" in found.header("vary")


@pytest.mark.parametrize("encoding", ["", "br", "gzip;q=0", "identity", "gzip;q=0.1, identity"])
def test_who_does_not_take_it_gets_the_answer_as_it_is(address: str, encoding: str) -> None:
    found = get(address, f"/sparql?query={EVERYTHING}&format=csv", encoding)
    assert found.header("content-encoding") == ""
    assert found.body.startswith(b"s,p,o\r\n")


def test_what_is_small_is_not_compressed(address: str) -> None:
    for path in ("/sparql?query=ASK%7B%7D", "/nothing", "/sparql?query=SELEC"):
        found = get(address, path, "gzip")
        assert found.header("content-encoding") == ""


def test_head_has_the_headers_of_the_compressed_answer(address: str) -> None:
    path = "/queries/passages.csv?limit=20"
    got, head = get(address, path, "gzip"), get(address, path, "gzip", method="HEAD")
    assert (got.header("content-encoding"), head.body) == ("gzip", b"")
    for name in ("content-encoding", "content-length", "vary", "etag"):
        assert head.header(name) == got.header(name)


def test_a_tag_of_one_coding_is_known_in_the_other(address: str) -> None:
    path = f"/sparql?query={EVERYTHING}&format=csv"
    tag = get(address, path, "gzip").header("etag")
    for encoding in ("gzip", "identity"):
        headers = {"Accept-Encoding": encoding, "If-None-Match": tag}
        found = request(address, path, headers=headers)
        assert (found.status, found.body) == (304, b"")
        assert found.header("content-encoding") == ""
        assert "accept-encoding" in found.header("vary")


def test_an_answer_that_is_never_kept_is_compressed_too(address: str) -> None:
    found = get(address, f"/sparql?query={NOW}&format=csv", "gzip")
    assert found.header("content-encoding") == "gzip"
    assert gzip.decompress(found.body).startswith(b"n,s\r\n")


def test_a_posted_query_is_answered_compressed(address: str) -> None:
    headers = {
        "Content-Type": "application/sparql-query",
        "Accept-Encoding": "gzip",
        "Accept": "text/csv",
    }
    query = b"SELECT ?s ?p ?o WHERE { ?s ?p ?o }"
    found = request(address, "/sparql", method="POST", body=query, headers=headers)
    assert gzip.decompress(found.body).startswith(b"s,p,o\r\n")


def test_a_compressed_answer_that_breaks_off_is_seen_to(address: str) -> None:
    query = quote("SELECT * WHERE { ?s ?p ?o . ?a ?b ?c } LIMIT 400000")
    with pytest.raises((http.client.IncompleteRead, ConnectionResetError)):
        get(address, f"/sparql?query={query}&format=csv", "gzip")
