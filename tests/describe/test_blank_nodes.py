"""Blank nodes, lists and expressions on the page of what they belong to."""

import pytest

from publisher.describe import describe
from publisher.describe.values import DEEPEST, LONGEST
from publisher.terms import is_blank
from tests.describe.graphs import described, names, said, value


def test_the_statements_of_a_blank_node_are_nested_where_it_is_named() -> None:
    shown = value(
        "<a> schema:address [ a schema:PostalAddress ; schema:name 'Home' ; :in [ :no 1 ] ] ."
    )

    assert said(shown) == "[type Postal Address; name Home; in [no 1]]"


def test_a_blank_node_without_statements_is_called_by_who_names_it() -> None:
    shown = value("<a> rdfs:label 'Shop' ; :owner [] .")

    assert (shown.text, shown.href) == ("A blank node of Shop", "")


def test_a_list_is_shown_in_its_order_with_labels() -> None:
    shown = value(
        "<a> :authors (<c> <b> 'x' [ :p 1 ] (2 3)) . <b> rdfs:label 'B' . <c> rdfs:label 'C' ."
    )

    assert said(shown) == "(C B x [p 1] (2 3))"


def test_an_empty_list_says_so() -> None:
    assert value("<a> :authors () .").text == "empty list"


@pytest.mark.parametrize(
    "cell",
    [
        "rdf:first 1 ; rdf:first 2 ; rdf:rest ()",
        "rdf:first 1 ; rdf:rest () ; rdf:rest <b>",
        "rdf:first 1 ; rdf:rest () ; :note 'more'",
        "rdf:first 1",
        "rdf:first 1 ; rdf:rest <b>",
    ],
)
def test_a_list_that_says_more_or_less_than_a_list_is_shown_as_it_is(cell: str) -> None:
    assert value(f"<a> :authors [ {cell} ] .").nested


def test_a_circle_of_blank_nodes_ends() -> None:
    shown = value("<a> :p _:x . _:x :p _:y . _:y :p _:x .")

    assert said(shown) == "[p [p a]]"


def test_a_list_that_runs_in_a_circle_ends() -> None:
    assert value("<a> :p _:x . _:x rdf:first 1 ; rdf:rest _:x .").nested


def test_deep_nesting_ends_in_a_link_to_the_page() -> None:
    depth = DEEPEST + 5
    text = said(value(f"<a> rdfs:label 'Deep' . <a> :p {'[ :p ' * depth}1{' ]' * depth} ."))

    assert text == "[p " * DEEPEST + "Deep" + "]" * DEEPEST


def test_nodes_that_many_others_share_are_not_repeated_without_end() -> None:
    shared = "".join(
        f"_:n{at} :p _:n{at + 1} ; :q _:n{at + 1} ; :r _:n{at + 1} . " for at in range(9)
    )

    assert len(said(value(f"<a> :p _:n0 . {shared} _:n9 :p 1 ."))) < 20_000


def test_a_long_list_says_how_much_is_left_out() -> None:
    shown = value(f"<a> :p ({' '.join(map(str, range(LONGEST + 7)))}) .")

    assert (len(shown.items), shown.left_out) == (LONGEST, 7)


@pytest.mark.parametrize(
    ("turtle", "expected"),
    [
        ("[ a owl:Restriction ; owl:onProperty :has ; owl:someValuesFrom :C ]", "has some C"),
        ("[ a owl:Restriction ; owl:onProperty :has ; owl:allValuesFrom :C ]", "has only C"),
        ("[ a owl:Restriction ; owl:onProperty :has ; owl:hasValue <b> ]", "has value b"),
        ("[ a owl:Restriction ; owl:onProperty :has ; owl:hasValue 'x' ]", "has value x"),
        ("[ a owl:Restriction ; owl:onProperty :has ; owl:hasSelf true ]", "has Self"),
        ("[ a owl:Restriction ; owl:onProperty :has ; owl:minCardinality 1 ]", "has min 1"),
        ("[ owl:onProperty :has ; owl:maxQualifiedCardinality 2 ; owl:onClass :C ]", "has max 2 C"),
        (
            "[ owl:onProperty :has ; owl:qualifiedCardinality 2 ; owl:onDataRange xsd:date ]",
            "has exactly 2 date",
        ),
        ("[ a owl:Class ; owl:unionOf (:A :B :C) ]", "A or B or C"),
        ("[ owl:intersectionOf (:A [ owl:complementOf :B ]) ]", "A and (not B)"),
        ("[ owl:complementOf [ owl:unionOf (:A :B) ] ]", "not (A or B)"),
        ("[ owl:oneOf (<b> <c>) ]", "{b, c}"),
        (
            "[ owl:onProperty [ owl:inverseOf :p ] ; owl:someValuesFrom [ owl:unionOf (:A :B) ] ]",
            "(inverse p) some (A or B)",
        ),
        (
            "[ owl:onDatatype :D ; owl:withRestrictions ([ xsd:length 1 ] [ xsd:length 5 ]) ]",
            "D[length 1, length 5]",
        ),
    ],
)
def test_a_class_expression_is_words_with_links(turtle: str, expected: str) -> None:
    shown = value(f"<a> rdfs:subClassOf {turtle} .")

    assert shown.expression
    assert said(shown) == expected


@pytest.mark.parametrize(
    ("turtle", "expected"),
    [
        ("owl:propertyChainAxiom (:p [ owl:inverseOf :q ])", "p o (inverse q)"),
        ("owl:hasKey (:p :q)", "p, q"),
        ("owl:disjointUnionOf (:A :B)", "A, B"),
        ("owl:unionOf (:A :B)", "A or B"),
        ("owl:oneOf (:A :B)", "{A, B}"),
        ("sh:path (:p [ sh:inversePath :q ])", "p / ^q"),
        ("sh:path [ sh:zeroOrMorePath [ sh:alternativePath (:p :q) ] ]", "(p | q)*"),
        ("sh:path ([ sh:oneOrMorePath :p ] [ sh:zeroOrOnePath :q ])", "p+ / q?"),
    ],
)
def test_a_list_or_a_path_that_has_a_notation_is_words(turtle: str, expected: str) -> None:
    assert said(value(f"<a> {turtle} .")) == expected


@pytest.mark.parametrize(
    "turtle",
    [
        "[ owl:onProperty :has ; owl:someValuesFrom :C ; rdfs:comment 'why' ]",
        "[ owl:onProperty :has ; owl:someValuesFrom :C , :D ]",
        "[ owl:onProperty :has ; owl:someValuesFrom :C ; owl:minCardinality 1 ]",
        "[ owl:unionOf (:A) ; owl:complementOf :B ]",
        "[ owl:unionOf <b> ]",
        "[ owl:onDatatype xsd:integer ; owl:withRestrictions ([ :odd 1 ]) ]",
        "[ a :Odd ; owl:unionOf (:A :B) ]",
    ],
)
def test_what_the_words_would_leave_out_is_shown_as_rows(turtle: str) -> None:
    shown = value(f"<a> rdfs:subClassOf {turtle} .")

    assert shown.nested
    assert not shown.expression


def test_a_blank_node_that_nothing_names_has_a_page_that_its_type_names() -> None:
    several = names(
        "[ a owl:AllDifferent ; owl:distinctMembers (<a> <b>) ] . <a> :p 1 . <b> :p 1 ."
    )
    (page,) = [page for page in several.graph.pages() if is_blank(page)]

    shown = describe(page, names=several)

    assert shown.label == "All Different"
    assert [said(one) for row in shown.rows for one in row.values] == ["(a b)"]
    assert not shown.is_defined_elsewhere


def test_a_blank_node_without_a_type_is_named_by_who_names_it() -> None:
    named = "".join(f"<n{at}> rdfs:label 'N{at}' ; :p _:x . " for at in range(30))
    several = names(f"{named} _:x :q 1 .")
    (page,) = [page for page in several.graph.pages() if is_blank(page)]

    assert several.link(page).label == "A blank node of N0"
    assert describe(page, names=several).mentions[0].count == 30


def test_no_page_shows_the_label_of_a_blank_node() -> None:
    several = names("<a> :p [ :q [ a :T ] , _:x ] . _:x :q _:x . [ :r [] ] .")

    for page in several.graph.pages():
        assert "_:" not in str(
            [said(value) for row in describe(page, names=several).rows for value in row.values]
        )
        assert "_:" not in several.link(page).label


def test_the_rdf_of_a_page_holds_its_blank_nodes() -> None:
    several = names("<a> :p [ :q [ :r 1 ] ] .")

    shown = describe(next(iter(several.graph.pages())), names=several)

    assert [is_blank(subject) for subject in shown.subjects] == [False, True, True]


def test_the_page_of_a_document_is_about_its_empty_fragment() -> None:
    shown = described("<o#> a owl:Ontology ; rdfs:label 'Words' . <o#A> a owl:Class .", "o")

    assert (shown.label, shown.iri) == ("Words", "<https://example.org/o#>")
    assert [part.iri for part in shown.parts] == ["<https://example.org/o#A>"]
