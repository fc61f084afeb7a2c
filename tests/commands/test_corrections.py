"""A correction stands on the page that was corrected and on a page of all, marked as withdrawn."""

import shutil
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from tests.calls import publisher
from tests.commands.built import shown, tree

PROJECT = Path(__file__).parents[1] / "findings" / "project"
BEFORE = "The Office joined in 2009."
CORRECTIONS = f"""# What was wrong on this site and was corrected.
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

<correction/name> a schema:CorrectionComment ;
  rdfs:label "Name of the Office"@en ;
  schema:about <institution/office> ;
  schema:datePublished "2026-11-02"^^xsd:date ;
  skos:changeNote "A letter was missing."@en .

<correction/year> a schema:CorrectionComment ;
  rdfs:label "Year of the membership"@en ;
  schema:about <institution/office> ;
  schema:datePublished "2026-11-20"^^xsd:date ;
  schema:author "A. Editor" ;
  dcterms:replaces <institution/office#since-b0888b9e> ;
  skos:changeNote "The year was misread: the source has 2008."@en ;
  skos:historyNote "{BEFORE}"@en .

<institution/office#since-b0888b9e> owl:deprecated true .
"""
CONTACT = """
[tool.publisher.dataset.contact]
name = "The editors"
email = "editors@example.org"
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _built(tmp_path_factory.mktemp("corrections"), CORRECTIONS)


def _built(folder: Path, corrections: str, *, settings: str = "") -> Path:
    project = Path(shutil.copytree(PROJECT, folder / "project"))
    if corrections:
        (project / "data" / "corrections.ttl").write_text(corrections, encoding="utf-8")
    with (project / "pyproject.toml").open("a", encoding="utf-8") as file:
        file.write(settings)
    ended = publisher("build", "--no-compress", "--workers", "1", cwd=project)
    assert ended.returncode == 0, ended.stdout
    return project / "site"


def _section(page: Path) -> Element:
    section = tree(page).find(".//section[@class='corrections']")
    assert section is not None
    return section


def test_a_corrected_page_says_what_was_corrected_the_newest_first(site: Path) -> None:
    articles = _section(site / "institution" / "office.html").findall("article")

    assert [shown(article.find("p")) for article in articles] == [
        "2026-11-20: Year of the membership",
        "2026-11-02: Name of the Office",
    ]
    assert "The year was misread: the source has 2008." in shown(articles[0])
    assert "Corrected by A. Editor" in shown(articles[0])


@pytest.mark.parametrize("name", ["corrections", "institution/office", "correction/year"])
def test_what_was_said_before_is_marked_as_withdrawn_wherever_a_page_shows_it(
    site: Path, name: str
) -> None:
    page = tree(site / f"{name}.html")
    deleted = [shown(each) for each in page.iter("del")]
    for element in page.iter("script"):
        element.text = ""

    assert deleted == [BEFORE]
    assert shown(page).count(BEFORE) == 1
    assert f"no longer states what it said before: {BEFORE}" in shown(page)


def test_the_page_of_all_corrections_leads_to_what_was_corrected(site: Path) -> None:
    page = tree(site / "corrections.html")

    links = {link.get("href"): shown(link) for link in page.iter("a")}
    assert links["correction/year.html"] == "Year of the membership"
    assert links["institution/office.html"] == "the Office"
    assert "editors" not in shown(page)


def test_a_page_that_was_not_corrected_says_nothing_of_corrections(site: Path) -> None:
    page = tree(site / "membership" / "office.html")

    assert page.find(".//section[@class='corrections']") is None


def test_a_site_with_sources_and_no_correction_says_so(tmp_path: Path) -> None:
    site = _built(tmp_path, "")

    assert "No correction has been published." in shown(tree(site / "corrections.html"))


def test_whom_to_ask_is_said_if_the_owner_said_it(tmp_path: Path) -> None:
    site = _built(tmp_path, CORRECTIONS, settings=CONTACT)

    for name in ("corrections", "institution/office"):
        links = {link.get("href") for link in tree(site / f"{name}.html").iter("a")}
        assert "mailto:editors@example.org" in links


def test_other_people_s_graphs_have_corrections_too(tmp_path: Path) -> None:
    file = tmp_path / "graph.ttl"
    file.write_text(
        "@prefix s: <http://schema.org/> . @prefix e: <https://example.org/x/> .\n"
        'e:a s:name "A" ; s:correction [ a s:CorrectionComment ; s:text "It is B." ;\n'
        '  s:datePublished "2026-01-02" ] .\n',
        encoding="utf-8",
    )

    ended = publisher("build", file, "--out", tmp_path / "site", "--workers", "1")

    assert ended.returncode == 0, ended
    pages = [path for path in (tmp_path / "site").rglob("a.html") if "browse" not in path.parts]
    assert "It is B." in shown(_section(pages[0]))
    assert "It is B." in shown(tree(tmp_path / "site" / "corrections.html"))
