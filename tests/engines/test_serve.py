"""`publisher serve --engine`: the same endpoint over another store, under the same limits."""

import json
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from email.utils import formatdate
from http.client import IncompleteRead
from pathlib import Path
from typing import TextIO
from urllib.parse import urlencode

import pyoxigraph as ox
import pytest
from rdflib import Graph

from publisher.querypool import make_store
from publisher.sparql.engine import StoreEngine
from publisher.sparql.graphs import GraphSource
from publisher.sparql.results import result_rows
from tests import flagship
from tests.calls import IN_TIME
from tests.engines.stores import Store, oxigraph_read_only
from tests.serve.running import Reply, served
from tests.serve.running import request as fetch

QUERIES = {query.name: query.text for query in flagship.loaded().queries}
SETTINGS = {
    "deadline": 2.0,
    "rows": 500,
    "probation": 0.001,
    "errors": 100_000,
    "query_seconds": 100_000,
}
NETWORKS = "SELECT ?network { ?network a <ontology#Network> }"
ENDLESS = """SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l
FILTER(STRLEN(STR(?c)) + STRLEN(STR(?f)) + STRLEN(STR(?i)) + STRLEN(STR(?l)) = 1) }"""
"""Too many combinations for any engine."""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_settings(tmp_path_factory.mktemp("engine"), SETTINGS)


@pytest.fixture(scope="module")
def slow_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose queries meet no deadline, however busy the machine is."""
    return write_settings(tmp_path_factory.mktemp("slow"), {**SETTINGS, "deadline": 25.0})


def write_settings(folder: Path, values: Mapping[str, float]) -> Path:
    """Write settings alone: the site that is served is the flagship's."""
    lines = "\n".join(f"{name} = {value}" for name, value in values.items())
    (folder / "pyproject.toml").write_text(
        f'[tool.publisher]\nbase = "{flagship.project().base}"\n[tool.publisher.serve]\n{lines}\n',
        encoding="utf-8",
    )
    return folder


@contextmanager
def over(
    endpoint: str, project: Path, site: Path, *, stderr: TextIO | None = None
) -> Iterator[str]:
    arguments = ("--project", str(project), "--out", str(site), "--engine", endpoint)
    with served(*arguments, stderr=stderr) as (address, _):
        yield address


@pytest.fixture(scope="module")
def read_only_store(tmp_path_factory: pytest.TempPathFactory, dump: Path) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("read-only")
    make_store(GraphSource(lines=dump), folder / "db")
    with oxigraph_read_only(folder) as running:
        yield running


@pytest.fixture(scope="module", params=["virtuoso_store", "read_only_store"])
def server(request: pytest.FixtureRequest, slow_project: Path, site: Path) -> Iterator[str]:
    store = request.getfixturevalue(request.param)
    assert isinstance(store, Store)
    with over(store.endpoint, slow_project, site) as address:
        yield address


def ask(server: str, query: str, format_: str = "json") -> Reply:
    return fetch(server, "/sparql?" + urlencode({"query": query, "format": format_}))


@pytest.mark.parametrize("name", QUERIES)
def test_a_ready_query_has_our_answer(server: str, name: str) -> None:
    found = ask(server, QUERIES[name])
    assert found.status == 200, found.body
    answer = ox.parse_query_results(found.body, format=ox.QueryResultsFormat.JSON)
    own = StoreEngine(*flagship.loaded().queried_datasets).answer(QUERIES[name])
    assert Counter(result_rows(answer)[1]) == Counter(result_rows(own)[1])


@pytest.mark.parametrize("format_", ["csv", "tsv", "xml", "json"])
def test_tables_come_in_each_format(server: str, format_: str) -> None:
    found = ask(server, NETWORKS, format_)
    assert found.status == 200
    assert b"network/enoc" in found.body


@pytest.mark.parametrize("format_", ["ttl", "nt", "jsonld", "rdf"])
def test_graphs_come_in_each_format(server: str, format_: str) -> None:
    found = ask(server, "CONSTRUCT WHERE { <network/enoc> ?p ?o }", format_)
    assert found.status == 200
    graph = Graph().parse(data=found.body, format=found.headers.get_content_type())
    assert len(graph) >= 4
    assert {str(one) for one in graph.subjects()} == {f"{flagship.project().base}network/enoc"}


def test_pages_are_those_of_the_site(server: str, site: Path) -> None:
    found = fetch(server, "/network/enoc.ttl")
    assert found.body == (site / "network" / "enoc.ttl").read_bytes()
    assert json.loads(fetch(server, "/readyz").body)["status"] == "ready"


def test_a_query_that_does_not_parse_is_the_client_s_fault(server: str) -> None:
    found = ask(server, "SELECT * WHERE { ?s ?p")
    assert found.status == 400
    assert "malformed" in json.loads(found.body)["title"]


def test_the_engine_s_address_is_not_told(server: str) -> None:
    for query in ("SELECT * WHERE { ?s ?p", "SELECT (<x:f>(1) AS ?x) { }"):
        assert b"127.0.0.1" not in ask(server, query).body


@pytest.mark.parametrize(
    "query",
    ["SELECT * { ?s ?p ?o }", "CONSTRUCT WHERE { ?s ?p ?o }"],
    ids=["rows", "triples"],
)
def test_an_answer_that_is_too_large_is_a_problem(server: str, query: str) -> None:
    format_ = "csv" if "SELECT" in query else "nt"
    try:
        found = ask(server, query, format_)
    except IncompleteRead:
        return
    assert found.status == 400
    assert "An answer may have 500" in json.loads(found.body)["detail"]


@pytest.mark.parametrize("query", ["SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"])
def test_federation_is_refused_before_the_engine_sees_it(server: str, query: str) -> None:
    assert ask(server, query).status == 403


def test_an_update_is_refused(server: str) -> None:
    assert ask(server, "INSERT DATA { <x:a> <x:a> <x:a> }").status == 403


# What no store does on demand.


@contextmanager
def listening(answer: Callable[[socket.socket], None]) -> Iterator[str]:
    """An engine that treats each connection so; its address."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        is_over = threading.Event()

        def accept() -> None:
            while not is_over.is_set():
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                thread = threading.Thread(target=treat, args=(connection,), daemon=True)
                thread.start()

        def treat(connection: socket.socket) -> None:
            with connection, suppress(OSError):
                connection.recv(1 << 16)
                answer(connection)

        threading.Thread(target=accept, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}/query"
        finally:
            is_over.set()
            listener.shutdown(socket.SHUT_RDWR)


def _silent(connection: socket.socket) -> None:
    connection.recv(1)  # until the other end leaves


HEADER = b"HTTP/1.1 200 OK\r\nContent-Type: application/sparql-results+json\r\n"


def _slow(connection: socket.socket) -> None:
    connection.settimeout(0.1)
    connection.sendall(HEADER + b"\r\n")
    while True:
        connection.sendall(b" ")
        try:
            if not connection.recv(1):
                return
        except TimeoutError:
            pass


def _broken(connection: socket.socket) -> None:
    connection.sendall(HEADER + b'Content-Length: 1000\r\n\r\n{"head": {"vars": ["x"]}, ')


def _html(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html>")


def _elsewhere(connection: socket.socket) -> None:
    connection.sendall(
        b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:9/secret\r\nContent-Length: 0\r\n\r\n"
    )


@pytest.mark.parametrize(
    ("answer", "statuses"),
    [
        (_silent, {502, 504}),
        (_slow, {502, 504}),
        (_broken, {502}),
        (_html, {502}),
        (_elsewhere, {502}),
    ],
)
def test_an_engine_that_misbehaves_is_a_problem_in_time(
    answer: Callable[[socket.socket], None], statuses: set[int], project: Path, site: Path
) -> None:
    with listening(answer) as engine, over(engine, project, site) as server:
        started = time.monotonic()
        found = ask(server, "SELECT ?x { }")
        assert time.monotonic() - started < IN_TIME
        assert found.status in statuses
        assert found.headers.get_content_type() == "application/problem+json"
        assert engine.encode() not in found.body
        assert b"secret" not in found.body
        assert fetch(server, "/network/enoc.ttl").status == 200


GOOD = b'{"head":{"vars":["s"]},"results":{"bindings":[{"s":{"type":"literal","value":"x"}}]}}'
FAULTS = {
    "cut": (b"200 OK", GOOD[:-20], b"", 502, ""),
    "blank node": (
        b"200 OK",
        GOOD.replace(b'"literal","value":"x"', b'"bnode","value":"nodeID://b1"'),
        b"",
        502,
        "",
    ),
    "iri": (
        b"200 OK",
        GOOD.replace(b'"literal","value":"x"', b'"uri","value":"http://x.example/a b"'),
        b"",
        502,
        "",
    ),
    "part": (b"206 Partial Content", GOOD, b"", 502, ""),
    "part of Virtuoso's": (
        b"200 OK",
        GOOD,
        b"X-SQL-State: S1TAT\r\nX-SQL-Message: Returning incomplete results\r\n",
        502,
        "",
    ),
    "row limit of Virtuoso's": (b"200 OK", GOOD, b"X-SPARQL-MaxRows: 10000\r\n", 502, ""),
    "down for longer than a day": (
        b"503 Service Unavailable",
        b"",
        b"Retry-After: %b\r\n" % (b"9" * 5000),
        503,
        "86400",
    ),
    "down until yesterday": (
        b"503 Service Unavailable",
        b"",
        b"Retry-After: Thu, 01 Jan 2015 00:00:00 GMT\r\n",
        503,
        "10",
    ),
    "busy": (b"429 Too Many Requests", b"", b"Retry-After: 17\r\n", 503, "17"),
    "down": (b"503 Service Unavailable", b"", b"Retry-After: 120\r\n", 503, "120"),
    "down without a time": (b"503 Service Unavailable", b"", b"", 503, "10"),
    "failed": (b"500 Internal Server Error", b"too slow", b"", 502, ""),
    "login": (b"401 Unauthorized", b"", b"", 502, ""),
    "lost": (b"404 Not Found", b"", b"", 502, ""),
    "moved": (b"302 Found", b"", b"Location: http://127.0.0.1:9/\r\n", 502, ""),
}


def saying(status: bytes, body: bytes, headers: bytes) -> Callable[[socket.socket], None]:
    def answer(connection: socket.socket) -> None:
        connection.sendall(
            b"HTTP/1.1 %b\r\nContent-Type: application/sparql-results+json\r\n%b"
            b"Content-Length: %d\r\nConnection: close\r\n\r\n%b"
            % (status, headers, len(body), body)
        )

    return answer


@pytest.fixture
def strict(tmp_path: Path) -> Path:
    """Settings by which a client may fail once."""
    (tmp_path / "pyproject.toml").write_text(
        f'[tool.publisher]\nbase = "{flagship.project().base}"\n[tool.publisher.serve]\n'
        "errors = 1\nprobation = 60.0\n",
        encoding="utf-8",
    )
    return tmp_path


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_of_the_engine_is_told_as_one_logged_and_no_client_s(
    name: str, strict: Path, site: Path
) -> None:
    status, body, headers, expected, retry_after = FAULTS[name]
    log = strict / "log"
    with (
        listening(saying(status, body, headers)) as engine,
        log.open("w") as said,
        over(engine, strict, site, stderr=said) as server,
    ):
        for _ in range(3):
            found = ask(server, "SELECT ?s { }")
            assert (found.status, found.header("retry-after")) == (expected, retry_after)
            assert found.headers.get_content_type() == "application/problem+json"
            assert engine.encode() not in found.body
    assert log.read_text().count("engine") >= 3


@pytest.mark.parametrize("status", [b"429 Too Many Requests", b"503 Service Unavailable"])
def test_an_engine_that_names_a_date_is_asked_again_then(
    status: bytes, strict: Path, site: Path
) -> None:
    def answer(connection: socket.socket) -> None:
        then = formatdate(time.time() + 300, usegmt=True).encode()
        saying(status, b"", b"Retry-After: %b\r\n" % then)(connection)

    with listening(answer) as engine, over(engine, strict, site) as server:
        found = ask(server, "SELECT ?s { }")
    assert found.status == 503
    assert 290 <= int(found.header("retry-after")) <= 301


def test_what_the_engine_says_of_a_query_is_told_as_text(strict: Path, site: Path) -> None:
    said = 'line 1:\n expected "é"'.encode()
    with (
        listening(saying(b"400 Bad Request", said, b"")) as engine,
        over(engine, strict, site) as server,
    ):
        found = ask(server, "SELECT ?s { }")
    assert found.status == 400
    assert json.loads(found.body)["detail"].endswith('line 1: expected "é".')


def test_an_answer_of_the_engine_is_kept_for_seconds_and_has_no_tag(
    project: Path, site: Path, tmp_path: Path
) -> None:
    count = iter(range(1, 1000))

    def answer(connection: socket.socket) -> None:
        body = GOOD.replace(b'"x"', b'"%d"' % next(count))
        saying(b"200 OK", body, b"")(connection)

    def values(server: str, number: int) -> list[str]:
        found = [ask(server, "SELECT ?s { }") for _ in range(number)]
        assert not any(one.header("etag") for one in found)
        return [json.loads(one.body)["results"]["bindings"][0]["s"]["value"] for one in found]

    text = (project / "pyproject.toml").read_text()
    (tmp_path / "pyproject.toml").write_text(f"{text}engine_seconds = 0.001\n")
    with listening(answer) as engine, over(engine, tmp_path, site) as server:
        assert len(set(values(server, 4))) > 1
    (tmp_path / "pyproject.toml").write_text(f"{text}engine_seconds = 1000.0\n")
    with listening(answer) as engine, over(engine, tmp_path, site) as server:
        assert len(set(values(server, 4))) == 1


def test_an_engine_that_is_not_there_is_a_problem_until_it_comes(
    project: Path, site: Path, dump: Path, tmp_path: Path
) -> None:
    make_store(GraphSource(lines=dump), tmp_path / "db")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with over(f"http://127.0.0.1:{port}/query", project, site) as server:
        found = ask(server, NETWORKS)
        assert found.status == 502
        assert "engine" in json.loads(found.body)["title"]
        assert fetch(server, "/network/enoc.ttl").status == 200
        assert fetch(server, "/readyz").status == 503
        with oxigraph_read_only(tmp_path, port=port):
            assert ask(server, NETWORKS).status == 200
            assert fetch(server, "/readyz").status == 200


def test_a_query_without_end_is_stopped_here(
    project: Path, site: Path, dump: Path, tmp_path: Path
) -> None:
    # A store of its own, which goes on with the query after its client has left.
    make_store(GraphSource(lines=dump), tmp_path / "db")
    with oxigraph_read_only(tmp_path) as store, over(store.queries, project, site) as server:
        started = time.monotonic()
        assert ask(server, ENDLESS).status == 504
        assert time.monotonic() - started < IN_TIME
        assert ask(server, NETWORKS).status == 200
