"""DESCRIBE answers what a resource's document says, evidence included, wherever it is asked."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.documents import data_of
from tests.flagship import FOLDER
from tests.serve.running import request, served

BASE = "https://example.org/"
NETWORK = f"{BASE}network/enoc"
PERSON = f"{BASE}person/peter-maurer"
CLAIM = f"{BASE}claim/penalties"
FOREIGN = "http://www.wikidata.org/entity/Q227"
PREFIXED = "PREFIX net: <https://example.org/network/> "
TWO = (NETWORK, PERSON)
FORMS = {
    "an IRI": (f"DESCRIBE <{NETWORK}>", (NETWORK,)),
    "an IRI that is relative": ("DESCRIBE <network/enoc>", (NETWORK,)),
    "a prefixed name": (f"{PREFIXED} DESCRIBE net:enoc", (NETWORK,)),
    "two": (f"# of DESCRIBE\nDESCRIBE <{NETWORK}>\n<{PERSON}>", TWO),
    "a claim": (f"describe <{CLAIM}>", (CLAIM,)),
    "a variable": (f"DESCRIBE ?it WHERE {{ VALUES ?it {{ <{NETWORK}> <{PERSON}> }} }}", TWO),
    "no WHERE": (f"DESCRIBE ?it {{ VALUES ?it {{ <{NETWORK}> }} }}", (NETWORK,)),
    "all variables": (f"DESCRIBE * {{ VALUES (?it ?x) {{ (<{NETWORK}> 1) }} }}", (NETWORK,)),
    "both": (f"DESCRIBE <{PERSON}> ?it {{ VALUES ?it {{ <{NETWORK}> }} }}", TWO),
    "a part of the solutions": (
        f"DESCRIBE ?it {{ VALUES ?it {{ <{NETWORK}> <{PERSON}> }} }} ORDER BY ?it LIMIT 1",
        (NETWORK,),
    ),
}


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with served("--project", str(FOLDER), "--out", str(site)) as (address, _):
        yield address


def document(site: Path, iri: str) -> set[str]:
    return set((site / f"{iri.removeprefix(BASE)}.nt").read_text().splitlines())


def documents(site: Path, iris: tuple[str, ...]) -> set[str]:
    return set[str]().union(*(document(site, iri) for iri in iris))


def answer(address: str, query: str) -> set[str]:
    headers = {"accept": "application/n-triples"}
    reply = request(address, f"/sparql?query={quote(query)}", headers=headers)
    assert reply.status == 200, reply.body
    return set(reply.body.decode().splitlines())


@pytest.mark.parametrize("form", FORMS)
def test_the_endpoint_describes_a_resource_as_its_document_does(
    site: Path, address: str, form: str
) -> None:
    query, iris = FORMS[form]

    assert answer(address, query) == documents(site, iris)


@pytest.mark.parametrize("form", FORMS)
def test_the_command_describes_a_resource_as_its_document_does(site: Path, form: str) -> None:
    query, iris = FORMS[form]

    done = subprocess.run(
        [sys.executable, "-m", "publisher", "query", "-e", query, "--format", "nt"],
        cwd=FOLDER,
        check=True,
        capture_output=True,
        text=True,
    )

    # The command writes no document, so that its answer says nothing of one.
    files = [site / f"{iri.removeprefix(BASE)}.nt" for iri in iris]
    data = {line.decode().rstrip() for file in files for line in data_of(site, file)}
    assert set(done.stdout.splitlines()) == data


def test_what_has_no_document_is_described_by_what_the_graph_says_of_it(
    site: Path, address: str
) -> None:
    statement = next(
        line.split(" ", 1)[0][1:-1]
        for line in document(site, NETWORK)
        if line.startswith(f"<{NETWORK}#")
    )
    own = {line for line in document(site, NETWORK) if line.startswith(f"<{statement}> ")}

    assert answer(address, f"DESCRIBE <{FOREIGN}>") == set()
    assert answer(address, f"DESCRIBE <{statement}>") == own


@pytest.mark.parametrize("iri", [f"{BASE}dumps/all", f"{BASE}../all", f"{BASE}/etc/passwd", BASE])
def test_no_other_file_is_taken_for_a_document(address: str, iri: str) -> None:
    assert answer(address, f"DESCRIBE <{iri}>") == set()


def test_a_dataset_that_the_query_names_is_asked_and_no_document(address: str) -> None:
    graph = "https://example.org/no-such-graph"

    assert answer(address, f"DESCRIBE <{NETWORK}> FROM <{graph}>") == set()
    query = quote(f"DESCRIBE <{NETWORK}>")
    path = f"/sparql?query={query}&default-graph-uri={quote(graph)}"
    reply = request(address, path, headers={"accept": "application/n-triples"})
    assert (reply.status, reply.body) == (200, b"")


def test_an_error_keeps_the_place_that_it_has_in_the_query(address: str) -> None:
    query = quote(f"DESCRIBE <{NETWORK}>\nWHERE {{ ?s ?p }}")
    reply = request(address, f"/sparql?query={query}")

    assert reply.status == 400
    assert b'"line": 2' in reply.body or b'"line":2' in reply.body
