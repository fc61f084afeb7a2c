from urllib.parse import quote, urlencode

import pytest

from publisher.serve.messages import Request
from publisher.serve.problems import Problem
from publisher.serve.protocol import Asked, read

ASK = "ASK { }"
LONGEST = 65_536


def asked(request: Request) -> Asked:
    found = read(request, longest=LONGEST)
    assert isinstance(found, Asked)
    return found


def status(request: Request) -> int:
    found = read(request, longest=LONGEST)
    assert isinstance(found, Problem)
    return found.status


def post(body: bytes, media_type: str, query: str = "") -> Request:
    return Request(method="POST", body=body, query=query, headers={"content-type": media_type})


def test_a_query_comes_by_each_of_the_three_ways() -> None:
    fields = [("query", ASK), ("default-graph-uri", "a:1"), ("named-graph-uri", "a:2")]
    expected = Asked(
        query=ASK, table="json", graph="ttl", default_graphs=("a:1",), named_graphs=("a:2",)
    )
    form = urlencode(fields)
    assert asked(Request(query=form)) == expected
    assert (
        asked(post(form.encode(), "application/x-www-form-urlencoded; charset=UTF-8")) == expected
    )
    assert asked(post(ASK.encode(), "application/sparql-query", urlencode(fields[1:]))) == expected


def test_a_get_without_a_query_asks_for_the_editor_or_the_description() -> None:
    assert read(Request(), longest=LONGEST) is None
    assert read(Request(method="HEAD"), longest=LONGEST) is None


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        (post(b"", "application/x-www-form-urlencoded"), 400),
        (post(b"query=a&query=b", "application/x-www-form-urlencoded"), 400),
        (Request(query="query=a&query=b"), 400),
        (Request(query="query=%FF"), 400),
        (post(b"\xff", "application/sparql-query"), 400),
        (post(b"query=\xff", "application/x-www-form-urlencoded"), 400),
        (Request(query="&".join(f"a{n}=" for n in range(101))), 400),
        (post(b"INSERT DATA { }", "application/sparql-update"), 403),
        (post(b"update=CLEAR+ALL", "application/x-www-form-urlencoded"), 403),
        (Request(query="update=CLEAR+ALL"), 403),
        (post(ASK.encode(), "text/plain"), 415),
        (post(ASK.encode(), ""), 415),
        (Request(query=f"query={'a' * 65_537}"), 414),
        (post(b"a" * 65_537, "application/sparql-query"), 413),
        (Request(query=f"query={quote('é' * 40_000)}"), 414),
        (Request(query="query=a", headers={"accept": "image/png"}), 406),
        (Request(query="query=a&format=docx"), 406),
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
    found = asked(Request(query="query=x", headers={"accept": accept}))
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
    found = asked(Request(query=f"query=x&{field}={name}", headers={"accept": "image/png"}))
    assert (found.table, found.graph) == (table, graph)
