"""The flagship's site as its users meet it, read by parsers that are not ours."""

import gzip
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import html5lib
import pyoxigraph as ox
import pytest
import rdflib

from publisher.commands.build import build
from publisher.project import read_project
from tests import flagship
from tests.documents import data_of
from tests.load.projects import DATA, write_project

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

SUFFIXES = {
    "ttl": (ox.RdfFormat.TURTLE, "turtle"),
    "jsonld": (ox.RdfFormat.JSON_LD, "json-ld"),
    "nt": (ox.RdfFormat.N_TRIPLES, "nt"),
    "rdf": (ox.RdfFormat.RDF_XML, "xml"),
}
OF_SITE = frozenset({"catalog", "feed"})
"""Files in the formats of resources that are about the site, not about one of them."""


@pytest.fixture(autouse=True)
def as_written() -> Iterator[None]:
    """Keep rdflib from rewriting literals on parsing."""
    rdflib.NORMALIZE_LITERALS = False
    yield
    rdflib.NORMALIZE_LITERALS = True


def digest(quads: Iterator[ox.Quad] | ox.QuadParser) -> str:
    dataset = ox.Dataset(ox.Quad(q.subject, q.predicate, q.object) for q in quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    lines = sorted(f"{quad} ." for quad in dataset)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def parse(text: str) -> "Element":
    parser = html5lib.HTMLParser(  # type: ignore[no-untyped-call]
        strict=True, namespaceHTMLElements=False
    )
    tree: Element = parser.parse(text)  # type: ignore[no-untyped-call]
    return tree


def by_oxigraph(content: bytes, suffix: str) -> str:
    return digest(ox.parse(content, format=SUFFIXES[suffix][0]))


def by_rdflib(content: bytes, suffix: str) -> str:
    graph = rdflib.Graph().parse(data=content, format=SUFFIXES[suffix][1])
    lines = graph.serialize(format="nt", encoding="utf-8")
    return digest(ox.parse(lines, format=ox.RdfFormat.N_TRIPLES))


def resource_files(site: Path) -> list[Path]:
    files = site.glob("*/*.nt")
    return sorted((path for path in files if path.parent.name not in OF_SITE), key=str)


def test_all_formats_of_a_resource_are_one_graph_to_two_parsers(site: Path) -> None:
    pages = [path for path in resource_files(site) if path.with_suffix(".html").is_file()]
    assert len(pages) > 50
    for path in pages:
        digests: set[str] = set()
        for suffix in SUFFIXES:
            content = path.with_suffix(f".{suffix}").read_bytes()
            digests |= {by_oxigraph(content, suffix), by_rdflib(content, suffix)}
        assert len(digests) == 1, path


def test_the_union_of_the_resources_is_the_dump(site: Path) -> None:
    union: set[bytes] = set()
    for path in (*resource_files(site), *site.glob("*.nt")):
        if path.parent.name not in {"dumps", "vocabulary"} and path.stem not in OF_SITE:
            union |= set(data_of(site, path))

    vocabulary = (site / "vocabulary/quoted-statements.nt").read_bytes().splitlines(keepends=True)
    assert union.isdisjoint(vocabulary)
    dump = (site / "dumps/all.nt").read_bytes().splitlines(keepends=True)
    assert union.union(vocabulary) == set(dump)


@pytest.mark.parametrize("name", ["all", "records", "claims", "asserted"])
def test_a_dump_is_one_graph_in_every_format(site: Path, name: str) -> None:
    digests = {
        by_oxigraph((site / f"dumps/{name}.{suffix}").read_bytes(), suffix) for suffix in SUFFIXES
    }
    digests |= {
        by_rdflib(gzip.decompress((site / f"dumps/{name}.{suffix}.gz").read_bytes()), suffix)
        for suffix in SUFFIXES
    }

    assert len(digests) == 1


def test_the_checksums_are_those_of_the_dumps(site: Path) -> None:
    lines = (site / "dumps/SHA256SUMS").read_text().splitlines()

    assert len(lines) > 20
    for line in lines:
        expected, name = line.split("  ")
        assert hashlib.sha256((site / "dumps" / name).read_bytes()).hexdigest() == expected


def test_the_rdf12_dump_has_its_version_and_as_many_reifiers_as_statements(site: Path) -> None:
    content = (site / "dumps/all-rdf12.ttl").read_bytes()

    quads = list(ox.parse(content, format=ox.RdfFormat.TURTLE))

    assert content.startswith(b'VERSION "1.2"')
    reifiers = [quad for quad in quads if isinstance(quad.object, ox.Triple)]
    is_statement = f"#type> <{rdflib.RDF.Statement}>"
    records = (site / "dumps/all.nt").read_text().count(is_statement)
    assert len(reifiers) == records > 90


def test_every_page_is_valid_and_its_links_lead_somewhere(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 60
    anchors: dict[Path, set[str]] = {}
    links: list[tuple[Path, Path, str]] = []
    for page in pages:
        tree = parse(page.read_text())
        anchors[page] = {element.get("id", "") for element in tree.iter()}
        for element in tree.iter():
            href = element.get("href") or ""
            parts = urlsplit(href)
            if href and not parts.scheme:
                target = (page.parent / unquote(parts.path)) if parts.path else page
                links.append((page, Path(os.path.normpath(target)), parts.fragment))
    assert len(links) > 1_000
    for page, target, fragment in links:
        assert target.is_file(), (page, target)
        if fragment and target.suffix == ".html":
            assert fragment in anchors[target], (page, target, fragment)


def test_every_record_shows_its_quote_on_its_page(site: Path) -> None:
    text = (site / "network/ennhri.html").read_text()

    assert "<mark>which was established in 2013</mark>" in text
    assert "The Azerbaijani Ombudsman" in text


def test_the_annotations_select_what_they_say(site: Path) -> None:
    text = (site / "source/ngos-and-networks.txt").read_bytes().decode()
    page = json.loads((site / "source/ngos-and-networks.annotations.jsonld").read_text())

    assert len(page["items"]) > 50
    for item in page["items"]:
        quote, position = item["target"]["selector"]
        assert text[position["start"] : position["end"]] == quote["exact"]
        assert item["body"]


def test_a_query_has_its_page_text_and_results(site: Path) -> None:
    for path in sorted((site / "queries").glob("*.rq")):
        assert path.read_text().startswith("BASE <https://example.org/>")
        results = json.loads(path.with_suffix(".json").read_text())
        # What the tool asks of every project may have no answer.
        assert results["results"]["bindings"] or path.stem == "said-differently"
        rows = path.with_suffix(".csv").read_bytes().decode()
        assert len(rows.split("\r\n")) > len(results["results"]["bindings"])


def test_void_and_catalogue_parse_and_count(site: Path) -> None:
    void = rdflib.Graph().parse(site / "void.ttl")
    catalog = rdflib.Graph().parse(site / "catalog.ttl")

    (triples,) = void.objects(
        rdflib.URIRef("https://example.org/catalog#dataset"), rdflib.VOID.triples
    )
    assert int(str(triples)) == (site / "dumps/all.nt").read_bytes().count(b"\n")
    files = map(str, catalog.objects(None, rdflib.DCAT.downloadURL))
    dumps = [path for path in files if "/dumps/" in path and not path.endswith("/shapes.ttl")]
    assert len(dumps) == 4 * (4 + 6) + 3


def hashes(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize("workers", ["1", "2"])
def test_two_builds_are_the_same_bytes_in_any_circumstances(
    site: Path, tmp_path: Path, workers: str
) -> None:
    environment = {**os.environ, "PYTHONHASHSEED": workers, "TZ": "Asia/Baku", "LC_ALL": "C"}
    command = [sys.executable, "-m", "publisher", "build", "--project", str(flagship.FOLDER)]
    command.append("--no-compress")

    subprocess.run(
        [*command, "--out", str(tmp_path / "site"), "--workers", workers, "--quiet"],
        check=True,
        env=environment,
        cwd=tmp_path,
    )

    assert hashes(tmp_path / "site") == hashes(site)


def test_another_base_republishes_everything_there(tmp_path: Path) -> None:
    project = read_project(flagship.FOLDER, base="https://data.example.net/")

    build(project, out=tmp_path / "site")

    for path in (tmp_path / "site").rglob("*"):
        if path.is_file() and path.suffix in {".ttl", ".nt", ".html", ".xml", ".rq"}:
            assert b"https://example.org/" not in path.read_bytes(), path


def test_an_error_publishes_nothing(tmp_path: Path) -> None:
    folder = write_project(tmp_path / "project")
    out = tmp_path / "site"
    out_before = tmp_path / ".releases"
    (folder / "data/data.ttl").write_text(DATA.replace("joined ENOC", "left ENOC"))

    report = build(read_project(folder), out=out)

    assert report.has_errors
    assert not out.exists()
    assert not out_before.exists()


@pytest.mark.parametrize("workers", [1, 2])
def test_a_query_that_never_ends_stops_no_build(tmp_path: Path, workers: int) -> None:
    pattern = " ".join(f"?a{at} ?b{at} ?c{at} ." for at in range(12))
    query = f"# title: T\n# description: D\nSELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}"
    project = write_project(tmp_path)
    (project / "queries" / "endless.rq").write_text(query, encoding="utf-8")
    settings = tmp_path / "pyproject.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + "deadline = 3\n", encoding="utf-8")

    report = build(read_project(project), out=tmp_path / "site", workers=workers)

    assert [one.code for one in report.findings if one.is_error] == ["query-too-slow"]
    assert not (tmp_path / "site").exists()
