"""The page of the dumps: what it says of each file is so."""

import gzip
import hashlib
import re
from pathlib import Path

import html5lib
import pyoxigraph as ox
import pytest

from publisher.commands.build import build
from publisher.project import read_project
from tests.load.projects import write_project

FORMATS = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "nq": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML,
}
UNITS = {"bytes": 1, "kB": 1_000, "MB": 1_000_000}


NO_DATA = {"queries", "shapes"}
"""What stands among the dumps, but is no part of the dataset."""


def sections(site: Path) -> dict[str, tuple[int, dict[str, tuple[str, str, str]]]]:
    """Of each dump on the page its triples, and of each of its files format, size and checksum.

    Of what is no part of the dataset the page says that, and no number of triples: it is 0 here.
    """
    content = (site / "dumps" / "index.html").read_bytes()
    tree = html5lib.parse(content, namespaceHTMLElements=False)  # type: ignore[no-untyped-call]
    found = {}
    for section in tree.iterfind(".//section"):
        rows = [row.findall("td") for row in section.iterfind(".//tbody/tr")]
        if not rows:
            continue
        text = " ".join("".join(section.find("p").itertext()).split())
        match = re.search(r"([\d,]+) triples\.$", text)
        name = section.get("id")
        if name in NO_DATA:
            assert match is None, text
            assert text.endswith("It is no part of the dataset."), text
        else:
            assert match, text
            assert len(text) > len(match.group()), "a dump without a description"
        files = {}
        for row in rows:
            file, *cells = ("".join(cell.itertext()) for cell in row)
            assert row[0].find("a").get("href") == f"../dumps/{file}"
            files[file] = (cells[0], cells[1], cells[2])
        found[name] = (int(match[1].replace(",", "")) if match else 0, files)
    return found


def plain(file: Path) -> bytes:
    content = file.read_bytes()
    return gzip.decompress(content) if file.suffix == ".gz" else content


def test_every_dump_stands_on_the_page_with_its_size_and_checksum(site: Path) -> None:
    found = sections(site)
    assert next(iter(found)) == "all"
    listed = {name for _, files in found.values() for name in files}
    folder = site / "dumps"
    no_dumps = {"SHA256SUMS", "RDFC10-SHA256", "index.html", "changes"}
    dumps = {one.name for one in folder.iterdir() if not one.name.startswith("index.html")}
    assert listed == dumps - no_dumps
    assert {f"{name}.ttl" for name in NO_DATA} <= listed
    for _, files in found.values():
        for name, (_, size, checksum) in files.items():
            content = (folder / name).read_bytes()
            assert checksum == hashlib.sha256(content).hexdigest()
            number, unit = size.split()
            assert float(number) * UNITS[unit] == pytest.approx(len(content), rel=0.1)


def test_a_dump_has_as_many_triples_as_the_page_says(site: Path) -> None:
    for name, (triples, files) in sections(site).items():
        for file, (format_, _, _) in files.items():
            suffix = file.removesuffix(".gz").rpartition(".")[2]
            assert ("gzip" in format_) == file.endswith(".gz")
            content = plain(site / "dumps" / file)
            if name == "all-rdf12" and suffix != "nt":
                content = content.partition(b"\n")[2]
            read = {str(quad) for quad in ox.parse(content, format=FORMATS[suffix])}
            assert len(read) == triples or (name in NO_DATA and read), file


def test_readers_and_crawlers_find_the_page(site: Path) -> None:
    assert 'href="dumps/index.html"' in (site / "index.html").read_text(encoding="utf-8")
    sitemap = (site / "sitemap.xml").read_text(encoding="utf-8")
    assert "https://example.org/dumps/index.html" in sitemap
    assert "sparql/index.html" not in sitemap
    page = (site / "dumps" / "index.html").read_text(encoding="utf-8")
    for said in ("sha256sum --check", "oxigraph load", "tdb2.tdbloader", "Graph().parse", "curl"):
        assert said in page


def test_the_page_is_the_same_on_every_build(tmp_path: Path) -> None:
    project = read_project(write_project(tmp_path / "project"))
    pages = []
    for name in ("one", "two"):
        out = tmp_path / name / "site"
        assert not build(project, out=out).has_errors
        pages.append((out / "dumps" / "index.html").read_bytes())
    assert pages[0] == pages[1]
