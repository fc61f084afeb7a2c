"""Which findings `publisher check` prints: the cause, and the same fault once."""

import json
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from publisher.commands.check import check_settings_and_files, line
from publisher.commands.finding_groups import group_findings
from publisher.findings import Finding, Place, Severity
from publisher.project import read_project
from tests import flagship
from tests.called import publisher
from tests.findings.pages import PROJECT, write_project

FACTS = (PROJECT / "data" / "facts.ttl").read_text(encoding="utf-8")
ONTOLOGY = (PROJECT / "ontology" / "ontology.ttl").read_text(encoding="utf-8")
SHAPES = (PROJECT / "shapes" / "memberships.ttl").read_text(encoding="utf-8")
MORE = """@prefix : <ontology#> .
@prefix ev: <https://w3id.org/quoted-statements#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
[] a ev:File ; ev:source <source/report> .
"""
BROKEN = [
    pytest.param("data/facts.ttl", f"{FACTS}\n<institution/new> ;;;. x\n", id="facts"),
    pytest.param("data/facts.ttl", FACTS.replace('"the Office"@en .', '"the Office"@en'), id="dot"),
    pytest.param("data/facts.ttl", f"# \xff\n{FACTS}", id="encoding"),
    pytest.param("data/facts.ttl", f"BASE <https://x.example/>\n{FACTS}", id="base"),
    pytest.param("data/sources/report.ttl", "<source/report> a .", id="source"),
    pytest.param("ontology/ontology.ttl", f"{ONTOLOGY}\n:x", id="ontology"),
    pytest.param("shapes/memberships.ttl", f"{SHAPES}\n:x", id="shapes"),
]


@pytest.mark.parametrize(("name", "content"), BROKEN)
def test_a_file_that_cannot_be_read_is_the_one_finding(
    name: str, content: str, tmp_path: Path
) -> None:
    encoding = "latin-1" if "\xff" in content else "utf-8"
    write_project(tmp_path, {name: content.encode(encoding)})

    done = publisher("check", "--project", tmp_path)

    assert len(done.lines) == 1, done.lines
    assert done.lines[0].startswith(f"{name}:")
    assert done.code == 1
    assert done.err == "1 error, 0 warnings\n"


@pytest.mark.parametrize("folder", ["ontology", "data"])
def test_a_folder_that_is_not_there_is_the_one_finding(folder: str, tmp_path: Path) -> None:
    write_project(tmp_path, {folder: None})
    # Said, because without data nothing else shows that this is a project with evidence.
    project = replace(read_project(tmp_path), profile="evidence")

    (finding,) = check_settings_and_files(project).findings

    assert line(finding).startswith(f"{folder}/: error: the folder {folder}/ is missing")


def test_one_syntax_error_in_the_flagship_is_one_finding(tmp_path: Path) -> None:
    for part in ("data", "ontology", "shapes", "queries"):
        shutil.copytree(flagship.FOLDER / part, tmp_path / part)
    shutil.copy(flagship.FOLDER / "pyproject.toml", tmp_path)
    file = tmp_path / "data" / "institutions.ttl"
    file.write_text(file.read_text(encoding="utf-8") + "\n<institution/new> ;;;. x\n", "utf-8")

    (line,) = publisher("check", "--project", tmp_path).lines

    assert line.startswith("data/institutions.ttl:")
    assert re.search(
        r"; \d+ further findings may come from this and are not shown \[turtle-syntax\]$", line
    )


def test_the_cause_comes_first_and_what_cannot_follow_from_it_is_told(tmp_path: Path) -> None:
    more = f'{MORE}<institution/office> :described "x"@en {{| ev:quote "the Offize" |}} .\n'
    later = f"{MORE}<institution/later> a :Institution ; rdfs:label ;;. x\n"
    write_project(tmp_path, {"data/a.ttl": more.encode(), "data/z.ttl": later.encode()})

    lines = publisher("check", "--project", tmp_path).lines

    assert [line.partition(":")[0] for line in lines] == ["data/z.ttl", "data/a.ttl"]
    assert lines[0].endswith("[turtle-syntax]")
    assert lines[1].endswith("[quote-missing]")


def test_two_files_that_cannot_be_read_are_two_findings(tmp_path: Path) -> None:
    write_project(tmp_path, {"data/facts.ttl": b"<a> <b>", "ontology/ontology.ttl": b"<a> <b>"})

    lines = publisher("check", "--project", tmp_path).lines

    assert [line.rpartition("[")[2] for line in lines] == ["turtle-syntax]"] * 2


def test_a_broken_query_holds_nothing_back(tmp_path: Path) -> None:
    fault = f'{MORE}<document/letter> :sinze "The letter" {{| ev:quote "The letter" |}} .\n'
    query = b"# title: T\n# description: D\nSELECT"
    write_project(tmp_path, {"data/fault.ttl": fault.encode(), "queries/fault.rq": query})

    codes = [line.rpartition("[")[2] for line in publisher("check", "--project", tmp_path).lines]

    assert codes == ["term-unknown]", "query-broken]"]


def terms(number: int) -> bytes:
    """An ontology with terms that lack their example."""
    added = "".join(
        f':more{at} a owl:Class ; rdfs:label "more"@en ; skos:definition "One more."@en ;\n'
        "  rdfs:isDefinedBy <ontology> .\n"
        for at in range(number)
    )
    return f"{ONTOLOGY}{added}".encode()


def test_the_same_finding_on_many_terms_is_one_line_with_its_number(tmp_path: Path) -> None:
    write_project(tmp_path, {"ontology/ontology.ttl": terms(37)})
    first = ONTOLOGY.count("\n") + 1

    done = publisher("check", "--project", tmp_path)

    (line,) = [one for one in done.lines if "skos:example" in one]
    assert line == (
        f"ontology/ontology.ttl:{first}:1: warning: Give the class an example from a source: "
        f'skos:example "…."@en. (37 times: here, ontology/ontology.ttl:{first + 2}, '
        f"ontology/ontology.ttl:{first + 4}, …; check --all lists them) [shape-violation]"
    )
    assert "37 warnings" in done.err


def test_three_of_the_same_are_three_lines(tmp_path: Path) -> None:
    write_project(tmp_path, {"ontology/ontology.ttl": terms(3)})

    lines = publisher("check", "--project", tmp_path).lines

    assert sum("skos:example" in one for one in lines) == 3


def test_all_prints_a_line_for_each_and_json_too(tmp_path: Path) -> None:
    write_project(tmp_path, {"ontology/ontology.ttl": terms(37)})

    lines = publisher("check", "--all", "--project", tmp_path).lines
    found = json.loads(publisher("check", "--format", "json", "--project", tmp_path).out)

    assert sum("skos:example" in one for one in lines) == 37
    assert sum("skos:example" in one["message"] for one in found) == 37


def test_findings_that_differ_by_the_name_of_a_term_alone_are_one_line(tmp_path: Path) -> None:
    bare = "".join(f"<institution/body{at}> a :Institution .\n" for at in range(20))
    write_project(tmp_path, {"data/bare.ttl": f"{MORE}{bare}".encode()})

    lines = publisher("check", "--project", tmp_path).lines

    (line,) = [one for one in lines if one.endswith("[label-missing]")]
    assert line.startswith("data/bare.ttl:5:1: error: institution/body0 has no label; ")
    assert "(20 times: here, data/bare.ttl:" in line


def test_findings_that_differ_otherwise_stay_apart(tmp_path: Path) -> None:
    facts = "".join(
        f'<document/d{at}> a :Document ; rdfs:label "d"@en ;\n'
        f'  :described "x"@en {{| ev:quote "words {at} of nobody" |}} .\n'
        for at in range(6)
    )
    misspelt = "".join(f"<document/d{at}> rdfs:lable{at} 'x' .\n" for at in range(6))
    write_project(tmp_path, {"data/fault.ttl": f"{MORE}{facts}{misspelt}".encode()})

    lines = publisher("check", "--project", tmp_path).lines

    assert sum(one.endswith("[vocabulary-term-unknown]") for one in lines) == 6


def facts(number: int) -> bytes:
    """Facts with dates that no calendar has, each another."""
    dates = "".join(
        f'<document/letter> rdfs:comment "x{at}"^^<http://www.w3.org/2001/XMLSchema#date> .\n'
        for at in range(number)
    )
    return f"{MORE}{dates}".encode()


def test_of_one_code_the_first_lines_are_printed_and_how_many_more(tmp_path: Path) -> None:
    write_project(tmp_path, {"data/dates.ttl": facts(14)})

    lines = publisher("check", "--project", tmp_path).lines

    assert [line.partition("received ")[2][:5] for line in lines[:10]] == [
        f'"x{at}"{";" if at < 10 else ""}'[:5] for at in range(10)
    ]
    assert lines[10:] == [
        (
            "data/dates.ttl: error: 4 further findings of this kind; check --all lists them "
            "[literal-ill-formed]"
        )
    ]
    assert len(publisher("check", "--all", "--project", tmp_path).lines) == 14


def test_ten_errors_of_one_code_are_ten_lines(tmp_path: Path) -> None:
    write_project(tmp_path, {"data/dates.ttl": facts(10)})

    assert len(publisher("check", "--project", tmp_path).lines) == 10


def test_notes_come_last_and_those_of_one_code_together() -> None:
    findings = [
        _note("b", "data/a.ttl"),
        _note("a", "data/b.ttl"),
        Finding(code="c", message="an error", place=Place(file="data/c.ttl")),
        _note("b", "data/d.ttl"),
    ]

    assert [(one.code, one.place.file[5]) for one in group_findings(findings)] == [
        ("c", "c"),
        ("a", "b"),
        ("b", "a"),
        ("b", "d"),
    ]


def _note(code: str, file: str) -> Finding:
    return Finding(code=code, message=file, place=Place(file=file), severity=Severity.NOTE)
