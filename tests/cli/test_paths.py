"""A stranger's files are published by their names alone, and what was guessed is said."""

import io
import os
from pathlib import Path
from threading import Thread
from unittest.mock import patch

import pytest

from tests.called import Done, publisher

ORG = """@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
<https://vocab.example/club#> a owl:Ontology ; dcterms:title "Words for clubs"@en .
<https://vocab.example/club#Club> a owl:Class ; rdfs:label "Club"@en, "Verein"@de .
<https://vocab.example/club#member> a owl:ObjectProperty ; rdfs:label "member"@en .
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of RDF and of other files, which is the working folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "graph").mkdir()
    (tmp_path / "graph" / "club.ttl").write_text(ORG, "utf-8")
    (tmp_path / "graph" / "README.md").write_text("Read me")
    (tmp_path / "graph" / "page.png").write_bytes(b"\x89PNG\r\n\x1a\n\0")
    return tmp_path


def dump(folder: Path, site: str = "site") -> str:
    return (folder / site / "dumps" / "all.nt").read_text("utf-8")


def test_a_file_is_published_without_configuration_and_what_is_guessed_is_said(
    folder: Path,
) -> None:
    done = publisher("build", "graph/club.ttl")

    assert done.code == 0, done
    first, second, third, *_ = done.err.splitlines()
    assert first == ("read: 1 file, 7 triples, 3 subjects in 1 namespace; languages: en, de")
    assert second.startswith(
        "namespace: https://vocab.example/club# (a guess: 3 of 3 subjects); pages below club/"
    )
    assert third == "notes: none"
    assert "<https://vocab.example/club#Club>" in dump(folder)


@pytest.mark.usefixtures("folder")
def test_of_a_folder_what_is_no_rdf_is_counted_and_no_finding() -> None:
    done = publisher("check", "graph")

    assert done.code == 0
    assert "notes: 2 files of other kinds left out" in done.err
    assert "README" not in done.out


def test_a_folder_of_files_that_are_not_read_is_published_as_far_as_it_is(folder: Path) -> None:
    (folder / "graph" / "wrong.ttl").write_text("<a> <b>")
    (folder / "graph" / "far.jsonld").write_text('{"@context": "https://c.example/c", "a": 1}')

    done = publisher("build", "graph")

    assert done.code == 0
    assert "2 files not read" in done.err
    assert "graph/wrong.ttl:1:8: warning: " in done.out
    assert "--context https://c.example/c=FILE" in done.out
    assert "Club" in dump(folder)


def test_a_context_is_given_by_its_iri_and_file(folder: Path) -> None:
    (folder / "graph" / "far.jsonld").write_text(
        '{"@context": "https://c.example/c", "@id": "https://vocab.example/x", "words": "Given"}'
    )
    (folder / "c.json").write_text('{"@context": {"words": "https://vocab.example/words"}}')

    done = publisher("build", "graph", "--context", "https://c.example/c=c.json")

    assert done.code == 0
    assert '"Given"' in dump(folder)


@pytest.mark.parametrize("content", ["", "Dear diary"])
def test_if_nothing_is_read_nothing_is_published(folder: Path, content: str) -> None:
    (folder / "notes.txt").write_text(content)

    done = publisher("build", "notes.txt")

    assert done.code == 1
    assert "[nothing-read]" in done.out
    assert not (folder / "site").exists()


def test_standard_input_is_read(folder: Path) -> None:
    class Stdin:
        buffer = io.BytesIO(ORG.encode())

    with patch("sys.stdin", Stdin()):
        done = publisher("build", "-")

    assert done.code == 0, done
    assert "Club" in dump(folder)


def test_a_finding_in_standard_input_does_not_tell_where_that_is_kept() -> None:
    class Stdin:
        buffer = io.BytesIO(b'<http://e.example/a> <http://e.example/p> "b" .\n')

    with patch("sys.stdin", Stdin()):
        done = publisher("check", "-")

    assert done.out == "standard input:1:1: note: a has no label [label-missing]\n"


def test_a_pipe_is_read(folder: Path) -> None:
    pipe = folder / "pipe"
    os.mkfifo(pipe)
    writer = Thread(target=pipe.write_text, args=(ORG,))
    writer.start()

    done = publisher("build", "pipe")

    writer.join()
    assert done.code == 0, done
    assert "Club" in dump(folder)


def test_a_name_that_is_no_text_is_no_traceback(folder: Path) -> None:
    (folder / "graph" / os.fsdecode(b"\xff.ttl")).write_text(ORG + "[] a <x> .")
    (folder / "graph" / os.fsdecode(b"\xfe.ttl")).write_text("wrong")
    (folder / "graph" / os.fsdecode(b"\xfd.csv")).write_text("x")

    assert publisher("build", "graph").code == 0
    for format_ in ("text", "json", "ttl"):
        assert "wrong" not in publisher("check", "graph", "--format", format_).err


def test_files_of_one_name_in_two_folders_have_addresses_of_their_own(folder: Path) -> None:
    for name in ("one", "two"):
        (folder / name).mkdir()
        (folder / name / "a.ttl").write_text("<#me> <https://e.org/p> <#me> .")

    assert publisher("build", "one/a.ttl", "two").code == 0

    assert "<https://example.invalid/one/a.ttl#me>" in dump(folder)
    assert "<https://example.invalid/two/a.ttl#me>" in dump(folder)


def test_several_files_are_one_graph(folder: Path) -> None:
    (folder / "more.nt").write_text("<https://vocab.example/x> <https://vocab.example/y> _:a .\n")

    done = publisher("build", "graph/club.ttl", "more.nt", "--out", "both")

    assert done.code == 0
    assert "read: 2 files, 8 triples" in done.err
    assert "<https://vocab.example/y>" in dump(folder, "both")


def test_a_base_changes_no_iri(folder: Path) -> None:
    assert publisher("build", "graph", "--base", "https://me.example/club/").code == 0

    assert "https://me.example" not in dump(folder)
    assert "<https://vocab.example/club#Club>" in dump(folder)


def test_relative_iris_are_resolved_against_the_base_and_the_path_of_their_file(
    folder: Path,
) -> None:
    (folder / "graph" / "sub").mkdir()
    (folder / "graph" / "sub" / "a b.ttl").write_text("<x> <https://e.org/p> <#y> .")

    assert publisher("build", "graph").code == 0
    assert "<https://example.invalid/sub/x>" in dump(folder)
    assert "<https://example.invalid/sub/a%20b.ttl#y>" in dump(folder)

    assert publisher("build", "graph", "--base", "https://me.example/").code == 0
    assert "<https://me.example/sub/x>" in dump(folder)


def test_shapes_in_a_folder_without_a_project_are_data(folder: Path) -> None:
    (folder / "shapes").mkdir()
    (folder / "shapes" / "shapes.ttl").write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix e: <https://e.org/> .\n"
        "e:S a sh:NodeShape ; sh:targetNode e:S ; sh:property [ sh:path e:p ; sh:minCount 1 ] ."
    )

    done = publisher("build", ".")

    assert done.code == 0, done
    assert "<https://e.org/S>" in dump(folder)


def test_the_site_of_the_last_build_is_not_read_as_data(folder: Path) -> None:
    assert publisher("build", ".").code == 0
    first = dump(folder)

    assert publisher("build", ".").code == 0

    assert dump(folder) == first


def test_imports_are_merged_from_their_folder_and_else_noted(folder: Path) -> None:
    (folder / "graph" / "more.ttl").write_text(
        "@prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
        "<https://vocab.example/club#> owl:imports <https://other.example/people> ."
    )

    assert "[import-absent]" in publisher("build", "graph").out

    (folder / "graph" / "imports").mkdir()
    (folder / "graph" / "imports" / "people.ttl").write_text(
        "@prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
        "<https://other.example/people> a owl:Ontology ."
    )
    done = publisher("build", "graph")
    assert "[import-absent]" not in done.out
    assert "<https://other.example/people> <http://www.w3.org/1999/02" in dump(folder)
    quads = (folder / "site" / "dumps" / "all.nq").read_text("utf-8")
    assert "owl#Ontology> <https://other.example/people> .\n" in quads


@pytest.mark.usefixtures("folder")
def test_a_folder_with_settings_is_a_project() -> None:
    assert publisher("init", "project").code == 0

    done = publisher("check", "project")

    assert (done.code, done.out) == (0, "")
    assert "namespace:" not in done.err
    assert "is a project" in publisher("check", "project", "graph").err


def _init_from() -> Done:
    done = publisher("init", "--from", "graph", "new")
    assert done.code == 0, done
    assert "namespace: https://vocab.example/club#" in done.err
    return done


def test_the_project_that_is_written_of_files_says_what_was_guessed_and_builds(
    folder: Path,
) -> None:
    _init_from()

    settings = (folder / "new" / "pyproject.toml").read_text("utf-8")
    assert 'base = "https://vocab.example/"' in settings
    assert 'title = "Words for clubs"' in settings
    assert 'language = "en"' in settings
    assert '"https://vocab.example/club#" = "club"' in settings
    assert "# [tool.publisher.dataset]" in settings
    assert (folder / "new" / "data" / "club.ttl").read_text("utf-8") == ORG
    assert not list((folder / "new").rglob("README.md"))

    done = publisher("build", "new", "--base", "https://me.example/club/")
    assert done.code == 0, done
    publisher("build", "graph")
    assert dump(folder / "new") == dump(folder)


def test_a_project_of_files_is_written_into_an_empty_folder_alone(folder: Path) -> None:
    _init_from()

    assert publisher("init", "--from", "graph", "new").code == 2
    assert publisher("init", "--from", "new", "other").code == 2
    (folder / "notes.txt").write_text("x")
    assert "has no file of RDF" in publisher("init", "--from", "notes.txt", "other").err
