"""The catalogue of any graph keeps the rules of DCAT-AP 3.0.1."""

import re
from pathlib import Path

import pytest
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, RDF, VOID

from tests.calls import ROOT
from tests.catalog.dcat_ap import (
    RECOMMENDED,
    SETS,
    focus_nodes,
    parsed,
    violations,
    warnings,
)
from tests.catalog.projects import EVERYTHING, starter, stranger
from tests.conftest import shared

CLIENTS = "cases/clients"
STRANGERS = ("dcat3", "dcatap-rdfxml", "gist", "lblod-orgs", "nanopub", "skohub", "wikibase")
LEAST = {DCAT.Catalog, DCAT.Dataset, DCAT.Distribution, DCAT.DataService}


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    folder = tmp_path_factory.mktemp("everything") / "project"
    return parsed(starter(folder, EVERYTHING) / "catalog.ttl")


@pytest.mark.parametrize("name", [*SETS, RECOMMENDED])
def test_the_shapes_look_at_something(site: Path, name: str) -> None:
    looked_at = focus_nodes(parsed(site / "catalog.ttl"), name)

    assert looked_at or name == "deprecateduris.ttl"
    if name != "deprecateduris.ttl":
        assert {str(each) for each in LEAST} <= looked_at.keys()


def test_the_judge_refuses_a_bad_catalogue_and_takes_a_good_one() -> None:
    assert violations(parsed(shared(CLIENTS) / "catalog-bad.ttl"))
    assert violations(parsed(shared(CLIENTS) / "catalog-fixed.ttl")) == []


def test_the_flagship_has_no_violation(site: Path) -> None:
    assert violations(parsed(site / "catalog.ttl")) == []


def test_a_project_with_everything_has_no_violation(everything: Graph) -> None:
    assert violations(everything) == []


def test_a_new_project_has_no_violation(tmp_path: Path) -> None:
    assert violations(parsed(starter(tmp_path / "project") / "catalog.ttl")) == []


@pytest.mark.parametrize("name", STRANGERS)
def test_a_graph_that_nobody_configured_has_no_violation(name: str, tmp_path: Path) -> None:
    graph = parsed(stranger(name, tmp_path) / "catalog.ttl")

    assert set(graph.objects(None, RDF.type)) >= LEAST
    assert violations(graph) == []


def test_what_the_flagship_lacks_is_what_the_page_explains(site: Path) -> None:
    text = (ROOT / "docs/reference/catalog.md").read_text("utf-8")
    table = text.partition("## What the validators still say")[2]
    explained = set(re.findall(r"^\| `(\w+)` \| ", table, re.MULTILINE))

    assert {each.property for each in warnings(parsed(site / "catalog.ttl"))} == explained


def test_a_project_with_everything_lacks_only_the_extent_of_its_places(everything: Graph) -> None:
    lacking = {(each.property) for each in warnings(everything)}

    assert lacking == {"bbox", "centroid", "type"}
    assert {each.focus for each in warnings(everything) if each.property == "type"} == {
        "https://orcid.org/0000-0002-1825-0097"
    }


def test_each_iri_that_is_a_value_has_its_type(site: Path) -> None:
    graph = parsed(site / "catalog.ttl")
    typed = {DCTERMS.format, DCAT.mediaType, DCTERMS.license, DCTERMS.language, DCAT.theme}

    for name in (*typed, DCTERMS.accessRights, DCTERMS.spatial, DCAT.compressFormat):
        values = set(graph.objects(None, name))
        assert values, name
        assert all(graph.value(value, RDF.type) for value in values), name


def test_there_is_one_dataset_in_all_files(site: Path) -> None:
    catalog, void = parsed(site / "catalog.ttl"), parsed(site / "void.ttl")
    page = parsed(site / "network/enoc.ttl")
    (named,) = set(page.objects(None, VOID.inDataset))

    assert (named, RDF.type, DCAT.Dataset) in catalog
    assert (named, RDF.type, VOID.Dataset) in void
    assert str(named) in (site / "catalog.html").read_text("utf-8")
    assert str(named) in (site / "cite/dataset.txt").read_text("utf-8")


def test_distributions_come_in_the_order_that_people_want(site: Path) -> None:
    lines = (site / "catalog.nt").read_text("utf-8").splitlines()
    files = [line.split("#")[-1].rstrip("> .") for line in lines if "dcat#distribution>" in line]

    assert files[:4] == ["all.ttl", "all.jsonld", "all.rdf", "all.nt"]
    assert files.index("all.ttl.gz") > files.index("all.nt")


def test_a_distribution_has_the_checksum_that_is_published(site: Path) -> None:
    graph, spdx = parsed(site / "catalog.ttl"), Namespace("http://spdx.org/rdf/terms#")
    sums = (site / "dumps/SHA256SUMS").read_text("utf-8").splitlines()

    for name in ("all.ttl", "records.nt.gz", "shapes.ttl"):
        file = URIRef(f"https://example.org/catalog#{name}")
        checksum = graph.value(file, spdx.checksum)
        assert f"{graph.value(checksum, spdx.checksumValue)}  {name}" in sums


def test_a_claim_is_in_no_title_and_no_description(site: Path) -> None:
    graph = parsed(site / "catalog.ttl")
    texts = [
        str(each)
        for name in (DCTERMS.title, DCTERMS.description)
        for each in graph.objects(None, name)
        if isinstance(each, Literal)
    ]

    assert not [text for text in texts if "captive" in text or "occupied" in text]
