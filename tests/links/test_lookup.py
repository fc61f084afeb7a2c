"""`/lookup`: from an identifier, in whatever form, to the resource that has it."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from tests.links.graphs import MUSEUM, served_graph
from tests.serve.running import Reply, in_thread, request

FIREFOX = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
ID = "https://museum.example/id/"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served_graph(tmp_path_factory.mktemp("museum"), MUSEUM) as found:
        yield found


@pytest.fixture(scope="module")
def flagship(site: Path) -> Iterator[str]:
    with in_thread(site) as found:
        yield found


def look(address: str, identifier: str, accept: str = "") -> Reply:
    headers = {"Accept": accept} if accept else {}
    return request(address, f"/lookup?id={quote(identifier, safe='')}", headers=headers)


def found(address: str, identifier: str) -> list[str]:
    reply = look(address, identifier)
    assert reply.status in {200, 404}, reply.body
    return [match["iri"] for match in json.loads(reply.body).get("matches", ())]


@pytest.mark.parametrize(
    "identifier",
    [
        "Q1065",
        "wd:Q1065",
        "http://www.wikidata.org/entity/Q1065",
        "https://www.wikidata.org/wiki/Q1065",
        "006kxhp52",
        "https://ror.org/006kxhp52",
        "http://ror.org/006kxhp52",
        "0000 0004 0441 2096",
        "0000000404412096",
        "ISNI 0000 0004 0441 2096",
        "http://isni.org/isni/0000000404412096",
        "https://example.org/institution/un",
        "institution/un",
        "https://example.org/institution/un.ttl",
    ],
)
def test_the_united_nations_are_found_by_each_of_their_identifiers(
    flagship: str, identifier: str
) -> None:
    assert found(flagship, identifier) == ["https://example.org/institution/un"]


@pytest.mark.parametrize(
    ("identifier", "name"),
    [
        ("AZ", "country/azerbaijan"),
        ("iso 3166-1 az", "country/azerbaijan"),
        ("587116", "country/azerbaijan"),
        ("geonames:587116", "country/azerbaijan"),
        ("https://www.geonames.org/587116/azerbaijan.html", "country/azerbaijan"),
        ("160178001", "institution/icrc"),
        ("https://viaf.org/viaf/160178001/", "institution/icrc"),
        ("UNTC MTDSG IV-4", "treaty/ccpr"),
    ],
)
def test_other_things_of_the_flagship_are_found(flagship: str, identifier: str, name: str) -> None:
    assert found(flagship, identifier) == [f"https://example.org/{name}"]


@pytest.mark.parametrize(
    ("identifier", "names"),
    [
        ("inv-2004-17", ["twin", "vase"]),
        ("INV 2004", ["twin"]),
        ("75056", ["paris"]),
        ("INSEE 75056", ["paris"]),
        ("https://orcid.org/0000-0002-1825-0097", ["curator"]),
        ("0000-0002-1825-0097", ["curator"]),
        ("https://other.example/vase-1", ["vase"]),
        ("Q90", []),
        ("OLD-1", []),
        ("viaf:2988507", []),
        ("0000-0002-1825-0098", []),
    ],
)
def test_a_graph_of_somebody_else_is_looked_up_alike(
    address: str, identifier: str, names: list[str]
) -> None:
    ours = [iri.removeprefix(ID) for iri in found(address, identifier) if iri.startswith(ID)]

    assert ours == names


def test_an_answer_says_which_statement_has_the_identifier(flagship: str) -> None:
    answer: Any = json.loads(look(flagship, "AZ").body)

    assert answer == {
        "id": "AZ",
        "matches": [
            {
                "iri": "https://example.org/country/azerbaijan",
                "label": "Azerbaijan",
                "page": "https://example.org/country/azerbaijan.html",
                "property": "https://schema.org/identifier",
                "value": "ISO 3166-1 AZ",
            }
        ],
    }


def test_a_browser_is_led_to_the_page_and_a_client_of_rdf_to_its_data(flagship: str) -> None:
    page, turtle = look(flagship, "Q1065", FIREFOX), look(flagship, "Q1065", "text/turtle")

    assert (page.status, page.header("location")) == (303, "/institution/un.html")
    assert (turtle.status, turtle.header("location")) == (303, "/institution/un.ttl")
    assert "accept" in page.header("vary").lower()


def test_several_resources_with_one_identifier_are_offered(address: str) -> None:
    page, turtle = (look(address, "INV-2004-17", each) for each in (FIREFOX, "text/turtle"))

    assert page.status == 300
    assert b'href="vase.html">A vase</a>' in page.body
    assert b'href="twin.html">Twin of the vase</a>' in page.body
    assert turtle.status == 406


@pytest.mark.parametrize(
    ("query", "status"), [("", 400), ("id=", 400), (f"id={'9' * 600}", 400), ("id=Q0", 404)]
)
def test_what_cannot_be_answered_is_a_problem(address: str, query: str, status: int) -> None:
    reply = request(address, f"/lookup?{query}")

    assert reply.status == status
    assert reply.header("content-type") == "application/problem+json"


def test_an_identifier_that_nothing_has_comes_with_those_that_begin_alike(address: str) -> None:
    problem: Any = json.loads(look(address, "INV-2004-1").body)

    assert problem["near"][0]["title"] in {
        "A vase (INV-2004-17)",
        "Twin of the vase (INV\u20112004\u201117)",
    }
    page = look(address, "INV-2004-1", FIREFOX)
    assert page.status == 404
    assert b"vase.html" in page.body
