import logging
import re
from functools import partial
from typing import TypeAlias

import pytest

import publisher.ask as ask_module
from publisher import deadline
from publisher.ask import ask, stability
from publisher.dataset import Dataset
from publisher.findings import Finding, Place
from publisher.load.query_comments import read_ready_query
from publisher.model import Term
from publisher.sparql.engine import QueryResult, StoreEngine
from publisher.sparql.results import GRAPH_FORMATS, RESULT_FORMATS, result_rows, serialized
from publisher.sparql.sheet import sheet_of
from publisher.terms import iri, literal
from tests.check.graphs import BASE, codes, graph_of

Table: TypeAlias = tuple[tuple[str, ...], list[tuple[Term | None, ...]]]
GRAPH = graph_of('<a> a :T ; :p "x" .')


def found(body: str, *parameters: str) -> list[Finding]:
    header = ["# title: T", "# description: D", *(f"# param: {one}" for one in parameters)]
    text = "\n".join([*header, body])
    query, findings = read_ready_query("q", text, file="queries/q.rq", base=BASE)
    assert findings == []
    (run,) = ask([query], GRAPH)
    return list(run.findings)


@pytest.mark.parametrize(
    "body",
    [
        "SELECT ?s WHERE { ?s a <ontology#T> }",
        "ASK { ?s a <ontology#T> }",
        "CONSTRUCT WHERE { ?s ?p ?o }",
        "DESCRIBE <a>",
        "SELECT ?s WHERE { ?s ?p ?o } # SERVICE",
        'SELECT ?s WHERE { ?s ?p "x" . FILTER("SERVICE" != "x") }',
    ],
)
def test_a_good_query_passes(body: str) -> None:
    assert found(body) == []


def test_a_parameter_is_used_with_its_default() -> None:
    body = "SELECT ?s WHERE { ?s a ?kind }"

    assert found(body, "kind iri = <ontology#T>") == []
    assert codes(found(body, "kind iri = <ontology#U>")) == ["query-empty"]


def test_a_query_that_does_not_parse_is_found_where_it_breaks() -> None:
    (finding,) = found("SELECT ?s WHERE { ?s ?p }")

    assert finding.code == "query-broken"
    assert (finding.place.file, finding.place.line) == ("queries/q.rq", 3)


@pytest.mark.parametrize("body", ["", "INSERT DATA { <a> <b> <c> }", "SELECT ?s { " + "{" * 5_000])
def test_what_is_no_query_is_found(body: str) -> None:
    assert codes(found(body)) == ["query-broken"]


def test_a_query_to_another_endpoint_is_found_where_it_asks() -> None:
    (finding,) = found("SELECT ?s WHERE {\n  service <https://x.example/> { ?s ?p ?o } }")

    assert finding.code == "query-service"
    assert finding.place == Place(file="queries/q.rq", line=4, column=3)


def test_a_service_hidden_by_escapes_is_found() -> None:
    query = r"SELECT ?s WHERE { S\u0045RVICE <https://x.example/> { ?s ?p ?o } }"

    assert "query-service" in codes(found(query))


def test_a_parameter_that_nothing_uses_is_found_where_it_is_declared() -> None:
    (finding,) = found("SELECT ?s WHERE { ?s ?p ?o } # ?b", "a string = x", "b string = y")[1:]

    assert finding.code == "query-parameter-unused"
    assert finding.message == "parameter b is declared but ?b is nowhere"
    assert finding.place == Place(file="queries/q.rq", line=4, column=1)


def test_a_query_that_returns_nothing_is_found() -> None:
    assert codes(found('SELECT ?s WHERE { ?s ?p "y" }')) == ["query-empty"]


def test_a_query_that_never_ends_is_stopped_and_the_others_are_heard() -> None:
    endless = (
        "SELECT (COUNT(*) AS ?n) WHERE { "
        + " ".join(f"?a{at} ?b{at} ?c{at} ." for at in range(12))
        + " }"
    )
    graph = graph_of(" ".join(f'<a{at}> a :T ; :p "{at}" .' for at in range(40)))
    queries = [
        read_ready_query(name, f"# title: T\n# description: D\n{body}", file=name, base=BASE)[0]
        for name, body in {
            "endless": endless,
            "empty": "SELECT ?s WHERE { ?s a <b> }",
            "again": endless,
        }.items()
    ]
    runs = ask(queries, graph, seconds=0.5)
    assert [(run.query.name, codes(run.findings)) for run in runs] == [
        ("endless", ["query-too-slow"]),
        ("empty", ["query-empty"]),
        ("again", ["query-too-slow"]),
    ]


def test_a_run_has_the_answer_that_can_be_read_again_and_again() -> None:
    query, _ = read_ready_query(
        "q", "SELECT ?s WHERE { ?s a <ontology#T> }", file="q.rq", base=BASE
    )

    (run,) = ask([query], GRAPH)

    assert run.findings == ()
    assert run.answer is not None
    for _ in range(2):
        assert result_rows(run.answer.read()) == (("s",), [(f"<{BASE}a>",)])
        assert sheet_of(run.answer.read()) == f"s\r\n{BASE}a\r\n".encode()


@pytest.mark.parametrize(
    "body",
    [
        "SELECT ?s ?o ?unbound { ?s ?p ?o } ORDER BY ?o",
        'SELECT ("\\u0085\\n\\"ə😀"@az-Latn AS ?text) (1.50 AS ?number) {}',
        "ASK { ?s ?p ?o }",
        "ASK { ?s ?p <nowhere> }",
        "CONSTRUCT WHERE { ?s ?p ?o }",
        "DESCRIBE <a>",
    ],
)
def test_a_kept_answer_is_in_every_format_as_the_engine_gives_it(body: str) -> None:
    query, _ = read_ready_query("q", body, file="q.rq", base=BASE)
    engine = StoreEngine(GRAPH)

    (run,) = ask([query], GRAPH)

    assert run.answer is not None
    formats = GRAPH_FORMATS if run.answer.is_graph else RESULT_FORMATS
    for format_ in formats:
        direct = serialized(engine.answer(body), format_)
        assert serialized(run.answer.read(), format_) == direct


def test_an_answer_is_computed_once_and_its_order_checked_with_two_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # In this process, so that the calls can be counted.
    monkeypatch.setattr(deadline, "get_all_start_methods", list)
    read: list[str] = []

    def counted(step: str, answer: QueryResult) -> Table:
        read.append(step)
        return result_rows(answer)

    monkeypatch.setattr(ask_module, "result_rows", partial(counted, "answer"))
    monkeypatch.setattr(stability, "result_rows", partial(counted, "order"))
    query, _ = read_ready_query("q", "SELECT ?s { ?s ?p ?o } ORDER BY ?s", file="q.rq", base=BASE)

    ask([query], GRAPH)

    assert read == ["answer", "order", "order"]


def test_the_seconds_of_each_query_and_of_its_order_are_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.DEBUG, logger="publisher.ask"):
        found("SELECT ?s WHERE { ?s a ?kind } ORDER BY ?s")

    lines = [re.sub(r"[\d.]+", "…", record.getMessage()) for record in caplog.records]
    assert lines == ["query 'q': … seconds", "query 'q': order, … seconds"]


def test_blank_nodes_of_the_graph_are_no_fault_and_those_that_a_query_makes_are() -> None:
    node = Term("_:b0123456789ab")
    graph = Dataset.of(
        [(iri(f"{BASE}a"), iri(f"{BASE}p"), node), (node, iri(f"{BASE}q"), literal("x"))], base=BASE
    )
    bodies = {
        "graph": "SELECT ?o { <a> <p> ?o } ORDER BY ?o",
        "constructed": "CONSTRUCT { ?o <q> ?x } { ?o <q> ?x }",
        "made": "SELECT ?o { <a> <p> ?x BIND(BNODE() AS ?o) } ORDER BY ?o",
        "template": "CONSTRUCT { [] <q> ?x } { ?o <q> ?x }",
    }
    texts = {name: f"# title: T\n# description: D\n{body}" for name, body in bodies.items()}
    queries = [
        read_ready_query(name, text, file=f"queries/{name}.rq", base=BASE)[0]
        for name, text in texts.items()
    ]
    runs = ask(queries, graph)
    found = {run.query.name: [finding.code for finding in run.findings] for run in runs}
    assert found["graph"] == found["constructed"] == []
    assert found["made"] == found["template"] == ["query-unstable"]
    assert runs[0].answer is not None
    assert result_rows(runs[0].answer.read())[1] == [(node,)]
