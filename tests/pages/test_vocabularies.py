"""The vocabularies of a graph, of whatever namespace."""

from pathlib import Path

import pyoxigraph as ox

from tests.pages.sites import dead_links, links, site_of, text_of, tree

SLASH = """<https://example.org/onto> a owl:Ontology ; dcterms:title "Boats"@en ;
  dcterms:creator [ schema:name "A. Sailor" ] ; owl:versionInfo "1.2" ;
  dcterms:bibliographicCitation "Sailor: Boats." .
<https://example.org/onto/Boat> a owl:Class ; rdfs:label "Boat"@en ;
  rdfs:isDefinedBy <https://example.org/onto> ; skos:definition "What floats."@en ;
  rdfs:subClassOf [ a owl:Restriction ; owl:onProperty <https://example.org/onto/mast> ;
    owl:minCardinality 1 ] .
<https://example.org/onto/Yacht> a owl:Class ; rdfs:label "Yacht"@en ;
  rdfs:subClassOf <https://example.org/onto/Boat> ; owl:deprecated true .
<https://example.org/onto/mast> a owl:DatatypeProperty ; rdfs:label "mast"@en ;
  rdfs:domain [ owl:unionOf ( <https://example.org/onto/Boat> <https://example.org/onto/Yacht> ) ] .
<https://example.org/onto/owner> a rdf:Property ; rdfs:label "owner"@en ;
  schema:domainIncludes <https://example.org/onto/Boat> .
ex:titanic a <https://example.org/onto/Boat> ; rdfs:label "Titanic" .
"""


def _entry(page: Path, anchor: str) -> str:
    return text_of(tree(page).find(f".//section[@id='{anchor}']"))


def test_a_slash_vocabulary_is_one_page_with_an_anchor_for_each_term(tmp_path: Path) -> None:
    site = site_of(tmp_path, SLASH)

    (page,) = (site / "browse" / "vocabulary").glob("*.html")
    assert text_of(tree(page).find(".//h1")) == "Boats"
    contents = links(page, ".//nav[@class='contents-list']//a")
    assert contents == [
        ("Boat", "#Boat"),
        ("Yacht", "#Yacht"),
        ("mast", "#mast"),
        ("owner", "#owner"),
    ]
    boat = _entry(page, "Boat")
    assert "What floats." in boat
    assert "mast min 1" in boat
    # Said of the property, through a union too.
    assert "in domain of" in boat
    assert "owner" in boat
    assert "mast" in boat
    assert "Titanic" in boat
    assert "Yacht" in boat
    assert "Retired" in _entry(page, "Yacht")
    assert ("Boat", "../../onto/Boat.html") in links(page, ".//section[@class='part']/h2/a")
    assert dead_links(site) == []


def test_an_ontology_says_who_made_it_which_version_it_is_and_how_to_cite_it(
    tmp_path: Path,
) -> None:
    site = site_of(tmp_path, SLASH)

    (page,) = (site / "browse" / "vocabulary").glob("*.html")
    rows = tree(page).findall(".//main/dl/div[@class='row']")
    facts = {text_of(row.find("dt")): text_of(row.find("dd")) for row in rows}
    assert facts == {
        "Creator": "A. Sailor",
        "Version": "1.2",
        "How to cite": "Sailor: Boats.",
    }


def test_a_term_leads_back_to_its_vocabulary(tmp_path: Path) -> None:
    site = site_of(tmp_path, SLASH)

    trail = links(site / "onto" / "Boat.html", ".//main/nav[@class='breadcrumb']/a")
    assert [label for label, _ in trail] == ["Home", "Boats"]
    menu = [label for label, _ in links(site / "index.html", ".//header[@class='site']/nav/a")]
    assert menu[0] == "Vocabulary"


def _hash_document(count: int) -> str:
    return "<https://example.org/v#> a owl:Ontology ; rdfs:label 'V' .\n" + "\n".join(
        f"<https://example.org/v#T{at}> a owl:Class ; rdfs:label 'Term {at}' ; "
        "rdfs:subClassOf [ a owl:Restriction ; owl:onProperty ex:p ; owl:hasValue 1 ] ."
        for at in range(1, count + 1)
    )


def _triples(file: Path) -> int:
    return len(list(ox.parse(path=str(file), format=ox.RdfFormat.TURTLE)))


def test_a_document_of_few_terms_shows_each_as_a_section(tmp_path: Path) -> None:
    site = site_of(tmp_path, _hash_document(12))

    page = tree(site / "v.html")
    sections = [section.get("id") for section in page.findall(".//section[@class='part']")]
    # In the order of the labels, numbers by their value.
    assert sections == [f"T{at}" for at in range(1, 13)]
    assert len(links(site / "v.html", ".//nav[@class='contents-list']//a")) == 12
    assert not (site / "browse" / "vocabulary").exists()
    assert dead_links(site) == []


def test_a_document_of_many_terms_lists_them_and_its_rdf_has_them_all(tmp_path: Path) -> None:
    site = site_of(tmp_path, _hash_document(120))

    anchors = {element.get("id") for element in tree(site / "v.html").iter() if element.get("id")}
    assert {f"T{at}" for at in range(1, 121)} <= anchors
    # The document says its dataset and its topic besides.
    assert _triples(site / "v.ttl") == _triples(site / "dumps" / "all.ttl") + 2
    (page,) = (site / "browse" / "vocabulary").glob("*.html")
    assert len(tree(page).findall(".//section[@class='part']")) == 120
    assert ("All 120 terms on one page", f"browse/vocabulary/{page.name}") in links(site / "v.html")
    assert dead_links(site) == []


def test_a_document_that_is_no_subject_has_its_page(tmp_path: Path) -> None:
    site = site_of(tmp_path, "<https://example.org/notes#one> rdfs:label 'One' .")

    assert "One" in text_of(tree(site / "notes.html").find(".//section[@class='part']"))


def test_shapes_are_terms_like_others(tmp_path: Path) -> None:
    site = site_of(
        tmp_path,
        """@prefix sh: <http://www.w3.org/ns/shacl#> .
        ex:s1 a sh:NodeShape ; rdfs:label "One" ; sh:targetClass ex:C ;
          sh:property [ sh:path rdfs:label ; sh:minCount 1 ] .
        ex:s2 a sh:NodeShape ; rdfs:label "Two" .""",
    )

    (page,) = (site / "browse" / "vocabulary").glob("*.html")
    assert "min count" in _entry(page, "s1").lower()
