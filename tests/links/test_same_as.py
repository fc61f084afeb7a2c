"""`/sameas`: from an IRI of anybody to all that is the same, and by which links."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import rdflib
from rdflib.namespace import OWL

from publisher import limits
from tests.links.graphs import MUSEUM, served_graph
from tests.serve.running import Reply, in_thread, request

FIREFOX = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
VASE = "https://museum.example/id/vase"
THEIRS = "http://www.wikidata.org/entity/Q191851"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served_graph(tmp_path_factory.mktemp("museum"), MUSEUM) as found:
        yield found


@pytest.fixture(scope="module")
def flagship(site: Path) -> Iterator[str]:
    with in_thread(site) as found:
        yield found


def ask(address: str, iri: str, accept: str = "", **headers: str) -> Reply:
    fields = {"Accept": accept} if accept else {}
    return request(address, f"/sameas?iri={quote(iri, safe='')}", headers=fields | headers)


def same(address: str, iri: str) -> set[str]:
    reply = ask(address, iri)
    assert reply.status == 200, reply.body
    return {member["iri"] for member in json.loads(reply.body)["same"]}


@pytest.mark.parametrize(
    "iri",
    [
        VASE,
        THEIRS,
        "http://other.example/vase-1",
        "https://other.example/vase-1",
        "https://www.wikidata.org/wiki/Q191851",
        "wd:Q191851",
        "id/vase",
        "http://museum.example/id/vase",
        f"<{VASE}>",
        "https://museum.example/vase.html",
        "vase",
    ],
)
def test_all_that_is_the_same_is_found_from_each_of_its_iris(address: str, iri: str) -> None:
    assert same(address, iri) == {
        VASE,
        "http://other.example/vase-1",
        "https://other.example/vase-1",
        THEIRS,
    }


def test_what_is_here_has_its_label_and_its_page(address: str) -> None:
    answer: Any = json.loads(ask(address, THEIRS).body)

    assert answer["iri"] == THEIRS
    assert {
        "iri": VASE,
        "label": "A vase",
        "page": "https://museum.example/vase.html",
    } in answer["same"]
    theirs = next(member for member in answer["same"] if member["iri"] == THEIRS)
    assert (theirs["authority"], theirs["identifier"]) == ("wikidata", "Q191851")
    assert {
        "subject": VASE,
        "property": str(OWL.sameAs),
        "object": "http://other.example/vase-1",
    } in answer["links"]


def test_what_is_only_near_is_named_apart(address: str) -> None:
    answer: Any = json.loads(ask(address, "https://museum.example/id/paris").body)
    near: Any = json.loads(ask(address, "wd:Q90").body)

    members = {member["iri"] for member in answer["same"]}
    assert members == {"https://museum.example/id/paris", "https://sws.geonames.org/2988507/"}
    assert [link["object"] for link in answer["related"]] == ["http://www.wikidata.org/entity/Q90"]
    assert (near["same"], len(near["related"])) == ([], 1)


def test_turtle_has_the_links_as_they_are_asserted(address: str) -> None:
    reply = ask(address, VASE, "text/turtle")
    graph = rdflib.Graph().parse(data=reply.body, format="turtle")

    assert reply.header("content-type") == "text/turtle; charset=utf-8"
    other = rdflib.URIRef("https://other.example/vase-1")
    assert set(graph) == {
        (rdflib.URIRef(VASE), OWL.sameAs, rdflib.URIRef("http://other.example/vase-1")),
        (other, OWL.sameAs, rdflib.URIRef(THEIRS)),
    }


def test_a_browser_gets_a_page_that_leads_to_both_sides(address: str) -> None:
    reply = ask(address, THEIRS, FIREFOX)

    assert reply.header("content-type").startswith("text/html")
    assert b'href="vase.html">A vase</a>' in reply.body
    assert THEIRS.encode() in reply.body


def test_a_resource_without_links_is_the_same_as_nothing_else(address: str) -> None:
    reply = ask(address, "https://museum.example/id/plain")

    assert reply.status == 200
    assert json.loads(reply.body)["same"] == []


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("", 400),
        ("iri=", 400),
        ("iri=id/vase&iri=id/paris", 400),
        (f"iri={'x' * 3_000}", 400),
        ("iri=%ff", 400),
        ("iri=http://nobody.example/x", 404),
        ("iri=id/vace", 404),
        ("iri=http://[", 404),
        ("iri=%22%3E%3Cscript", 404),
        ("iri=id/vase&format=docx", 406),
    ],
)
def test_what_cannot_be_answered_is_a_problem(address: str, query: str, status: int) -> None:
    reply = request(address, f"/sameas?{query}")

    assert reply.status == status
    assert reply.header("content-type") == "application/problem+json"
    assert json.loads(reply.body)["title"]


def test_an_iri_that_nobody_has_comes_with_the_nearest(address: str) -> None:
    problem: Any = json.loads(ask(address, "https://museum.example/id/vace").body)

    assert problem["near"][0]["href"] == "/vase.html"


def test_an_answer_is_public_for_all_sites_and_known_by_its_tag(address: str) -> None:
    first = ask(address, VASE)
    known = ask(address, VASE, **{"If-None-Match": first.header("etag")})
    head = request(address, f"/sameas?iri={quote(VASE)}", method="HEAD")

    assert first.header("access-control-allow-origin") == "*"
    assert first.header("cache-control").startswith("public")
    assert (known.status, known.body) == (304, b"")
    assert (head.status, head.body) == (200, b"")
    assert head.header("content-length") == first.header("content-length")
    assert request(address, "/sameas", method="OPTIONS").status == 204
    assert request(address, "/sameas", method="POST").status == 405


def test_more_links_than_anything_has_are_refused_and_not_cut(tmp_path: Path) -> None:
    count = limits.SAME_MEMBERS + 10
    others = ", ".join(f"<http://o.example/{number}>" for number in range(count))
    with served_graph(tmp_path, f'x:a rdfs:label "A" ; owl:sameAs {others} .') as address:
        reply = ask(address, "https://museum.example/id/a")

    assert reply.status == 422
    assert b"links/sameas.tsv" in reply.body


def test_a_graph_without_links_answers_too(tmp_path: Path) -> None:
    with served_graph(tmp_path, 'x:a rdfs:label "A" .') as address:
        assert ask(address, "https://museum.example/id/a").status == 200
        assert ask(address, "wd:Q42").status == 404
        assert request(address, "/lookup?id=Q42").status == 404


def test_what_a_nanopublication_asserts_is_no_link_of_the_site(tmp_path: Path) -> None:
    text = """
    x:head { x:pub np:hasAssertion x:assertion . }
    x:assertion { x:vase owl:sameAs <http://www.wikidata.org/entity/Q1> . }
    { x:vase rdfs:label "A vase" ; owl:sameAs <http://www.wikidata.org/entity/Q2> . }
    """
    with served_graph(tmp_path, text, suffix="trig") as address:
        assert same(address, VASE) == {VASE, "http://www.wikidata.org/entity/Q2"}


def test_the_flagship_is_found_from_every_authority_that_it_links_to(flagship: str) -> None:
    ours = "https://example.org/institution/un"

    for iri in ("Q1065", "https://ror.org/006kxhp52", "0000 0004 0441 2096", ours):
        assert ours in same(flagship, iri)


def test_no_claim_is_the_same_as_anything(flagship: str) -> None:
    reply = ask(flagship, "https://example.org/claim/armenia-party-ccpr")

    answer: Any = json.loads(reply.body)
    assert (answer["same"], answer["links"], answer["related"]) == ([], [], [])
