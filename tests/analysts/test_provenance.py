"""Provenance: the files that were read, with their digests; the tool; nobody who is not named."""

import hashlib
from pathlib import Path

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import DCTERMS, PROV, RDF

from publisher import __version__
from publisher.commands.build import build
from publisher.commands.paths import project_of
from publisher.project import read_project
from tests import flagship
from tests.analysts.conftest import BuiltSite, built
from tests.pages.sites import site_of

_SPDX = "http://spdx.org/rdf/terms#"
_DATASET = URIRef("https://example.org/catalog#dataset")


def _digests(graph: Graph) -> dict[str, str]:
    """Return the digest of each file that was used, by its path."""
    checksum, value = URIRef(f"{_SPDX}checksum"), URIRef(f"{_SPDX}checksumValue")
    return {
        str(graph.value(file, DCTERMS.title)): str(graph.value(graph.value(file, checksum), value))
        for file in graph.objects(None, PROV.used)
    }


def test_each_file_of_the_flagship_is_there_with_its_digest(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    site = built("flagship", tmp_path_factory)
    graph = Graph().parse(site.folder / "provenance.ttl")
    digests = _digests(graph)
    files = [
        path
        for part in ("ontology", "data", "shapes", "queries")
        for path in (flagship.FOLDER / part).rglob("*")
        if path.suffix in {".ttl", ".rq", ".txt"}
    ]

    assert len(files) > 40
    for path in files:
        name = path.relative_to(flagship.FOLDER).as_posix()
        assert digests[name] == hashlib.sha256(path.read_bytes()).hexdigest()
    sources = set(graph.objects(_DATASET, PROV.hadPrimarySource))
    assert sources == {URIRef(f"https://example.org/source/{flagship.SLUG}")}
    derived = {
        str(graph.value(file, DCTERMS.title))
        for file in graph.objects(_DATASET, PROV.wasDerivedFrom)
    }
    assert derived == {name for name in digests if name.startswith(("data/", "ontology/"))}


def test_the_catalogue_and_void_lead_to_it(any_site: BuiltSite) -> None:
    graph = Graph().parse(any_site.folder / "provenance.ttl")
    (activity,) = graph.subjects(RDF.type, PROV.Activity)

    (dataset,) = graph.subjects(PROV.wasGeneratedBy, activity)
    for name in ("catalog.ttl", "void.ttl"):
        other = Graph().parse(any_site.folder / name)
        assert (dataset, PROV.wasGeneratedBy, activity) in other
        assert (activity, RDF.type, PROV.Activity) in other
        document = URIRef(f"{any_site.base}provenance.ttl")
        assert (dataset, DCTERMS.provenance, document) in other
    (tool,) = graph.objects(activity, PROV.wasAssociatedWith)
    version = graph.value(tool, URIRef("https://schema.org/softwareVersion"))
    assert str(version) == __version__


def test_nobody_is_named_whom_no_setting_names(any_site: BuiltSite) -> None:
    graph = Graph().parse(any_site.folder / "provenance.ttl")

    assert list(graph.subject_objects(PROV.wasAttributedTo)) == []
    assert list(graph.subject_objects(PROV.endedAtTime)) == []


def test_those_who_are_named_are_there(tmp_path: Path) -> None:
    settings = (
        '[tool.publisher.dataset]\ncreators = [{ name = "Ada" }, '
        '{ name = "B", iri = "https://b.example/#b" }]\n'
    )
    site = site_of(tmp_path, 'ex:a rdfs:label "A" .', settings=settings)
    graph = Graph().parse(site / "provenance.ttl")

    agents = set(graph.objects(_DATASET, PROV.wasAttributedTo))
    assert len(agents) == 2
    assert URIRef("https://b.example/#b") in agents


def test_the_same_files_at_another_place_have_the_same_provenance(tmp_path: Path) -> None:
    for place in ("one", "other/place"):
        folder = tmp_path / place / "graph"
        folder.mkdir(parents=True)
        (folder / "a.ttl").write_text("<https://a.example/b> a <https://a.example/C> .")
        project = project_of([folder], base="https://example.net/").project
        report = build(project, out=tmp_path / place / "site")
        assert not report.has_errors

    first = (tmp_path / "one/site/provenance.ttl").read_bytes()
    assert first == (tmp_path / "other/place/site/provenance.ttl").read_bytes()
    assert str(tmp_path).encode() not in first
    assert b'"a.ttl"' in first


def test_a_changed_file_changes_its_digest_alone(tmp_path: Path) -> None:
    site = site_of(tmp_path, 'ex:a rdfs:label "A" .')
    (tmp_path / "data/b.ttl").write_text("<https://example.org/b> a <https://example.org/C> .")
    build(read_project(tmp_path), out=site)
    before = _digests(Graph().parse(site / "provenance.ttl"))
    (tmp_path / "data/b.ttl").write_text("<https://example.org/b> a <https://example.org/D> .")
    build(read_project(tmp_path), out=site)
    after = _digests(Graph().parse(site / "provenance.ttl"))

    assert before.keys() == after.keys() == {"data/a.ttl", "data/b.ttl"}
    assert before["data/a.ttl"] == after["data/a.ttl"]
    assert before["data/b.ttl"] != after["data/b.ttl"]
