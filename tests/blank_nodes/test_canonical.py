import hashlib
import random

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.blank_nodes.canonical import canonical_labels, rdfc10_digest
from publisher.blank_nodes.mentions import relabelled
from publisher.model import DEFAULT_GRAPH, Quad, Term
from publisher.ntriples import quad_line_of
from tests.blank_nodes.graphs import clique, cycle, linked_list, quad, renamed

_NODES = [Term(f"_:n{number}") for number in range(5)]
_IRIS = [Term(f"<https://example.org/{letter}>") for letter in "ab"]
_QUADS = st.lists(
    st.tuples(
        st.sampled_from([*_NODES, *_IRIS]),
        st.sampled_from([Term("<https://example.org/p>"), Term("<https://example.org/q>")]),
        st.sampled_from([*_NODES, *_NODES, *_IRIS, Term('"_:n1"@en'), Term('"a\\nb"')]),
        st.sampled_from([DEFAULT_GRAPH, DEFAULT_GRAPH, _IRIS[0], _NODES[0]]),
    ),
    max_size=12,
    unique=True,
)


@given(_QUADS)
def test_the_canonical_lines_are_those_of_oxigraph(quads: list[Quad]) -> None:
    labels = canonical_labels(quads)

    lines = sorted(quad_line_of(relabelled(quad_, labels)) for quad_ in quads)

    assert b"".join(lines) == _oxigraph(quads)


@given(_QUADS, st.randoms(use_true_random=False))
def test_the_digest_is_that_of_the_canonical_lines(
    quads: list[Quad], chance: random.Random
) -> None:
    expected = hashlib.sha256(_oxigraph(quads)).hexdigest()

    for same in (quads, renamed(quads, chance)):
        assert _digest(same) == expected


@pytest.mark.parametrize(
    "quads", [clique(4), cycle(12), linked_list(40)], ids=["clique", "cycle", "list"]
)
def test_symmetrical_graphs_have_the_labels_of_oxigraph(quads: list[Quad]) -> None:
    absolute = [
        (s, p.replace("<", "<https://example.org/"), o.replace("<", "<https://example.org/"), g)
        for s, p, o, g in quads
    ]

    digest = _digest(absolute)  # type: ignore[arg-type]

    assert digest == hashlib.sha256(_oxigraph(absolute)).hexdigest()  # type: ignore[arg-type]


@pytest.mark.parametrize("quads", [clique(9), linked_list(1_000)], ids=["clique", "list"])
def test_beyond_the_limit_there_is_no_digest(quads: list[Quad]) -> None:
    assert _digest(quads) is None


def test_without_blank_nodes_the_digest_is_that_of_the_lines() -> None:
    lines = sorted(
        map(quad_line_of, [quad("<a>", "<p>", '"_:b"'), quad("<a>", "<p>", "<a>", "<g>")])
    )

    assert rdfc10_digest(lambda: lines) == hashlib.sha256(b"".join(lines)).hexdigest()


def _digest(quads: list[Quad]) -> str | None:
    lines = sorted(map(quad_line_of, quads))
    return rdfc10_digest(lambda: lines)


def _oxigraph(quads: list[Quad]) -> bytes:
    """Return the sorted N-Quads with the labels that Oxigraph's RDFC-1.0 gives."""
    content = b"".join(map(quad_line_of, quads))
    dataset = pyoxigraph.Dataset(pyoxigraph.parse(content, format=pyoxigraph.RdfFormat.N_QUADS))
    dataset.canonicalize(pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0)
    lines = pyoxigraph.serialize(dataset, format=pyoxigraph.RdfFormat.N_QUADS) or b""
    return b"".join(sorted(lines.splitlines(keepends=True)))
