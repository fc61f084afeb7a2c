"""A graph that describes itself: title, makers, licence, dates and its IRI are taken from it."""

from pathlib import Path

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS

from publisher.commands.build import build
from publisher.commands.paths import project_of
from publisher.description import SiteFrame
from publisher.load import load
from publisher.metadata import Agent, Contact, LabelledIri, Period, Text
from publisher.pages import context_of
from publisher.project import read_project

AUTHORITY = "http://publications.europa.eu/resource/authority/"
BASE = "https://data.example.org/ferries/"
CARRIER = "https://orcid.org/0000-0002-1825-0097"
PREFIXES = f"""
@prefix : <{BASE}> .
@prefix dc: <http://purl.org/dc/elements/1.1/> .
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix vcard: <http://www.w3.org/2006/vcard/ns#> .
@prefix void: <http://rdfs.org/ns/void#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

:one a :Ferry ; rdfs:label "One"@en .
:two a :Ferry ; rdfs:label "Two"@en .
"""
SAID = f"""
  dct:title "Ferries"@en , "Fähren"@de ;
  dct:description "Which ferries sail where."@en ;
  dct:publisher [ a foaf:Organization ; foaf:name "The harbour office" ] ;
  dct:creator <{CARRIER}> ;
  dct:license <https://creativecommons.org/licenses/by/4.0/> ;
  dcat:keyword "ferry"@en , "Fähre"@de ;
  dcat:theme <{AUTHORITY}data-theme/TRAN> ;
  dct:issued "2020-01-31"^^xsd:date ;
  dct:modified "2024-05-01"^^xsd:date , "2026-05-01"^^xsd:date ;
  owl:versionInfo "3.1" ;
  dct:identifier "10.5281/zenodo.99" ;
  dct:spatial <https://sws.geonames.org/3144096/> ;
  dct:temporal [ dcat:startDate "1998"^^xsd:gYear ; dcat:endDate "2026-05-01"^^xsd:date ] ;
  dct:accrualPeriodicity <{AUTHORITY}frequency/ANNUAL> ;
  dct:accessRights <{AUTHORITY}access-right/PUBLIC> ;
  dct:rights "Ask before you print." ;
  dct:language <{AUTHORITY}language/ENG> ;
  dcat:contactPoint [ a vcard:Kind ; vcard:fn "Desk" ; vcard:hasEmail <mailto:desk@example.org> ] .
<https://sws.geonames.org/3144096/> rdfs:label "Norway"@en .
<{CARRIER}> foaf:name "Josiah Carberry" .
"""


def frame_of(folder: Path, text: str) -> SiteFrame:
    path = folder / "ferries.ttl"
    path.write_text(PREFIXES + text, encoding="utf-8")
    project = project_of([path], base=None).project
    return context_of(project, load(project), limits="").frame


@pytest.mark.parametrize(
    "class_", ["void:Dataset", "dcat:Dataset", "owl:Ontology", "skos:ConceptScheme"]
)
def test_everything_is_taken_from_what_describes_the_graph(tmp_path: Path, class_: str) -> None:
    frame = frame_of(tmp_path, f":about a {class_} ; {SAID}")
    metadata = frame.metadata

    assert (frame.title, frame.description) == ("Ferries", "Which ferries sail where.")
    assert frame.license == "https://creativecommons.org/licenses/by/4.0/"
    assert metadata.publisher == Agent(name="The harbour office")
    assert metadata.creators == (Agent(name="Josiah Carberry", iri=CARRIER),)
    assert metadata.contact == Contact(name="Desk", email="desk@example.org")
    assert metadata.keywords == ("ferry",)
    assert metadata.other_keywords == (Text(text="Fähre", language="de"),)
    assert metadata.themes == (LabelledIri(iri=f"{AUTHORITY}data-theme/TRAN", label="Transport"),)
    assert [place.label for place in metadata.spatial] == ["Norway"]
    assert metadata.temporal == Period(start="1998", end="2026-05-01")
    assert (metadata.issued, metadata.modified) == ("2020-01-31", "2026-05-01")
    assert (metadata.version, metadata.identifier) == ("3.1", "10.5281/zenodo.99")
    assert metadata.frequency == f"{AUTHORITY}frequency/ANNUAL"
    assert metadata.access_rights == f"{AUTHORITY}access-right/PUBLIC"
    assert metadata.rights == "Ask before you print."
    assert metadata.languages == ("en",)


@pytest.mark.parametrize(
    ("subject", "iri"),
    [
        (":set a void:Dataset", f"{BASE}set"),
        (":set a dcat:Dataset", f"{BASE}set"),
        (":set a owl:Ontology", f"{BASE}catalog#dataset"),
        ("<https://elsewhere.example/set> a void:Dataset", f"{BASE}catalog#dataset"),
    ],
)
def test_a_dataset_of_its_own_namespace_is_the_dataset(
    tmp_path: Path, subject: str, iri: str
) -> None:
    assert frame_of(tmp_path, f"{subject} ; {SAID}").dataset == iri


@pytest.mark.parametrize(
    ("said", "name", "read"),
    [
        ('dc:publisher "Town"', "publisher", Agent(name="Town")),
        ('schema:keywords "a, b"', "keywords", ("a", "b")),
        ('schema:temporalCoverage "2008/2015"', "temporal", Period(start="2008", end="2015")),
        ('dct:issued "in spring"', "issued", ""),
        ('dct:issued "2020-02-31"', "issued", ""),
        ('dct:modified "2026-05-01T10:00:00Z"^^xsd:dateTime', "modified", "2026-05-01T10:00:00Z"),
        ('dct:accrualPeriodicity "annual"', "frequency", f"{AUTHORITY}frequency/ANNUAL"),
        ('dcat:contactPoint [ vcard:fn "Nobody" ]', "contact", None),
        ('dcat:contactPoint [ vcard:hasEmail "a@b>c" ]', "contact", None),
        ('dc:language "de"', "languages", ("de",)),
    ],
)
def test_older_and_odd_ways_to_say_it(tmp_path: Path, said: str, name: str, read: object) -> None:
    frame = frame_of(tmp_path, f':set a void:Dataset ; dct:title "Ferries"@en ; {said} .')

    assert getattr(frame.metadata, name) == read


def test_a_text_that_no_iri_can_be_is_no_licence(tmp_path: Path) -> None:
    said = ':set a void:Dataset ; dct:title "Ferries"@en ; dct:license "https://l.example/a>b" .'

    assert frame_of(tmp_path, said).license == ""


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ('"CC BY 4.0"', "https://creativecommons.org/licenses/by/4.0/"),
        ('"CC0"', "https://creativecommons.org/publicdomain/zero/1.0/"),
        ('"All rights reserved"', ""),
    ],
)
def test_a_licence_may_be_said_by_its_usual_name(tmp_path: Path, said: str, address: str) -> None:
    text = f':set a void:Dataset ; dct:title "Ferries"@en ; dct:license {said} .'

    assert frame_of(tmp_path, text).license == address


def test_a_title_that_xml_cannot_say_is_in_every_format_without_the_character(
    tmp_path: Path,
) -> None:
    text = f'{PREFIXES}:set a void:Dataset ; dct:title "Fer\\u0001ries"@en .'
    (tmp_path / "ferries.ttl").write_text(text, encoding="utf-8")
    project = project_of([tmp_path / "ferries.ttl"], base=None).project
    build(project, out=tmp_path / "out" / "site")

    site = tmp_path / "out" / "site"
    for suffix, reader in {"ttl": "turtle", "rdf": "xml", "jsonld": "json-ld", "nt": "nt"}.items():
        graph = Graph().parse(site / f"catalog.{suffix}", format=reader)
        titles = set(graph.objects(URIRef(f"{BASE}set"), DCTERMS.title))
        assert titles == {Literal("Fer\N{REPLACEMENT CHARACTER}ries", lang="en")}


def test_settings_stand_above_the_data(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / "ferries.ttl").write_text(f"{PREFIXES}:set a void:Dataset ; {SAID}", encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text(
        f'[tool.publisher]\nbase = "{BASE}"\nprofile = "open"\npublisher = "Another office"\n'
        '[tool.publisher.dataset]\nversion = "4"\nkeywords = ["boat"]\n',
        encoding="utf-8",
    )
    project = read_project(tmp_path)
    metadata = context_of(project, load(project), limits="").frame.metadata

    assert (metadata.version, metadata.keywords) == ("4", ("boat",))
    assert metadata.publisher == Agent(name="Another office")
    assert metadata.issued == "2020-01-31"
