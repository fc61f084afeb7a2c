"""Links to resources whose names have a space, a hash or letters of other scripts."""

import http.client
import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from html import unescape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import quote, unquote, urlsplit

import pytest
import rdflib

from tests.calls import publisher
from tests.load.projects import HEAD, write_project
from tests.serve.running import in_thread, request

CLOSE = "http://www.w3.org/2004/02/skos/core#closeMatch"
BASE = "https://example.org/"
PATHS = {
    # A "%" is escaped as the other characters that a path cannot have: `%20` and a space are two.
    "thing/a%20b": "thing/a~2520b",
    "thing/a%23b": "thing/a~2523b",
    "a%20kind/b%23c": "a~2520kind/b~2523c",
    "thing/%5Ba%5D": "thing/~255Ba~255D",
    "thing/%7Ba%7D": "thing/~257Ba~257D",
    "thing/x%5E": "thing/x~255E",
    "thing/%C3%A9t%C3%A9": "thing/~25C3~25A9t~25C3~25A9",
    "thing/a%20b%20c": "thing/a~2520b~2520c",
    "thing/%41": "thing/~2541",
    **{iri: iri for iri in ("thing/ünï", "thing/a&b", "thing/d'e", "thing/v1.0", "thing/a+b")},
    **{iri: iri for iri in ("thing/(a)", "source/page")},
}
IRIS = list(PATHS)
HREF = re.compile(r'(?:href|src)="([^"]*)"')


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = write_project(tmp_path_factory.mktemp("addresses"))
    lines = [
        f'<{iri}> a :Document ; rdfs:label "{number}"@en ; <{CLOSE}> <{IRIS[number - 1]}> ;'
        ' :describedAs "it" {| ev:quote "joined ENOC in 2008" |} .\n'
        for number, iri in enumerate(IRIS[:-1])
    ]
    naming = [
        f'<other/{number}> a :Document ; rdfs:label "O"@en ; <{CLOSE}> <thing/a%20b> .\n'
        for number in range(101)
    ]
    source = "[] a ev:File ; ev:source <source/page> .\n"
    (project / "data/more.ttl").write_text(HEAD + source + "".join([*lines, *naming]))
    _write_spaced_source(project)
    done = publisher("build", "--quiet", "--no-compress", "--project", project)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    return project / "site"


def _write_spaced_source(project: Path) -> None:
    """Add the source `a b`, and a fact that rests on it."""
    sources = project / "data" / "sources"
    (sources / "a b.txt").write_bytes((sources / "page.txt").read_bytes())
    description = (sources / "page.ttl").read_text().replace("source/page>", "source/a%20b>")
    fact = '<thing/a%20b> :describedAs "so" {| ev:quote "joined ENOC in 2008" |} .\n'
    file = "[] a ev:File ; ev:source <source/a%20b> .\n"
    (sources / "a b.ttl").write_text(description)
    (project / "data/spaced.ttl").write_text(HEAD + file + fact)


@contextmanager
def plain_server(folder: Path) -> Iterator[http.client.HTTPConnection]:
    """A web server that knows nothing of the site but its files."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=30)
    finally:
        server.shutdown()
        server.server_close()


def test_every_link_of_every_page_leads_to_a_file(site: Path) -> None:
    links = set()
    for page in site.rglob("*.html"):
        folder = "/" + quote(page.parent.relative_to(site).as_posix()) + "/"
        for href in map(unescape, HREF.findall(page.read_text())):
            parts = urlsplit(href)
            assert " " not in href, (page, href)
            if parts.path and not parts.scheme:
                links.add(os.path.normpath(folder + parts.path))
            elif href.startswith(BASE) and parts.path.endswith(".html"):
                links.add(parts.path)
    assert any("~2520" in link for link in links)
    assert any("~2523" in link for link in links)

    with plain_server(site) as connection:
        for link in sorted(links):
            connection.request("HEAD", quote(link, safe="/%:@!$&'()*+,;=~"))
            reply = connection.getresponse()
            reply.read()
            assert reply.status == 200, link


@pytest.mark.parametrize(("iri", "path"), PATHS.items())
def test_a_page_offers_its_own_files_and_says_its_own_address(
    site: Path, iri: str, path: str
) -> None:
    page = unescape((site / f"{path}.html").read_text())

    canonical = re.findall(r'<link rel="canonical" href="([^"]*)"', page)
    assert [unquote(one) for one in canonical] == [f"{BASE}{path}.html"]
    for suffix in ("ttl", "nt", "jsonld", "rdf"):
        hrefs = re.findall(rf'<link rel="alternate" type="[^"]*" href="([^"]*\.{suffix})"', page)
        assert [unquote(one) for one in hrefs] == [f"../{path}.{suffix}"]
    graph = rdflib.Graph().parse(site / f"{path}.ttl")
    assert rdflib.URIRef(BASE + iri) in set(graph.subjects())


def test_the_sitemap_has_addresses_of_pages(site: Path) -> None:
    found = re.findall("<loc>(.*?)</loc>", (site / "sitemap.xml").read_text())
    paths = [unescape(one).removeprefix(BASE) for one in found]

    assert not [one for one in paths if " " in one or "#" in one]
    pages = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    # It only leads on.
    assert {unquote(one) for one in paths} == pages - {"sparql/index.html"}


def test_the_annotations_name_what_rests_on_a_passage_by_its_iri(site: Path) -> None:
    page = json.loads((site / "source/page.annotations.jsonld").read_text())
    graph = rdflib.Graph().parse(site / "dumps/all.nt")

    bodies = {body for item in page["items"] for body in item["body"]}

    assert len(bodies) > len(IRIS)
    assert {rdflib.URIRef(body) for body in bodies} <= set(graph.subjects())


def test_the_annotations_of_a_source_are_beside_its_text(site: Path) -> None:
    folder = site / "source"
    address = f"{BASE}source/a~2520b.annotations.jsonld"

    page = json.loads((folder / "a~2520b.annotations.jsonld").read_text())

    texts = {path.name.removesuffix(".txt") for path in folder.glob("*.txt")}
    assert texts == {"a~2520b", "page"}
    assert {path.name.partition(".")[0] for path in folder.glob("*.annotations.jsonld")} == texts
    assert page["id"] == address
    assert {item["id"].partition("#")[0] for item in page["items"]} == {address}
    assert {item["target"]["source"] for item in page["items"]} == {f"{BASE}source/a~2520b.txt"}
    with in_thread(site) as server:
        assert json.loads(request(server, urlsplit(address).path).body) == page


def test_the_server_leads_from_each_iri_to_its_documents(site: Path) -> None:
    with in_thread(site) as server:
        for iri in IRIS:
            asked = quote(f"/{iri}", safe="/%&'+()")
            found = request(server, asked, headers={"Accept": "text/turtle"})
            assert found.status == 303, iri
            document = request(server, found.header("Location"))
            assert document.status == 200, iri
            graph = rdflib.Graph().parse(data=document.body, format="turtle")
            assert rdflib.URIRef(BASE + iri) in set(graph.subjects()), iri
