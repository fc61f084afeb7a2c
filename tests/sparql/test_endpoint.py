import json
import socket
from collections.abc import Iterator

import pytest

from publisher.errors import QueryError
from publisher.sparql.endpoint import EndpointEngine
from publisher.sparql.engine import Triples
from publisher.sparql.parameters import inject
from publisher.sparql.results import result_rows, serialized
from publisher.terms import literal
from tests.sparql.endpoint import RESULTS, Endpoint, rdflib_reply, serving

TURTLE = '<http://x/a> <http://x/p> "é \\"q\\""@en , 1 .'


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    with serving(rdflib_reply(TURTLE)) as running:
        yield running


def test_a_select_asks_for_json_and_gives_terms(endpoint: Endpoint) -> None:
    answer = EndpointEngine(endpoint.url).answer("SELECT ?o { ?s ?p ?o } ORDER BY DATATYPE(?o)")
    assert sorted(str(cell) for (cell,) in result_rows(answer)[1]) == [
        '"1"^^<http://www.w3.org/2001/XMLSchema#integer>',
        '"é \\"q\\""@en',
    ]
    assert endpoint.accepted[0].startswith(RESULTS)


def test_an_ask_is_answered(endpoint: Endpoint) -> None:
    engine = EndpointEngine(endpoint.url)
    assert serialized(engine.answer("ASK { <http://x/a> ?p 1 }"), "csv") == b"true\n"
    assert serialized(engine.answer("ASK { <http://x/a> ?p 2 }"), "csv") == b"false\n"


@pytest.mark.parametrize("query", ["CONSTRUCT WHERE { ?s ?p ?o }", "DESCRIBE <http://x/a>"])
def test_a_graph_is_read(endpoint: Endpoint, query: str) -> None:
    answer = EndpointEngine(endpoint.url).answer(query)
    assert isinstance(answer, Triples)
    assert len(answer.triples) == 2
    assert b'"\xc3\xa9 \\"q\\""@en' in serialized(answer, "nt")


def test_a_parameter_reaches_an_endpoint_as_a_term(endpoint: Endpoint) -> None:
    query = inject("SELECT ?s { ?s ?p ?o FILTER(STR(?o) = ?text) }", {"text": literal('é "q"')})
    assert result_rows(EndpointEngine(endpoint.url).answer(query))[1] == [("<http://x/a>",)]
    bound = inject("SELECT ?s { ?s ?p ?o }", {"o": literal('é "q"', language="en")})
    assert result_rows(EndpointEngine(endpoint.url).answer(bound))[1] == [("<http://x/a>",)]


def test_a_word_in_a_comment_or_prefix_is_not_taken_for_the_form(endpoint: Endpoint) -> None:
    query = "PREFIX ask: <http://x/> # CONSTRUCT\nSELECT ?s { ?s ask:p 1 }"
    assert result_rows(EndpointEngine(endpoint.url).answer(query))[1] == [("<http://x/a>",)]
    assert endpoint.queries == [query]


def test_what_the_endpoint_says_of_a_bad_query_is_passed_on_in_one_line(endpoint: Endpoint) -> None:
    with pytest.raises(QueryError, match=r"QueryBadFormed.*Expected") as caught:
        EndpointEngine(endpoint.url).answer("SELECT ?s { ?s ?p }")
    assert str(caught.value).startswith(f"endpoint {endpoint.url}: ")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("status", "media_type", "body", "message"),
    [
        (200, "text/html", b"<html>", "answered in text/html, expected application/sparql-results"),
        (200, RESULTS, b"{", "sent what does not parse"),
        (200, RESULTS, b"", "sent what does not parse"),
        (404, "text/plain", b"", "EndPointNotFound"),
        (401, "text/plain", b"no", "Unauthorized"),
        (500, "text/plain", b"broken\nhere", "500"),
        (503, "text/plain", b"later", "status 503 Service Unavailable"),
    ],
)
def test_an_answer_that_is_none_is_an_error(
    status: int, media_type: str, body: bytes, message: str
) -> None:
    with (
        serving(lambda _: (status, media_type, body)) as running,
        pytest.raises(QueryError, match=message),
    ):
        result_rows(EndpointEngine(running.url).answer("SELECT * { ?s ?p ?o }"))


def test_results_in_xml_are_read_too() -> None:
    xml = (
        b'<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head><variable name="s"/></head>'
        b'<results><result><binding name="s"><uri>http://x/a</uri></binding></result></results>'
        b"</sparql>"
    )
    with serving(lambda _: (200, "application/sparql-results+xml", xml)) as running:
        answer = EndpointEngine(running.url).answer("SELECT * { ?s ?p ?o }")
    assert result_rows(answer) == (("s",), [("<http://x/a>",)])


def test_nobody_at_the_address_is_an_error() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/"
    with pytest.raises(QueryError, match="refused"):
        EndpointEngine(url).answer("ASK { }")


def test_an_endpoint_that_never_answers_is_given_up() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        engine = EndpointEngine(f"http://127.0.0.1:{silent.getsockname()[1]}/", timeout=1)
        with pytest.raises(QueryError, match="timed out"):
            engine.answer("ASK { }")


@pytest.mark.parametrize("url", ["file:///etc/hostname", "localhost:80", "", "http://", "ftp://x/"])
def test_what_is_no_web_address_is_no_endpoint(url: str) -> None:
    with pytest.raises(QueryError, match="is not a web address"):
        EndpointEngine(url)


def test_what_is_no_query_is_not_sent(endpoint: Endpoint) -> None:
    with pytest.raises(QueryError, match="not a SELECT"):
        EndpointEngine(endpoint.url).answer("DROP ALL")
    assert endpoint.queries == []


@pytest.mark.parametrize(("cells", "said"), [(["1"], "true"), (["0"], "false"), ([], "false")])
def test_a_table_that_stands_for_a_boolean_is_read_as_one(cells: list[str], said: str) -> None:
    # As Virtuoso 7 answers ASK.
    integer = {"type": "typed-literal", "datatype": "http://www.w3.org/2001/XMLSchema#integer"}
    found = [{"__ASK_RETVAL": {**integer, "value": cell}} for cell in cells]
    table = {"head": {"vars": ["__ASK_RETVAL"]}, "results": {"bindings": found}}
    with serving(lambda _: (200, RESULTS, json.dumps(table).encode())) as running:
        answer = EndpointEngine(running.url).answer("ASK { }")
    assert serialized(answer, "csv").decode() == f"{said}\n"


def test_any_other_table_is_no_answer_to_an_ask() -> None:
    row = '{"s": {"type": "uri", "value": "http://x/a"}}'
    body = f'{{"head": {{"vars": ["s"]}}, "results": {{"bindings": [{row}]}}}}'
    with (
        serving(lambda _: (200, RESULTS, body.encode())) as running,
        pytest.raises(QueryError, match="ASK is answered by a table"),
    ):
        EndpointEngine(running.url).answer("ASK { }")
