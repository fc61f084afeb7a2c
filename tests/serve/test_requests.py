"""Requests as clients and browsers send them, which a server may be too strict for."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.serve.running import Reply, in_thread, request

SELECT = quote("SELECT ?s WHERE { ?s ?p ?o } ORDER BY ?s LIMIT 1")
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
DIRECT = {"Content-Type": "application/sparql-query"}
NO_GRAPH = "default-graph-uri=http%3A%2F%2Fno.such%2F"


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with in_thread(site) as found:
        yield found


def post(address: str, path: str, body: str | bytes, headers: dict[str, str]) -> Reply:
    content = body.encode() if isinstance(body, str) else body
    return request(address, path, method="POST", body=content, headers=headers)


def detail(reply: Reply) -> str:
    assert reply.header("content-type") == "application/problem+json"
    assert reply.header("access-control-allow-origin") == "*"
    return str(json.loads(reply.body)["detail"])


# From scripts of other sites


@pytest.mark.parametrize("path", ["/sparql", "/sparql/", "/network/enoc", "/queries/x", "/", "/no"])
def test_a_script_may_send_the_headers_that_clients_send(address: str, path: str) -> None:
    asked = {
        "Origin": "https://elsewhere.example",
        "Access-Control-Request-Method": "GET",
        "Access-Control-Request-Headers": "authorization, content-type, x-request-id",
    }
    reply = request(address, path, method="OPTIONS", headers=asked)
    assert reply.status == 204
    allowed = {one.strip() for one in reply.header("access-control-allow-headers").split(",")}
    assert {"*", "Authorization", "Content-Type"} <= allowed
    assert reply.header("access-control-allow-origin") == "*"


# Queries by POST


def test_a_form_honours_graphs_and_format_of_its_address(address: str) -> None:
    for headers, body in ((FORM, f"query={SELECT}"), (DIRECT, "SELECT ?s WHERE { ?s ?p ?o }")):
        reply = post(address, f"/sparql?{NO_GRAPH}&format=csv", body, headers)
        assert reply.header("content-type").startswith("text/csv")
        assert reply.body == b"s\r\n"
    got = request(address, f"/sparql?query={SELECT}&format=csv")
    both = post(address, "/sparql?format=csv", f"query={SELECT}&format=csv", FORM)
    assert both.body == got.body


def test_a_form_and_its_address_may_not_disagree(address: str) -> None:
    reply = post(address, "/sparql?format=csv", f"query={SELECT}&format=json", FORM)
    assert reply.status == 400
    assert "more than one format: csv, json" in detail(reply)


@pytest.mark.parametrize(
    ("body", "headers"),
    [(f"query={SELECT}", FORM), ("ASK {}", DIRECT)],
)
def test_a_query_comes_in_the_body_or_in_the_address(
    address: str, body: str, headers: dict[str, str]
) -> None:
    reply = post(address, f"/sparql?query={SELECT}", body, headers)
    assert reply.status == 400
    assert "more than one query, in its body and its address" in detail(reply)


@pytest.mark.parametrize("body", ["", "format=csv"])
def test_a_form_without_its_query_says_where_it_belongs(address: str, body: str) -> None:
    reply = post(address, f"/sparql?query={SELECT}", body, FORM)
    assert reply.status == 400
    assert "send it in the form" in detail(reply)


def test_an_update_in_the_address_of_a_form_is_refused(address: str) -> None:
    assert post(address, "/sparql?update=CLEAR+ALL", f"query={SELECT}", FORM).status == 403


@pytest.mark.parametrize("coding", ["gzip", "GZIP", "deflate", "br", "gzip, identity"])
def test_a_compressed_body_is_told_to_come_as_it_is(address: str, coding: str) -> None:
    headers = {**DIRECT, "Content-Encoding": coding}
    reply = post(address, "/sparql", gzip.compress(b"ASK {}"), headers)
    assert (reply.status, reply.header("accept-encoding")) == (415, "identity")
    assert "Content-Encoding" in detail(reply)


def test_a_body_in_another_charset_is_refused(address: str) -> None:
    for charset, status in {"utf-16": 415, "ISO-8859-1": 415, "UTF-8": 200, '"utf8"': 200}.items():
        headers = {"Content-Type": f"application/sparql-query; charset={charset}"}
        assert post(address, "/sparql", "ASK {}", headers).status == status
    headers = {**DIRECT, "Content-Encoding": "identity"}
    assert post(address, "/sparql", "ASK {}", headers).status == 200


def test_a_byte_order_mark_is_no_part_of_a_query(address: str) -> None:
    mark = "\ufeff"
    ways = (
        request(address, f"/sparql?format=csv&query={quote(mark)}{SELECT}"),
        post(address, "/sparql?format=csv", f"query={quote(mark)}{SELECT}", FORM),
        post(address, "/sparql?format=csv", f"{mark}SELECT ?s {{ ?s ?p ?o }} LIMIT 1", DIRECT),
    )
    for reply in ways:
        assert (reply.status, reply.body.count(b"\n")) == (200, 2)


# Addresses


@pytest.mark.parametrize("more", ["", f"?query={SELECT}", "?query=a%20b&format=csv"])
def test_a_slash_behind_the_endpoint_is_led_away_from(address: str, more: str) -> None:
    for method, status in {"GET": 301, "HEAD": 301, "POST": 308}.items():
        reply = request(address, f"/sparql/{more}", method=method)
        assert (reply.status, reply.header("location")) == (status, f"/sparql{more}")
        assert reply.header("access-control-allow-origin") == "*"


@pytest.mark.parametrize(
    "path", ["timeline.html", "timeline.csv", "timeline.json", "resting-on.html"]
)
@pytest.mark.parametrize("field", ["fbclid=abc", "utm_source=x&utm_medium=y", "x=1", "a=%26&b"])
def test_a_file_is_the_same_whatever_is_behind_its_address(
    address: str, path: str, field: str
) -> None:
    plain = request(address, f"/queries/{path}")
    reply = request(address, f"/queries/{path}?{field}")
    assert (reply.status, reply.body) == (200, plain.body)
    assert reply.header("etag") == plain.header("etag")


def test_a_field_of_others_hinders_no_parameter(address: str) -> None:
    path = "/queries/claims-by-claimant"
    plain = request(address, f"{path}.csv?claimant=document/letter&limit=1")
    for more in ("fbclid=a", "unknown=1", "utm_campaign=x"):
        reply = request(address, f"{path}.csv?{more}&claimant=document/letter&limit=1")
        assert (reply.status, reply.body) == (200, plain.body)
    shared = request(address, f"{path}?claimant=document/letter&limit=1&gclid=a&format=csv")
    assert (shared.status, shared.body) == (200, plain.body)
    assert request(address, "/queries/timeline?fbclid=abc").status == 303


# Faults of a query


@pytest.mark.parametrize(
    ("query", "said", "place"),
    [
        ("", "The query is empty.", (1, 1)),
        (" # nothing\n", "The query is empty.", (1, 1)),
        ("SELEC * {?s ?p ?o}", "begins with “SELEC”; did you mean SELECT?", (1, 1)),
        ("\n  constuct WHERE { ?s ?p ?o }", "“constuct”; did you mean CONSTRUCT?", (2, 3)),
        ("PREFX a: <x:y>\nASK {}", "“PREFX”; did you mean PREFIX?", (1, 1)),
        ("SELECT * {?s foo:bar ?o}", "the prefix foo: of foo:bar is not declared", (1, 14)),
        (
            "SELECT * {\n ?s ?p ?o .\n ?s foaf:name ?n }",
            "write on top: PREFIX foaf: <http://xmlns.com/foaf/0.1/>.",
            (3, 5),
        ),
        (
            "PREFIX rdfs: <x:y> SELECT * { ?s a rdfs:C ; rdf:value 'a:b' } # c:d",
            "PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>",
            (1, 45),
        ),
        ("ASK { ?s :p ?o }", "write on top: PREFIX : <https://example.org/ontology#>", (1, 10)),
        ("ASK {\n ?s ?p ?o", 'this "{" is not closed', (1, 5)),
        ("ASK { ?s ?p ?o FILTER(?o > (1) }", 'this "(" is not closed before', (1, 22)),
        ("ASK { ?s ?p ?o }}", 'this "}" closes no bracket', (1, 17)),
        ('ASK { ?s ?p "abc }', "the string that begins here does not end", (1, 13)),
        ("ASK { ?s <a b> ?o }", "<a b> is not an IRI", (1, 10)),
        ("SELECT * { ?s ?p ?o } LIMIT ten", "“ten” is wrong here; expected a number", (1, 29)),
        ("SELECT * WHERE", "the query ends behind “WHERE”", (1, 10)),
        ("CONSTRUCT { ?s ?p ?o } WHER { ?s ?p ?o }", "the nearest is WHERE", (1, 24)),
        ("PREFIX ex: http://x.example/ ASK {}", "“http:” begins an IRI; write it between", (1, 12)),
        (
            "ASK { ?s <http://x.example/p ?o }",
            'IRI that begins here does not end with ">"',
            (1, 10),
        ),
        ("SELECT ?x, ?y { ?x ?p ?y }", "without commas", (1, 10)),
        ("SELECT COUNT(?s) { ?s ?p ?o }", "(COUNT(…) AS ?name)", (1, 8)),
        ("SELECT (COUNT(?s) ?n) { ?s ?p ?o }", "needs a name: (… AS ?name)", (1, 8)),
        ("ASK { { SELECT ?s, ?o { ?s ?p ?o } } }", "without commas", (1, 18)),
        ("ASK { ?s ?p ?o FILTER ?o > 3 }", "a condition has brackets: FILTER(…)", (1, 23)),
        ("ASK { ?s ?p ?o FILTER NOT EXIST { ?s a ?o } }", "followed by EXISTS", (1, 27)),
        ("ASK { ?s ?p ?o FILTER(regexx(?o, 'x')) }", "did you mean REGEX?", (1, 23)),
        ("ASK { ?s ?p “x” }", "“ is not a quotation mark of SPARQL", (1, 13)),
        ("ASK { ?s ?p ‘x’ } # “", "‘ is not a quotation mark of SPARQL", (1, 13)),
        ("\u200bASK { ?s ?p ?o }", "U+200B (zero width space)", (1, 1)),
        ("# a\u00a0b\nASK\u00a0{ ?s ?p ?o ", "U+00A0 (no-break space)", (2, 4)),
        ('ASK { ?s ?p "a\\uD800b" }', "\\uD800 is half of a character", (1, 15)),
        ('ASK { ?s ?p "\\U00110000" }', "beyond the last character", (1, 14)),
        ("SELECT ?s (1 AS ?s) { ?s ?p ?o }", "overrides an existing variable", (1, 33)),
    ],
)
def test_a_fault_of_a_query_is_named_with_its_place(
    address: str, query: str, said: str, place: tuple[int, int]
) -> None:
    reply = request(address, f"/sparql?query={quote(query)}")
    assert reply.status == 400
    assert said.lower() in detail(reply).lower()
    found = json.loads(reply.body)
    assert (found["line"], found["column"]) == place


@pytest.mark.parametrize(
    "query",
    [
        "SELECT (COUNT(?s) AS ?n) (1 + 1 AS ?two) ?p { ?s ?p ?o } GROUP BY ?p",
        "SELECT (<http://www.w3.org/2001/XMLSchema#string>(?o) AS ?x) { ?s ?p ?o } LIMIT 1",
        "ASK { ?s ?p ?o FILTER(?o IN (1, 2) || (isNumeric(?o))) FILTER regex(str(?o), 'a') }",
        "ASK { ?s ?p '“\u00a0x\u200b”' } # “http: it's",
        "SELECT * { ?s ?p ?o FILTER EXISTS { ?s a ?c } } ORDER BY DESC(?s) LIMIT 1",
    ],
)
def test_what_may_seem_a_slip_is_answered_where_it_is_none(address: str, query: str) -> None:
    assert request(address, f"/sparql?query={quote(query)}").status == 200


def test_a_body_that_is_not_utf_8_is_told_as_one(address: str) -> None:
    for media_type in ("sparql-query", "x-www-form-urlencoded"):
        reply = request(
            address,
            "/sparql",
            method="POST",
            body=b'query=ASK { ?s ?p "\xe9" }',
            headers={"content-type": f"application/{media_type}"},
        )
        assert reply.status == 400
        assert "body is not UTF-8: byte 20 " in detail(reply)


@pytest.mark.parametrize("graph", ["", "no-iri", "a b", "http://a b/"])
@pytest.mark.parametrize("field", ["default-graph-uri", "named-graph-uri"])
def test_a_graph_that_is_no_iri_is_the_request_s_fault(
    address: str, field: str, graph: str
) -> None:
    reply = request(address, f"/sparql?query={SELECT}&{field}={quote(graph)}")
    assert reply.status == 400
    assert f"{field.capitalize()} is no IRI" in detail(reply)
