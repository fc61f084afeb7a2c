"""Every link of a site leads to a file that is there, and to an anchor that is there."""

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from tests.calls import publisher
from tests.commands.built import PREFIXES, built, shown, tree
from tests.conftest import shared
from tests.harbour.project import write_harbour
from tests.load.projects import DATA, HEAD, ONTOLOGY

ALL = """# title: All things
# description: Every subject and every object of the graph.
SELECT DISTINCT ?thing { { ?thing ?p ?o } UNION { ?s ?p ?thing } FILTER(ISIRI(?thing)) }
ORDER BY STR(?thing)
"""
NOTE = ':note a owl:DatatypeProperty ; rdfs:label "note"@en .\n'
PARTS = """
<shop/bakery> a :Document ; rdfs:label "Bakery"@en ; :note "old" {| ev:quote "The Office" |} .
<shop/bakery#oven> a :Document ; rdfs:label "Oven"@en ;
  skos:editorialNote "Made of brick."@en ; skos:altLabel "Stove"@en ;
  :note "since" {| ev:quote "joined ENOC" |} .
<shop/nobody#shelf> a :Document ; rdfs:label "Shelf"@en .
<shop/bakery#claim> a ev:Claim ; ev:about <shop/bakery#oven> ; ev:voice ev:said ;
  ev:claimant <source/page> ; ev:quote "was unlawful" ;
  ev:content << <shop/bakery#oven> :describedAs "hot"@en >> .
<membership/one#year> a :Membership ; rdfs:label "Year"@en ; :since "2008"^^xsd:gYear
  {| ev:quote "in 2008" |} .
<shop/bakery#page-content> a :Document ; rdfs:label "Hostile"@en .
"""
ADDED = """
<membership/one> a schema:Person ; skos:altLabel "The one"@en , "One more"@en ;
  rdfs:label "Eins"@de {| ev:quote "The Office joined" |} ;
  skos:exactMatch <http://www.wikidata.org/entity/Q1> ; schema:identifier "AB 12" ;
  schema:sameAs <http://www.wikidata.org/entity/Q1> .
"""


def broken(site: Path) -> list[str]:
    """The links within a site that lead nowhere, and ids that stand twice on a page."""
    ids: dict[Path, list[str]] = {}
    links: list[tuple[Path, Path, str]] = []
    for page in sorted(site.rglob("*.html")):
        found = list(tree(page).iter())
        ids[page] = [one.get("id", "") for one in found if one.get("id")]
        for element in found:
            href = element.get("href") or ""
            parts = urlsplit(href)
            if href and not parts.scheme:
                target = page.parent / unquote(parts.path) if parts.path else page
                links.append((page, Path(os.path.normpath(target)), unquote(parts.fragment)))
    assert len(links) > 50
    twice = [f"{page} {one}" for page, all_ in ids.items() for one in all_ if all_.count(one) > 1]
    return twice + [
        f"{page.relative_to(site)} -> {target.relative_to(site)}#{fragment}"
        for page, target, fragment in links
        if not target.is_file()
        or (fragment and target.suffix == ".html" and fragment not in ids[target])
    ]


@pytest.mark.parametrize("more", ["", PARTS, ADDED, PARTS + ADDED])
def test_a_query_that_lists_all_things_links_only_to_what_is_there(
    tmp_path: Path, more: str
) -> None:
    site = built(
        tmp_path, data=PREFIXES + DATA + more, ontology=ONTOLOGY + NOTE, queries={"all": ALL}
    )

    assert broken(site) == []
    assert "quote=" in (site / "queries/all.csv").read_text()


def test_the_harbours_links_all_lead_somewhere(tmp_path: Path) -> None:
    shared("projects/harbour")
    folder = write_harbour(tmp_path / "harbour")
    (folder / "queries" / "all.rq").write_text(ALL)
    assert publisher("build", "--no-compress", cwd=folder).returncode == 0

    assert broken(folder / "site") == []


def test_a_part_of_a_page_has_a_section_with_its_words(tmp_path: Path) -> None:
    site = built(tmp_path, data=PREFIXES + DATA + PARTS, ontology=ONTOLOGY + NOTE)
    page = tree(site / "shop/bakery.html")

    oven = page.find(".//section[@id='oven']")
    claim = page.find(".//section[@id='claim']")
    shelf = tree(site / "shop/nobody.html").find(".//section[@id='shelf']")

    assert shown(oven).startswith("Oven # documentAlso: Stove editor On record note since #")
    assert "The Office joined ENOC in 2008." in shown(oven)
    assert "Made of brick." in shown(oven)
    assert "claimed: Oven – described as – hot" in shown(oven)
    assert "This is a claim." in shown(claim)
    assert shown(shelf) == "Shelf # document"


def test_a_part_that_joins_others_is_shown_with_them_and_leads_to_its_page(tmp_path: Path) -> None:
    ontology = ONTOLOGY.replace(
        ":Membership a owl:Class ;", ":Membership a owl:Class ; ev:joins :member ;"
    )
    ontology += ':member a owl:ObjectProperty ; rdfs:label "member"@en .\n'
    data = HEAD + """[] a ev:File ; ev:source <source/page> .
<list/all#one> a :Membership ; rdfs:label "First"@en ; :since "2008"^^xsd:gYear
  {| ev:quote "in 2008" |} ; :member <office/one> {| ev:quote "The Office" |} .
<office/one> a :Document ; rdfs:label "Office"@en .
"""  # fmt: skip
    site = built(tmp_path, data=data, ontology=ontology)

    assert "2008" in shown(
        tree(site / "office/one.html").find(".//section[@class='record joined']")
    )
    assert broken(site) == []


def test_the_ontology_has_an_anchor_for_each_term_and_its_quoted_facts(tmp_path: Path) -> None:
    data = DATA + '<ontology#Membership> :note "one" {| ev:quote "The Office joined" |} .\n'
    site = built(
        tmp_path, data=data, ontology=ONTOLOGY + NOTE + ":odd a owl:Class .\n", queries={"all": ALL}
    )

    assert broken(site) == []
    assert "The Office joined" in shown(tree(site / "ontology.html").find(".//figure"))
