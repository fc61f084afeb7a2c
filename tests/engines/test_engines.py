"""The ready queries answer the same wherever the graph is; what differs between stores is said.

Virtuoso 7.2.5 and Oxigraph 0.5.13 are real here; docs/how-to/other-stores.md says
what these tests show.
"""

import subprocess
from collections import Counter
from functools import lru_cache
from pathlib import Path

import pyoxigraph as ox
import pytest

from publisher.model import ReadyQuery, Term
from publisher.sparql.endpoint import EndpointEngine
from publisher.sparql.engine import StoreEngine, Triples
from publisher.sparql.graph_store import Credentials, GraphStore, GraphStoreError
from publisher.sparql.parameters import inject, with_base
from publisher.sparql.results import result_rows
from publisher.vocabulary import PREFIXES
from tests.engines.stores import Store, publisher
from tests.flagship import loaded

Rows = Counter[tuple[Term | None, ...]]
QUERIES = {query.name: query for query in loaded().queries}
FREE = [query.name for query in loaded().queries if query.parameters]
XSD = PREFIXES["xsd"]
SUBJECT = "<http://x/s> <http://x/p>"
# Terms that stores keep by their value, not as they were written.
TERMS = f"""<http://x/s> <http://x/language> "colour"@en-GB .
<http://x/s> <http://x/integer> "01"^^<{XSD}integer> .
<http://x/s> <http://x/decimal> "1.50"^^<{XSD}decimal> .
<http://x/s> <http://x/boolean> "true"^^<{XSD}boolean> .
<http://x/s> <http://x/unsigned> "7"^^<{XSD}nonNegativeInteger> .
<http://x/s> <http://x/year> "2008"^^<{XSD}gYear> .
<http://x/s> <http://x/month> "2015-03"^^<{XSD}gYearMonth> .
<http://x/s> <http://x/text> "\\u0259 \\"q\\" \\n \\\\u0041 \\U0001F600" .
"""


@lru_cache(maxsize=1)
def _ours() -> StoreEngine:
    return StoreEngine(*loaded().queried_datasets)


def _text(query: ReadyQuery, *, is_free: bool) -> str:
    defaults = {parameter.name: parameter.default for parameter in query.parameters}
    return query.text if is_free else inject(query.text, defaults)


def _same(store: Store, text: str) -> None:
    theirs = EndpointEngine(store.endpoint).answer(with_base(text, loaded().graph.base))
    columns, found = result_rows(theirs)
    expected_columns, expected = result_rows(_ours().answer(text))
    assert columns == expected_columns
    assert Rows(found) == Rows(expected)


def _value(store: Store, query: str, *, graph: str = "") -> str:
    ((cell,),) = result_rows(EndpointEngine(store.of(graph or store.graph)).answer(query))[1]
    return str(cell)


def _integer(number: int) -> str:
    return f'"{number}"^^<{XSD}integer>'


COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"


@pytest.mark.parametrize("name", QUERIES)
def test_a_ready_query_has_our_answer(store: Store, name: str) -> None:
    _same(store, _text(QUERIES[name], is_free=False))


@pytest.mark.parametrize("name", FREE)
def test_a_ready_query_without_its_parameters_has_our_answer(store: Store, name: str) -> None:
    _same(store, _text(QUERIES[name], is_free=True))


@pytest.mark.parametrize(
    "call", [("timeline", "--param", "from=2014"), ("claims-counted",), ("meetings",)]
)
def test_the_program_prints_the_same_table_from_a_store(store: Store, call: tuple[str]) -> None:
    here = publisher("query", *call, "--format", "csv")
    there = publisher("query", *call, "--format", "csv", "--endpoint", store.endpoint)
    assert (there.returncode, there.stderr) == (0, "")
    assert len(here.stdout.splitlines()) > 1
    assert sorted(there.stdout.splitlines()) == sorted(here.stdout.splitlines())


def test_the_whole_graph_comes_back(store: Store, dump: Path) -> None:
    answer = EndpointEngine(store.endpoint).answer("CONSTRUCT WHERE { ?s ?p ?o }")
    assert isinstance(answer, Triples)
    sent = {str(quad.triple) for quad in ox.parse(path=dump, format=ox.RdfFormat.N_TRIPLES)}
    found = {str(triple) for triple in answer.triples}
    if store.name == "oxigraph":
        # Oxigraph stores the types that derive from xsd:integer as xsd:integer, ours too.
        sent = {line.replace("#nonNegativeInteger>", "#integer>") for line in sent}
    assert found == sent


def test_a_graph_loaded_twice_is_there_once(store: Store, dump: Path) -> None:
    again = store.load("--dump", str(dump))
    count = dump.read_bytes().count(b"\n")
    where = f"{count:,} triples in {store.graph or 'its default graph'}"
    said = f"{store.queries} holds {where}, as many as were sent (1 request)\n"
    assert (again.returncode, again.stdout, again.stderr) == (0, "", said)
    assert _value(store, COUNT) == _integer(count)


def test_a_graph_in_pieces_replaces_what_was_there(
    store: Store, dump: Path, tmp_path: Path
) -> None:
    large, small = tmp_path / "large.nt", tmp_path / "small.nt"
    text = dump.read_text(encoding="utf-8")
    copies = [text.replace("<https://example.org/", f"<https://{n}.example/") for n in range(5)]
    large.write_text("".join(copies), encoding="utf-8")
    small.write_text(TERMS.splitlines()[-1], encoding="utf-8")
    # What is not the site's own, such as the terms of quoted statements, is the same in each copy.
    lines = len(set("".join(copies).splitlines()))

    for file, count, said in ((large, lines, "3 requests"), (small, 1, "1 request")):
        ended = store.load("--graph", "http://x/pieces", "--dump", str(file), "--pieces", "1")
        assert ended.returncode == 0, ended.stderr
        assert ended.stderr.endswith(f"as many as were sent ({said})\n")
        assert _value(store, COUNT, graph="http://x/pieces") == _integer(count)


def _terms(store: Store, tmp_path: Path) -> tuple[subprocess.CompletedProcess[str], dict[str, str]]:
    file = tmp_path / "terms.nt"
    file.write_text(TERMS, encoding="utf-8")
    ended = store.load("--graph", "http://x/terms", "--dump", str(file))
    answer = EndpointEngine(store.of("http://x/terms")).answer("SELECT ?p ?o WHERE { ?s ?p ?o }")
    return ended, {str(p).rpartition("/")[2][:-1]: str(o) for p, o in result_rows(answer)[1]}


def test_terms_come_back_by_their_value(store: Store, tmp_path: Path) -> None:
    ended, found = _terms(store, tmp_path)
    assert ended.returncode == 0, ended.stderr
    assert found["year"] == f'"2008"^^<{XSD}gYear>'
    assert found["month"] == f'"2015-03"^^<{XSD}gYearMonth>'
    assert found["text"] == '"\u0259 \\"q\\" \\n \\\\u0041 \U0001f600"'
    assert found["integer"] == _integer(1)
    assert found["decimal"] == f'"1.5"^^<{XSD}decimal>'
    assert found["language"] == '"colour"@en-gb'
    if store.name == "oxigraph":
        assert found["boolean"] == f'"true"^^<{XSD}boolean>'
        assert found["unsigned"] == _integer(7)
    else:
        assert found["boolean"] == f'"1"^^<{XSD}boolean>'
        assert found["unsigned"] == f'"7"^^<{XSD}nonNegativeInteger>'


@pytest.mark.parametrize("other", [f'"01"^^<{XSD}integer>', f'"1.0"^^<{XSD}decimal>'])
def test_a_store_that_makes_one_of_two_triples_is_told_of(
    store: Store, other: str, tmp_path: Path
) -> None:
    file = tmp_path / "two.nt"
    same = f'"1"^^<{other.rpartition("<")[2]}'
    file.write_text(f"{SUBJECT} {same} .\n{SUBJECT} {other} .\n", encoding="utf-8")
    ended = store.load("--graph", "http://x/two", "--dump", str(file))
    assert ended.returncode == 1
    assert "holds 1 triple in http://x/two, but 2 were sent" in ended.stderr


def test_a_load_that_breaks_off_leaves_the_graph_as_it_was_or_a_part(store: Store) -> None:
    # publisher load parses first, and sends no such body; a network may.
    graph = "http://x/broken"
    credentials = Credentials(
        user=store.environment.get("PUBLISHER_ENGINE_USER", "nobody"),
        password=store.environment.get("PUBLISHER_ENGINE_PASSWORD", ""),
    )
    target = GraphStore(store.engine, graph=graph, credentials=credentials)
    target.authenticate()
    old = [f'{SUBJECT} "old {number}" .\n'.encode() for number in range(9)]
    target.put(old, size=sum(map(len, old)))
    new = [*(line.replace(b"old", b"new") for line in old[:5]), b"broken\n"]
    with pytest.raises(GraphStoreError, match=r"answered (400|500)"):
        target.put(new, size=sum(map(len, new)))
    left = result_rows(EndpointEngine(store.of(graph)).answer("SELECT ?o WHERE { ?s ?p ?o }"))[1]
    expected = old if store.name == "oxigraph" else new[:5]
    assert sorted(str(cell) for (cell,) in left) == [line.decode()[26:-3] for line in expected]


# What docs/how-to/other-stores.md says of Virtuoso alone.


def test_virtuoso_answers_from_its_own_graphs_too_unless_one_is_named(
    virtuoso_store: Store,
) -> None:
    own = "ASK { GRAPH <http://www.openlinksw.com/schemas/virtrdf#> { ?s ?p ?o } }"
    assert result_rows(EndpointEngine(virtuoso_store.queries).answer(own))[1]
    everything = EndpointEngine(virtuoso_store.queries).answer(COUNT)
    assert (
        result_rows(everything)[1]
        != result_rows(EndpointEngine(virtuoso_store.endpoint).answer(COUNT))[1]
    )


def test_virtuoso_takes_no_default_graph(virtuoso_store: Store) -> None:
    ended = publisher("load", "--engine", virtuoso_store.engine, **virtuoso_store.environment)
    assert ended.returncode == 2
    assert "name a graph with --graph IRI" in ended.stderr


def test_virtuoso_finds_another_first_text_unless_asked_for_strings(virtuoso_store: Store) -> None:
    quotes = "?s <https://w3id.org/quoted-statements#quote> ?quote"
    by_string = f"SELECT (MIN(STR(?quote)) AS ?first) WHERE {{ {quotes} }}"
    ((ours,),) = result_rows(_ours().answer(by_string))[1]
    assert _value(virtuoso_store, by_string) == ours
    assert _value(virtuoso_store, by_string.replace("STR(?quote)", "?quote")) != ours


def test_virtuoso_takes_true_for_the_integer_one(virtuoso_store: Store, tmp_path: Path) -> None:
    file = tmp_path / "true.nt"
    file.write_text(
        f'{SUBJECT} "1"^^<{XSD}integer> .\n{SUBJECT} "true"^^<{XSD}boolean> .\n', encoding="utf-8"
    )
    ended = virtuoso_store.load("--graph", "http://x/true", "--dump", str(file))
    assert ended.returncode == 1
    assert "holds 1 triple in http://x/true, but 2 were sent" in ended.stderr


def test_a_wrong_password_changes_nothing_and_is_not_printed(
    virtuoso_store: Store, dump: Path
) -> None:
    before = _value(virtuoso_store, COUNT)
    for environment in (
        {"PUBLISHER_ENGINE_PASSWORD": "wrong-one"},
        {"PUBLISHER_ENGINE_PASSWORD": "", "PUBLISHER_ENGINE_USER": ""},
    ):
        ended = virtuoso_store.load("--dump", str(dump), **environment)
        assert ended.returncode == 2
        assert "answered 401" in ended.stderr
        assert "wrong-one" not in ended.stderr
    assert _value(virtuoso_store, COUNT) == before


def test_virtuoso_s_table_for_ask_is_read_as_a_boolean(virtuoso_store: Store) -> None:
    for query, said in (("ASK { ?s ?p ?o }", True), ("ASK { <http://x/none> ?p ?o }", False)):
        answer = EndpointEngine(virtuoso_store.endpoint).answer(query)
        assert isinstance(answer, ox.QueryBoolean)
        assert bool(answer) is said


def test_virtuoso_takes_a_graph_that_quotes_html_for_html(
    virtuoso_store: Store, tmp_path: Path
) -> None:
    file = tmp_path / "html.nt"
    file.write_text(f'{SUBJECT} "<html><body>words" .\n', encoding="utf-8")
    ended = virtuoso_store.load("--graph", "http://x/html", "--dump", str(file))
    assert ended.returncode == 2
    assert "unsupported type text/html" in ended.stderr
