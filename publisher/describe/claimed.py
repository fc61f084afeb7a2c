"""Where the words of claims stand: a sentence shown for a record may contain some."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from publisher.addresses import span_of
from publisher.dataset import Dataset
from publisher.model import Span, Term
from publisher.terms import page_iri
from publisher.vocabulary import EV_CLAIM, EV_EVIDENCE


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """The claims of a graph, and the parts of each source that are their words.

    The parts of a source are sorted and do not overlap. Words that only show who claims are no
    part: that somebody said something is on record.
    """

    claims: frozenset[Term]
    parts: Mapping[Term, tuple[Span, ...]]

    @classmethod
    def of(cls, graph: Dataset) -> "Claimed":
        claims = frozenset(graph.instances(EV_CLAIM))
        spans_by_source: dict[Term, list[Span]] = {}
        for claim in claims:
            for _, predicate, passage in graph.read(claim):
                if predicate == EV_EVIDENCE:
                    spans_by_source.setdefault(page_iri(passage), []).append(span_of(passage))
        return cls(
            claims=claims,
            parts={source: _joined(spans) for source, spans in spans_by_source.items()},
        )

    def within(self, source: Term, whole: Span) -> tuple[Span, ...]:
        """Return the parts of a passage that are words of claims, counted from its beginning."""
        parts = self.parts.get(source, ())
        first = bisect_right(parts, whole.start, key=lambda span: span.end)
        spans = []
        # By index, because a slice would copy the rest of a long source for each sentence.
        for position in range(first, len(parts)):
            part = parts[position]
            if part.start >= whole.end:
                break
            start, end = max(part.start, whole.start), min(part.end, whole.end)
            spans.append(Span(start=start - whole.start, end=end - whole.start))
        return tuple(spans)


def _joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return spans that cover the same characters and do not overlap."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(start=joined[-1].start, end=max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)
