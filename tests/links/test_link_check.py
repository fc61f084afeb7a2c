"""`publisher links check`: identifiers, uniqueness and origins of links, and nothing else."""

import csv
import json
import shutil
from io import StringIO
from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import SH

from publisher.commands.link_check import check_identity_links
from publisher.commands.paths import project_of
from publisher.project import read_project
from tests import flagship
from tests.calls import publisher
from tests.conftest import shared
from tests.links.graphs import HEAD

PROJECT = Path(__file__).parents[1] / "findings" / "project"
PREFIX = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
NOTE = '{| skos:editorialNote "Compared with the register, 2026-11."@en |}'


def codes(folder: Path, text: str) -> list[str]:
    project = Path(shutil.copytree(PROJECT, folder / "project"))
    (project / "data" / "links.ttl").write_text(PREFIX + text, encoding="utf-8")
    return [finding.code for finding in check_identity_links(read_project(project)).findings]


def open_codes(folder: Path, text: str) -> list[str]:
    file = folder / "graph.ttl"
    file.write_text(HEAD + text, encoding="utf-8")
    return [finding.code for finding in check_identity_links(project_of([file]).project).findings]


def test_the_flagship_s_links_have_no_fault() -> None:
    ended = publisher("links", "check")

    assert (ended.returncode, ended.stdout) == (0, "")
    assert "0 errors, 0 warnings" in ended.stderr


def test_the_flagship_has_every_identifier_that_was_checked_and_no_other() -> None:
    table = shared("identifiers.csv").read_text(encoding="utf-8")
    expected = {row["iri"] for row in csv.DictReader(StringIO(table)) if row["iri"]}
    graph = flagship.loaded().graph
    same = "http://www.w3.org/2004/02/skos/core#exactMatch"

    linked = {o[1:-1] for _, p, o in graph if p == f"<{same}>"}

    assert {iri for iri in linked if not iri.startswith(graph.base)} == expected


@pytest.mark.parametrize(
    "iri",
    [
        "https://isni.org/isni/0000000404412097",
        "https://ror.org/006kxhp53",
        "https://orcid.org/0000-0002-1825-0098",
        "http://www.wikidata.org/entity/Q0",
        "https://sws.geonames.org/0587116/",
        "http://viaf.org/viaf/x160178001",
        "https://ror.org/006kxhp5",
    ],
)
def test_an_identifier_that_nobody_gave_is_an_error(tmp_path: Path, iri: str) -> None:
    found = codes(tmp_path, f"<institution/office> skos:exactMatch <{iri}> {NOTE} .")

    assert found == ["link-malformed"]


@pytest.mark.parametrize(
    "iri",
    [
        "http://isni.org/isni/0000000404412096",
        "http://ror.org/006kxhp52",
        "https://www.wikidata.org/wiki/Q42",
        "https://www.wikidata.org/entity/Q42",
        "https://www.geonames.org/587116",
        "http://sws.geonames.org/587116/",
        "https://viaf.org/viaf/160178001",
    ],
)
def test_another_form_of_an_identifier_is_a_warning(tmp_path: Path, iri: str) -> None:
    found = codes(tmp_path, f"<institution/office> skos:exactMatch <{iri}> {NOTE} .")

    assert found == ["link-variant"]


def test_things_that_are_the_same_may_share_a_link(tmp_path: Path) -> None:
    text = (
        'x:a rdfs:label "A" ; owl:sameAs x:b , <http://www.wikidata.org/entity/Q1> .\n'
        'x:b rdfs:label "B" ; owl:sameAs <http://www.wikidata.org/entity/Q1> .\n'
    )

    assert open_codes(tmp_path, text) == []
    assert open_codes(tmp_path, text.replace("x:b , ", "")) == ["link-not-unique"]


def test_two_forms_of_one_identifier_are_one_thing_elsewhere(tmp_path: Path) -> None:
    text = (
        'x:a rdfs:label "A" ; owl:sameAs <https://other.example/1> .\n'
        'x:b rdfs:label "B" ; skos:exactMatch <http://other.example/1> .\n'
    )

    assert open_codes(tmp_path, text) == ["link-not-unique"]


def test_what_is_only_near_need_not_be_unique(tmp_path: Path) -> None:
    text = 'x:a rdfs:label "A" ; skos:closeMatch wd:Q1 , wd:Q2 . x:b skos:broadMatch wd:Q1 .'
    prefix = "@prefix wd: <http://www.wikidata.org/entity/> .\n"

    assert open_codes(tmp_path, prefix + text) == []


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("Wikidata Q42 was checked against ROR (2026-06).", []),
        ("Q42: the register; date unknown.", []),
        ("Wikidata Q42 was checked against ROR.", ["link-without-origin"]),
        ("Wikidata Q4 was checked against ROR (2026-06).", ["link-without-origin"]),
    ],
)
def test_a_note_of_the_resource_must_name_the_identifier_and_a_date(
    tmp_path: Path, note: str, expected: list[str]
) -> None:
    text = (
        "<institution/office> skos:exactMatch <http://www.wikidata.org/entity/Q42> ;\n"
        f'  skos:editorialNote "{note}"@en .\n'
    )

    assert codes(tmp_path, text) == expected


def test_findings_come_as_json_and_as_a_report_too(tmp_path: Path) -> None:
    file = tmp_path / "graph.ttl"
    file.write_text(
        HEAD + 'x:a rdfs:label "A" ; owl:sameAs <https://ror.org/006kxhp53> .', encoding="utf-8"
    )

    as_json = publisher("links", "check", file, "--format", "json")
    as_turtle = publisher("links", "check", file, "--format", "ttl")

    (finding,) = json.loads(as_json.stdout)
    assert (finding["code"], finding["severity"]) == ("link-malformed", "error")
    report = rdflib.Graph().parse(data=as_turtle.stdout, format="turtle")
    assert len(list(report.subjects(rdflib.RDF.type, SH.ValidationResult))) == 1
    assert as_json.returncode == 1
    note = publisher("check", file, "--format", "json")
    assert (note.returncode, json.loads(note.stdout)[0]["severity"]) == (0, "note")


def test_a_fault_is_an_error_of_the_build_too(tmp_path: Path) -> None:
    project = Path(shutil.copytree(PROJECT, tmp_path / "project"))
    link = f"<institution/office> skos:exactMatch <https://ror.org/006kxhp53> {NOTE} ."
    (project / "data" / "links.ttl").write_text(PREFIX + link, encoding="utf-8")

    assert publisher("links", "check", cwd=project).returncode == 1
    assert publisher("build", "--workers", "1", cwd=project).returncode == 1
