"""What a file system may hold and no site can: names that are not UTF-8, pipes, devices."""

import os
from pathlib import Path

import pytest

from tests.calls import publisher, publisher_apart, refused
from tests.load.projects import write_project

QUERY = b"# title: T\n# description: D\nSELECT ?s { ?s a ?o } ORDER BY ?s\n"


def test_a_query_whose_name_is_not_utf8_is_a_finding(tmp_path: Path) -> None:
    project = write_project(tmp_path)
    (project / "queries" / os.fsdecode(b"\xff.rq")).write_bytes(QUERY)

    for command in ("check", "build"):
        done = publisher_apart(command, "--project", project)

        assert done.returncode == 1
        assert "cannot be the name of a query: it is not UTF-8" in done.stdout + done.stderr
        assert "Traceback" not in done.stdout + done.stderr


def test_an_out_whose_name_is_not_utf8_is_refused(tmp_path: Path) -> None:
    project = write_project(tmp_path / "project")
    out = tmp_path / os.fsdecode(b"\xff")

    for command in ("check", "build"):
        said = refused(publisher(command, "--project", project, "--out", out))

        assert said == "the name of --out is not UTF-8; choose another --out"


@pytest.mark.parametrize("name", ["pyproject.toml", "data/sources/page.txt"])
@pytest.mark.parametrize("kind", ["pipe", "device"])
def test_what_may_never_end_is_not_read(name: str, kind: str, tmp_path: Path) -> None:
    project = write_project(tmp_path)
    (project / name).unlink()
    if kind == "pipe":
        os.mkfifo(project / name)
    else:
        (project / name).symlink_to("/dev/zero")

    done = publisher_apart("check", "--project", project)

    assert done.returncode == (2 if name == "pyproject.toml" else 1)
    assert f"{name}: " in done.stdout + done.stderr
    printed = done.stdout + done.stderr
    assert "not a file" in printed or "neither a file" in printed
