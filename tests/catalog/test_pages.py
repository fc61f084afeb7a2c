"""The catalogue in every format and page by page, as harvesters read it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from rdflib import Graph, Namespace, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF, VOID

from publisher.media_types import FORMATS
from publisher.model import SitePath
from publisher.pages.catalog_files import catalog_files
from publisher.publication.written import WrittenFile
from tests import flagship
from tests.catalog.dcat_ap import parsed, violations
from tests.serve.releases import FILES, write_release
from tests.serve.running import in_thread, request

BASE = "https://example.org/"
HYDRA = Namespace("http://www.w3.org/ns/hydra/core#")
CATALOG = URIRef(f"{BASE}catalog#catalog")
READERS = {"ttl": "turtle", "jsonld": "json-ld", "nt": "nt", "rdf": "xml"}


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Graph]:
    """The files of the flagship's catalogue with two datasets on a page, by their names."""
    dumps = sorted(path for path in (site / "dumps").iterdir() if path.is_file())
    written = [
        WrittenFile(path=path.relative_to(site).as_posix(), sha256="0" * 64)
        for path in (*dumps, *site.glob("ontology.*"))
    ]
    files = catalog_files(flagship.context(), site, written, size=2)
    return {
        str(file.path): Graph().parse(
            data=file.content, format=READERS[str(file.path).rpartition(".")[2]]
        )
        for file in files
        if file.path != SitePath("catalog.html")
    }


@pytest.mark.parametrize("suffix", [each.suffix for each in FORMATS])
def test_each_format_is_the_same_graph(site: Path, suffix: str) -> None:
    other = Graph().parse(site / f"catalog.{suffix}", format=READERS[suffix])

    assert isomorphic(other, Graph().parse(site / "catalog.ttl"))


def test_one_page_says_how_many_there_are_and_has_no_next(site: Path) -> None:
    graph = parsed(site / "catalog.ttl")
    (view,) = graph.objects(CATALOG, HYDRA.view)

    assert (CATALOG, RDF.type, HYDRA.Collection) in graph
    assert (view, RDF.type, HYDRA.PartialCollectionView) in graph
    assert graph.value(view, HYDRA.first) == graph.value(view, HYDRA.last) == view
    assert graph.value(view, HYDRA.next) is None
    assert graph.value(view, HYDRA.previous) is None
    total = graph.value(CATALOG, HYDRA.totalItems)
    assert int(str(total)) == len(set(graph.objects(CATALOG, DCAT.dataset)))


@pytest.mark.parametrize("suffix", [each.suffix for each in FORMATS])
def test_who_follows_next_reads_every_dataset_once(pages: dict[str, Graph], suffix: str) -> None:
    address, read, datasets = f"{BASE}catalog.{suffix}", [], []
    while address:
        graph = pages[address.removeprefix(BASE)]
        read.append(address)
        datasets += list(graph.objects(CATALOG, DCAT.dataset))
        address = str(graph.value(URIRef(address), HYDRA.next) or "")

    (total,) = {int(str(each.value(CATALOG, HYDRA.totalItems))) for each in pages.values()}
    assert len(read) == len(pages) / len(FORMATS) == 3
    assert len(datasets) == len(set(datasets)) == total
    assert str(pages[f"catalog.{suffix}"].value(URIRef(read[0]), HYDRA.last)) == read[-1]


def test_each_page_is_a_valid_catalogue(pages: dict[str, Graph]) -> None:
    for name, graph in pages.items():
        if name.endswith(".ttl"):
            assert violations(graph) == [], name


def test_every_dataset_is_on_the_page_for_people(site: Path) -> None:
    text = (site / "catalog.html").read_text("utf-8")

    for words in (
        *("The publisher project", "Creative Commons Attribution 4.0", "25 November 2026"),
        *("Azerbaijan", "International issues", "since 2008", "all.ttl", "records.ttl"),
        *("SPARQL endpoint", "BibTeX", "application/ld+json", "shapes.ttl"),
    ):
        assert words in text, words


def test_the_catalogue_is_linked_from_every_page(site: Path) -> None:
    assert 'href="catalog.html"' in (site / "index.html").read_text("utf-8")
    assert 'href="../catalog.html"' in (site / "network/enoc.html").read_text("utf-8")
    assert f"<loc>{BASE}catalog.html</loc>" in "".join(
        path.read_text("utf-8") for path in site.glob("sitemap*.xml")
    )


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with in_thread(site) as found:
        yield found


@pytest.mark.parametrize(
    ("accept", "suffix"),
    [
        ("text/turtle", "ttl"),
        ("application/rdf+xml", "rdf"),
        ("application/ld+json", "jsonld"),
        ("application/n-triples", "nt"),
        ("text/html", "html"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "html"),
        ("application/ld+json, */*;q=0.1", "jsonld"),
        ("*/*", "html"),
    ],
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_the_catalogue_is_negotiated(address: str, method: str, accept: str, suffix: str) -> None:
    reply = request(address, "/catalog", method=method, headers={"Accept": accept})

    assert reply.status == 303
    assert reply.headers["location"] == f"/catalog.{suffix}"
    assert "accept" in reply.headers["vary"].lower()
    assert f'</catalog.{suffix}>; rel="describedby"' in reply.headers["link"]
    found = request(address, reply.headers["location"], method=method)
    assert found.status == 200
    assert found.headers["etag"]
    assert 'rel="license"' in found.headers["link"]
    tag = {"If-None-Match": found.headers["etag"]}
    assert request(address, reply.headers["location"], headers=tag).status == 304


def test_a_page_that_is_not_there_is_a_problem(address: str) -> None:
    turtle = {"Accept": "text/turtle"}

    assert request(address, "/catalog?page=1", headers=turtle).status == 303
    assert request(address, "/catalog?page=2", headers=turtle).status == 404
    assert request(address, "/catalog?page=x", headers=turtle).status == 404
    # Nor for people, who read all pages on the first.
    for number in ("0", "-1", "01", "x", ""):
        assert request(address, f"/catalog?page={number}").status == 404
    assert request(address, "/catalog", headers={"Accept": "image/png"}).status == 406


def test_a_resource_s_file_says_its_dataset_licence_and_topic(site: Path) -> None:
    document = URIRef(f"{BASE}network/enoc.html")
    for suffix, reader in READERS.items():
        graph = Graph().parse(site / f"network/enoc.{suffix}", format=reader)

        assert set(graph.predicate_objects(document)) == {
            (VOID.inDataset, URIRef(f"{BASE}catalog#dataset")),
            (DCTERMS.license, URIRef("https://creativecommons.org/licenses/by/4.0/")),
            (URIRef("http://xmlns.com/foaf/0.1/primaryTopic"), URIRef(f"{BASE}network/enoc")),
        }


@pytest.mark.parametrize(
    ("path", "topic"),
    [
        ("void.ttl", "catalog#dataset"),
        ("provenance.ttl", "catalog#dataset"),
        ("feed.ttl", "feed"),
        ("feed/latest.ttl", "feed"),
        ("dumps/queries.ttl", "catalog#api"),
    ],
)
def test_a_file_that_is_no_page_s_says_the_same_of_itself(
    site: Path, path: str, topic: str
) -> None:
    graph, document = parsed(site / path), URIRef(f"{BASE}{path}")

    assert set(graph.objects(document, VOID.inDataset)) == {URIRef(f"{BASE}catalog#dataset")}
    assert set(graph.objects(document, FOAF.primaryTopic)) == {URIRef(f"{BASE}{topic}")}
    assert set(graph.objects(document, DCTERMS.license)) == {
        URIRef("https://creativecommons.org/licenses/by/4.0/")
    }


def test_the_second_page_is_negotiated_and_people_read_all_on_the_first(tmp_path: Path) -> None:
    names = [f"catalog{number}.{suffix}" for number in ("", "-2") for suffix in READERS]
    files = {**FILES, **dict.fromkeys(names, ""), "catalog.html": "<!doctype html><title>C</title>"}
    with in_thread(write_release(tmp_path, files)) as address:
        turtle = request(address, "/catalog?page=2", headers={"Accept": "text/turtle"})
        page = request(address, "/catalog?page=2", headers={"Accept": "text/html"})
        first = request(address, "/catalog?page=1", headers={"Accept": "application/rdf+xml"})

    assert (turtle.status, turtle.headers["location"]) == (303, "/catalog-2.ttl")
    assert (page.status, page.headers["location"]) == (303, "/catalog.html")
    assert (first.status, first.headers["location"]) == (303, "/catalog.rdf")
