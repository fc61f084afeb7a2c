"""What the editor adds beside the source says where it is from; what is retired leads somewhere."""

import re
from pathlib import Path

import pytest

from tests.data.asked import asked

DATED = re.compile(r"\((?:\d{4}-\d{2}|date unknown|names and dates unknown)\)")
ELSEWHERE = re.compile(
    r"https?:|www\.|\b[a-z]+\.(?:org|eu|int|com|net|az)\b|Wikipedia", re.IGNORECASE
)
AUTHORITIES = {
    "www.wikidata.org": "Wikidata",
    "ror.org": "ROR",
    "isni.org": "ISNI",
    "viaf.org": "VIAF",
    "sws.geonames.org": "GeoNames",
}
RETIRED = {
    "claim/offence": "claim/act-in-the-proceedings",
    "ontology#Proceeding": "ontology#ReportedEvent",
}


def _notes(site: Path) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for subject, note in asked(site, "SELECT ?s ?note WHERE { ?s skos:editorialNote ?note }"):
        found.setdefault(subject, set()).add(note)
    return found


def test_a_note_says_of_each_identifier_what_it_was_checked_against_and_when(site: Path) -> None:
    links = asked(
        site,
        """SELECT ?s ?link WHERE {
          { ?s skos:exactMatch ?link } UNION { ?s schema:sameAs ?link }
          UNION { ?s schema:identifier ?link }
        }""",
    )
    notes = _notes(site)
    assert len({link for _, link in links}) == 24
    for subject, link in links:
        name = _name(link)
        (note,) = {one for one in notes[subject] if one.startswith(f"{name} was checked against ")}
        assert DATED.search(note), note


def _name(link: str) -> str:
    address = re.fullmatch(r"https?://([^/]+)/(?:.*/)?([^/]+)/?", link)
    return f"{AUTHORITIES[address[1]]} {address[2]}" if address else link


def test_a_note_that_tells_of_another_place_says_when_it_was_read(site: Path) -> None:
    telling = [
        note
        for notes in _notes(site).values()
        for note in notes
        if ELSEWHERE.search(note) and "was checked against" not in note
    ]
    assert len(telling) == 1
    assert all("date unknown" in note for note in telling)


def test_the_source_says_who_entered_its_facts_and_when_and_names_no_reviewer(site: Path) -> None:
    page = "<source/ngos-and-networks>"
    assert asked(
        site,
        f"""SELECT ?by ?on ?stored WHERE {{
          {page} ev:enteredBy ?by ; ev:enteredOn ?on ; ev:storedOn ?stored .
        }}""",
    ) == {("The publisher project", "2026-11-25", "2026-11-25")}
    assert not asked(site, f"SELECT ?by WHERE {{ {page} ev:reviewedBy|ev:reviewedOn ?by }}")


@pytest.mark.parametrize(("old", "new"), RETIRED.items())
def test_what_was_renamed_is_retired_and_names_its_successor(
    site: Path, old: str, new: str
) -> None:
    replaced = asked(
        site,
        f"SELECT ?new WHERE {{ <{old}> owl:deprecated true ; dcterms:isReplacedBy ?new }}",
    )
    assert replaced == {(new,)}


def test_what_replaces_a_retired_thing_is_described(site: Path) -> None:
    lost = asked(
        site,
        """SELECT ?new WHERE {
          ?old owl:deprecated true ; dcterms:isReplacedBy ?new .
          FILTER NOT EXISTS { ?new a ?type }
        }""",
    )
    assert lost == set()
