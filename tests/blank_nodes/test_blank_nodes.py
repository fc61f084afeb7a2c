import random
import time
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.blank_nodes import with_stable_labels
from publisher.model import DEFAULT_GRAPH, Quad, Term
from publisher.terms import is_xml_name
from tests.blank_nodes.graphs import (
    are_isomorphic,
    clique,
    cycle,
    labels_of,
    linked_list,
    quad,
    renamed,
    shuffled,
)

_NODES = [Term(f"_:n{number}") for number in range(6)]
_IRIS = [Term(f"<https://example.org/{letter}>") for letter in "ab"]
_PREDICATES = st.sampled_from([Term("<https://example.org/p>"), Term("<https://example.org/q>")])
_GRAPHS = st.sampled_from([DEFAULT_GRAPH, DEFAULT_GRAPH, DEFAULT_GRAPH, *_IRIS[:1], *_NODES[:2]])
_LITERALS = [Term('"_:n1"'), Term('"1"@en')]
_TRIPLE_TERMS = [Term(f'<<( {_NODES[0]} <https://example.org/p> "_:n1 )>>" )>>')]
_OBJECTS = st.sampled_from([*_NODES, *_NODES, *_IRIS, *_LITERALS, *_TRIPLE_TERMS])
_QUADS = st.lists(
    st.tuples(st.sampled_from([*_NODES, *_NODES, *_IRIS]), _PREDICATES, _OBJECTS, _GRAPHS),
    max_size=14,
)
_PLAIN = st.lists(
    st.tuples(
        st.sampled_from([*_NODES, *_IRIS]),
        _PREDICATES,
        st.sampled_from([*_NODES, *_IRIS]),
        st.just(DEFAULT_GRAPH),
    ),
    max_size=12,
)


@given(_QUADS)
def test_the_graph_stays_the_same_but_for_its_labels(quads: list[Quad]) -> None:
    result = with_stable_labels(quads)

    assert len(labels_of(result)) == len(labels_of(quads))
    assert are_isomorphic(result, quads)


@given(_QUADS | _PLAIN, st.randoms(use_true_random=False))
def test_labels_depend_neither_on_the_order_nor_on_the_labels_of_the_input(
    quads: list[Quad], chance: random.Random
) -> None:
    other = shuffled(renamed(quads, chance), chance)

    assert set(with_stable_labels(other)) == set(with_stable_labels(quads))


@given(_QUADS, _QUADS, st.sampled_from(["before", "behind"]))
def test_what_is_added_elsewhere_changes_no_label(
    quads: list[Quad], others: list[Quad], order: str
) -> None:
    # The other graph shares IRIs, but no blank node; nor does it use the same IRIs as subjects,
    # because a triple of an IRI that leads to a blank node belongs to that node.
    addition = [tuple(Term(part.replace("_:n", "_:m")) for part in quad_) for quad_ in others]
    both = [*addition, *quads] if order == "before" else [*quads, *addition]

    before = set(with_stable_labels(quads))

    assert before <= set(with_stable_labels(both))  # type: ignore[arg-type]


@given(_QUADS)
def test_labels_are_names_in_every_syntax(quads: list[Quad]) -> None:
    for label in labels_of(with_stable_labels(quads)):
        assert is_xml_name(label.removeprefix("_:"))
        assert "." not in label


@given(_QUADS)
def test_named_again_the_labels_stay(quads: list[Quad]) -> None:
    once = with_stable_labels(quads)

    assert set(with_stable_labels(once)) == set(once)


def test_a_label_does_not_change_between_versions() -> None:
    quads = [quad("<a>", "<address>", "_:x"), quad("_:x", "<city>", '"Baku"')]

    assert with_stable_labels(quads)[1][0] == "_:b005d9af97eca"


def test_the_first_of_two_twins_bears_no_number() -> None:
    quads = [quad("<a>", "<p>", "_:x"), quad("<a>", "<p>", "_:y")]

    first, second = sorted(labels_of(with_stable_labels(quads)))

    assert second == f"{first}-2"


def test_what_hangs_on_twins_is_told_apart_by_them() -> None:
    quads = [
        *(quad("<a>", "<p>", f"_:{x}") for x in "xy"),
        *(quad(f"_:{x}", "<q>", f"_:{x}{n}") for x in "xy" for n in "12"),
        *(quad(f"_:{x}{n}", "<r>", '"leaf"') for x in "xy" for n in "12"),
    ]

    result = with_stable_labels(quads)

    assert len(labels_of(result)) == 6
    assert are_isomorphic(result, quads)


def test_an_edit_in_one_tree_moves_no_label_of_another() -> None:
    quads = [quad("<a>", "<p>", "_:x"), quad("_:x", "<q>", "1")]
    other = [quad("<b>", "<p>", "_:y"), quad("_:y", "<q>", "1")]
    edited = [other[0], quad("_:y", "<q>", "2")]

    before, after = with_stable_labels([*quads, *other]), with_stable_labels([*quads, *edited])

    assert before[:2] == after[:2]
    assert before[2:] != after[2:]


def test_colliding_hashes_become_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    quads = [quad(f"<{n}>", "<p>", f"_:x{n}") for n in range(300)]
    monkeypatch.setattr("publisher.blank_nodes._DIGITS", 2)

    result = with_stable_labels(quads)

    assert len(labels_of(result)) == 300


@pytest.mark.parametrize("size", [2, 3, 6])
def test_cliques_of_six_have_names_of_their_own(size: int) -> None:
    chance = random.Random(size)  # noqa: S311
    quads = clique(size)

    result = with_stable_labels(quads)

    assert set(with_stable_labels(shuffled(renamed(quads, chance), chance))) == set(result)
    assert are_isomorphic(result, quads)


@pytest.mark.parametrize("make", [clique, cycle])
def test_what_is_too_symmetrical_is_numbered_in_the_order_of_the_quads(
    make: Callable[[int], list[Quad]],
) -> None:
    quads = make(600 if make is cycle else 40)
    chance = random.Random(1)  # noqa: S311

    result = with_stable_labels(quads)

    assert len(labels_of(result)) == len(labels_of(quads))
    assert with_stable_labels(quads) == result
    assert with_stable_labels(renamed(quads, chance)) == result


def test_a_thousand_hard_components_take_no_more_than_all_may() -> None:
    quads = [
        tuple(Term(part.replace("_:", f"_:c{number}x")) for part in quad_)
        for number in range(100)
        for quad_ in clique(9)
    ]
    started = time.process_time()

    result = with_stable_labels(quads)  # type: ignore[arg-type]

    assert len(labels_of(result)) == 900
    assert time.process_time() - started < 30


_LONG = 20_000


@pytest.mark.parametrize(
    "quads",
    [
        [quad("<a>", "<p>", "_:l0"), *linked_list(_LONG)],
        [quad("_:head", "<p>", f"_:l{_LONG // 2}"), *linked_list(_LONG)],
        [(s, p, o, Term("_:graph")) for s, p, o, _ in linked_list(_LONG)],
        [*linked_list(_LONG), *(quad(f"_:l{n + 1}", "<b>", f"_:l{n}") for n in range(_LONG - 1))],
    ],
    ids=["list", "two heads", "in a blank graph", "both ways"],
)
def test_a_long_list_takes_time_in_proportion(quads: Sequence[Quad]) -> None:
    started = time.process_time()

    result = with_stable_labels(quads)

    assert len(labels_of(result)) == len(labels_of(quads))
    assert time.process_time() - started < 15


@settings(deadline=None)
@given(st.integers(min_value=1, max_value=30))
def test_equal_items_below_one_node_are_twins(count: int) -> None:
    quads = [quad("_:root", "<p>", f"_:x{n}") for n in range(count)]

    result = with_stable_labels(quads)

    assert len(labels_of(result)) == count + 1
