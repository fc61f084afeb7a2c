import pytest

from publisher.check.queries import ask_queries, check_queries
from publisher.findings import Finding, Place
from publisher.load.query_header import read_query
from tests.check.graphs import BASE, codes, graph_of

GRAPH = graph_of('<a> a :T ; :p "x" .')


def found(body: str, *parameters: str) -> list[Finding]:
    header = ["# title: T", "# description: D", *(f"# param: {one}" for one in parameters)]
    text = "\n".join([*header, body])
    query, findings = read_query("q", text, file="queries/q.rq", base=BASE)
    assert findings == []
    return list(check_queries([query], GRAPH))


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
        read_query(name, f"# title: T\n# description: D\n{body}", file=name, base=BASE)[0]
        for name, body in {
            "endless": endless,
            "empty": "SELECT ?s WHERE { ?s a <b> }",
            "again": endless,
        }.items()
    ]
    said = {(one.place.file, one.code) for one in check_queries(queries, graph, seconds=0.5)}
    assert said == {
        ("endless", "query-too-slow"),
        ("empty", "query-empty"),
        ("again", "query-too-slow"),
    }


def test_the_answers_come_with_the_check_of_good_queries_alone() -> None:
    good, empty = (
        read_query(name, f"# title: T\n# description: D\n{body}", file=name, base=BASE)[0]
        for name, body in {
            "good": "SELECT ?s WHERE { ?s a <ontology#T> }",
            "empty": "SELECT ?s WHERE { ?s a <b> }",
        }.items()
    )
    asked = ask_queries([good], GRAPH, suffixes=lambda _: ["csv"], seconds=10)
    (answer,) = asked.answers

    assert answer is not None
    assert (answer.columns, answer.rows) == (("s",), [(f"<{BASE}a>",)])
    assert answer.files == {"csv": f"s\r\n{BASE}a\r\n".encode()}
    assert asked.findings == ()

    asked = ask_queries([good, empty], GRAPH, suffixes=lambda _: ["csv"], seconds=10)

    assert codes(asked.findings) == ["query-empty"]
    assert asked.answers == ()
