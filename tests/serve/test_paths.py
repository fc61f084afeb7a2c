"""`publisher serve PATH`: somebody's files, without a project."""

import csv
import json
import os
import tempfile
import time
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from urllib.parse import urlencode

import pytest
from rdflib import Graph, Namespace
from rdflib.namespace import RDF

from publisher.cli import main
from tests.calls import IN_TIME
from tests.serve.running import request, served

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
EX = "http://data.example/things/"
DATA = f"""@prefix : <{EX}> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
:a rdfs:label "Anna" ; :knows :b , [ rdfs:label "somebody" ; :lives [ rdfs:label "a town" ] ] .
:b rdfs:label "Bela" .
[ rdfs:label "nobody names this" ] .
<urn:example:1> rdfs:label "elsewhere" .
GRAPH <http://graphs.example/one> {{ :a :knows :b . :a :knows :c . }}
GRAPH <http://graphs.example/two> {{ :a :knows :c . :c rdfs:label "Cilla" . }}
"""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("theirs") / "people.trig"
    path.write_text(DATA, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def server(data: Path) -> Iterator[str]:
    with served(str(data), cwd=data.parent) as (address, _):
        yield address


def asked(server: str, query: str, *fields: tuple[str, str]) -> list[list[str]]:
    """The rows of an answer as CSV."""
    target = f"/sparql?{urlencode([('query', query), *fields])}"
    found = request(server, target, headers={"Accept": "text/csv"})
    assert found.status == 200, found.body
    return list(csv.reader(StringIO(found.body.decode())))[1:]


def test_nothing_is_written_beside_the_data(server: str, data: Path) -> None:
    assert request(server, "/").status == 200
    assert [path.name for path in data.parent.iterdir()] == ["people.trig"]


def test_the_folder_of_the_site_is_removed_at_the_end(tmp_path: Path, data: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TMPDIR", str(tmp_path))
        assert tempfile.gettempdir()
        with served(str(data)):
            assert list(tmp_path.iterdir())
    assert list(tmp_path.iterdir()) == []


def test_the_default_graph_is_the_union_of_all(server: str) -> None:
    union = f"SELECT ?o {{ <{EX}a> <{EX}knows> ?o FILTER(isIRI(?o)) }} ORDER BY ?o"
    assert asked(server, union) == [[f"{EX}b"], [f"{EX}c"]]
    graphs = asked(server, "SELECT ?g { GRAPH ?g {} } ORDER BY ?g")
    assert graphs == [["http://graphs.example/one"], ["http://graphs.example/two"]]
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    one, two = (("default-graph-uri", graph) for (graph,) in graphs)
    assert asked(server, count, one) == [["2"]]
    assert asked(server, count, one, two) == [["3"]]
    assert asked(server, count, ("named-graph-uri", "http://graphs.example/one")) == [["0"]]
    assert asked(server, f"{count}".replace("{", "FROM <http://graphs.example/two> {", 1)) == [
        ["2"]
    ]


def test_the_service_description_and_void_name_the_graphs(server: str) -> None:
    for path in ("/sparql", "/void.ttl"):
        found = request(server, path, headers={"Accept": "text/turtle"})
        about = Graph().parse(data=found.body, format="turtle")
        (service,) = about.subjects(RDF.type, SD.Service)
        assert (service, SD.feature, SD.UnionDefaultGraph) in about
        names = sorted(str(name) for name in about.objects(None, SD.name))
        assert names == ["http://graphs.example/one", "http://graphs.example/two"]


def test_blank_nodes_have_labels_that_stay(server: str, data: Path) -> None:
    query = "SELECT DISTINCT ?b { ?b ?p ?o FILTER(isBlank(?b)) } ORDER BY STR(?o)"
    first = asked(server, query)
    assert len(first) == 3
    with served(str(data)) as (again, _):
        assert sorted(asked(again, query)) == sorted(first)
    answer = request(
        server,
        f"/sparql?{urlencode({'query': query})}",
        headers={"Accept": "application/sparql-results+json"},
    )
    kinds = {row["b"]["type"] for row in json.loads(answer.body)["results"]["bindings"]}
    assert kinds == {"bnode"}


def test_describe_answers_the_blank_nodes_that_hang_on_a_resource(server: str) -> None:
    found = request(
        server,
        f"/sparql?{urlencode({'query': f'DESCRIBE <{EX}a>'})}",
        headers={"Accept": "application/n-triples"},
    )
    assert b'"a town"' in found.body
    assert b"nobody names this" not in found.body


def test_an_answer_links_to_the_pages_that_there_are(server: str) -> None:
    query = "SELECT DISTINCT ?s { ?s ?p ?o }"
    target = f"/sparql?{urlencode({'query': query})}"
    page = request(server, target, headers={"Accept": "text/html"}).body.decode()
    for address in ("a.html", "_/urn/example/1.html"):
        assert f'href="{address}"' in page
        assert request(server, f"/{address}").status == 200
    lonely = [part.split('"')[0] for part in page.split('href="')[1:] if "~blank" in part]
    assert len(lonely) == 1
    assert request(server, f"/{lonely[0]}").status == 200
    # A blank node that is shown inside a page is no link.
    assert page.count("<bdi>_:") == 2


def test_a_port_in_use_is_known_before_anything_is_built(
    server: str, data: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    port = server.rpartition(":")[2]
    assert main(["serve", str(data), "--port", port]) == 2
    assert f"cannot listen on 127.0.0.1:{port}" in capfd.readouterr().err


def test_watched_files_are_built_again_and_relative_iris_stay(tmp_path: Path) -> None:
    path = tmp_path / "facts.ttl"
    path.write_text('<x> <http://x/p> "old" .\n', encoding="utf-8")
    with served(str(path), "--watch") as (address, _):
        ((subject, value),) = asked(address, "SELECT ?s ?o { ?s ?p ?o }")
        assert value == "old"
        new = tmp_path / "facts.ttl.new"
        new.write_text('<x> <http://x/p> "new" .\n', encoding="utf-8")
        os.replace(new, path)  # noqa: PTH105
        end = time.monotonic() + IN_TIME
        while asked(address, "SELECT ?s ?o { ?s ?p ?o }") != [[subject, "new"]]:
            assert time.monotonic() < end
            time.sleep(0.2)
    assert [each.name for each in tmp_path.iterdir()] == ["facts.ttl"]
