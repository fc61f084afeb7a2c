"""Each page of docs/findings is its own test: its fault prints its lines, and no others."""

import ast
from pathlib import Path

import pytest

from publisher.commands.build import build
from publisher.commands.check import check_project, check_settings_and_files, line
from publisher.commands.paths import project_of
from publisher.project import read_project
from publisher.severities import AS_FOUND, LEVELS
from tests.findings.pages import PROJECT, pages, read_page, write_project

PUBLISHER = Path(__file__).parents[2] / "publisher"
NO_CODES = frozenset({"utf-8", "no-cache"})
"""Texts of the program that look like codes where codes stand, and are none."""


def codes() -> set[str]:
    """What the program gives as the code of a finding: by keyword, as the first argument of a
    function that reports, as the attribute of an error, as the constant of a module with only one
    code, or as the first of a fault's three."""
    found: set[str] = set()
    for path in PUBLISHER.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            found |= set(_codes_in(node))
    return found


def _codes_in(node: ast.AST) -> list[str]:
    values: list[ast.expr] = []
    if isinstance(node, ast.keyword) and node.arg == "code":
        values = [node.value]
    elif isinstance(node, ast.Call):
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        if name in {"_finding", "_report", "fault", "LiteralFault", "ReificationError"}:
            values = node.args[:1]
    elif isinstance(node, ast.Assign):
        target = node.targets[0]
        if isinstance(target, ast.Name) and target.id == "code":
            values = [node.value]
            if isinstance(node.value, ast.IfExp):
                values = [node.value.body, node.value.orelse]
    elif isinstance(node, ast.AnnAssign) and node.value:
        is_constant = isinstance(node.target, ast.Name) and node.target.id == "_CODE"
        values = [node.value] if is_constant else []
    elif isinstance(node, ast.Return) and isinstance(node.value, ast.Tuple):
        values = node.value.elts[:1] if len(node.value.elts) == 3 else []
    texts = [one.value for one in values if isinstance(one, ast.Constant)]
    return [
        text
        for text in texts
        if isinstance(text, str) and "-" in text + "-" * (text == "encoding") and " " not in text
    ]


def test_the_project_that_pages_put_faults_into_has_none() -> None:
    assert [line(finding) for finding in check_project(PROJECT).findings] == []


@pytest.mark.parametrize("path", pages(), ids=lambda path: path.stem)
def test_a_page_s_fault_prints_its_lines(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = read_page(path)
    monkeypatch.chdir(tmp_path)
    if page.published:
        write_project(tmp_path, page.published)
        build(read_project(tmp_path), out=tmp_path / "site")
    write_project(tmp_path, page.changes)

    given = project_of([Path(name) for name in page.inputs], folder=tmp_path)
    findings = check_settings_and_files(given.project).findings

    assert page.changes
    assert page.prints
    assert tuple(line(one) for one in findings if one.code == page.code) == page.prints


@pytest.mark.parametrize("path", pages(), ids=lambda path: path.stem)
def test_a_page_has_its_title_and_its_cure(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert text.startswith(f"# {path.stem}\n\n")
    assert "\nThe cure: " in text


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    assert {path.stem for path in pages()} == codes() - NO_CODES


def test_every_code_has_its_severities() -> None:
    assert LEVELS.keys() == codes() - NO_CODES


@pytest.mark.parametrize("path", pages(), ids=lambda path: path.stem)
def test_a_page_says_if_other_rules_hold_in_open(path: Path) -> None:
    levels = LEVELS[path.stem]

    is_said = "profile `open`" in path.read_text(encoding="utf-8")

    assert is_said or levels.open in {levels.evidence, AS_FOUND}
