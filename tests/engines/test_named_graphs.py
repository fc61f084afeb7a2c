"""A dataset with named graphs in a store of others."""

import json
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from publisher.sparql.endpoint import EndpointEngine
from publisher.sparql.results import result_rows
from tests.engines.stores import Store, oxigraph

QUADS = """<http://x/a> <http://x/p> "1" .
<http://x/a> <http://x/p> "1" <http://x/g> .
<http://x/b> <http://x/p> "2" <http://x/g> .
<http://x/c> <http://x/p> "3" <http://x/h?i=1&j=2> .
"""
SHARED = f"""{QUADS}<http://x/d> <http://x/p> _:b0123456789ab <http://x/g> .
_:b0123456789ab <http://x/p> "4" <http://x/h?i=1&j=2> .
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with oxigraph(tmp_path_factory.mktemp("oxigraph")) as running:
        yield running


def quads_in(store: Store) -> set[str]:
    query = "SELECT ?g ?s ?p ?o { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
    rows = result_rows(EndpointEngine(store.queries).answer(query))[1]
    quads = [" ".join(term or "" for term in (s, p, o, g)).strip() for g, s, p, o in rows]
    return canonical("".join(f"{quad} .\n" for quad in quads))


def canonical(text: str) -> set[str]:
    dataset = ox.Dataset(ox.parse(text, format=ox.RdfFormat.N_QUADS))
    dataset.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return {str(quad) for quad in dataset}


@pytest.mark.parametrize(("text", "requests"), [(QUADS, 3), (SHARED, 4)])
def test_each_graph_is_replaced_by_the_one_of_its_name(
    store: Store, tmp_path: Path, text: str, requests: int
) -> None:
    dump = tmp_path / "all.nq"
    dump.write_text(text, encoding="utf-8")
    ended = store.load("--dump", str(dump))
    count = text.count(" .\n")
    assert f"holds {count} triples in its default graph and 2 named graphs" in ended.stderr
    assert f"({requests} requests)" in ended.stderr
    assert ended.returncode == 0
    assert quads_in(store) == canonical(text)


def test_the_built_site_is_loaded_as_it_is(store: Store, tmp_path: Path) -> None:
    dumps = tmp_path / "site" / "dumps"
    dumps.mkdir(parents=True)
    (dumps / "all.nt").write_text('<http://x/z> <http://x/p> "union" .\n', encoding="utf-8")
    (dumps / "all.nq").write_text(QUADS, encoding="utf-8")
    description = tmp_path / "site" / "site.json"
    description.write_text(json.dumps({"named_graphs": 2}), encoding="utf-8")
    assert "2 named graphs" in store.load("--project", str(tmp_path)).stderr
    named = store.load("--project", str(tmp_path), "--graph", "http://x/union")
    assert "holds 1 triple in http://x/union" in named.stderr


def test_what_no_store_takes_is_refused(store: Store, tmp_path: Path) -> None:
    dump = tmp_path / "all.nq"
    dump.write_text("<http://x/a> <http://x/p> <http://x/b> _:g .\n", encoding="utf-8")
    ended = store.load("--dump", str(dump))
    assert ended.returncode == 2
    assert "a graph without a name (_:g)" in ended.stderr
    dump.write_text(QUADS, encoding="utf-8")
    assert "has graphs of its own" in store.load("--dump", str(dump), "--graph", "http://x/").stderr
    dump.write_text("<a> <b>", encoding="utf-8")
    assert "cannot be read as N-Quads" in store.load("--dump", str(dump)).stderr
    assert store.load("--dump", str(tmp_path / "none.nq")).returncode == 2
