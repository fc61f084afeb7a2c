"""Graphs that break lists that are made for usual ones."""

from pathlib import Path

import pytest

from tests.pages.sites import dead_links, site_of, text_of, tree

ODD = {
    "a class that is a blank node": "ex:a a [ a owl:Restriction ; owl:onProperty ex:p ] .",
    "classes that differ by case": "ex:a a ex:Thing . ex:b a ex:thing .",
    "a class that is its own subclass": "ex:C a owl:Class ; rdfs:subClassOf ex:C . ex:a a ex:C .",
    "a class without a local name": "ex:a a <http://b.example/> , <urn:x:y> , <mailto:a@b.c> .",
    "a broader concept that is itself": "ex:c a skos:Concept ; skos:broader ex:c .",
    "a scheme that is described nowhere": "ex:c a skos:Concept ; skos:inScheme ex:nowhere .",
    "a scheme that is a blank node": "ex:c a skos:Concept ; skos:inScheme [ ] .",
    "a scheme without concepts": 'ex:s a skos:ConceptScheme ; dcterms:title "S" .',
    "a concept that is a blank node": "[ a skos:Concept ; skos:inScheme ex:s ] skos:broader ex:c .",
    "a notation that is an IRI": "ex:c a skos:Concept ; skos:notation ex:n .",
    "a collection in itself": "ex:c a skos:Collection ; skos:member ex:c .",
    "a member list that is a circle": """ex:c a skos:OrderedCollection ; skos:memberList ex:l .
        ex:l rdf:first ex:a ; rdf:rest ex:l .""",
    "an ontology without terms": 'ex:o a owl:Ontology ; rdfs:label "O" .',
    "two ontologies that import each other": """ex:o a owl:Ontology ; owl:imports ex:p .
        ex:p a owl:Ontology ; owl:imports ex:o . ex:C a owl:Class .""",
    "terms of one name in two vocabularies": """<http://a.example/x/T> a owl:Class .
        <http://b.example/x/T> a owl:Class .""",
    "a title that is an IRI": "<https://example.org/> dcterms:title ex:t ; dcterms:license 'x' .",
    "a creator without a name": "<https://example.org/> rdfs:label 'T' ; dcterms:creator [ ] .",
    "a page at the address of a list": """<https://example.org/browse/index> rdfs:label "B" .
        <https://example.org/thing/> rdfs:label "T" .
        <https://example.org/thing/a> rdfs:label "A" .""",
    "a label of nothing but marks": 'ex:a rdfs:label "…" . ex:b rdfs:label " ", "" .',
    "labels of many scripts": """ex:a rdfs:label "東京"@ja . ex:b rdfs:label "اسم"@ar .
        ex:c rdfs:label "𝒳" . ex:d rdfs:label "½" . ex:e rdfs:label "ßa" .""",
    "a property that is its own domain": "ex:p a rdf:Property ; rdfs:domain ex:p .",
}


@pytest.mark.parametrize("turtle", ODD.values(), ids=ODD.keys())
def test_a_site_is_whole_whatever_the_graph(tmp_path: Path, turtle: str) -> None:
    site = site_of(tmp_path, turtle)

    assert dead_links(site) == []
    for page in site.rglob("*.html"):
        ids = [element.get("id") for element in tree(page).iter() if element.get("id")]
        assert len(ids) == len(set(ids)), page
        assert text_of(tree(page).find(".//h1"))


def test_a_chain_of_a_thousand_concepts_ends(tmp_path: Path) -> None:
    site = site_of(
        tmp_path,
        "\n".join(
            f"ex:c{at} a skos:Concept ; skos:broader ex:c{at - 1} ." for at in range(1, 1_000)
        ),
    )

    pages = list((site / "browse").rglob("*.html"))
    shown = " ".join(text_of(tree(page).find(".//main")) for page in pages)
    assert "c999" in shown.replace(" ", "")
    assert dead_links(site) == []


def test_a_site_is_the_same_with_two_processes(tmp_path: Path) -> None:
    data = "\n".join(f'ex:p{at} a ex:C{at % 7} ; rdfs:label "P {at}" .' for at in range(300))
    one = site_of(tmp_path / "one", data, settings='title = "T"')
    two = site_of(tmp_path / "two", data, settings='title = "T"', workers=2)

    files = sorted(path.relative_to(one) for path in one.rglob("*") if path.is_file())
    assert files == sorted(path.relative_to(two) for path in two.rglob("*") if path.is_file())
    for file in files:
        assert (one / file).read_bytes() == (two / file).read_bytes(), file
