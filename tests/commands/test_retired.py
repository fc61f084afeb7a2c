"""What becomes of an IRI that was published: from the correction to the page that keeps it."""

import re
from pathlib import Path
from typing import Any

import html5lib
import pyoxigraph as ox
import pytest

from publisher.commands.build import build
from publisher.commands.check import check_project, line
from publisher.findings import Report
from publisher.project import read_project
from tests.load.projects import DATA, write_project

HEAD = """@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
"""
CORRECTED = DATA.replace('"2008"^^xsd:gYear', '"2009"^^xsd:gYear')
RENAMED = DATA.replace("document/letter", "document/the-letter")
FORMATS = {
    "ttl": ox.RdfFormat.TURTLE,
    "jsonld": ox.RdfFormat.JSON_LD,
    "nt": ox.RdfFormat.N_TRIPLES,
    "rdf": ox.RdfFormat.RDF_XML,
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project with its first release."""
    folder = write_project(tmp_path / "project")
    assert not published(folder).has_errors
    return folder


def published(folder: Path, *, workers: int = 1) -> Report:
    return build(read_project(folder), out=folder / "site", workers=workers)


def vanished(folder: Path) -> list[str]:
    found = [line(finding) for finding in check_project(folder).findings]
    return [one for one in found if "[iri-vanished]" in one]


def retire(folder: Path, lines: list[str]) -> None:
    (folder / "ontology" / "retired.ttl").write_text(HEAD + "".join(f"{one}\n" for one in lines))


def printed_lines(folder: Path) -> list[str]:
    """The lines that `check` says to add."""
    said = re.compile(r"add to ontology/retired\.ttl: (.*) \[iri-vanished\]$")
    return [match[1] for one in vanished(folder) if (match := said.search(one))]


def statement(folder: Path, name: str) -> str:
    """The fragment of the one statement by a property, on the page of the membership."""
    page = (folder / "site" / "membership" / "one.html").read_text()
    (found,) = re.findall(rf'<dd id="({name}-[0-9a-f]+)"', page)
    return str(found)


def test_a_corrected_object_keeps_its_old_anchor(folder: Path) -> None:
    old = statement(folder, "since")

    write_project(folder, data=CORRECTED)
    (said,) = vanished(folder)
    retire(folder, printed_lines(folder))

    assert said.startswith(
        f"data/data.ttl:11:10: error: the last release had membership/one#{old}, "
        "but the graph does not"
    )
    assert vanished(folder) == []
    assert not published(folder).has_errors
    new = statement(folder, "since")
    page = (folder / "site" / "membership" / "one.html").read_text()
    assert new != old
    assert (
        f'<li id="{old}"><code>#{old}</code> no longer stated; replaced by '
        f'<a href="../membership/one.html#{new}">One – since – 2009</a></li>'
    ) in page
    assert vanished(folder) == []


def test_nothing_has_vanished_while_there_are_errors(folder: Path) -> None:
    write_project(folder, data=DATA.replace('"2008"^^xsd:gYear', '"20O8"^^xsd:gYear'))

    assert "literal-ill-formed" in {finding.code for finding in check_project(folder).findings}
    assert vanished(folder) == []


def test_the_old_anchor_is_in_every_format(folder: Path) -> None:
    old = statement(folder, "since")
    write_project(folder, data=CORRECTED)
    retire(folder, printed_lines(folder))
    published(folder)
    replaced = f"<https://example.org/membership/one#{old}> <http://purl.org/dc/terms/isReplacedBy>"

    page = folder / "site" / "membership" / "one.html"
    assert f'id="{old}"' in page.read_text()
    assert '<link rel="alternate" type="application/ld+json"' in page.read_text()
    contents = {suffix: page.with_suffix(f".{suffix}").read_bytes() for suffix in FORMATS}
    graphs = [ox.parse(contents[suffix], format=FORMATS[suffix]) for suffix in FORMATS]

    lines = [{str(quad.triple) for quad in graph} for graph in graphs]
    assert len(lines) == 4
    assert all(one == lines[0] for one in lines)
    assert any(one.startswith(replaced) for one in lines[0])


def test_a_statement_that_is_stated_again_has_one_anchor(folder: Path) -> None:
    old = statement(folder, "since")
    write_project(folder, data=CORRECTED)
    first = printed_lines(folder)
    retire(folder, first)
    published(folder)

    write_project(folder, data=DATA)
    retire(folder, [*first, *printed_lines(folder)])
    assert not published(folder).has_errors

    page = (folder / "site" / "membership" / "one.html").read_text()
    assert page.count(f'id="{old}"') == 1
    assert f'<dd id="{old}"' in page


def test_what_is_corrected_twice_leads_on_by_a_line_each(folder: Path) -> None:
    old = statement(folder, "since")
    write_project(folder, data=CORRECTED)
    first = printed_lines(folder)
    retire(folder, first)
    published(folder)
    new = statement(folder, "since")

    write_project(folder, data=CORRECTED.replace("2009", "2010"))
    second = printed_lines(folder)
    retire(folder, [*first, *second])

    assert not published(folder).has_errors
    assert len(second) == 1
    newest = statement(folder, "since")
    page = (folder / "site" / "membership" / "one.html").read_text()
    kept = re.findall(r'<li id="([^"]+)">.* replaced by <a href="[^"]*#([^"]+)">', page)
    assert sorted(kept) == sorted([(old, new), (new, newest)])


def test_a_renamed_resource_keeps_its_page(folder: Path) -> None:
    write_project(folder, data=RENAMED)
    lines = printed_lines(folder)
    assert "<document/letter> owl:deprecated true ." in lines
    named = "<document/letter> owl:deprecated true ; dcterms:isReplacedBy <document/the-letter> ."
    retire(folder, [named if one.startswith("<document/letter>") else one for one in lines])

    report = published(folder)

    assert [line(finding) for finding in report.findings if finding.is_error] == []
    assert vanished(folder) == []
    page = (folder / "site" / "document" / "letter.html").read_text()
    assert "<strong>Retired.</strong>" in page
    assert 'What replaced it: <a href="../document/the-letter.html">Letter</a>.' in page


def test_a_retired_resource_is_listed_but_not_counted(folder: Path) -> None:
    before = published(folder).counts
    write_project(folder, data=RENAMED)
    retire(folder, printed_lines(folder))

    after = published(folder).counts

    kind = (folder / "site" / "document" / "index.html").read_text()
    index = (folder / "site" / "index.html").read_text()
    assert after["resources"] == before["resources"]
    assert "1 in all" in kind
    assert '<h2>Retired</h2>\n<ul>\n<li><a href="../document/letter.html">letter</a></li>' in kind
    assert '<a href="document/index.html">document</a> <span class="count">1</span>' in index


def test_a_claim_that_was_withdrawn_keeps_its_page_as_a_claim_s(folder: Path) -> None:
    start, end = DATA.index("<claim/trial>"), DATA.index("<document/letter> a")
    write_project(folder, data=DATA[:start] + DATA[end:])
    retire(folder, printed_lines(folder))

    report = published(folder)

    assert [line(finding) for finding in report.findings if finding.is_error] == []
    assert report.counts["claims"] == 0
    page = (folder / "site" / "claim" / "trial.html").read_text()
    assert "<strong>Retired.</strong>" in page
    assert "Claim: trial</h1>" in page
    assert len(re.findall(r"<code>#\w+-[0-9a-f]{8}</code> no longer stated</li>", page)) == 2
    # The page of its kind is there for its link, and no page leads there as to one in use.
    assert (folder / "site" / "claim" / "index.html").is_file()
    assert "claim/index.html" not in (folder / "site" / "index.html").read_text()


def test_a_term_that_is_no_more_keeps_its_anchor(folder: Path) -> None:
    ontology = (folder / "ontology" / "ontology.ttl").read_text()
    write_project(
        folder,
        data=DATA.replace(":since", ":start"),
        ontology=ontology.replace(":since", ":start"),
    )
    lines = printed_lines(folder)
    assert "<ontology#since> owl:deprecated true ." in lines
    named = "<ontology#since> owl:deprecated true ; dcterms:isReplacedBy <ontology#start> ."
    retire(folder, [named if one.startswith("<ontology#since>") else one for one in lines])

    published(folder)

    text = (folder / "site" / "ontology.html").read_text()
    untyped: Any = html5lib
    html = untyped.parse(text, namespaceHTMLElements=False)
    banner = html.find(".//article[@id='since']/p[@class='banner']")
    assert "".join(banner.itertext()) == "Retired. What replaced it: since."
    assert banner.find("a").get("href") == "ontology.html#start"


def test_workers_find_what_vanished_too(folder: Path) -> None:
    write_project(folder, data=CORRECTED)

    codes = [finding.code for finding in published(folder, workers=2).findings]

    assert codes.count("iri-vanished") == 1


def test_what_cannot_be_read_has_not_vanished(folder: Path) -> None:
    (folder / "data" / "data.ttl").write_text("no Turtle")

    codes = [finding.code for finding in check_project(folder).findings]

    assert "turtle-syntax" in codes
    assert "iri-vanished" not in codes


def test_a_build_under_another_base_loses_all_iris_and_is_refused(folder: Path) -> None:
    last = (folder / "site").resolve()

    report = build(
        read_project(folder, base="https://other.example/"), out=folder / "site", workers=1
    )

    (found,) = [line(each) for each in report.findings if each.is_error]
    assert re.fullmatch(
        r"project: error: the last release answered for \d+ IRIs below https://example.org/, but "
        r"this one answers for none of them; .* \[namespace-changed\]",
        found,
    )
    assert (folder / "site").resolve() == last


def test_another_base_may_be_allowed(folder: Path) -> None:
    with (folder / "pyproject.toml").open("a") as file:
        file.write('\n[tool.publisher.findings]\nnamespace-changed = "warning"\n')

    report = build(
        read_project(folder, base="https://other.example/"), out=folder / "site", workers=1
    )

    assert not report.has_errors
    assert "namespace-changed" in [each.code for each in report.findings]
    assert not (folder / "site" / "gone.json").exists()


def test_check_reads_the_site_that_it_is_told_of(folder: Path, tmp_path: Path) -> None:
    build(read_project(folder), out=tmp_path / "elsewhere")
    write_project(folder, data=CORRECTED)
    (folder / "site").unlink()

    assert vanished(folder) == []
    codes = [one.code for one in check_project(folder, out=tmp_path / "elsewhere").findings]
    assert "iri-vanished" in codes
