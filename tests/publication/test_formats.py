"""The formats of a built site of any graph: each file is there, and is named only if it is."""

import gzip
import re
import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.namespace import DCAT, FOAF, VOID

from publisher.commands.build import build
from publisher.model import DEFAULT_GRAPH
from publisher.project import read_project
from publisher.serve.release import open_release
from publisher.serve.resource import resource
from publisher.terms import iri
from tests.documents import document_of
from tests.render.judges import by_etree, by_oxigraph, by_rdflib, canonical, union
from tests.serve.asgi import refused, request_of, sent

BASE = "https://example.org/"
SETTINGS = f'[tool.publisher]\nbase = "{BASE}"\ntitle = "Formats"\n'
UNWRITABLE = f"""
<{BASE}bad> <{BASE}ns/1> "x" ; <{BASE}p> "a\\u0001b" ; a <{BASE}C/1> .
<{BASE}good> <{BASE}p> "a\\rb" ; a <{BASE}C/1> ; <{BASE}q> [ <{BASE}p> ( 1 2 ) ] .
"""
GRAPHS = f"""
<{BASE}a> <{BASE}p> [ <{BASE}p> "default" ] .
<{BASE}g> {{ <{BASE}a> <{BASE}p> [ <{BASE}q> "in g" ] , "twice" . }}
_:g {{ <{BASE}a> <{BASE}p> "twice" . }}
_:g <{BASE}p> <{BASE}a> .
"""


def _built(folder: Path, name: str, content: str) -> Path:
    (folder / "data").mkdir(parents=True)
    (folder / "data" / name).write_text(content, encoding="utf-8")
    (folder / "pyproject.toml").write_text(SETTINGS, encoding="utf-8")
    out = folder / "out" / "site"
    assert not build(read_project(folder), out=out).has_errors
    return out


@pytest.fixture(name="unwritable", scope="module")
def _unwritable(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _built(tmp_path_factory.mktemp("unwritable"), "a.ttl", UNWRITABLE)


@pytest.fixture(name="graphs", scope="module")
def _graphs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _built(tmp_path_factory.mktemp("graphs"), "a.trig", GRAPHS)


def _suffixes(site: Path, stem: str) -> set[str]:
    found = (path.name.removeprefix(f"{Path(stem).name}.") for path in site.glob(f"{stem}.*"))
    return {suffix for suffix in found if not suffix.endswith((".gz", ".br"))}


def test_what_xml_cannot_say_has_no_rdfxml(unwritable: Path) -> None:
    assert _suffixes(unwritable, "bad") == {"html", "ttl", "nt", "jsonld"}
    assert _suffixes(unwritable, "good") == {"html", "ttl", "nt", "jsonld", "rdf"}
    assert _suffixes(unwritable, "dumps/all") == {"ttl", "nt", "jsonld"}
    good = (unwritable / "good.rdf").read_bytes()
    assert b"a&#13;b" in good
    wanted = canonical(by_oxigraph((unwritable / "good.nt").read_bytes(), "nt"))
    assert canonical(by_etree(good)) == wanted


def test_the_other_formats_say_it_all(unwritable: Path) -> None:
    wanted = canonical(by_oxigraph(UNWRITABLE.encode(), "ttl"))
    for suffix in ("ttl", "nt", "jsonld"):
        content = (unwritable / f"dumps/all.{suffix}").read_bytes()
        assert canonical(by_oxigraph(content, suffix)) == wanted


def test_no_page_names_a_file_that_is_not_there(unwritable: Path, graphs: Path) -> None:
    for site in (unwritable, graphs):
        for page in site.rglob("*.html"):
            text = page.read_text(encoding="utf-8")
            for href in re.findall(r'href="([^"#:]+\.(?:ttl|nt|jsonld|rdf|trig|nq|gz))"', text):
                assert (page.parent / href).resolve().exists(), (page, href)
    assert 'href="good.rdf"' in (unwritable / "good.html").read_text(encoding="utf-8")
    assert 'href="a.trig"' in (graphs / "a.html").read_text(encoding="utf-8")


def test_void_and_the_catalogue_name_the_dumps_that_are_there(
    unwritable: Path, graphs: Path
) -> None:
    for site in (unwritable, graphs):
        void = rdflib.Graph().parse(site / "void.ttl")
        catalog = rdflib.Graph().parse(site / "catalog.ttl")
        dumps = {path.name for path in (site / "dumps").glob("all*")}
        named = {str(each).rpartition("/")[2] for each in void.objects(None, VOID.dataDump)}
        assert named == {name for name in dumps if name.endswith(".gz")}
        named = {str(each).rpartition("/")[2] for each in catalog.objects(None, DCAT.downloadURL)}
        # The table of all statements is a dataset of its own in the catalogue.
        assert named == dumps | {"statements.csv", "statements.parquet"}
        assert all((site / "tables" / name).exists() for name in named - dumps)
        assert not list(void.objects(None, rdflib.DCTERMS.hasPart))


def test_a_format_that_is_missing_is_not_acceptable_and_the_others_are_named(
    unwritable: Path,
) -> None:
    release = open_release(unwritable)
    request = request_of("bad", accept="application/rdf+xml")
    problem = refused(lambda: resource(request, release, root="/"))
    assert problem.status == 406
    assert "text/turtle" in str(problem.members)
    assert "rdf+xml" not in str(problem.members)
    request = request_of("good", accept="application/rdf+xml")
    assert sent(resource(request, release, root="/"), request).headers["location"] == "/good.rdf"


@pytest.mark.parametrize(
    ("accept", "suffix"),
    [("application/trig", "trig"), ("application/n-quads", "nq"), ("text/x-nquads", "nq")],
)
def test_a_page_of_a_dataset_is_negotiated_as_a_dataset(
    graphs: Path, unwritable: Path, accept: str, suffix: str
) -> None:
    request = request_of("a", accept=accept)
    answer = sent(resource(request, open_release(graphs), root="/"), request)
    assert answer.headers["location"] == f"/a.{suffix}"
    request = request_of("good", accept=accept)
    problem = refused(lambda: resource(request, open_release(unwritable), root="/"))
    assert problem.status == 406


def test_files_of_graphs_are_one_graph_and_files_of_datasets_one_dataset(graphs: Path) -> None:
    assert _suffixes(graphs, "a") == {"html", "ttl", "nt", "jsonld", "rdf", "trig", "nq"}
    document = document_of(graphs, graphs / "a")
    # What a page says of itself is in the default graph. This site has no licence to name.
    of_itself = {
        (document, iri(str(VOID.inDataset)), iri(f"{BASE}catalog#dataset"), DEFAULT_GRAPH),
        (document, iri(str(FOAF.primaryTopic)), iri(f"{BASE}a"), DEFAULT_GRAPH),
    }
    for stem, given, more in (
        ("dumps/all", GRAPHS, set()),
        ("a", GRAPHS.rsplit("_:g", 1)[0], of_itself),
    ):
        dataset = by_oxigraph(given.encode(), "trig") | more
        for suffix in ("trig", "nq", "jsonld"):
            content = (graphs / f"{stem}.{suffix}").read_bytes()
            assert canonical(by_oxigraph(content, suffix)) == canonical(dataset)
            assert canonical(by_rdflib(content, suffix)) == canonical(dataset)
        for suffix in ("ttl", "nt", "rdf"):
            content = (graphs / f"{stem}.{suffix}").read_bytes()
            assert canonical(by_oxigraph(content, suffix)) == canonical(union(dataset))


def test_dumps_of_graphs_are_plain_and_compressed(graphs: Path) -> None:
    for suffix in ("ttl", "nt", "rdf", "jsonld", "trig", "nq"):
        plain = graphs / f"dumps/all.{suffix}"
        compressed = plain.with_name(f"{plain.name}.gz")
        assert gzip.decompress(compressed.read_bytes()) == plain.read_bytes()
    page = (graphs / "dumps/index.html").read_text(encoding="utf-8")
    assert "7 quads" in page
    assert "6 triples" in page


def test_without_named_graphs_datasets_are_copies_for_stores_that_load_nothing_else(
    unwritable: Path,
) -> None:
    for suffix, same in (("trig", "ttl"), ("nq", "nt")):
        content = gzip.decompress((unwritable / f"dumps/all.{suffix}.gz").read_bytes())
        assert content == (unwritable / f"dumps/all.{same}").read_bytes()


@pytest.mark.parametrize("workers", [1, 2])
def test_files_are_the_same_whatever_the_number_of_processes(
    graphs: Path, tmp_path: Path, workers: int
) -> None:
    project = tmp_path / "project"
    shutil.copytree(graphs.parent.parent, project, ignore=shutil.ignore_patterns("out"))
    again = tmp_path / "out" / "site"
    assert not build(read_project(project), out=again, workers=workers).has_errors
    for path in graphs.rglob("*"):
        if path.suffix in {".trig", ".nq", ".ttl", ".jsonld", ".rdf", ".nt", ".gz"}:
            assert (again / path.relative_to(graphs)).read_bytes() == path.read_bytes()


def test_pyoxigraph_reads_the_rdf12_dump_of_a_blank_statement(tmp_path: Path) -> None:
    rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    data = f"""@prefix rdf: <{rdf}> .
    <{BASE}a> <{BASE}p> [ a rdf:Statement ; rdf:subject <{BASE}a> ; rdf:predicate <{BASE}p> ;
        rdf:object [ <{BASE}q> "inner" ] ; <{BASE}q> "of the statement" ] ."""
    site = _built(tmp_path, "a.ttl", data)
    turtle = (site / "dumps/all-rdf12.ttl").read_bytes().partition(b"\n")[2]
    read = {str(quad) for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE)}
    assert len(read) == 4
    assert any("<<(" in quad for quad in read)
