"""`publisher init`: the project that it writes works, and nothing of anybody's is touched."""

from pathlib import Path

import pytest

from tests.called import publisher

FOLDERS = {"data", "ontology", "queries", "shapes"}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "new" / "project"
    assert publisher("init", folder).code == 0
    return folder


def test_the_new_project_has_no_finding(project: Path) -> None:
    done = publisher("check", "--project", project)

    assert (done.code, done.out, done.err) == (0, "", "0 errors, 0 warnings\n")


def test_the_new_project_builds_with_a_record_and_a_claim(project: Path) -> None:
    assert publisher("build", "--project", project).code == 0

    record = (project / "site" / "decision" / "close-footbridge.html").read_text("utf-8")
    claim = (project / "site" / "claim" / "footbridge-safe.html").read_text("utf-8")
    assert "five votes to two" in record
    assert "the footbridge was safe" in claim


def test_the_new_project_has_the_shape_of_every_project(project: Path) -> None:
    assert {path.name for path in project.iterdir() if path.is_dir()} >= FOLDERS
    assert (project / "data" / "sources" / "minutes.txt").is_file()
    assert (project / ".gitignore").read_text("utf-8").splitlines() == ["site", ".releases/"]


def test_each_query_of_the_new_project_has_an_answer(project: Path) -> None:
    queries = sorted((project / "queries").glob("*.rq"))

    assert len(queries) == 2
    for query in queries:
        answer = publisher("query", query.stem, "--project", project, "--format", "csv")
        assert len(answer.lines) >= 2, query.name


def test_the_new_project_says_that_it_is_an_example(project: Path) -> None:
    text = (project / "data" / "sources" / "minutes.txt").read_text("utf-8")

    assert "This text is invented." in text
    assert 'base = "https://example.org/"' in (project / "pyproject.toml").read_text("utf-8")


def test_its_readme_names_every_file_that_it_explains(project: Path) -> None:
    readme = (project / "README.md").read_text("utf-8")

    for path in sorted(project.rglob("*")):
        if path.is_file() and path.suffix in {".ttl", ".txt", ".toml"}:
            assert f"`{path.relative_to(project).as_posix()}`" in readme


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    done = publisher("init", tmp_path)

    assert (done.code, done.out) == (0, "")
    assert done.err == f"{tmp_path}: 10 files written; start with its README.md\n"


def test_a_folder_that_is_not_empty_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("mine", encoding="utf-8")

    done = publisher("init", tmp_path)

    assert (done.code, done.out) == (2, "")
    assert done.err == (
        f"publisher: error: {tmp_path} is not empty: it holds notes.md; "
        "name a folder that is new or empty\n"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["notes.md"]


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("mine", encoding="utf-8")

    done = publisher("init", file)

    assert done.code == 2
    assert done.err.endswith("is not a folder; name a folder that is new or empty\n")
    assert file.read_text(encoding="utf-8") == "mine"


def test_a_link_that_leads_nowhere_is_refused(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "gone")

    done = publisher("init", tmp_path / "link")

    assert done.code == 2
    assert "is a link that leads nowhere" in done.err
    assert not (tmp_path / "gone").exists()
