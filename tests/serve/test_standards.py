"""The W3C's own tests of the SPARQL protocol and of service descriptions."""

import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import RDF

from tests.serve.releases import FILES, write_release
from tests.serve.running import in_thread, request

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")


def test_the_protocols_own_tests_pass(standards: Path, tmp_path: Path) -> None:
    store = ox.Store(str(tmp_path / "store"))
    for number in (1, 2, 3):
        name = f"data{number}"
        iri = f"http://kasei.us/2009/09/sparql/data/{name}.rdf"
        store.bulk_load(
            path=str(standards / "sparql11" / "protocol" / f"{name}.nt"),
            format=ox.RdfFormat.N_TRIPLES,
            to_graph=ox.NamedNode(iri),
        )
    store.flush()
    del store
    with in_thread(write_release(tmp_path), store=tmp_path / "store") as address:
        runner = [sys.executable, str(standards / "protocol_runner.py")]
        manifest = standards / "sparql11" / "protocol" / "manifest.ttl"
        found = subprocess.run(
            [*runner, str(manifest), f"{address}/sparql"],
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
    assert found.stdout.startswith("20/20 passed"), found.stdout


@pytest.mark.parametrize(
    "media_type",
    ["text/turtle", "application/rdf+xml", "application/ld+json", "application/n-triples"],
)
def test_the_service_is_described_as_the_standard_has_it(tmp_path: Path, media_type: str) -> None:
    """returns-rdf, has-endpoint-triple and conforms-to-schema of the W3C's three tests."""
    site = write_release(tmp_path, {**FILES, "dumps/all.nt": ""})
    with in_thread(site) as address:
        found = request(address, "/sparql", headers={"Accept": media_type})
    assert found.status == 200
    assert found.headers.get_content_type() == media_type
    about = Graph().parse(data=found.body, format=media_type)
    (service,) = about.subjects(RDF.type, SD.Service)
    assert list(about.objects(service, SD.endpoint)) == [URIRef("https://data.example/sparql")]
    # The schema: an endpoint, a language, formats, and a dataset with a described default graph.
    assert list(about.objects(service, SD.supportedLanguage)) == [SD.SPARQL11Query]
    assert len(list(about.objects(service, SD.resultFormat))) == 8
    (dataset,) = about.objects(service, SD.defaultDataset)
    (graph,) = about.objects(dataset, SD.defaultGraph)
    assert graph == URIRef("https://data.example/catalog#dataset")
    assert (graph, RDF.type, SD.Graph) in about
    for feature in about.objects(service, SD.feature):
        assert feature in {
            SD.DereferencesURIs,
            SD.UnionDefaultGraph,
            SD.RequiresDataset,
            SD.EmptyGraphs,
            SD.BasicFederatedQuery,
        }
