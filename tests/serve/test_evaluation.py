"""The endpoint answers as Oxigraph does by itself, whatever lies between the two."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

import pyoxigraph as ox
import pytest
from rdflib import Graph, Namespace
from rdflib.collection import Collection
from rdflib.compare import isomorphic
from rdflib.term import Node

from publisher.media_types import GRAPHS, TABLES
from publisher.sparql.results import RESULT_FORMATS
from tests.serve.evaluation import DATA, GRAPH, NAMED, QUERIES
from tests.serve.releases import BASE, write_release
from tests.serve.running import Reply, in_thread, request

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")
FORM = "application/x-www-form-urlencoded"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("evaluation")


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    """A server over the data, of which one graph has a name."""
    store = ox.Store(str(folder / "store"))
    store.load(DATA.encode(), format=ox.RdfFormat.TURTLE)
    store.load(NAMED.encode(), format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(GRAPH))
    store.flush()
    del store
    with in_thread(write_release(folder), store=folder / "store") as found:
        yield found


@pytest.fixture(scope="module")
def store(address: str, folder: Path) -> ox.Store:
    """The same data: its blank nodes have the same names."""
    assert address
    return ox.Store.read_only(str(folder / "store"))


def ask(address: str, query: str, media_type: str) -> Reply:
    found = request(
        address,
        "/sparql",
        method="POST",
        body=query.encode(),
        headers={"Accept": media_type, "Content-Type": "application/sparql-query"},
    )
    assert found.status == 200, found.body
    assert found.headers.get_content_type() == media_type
    return found


def rows(found: object) -> tuple[list[str], Counter[tuple[object, ...]]]:
    assert isinstance(found, ox.QuerySolutions)
    return [one.value for one in found.variables], Counter(tuple(row) for row in found)


def of_form(*words: str) -> list[str]:
    """The names of the queries of these forms."""
    return [name for name, query in QUERIES.items() if any(one in query for one in words)]


@pytest.mark.parametrize("suffix", TABLES)
@pytest.mark.parametrize("name", of_form("SELECT"))
def test_rows_are_the_engine_s_own(address: str, store: ox.Store, name: str, suffix: str) -> None:
    expected = store.query(QUERIES[name], base_iri=BASE)
    assert isinstance(expected, ox.QuerySolutions)
    found = ask(address, QUERIES[name], TABLES[suffix]).body
    if suffix == "csv":
        # CSV loses what a term is, so nothing but its text can be compared.
        text = expected.serialize(format=ox.QueryResultsFormat.CSV)
        assert text is not None
        assert sorted(found.split(b"\r\n")) == sorted(text.split(b"\r\n"))
        return
    assert rows(ox.parse_query_results(found, format=RESULT_FORMATS[suffix])) == rows(expected)


@pytest.mark.parametrize("name", of_form("ASK"))
def test_truth_is_the_engine_s_own(address: str, store: ox.Store, name: str) -> None:
    expected = bool(store.query(QUERIES[name], base_iri=BASE))
    for suffix, media_type in TABLES.items():
        found = ask(address, QUERIES[name], media_type).body
        if suffix == "json":
            assert json.loads(found)["boolean"] is expected
        else:
            assert str(expected).lower().encode() in found


@pytest.mark.parametrize("name", of_form("CONSTRUCT", "DESCRIBE"))
@pytest.mark.parametrize("suffix", GRAPHS)
def test_graphs_are_the_engine_s_own(address: str, store: ox.Store, suffix: str, name: str) -> None:
    expected = store.query(QUERIES[name], base_iri=BASE)
    assert isinstance(expected, ox.QueryTriples)
    text = expected.serialize(format=ox.RdfFormat.N_TRIPLES)
    assert text
    found = ask(address, QUERIES[name], GRAPHS[suffix])
    parsed = Graph().parse(data=found.body, format=GRAPHS[suffix])
    assert isomorphic(parsed, Graph().parse(data=text, format="nt"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A request of the standard's tests with a query that has an answer."""

    name: str
    headers: Mapping[str, str]
    fields: str
    body: str

    def ask(self, address: str) -> Reply:
        return request(
            address,
            f"/sparql?{self.fields}",
            method="POST" if self.body else "GET",
            body=self.body.encode() or None,
            headers=self.headers,
        )

    def own(self, store: ox.Store) -> object:
        """The engine's own answer."""
        fields = parse_qsl(self.fields)
        if self.headers.get("content-type", "").startswith(FORM):
            fields += parse_qsl(self.body)
        query = next((value for key, value in fields if key == "query"), self.body)
        default = [ox.NamedNode(value) for key, value in fields if key == "default-graph-uri"]
        named = [ox.NamedNode(value) for key, value in fields if key == "named-graph-uri"]
        if not default and not named:
            return store.query(query, base_iri=BASE)
        return store.query(query, base_iri=BASE, default_graph=[*default], named_graphs=[*named])


def cases(standards: Path) -> Iterator[Case]:
    about = Graph().parse(standards / "sparql11" / "protocol" / "manifest.ttl")

    def members(of: Node | None) -> list[Node]:
        return list(Collection(about, of)) if of else []

    for test in members(next(about.objects(None, MF.entries))):
        name = str(test).rpartition("#")[2]
        if not name.startswith("query_"):
            continue
        (asked,) = members(about.value(about.value(test, MF.action), HT.requests))
        body = about.value(asked, HT.body)
        yield Case(
            name=name,
            headers={
                str(about.value(one, HT.fieldName)).lower(): str(about.value(one, HT.fieldValue))
                for one in members(about.value(asked, HT.headers))
            },
            fields=urlsplit(str(about.value(asked, HT.absolutePath))).query,
            body=str(about.value(body, CNT.chars)) if body else "",
        )


def test_the_standard_s_own_queries_are_answered_as_the_engine_does(
    standards: Path, tmp_path: Path
) -> None:
    store = ox.Store(str(tmp_path / "store"))
    for number in (1, 2, 3):
        path = standards / "sparql11" / "protocol" / f"data{number}.nt"
        graph = ox.NamedNode(f"http://kasei.us/2009/09/sparql/data/data{number}.rdf")
        store.load(path=str(path), format=ox.RdfFormat.N_TRIPLES, to_graph=graph)
    store.flush()
    asked = list(cases(standards))
    assert len(asked) == 13
    with in_thread(write_release(tmp_path), store=tmp_path / "store") as address:
        for case in asked:
            found = case.ask(address)
            assert found.status == 200, case.name
            _compare(case.name, found, case.own(store))


def _compare(name: str, found: Reply, expected: object) -> None:
    media_type = found.headers.get_content_type()
    suffix = next((one for one, known in TABLES.items() if known == media_type), "")
    if isinstance(expected, ox.QueryTriples):
        parsed = Graph().parse(data=found.body, format=media_type)
        text = expected.serialize(format=ox.RdfFormat.N_TRIPLES)
        assert text is not None
        assert isomorphic(parsed, Graph().parse(data=text, format="nt")), name
    elif isinstance(expected, ox.QueryBoolean):
        said = ox.parse_query_results(found.body, format=RESULT_FORMATS[suffix])
        assert bool(said) == bool(expected), name
    else:
        parsed_rows = rows(ox.parse_query_results(found.body, format=RESULT_FORMATS[suffix]))
        assert parsed_rows == rows(expected), name


@pytest.mark.parametrize("name", of_form("SELECT", "ASK"))
def test_a_kept_answer_is_the_one_that_was_given(address: str, name: str) -> None:
    asked = "/sparql?" + urlencode({"query": QUERIES[name], "format": "json"})
    first, second = request(address, asked), request(address, asked)
    assert first.status == 200
    assert (first.body, first.header("etag")) == (second.body, second.header("etag"))
