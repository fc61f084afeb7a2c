"""Other projects with claims, one of which lets their words stand everywhere."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from tests.conftest import shared
from tests.harbour.running import findings, publisher
from tests.serve.running import in_thread
from tests.truth.answers import answered_parts
from tests.truth.claims import claimed_runs
from tests.truth.hostile import write_hostile
from tests.truth.outputs import Part, parts_of

WITHDRAWN = "voted against the motion of the deputy"
_FORMATS = {
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".ttl": ox.RdfFormat.TURTLE,
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    shared("projects/harbour")
    return write_hostile(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="module")
def hostile(project: Path) -> Path:
    publisher("build", "--project", project, "--out", project / "site")
    return (project / "site").resolve()


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("starter")
    publisher("init", folder / "project")
    publisher("build", "--project", folder / "project", "--out", folder / "site")
    return (folder / "site").resolve()


def _leaks(site: Path, parts: list[Part]) -> list[str]:
    claims = claimed_runs(site)
    return [
        f"{part.place}: {part.text[:200]}"
        for part in parts
        if claims.unattributed(part.text, is_row="queries/" in part.place)
    ]


def test_no_file_has_the_words_of_a_claim_without_who_claims_it(hostile: Path) -> None:
    assert _leaks(hostile, list(parts_of(hostile))) == []


def test_no_file_of_a_new_project_has_them(starter: Path) -> None:
    assert _leaks(starter, list(parts_of(starter))) == []


def test_no_answer_of_a_new_project_has_them(starter: Path) -> None:
    with in_thread(starter) as address:
        assert _leaks(starter, list(answered_parts(address, starter))) == []


def test_the_author_learns_what_is_left_out(project: Path) -> None:
    found = [line for line in findings(project) if line.endswith("[words-of-claim]")]

    files = {line.partition(":")[0] for line in found}
    assert {"data/more.ttl", "ontology/ontology.ttl", "pyproject.toml"} <= files


def test_what_claims_alone_tell_of_has_its_bare_label(hostile: Path) -> None:
    parts = [part.text for part in parts_of(hostile)]

    assert any("cracks of the North Quay." in text for text in parts)
    assert not [text for text in parts if "cracks of the North Quay is a" in text]
    assert not [text for text in parts if "VFA in the Harbour Users' Forum is a" in text]


def test_what_is_retired_is_not_new(hostile: Path) -> None:
    for path in ("feed/changes.atom", "changes/1.html"):
        text = (hostile / path).read_text(encoding="utf-8")
        assert "older-name" not in text
        assert "allegation/hid" not in text
        assert "hid cracks for decades" not in text


def test_what_was_withdrawn_is_in_no_table_and_no_entry(hostile: Path) -> None:
    for pattern in ("tables/*.csv", "feed/*.atom", "llms.txt", "catalog*.ttl"):
        for file in hostile.glob(pattern):
            assert WITHDRAWN not in file.read_text(encoding="utf-8"), file


def test_no_file_asserts_what_a_claim_says(hostile: Path) -> None:
    everything = set(_triples(hostile / "dumps/all.nt"))
    contents = _contents(everything) - everything
    assert len(contents) > 10
    for file in hostile.rglob("*"):
        if file.suffix in _FORMATS and file.is_file() and "context" not in file.name:
            assert not contents & set(_triples(file)), file


def _triples(file: Path) -> list[ox.Triple]:
    quads = ox.parse(file.read_bytes(), format=_FORMATS[file.suffix], lenient=True)
    return [quad.triple for quad in quads]


def _contents(triples: set[ox.Triple]) -> set[ox.Triple]:
    rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    parts: dict[object, dict[str, object]] = {}
    for each in triples:
        if each.predicate.value in {f"{rdf}{name}" for name in ("subject", "predicate", "object")}:
            parts.setdefault(each.subject, {})[each.predicate.value.removeprefix(rdf)] = each.object
    return {
        ox.Triple(each["subject"], each["predicate"], each["object"])  # type: ignore[arg-type]
        for each in parts.values()
        if len(each) == 3
    }
