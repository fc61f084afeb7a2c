"""What lies in a project's folders is read, or is a finding, or is hidden or left over."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.calls import publisher
from tests.load.projects import write_project

FACT = (
    "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
    '<document/letter> rdfs:comment "of the file"@en .\n'
)


def unread(project: Path) -> list[str]:
    """The lines of what was not read."""
    done = publisher("check", "--project", project)
    assert "Traceback" not in done.stderr
    return [line for line in done.stdout.splitlines() if line.endswith("[file-unread]")]


def put(project: Path, name: str, text: str = FACT) -> Path:
    path = project / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


@pytest.mark.parametrize(
    "name",
    [
        *("data/x.hdt", "data/x.trix", "data/x.ttl.xz", "data/x.tar.gz", "shapes/X.TTL"),
        *("data/x.ttl.txt", "data/x", "data/x.csv", "data/x.rq", "data/x.txt", "data/x.ttl2"),
        *("data/sources/page.TXT", "data/sources/a/b.txt", "ontology/x.txt", "shapes/x.nt"),
        *("queries/Q.RQ", "queries/q.sparql", "queries/q.rq.txt", "queries/q.ttl", "queries/q"),
    ],
)
def test_a_file_that_is_not_read_is_an_error(name: str, tmp_path: Path) -> None:
    project = write_project(tmp_path)
    put(project, name)

    (line,) = unread(project)

    assert line.startswith(f"{name}: error: the file is not read: its name ")
    assert publisher("build", "--project", project).returncode == 1


@pytest.mark.parametrize(
    "name",
    [
        *("data/X.TTL", "data/x.Ttl", "data/a/b/X.TTL", "ontology/X.TTL", "data/x.turtle"),
        *("data/x.n3", "data/x.trig", "data/x.owl", "data/x.rdf", "data/x.nt"),
    ],
)
def test_a_file_of_rdf_is_read_whatever_its_suffix(name: str, tmp_path: Path) -> None:
    project = write_project(tmp_path)
    put(project, name)

    assert unread(project) == []
    assert publisher("build", "--no-compress", "--project", project).returncode == 0
    assert b"of the file" in (project / "site/dumps/all.nt").read_bytes()


def test_the_page_that_a_source_was_copied_from_is_not_read_as_data(tmp_path: Path) -> None:
    project = write_project(tmp_path)
    script = '{"@id": "https://example.org/x", "https://schema.org/name": "of the file"}'
    put(
        project,
        "data/sources/page.html",
        f'<html><script type="application/ld+json">{script}</script></html>',
    )

    (line,) = unread(project)

    assert line.startswith("data/sources/page.html: warning: the file is not read")


@pytest.mark.parametrize("name", ["data/sources/page.pdf", "data/notes.md", "queries/scan.PNG"])
def test_a_document_that_is_not_read_is_a_warning(name: str, tmp_path: Path) -> None:
    project = write_project(tmp_path)
    put(project, name)

    (line,) = unread(project)

    assert line.startswith(f"{name}: warning: the file is not read")


@pytest.mark.parametrize(
    "name",
    [
        *("data/.hidden.ttl", "data/.ipynb_checkpoints/d-checkpoint.ttl", "data/._d.ttl"),
        *("data/.git/x.ttl", "data/.DS_Store", "data/sources/._page.txt", "queries/.q.rq"),
        *("data/d.ttl~", "data/#d.ttl#", "data/.#d.ttl", "data/.d.ttl.swp", "data/d.ttl.bak"),
        *("data/d.ttl.orig", "data/d.ttl.rej", "data/d.ttl.tmp", "data/__MACOSX/d.ttl"),
        *("data/Thumbs.db", "data/desktop.ini", "data/Icon\r", "data/4913", "data/~$d.ttl"),
        *("shapes/.s.ttl", "ontology/.o.ttl", "data/.d/e/f.ttl", "ontology/o.ttl~"),
        *("data/README.md", "data/README", "queries/LICENSE", "data/sources/readme.html"),
    ],
)
def test_what_is_hidden_or_left_over_is_not_read_and_no_finding(name: str, tmp_path: Path) -> None:
    project = write_project(tmp_path)
    before = publisher("check", "--project", project)
    put(project, name, "not \0 Turtle")

    assert publisher("check", "--project", project).stdout == before.stdout


def test_no_hidden_fact_is_published(tmp_path: Path) -> None:
    project = write_project(tmp_path)
    for name in ("data/.hidden.ttl", "data/.ipynb_checkpoints/d-checkpoint.ttl", "data/d.ttl~"):
        put(project, name)

    assert publisher("build", "--no-compress", "--project", project).returncode == 0
    assert b"of the file" not in (project / "site/dumps/all.nt").read_bytes()


def _link(target: str) -> Callable[[Path], object]:
    return lambda path: path.symlink_to(target)


@pytest.mark.parametrize(
    ("name", "make", "said"),
    [
        ("data/g.ttl", _link("../ext/none.ttl"), "the link leads nowhere: ../ext/none.ttl"),
        ("data/g", _link("none"), "the link leads nowhere: none"),
        ("queries/q.rq", _link("/none/q.rq"), "the link leads nowhere: /none/q.rq"),
        ("data/sources/s.txt", _link("none.txt"), "the link leads nowhere: none.txt"),
        ("data/loop.ttl", _link("loop.ttl"), "the link leads nowhere: loop.ttl"),
        ("data/extdir", _link("../ext"), "a link to a folder is not followed"),
        ("data/ext.ttl", _link("../ext"), "a link to a folder is not followed"),
        ("data/up", _link(".."), "a link to a folder is not followed"),
        ("shapes/more", _link("../ext"), "a link to a folder is not followed"),
        ("data/pipe.ttl", os.mkfifo, "this is neither a file nor a folder"),
    ],
)
def test_what_cannot_be_read_is_an_error_that_names_it(
    name: str, make: Callable[[Path], object], said: str, tmp_path: Path
) -> None:
    project = write_project(tmp_path)
    put(project, "ext/g.ttl")
    make(project / name)

    (line,) = unread(project)

    assert line.startswith(f"{name}: error: {said}")


def test_a_link_to_a_file_is_read(tmp_path: Path) -> None:
    project = write_project(tmp_path)
    put(project, "ext/g.ttl")
    (project / "data/g.ttl").symlink_to("../ext/g.ttl")

    assert unread(project) == []
    assert publisher("build", "--no-compress", "--project", project).returncode == 0
    assert b"of the file" in (project / "site/dumps/all.nt").read_bytes()


def test_a_folder_of_the_project_may_be_a_link(tmp_path: Path) -> None:
    project = write_project(tmp_path)
    (project / "data").rename(project / "elsewhere")
    (project / "data").symlink_to("elsewhere")
    put(project, "data/x.csv")

    assert [line.split(":")[0] for line in unread(project)] == ["data/x.csv"]


def test_a_name_that_is_no_text_is_told_as_far_as_it_is_one(tmp_path: Path) -> None:
    project = write_project(tmp_path)
    (project / "data" / os.fsdecode(b"\xff.csv")).write_text(FACT)
    (project / "data" / os.fsdecode(b"\xff.ttl")).write_text("wrong")

    assert unread(project)[0].startswith("data/\ufffd.csv: error: ")
    assert publisher("check", "--format", "json", "--project", project).returncode == 1
    assert publisher("check", "--format", "ttl", "--project", project).returncode == 1
