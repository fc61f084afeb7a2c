"""`/cite`: citations through the server, as its clients get them."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
import rispy

from publisher.citation import CITATION_FORMATS
from publisher.terms import bare
from publisher.vocabulary import EV_CLAIM, EV_CONTENT, EV_RECORD
from tests import flagship
from tests.serve.running import Reply, in_thread, request

BASE = "https://example.org/"


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with in_thread(site) as started:
        yield started


def cited(address: str, iri: str, accept: str = "", /, **fields: str) -> Reply:
    query = urlencode({"iri": iri, **fields})
    return request(address, f"/cite?{query}", headers={"Accept": accept} if accept else {})


@pytest.mark.parametrize(("name", "media_type"), CITATION_FORMATS.items())
def test_a_format_is_chosen_by_accept_or_by_name(address: str, name: str, media_type: str) -> None:
    by_accept = cited(address, f"{BASE}network/enoc", media_type)
    by_name = cited(address, f"{BASE}network/enoc", "text/html", format=name)
    assert (by_accept.status, by_name.status) == (200, 200)
    assert by_accept.body == by_name.body
    assert by_accept.header("content-type").startswith(media_type)
    assert by_accept.header("access-control-allow-origin") == "*"


@pytest.mark.parametrize(
    "iri",
    [BASE, f"{BASE}catalog#dataset", f"{BASE}index.html", "/", "catalog", f"{BASE}catalog.ttl"],
)
def test_the_dataset_is_cited_by_its_iri_and_by_its_home(
    address: str, site: Path, iri: str
) -> None:
    reply = cited(address, iri, format="bibtex")
    assert reply.body == (site / "cite" / "dataset.bib").read_bytes()


@pytest.mark.parametrize("iri", ["network/enoc", f"{BASE}network/enoc.html", "/network/enoc.html"])
def test_a_page_is_cited_by_its_address_too(address: str, iri: str) -> None:
    assert cited(address, iri).body == cited(address, f"{BASE}network/enoc").body


def test_the_server_cites_as_the_whole_graph_does(address: str) -> None:
    graph = flagship.names().graph
    records = graph.instances(EV_RECORD)
    for record in records[:: len(records) // 20]:
        (item,) = json.loads(cited(address, bare(record), format="csl").body)
        assert item["title"].startswith(("Statement: ", "Claim of "))
        assert item["URL"] == bare(record)
        assert re.search("“.+” \\(", item["note"])


def test_no_citation_of_a_claim_or_of_its_content_has_a_title_without_claimant(
    address: str,
) -> None:
    graph = flagship.names().graph
    for claim in graph.instances(EV_CLAIM):
        for term in (claim, *graph.objects(claim, EV_CONTENT)):
            text = cited(address, bare(term), format="ris").body.decode()
            (entry,) = rispy.loads(text.replace("\r\n", "\n"))
            assert entry["title"].startswith("Claim of ")
            assert ", reported in " in entry["title"]


def test_an_answer_is_cited_with_its_parameters(address: str) -> None:
    query = f"{BASE}queries/claims-by-claimant?claimant=document/letter"
    (item,) = json.loads(cited(address, query, "application/json").body)
    assert item["title"].startswith("Answer to the query: ")
    assert item["URL"].endswith("?claimant=document%2Fletter")


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ("", 400, "iri is missing"),
        ("iri=", 400, "iri is missing"),
        ("iri=a%3Cb", 400, "which no IRI has"),
        ("iri=a&iri=b", 400, "more than once"),
        ("iri=a&style=apa", 400, "There is no parameter style"),
        ("iri=network/enok", 404, "network/enok"),
        ("iri=https://elsewhere.example/x", 404, "elsewhere"),
        ("iri=queries/none", 404, "queries/none"),
        ("iri=queries/claims-by-claimant?x=1", 400, "has none of this name"),
        ("iri=network/enoc&format=docx", 406, "format"),
        ("iri=" + "x" * 3_000, 400, "more than 2,048 characters"),
    ],
)
def test_a_problem_says_what_to_do(address: str, query: str, status: int, words: str) -> None:
    reply = request(address, f"/cite?{query}")
    assert reply.status == status
    assert words in json.loads(reply.body)["detail"]


def test_a_citation_is_known_by_its_tag(address: str) -> None:
    tag = cited(address, "network/enoc").header("etag")
    reply = request(address, "/cite?iri=network/enoc", headers={"If-None-Match": tag})
    assert (reply.status, reply.body) == (304, b"")
    head = request(address, "/cite?iri=network/enoc", method="HEAD")
    assert (head.status, head.body) == (200, b"")
