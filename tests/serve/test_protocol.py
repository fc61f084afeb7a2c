import asyncio
from urllib.parse import quote, urlencode

import pytest
from starlette.requests import Request

from publisher.serve.problems import Problem
from publisher.serve.sparql_request import SparqlQuery, read_sparql_query
from tests.serve.asgi import posted, request_of

ASK = "ASK { }"
LONGEST = 65_536


def query_of(request: Request) -> SparqlQuery | None:
    return asyncio.run(read_sparql_query(request, max_size=LONGEST))


def asked(request: Request) -> SparqlQuery:
    query = query_of(request)
    assert query is not None
    return query


def status(request: Request) -> int:
    with pytest.raises(Problem) as problem:
        query_of(request)
    return problem.value.status


def post(body: bytes, media_type: str, query: str = "") -> Request:
    return posted(body, query=query, content_type=media_type)


def test_a_query_comes_by_each_of_the_three_ways() -> None:
    fields = [("query", ASK), ("default-graph-uri", "a:1"), ("named-graph-uri", "a:2")]
    expected = SparqlQuery(
        text=ASK, table="json", graph="ttl", default_graphs=("a:1",), named_graphs=("a:2",)
    )
    form = urlencode(fields)
    assert asked(request_of(query=form)) == expected
    assert (
        asked(post(form.encode(), "application/x-www-form-urlencoded; charset=UTF-8")) == expected
    )
    assert asked(post(ASK.encode(), "application/sparql-query", urlencode(fields[1:]))) == expected


def test_a_get_without_a_query_asks_for_the_editor_or_the_description() -> None:
    assert query_of(request_of()) is None
    assert query_of(request_of(method="HEAD")) is None


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        (post(b"", "application/x-www-form-urlencoded"), 400),
        (post(b"query=a&query=b", "application/x-www-form-urlencoded"), 400),
        (request_of(query="query=a&query=b"), 400),
        (request_of(query="query=%FF"), 400),
        (post(b"\xff", "application/sparql-query"), 400),
        (post(b"query=\xff", "application/x-www-form-urlencoded"), 400),
        (request_of(query="&".join(f"a{n}=" for n in range(101))), 400),
        (post(b"INSERT DATA { }", "application/sparql-update"), 403),
        (post(b"update=CLEAR+ALL", "application/x-www-form-urlencoded"), 403),
        (request_of(query="update=CLEAR+ALL"), 403),
        (post(ASK.encode(), "text/plain"), 415),
        (post(ASK.encode(), ""), 415),
        (request_of(query=f"query={'a' * 65_537}"), 414),
        (post(b"a" * 65_537, "application/sparql-query"), 413),
        (request_of(query=f"query={quote('é' * 40_000)}"), 414),
        (request_of(query="query=a", accept="image/png"), 406),
        (request_of(query="query=a&format=docx"), 406),
    ],
)
def test_what_is_no_query_is_refused(request_: Request, expected: int) -> None:
    assert status(request_) == expected


@pytest.mark.parametrize(
    ("accept", "table", "graph", "is_page"),
    [
        ("", "json", "ttl", False),
        ("*/*", "json", "ttl", False),
        ("text/csv", "csv", "", False),
        ("application/sparql-results+xml, text/turtle;q=0.5", "xml", "ttl", False),
        ("text/turtle", "", "ttl", False),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "xml", "rdf", True),
        ("text/html;q=0.1, text/csv", "csv", "", False),
        ("application/json", "json", "jsonld", False),
    ],
)
def test_a_format_is_chosen_for_each_form_of_query(
    accept: str,
    table: str,
    graph: str,
    is_page: bool,  # noqa: FBT001
) -> None:
    found = asked(request_of(query="query=x", accept=accept))
    assert (found.table, found.graph, found.is_page) == (table, graph, is_page)


@pytest.mark.parametrize(
    ("name", "table", "graph"),
    [
        ("csv", "csv", ""),
        ("JSON", "json", "jsonld"),
        ("xml", "xml", "rdf"),
        ("ttl", "", "ttl"),
        ("text/turtle", "", "ttl"),
        ("application/sparql-results%2Bjson", "json", ""),
        ("application/sparql-results+json", "json", ""),
        ("application/json", "json", "jsonld"),
        ("turtle", "", "ttl"),
        ("n3", "", "ttl"),
        ("json-ld", "", "jsonld"),
        ("rdf+xml", "", "rdf"),
        ("rdf%2Bxml", "", "rdf"),
        ("ntriples", "", "nt"),
        ("text/plain", "", "nt"),
        ("rdf", "", "rdf"),
    ],
)
@pytest.mark.parametrize("field", ["format", "output"])
def test_a_format_may_be_named(field: str, name: str, table: str, graph: str) -> None:
    found = asked(request_of(query=f"query=x&{field}={name}", accept="image/png"))
    assert (found.table, found.graph) == (table, graph)
