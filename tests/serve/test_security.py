"""What browsers are told: policies for each kind of page, and headers of every response."""

import re
import urllib.robotparser
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.serve.running import Reply, in_thread, request

PAGE = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"
QUERY = quote("SELECT ?s WHERE { ?s ?p ?o } ORDER BY ?s LIMIT 1")
GRAPH = quote("CONSTRUCT WHERE { ?s ?p ?o } LIMIT 1")
PAGES = [
    ("/", ""),
    ("/index.html", ""),
    ("/network/enoc.html", ""),
    ("/claim/armenia-party-ccpr.html", ""),
    ("/source/ngos-and-networks.html", ""),
    ("/queries/claims.html", ""),
    ("/queries/", ""),
    ("/api.html", ""),
    (f"/sparql?query={QUERY}", PAGE),
    (f"/sparql?query={GRAPH}", PAGE),
    ("/queries/claims-by-claimant?claimant=document/letter", PAGE),
    ("/nothing", PAGE),
    ("/sparql?query=SELEC", PAGE),
]
DATA = [
    ("/network/enoc.ttl", ""),
    ("/network/enoc.rdf", ""),
    ("/source/ngos-and-networks.txt", ""),
    ("/dumps/all.nt", ""),
    ("/static/icon.svg", ""),
    ("/robots.txt", ""),
    ("/sitemap.xml", ""),
    ("/openapi.json", ""),
    ("/sparql", "text/turtle"),
    (f"/sparql?query={QUERY}", ""),
    (f"/sparql?query={GRAPH}&format=rdf", ""),
    ("/queries/claims.csv?limit=3", ""),
    ("/nothing", ""),
    ("/sparql?query=SELEC", ""),
    ("/network/enoc", "image/png"),
    ("/healthz", ""),
    ("/metrics", ""),
]


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with in_thread(site) as found:
        yield found


def get(address: str, path: str, accept: str = "", *, method: str = "GET") -> Reply:
    return request(address, path, method=method, headers={"Accept": accept} if accept else {})


def policy(reply: Reply) -> dict[str, str]:
    (value,) = reply.headers.get_all("content-security-policy") or [""]
    parts = (one.strip().partition(" ") for one in value.split(";"))
    return {name: sources for name, _, sources in parts}


@pytest.mark.parametrize(
    ("path", "accept"), [*PAGES, *DATA, ("/network/enoc", ""), ("/network", "")]
)
def test_every_response_says_what_others_may_do_with_it(
    address: str, path: str, accept: str
) -> None:
    for method in ("GET", "HEAD", "OPTIONS", "PUT"):
        reply = get(address, path, accept, method=method)
        assert reply.headers.get_all("x-content-type-options") == ["nosniff"]
        assert reply.headers.get_all("referrer-policy") == ["strict-origin-when-cross-origin"]
        # The data is for scripts of every site.
        assert reply.headers.get_all("cross-origin-resource-policy") == ["cross-origin"]
        assert reply.headers.get_all("access-control-allow-origin") == ["*"]
        assert reply.headers.get_all("cross-origin-opener-policy") == ["same-origin"]


@pytest.mark.parametrize(("path", "accept"), PAGES)
def test_a_page_runs_no_script_and_stands_in_no_frame(address: str, path: str, accept: str) -> None:
    reply = get(address, path, accept)
    assert reply.header("content-type").startswith("text/html")
    found = policy(reply)
    assert found["default-src"] == "'none'"
    assert found["style-src"] == "'self'"
    assert found["frame-ancestors"] == "'none'"
    assert "script-src" not in found


@pytest.mark.parametrize(("path", "accept"), DATA)
def test_data_that_is_opened_in_a_browser_runs_nothing(
    address: str, path: str, accept: str
) -> None:
    reply = get(address, path, accept)
    assert not reply.header("content-type").startswith("text/html")
    found = policy(reply)
    assert found["default-src"] == "'none'"
    assert found["frame-ancestors"] == "'none'"
    assert "script-src" not in found


def test_the_editor_runs_the_site_s_own_scripts_alone(address: str) -> None:
    for reply in (get(address, "/sparql.html"), get(address, "/sparql", PAGE)):
        found = policy(reply)
        assert found["script-src"] == "'self'"
        assert found["connect-src"] == "'self'"
        assert found["frame-ancestors"] == "'none'"


@pytest.mark.parametrize("path", ["/index.html", "/sparql.html", "/network/enoc.html"])
def test_the_page_itself_says_the_same_where_no_server_does(address: str, path: str) -> None:
    reply = get(address, path)
    said = re.search(rb'http-equiv="Content-Security-Policy" content="([^"]*)"', reply.body)
    assert said
    # A page cannot say who may frame it.
    header = reply.header("content-security-policy")
    assert header == f"{said[1].decode()}; frame-ancestors 'none'"


def test_a_script_of_another_site_may_read_the_limits(address: str) -> None:
    found = request(address, "/sparql?query=ASK%7B%7D")
    exposed = found.header("access-control-expose-headers").lower().split(", ")
    assert found.header("sparql-limits")
    assert "sparql-limits" in exposed


def test_a_response_that_is_known_repeats_its_policy(address: str) -> None:
    for path in ("/network/enoc.html", "/network/enoc.ttl", f"/sparql?query={QUERY}"):
        first = get(address, path)
        again = request(address, path, headers={"If-None-Match": first.header("etag")})
        assert again.status == 304
        assert policy(again) == policy(first)


def test_crawlers_are_kept_from_queries_and_from_nothing_else(address: str) -> None:
    text = get(address, "/robots.txt").body.decode()
    patterns = [
        re.compile(re.escape(line.partition(": ")[2]).replace(r"\*", ".*"))
        for line in text.splitlines()
        if line.startswith("Disallow: ")
    ]
    for path, is_allowed in {
        f"/sparql?query={QUERY}": False,
        "/queries/claims?claimant=a": False,
        "/queries/claims.csv?limit=3": False,
        "/reconcile?queries={}": False,
        "/reconcile/preview?id=network/enoc": False,
        "/reconciled": True,
        "/queries/claims.html": True,
        "/sparql.html": True,
        "/network/enoc?x=1": True,
        "/": True,
    }.items():
        assert any(one.match(path) for one in patterns) != is_allowed
    parser = urllib.robotparser.RobotFileParser()
    parser.parse(text.splitlines())
    assert parser.can_fetch("*", "https://example.org/network/enoc.html")
    assert not parser.can_fetch("*", f"https://example.org/sparql?query={QUERY}")
