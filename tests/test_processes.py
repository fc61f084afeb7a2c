"""A site is the same however many processes make it, and however they are started."""

import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from publisher import pages, processes
from publisher.commands.build import build
from publisher.model import File, SitePath
from publisher.pages import Context, resource
from publisher.processes import Processes
from publisher.project import read_project
from publisher.publication.release import PublicationError
from tests.bench.generate import generate

PAGES = 60


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("workers") / "project"
    generate(folder, pages=PAGES)
    return folder


def files(site: Path) -> dict[str, bytes]:
    found = {}
    for folder, _, names in os.walk(site.resolve()):
        for name in names:
            path = Path(folder) / name
            found[str(path.relative_to(site.resolve()))] = path.read_bytes()
    return found


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_processes_make_the_files_that_one_makes(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    monkeypatch.setattr(processes, "_has_one_thread", lambda: method == "fork")
    # A few pages a batch, so that each process has several.
    monkeypatch.setattr(resource, "BATCH_SIZE", 20_000)
    told: list[tuple[int, int]] = []

    one = build(read_project(project), out=tmp_path / "one/site", workers=1)
    two = build(
        read_project(project),
        out=tmp_path / "two/site",
        workers=2,
        progress=lambda done, every: told.append((done, every)),
    )

    assert not one.findings
    assert not two.findings
    assert one.counts == two.counts
    made = files(tmp_path / "two/site")
    assert made == files(tmp_path / "one/site")
    assert sum(path.endswith(".nt") and "/" in path for path in made) >= PAGES
    assert len(told) > 5
    assert told[-1][0] == told[-1][1]


def test_an_error_of_the_graph_publishes_nothing(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "_has_one_thread", lambda: True)
    wrong = project.parent / "wrong"
    generate(wrong, pages=PAGES)
    (wrong / "data/wrong.ttl").write_text("<person/nobody> a <ontology#Nothing> .\n")

    report = build(read_project(wrong), out=tmp_path / "site", workers=2)

    assert {one.code for one in report.findings} == {"label-missing", "term-unknown"}
    assert not (tmp_path / "site").exists()


def test_a_query_that_breaks_is_a_finding_of_a_build_by_processes(
    project: Path, tmp_path: Path
) -> None:
    wrong = project.parent / "wrong-query"
    generate(wrong, pages=PAGES)
    (wrong / "queries/wrong.rq").write_text("# title: T\n# description: D\nSELECT ?s WHERE { ?s }")

    report = build(read_project(wrong), out=tmp_path / "site", workers=2)

    assert {one.code for one in report.findings} == {"query-broken"}
    assert not (tmp_path / "site").exists()


def test_what_xml_cannot_write_is_a_finding(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "_has_one_thread", lambda: True)
    wrong = project.parent / "unwritable"
    generate(wrong, pages=PAGES)
    text = (
        '<person/nobody> a <ontology#Person> ; rdfs:label "Nobody" ; <http://other.example/1> "a" .'
    )
    (wrong / "data/wrong.ttl").write_text(
        f"@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n{text}\n"
    )

    report = build(read_project(wrong), out=tmp_path / "site", workers=2)

    assert "predicate-not-xml" in {one.code for one in report.findings}
    assert not (tmp_path / "site").exists()


def endless(_context: Context) -> Iterator[File]:
    """Yield files until the one who asks for them has enough."""
    for number in count():
        yield File(path=SitePath(f"endless/{number}.txt"), content=b"")


def test_an_error_stops_the_rendering_that_goes_on_beside_the_checks(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "_has_one_thread", lambda: True)
    monkeypatch.setattr(pages, "PARTS", (endless,))
    wrong = project.parent / "wrong-endless"
    generate(wrong, pages=PAGES)
    (wrong / "data/wrong.ttl").write_text("<person/nobody> a <ontology#Nothing> .\n")

    # It ends at all: nothing but the error stops the part that is endless.
    report = build(read_project(wrong), out=tmp_path / "site", workers=2)

    assert {finding.code for finding in report.findings} == {"label-missing", "term-unknown"}
    assert not (tmp_path / "site").exists()


def test_one_process_begins_no_rendering_if_there_are_errors(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[Context] = []

    def noted(context: Context) -> Iterator[File]:
        begun.append(context)
        yield from ()

    monkeypatch.setattr(pages, "PARTS", (noted,))
    wrong = project.parent / "wrong-alone"
    generate(wrong, pages=PAGES)
    (wrong / "data/wrong.ttl").write_text("<person/nobody> a <ontology#Nothing> .\n")
    progress: list[tuple[int, int]] = []

    report = build(
        read_project(wrong),
        out=tmp_path / "site",
        workers=1,
        progress=lambda finished, every: progress.append((finished, every)),
    )

    assert report.has_errors
    assert (begun, progress) == ([], [])


def dying(_context: Context) -> Iterator[File]:
    os._exit(1)
    yield File(path=SitePath("never"), content=b"")


def test_a_process_that_dies_is_an_error_and_no_wait_for_ever(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "PARTS", (dying,))

    with pytest.raises(PublicationError, match="a process of the build was ended from outside"):
        build(read_project(project), out=tmp_path / "site", workers=2)

    assert not (tmp_path / "site").exists()


def product(factor: int, item: int) -> int:
    return factor * item


def accepted(_factor: int) -> bool:
    return True


@pytest.mark.parametrize("number", [1, 2])
def test_functions_get_the_shared_value_and_each_item(number: int) -> None:
    with Processes(number, 10) as workers:
        assert sorted(workers.map(product, range(4))) == [0, 10, 20, 30]


@pytest.mark.parametrize("is_bad", [True, False])
def test_one_process_runs_nothing_after_a_bad_result(*, is_bad: bool) -> None:
    with Processes(1, 10) as workers:
        result = workers.submit(accepted, stop_if=lambda _result: is_bad)

        assert result.done()
        assert list(workers.map(product, [1, 2])) == ([] if is_bad else [10, 20])
