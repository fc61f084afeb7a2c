"""Labels and the languages of texts."""

import pytest

from publisher.dataset import Dataset
from publisher.describe import Names, describe
from publisher.describe.known_terms import known_label, readable_name, short_name
from publisher.terms import iri
from tests.describe.graphs import BASE, dataset, described, names


@pytest.mark.parametrize(
    "label",
    [
        "rdfs:label 'A'",
        "skos:prefLabel 'A'",
        "dcterms:title 'A'",
        "schema:name 'A'",
        "<http://schema.org/name> 'A'",
        "foaf:name 'A'",
        "<http://purl.org/dc/elements/1.1/title> 'A'",
        "<http://www.w3.org/2006/vcard/ns#fn> 'A'",
        "<http://www.geonames.org/ontology#name> 'A'",
        "<http://purl.org/rss/1.0/title> 'A'",
        "xl:prefLabel [ xl:literalForm 'A' ]",
        "a xl:Label ; xl:literalForm 'A'",
        "rdfs:label 'A' ; foaf:name 'B'",
        "foaf:name 'A' ; rdfs:label <b>",
        "rdfs:label ' ' , 'A'",
    ],
)
def test_a_resource_is_called_by_what_labels_it(label: str) -> None:
    assert described(f"<x> {label} .", "x").label.strip() in {"A", "x"}


def test_the_settings_name_a_property_that_labels_before_all_others() -> None:
    several = dataset(
        "<a> :title 'Mine'@en ; rdfs:label 'Usual'@en .", labels=(iri(f"{BASE}ns/title"),)
    )

    assert (
        Names(graph=several, vocabulary=Dataset.of((), base=BASE)).link(iri(f"{BASE}a")).label
        == "Mine"
    )


def test_a_further_label_is_no_part_of_the_rdf_if_there_is_a_usual_one() -> None:
    several = dataset("<a> rdfs:label 'A' ; foaf:name 'B' . <b> foaf:name 'C' .")

    assert [triple[2] for triple in several.labels(iri(f"{BASE}a"))] == ['"A"']
    assert [triple[2] for triple in several.labels(iri(f"{BASE}b"))] == ['"C"']


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("http://e.example/", "http://e.example/"),
        ("http://e.example/code/01.1", "code/01.1"),
        ("http://e.example/thing/", "thing"),
        ("http://e.example/o#", "o"),
        ("http://e.example/Berlin_Wall", "Berlin Wall"),
        ("http://e.example/M%C3%BCnchen", "München"),
        ("http://e.example/hasISBNNumber", "has ISBN number"),
        ("http://e.example/FormalOrganization", "Formal Organization"),
        ("http://e.example/family-name", "family name"),
        ("http://e.example/date-fa92b535", "date-fa92b535"),
        ("http://e.example/Q4", "Q4"),
        ("http://e.example/x?id=1", "x?id=1"),
        ("http://e.example/1234", "http://e.example/1234"),
        ("http://e.example/item/974816591f269bb7d74aa172", "item/974816591f269bb7d74aa172"),
        ("http://e.example/item/974816591f269bb7d74aa1720922651", "item/97481659…2651"),
        ("urn:isbn:123", "urn:isbn:123"),
        ("http://e.example/%E2%80%AE", "%E2%80%AE"),
        ("http://e.example/ns//", "ns"),
    ],
)
def test_an_iri_without_a_label_has_a_readable_name(address: str, expected: str) -> None:
    assert readable_name(address) == expected


@pytest.mark.parametrize(
    ("address", "label", "name"),
    [
        ("http://purl.org/dc/terms/created", "Date Created", "dcterms:created"),
        ("http://www.w3.org/2004/02/skos/core#prefLabel", "preferred label", "skos:prefLabel"),
        ("http://schema.org/birthDate", "birth date", "schema:birthDate"),
        ("https://schema.org/birthDate", "birth date", "schema:birthDate"),
        ("http://www.w3.org/2000/01/rdf-schema#subClassOf", "subclass of", "rdfs:subClassOf"),
        ("http://www.w3.org/2001/XMLSchema#gYear", "gYear", "xsd:gYear"),
        ("http://www.w3.org/ns/org#", "", ""),
        ("http://e.example/x", "", ""),
    ],
)
def test_terms_of_usual_vocabularies_have_labels_and_short_names(
    address: str, label: str, name: str
) -> None:
    assert (known_label(iri(address)), short_name(iri(address))) == (label, name)


def test_what_the_data_says_of_a_term_stands_above_the_label_of_the_package() -> None:
    several = names("<http://purl.org/dc/terms/created> rdfs:label 'made' .")

    assert several.link(iri("http://purl.org/dc/terms/created")).label == "made"


def test_the_languages_of_the_settings_order_labels_and_texts() -> None:
    shown = described(
        "<a> skos:prefLabel 'Brot'@de , 'Bread'@en , 'Хліб'@uk ; "
        "skos:note 'n'@en , 'm'@de , 'o'@fr , 'p'@uk .",
        languages=("de", "en"),
    )

    assert (shown.label, shown.label_language) == ("Brot", "de")
    assert [label.text for label in shown.alternative_labels] == ["Bread"]
    assert [label.text for label in shown.other_labels] == ["Хліб"]
    (row,) = shown.rows
    assert [value.text for value in row.values] == ["m", "n"]
    assert [value.text for value in row.others] == ["o", "p"]


def test_if_no_text_is_in_a_language_of_the_settings_those_of_one_other_are_shown() -> None:
    (row,) = described("<a> :note 'x'@fr , 'y'@fr , 'z'@uk .").rows

    assert [value.text for value in row.values] == ["x", "y"]
    assert [value.text for value in row.others] == ["z"]


def test_a_regional_variant_is_a_text_of_its_language() -> None:
    shown = described("<a> rdfs:label 'Colour'@en-GB , 'Farbe'@de ; :note 'x'@EN-US , 'y'@fr .")

    assert shown.label == "Colour"
    assert [value.text for value in shown.rows[0].values] == ["x"]


def test_two_types_with_one_label_are_told_apart() -> None:
    shown = described("<a> a owl:Class , rdfs:Class , :Class .")

    assert sorted(value.text for value in shown.types) == ["Class", "owl:Class", "rdfs:Class"]


def test_a_document_of_parts_and_a_graph_are_known_by_their_addresses() -> None:
    assert described("<words#A> a owl:Class .", "words").label == f"{BASE}words"
    assert described("<g> { <a> :p 1 }", "g").label == f"{BASE}g"


def test_what_is_in_no_namespace_of_the_site_is_marked() -> None:
    several = names("<http://other.example/x> :p 1 . <a> :p 1 .")
    marked = {
        page: describe(page, names=several).is_defined_elsewhere for page in several.graph.pages()
    }
    assert marked == {"<http://other.example/x>": True, "<https://example.org/a>": False}


def test_a_document_with_many_terms_lists_them_with_anchors() -> None:
    terms = "".join(f"<o#t{at:03}> rdfs:label 'T{at}' . " for at in range(101))

    shown = described(f"<o> a owl:Ontology . {terms}", "o")

    assert len(shown.terms) == 101
    assert shown.terms[0].anchor == "t000"
    assert shown.parts == ()
    assert len(shown.subjects) == 102
