"""Where the quads of each subject and of each named graph are."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from publisher.model import Term, Triple
from publisher.ntriples import quad_of


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphIndex:
    """The span of each subject's quads, and the offsets of each named graph's quads."""

    quads: bytes
    spans: dict[Term, tuple[int, int]]
    offsets: dict[Term, Sequence[int]]

    def lines_of(self, subject: Term) -> bytes:
        start, end = self.spans.get(subject, (0, 0))
        return self.quads[start:end]

    def count(self, graph: Term) -> int:
        return len(self.offsets.get(graph, ()))

    def triples(self, graph: Term, first: int, end: int | None) -> tuple[Triple, ...]:
        """Return a part of a graph's triples, sorted."""
        quads = self.quads
        return tuple(
            quad_of(quads[at : quads.index(b"\n", at) + 1])[:3]
            for at in self.offsets.get(graph, ())[first:end]
        )


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
    return GraphIndex(quads=quads, spans=spans, offsets=dict(sorted(offsets.items())))
