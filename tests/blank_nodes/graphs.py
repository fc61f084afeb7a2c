"""Graphs with blank nodes, and a second opinion on whether two are the same."""

import random
import re
from collections.abc import Iterable, Sequence

import pyoxigraph

from publisher.model import DEFAULT_GRAPH, Quad, Term

_BLANK = re.compile(r'"(?:[^"\\]|\\.)*"|(_:\S+)')


def quad(subject: str, predicate: str, value: str, graph: str = DEFAULT_GRAPH) -> Quad:
    return Term(subject), Term(predicate), Term(value), Term(graph)


def clique(size: int) -> list[Quad]:
    return [
        quad(f"_:c{one}", "<p>", f"_:c{other}")
        for one in range(size)
        for other in range(size)
        if one != other
    ]


def cycle(size: int) -> list[Quad]:
    return [quad(f"_:c{at}", "<p>", f"_:c{(at + 1) % size}") for at in range(size)]


def linked_list(size: int) -> list[Quad]:
    """Return a list of equal items; its nodes are `_:l0`, `_:l1` …."""
    quads = []
    for at in range(size):
        rest = f"_:l{at + 1}" if at + 1 < size else "<nil>"
        quads += [quad(f"_:l{at}", "<first>", '"x"'), quad(f"_:l{at}", "<rest>", rest)]
    return quads


def labels_of(quads: Iterable[Quad]) -> set[str]:
    return {label for part in quads for term in part for label in _BLANK.findall(term) if label}


def renamed(quads: Sequence[Quad], chance: random.Random) -> list[Quad]:
    labels = sorted(labels_of(quads))
    numbers = chance.sample(range(len(labels)), len(labels))
    new = {label: f"_:r{number}" for label, number in zip(labels, numbers, strict=True)}

    def term(old: Term) -> Term:
        return Term(_BLANK.sub(lambda part: new[part[1]] if part[1] else part[0], old))

    return [(term(s), p, term(o), term(g)) for s, p, o, g in quads]


def shuffled(quads: Sequence[Quad], chance: random.Random) -> list[Quad]:
    return chance.sample(quads, len(quads))


def are_isomorphic(one: Iterable[Quad], other: Iterable[Quad]) -> bool:
    """Return what Oxigraph says. Its RDFC-1.0 does not end on graphs that are too symmetrical."""
    return _canonical(one) == _canonical(other)


def _canonical(quads: Iterable[Quad]) -> pyoxigraph.Dataset:
    text = "".join(f"{' '.join(part)} .\n" for part in quads)
    absolute = re.sub(r'("(?:[^"\\]|\\.)*")|<(\w+)>', _absolute, text)
    dataset = pyoxigraph.Dataset(
        pyoxigraph.parse(absolute, format=pyoxigraph.RdfFormat.N_QUADS),
    )
    dataset.canonicalize(pyoxigraph.CanonicalizationAlgorithm.UNSTABLE)
    return dataset


def _absolute(match: re.Match[str]) -> str:
    return match[1] or f"<https://example.org/{match[2]}>"
