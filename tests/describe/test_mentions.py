"""Who names a resource, as its page lists it."""

import pytest

from publisher.description import Description
from tests.describe.graphs import described


def listed(description: Description) -> list[tuple[str, list[str]]]:
    return [
        (group.property.label, [subject.label for subject in group.subjects])
        for group in description.mentions
    ]


def test_mentions_are_grouped_by_property_and_sorted_by_label() -> None:
    shown = described(
        "<a> :p 1 . <1> rdfs:label 'zebra' ; :knows <a> . "
        "<2> rdfs:label 'Ape' ; :knows <a> ; :likes <a> ."
    )

    assert listed(shown) == [("knows", ["Ape", "zebra"]), ("likes", ["Ape"])]


def test_a_class_lists_its_instances_and_where_it_is_used() -> None:
    shown = described(
        "<a> a owl:Class . <x> a <a> . "
        ":p rdfs:domain <a> . :q rdfs:range <a> . :B rdfs:subClassOf <a> ."
    )

    assert listed(shown) == [
        ("type", ["x"]),
        ("subclasses", ["B"]),
        ("in domain of", ["p"]),
        ("in range of", ["q"]),
    ]
    assert [group.is_instances for group in shown.mentions] == [True, False, False, False]


@pytest.mark.parametrize(
    "value",
    [
        "[ owl:unionOf (:B <a>) ]",
        "[ owl:unionOf (:B [ owl:complementOf <a> ]) ]",
        "[ :p [ :q <a> ] , [ :q <a> ] ]",
    ],
)
def test_who_names_it_through_blank_nodes_is_what_these_hang_on(value: str) -> None:
    shown = described(f"<a> :p 1 . <words> rdfs:label 'Words' ; rdfs:domain {value} .")

    assert listed(shown) == [("in domain of", ["Words"])]
    assert [group.is_nested for group in shown.mentions] == [True]


def test_what_names_itself_through_a_blank_node_is_no_mention() -> None:
    assert described("<a> :p [ :q <a> ] ; :r <a> .").mentions == ()


def test_the_terms_of_a_document_name_each_other() -> None:
    shown = described("<o#A> a owl:Class . <o#p> rdfs:domain <o#A> .", "o")

    assert [listed(part) for part in shown.parts] == [[("in domain of", ["p"])], []]


def test_a_circle_of_blank_nodes_above_ends() -> None:
    assert described("<a> :p 1 . _:x :p _:y ; :q <a> . _:y :p _:x .").mentions
