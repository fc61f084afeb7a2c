from pathlib import Path

import pytest

from publisher.dataset import Dataset
from publisher.describe.statement import statements
from publisher.findings import Finding
from publisher.load import load
from publisher.model import Term
from publisher.project import read_project
from publisher.terms import iri, lexical, literal
from publisher.vocabulary import (
    EV_CONTENT,
    EV_CONTENT_CLASS,
    EV_EVIDENCE,
    EV_QUOTE,
    EV_RECORD,
    RDF_TYPE,
)
from tests import flagship
from tests.load.projects import DATA, ONTOLOGY, TEXT, source_turtle, write_project

BASE = "https://example.org/"
MEMBERSHIP = iri(f"{BASE}membership/one")
SINCE = iri(f"{BASE}ontology#since")
YEAR = Term('"2008"^^<http://www.w3.org/2001/XMLSchema#gYear>')


def graph_of(folder: Path, base: str | None = None) -> Dataset:
    loaded = load(read_project(folder, base=base))
    assert loaded.findings == ()
    return loaded.graph


def found(folder: Path) -> dict[str, Finding]:
    return {finding.code: finding for finding in load(read_project(folder)).findings}


def test_a_record_is_asserted_and_has_a_statement_with_its_evidence(tmp_path: Path) -> None:
    graph = graph_of(write_project(tmp_path))

    triple = (MEMBERSHIP, SINCE, YEAR)
    statement = statements(graph)[triple]
    assert triple in graph
    assert statement.startswith(f"<{BASE}membership/one#since-")
    assert EV_RECORD in graph.objects(statement, RDF_TYPE)
    assert [lexical(one) for one in graph.objects(statement, EV_QUOTE)] == ["joined ENOC in 2008"]
    start = TEXT.index("joined")
    assert graph.objects(statement, EV_EVIDENCE) == (
        f"<{BASE}source/page#char={start},{start + 19}>",
    )


def test_what_two_files_say_stands_once(tmp_path: Path) -> None:
    project = write_project(tmp_path)
    once = graph_of(project)
    (project / "data" / "again.ttl").write_text(DATA)

    assert graph_of(project).lines == once.lines


def test_a_claim_s_content_is_not_asserted_and_stands_on_its_page(tmp_path: Path) -> None:
    graph = graph_of(write_project(tmp_path))

    claim = iri(f"{BASE}claim/trial")
    (content,) = graph.objects(claim, EV_CONTENT)
    assert content.startswith(f"<{BASE}claim/trial#describedAs-")
    assert EV_CONTENT_CLASS in graph.objects(content, RDF_TYPE)
    triple = (MEMBERSHIP, iri(f"{BASE}ontology#describedAs"), literal("unlawful", language="en"))
    assert triple not in graph
    assert statements(graph)[triple] == content


def test_no_node_is_blank() -> None:
    assert not any(term.startswith("_:") for triple in flagship.loaded().graph for term in triple)


def test_the_flagship_reads_without_a_finding() -> None:
    assert flagship.loaded().findings == ()


def test_every_published_quote_is_the_source_s_own_text() -> None:
    graph = flagship.loaded().graph

    quotes = [lexical(o) for _, p, o in graph if p == EV_QUOTE]

    assert len(quotes) > 90
    assert all(quote in flagship.text() for quote in quotes)


def test_a_statement_has_the_same_name_under_another_base(tmp_path: Path) -> None:
    folder = write_project(tmp_path)

    here = graph_of(folder)
    there = graph_of(folder, base="https://data.example.net/x/")

    moved = there.lines.replace(b"https://data.example.net/x/", BASE.encode())
    assert sorted(moved.splitlines()) == sorted(here.lines.splitlines())


def test_two_annotations_are_two_pieces_of_evidence(tmp_path: Path) -> None:
    data = DATA.replace('2008" |}', '2008" |} {| ev:quote "The Office joined ENOC" |}')

    graph = graph_of(write_project(tmp_path, data=data))

    statement = statements(graph)[MEMBERSHIP, SINCE, YEAR]
    assert len(graph.objects(statement, EV_EVIDENCE)) == 2


def test_offsets_count_carriage_returns(tmp_path: Path) -> None:
    text = TEXT.replace("\n", "\r\n")

    graph = graph_of(write_project(tmp_path, text=text, source=source_turtle(text)))

    statement = statements(graph)[MEMBERSHIP, SINCE, YEAR]
    start = text.index("joined")
    assert graph.objects(statement, EV_EVIDENCE)[0].endswith(f"#char={start},{start + 19}>")


@pytest.mark.parametrize(
    ("code", "old", "new"),
    [
        ("quote-missing", "joined ENOC in 2008", "left ENOC in 2008"),
        ("quote-ambiguous", "joined ENOC in 2008", "The"),
        ("quote-not-whole-words", "the trial was unlawful", "the trial was un"),
        ("quote-empty", '"joined ENOC in 2008"', '" "'),
        ("quote-without-source", "[] a ev:File ; ev:source <source/page> .", ""),
        ("file-source-twice", "<source/page>", "<source/page> , <source/other>"),
        (
            "quote-place-twice",
            'ev:quote "joined ENOC in 2008"',
            'ev:source <source/page> , <source/x> ; ev:quote "joined ENOC in 2008"',
        ),
        (
            "quote-place-twice",
            'ev:quote "joined ENOC in 2008"',
            'ev:prefix "Office" , "The Office" ; ev:quote "joined ENOC in 2008"',
        ),
        ("source-missing", "ev:source <source/page>", "ev:source <source/other>"),
        ("base-in-file", "[] a ev:File", "BASE <https://other.example/>\n[] a ev:File"),
        ("iri-relative-dots", "<document/letter> a", "<x/../document/letter> a"),
        ("blank-node", "<document/letter> a :D", "<document/letter> :describedAs [] ; a :D"),
        (
            "reifier-shared",
            '"2008"^^xsd:gYear {|',
            '"2008"^^xsd:gYear ~ <s/1> , "2009"^^xsd:gYear ~ <s/1> {|',
        ),
        ("triple-term-outside", "<document/letter> a", "<document/letter> :x <<( :a :b :c )>> ; a"),
        ("triple-term-nested", 'rdfs:label "One"@en', ":x << :a :b <<( :a :b :c )>> >>"),
        ("turtle-syntax", ' "One"@en', ' "One@en'),
        ("turtle-syntax", "rdfs:label", "rdfz:label"),
        ("turtle-syntax", "<document/letter> a", "<document/le tter> a"),
    ],
)
def test_a_fault_in_the_data_is_found(tmp_path: Path, code: str, old: str, new: str) -> None:
    assert old in DATA

    findings = found(write_project(tmp_path, data=DATA.replace(old, new, 1)))

    assert code in findings
    assert findings[code].place.file == "data/data.ttl"


@pytest.mark.parametrize(
    ("code", "content"),
    [
        ("encoding", "ə".encode("utf-16")[:-1]),
        ("encoding", b"# caf\xe9\n"),
        ("encoding", b"# \0\n"),
        ("file-empty", b" \n"),
        ("turtle-syntax", b"<!DOCTYPE html><html></html>"),
    ],
)
def test_a_file_that_is_no_turtle_is_found(tmp_path: Path, code: str, content: bytes) -> None:
    assert code in found(write_project(tmp_path, data=content))


def test_a_changed_source_is_found_and_both_digests_said(tmp_path: Path) -> None:
    findings = found(write_project(tmp_path, text=TEXT.replace("2008", "2009")))

    assert "source-changed" in findings
    assert "expected SHA-256" in findings["source-changed"].message


def test_a_missing_folder_is_found(tmp_path: Path) -> None:
    folder = write_project(tmp_path)
    (folder / "queries").rmdir()

    assert found(folder)["folder-missing"].place.file == "queries/"


def test_a_heading_must_be_a_whole_line(tmp_path: Path) -> None:
    source = source_turtle().replace('"Heading"', '"The Office"')

    assert "heading-missing" in found(write_project(tmp_path, source=source))


def test_a_quote_not_found_excuses_its_statement(tmp_path: Path) -> None:
    data = DATA.replace("joined ENOC in 2008", "left ENOC in 2008")

    loaded = load(read_project(write_project(tmp_path, data=data)))

    assert loaded.suppressed == {statements(loaded.graph)[MEMBERSHIP, SINCE, YEAR]}


def test_a_quote_not_found_excuses_its_claim(tmp_path: Path) -> None:
    data = DATA.replace("the trial was unlawful", "the trial was lawful")

    loaded = load(read_project(write_project(tmp_path, data=data)))

    assert loaded.suppressed == {f"<{BASE}claim/trial>"}


def test_an_ontology_may_have_restrictions_and_lists_without_quotes(tmp_path: Path) -> None:
    ontology = ONTOLOGY + (
        ":Membership rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :since ;"
        " owl:minCardinality 1 ] .\n"
        "[] a owl:AllDisjointClasses ; owl:members ( :Membership :Document ) .\n"
    )
    loaded = load(read_project(write_project(tmp_path, ontology=ontology)))
    assert not loaded.findings
    blanks = {triple for triple in loaded.graph if triple[0].startswith("_:")}
    assert len(blanks) == 9
    assert blanks <= loaded.ontology
