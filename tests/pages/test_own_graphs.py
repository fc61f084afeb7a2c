"""What others say in their graphs, or a nanopublication asserts, is no account of the project."""

from pathlib import Path

from publisher.commands.build import build
from publisher.project import read_project
from tests.evidence.quoting import HEAD
from tests.findings.pages import write_project

GRAPHS = """@prefix np: <http://www.nanopub.org/nschema#> .
<graph/own> { <document/reply> rdfs:label "own words"@de . }
<graph/claimed> { <document/reply> rdfs:label "claimed words"@fr . }
<https://other.example/graph> { <document/reply> rdfs:label "foreign words"@es . }
<document/reply> rdfs:label "reply"@en ; np:hasAssertion <graph/claimed> .
"""


def test_the_dump_of_what_is_asserted_has_own_graphs_alone(tmp_path: Path) -> None:
    write_project(tmp_path, {"data/graphs.trig": f"{HEAD}{GRAPHS}".encode()})
    settings = tmp_path / "pyproject.toml"
    codes = ("resource-outside-base", "evidence-missing", "resource-not-described", "label-missing")
    off = "".join(f'{code} = "off"\n' for code in (*codes, "shape-violation", "term-unknown"))
    text = settings.read_text(encoding="utf-8")
    settings.write_text(f"{text}\n[tool.publisher.findings]\n{off}", encoding="utf-8")

    report = build(read_project(tmp_path), out=tmp_path / "site", workers=1, is_compressed=False)

    assert not report.has_errors, [finding.text for finding in report.findings]
    for name in ("asserted", "records"):
        for suffix in ("nt", "ttl", "nq", "trig", "jsonld"):
            content = (tmp_path / "site" / "dumps" / f"{name}.{suffix}").read_text("utf-8")
            assert "own words" in content
            assert "claimed words" not in content
            assert "foreign words" not in content
    assert "foreign words" in (tmp_path / "site" / "dumps" / "all.nq").read_text("utf-8")
