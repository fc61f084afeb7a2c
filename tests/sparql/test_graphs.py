"""What queries see of a dataset: the default graph, the named graphs, and those of FROM."""

import gzip
from pathlib import Path

import pyoxigraph as ox
import pytest

from publisher.dataset import Dataset
from publisher.model import Term
from publisher.sparql.engine import StoreEngine, Triples
from publisher.sparql.graphs import DefaultGraph, GraphSource, default_graph, fill
from publisher.sparql.results import result_rows, serialized

BASE = "http://example.org/"
ASSERTION = "<http://www.nanopub.org/nschema#hasAssertion>"
LIKES = "<http://example.org/likes>"


def named(name: str) -> Term:
    return Term(f"<{BASE}{name}>")


def dataset(*, default: str = "", quads: str = "") -> Dataset:
    """Return a dataset of triples such as `a likes b`, and quads such as `a likes b in g`."""
    triples = [_terms(line) for line in default.split(",") if line.strip()]
    lines = [_terms(line) for line in quads.split(",") if line.strip()]
    return Dataset.of(
        [(s, p, o) for s, p, o, *_ in triples],
        quads=[(s, p, o, g) for s, p, o, _, g in lines],
        base=BASE,
    )


def _terms(line: str) -> list[Term]:
    return [Term(word) if word[0] in '<_"' else named(word) for word in line.split()]


SHARED = dataset(
    default="a likes b",
    quads="a likes b in g1, a likes b in g2, a likes c in g2, a likes d in <http://else.where/g>",
)


def rows(query: str, data: Dataset = SHARED, default: DefaultGraph = "union") -> list[str]:
    """Return the rows of an answer, each as the last parts of its IRIs."""
    answer = StoreEngine(data, default_graph=default).answer(query)
    return sorted(
        " ".join(str(term).strip("<>").rpartition("/")[2] for term in row)
        for row in result_rows(answer)[1]
    )


def test_the_default_graph_is_the_union_and_has_each_triple_once() -> None:
    assert rows("SELECT ?o { ?s ?p ?o }") == ["b", "c", "d"]


def test_a_setting_makes_the_default_graph_of_the_dataset_the_one_of_queries() -> None:
    assert rows("SELECT ?o { ?s ?p ?o }", default="default") == ["b"]


def test_in_a_project_with_sources_the_union_has_the_graphs_of_its_own_namespaces_alone() -> None:
    assert rows("SELECT ?o { ?s ?p ?o }", default="own") == ["b", "c"]
    assert rows("SELECT ?g { GRAPH ?g { ?s ?p ?o } }", default="own") == ["g", "g1", "g2", "g2"]


def test_the_assertion_of_an_own_nanopublication_is_no_fact_of_the_project() -> None:
    data = dataset(
        default="a likes b",
        quads=f"np {ASSERTION} said in head, a likes c in said, said likes d in about",
    )
    assert rows(f"SELECT ?o {{ ?s {LIKES} ?o }}", data, default="own") == ["b", "d"]
    assert rows(f"SELECT ?o {{ GRAPH <said> {{ ?s {LIKES} ?o }} }}", data, default="own") == ["c"]


@pytest.mark.parametrize(
    ("setting", "profile", "graph"),
    [
        ("union", "open", "union"),
        ("union", "evidence", "own"),
        ("default", "open", "default"),
        ("default", "evidence", "default"),
    ],
)
def test_the_profile_decides_what_a_union_takes(setting: str, profile: str, graph: str) -> None:
    assert default_graph(setting, profile) == graph  # type: ignore[arg-type]


@pytest.mark.parametrize("default", ["union", "own", "default"])
@pytest.mark.parametrize(
    ("query", "answer"),
    [
        ("SELECT ?g { GRAPH ?g {} }", ["g", "g1", "g2"]),
        ("SELECT ?o FROM <g2> { ?s ?p ?o }", ["b", "c"]),
        ("SELECT ?o FROM <g1> FROM <g2> { ?s ?p ?o }", ["b", "c"]),
        ("PREFIX : <> SELECT ?o FROM :g1 FROM :g2 WHERE { ?s ?p ?o }", ["b", "c"]),
        ("SELECT ?o FROM <g1> FROM <g2> FROM NAMED <g1> { GRAPH ?g { ?s ?p ?o } }", ["b"]),
        ("SELECT ?g FROM NAMED <g1> { GRAPH ?g { ?s ?p ?o } }", ["g1"]),
        ("SELECT ?o FROM NAMED <g2> { ?s ?p ?o }", []),
        ("SELECT ?g FROM <g1> { GRAPH ?g { ?s ?p ?o } }", []),
        ("SELECT ?o FROM <no-such> { ?s ?p ?o }", []),
        ('SELECT ?o FROM <g1> { ?s ?p ?o FILTER(?o != "FROM <g2>") }', ["b"]),
    ],
)
def test_a_query_names_its_graphs(query: str, answer: list[str], default: DefaultGraph) -> None:
    assert rows(query, default=default) == answer


def test_the_answer_to_describe_has_what_the_default_graph_has() -> None:
    document = "".join(f"<{BASE}a> {LIKES} <{BASE}{name}> .\n" for name in "bcd").encode()
    for default, count in (("union", 3), ("own", 2), ("default", 1)):
        engine = StoreEngine(
            SHARED,
            documents=lambda _: document,
            default_graph=default,  # type: ignore[arg-type]
        )
        answer = engine.answer("DESCRIBE <a>")
        assert isinstance(answer, Triples)
        assert len(answer.triples) == count


def test_a_description_includes_the_blank_nodes_that_hang_on_a_resource() -> None:
    data = dataset(default="a likes _:x1, _:x1 likes _:x2, _:x2 likes c, c likes d, e likes _:x1")
    answer = StoreEngine(data).answer("DESCRIBE <a>")
    assert serialized(answer, "nt").decode().count(" .\n") == 3


def test_blank_nodes_keep_their_labels_in_answers() -> None:
    data = dataset(default="a likes _:c14n0", quads="b likes _:c14n0 in g1")
    for source in (data, dataset(default="a likes _:c14n0")):
        answer = StoreEngine(source).answer("SELECT DISTINCT ?o { ?s ?p ?o }")
        assert serialized(answer, "tsv") == b"?o\n_:c14n0\n"


def test_a_store_is_filled_from_files_that_may_be_compressed(tmp_path: Path) -> None:
    lines, quads = tmp_path / "all.nt", tmp_path / "all.nq.gz"
    lines.write_bytes(SHARED.lines)
    quads.write_bytes(gzip.compress(SHARED.quads))
    store = ox.Store()
    fill(store, GraphSource(lines=lines, quads=quads))
    assert len(store) == 3 + 4
    assert {str(graph) for graph in store.named_graphs()} == set(map(str, SHARED.graphs()))
