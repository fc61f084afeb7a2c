"""Literals and links as values."""

import pytest

from tests.describe.graphs import described, said, value


@pytest.mark.parametrize(
    ("turtle", "href", "text"),
    [
        ("foaf:mbox <mailto:a@example.org>", "mailto:a@example.org", "a@example.org"),
        ("foaf:phone <tel:+49-1>", "tel:+49-1", "+49-1"),
        ("schema:email 'a@example.org'", "mailto:a@example.org", "a@example.org"),
        ("schema:telephone '+49 (30) 12345'", "tel:+493012345", "+49 (30) 12345"),
        ("schema:url 'https://a.example/x'", "https://a.example/x", "https://a.example/x"),
        (
            "schema:url 'https://a.example/x'^^xsd:anyURI",
            "https://a.example/x",
            "https://a.example/x",
        ),
        ("foaf:homepage <https://a.example/>", "https://a.example/", "https://a.example/"),
        (":note 'see https://a.example/x'", "", "see https://a.example/x"),
        (":note 'a@example.org'", "", "a@example.org"),
        (":note 'javascript:alert(1)'", "", "javascript:alert(1)"),
    ],
)
def test_addresses_of_web_mail_and_telephone_are_links(turtle: str, href: str, text: str) -> None:
    shown = value(f"<a> {turtle} .")

    assert (shown.href, shown.text) == (href, text)


@pytest.mark.parametrize(
    "turtle",
    [
        "foaf:depiction <https://img.example/1>",
        "schema:image <https://img.example/a.jpg>",
        ":anything <https://img.example/a.PNG?size=1>",
        ":anything 'https://img.example/a.svg'^^xsd:anyURI",
    ],
)
def test_images_are_known_by_property_or_suffix(turtle: str) -> None:
    assert value(f"<a> {turtle} .").is_image


@pytest.mark.parametrize("turtle", [":anything <https://img.example/a>", ":anything 'a.jpg'"])
def test_no_other_value_is_an_image(turtle: str) -> None:
    assert not value(f"<a> {turtle} .").is_image


def test_a_term_elsewhere_that_the_data_does_not_describe_is_shown_by_its_iri() -> None:
    shown = value("<a> :p <http://other.example/FormalOrganization> .")

    assert shown.text == shown.href == "http://other.example/FormalOrganization"


def test_no_value_is_lost_because_its_property_has_a_place_of_its_own() -> None:
    shown = described(
        "<a> a [ :p 1 ] , :T ; rdfs:label 'A' , <b> ; skos:altLabel [ :q 2 ] ; "
        "skos:editorialNote <c> , 'note' ; schema:sameAs [ :r 3 ] ; "
        "owl:deprecated false ; dcterms:isReplacedBy <d> ."
    )

    rows = {row.property.label: [said(value) for value in row.values] for row in shown.rows}
    assert rows == {
        "type": ["[p 1]"],
        "label": ["b"],
        "alternative label": ["[q 2]"],
        "editorial note": ["c"],
        "same as": ["[r 3]"],
        "deprecated": ["false"],
        "is replaced by": ["d"],
    }
    assert [value.text for value in shown.types] == ["T"]
    assert shown.notes == ("note",)


def test_a_retired_term_of_a_document_keeps_its_section() -> None:
    shown = described("<o#A> a owl:Class ; owl:deprecated true ; dcterms:isReplacedBy <o#B> .", "o")

    (part,) = shown.parts
    assert part.retired
    assert [link.label for link in part.replaced_by] == ["B"]


def test_a_statement_that_says_more_than_its_triple_has_a_section() -> None:
    statement = "a rdf:Statement ; rdf:subject <a> ; rdf:predicate :p ; rdf:object 1"
    shown = described(f"<a> :p 1 . <a#s> {statement} ; :confidence 0.5 .")
    plain = described(f"<a> :p 1 . <a#s> {statement} .")

    assert [part.iri for part in shown.parts] == ["<https://example.org/a#s>"]
    assert shown.rows[0].values[0].anchor == ""
    assert plain.parts == ()
    assert plain.rows[0].values[0].anchor == "s"
