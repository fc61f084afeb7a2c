"""`publisher links suggest`: candidates from an endpoint, to be read by a person."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from publisher.errors import QueryError
from publisher.sparql.name_search import NameSearch
from tests.calls import publisher
from tests.engines.stores import oxigraph
from tests.links.graphs import HEAD, served_graph

OURS = """
x:un a x:Body ; rdfs:label "United Nations"@en .
x:council a x:Body ; rdfs:label "council of europe"@en .
x:linked a x:Body ; rdfs:label "International Committee of the Red Cross" ;
  owl:sameAs <https://known.example/icrc> .
x:living a foaf:Person ; rdfs:label "Jane Roe" .
x:dead a foaf:Person ; rdfs:label "Ada Lovelace" ; schema:deathDate "1852" .
x:unknown rdfs:label "John Doe" .
x:Body a owl:Class ; rdfs:label "Body" .
"""
THEIRS = """
@prefix k: <https://known.example/> .
k:un a k:Organization ; rdfs:label "United Nations"@en , "Nations unies"@fr .
k:un2 a k:Album ; skos:altLabel "United Nations" ; rdfs:label "U.N."@en .
k:coe rdfs:label "Council of Europe"@en .
k:icrc rdfs:label "International Committee of the Red Cross" .
k:icrc2 rdfs:label "International Committee of the Red Cross"@en .
k:jane a foaf:Person ; foaf:name "Jane Roe" .
k:ada a foaf:Person ; foaf:name "Ada Lovelace" ; schema:deathDate "1852-11-27"^^xsd:date .
k:john a k:Human ; rdfs:label "John Doe"@en ; schema:birthDate "1990" .
k:Human rdfs:subClassOf foaf:Agent .
k:body rdfs:label "Body" .
"""


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served_graph(tmp_path_factory.mktemp("theirs"), THEIRS) as address:
        yield f"{address}/sparql"


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    file = tmp_path / "ours.ttl"
    file.write_text(HEAD + OURS, encoding="utf-8")
    return file


def suggest(ours: Path, endpoint: str, *options: str) -> subprocess.CompletedProcess[str]:
    return publisher("links", "suggest", ours, "--endpoint", endpoint, *options)


def proposed(text: str) -> set[tuple[str, str]]:
    pairs = re.findall(r"^# <([^>]+)> skos:exactMatch <([^>]+)>$", text, re.MULTILINE)
    return {(ours.rpartition("/")[2], theirs.rpartition("/")[2]) for ours, theirs in pairs}


def test_things_of_the_same_name_are_candidates_with_their_reasons(
    ours: Path, endpoint: str
) -> None:
    ended = suggest(ours, endpoint)

    assert ended.returncode == 0, ended
    assert proposed(ended.stdout) == {("un", "un"), ("un", "un2"), ("dead", "ada")}
    assert (
        "# score 100.0: the same name; types here: Body; there: Organization; "
        "one of 2 candidates for this thing\n"
        "#   here:  United Nations\n#   there: United Nations\n"
        "# <https://museum.example/id/un> skos:exactMatch <https://known.example/un>\n"
    ) in ended.stdout
    assert "3 candidates for links" in ended.stderr


def test_nothing_is_stated_and_nothing_is_added(ours: Path, endpoint: str) -> None:
    before = ours.read_bytes()
    text = suggest(ours, endpoint).stdout

    assert list(ox.parse(text, format=ox.RdfFormat.TURTLE)) == []
    assert ours.read_bytes() == before
    taken = re.sub(r"^# (?=<)|^#   (?=\{)", "", text, flags=re.MULTILINE)
    assert len(list(ox.parse(taken, format=ox.RdfFormat.TURTLE))) > 0


def test_the_same_answers_give_the_same_bytes(ours: Path, endpoint: str) -> None:
    assert suggest(ours, endpoint).stdout == suggest(ours, endpoint).stdout


def test_nobody_who_may_be_alive_is_proposed_unless_it_is_asked_for(
    ours: Path, endpoint: str
) -> None:
    without = suggest(ours, endpoint)
    with_persons = suggest(ours, endpoint, "--persons")

    assert not {"living", "unknown"} & {name for name, _ in proposed(without.stdout)}
    assert "1 persons of whom no date of death is known were left out" in without.stdout
    assert {("living", "jane"), ("unknown", "john")} <= proposed(with_persons.stdout)


def test_a_scan_finds_names_that_are_nearly_the_same(ours: Path, endpoint: str) -> None:
    found = suggest(ours, endpoint, "--scan")

    assert ("council", "coe") in proposed(found.stdout)
    assert "the same name but for case, accents or punctuation" in found.stdout
    assert "linked" not in {name for name, _ in proposed(found.stdout)}


def test_an_endpoint_that_does_not_answer_is_a_wrong_call(ours: Path) -> None:
    ended = suggest(ours, "http://127.0.0.1:9/sparql")

    assert ended.returncode == 2
    assert ended.stdout == ""
    assert ended.stderr.splitlines()[-1].startswith(
        "publisher: error: endpoint http://127.0.0.1:9/"
    )


def test_what_is_no_web_address_is_a_wrong_call(ours: Path) -> None:
    assert suggest(ours, "file:///etc/passwd").returncode == 2


def test_the_search_ends_at_its_deadline(endpoint: str) -> None:
    search = NameSearch(endpoint, languages=("en",), seconds=0)

    with pytest.raises(QueryError, match="the time for asking is over"):
        list(search.named(["United Nations"]))


def test_it_pauses_between_requests(endpoint: str) -> None:
    pauses: list[float] = []
    search = NameSearch(endpoint, languages=("en",), pause=0.25, sleep=pauses.append)

    list(search.named(f"Name {number}" for number in range(120)))

    assert pauses == [0.25, 0.25]


def test_words_of_the_endpoint_cannot_leave_their_comment(ours: Path, tmp_path: Path) -> None:
    theirs = '<https://known.example/x> skos:prefLabel "United Nations", "a\\n<a> <b> <c> ." .'
    (tmp_path / "theirs").mkdir()
    with served_graph(tmp_path / "theirs", theirs) as address:
        text = suggest(ours, f"{address}/sparql", "--least", "1").stdout

    assert list(ox.parse(text, format=ox.RdfFormat.TURTLE)) == []


def test_a_store_of_somebody_else_is_asked_alike(ours: Path, tmp_path: Path) -> None:
    dump = tmp_path / "theirs.nt"
    triples = (quad.triple for quad in ox.parse(HEAD + THEIRS, format=ox.RdfFormat.TURTLE))
    ox.serialize(triples, str(dump), format=ox.RdfFormat.N_TRIPLES)
    with oxigraph(tmp_path) as store:
        assert store.load("--dump", str(dump)).returncode == 0
        found = suggest(ours, store.endpoint)

    assert proposed(found.stdout) == {("un", "un"), ("un", "un2"), ("dead", "ada")}
