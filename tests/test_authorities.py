"""The table of authorities: forms of an identifier, normal forms, check digits."""

import csv
from io import StringIO

import pytest

from publisher.authorities import (
    AUTHORITIES,
    canonical_iri,
    identifier_of_iri,
    identifiers_in,
    linkset_name,
)
from tests.conftest import shared


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Q1065", "wikidata:Q1065"),
        (" q1065 ", "wikidata:Q1065"),
        ("wd:Q1065", "wikidata:Q1065"),
        ("Wikidata Q1065", "wikidata:Q1065"),
        ("http://www.wikidata.org/entity/Q1065", "wikidata:Q1065"),
        ("<https://www.wikidata.org/wiki/Q1065>", "wikidata:Q1065"),
        ("https://m.wikidata.org/wiki/Special:EntityData/Q1065.json", "wikidata:Q1065"),
        ("006kxhp52", "ror:006kxhp52"),
        ("HTTPS://ROR.ORG/006KXHP52", "ror:006kxhp52"),
        ("0000 0004 0441 2096", "isni:0000000404412096"),
        ("ISNI 0000 0004 0402 478x", "isni:000000040402478X"),
        ("isni:0000-0004-0402-478X", "isni:000000040402478X"),
        ("urn:isni:000000040402478X", "isni:000000040402478X"),
        ("http://www.isni.org/isni/0000000404412096", "isni:0000000404412096"),
        ("https://orcid.org/0000\u20110002\u20111825\u20110097", "orcid:0000-0002-1825-0097"),
        ("https://www.geonames.org/2660646/geneve.html", "geonames:2660646"),
        ("http://sws.geonames.org/2660646", "geonames:2660646"),
        ("viaf:160178001", "viaf:160178001"),
        ("https://viaf.org/viaf/160178001/rdf.xml", "viaf:160178001"),
        ("https://doi.org/10.5281/Zenodo.1", "doi:10.5281/zenodo.1"),
    ],
)
def test_every_form_of_an_identifier_has_one_key(text: str, key: str) -> None:
    assert [each.key for each in identifiers_in(text)] == [key]


def test_a_number_alone_may_be_of_several_authorities() -> None:
    keys = {each.key for each in identifiers_in("587116")}

    assert keys == {"geonames:587116", "viaf:587116"}


@pytest.mark.parametrize(
    ("iri", "fault"),
    [
        ("https://isni.org/isni/0000000404412097", "its check digit is 7, but by the rule 6"),
        ("https://ror.org/006kxhp53", "its check digits are 53, but by the rule 52"),
        ("https://orcid.org/0000-0002-1825-0098", "its check digit is 8, but by the rule 7"),
        (
            "https://orcid.org/0000-0004-0441-2096",
            "the number is not in the range that ORCID gives",
        ),
        (
            "http://www.wikidata.org/entity/Q042",
            "it has not the form of an identifier of Wikidata",
        ),
        ("https://sws.geonames.org/Geneva/", "it has not the form of an identifier of GeoNames"),
    ],
)
def test_an_identifier_that_nobody_gave_has_a_fault(iri: str, fault: str) -> None:
    identifier = identifier_of_iri(iri)

    assert identifier
    assert identifier.fault == fault
    assert identifiers_in(iri) == ()


@pytest.mark.parametrize(
    "text",
    [
        *("", "United Nations", "https://ror.org/about", "https://www.geonames.org/"),
        *("http://www.wikidata.org/wiki/Wikidata:Main_Page", "javascript:Q42", "http://["),
        *("\u0664", "x" * 10_000),
    ],
)
def test_what_is_no_identifier_gives_none(text: str) -> None:
    assert identifiers_in(text) == ()


def test_a_linkset_is_named_for_its_authority_or_its_host() -> None:
    assert linkset_name("https://www.wikidata.org/wiki/Q1") == "wikidata"
    assert linkset_name("http://www.example.org/x") == "example.org"
    assert linkset_name("http://wikidata/x") == "other"
    assert linkset_name("mailto:a@example.org") == "other"
    assert linkset_name("http://../x") == "other"


def test_two_forms_of_an_iri_have_one_canonical_form() -> None:
    assert canonical_iri("http://ror.org/006kxhp52/") == canonical_iri("https://ror.org/006kxhp52")
    assert canonical_iri("http://example.org/a") == canonical_iri("https://example.org/a")
    assert canonical_iri("http://example.org/a") != canonical_iri("https://example.org/A")


def test_what_was_checked_by_hand_has_no_fault() -> None:
    table = shared("identifiers.csv").read_text(encoding="utf-8")
    rows = [row for row in csv.DictReader(StringIO(table)) if row["iri"]]

    identifiers = [identifier_of_iri(row["iri"]) for row in rows]

    assert [each.iri if each else "" for each in identifiers] == [row["iri"] for row in rows]
    assert not [each for each in identifiers if each and each.fault]


def test_the_normal_iri_of_each_authority_is_read_back() -> None:
    examples = {
        "wikidata": "Q42",
        "ror": "006kxhp52",
        "isni": "0000000404412096",
        "orcid": "0000-0002-1825-0097",
        "geonames": "587116",
        "viaf": "160178001",
        "gnd": "118540238",
        "lcnaf": "n81018331",
        "lcsh": "sh85061212",
        "bnf": "cb11905267s",
        "doi": "10.5281/zenodo.1",
    }

    for authority in AUTHORITIES:
        found = identifier_of_iri(authority.template.format(examples[authority.name]))
        assert found
        assert (found.authority, found.value) == (authority, examples[authority.name])
        assert found.fault == ""
