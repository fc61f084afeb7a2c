"""The program as it is called: exit codes, formats, and one line where the call is wrong."""

import json
from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import RDF, SH

from tests.calls import publisher, publisher_apart
from tests.findings.pages import PROJECT, write_project

FACTS = (PROJECT / "data" / "facts.ttl").read_text(encoding="utf-8")
FAULT = FACTS.replace("joined the Network in 2008", "left the Network in 2008")
WARNING = """@prefix : <ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .

:DocumentShape a sh:NodeShape ;
  sh:targetClass :Document ;
  sh:property [ sh:path rdfs:comment ; sh:minCount 1 ;
    sh:severity sh:Warning ; sh:message "Say more: rdfs:comment \\"…\\"." ] .
"""
PRINTED = (
    "data/facts.ttl:19:40: error: quote not found in source report; "
    'nearest is "joined the Network in 2008" (line 3) [quote-missing]\n'
)


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("faulty")
    write_project(folder, {"data/facts.ttl": FAULT.encode()})
    return folder


@pytest.fixture(scope="module")
def warned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("warned")
    write_project(folder, {"shapes/warning.ttl": WARNING.encode()})
    return folder


def test_a_good_project_ends_with_0_and_prints_nothing() -> None:
    done = publisher_apart("check", "--project", PROJECT)

    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "0 errors, 0 warnings\n"


def test_an_error_ends_with_1_and_is_printed(faulty: Path) -> None:
    done = publisher("check", "--project", faulty)

    assert (done.returncode, done.stdout) == (1, PRINTED)
    assert done.stderr == "1 error, 0 warnings\n"


def test_a_warning_is_printed_and_ends_with_0(warned: Path) -> None:
    done = publisher("check", "--quiet", "--project", warned)

    assert done.returncode == 0
    assert done.stdout.count("\n") == 1
    assert 'warning: Say more: rdfs:comment "…". [shape-violation]' in done.stdout
    assert done.stderr == ""


def test_json_has_what_the_line_has(faulty: Path) -> None:
    done = publisher("check", "--format", "json", "--project", faulty)

    assert done.returncode == 1
    assert json.loads(done.stdout) == [
        {
            "code": "quote-missing",
            "severity": "error",
            "file": "data/facts.ttl",
            "line": 19,
            "column": 40,
            "message": "quote not found in source report; "
            'nearest is "joined the Network in 2008" (line 3)',
            "hint": "",
        }
    ]


def test_json_of_a_good_project_is_an_empty_list() -> None:
    done = publisher("check", "--format", "json", "--project", PROJECT)

    assert (done.returncode, json.loads(done.stdout)) == (0, [])


@pytest.mark.parametrize(
    ("name", "code", "conforms", "severities"),
    [
        ("good", 0, True, []),
        ("warned", 0, True, [SH.Warning]),
        ("faulty", 1, False, [SH.Violation]),
    ],
)
def test_turtle_is_a_validation_report(
    name: str,
    code: int,
    severities: list[rdflib.URIRef],
    faulty: Path,
    warned: Path,
    *,
    conforms: bool,
) -> None:
    folder = {"good": PROJECT, "warned": warned, "faulty": faulty}[name]

    done = publisher("check", "--format", "ttl", "--project", folder)
    report = rdflib.Graph().parse(data=done.stdout, format="turtle")

    (node,) = report.subjects(RDF.type, SH.ValidationReport)
    assert done.returncode == code
    assert list(report.objects(node, SH.conforms)) == [rdflib.Literal(conforms)]
    results = list(report.objects(node, SH.result))
    assert [report.value(one, SH.resultSeverity) for one in results] == severities


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(("check", "--project", "missing"), id="no such folder"),
        pytest.param(("check", "--project", "file"), id="a file as folder"),
        pytest.param(("check", "--project", "."), id="a folder that is no project"),
        pytest.param(("check", "--project", PROJECT, "--base", "here"), id="a base that is none"),
        pytest.param(("build", "--project", PROJECT, "--out", "file"), id="a file in the way"),
        pytest.param(("build", "--project", PROJECT, "--out", "file/site"), id="below a file"),
        pytest.param(("build", "--project", PROJECT, "--out", "."), id="a folder of another's"),
    ],
)
def test_a_wrong_call_ends_with_2_and_one_line(
    arguments: tuple[str | Path, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    (tmp_path / "file").write_text("mine")

    done = publisher_apart(*arguments, cwd=tmp_path)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("publisher: error: ")
    assert done.stderr.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
    assert (tmp_path / "file").read_text() == "mine"


@pytest.mark.parametrize("arguments", [(), ("nothing",), ("check", "--format", "xml")])
def test_an_unknown_command_or_option_ends_with_2_and_says_how(arguments: tuple[str, ...]) -> None:
    done = publisher(*arguments)

    assert (done.returncode, done.stdout) == (2, "")
    assert "usage: publisher" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_build_of_a_faulty_project_ends_with_1_and_leaves_nothing(
    faulty: Path, tmp_path: Path
) -> None:
    done = publisher("build", "--project", faulty, "--out", tmp_path / "site")

    assert (done.returncode, done.stdout) == (1, PRINTED)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("settings", "reason"),
    [
        ("x", "Expected '='"),
        ("", "no [tool.publisher]"),
        ("[tool.publisher]\nbase = 3\n", "base is not a text"),
        ('[tool.publisher]\nbase = "https://example.org/"\ncolour = "red"\n', "'colour'"),
    ],
)
def test_a_wrong_configuration_ends_with_2_and_one_line(
    settings: str, reason: str, tmp_path: Path
) -> None:
    write_project(tmp_path, {"pyproject.toml": settings.encode()})

    done = publisher("check", "--project", tmp_path)

    assert (done.returncode, done.stdout) == (2, "")
    assert reason in done.stderr
    assert done.stderr.count("\n") == 1
