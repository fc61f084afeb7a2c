"""Named graphs and nanopublications have pages."""

from pathlib import Path

from tests.pages.sites import dead_links, links, site_of, text_of, tree

GRAPHS = """ex:one dcterms:title "Holdings 2024"@en ; dcterms:creator "Library" .
ex:one { ex:b1 a ex:Book ; rdfs:label "Book" . ex:b2 a ex:Book . }
ex:two { ex:b1 dcterms:creator ex:somebody . }
"""
NANOPUBLICATION = """@prefix np: <http://www.nanopub.org/nschema#> .
@prefix npx: <http://purl.org/nanopub/x/> .
ex:np1head { ex:np1 a np:Nanopublication ; np:hasAssertion ex:np1assertion ;
  np:hasProvenance ex:np1provenance ; np:hasPublicationInfo ex:np1info . }
ex:np1assertion { ex:malaria ex:transmittedBy ex:mosquito . }
ex:np1provenance { ex:np1assertion ex:derivedFrom ex:experiment . }
ex:np1info { ex:np1 dcterms:creator ex:jane . }
"""


def test_a_graph_has_a_page_with_its_statements_by_subject(tmp_path: Path) -> None:
    site = site_of(tmp_path, GRAPHS, name="a.trig")

    listed = [text_of(item) for item in tree(site / "browse/graphs.html").findall(".//main/ul/li")]
    assert listed == ["Holdings 2024 3", "https://example.org/two 1"]
    page = site / "browse" / "graph" / "one.html"
    text = text_of(tree(page).find(".//main"))
    assert "3 statements" in text
    assert ("Book", "../../b1.html") in links(page)
    # Its own page says where it comes from, and shows what is in it.
    own = text_of(tree(site / "one.html").find(".//main"))
    assert "Library" in own
    assert "Book" in own
    assert ("Graphs", "browse/graphs.html") in links(site / "index.html")
    assert dead_links(site) == []


def test_the_statements_of_a_large_graph_are_on_several_pages(tmp_path: Path) -> None:
    data = "\n".join(f'ex:b{at} rdfs:label "Book {at}" .' for at in range(450))
    site = site_of(tmp_path, f"ex:g {{ {data} }}", name="a.trig")

    pages = sorted((site / "browse" / "graph").glob("*.html"))
    assert [page.name for page in pages] == ["g.html", "g~p2.html", "g~p3.html"]
    assert "450 statements" in text_of(tree(pages[2]).find(".//main/header"))
    assert dead_links(site) == []


def test_a_nanopublication_is_read_as_what_it_is(tmp_path: Path) -> None:
    site = site_of(tmp_path, NANOPUBLICATION, name="a.trig")

    sections = tree(site / "np1.html").findall(".//section[@class='named-graph']")
    headings = [text_of(section.find("h2")) for section in sections]
    assert headings == ["Assertion", "Provenance of the assertion", "Publication info"]
    assert "mosquito" in text_of(sections[0])
    assert "experiment" in text_of(sections[1])
    assert "jane" in text_of(sections[2])


def test_a_retracted_nanopublication_says_so(tmp_path: Path) -> None:
    retraction = "ex:np2info { ex:np2 npx:retracts ex:np1 . }"
    site = site_of(tmp_path, NANOPUBLICATION + retraction, name="a.trig")

    assert "Retracted" in text_of(tree(site / "np1.html").find(".//div[@class='banner']"))
