"""Ready queries as an API, of the flagship and of a project made here."""

import csv
import io
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from publisher.commands.build import build
from publisher.project import read_project
from tests.examples import examples
from tests.serve.running import Reply, in_thread, request

LINK = re.compile(r'<([^>]*)>; rel="([^"]*)"')


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with in_thread(site) as found:
        yield found


def get(address: str, path: str, accept: str = "", /, **fields: str | int) -> Reply:
    query = f"?{urlencode(fields)}" if fields else ""
    return request(address, f"/queries/{path}{query}", headers={"Accept": accept} if accept else {})


def links(reply: Reply) -> dict[str, str]:
    return {relation: target for target, relation in LINK.findall(reply.header("link"))}


def bindings(reply: Reply) -> list[dict[str, str]]:
    assert reply.status == 200, reply.body
    found = json.loads(reply.body)["results"]["bindings"]
    return [{name: term["value"] for name, term in row.items()} for row in found]


def problem(reply: Reply) -> dict[str, object]:
    assert reply.header("content-type") == "application/problem+json"
    found: dict[str, object] = json.loads(reply.body)
    assert found["status"] == reply.status
    return found


# Values


def test_the_defaults_answer_as_the_file_of_the_site(address: str) -> None:
    of_file = get(address, "claims-by-claimant.json")
    asked = get(address, "claims-by-claimant", claimant="document/letter")
    assert bindings(asked) == bindings(of_file)
    assert {row["claimantLabel"] for row in bindings(asked)} == {
        "Official letter addressed to Peter Maurer"
    }


def test_another_value_has_another_answer(address: str) -> None:
    found = bindings(get(address, "claims-by-claimant", claimant="post/commissioner"))
    assert {row["claimantLabel"] for row in found} == {"Commissioner"}


def test_an_iri_may_be_written_whole(address: str) -> None:
    short = get(address, "claims-by-claimant", claimant="document/letter")
    whole = get(address, "claims-by-claimant", claimant="https://example.org/document/letter")
    assert short.body == whole.body


@pytest.mark.parametrize(
    ("path", "fields", "parameter", "said"),
    [
        ("resting-on", {"at": "soon"}, "at", "expected a whole number of at most 18 digits"),
        ("resting-on", {"att": "5"}, "att", "did you mean at?"),
        ("resting-on", {"at": "5" * 2_001}, "at", "it has more than 2,000 characters"),
        ("resting-on", {"source": "a b"}, "source", "expected an IRI"),
        ("resting-on", {"source": "> } INSERT"}, "source", "expected an IRI"),
        ("resting-on", {"limit": "0"}, "limit", "expected a whole number from 1 to 10,000"),
        ("resting-on", {"limit": "10001"}, "limit", "expected a whole number from 1 to 10,000"),
        ("resting-on", {"limit": "٣"}, "limit", "expected a whole number"),
        ("resting-on", {"offset": "-1"}, "offset", "expected a whole number from 0"),
        ("resting-on", {"query": "ASK {}"}, "query", "the query has none of this name"),
        ("resting-on.csv", {"sources": "a"}, "sources", "did you mean source?"),
        ("resting-on.html", {"ofset": "5"}, "ofset", "did you mean offset?"),
    ],
)
def test_a_wrong_parameter_is_named(
    address: str, path: str, fields: dict[str, str], parameter: str, said: str
) -> None:
    reply = get(address, path, **fields)
    assert reply.status == 400
    found = problem(reply)
    assert found["parameter"] == parameter
    assert str(found["detail"]).startswith(f"Parameter {parameter}")
    assert said in str(found["detail"])


def test_a_parameter_given_twice_is_wrong(address: str) -> None:
    reply = request(address, "/queries/resting-on?at=5&at=6")
    assert problem(reply)["detail"] == "Parameter at: it is given more than once."


def test_fields_that_are_no_utf_8_are_wrong(address: str) -> None:
    assert request(address, "/queries/resting-on?at=%FF").status == 400


def test_a_value_is_a_term_whatever_it_holds(address: str) -> None:
    attack = 'stressed") } } # \\u0022 } INSERT DATA { <a:b> <a:b> <a:b> }'
    assert bindings(get(address, "claims-by-voice", voice=attack)) == []


def test_a_query_that_is_not_there_is_not_found(address: str) -> None:
    assert get(address, "no-such-query", x=1).status == 404


# Formats


@pytest.mark.parametrize(
    ("suffix", "media_type", "content_type"),
    [
        ("json", "application/sparql-results+json", "application/sparql-results+json"),
        ("xml", "application/sparql-results+xml", "application/sparql-results+xml"),
        ("csv", "text/csv", "text/csv; charset=utf-8; header=present"),
        ("tsv", "text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("html", "text/html", "text/html; charset=utf-8"),
    ],
)
def test_each_format_comes_by_accept_by_suffix_and_by_name(
    address: str, suffix: str, media_type: str, content_type: str
) -> None:
    at = {"at": 500}
    replies = [
        get(address, "resting-on", media_type, **at),
        get(address, f"resting-on.{suffix}", **at),
        get(address, "resting-on", **at, format=suffix),
        get(address, "resting-on", **at, format=media_type),
    ]
    for reply in replies:
        assert reply.status == 200
        assert reply.header("content-type") == content_type
        assert "accept" in reply.header("vary")
    if suffix != "html":
        assert len({reply.body for reply in replies}) == 1


def test_without_fields_the_way_leads_to_a_document_in_every_format(address: str) -> None:
    for suffix, media_type in {"csv": "text/csv", "xml": "application/sparql-results+xml"}.items():
        reply = get(address, "resting-on", media_type)
        assert (reply.status, reply.header("location")) == (303, f"/queries/resting-on.{suffix}")
        assert request(address, reply.header("location")).status == 200
    assert get(address, "resting-on", "image/png").status == 406
    assert get(address, "resting-on", "image/png", at=5).status == 406


def test_an_answer_that_the_client_has_is_not_sent_again(address: str) -> None:
    path = "/queries/resting-on?at=500&limit=1"
    tag = request(address, path).header("etag")
    again = request(address, path, headers={"If-None-Match": tag})
    assert (again.status, again.body) == (304, b"")
    assert request(address, path + "0", headers={"If-None-Match": tag}).status == 200


def test_head_has_the_headers_of_get(address: str) -> None:
    path = "/queries/resting-on.csv?at=500"
    got, head = request(address, path), request(address, path, method="HEAD")
    assert head.body == b""
    for name in ("content-type", "etag", "link", "content-length"):
        assert head.header(name) == got.header(name)


def test_nothing_can_be_posted(address: str) -> None:
    reply = request(address, "/queries/resting-on", method="POST", body=b"at=5")
    assert (reply.status, reply.header("allow")) == (405, "GET, HEAD, OPTIONS")


# Pages


def test_pages_lead_from_one_to_the_next_through_all_rows(address: str) -> None:
    every = bindings(get(address, "passages.json"))
    found, path, pages = [], "/queries/passages?limit=25&format=json", 0
    while path:
        reply = request(address, path)
        found += bindings(reply)
        path = links(reply).get("next", "")
        pages += 1
    assert found == every
    assert pages == -(-len(every) // 25)


def test_a_page_in_the_middle_leads_both_ways(address: str) -> None:
    found = links(get(address, "passages.csv", limit=10, offset=15))
    assert found["next"] == "/queries/passages.csv?limit=10&offset=25"
    assert found["prev"] == "/queries/passages.csv?limit=10&offset=5"
    assert found["first"] == "/queries/passages.csv?limit=10"
    assert found["service-desc"] == "/openapi.json"


def test_the_last_page_has_no_next_even_where_it_is_full(address: str) -> None:
    count = len(bindings(get(address, "passages.json")))
    reply = get(address, "passages", limit=5, offset=count - 5)
    assert len(bindings(reply)) == 5
    assert "next" not in links(reply)
    assert "next" in links(get(address, "passages", limit=5, offset=count - 6))
    assert bindings(get(address, "passages", limit=5, offset=count)) == []


def test_a_person_gets_a_table_with_fields_and_the_next_page(address: str) -> None:
    reply = get(address, "claims-by-claimant", "text/html", claimant="document/letter", limit=2)
    page = reply.body.decode()
    assert page.count("<tr>") == 3
    assert 'value="document/letter"' in page
    assert 'href="../queries/claims-by-claimant?claimant=document%2Fletter&amp;limit=2' in page
    assert 'rel="next"' in page


# A project of its own


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("project")
    texts = {
        "ontology/none.ttl": "# nothing\n",
        "shapes/.keep": "",
        "data/facts.ttl": "PREFIX schema: <https://schema.org/>\n"
        "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n"
        '<thing/one> a schema:Thing ; rdfs:label "=1+1"@en .\n',
        "queries/graph.rq": "# title: Graph\n# description: All.\n"
        "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }\n",
        "queries/labels.rq": "# title: Labels\n# description: All.\n"
        "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n"
        "SELECT ?label WHERE { ?s rdfs:label ?label } ORDER BY ?label\n",
        "queries/yes.rq": "# title: Any\n# description: Whether there is any.\nASK { ?s ?p ?o }\n",
        "pyproject.toml": '[tool.publisher]\nbase = "https://data.example/below/"\n'
        'title = "Small"\n',
    }
    for path, text in texts.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    report = build(read_project(folder), out=folder / "site")
    assert [one.text for one in report.findings if one.is_error] == []
    with in_thread(folder / "site") as found:
        yield f"{found}/below"


def below(small: str, path: str) -> Reply:
    host, _, root = small.rpartition("/")
    return request(host, f"/{root}/{path}")


def test_a_query_whose_answer_is_a_graph_has_the_formats_of_graphs(small: str) -> None:
    for path in ("queries/graph.nt", "queries/graph?format=nt"):
        reply = below(small, path)
        reply = (
            below(small, reply.header("location").partition("/below/")[2])
            if (reply.status == 303)
            else reply
        )
        assert reply.header("content-type").startswith("application/n-triples")
        assert b"<https://data.example/below/thing/one>" in reply.body
    assert below(small, "queries/graph.ttl").status == 200
    assert below(small, "queries/graph.csv").status == 404
    assert problem(below(small, "queries/graph?limit=1"))["parameter"] == "limit"


def test_yes_or_no_is_answered_in_the_formats_of_tables(small: str) -> None:
    assert json.loads(below(small, "queries/yes.json").body)["boolean"] is True
    assert below(small, "queries/yes.csv").body == b"result\r\ntrue\r\n"
    assert problem(below(small, "queries/yes?offset=1"))["parameter"] == "limit"


def test_the_csv_runs_no_formula_and_the_endpoint_tells_the_truth(small: str) -> None:
    for path in (
        "queries/labels.csv",
        "queries/labels.csv?limit=9",
        "queries/labels?format=csv&limit=9",
    ):
        text = below(small, path).body.decode()
        assert list(csv.reader(io.StringIO(text))) == [["label"], ["'=1+1"]]
    assert b'"=1+1"' in below(small, "queries/labels.json?limit=9").body
    fields = urlencode({"query": "SELECT ?l { ?s ?p ?l FILTER(isLiteral(?l)) }", "format": "csv"})
    assert below(small, f"sparql?{fields}").body == b"l\r\n=1+1\r\n"


def test_links_stay_below_a_base_with_a_path(small: str) -> None:
    reply = below(small, "queries/labels.csv?limit=1&offset=1")
    assert links(reply)["first"] == "/below/queries/labels.csv?limit=1"


# Its description


def test_the_description_is_openapi(address: str) -> None:
    reply = request(address, "/openapi.json")
    about = json.loads(reply.body)
    assert about["openapi"].startswith("3.1")
    OpenAPIV31SpecValidator(about).validate()
    assert "/queries/claims-by-claimant" in about["paths"]


def test_schemathesis_finds_nothing(address: str, tmp_path: Path) -> None:
    """Some thousand requests in CI, fit and unfit, against what the description promises."""
    config = Path(__file__).with_name("schemathesis.toml")
    found = subprocess.run(
        [
            *(sys.executable, "-m", "schemathesis.cli", "--config-file", str(config), "run"),
            *(f"{address}/openapi.json", "--url", address, "--max-examples", str(examples(10))),
            "--generation-deterministic",
            "--no-color",
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=250,
        check=False,
    )
    assert found.returncode == 0, found.stdout + found.stderr
    tried = re.search(r"(\d+) generated, (\d+) passed", found.stdout)
    assert tried, found.stdout
    assert tried[1] == tried[2]
    assert int(tried[1]) > examples(2_000)
