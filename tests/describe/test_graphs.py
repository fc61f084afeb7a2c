"""The named graphs on a page."""

from tests.describe.graphs import described


def test_a_page_whose_statements_are_all_in_one_graph_says_so_once() -> None:
    shown = described("<g> { <a> :p 1 ; :q [ :r 2 ] . <b> :p 1 }")

    assert [(link.label, link.href) for link in shown.graphs] == [("g", "g.html")]
    assert not [value for row in shown.rows for value in row.values if value.graphs]


def test_a_page_with_statements_of_several_graphs_says_it_of_each() -> None:
    shown = described("<a> :d 1 . <g> { <a> :p 1 ; a :T } <h> { <a> :p 1 ; :q [ :r 2 ] }")

    graphs = {
        row.property.label: [link.label for link in value.graphs]
        for row in shown.rows
        for value in row.values
    }
    assert graphs == {"d": ["the default graph"], "p": ["g", "h"], "q": ["h"]}
    assert [link.label for link in shown.types[0].graphs] == ["g"]
    assert shown.graphs == ()


def test_a_dataset_without_named_graphs_says_nothing_of_graphs() -> None:
    shown = described("<a> :p 1 .")

    assert shown.graphs == ()
    assert shown.rows[0].values[0].graphs == ()
