import pytest

from publisher.dataset import Dataset
from publisher.errors import QueryError
from publisher.sparql.engine import StoreEngine, Triples
from publisher.sparql.results import result_rows
from publisher.sparql.tokens import form, has_service, variables
from publisher.terms import iri, literal

BASE = "https://example.org/"
GRAPH = Dataset.of([(iri(f"{BASE}a"), iri(f"{BASE}p"), literal("x", language="en"))], base=BASE)


def test_relative_iris_are_of_the_base() -> None:
    answer = StoreEngine(GRAPH).answer("SELECT ?o { <a> <p> ?o }")
    assert result_rows(answer) == (("o",), [('"x"@en',)])


def test_a_graph_is_sorted_and_has_each_triple_once() -> None:
    query = "CONSTRUCT { <z> <p> <o> . <b> <p> ?o } { { <a> <p> ?o } UNION { <a> <p> ?o } }"
    answer = StoreEngine(GRAPH).answer(query)
    assert isinstance(answer, Triples)
    assert [subject for subject, _, _ in result_rows(answer)[1]] == [f"<{BASE}b>", f"<{BASE}z>"]


@pytest.mark.parametrize(
    ("query", "message", "place"),
    [
        ("SELECT *\n{ ?s x:p ?o }", "the prefix x: of x:p is not declared; write on top:", (2, 6)),
        ("SELECT (?s AS ?o) { ?s ?p ?o }", "The SELECT overrides an existing variable", (1, 31)),
        ("SELECT * { ?s ?p ?o ", 'this "{" is not closed', (1, 10)),
    ],
)
def test_a_query_that_does_not_parse_says_where(
    query: str, message: str, place: tuple[int, int]
) -> None:
    with pytest.raises(QueryError) as caught:
        StoreEngine(GRAPH).check(query)
    assert str(caught.value).startswith(f"the query does not parse: {message}")
    assert "\n" not in str(caught.value)
    assert (caught.value.line, caught.value.column) == place


def test_an_empty_query_is_called_empty() -> None:
    for query in ("", " \n\t", "# nothing\n"):
        with pytest.raises(QueryError, match=r"^the query is empty$"):
            StoreEngine(GRAPH).answer(query)


@pytest.mark.parametrize("query", ["INSERT DATA { <a> <b> <c> }", "LOAD <http://x/>", "{", "SELEC"])
def test_what_is_no_query_is_refused(query: str) -> None:
    with pytest.raises(QueryError, match="not a SELECT, ASK, CONSTRUCT or DESCRIBE"):
        StoreEngine(GRAPH).answer(query)


def test_a_query_nested_too_deep_is_refused_before_it_is_parsed() -> None:
    with pytest.raises(QueryError, match="more than 100 deep"):
        StoreEngine(GRAPH).answer("ASK " + "{" * 100_000 + "}" * 100_000)


@pytest.mark.parametrize("chain", ["!", "-", "1+", "1&&"])
def test_a_chain_that_would_overflow_the_parser_is_refused(chain: str) -> None:
    with pytest.raises(QueryError, match="more than 4,000 tokens"):
        StoreEngine(GRAPH).answer(f"ASK {{ FILTER({chain * 100_000}1) }}")


def test_the_data_of_values_may_be_long() -> None:
    data = "(1 <a>) " * 10_000
    answer = StoreEngine(GRAPH).answer(f"SELECT * {{ VALUES (?n ?s) {{ {data} }} ?s ?p ?o }}")
    assert len(result_rows(answer)[1]) == 10_000


SERVICES = [
    "SELECT * { SERVICE <http://x/> { ?s ?p ?o } }",
    "SELECT * { service silent ?e { ?s ?p ?o } }",
    "SELECT * { \\u0053ERVICE <http://x/> { ?s ?p ?o } }",
    "SELECT * { \\U00000053ervice <http://x/> { ?s ?p ?o } }",
    "SELECT * { ?a ?b 5.SERVICE<http://x/>{ ?s ?p ?o } }",
    "PREFIX ex: <http://x/> SELECT * { SERVICEex:foo { ?s ?p ?o } }",
    "PREFIX ex: <http://x/> SELECT * { SERVICESILENTex:foo{ ?s ?p ?o } }",
    "SELECT * { ?a ?b ?c FILTER(?a<?b)SERVICE#>\n?x{ ?s ?p ?o } }",
    "SELECT * { ?a ?b '\\'' . SERVICE <http://x/> { ?s ?p '' } }",
    "SELECT * { # '\nSERVICE <http://x/> { ?s ?p ?o } #'\n }",
]


@pytest.mark.parametrize("query", SERVICES)
def test_a_query_that_asks_another_endpoint_is_refused(query: str) -> None:
    with pytest.raises(QueryError, match="SERVICE"):
        StoreEngine(GRAPH).answer(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service { ?service ?p 'SERVICE' } # SERVICE <http://x/> { }",
        "PREFIX service: <http://x/> SELECT * { service:a service:SERVICE <http://x/service#a> }",
        'SELECT * { _:service ?p "a \\u0041 SERVICE" , """ SERVICE """ , \'x\'@service }',
        "PREFIX x: <http://x/> SELECT * { x:service ?p x:a\\#SERVICE }",
    ],
)
def test_the_word_service_elsewhere_is_no_service(query: str) -> None:
    StoreEngine(GRAPH).answer(query)


def test_escapes_beyond_unicode_are_no_crash() -> None:
    assert not has_service("ASK { ?s ?p '\\UFFFFFFFF' }")


def test_a_form_is_the_first_that_is_no_name_or_string() -> None:
    text = "# SELECT\nPREFIX select: <http://x/ask> VERSION 'ASK' DESCRIBE ?x { ?x select:ask 1 }"
    assert form(text) == "DESCRIBE"
    assert variables(text) == {"x"}


def test_a_long_text_is_read_in_linear_time() -> None:
    assert form("a." * 100_000 + " '''" * 10_000) == ""
