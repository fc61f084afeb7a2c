"""The front page says what the data says of itself."""

import json
from pathlib import Path

from tests.pages.sites import dead_links, links, site_of, text_of, tree

ABOUT = """<https://example.org/> a void:Dataset ; dcterms:title "Bridges"@en, "Brücken"@de ;
  dcterms:description "All bridges of the county."@en ;
  dcterms:creator [ schema:name "County Office" ] ;
  dcterms:license <https://creativecommons.org/licenses/by/4.0/> ;
  dcterms:publisher "County" ; dcterms:modified "2024-05-01"^^xsd:date .
ex:b1 a ex:Bridge ; rdfs:label "Old bridge"@en .
"""
PREFIX = "@prefix void: <http://rdfs.org/ns/void#> .\n"


def test_title_description_and_licence_come_from_the_data(tmp_path: Path) -> None:
    site = site_of(tmp_path, PREFIX + ABOUT)

    page = tree(site / "index.html")
    assert text_of(page.find(".//h1")) == "Bridges"
    assert text_of(page.find(".//p[@class='summary']")) == "All bridges of the county."
    assert "Published by County under CC BY 4.0" in text_of(page.find(".//footer"))
    about = json.loads((site / "site.json").read_text())
    assert about["title"] == "Bridges"
    assert about["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert "Bridges" in (site / "void.ttl").read_text()


def test_a_setting_stands_above_what_the_data_says(tmp_path: Path) -> None:
    site = site_of(tmp_path, PREFIX + ABOUT, settings='title = "My bridges"\nlanguage = "de"')

    assert text_of(tree(site / "index.html").find(".//h1")) == "My bridges"


def test_the_root_that_is_described_is_shown_on_the_front_page(tmp_path: Path) -> None:
    site = site_of(tmp_path, PREFIX + ABOUT)

    text = text_of(tree(site / "index.html").find(".//main"))
    assert "County Office" in text
    assert "https://example.org/" in text
    assert "County Office" in (site / "index.ttl").read_text()
    assert ("Bridge 1") in text
    assert dead_links(site) == []


def test_an_ontology_apart_from_the_root_is_what_the_front_page_speaks_of(tmp_path: Path) -> None:
    site = site_of(
        tmp_path,
        """ex:onto a owl:Ontology ; dcterms:title "Sizes"@en ; owl:versionInfo "2.1" ;
          dcterms:creator <https://orcid.org/0000-0001> .
        <https://orcid.org/0000-0001> rdfs:label "Jane" .
        ex:Size a owl:Class ; rdfs:label "Size"@en ; rdfs:isDefinedBy ex:onto .""",
    )

    page = tree(site / "index.html")
    assert text_of(page.find(".//h1")) == "Sizes"
    facts = {
        text_of(row.find("dt")): text_of(row.find("dd"))
        for row in page.findall(".//dl/div[@class='row']")
    }
    assert facts["Version"] == "2.1"
    assert facts["Creator"] == "Jane"
    assert ("Sizes", "onto.html") in links(site / "index.html")
