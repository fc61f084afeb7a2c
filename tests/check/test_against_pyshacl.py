"""`check` reports what pySHACL reports if rdflib reads the same graph and shapes."""

import logging
from pathlib import Path
from typing import TypeAlias

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib
from rdflib.namespace import RDF, SH
from rdflib.util import from_n3

from publisher.commands.check import check_project
from publisher.findings import Finding
from tests.check.random_shapes import PREFIXES, Pair, pair

AT_ONCE = 50
Violation: TypeAlias = tuple[str, rdflib.term.Node | None, rdflib.term.Node | None]


def write(folder: Path, *, shapes: str, facts: str) -> None:
    for name in ("ontology", "data", "shapes", "queries"):
        (folder / name).mkdir()
    (folder / "pyproject.toml").write_text(
        '[tool.publisher]\nbase = "https://example.org/"\ntitle = "Judged"\ndeadline = 60\n',
        encoding="utf-8",
    )
    (folder / "data" / "d.ttl").write_text(PREFIXES + facts, encoding="utf-8")
    (folder / "shapes" / "s.ttl").write_text(PREFIXES + shapes, encoding="utf-8")


def read(turtle: str) -> rdflib.Graph:
    """A graph as rdflib reads it from N-Triples."""
    quads = ox.parse(PREFIXES + turtle, format=ox.RdfFormat.TURTLE)
    lines = ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES)
    return rdflib.Graph().parse(data=lines, format="nt")


def expected(one: Pair) -> set[Violation]:
    _, report, _ = pyshacl.validate(read(one.facts), shacl_graph=read(one.shapes))
    assert isinstance(report, rdflib.Graph), report
    found: set[Violation] = set()
    for result in report.subjects(RDF.type, SH.ValidationResult):
        if next(report.subjects(SH.detail, result), None) is None:
            path = report.value(result, SH.resultPath)
            value = report.value(result, SH.value) if isinstance(path, rdflib.URIRef) else None
            found.add((one.message, report.value(result, SH.focusNode), value))
    return found


def violation(finding: Finding) -> Violation:
    focus, _, value = finding.about or ("", "", "")
    return finding.message, node(focus), node(value) if value else None


def node(term: str) -> rdflib.term.Node:
    made = from_n3(term)
    assert isinstance(made, rdflib.term.Node)
    return made


@pytest.mark.parametrize("batch", range(10))
def test_random_shapes_are_judged_as_pyshacl_judges_them(
    batch: int, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL)
    pairs = [pair(seed) for seed in range(batch * AT_ONCE, (batch + 1) * AT_ONCE)]
    write(
        tmp_path,
        shapes="\n".join(one.shapes for one in pairs),
        facts="\n".join(one.facts for one in pairs),
    )

    findings = check_project(tmp_path).findings

    found = {violation(one) for one in findings if one.message.startswith("shape ")}
    assert found == {one for each in pairs for one in expected(each)}
    assert found
    assert not {one.code for one in findings if "shape" in one.code} - {
        "shape-reaches-nothing",
        "shape-violation",
    }
