"""What a retired address answers: 410 with what replaced it, or 301 if both were the same."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import rdflib

from tests.calls import publisher
from tests.links.graphs import BASE, HEAD, build_graph, served_graph
from tests.serve.running import Reply, in_thread, request

FIREFOX = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
GRAPH = """
x:new rdfs:label "New" .
x:old rdfs:label "Old" ; owl:deprecated true ; dct:isReplacedBy x:new .
x:twin rdfs:label "Twin" ; owl:deprecated true ; dct:isReplacedBy x:new ; owl:sameAs x:new .
x:split rdfs:label "Split" ; owl:deprecated true ; dct:isReplacedBy x:new , x:other ;
  owl:sameAs x:new .
x:other rdfs:label "Other" .
x:away rdfs:label "Away" ; owl:deprecated true ;
  dct:isReplacedBy <https://elsewhere.example/away> ; owl:sameAs <https://elsewhere.example/away> .
x:lost rdfs:label "Lost" ; owl:deprecated true .
"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served_graph(tmp_path_factory.mktemp("retired"), GRAPH) as found:
        yield found


def ask(address: str, path: str, accept: str = "", method: str = "GET") -> Reply:
    headers = {"Accept": accept} if accept else {}
    return request(address, path, headers=headers, method=method)


def test_a_retired_resource_is_gone_and_its_page_says_what_replaced_it(address: str) -> None:
    reply = ask(address, "/old", FIREFOX)

    assert reply.status == 410
    assert reply.header("content-type").startswith("text/html")
    assert b'What replaced it: <a href="new.html">New</a>' in reply.body
    assert '</new>; rel="successor-version"' in reply.header("link")
    assert "accept" in reply.header("vary").lower()


def test_a_retired_resource_is_gone_in_every_format(address: str) -> None:
    reply = ask(address, "/old", "text/turtle")
    graph = rdflib.Graph().parse(data=reply.body, format="turtle")

    assert (reply.status, reply.header("content-type")) == (410, "text/turtle; charset=utf-8")
    assert (
        rdflib.URIRef("https://museum.example/id/old"),
        rdflib.DCTERMS.isReplacedBy,
        rdflib.URIRef("https://museum.example/id/new"),
    ) in graph
    problem = ask(address, "/old", "image/png")
    assert (problem.status, problem.header("content-type")) == (410, "application/problem+json")
    assert json.loads(problem.body)["replaced_by"] == ["https://museum.example/id/new"]
    assert ask(address, "/old", method="HEAD").status == 410
    assert ask(address, "/lost").status == 410


def test_its_documents_stay(address: str) -> None:
    assert ask(address, "/old.html").status == 200
    assert ask(address, "/old.ttl").status == 200
    assert json.loads(ask(address, "/old.retired.json").body)["replaced_by"] == [
        {"iri": "https://museum.example/id/new", "href": "new"}
    ]


@pytest.mark.parametrize(
    ("path", "location"), [("/twin", "/new"), ("/away", "https://elsewhere.example/away")]
)
def test_a_merged_resource_leads_to_what_it_is_now(address: str, path: str, location: str) -> None:
    for accept in (FIREFOX, "text/turtle", ""):
        reply = ask(address, path, accept)
        assert (reply.status, reply.header("location")) == (301, location)


def test_what_was_split_was_not_merged(address: str) -> None:
    reply = ask(address, "/split", FIREFOX)

    assert reply.status == 410
    assert reply.header("link").count("successor-version") == 2


def test_on_a_host_of_files_the_page_of_a_merged_resource_leads_on(tmp_path: Path) -> None:
    site = build_graph(tmp_path, GRAPH)
    pages = {name: (site / f"{name}.html").read_text(encoding="utf-8") for name in ("twin", "old")}

    assert '<meta http-equiv="refresh" content="0; url=new.html">' in pages["twin"]
    assert 'It was merged into <a href="new.html">New</a>' in pages["twin"]
    assert 'http-equiv="refresh"' not in pages["old"]


def test_what_vanished_from_somebody_else_s_graph_is_gone(tmp_path: Path) -> None:
    file = tmp_path / "graph.ttl"
    for text in ('x:a rdfs:label "A" . x:b rdfs:label "B" .', 'x:a rdfs:label "A" .'):
        file.write_text(HEAD + text, encoding="utf-8")
        call = ("build", file, "--out", tmp_path / "site", "--base", BASE, "--workers", "1")
        assert publisher(*call).returncode == 0

    with in_thread(tmp_path / "site") as address:
        page, turtle = (ask(address, "/b", accept) for accept in (FIREFOX, "text/turtle"))

    assert (page.status, turtle.status) == (410, 410)
    assert b"An earlier release of this site described" in page.body
    assert turtle.header("content-type") == "application/problem+json"


def test_retired_things_are_not_looked_up(address: str) -> None:
    answer = json.loads(ask(address, "/sameas?iri=https://museum.example/id/twin").body)

    assert {
        key: value
        for key, value in next(
            each for each in answer["same"] if each["iri"].endswith("twin")
        ).items()
        if key != "page"
    } == {"iri": "https://museum.example/id/twin", "label": "Twin", "retired": True}
    assert ask(address, "/lookup?id=https://elsewhere.example/away").status == 404
    # Of what has no link and no identifier, no index says that it is retired.
    for name in ("lost", "lost.html", "https://museum.example/id/lost", "old"):
        assert ask(address, f"/lookup?id={name}").status == 404
    assert ask(address, "/lookup?id=other").status == 200
