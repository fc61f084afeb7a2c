"""`publisher source add`: a text is stored byte for byte, and nothing is said that nobody gave."""

import hashlib
from datetime import date
from pathlib import Path

import pytest
import rdflib

from publisher.commands.source import SourceDetails, SourceError, add_source
from publisher.project import read_project
from tests.called import Done, publisher

TEXT = "The Messenger of Examplewick\n\nThe footbridge “will stay”  closed.\r\n"
EV = rdflib.Namespace("https://w3id.org/quoted-statements#")
SCHEMA = rdflib.Namespace("https://schema.org/")
BASE = "https://example.org/"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    assert publisher("init", folder).code == 0
    return folder


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "The Messenger, März.txt"
    path.write_bytes(TEXT.encode())
    return path


def add(project: Path, file: Path, *options: str) -> Done:
    return publisher("source", "add", file, "--project", project, *options)


def refused(project: Path, file: Path, *options: str) -> str:
    """The message of a call that was refused, and left the project as it was."""
    before = sorted(project.rglob("*"))
    done = add(project, file, *options)
    assert (done.code, done.out) == (2, ""), done
    assert sorted(project.rglob("*")) == before
    return done.err.removeprefix("publisher: error: ").rstrip("\n")


def test_the_text_is_stored_byte_for_byte(project: Path, text: Path) -> None:
    done = add(project, text)

    stored = project / "data" / "sources" / "the-messenger-marz.txt"
    assert done.code == 0
    assert stored.read_bytes() == TEXT.encode()
    assert hashlib.sha256(TEXT.encode()).hexdigest() in done.err


def test_what_is_given_is_described_and_checks_without_a_finding(project: Path, text: Path) -> None:
    add(
        project,
        text,
        *("--slug", "messenger", "--title", 'The "Messenger"', "--language", "en"),
        *("--publisher", "body/council", "--address", "https://messenger.example.org/march"),
    )

    graph = rdflib.Graph().parse(project / "data/sources/messenger.ttl", publicID=BASE)
    source = rdflib.URIRef(f"{BASE}source/messenger")
    assert graph.value(source, rdflib.RDFS.label) == rdflib.Literal('The "Messenger"', lang="en")
    assert graph.value(source, rdflib.DCTERMS.publisher) == rdflib.URIRef(f"{BASE}body/council")
    assert graph.value(source, rdflib.DCTERMS.language) == rdflib.Literal("en")
    assert str(graph.value(source, SCHEMA.url)) == "https://messenger.example.org/march"
    assert publisher("check", "--project", project).err == "0 errors, 0 warnings\n"


def test_what_is_not_given_is_a_comment_and_no_fact(project: Path, text: Path) -> None:
    add(project, text, "--slug", "messenger")

    written = (project / "data/sources/messenger.ttl").read_text("utf-8")
    graph = rdflib.Graph().parse(data=written, format="turtle", publicID=BASE)
    assert set(graph.predicates()) == {
        rdflib.RDF.type,
        rdflib.RDFS.label,
        EV.storedOn,
        SCHEMA.sha256,
    }
    assert written.count("# Not known yet: ") == 5


def test_the_day_of_storing_is_written(project: Path, text: Path) -> None:
    stored = add_source(
        read_project(project), text, about=SourceDetails(language="en"), today=date(2026, 11, 27)
    )

    assert '"2026-11-27"^^xsd:date' in stored.description.read_text("utf-8")


def test_the_stored_text_can_be_quoted(project: Path, text: Path) -> None:
    add(project, text, "--slug", "messenger")

    cited = publisher("cite", 'footbridge "will stay" closed', "--project", project)
    assert cited.lines[0] == "# data/sources/messenger.txt:3 <source/messenger>"


def test_a_text_that_lies_in_its_place_is_described(project: Path) -> None:
    file = project / "data" / "sources" / "letter.txt"
    file.write_text(TEXT, encoding="utf-8")

    done = add(project, file)

    assert done.code == 0
    assert file.read_text(encoding="utf-8") == TEXT.replace("\r\n", "\n")
    assert "<source/letter> a ev:Source" in file.with_suffix(".ttl").read_text("utf-8")


@pytest.mark.parametrize("name", ["messenger.txt", "messenger.ttl"])
def test_nothing_is_overwritten(project: Path, text: Path, name: str) -> None:
    (project / "data" / "sources" / name).write_text("mine", encoding="utf-8")

    said = refused(project, text, "--slug", "messenger")

    assert said.endswith("is there already; name the source otherwise with --slug")
    assert (project / "data" / "sources" / name).read_text("utf-8") == "mine"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("page.html", b"words", "is HTML: HTML cannot be stored yet; save its text as UTF-8"),
        ("page.txt", b"\n<!-- x --><!DOCTYPE html>", "is HTML: HTML cannot be stored yet"),
        ("report.pdf", b"words", "is PDF: PDF cannot be stored yet; save its text"),
        ("report.txt", b"%PDF-1.7 ...", "is PDF: PDF cannot be stored yet"),
        ("letter.docx", b"PK", "is a document of an office program: such documents cannot"),
        ("latin.txt", "café".encode("latin-1"), ":1:4: byte 0xE9 is not UTF-8; save it as UTF-8"),
        ("mark.txt", b"\xef\xbb\xbfwords", "the file begins with a byte-order mark"),
        ("wide.txt", "words".encode("utf-16"), "the file is UTF-16"),
        ("nul.txt", b"a\0b", "the file has a NUL"),
        ("odd.txt", b"a\n\x01b", "odd.txt:2: the text has U+0001, which XML cannot write"),
        ("empty.txt", b" \n", "is empty; there is nothing to quote"),
    ],
)
def test_what_is_no_plain_text_is_refused_with_what_to_do(
    project: Path, tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    file = tmp_path / name
    file.write_bytes(content)

    assert said in refused(project, file)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--language", "English!"), "--language 'English!' is not a language tag"),
        (("--address", "example.org"), "--address 'example.org' is not a web address"),
        (("--publisher", "a> ; a <b"), "--publisher 'a> ; a <b' is not an IRI"),
        (("--publisher", "../a"), "--publisher '../a' is not an IRI"),
        (("--publisher", "The Council"), "--publisher 'The Council' is not an IRI"),
        (("--slug", "../x"), "--slug '../x' is not a name for a source"),
        (("--slug", "Big"), "--slug 'Big' is not a name for a source"),
        (("--title", "two\nlines"), "--title has a line end or a control character"),
    ],
)
def test_an_option_that_is_wrong_is_refused(
    project: Path, text: Path, options: tuple[str, ...], said: str
) -> None:
    assert refused(project, text, *options).startswith(said)


def test_a_name_without_letters_needs_a_slug(project: Path, tmp_path: Path) -> None:
    file = tmp_path / "…….txt"
    file.write_text(TEXT, encoding="utf-8")

    assert refused(project, file).endswith("give one with --slug")


def test_a_folder_and_a_file_that_is_not_there_are_refused(project: Path, tmp_path: Path) -> None:
    assert refused(project, tmp_path).endswith("is not a file; name one text file")
    assert refused(project, tmp_path / "gone.txt").endswith("gone.txt is not there")


@pytest.mark.parametrize("name", ["con.txt", "index.txt"])
def test_a_name_that_no_page_can_have_is_refused(project: Path, tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_text("The bridge is open.\n")
    with pytest.raises(SourceError, match=r"is the name of a .*; give another with --slug"):
        add_source(read_project(project), file)
    assert not (project / "data" / "sources" / name).exists()
