"""The lists of a graph that nobody wrote for this tool: by class, from A to Z, by scheme."""

from pathlib import Path

from tests.pages.sites import dead_links, links, site_of, text_of, tree

PEOPLE = "\n".join(
    f'<https://example.org/p{at:03}> a ex:Person ; rdfs:label "Person {at}" .'
    for at in range(1, 451)
)


def test_a_class_has_a_list_in_pages_of_two_hundred(tmp_path: Path) -> None:
    site = site_of(tmp_path, f'{PEOPLE}\nex:Person a owl:Class ; rdfs:label "Person"@en .')

    lists = site / "browse" / "class"
    pages = [lists / name for name in ("Person.html", "Person~p2.html", "Person~p3.html")]
    shown = [links(page, ".//main//ul[@class='members']//a") for page in pages]
    assert [len(entries) for entries in shown] == [200, 200, 50]
    # Numbers are in the order of their value.
    assert [label for label, _ in shown[0][:3]] == ["Person 1", "Person 2", "Person 3"]
    assert shown[0][0][1] == "../../p001.html"
    assert "450 in all" in text_of(tree(pages[0]).find(".//main/header"))
    assert dead_links(site) == []


def test_the_front_page_has_classes_with_counts_and_does_not_grow(tmp_path: Path) -> None:
    classes = "\n".join(f"ex:thing{at} a ex:Class{at:02} ." for at in range(30))
    site = site_of(tmp_path, f"{PEOPLE}\n{classes}")

    tiles = tree(site / "index.html").findall(".//ul[@class='tiles']/li")
    assert text_of(tiles[0]) == "Person 450"
    assert len(tiles) == 20
    assert ("All classes", "browse/index.html") in links(site / "index.html")
    assert not [href for _, href in links(site / "index.html") if href.startswith("p0")]


def test_the_front_page_of_a_graph_without_classes_leads_to_its_resources(tmp_path: Path) -> None:
    site = site_of(tmp_path, 'ex:a rdfs:label "A" . ex:b rdfs:label "B" .')

    shown = links(site / "index.html")
    assert ("All resources from A to Z", "browse/a-z.html") in shown
    assert "Classes" not in [label for label, _ in shown]
    assert dead_links(site) == []


def test_labels_are_in_the_order_of_the_language(tmp_path: Path) -> None:
    data = "\n".join(
        f'ex:{name} a ex:Word ; rdfs:label "{label}"@az .'
        for name, label in (("a", "Xəzər"), ("b", "Əli"), ("c", "Fuad"), ("d", "Elçin"))
    )
    site = site_of(tmp_path, data, settings='language = "az"')

    entries = links(site / "browse" / "a-z.html", ".//main//ul[@class='members']//a")
    assert [label for label, _ in entries] == ["Elçin", "Əli", "Fuad", "Xəzər"]
    headings = [text_of(heading) for heading in tree(site / "browse/a-z.html").iter("h2")]
    assert headings == ["E", "Ə", "F", "X"]


def test_the_tree_of_classes_ends_if_two_are_below_each_other(tmp_path: Path) -> None:
    site = site_of(
        tmp_path,
        """ex:A a owl:Class ; rdfs:subClassOf ex:B . ex:B a owl:Class ; rdfs:subClassOf ex:A .
        ex:Top a owl:Class . ex:Sub a owl:Class ; rdfs:subClassOf ex:Top .
        ex:one a ex:Sub .""",
    )

    shown = [label for label, _ in links(site / "browse/index.html", ".//ul[@class='tree']//a")]
    assert {"A", "B", "Top", "Sub"} <= {label.title() for label in shown}
    nested = tree(site / "browse/index.html").findall(".//details/ul/li")
    assert "Sub 1" in [text_of(item).title() for item in nested]


SCHEME = """ex:scheme a skos:ConceptScheme ; dcterms:title "Systematics"@en ;
  skos:hasTopConcept ex:c2 .
ex:c1 a skos:Concept ; skos:inScheme ex:scheme ; skos:topConceptOf ex:scheme ;
  skos:notation "1" ; skos:prefLabel "Zoology"@en .
ex:c2 a skos:Concept ; skos:inScheme ex:scheme ; skos:notation "2" ; skos:prefLabel "Arts"@en ;
  skos:narrower ex:c22 .
ex:c10 a skos:Concept ; skos:inScheme ex:scheme ; skos:notation "10" ; skos:topConceptOf ex:scheme ;
  skos:prefLabel "Astronomy"@en .
ex:c22 a skos:Concept ; skos:inScheme ex:scheme ; skos:notation "2.2" ; skos:prefLabel "Music"@en .
ex:c21 a skos:Concept ; skos:inScheme ex:scheme ; skos:notation "2.1" ;
  skos:prefLabel "Theatre"@en ; skos:broader ex:c2 .
ex:x a skos:Concept ; skos:inScheme ex:scheme ; skos:prefLabel "X"@en ; skos:broader ex:y .
ex:y a skos:Concept ; skos:inScheme ex:scheme ; skos:prefLabel "Y"@en ; skos:broader ex:x .
"""


def test_a_concept_scheme_is_a_tree_with_notations_first(tmp_path: Path) -> None:
    site = site_of(tmp_path, SCHEME)

    (page,) = (site / "browse" / "scheme").glob("*.html")
    top = tree(page).findall(".//main/ul[@class='tree']/li")
    assert [text_of(entry).split()[0] for entry in top] == ["1", "2", "10"]
    below = top[1].findall(".//li")
    assert [text_of(entry) for entry in below] == ["2.1 Theatre", "2.2 Music"]
    # What only is below itself is not lost.
    (outside,) = (site / "browse" / "scheme").glob("*/outside.html")
    assert [label for label, _ in links(outside, ".//ul[@class='tree']//a")] == ["X", "Y"]
    assert dead_links(site) == []


def test_a_concept_shows_what_is_above_and_below_it(tmp_path: Path) -> None:
    site = site_of(tmp_path, SCHEME)

    trail = links(site / "c21.html", ".//main/nav[@class='breadcrumb']/a")
    assert [label for label, _ in trail] == ["Home", "Systematics", "Arts"]
    below = links(site / "c2.html", ".//main//ul[@class='members']//a")
    assert [label for label, _ in below] == ["Theatre", "Music"]


def test_a_large_tree_is_divided_among_pages(tmp_path: Path) -> None:
    concepts = "\n".join(
        f'ex:c{at} a skos:Concept ; skos:prefLabel "Concept {at}" ; skos:inScheme ex:s ; '
        + (f"skos:broader ex:c{at // 40} ." if at >= 40 else "skos:topConceptOf ex:s .")
        for at in range(1, 2_000)
    )
    site = site_of(tmp_path, concepts)

    pages = list((site / "browse" / "scheme").rglob("*.html"))
    assert len(pages) > 1
    shown = {
        href.rpartition("/")[2]
        for page in pages
        for _, href in links(page, ".//ul[@class='tree']//a")
    }
    assert {f"c{at}.html" for at in range(1, 2_000)} <= shown
    assert max(len(page.read_bytes()) for page in pages) < 400_000
    assert dead_links(site) == []


def test_an_ordered_collection_has_its_members_in_order(tmp_path: Path) -> None:
    site = site_of(
        tmp_path,
        """ex:ages a skos:OrderedCollection ; skos:prefLabel "Ages"@en ;
          skos:memberList ( ex:young ex:adult ex:aged ) .
        ex:young a skos:Concept ; skos:prefLabel "young"@en .
        ex:adult a skos:Concept ; skos:prefLabel "adult"@en .
        ex:aged a skos:Concept ; skos:prefLabel "aged"@en .""",
    )

    assert "Ages 3" in text_of(tree(site / "browse/collections.html").find(".//ul"))
    (page,) = (site / "browse" / "collection").glob("*.html")
    members = links(page, ".//main//ul[@class='members']//a")
    assert [label for label, _ in members] == ["young", "adult", "aged"]


def test_a_frame_says_only_what_is_true_of_the_graph(tmp_path: Path) -> None:
    site = site_of(tmp_path, 'ex:one a ex:Thing ; rdfs:label "One" .')

    for page in site.rglob("*.html"):
        text = text_of(tree(page).find(".//body")).lower()
        for word in ("record", "claim", "quote", "curator", "editor of this site", "published by"):
            assert word not in text, (page.name, word)
    menu = links(site / "index.html", ".//header[@class='site']/nav/a")
    assert [label for label, _ in menu] == ["Classes", "A–Z", "SPARQL", "Data"]
    assert dead_links(site) == []
