"""What others have stated is published as it is: quotes, claims, and triple terms too."""

from pathlib import Path

import pytest
import rdflib
from rdflib.compare import isomorphic

from publisher.commands.build import build
from publisher.project import read_project
from tests.calls import publisher
from tests.findings.pages import PROJECT, write_project

HEAD = "@prefix : <https://example.org/> .\n"
CASES = [
    pytest.param(
        ":a :p :b {| :certainty 0.9 |} .",
        """:a :p :b . [] a rdf:Statement ; rdf:subject :a ; rdf:predicate :p ; rdf:object :b ;
        :certainty 0.9 .""",
        id="an annotation",
    ),
    pytest.param(
        "<< :a :p :b ~ :r >> :by :c .",
        ":r a rdf:Statement ; rdf:subject :a ; rdf:predicate :p ; rdf:object :b ; :by :c .",
        id="a named triple that is not asserted",
    ),
    pytest.param(
        ":a :says <<( :b :p 'x'@en )>> .",
        """:a :says [ a rdf:Statement ; rdf:subject :b ; rdf:predicate :p ;
        rdf:object 'x'@en ] .""",
        id="a triple term as object",
    ),
    pytest.param(
        ":a :says <<( :b :p <<( :c :q 1 )>> )>> .",
        """:a :says [ a rdf:Statement ; rdf:subject :b ; rdf:predicate :p ; rdf:object
        [ a rdf:Statement ; rdf:subject :c ; rdf:predicate :q ; rdf:object 1 ] ] .""",
        id="a triple term in another",
    ),
]
RDF = "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .\n"
EV = "@prefix ev: <https://w3id.org/quoted-statements#> .\n"


@pytest.mark.parametrize(("given", "published"), CASES)
@pytest.mark.parametrize("name", ["a.ttl", "a.trig"])
def test_statements_are_published_in_rdf_1_1(
    given: str, published: str, name: str, tmp_path: Path
) -> None:
    is_named = name == "a.trig"
    body = f":g {{ {given.removesuffix('.')} }}" if is_named else given
    (tmp_path / name).write_text(HEAD + body)

    done = publisher("build", tmp_path / name, "--out", tmp_path / "site")

    assert done.returncode == 0, done.stdout
    dump = rdflib.Graph().parse(tmp_path / "site" / "dumps" / "all.nt")
    assert isomorphic(dump, rdflib.Graph().parse(data=HEAD + RDF + published))


def test_what_was_published_with_quotes_can_be_published_again(tmp_path: Path) -> None:
    project = tmp_path / "project"
    write_project(project, {})
    build(read_project(project), out=tmp_path / "site")
    dump = tmp_path / "site" / "dumps" / "all.nt"

    done = publisher("build", dump, "--out", tmp_path / "again", cwd=project)

    assert (done.returncode, done.stdout) == (0, "")
    assert (tmp_path / "again" / "dumps" / "all.nt").read_bytes() == dump.read_bytes()


def test_texts_in_the_folder_of_the_call_are_no_sources_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text(
        EV + "<https://example.org/source/report> a ev:Source ; "
        "<http://www.w3.org/2000/01/rdf-schema#label> 'R' ."
    )

    done = publisher("build", tmp_path / "a.ttl", "--out", tmp_path / "site", cwd=PROJECT)

    assert done.returncode == 0
    words = (PROJECT / "data" / "sources" / "report.txt").read_text()[:30]
    pages = (tmp_path / "site").rglob("*.html")
    assert not any(words in page.read_text() for page in pages)
