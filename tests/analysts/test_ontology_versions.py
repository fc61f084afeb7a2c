"""Each version of an ontology keeps its text: its IRI leads to it, in each later release too."""

import json
from pathlib import Path

import pytest
from rdflib import Graph, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS

from publisher.commands.build import build
from publisher.commands.check import line
from publisher.project import read_project
from tests import flagship
from tests.analysts.conftest import built

_HEAD = """@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix : <ontology#> .
<ontology> a owl:Ontology ; rdfs:label "Terms"@en ; owl:versionIRI <ontology/{version}> .
:Thing a owl:Class ; rdfs:label "thing"@en ; rdfs:isDefinedBy <ontology> ;
  rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :part ; owl:minCardinality 1 ] .
"""
_BASE = "https://example.org/"


def _write(folder: Path, version: str, more: str = "") -> None:
    (folder / "ontology").mkdir(parents=True, exist_ok=True)
    (folder / "data").mkdir(exist_ok=True)
    settings = f'[tool.publisher]\nbase = "{_BASE}"\nprofile = "open"\n'
    (folder / "pyproject.toml").write_text(settings)
    (folder / "data/a.ttl").write_text("<thing/a> a <ontology#Thing> .")
    (folder / "ontology/terms.ttl").write_text(_HEAD.format(version=version) + more)


def _build(folder: Path, *, previous: Path | None = None, out: str = "site") -> list[str]:
    report = build(read_project(folder), out=folder / out, workers=1, previous=previous)
    assert not report.has_errors, report.findings
    return [line(each) for each in report.findings if each.code == "ontology-version-changed"]


def _files(site: Path) -> dict[str, bytes]:
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in sorted((site / "versions").rglob("*"))
        if path.is_file()
    }


def test_the_version_s_iri_leads_to_its_text_in_each_format(tmp_path: Path) -> None:
    _write(tmp_path, "1.0")
    _build(tmp_path)
    site = tmp_path / "site"
    given = Graph().parse(tmp_path / "ontology/terms.ttl", publicID=_BASE)

    (listed,) = json.loads((site / "versions/index.json").read_text())
    assert listed["iri"] == f"{_BASE}ontology/1.0"
    stem = listed["file"].removeprefix("versions/").removesuffix(".nt")
    for suffix in ("ttl", "nt", "jsonld", "rdf"):
        format_ = {"jsonld": "json-ld", "rdf": "xml"}.get(suffix, suffix)
        assert isomorphic(Graph().parse(site / f"{stem}.{suffix}", format=format_), given), suffix
    assert (site / f"{stem}.html").is_file()
    assert isomorphic(Graph().parse(site / "versions" / f"{stem}.ttl"), given)


def test_a_later_release_keeps_the_text_byte_for_byte(tmp_path: Path) -> None:
    _write(tmp_path, "1.0")
    _build(tmp_path)
    first = _files(tmp_path / "site")
    _write(tmp_path, "2.0", ":Other a owl:Class ; rdfs:label 'other'@en .")
    assert _build(tmp_path) == []
    second = _files(tmp_path / "site")

    for path, content in first.items():
        if not path.endswith("index.json"):
            assert second[path] == content
    listed = json.loads(second["versions/index.json"])
    assert [each["iri"] for each in listed] == [f"{_BASE}ontology/1.0", f"{_BASE}ontology/2.0"]
    other = (URIRef(f"{_BASE}ontology#Other"), RDF.type, OWL.Class)
    for each in listed:
        text = Graph().parse(tmp_path / "site" / each["file"])
        assert (other in text) == each["iri"].endswith("2.0")


def test_a_changed_text_of_the_same_version_is_a_finding_and_the_old_one_stays(
    tmp_path: Path,
) -> None:
    _write(tmp_path, "1.0")
    _build(tmp_path)
    first = _files(tmp_path / "site")
    _write(tmp_path, "1.0", ":Other a owl:Class ; rdfs:label 'other'@en .")

    for _ in range(2):
        (finding,) = _build(tmp_path)
        assert "differs in 2 triples" in finding
        assert "ontology/1.0" in finding
        assert _files(tmp_path / "site") == first


def test_the_texts_are_taken_from_the_site_that_is_named(tmp_path: Path) -> None:
    _write(tmp_path, "1.0")
    _build(tmp_path)
    _write(tmp_path, "2.0")
    _build(tmp_path, previous=tmp_path / "site", out="other")

    listed = json.loads((tmp_path / "other/versions/index.json").read_text())
    assert [each["iri"] for each in listed] == [f"{_BASE}ontology/1.0", f"{_BASE}ontology/2.0"]


def test_a_draft_records_no_version(tmp_path: Path) -> None:
    _write(tmp_path, "1.0")
    build(read_project(tmp_path), out=tmp_path / "site", is_draft=True)

    assert not (tmp_path / "site/versions/index.json").exists()
    assert list((tmp_path / "site/versions").rglob("*.nt"))


@pytest.mark.parametrize("content", [b"[", b"{}", b'[{"iri": 1}]', b'[{"iri": "a", "file": "b"}]'])
def test_a_damaged_list_stops_no_build(tmp_path: Path, content: bytes) -> None:
    _write(tmp_path, "1.0")
    _build(tmp_path)
    (tmp_path / "site/versions/index.json").write_bytes(content)

    _write(tmp_path, "2.0")
    assert _build(tmp_path) == []


def test_a_version_at_another_host_has_no_file(tmp_path: Path) -> None:
    _write(tmp_path, "1.0")
    terms = tmp_path / "ontology/terms.ttl"
    terms.write_text(terms.read_text().replace("<ontology/1.0>", "<https://other.example/1.0>"))
    _build(tmp_path)

    assert not (tmp_path / "site/versions").exists()


def test_the_flagship_s_version_leads_to_its_terms(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    site = built("flagship", tmp_path_factory)
    ontology = Graph().parse(site.folder / "ontology.ttl")
    header = URIRef("https://example.org/ontology")
    version = ontology.value(header, OWL.versionIRI)
    path = str(version).removeprefix(site.base)

    text = Graph().parse(site.folder / f"{path}.ttl")
    classes = set(ontology.subjects(RDF.type, OWL.Class))
    assert len(classes) > 10
    assert classes <= set(text.subjects(RDF.type, OWL.Class))
    for name in ("created", "issued", "modified", "publisher", "bibliographicCitation"):
        assert (header, DCTERMS[name], None) in text
    assert (header, OWL.priorVersion, None) in text


def test_each_property_of_the_flagship_says_where_it_is_used() -> None:
    graph = Graph()
    for path in (flagship.FOLDER / "ontology").glob("*.ttl"):
        graph.parse(path, publicID="https://example.org/")
    retired = set(graph.subjects(OWL.deprecated, None))
    schema = "https://schema.org/"

    for kind in (OWL.ObjectProperty, OWL.DatatypeProperty):
        for term in set(graph.subjects(RDF.type, kind)) - retired:
            for exact, loose in ((RDFS.domain, "domainIncludes"), (RDFS.range, "rangeIncludes")):
                values = {*graph.objects(term, exact), *graph.objects(term, URIRef(schema + loose))}
                assert values, (term, loose)
