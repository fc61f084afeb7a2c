"""Where the quads of each subject and of each named graph are."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from publisher.model import Term
from publisher.ntriples import quad_of


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphIndex:
    """The span of each subject's quads, and the offsets of each named graph's quads."""

    spans: dict[Term, tuple[int, int]]
    offsets: dict[Term, Sequence[int]]


def index_graphs(quads: bytes) -> GraphIndex:
    """Return the index of sorted N-Quads."""
    spans: dict[Term, tuple[int, int]] = {}
    offsets: dict[Term, array[int]] = {}
    at = 0
    for line in BytesIO(quads):
        subject, _, _, graph = quad_of(line)
        first, _ = spans.get(subject, (at, at))
        spans[subject] = (first, at + len(line))
        if graph:
            offsets.setdefault(graph, array("Q")).append(at)
        at += len(line)
    return GraphIndex(spans=spans, offsets=dict(sorted(offsets.items())))
