"""Records and claims with the passages that they quote, read once for all checks of words."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from publisher.addresses import is_passage, span_of
from publisher.check.predicate_index import PredicateIndex, statements_of
from publisher.model import Span, Term, Triple
from publisher.terms import page_iri
from publisher.vocabulary import (
    EV_CLAIM,
    EV_CONTENT,
    EV_CONTENT_CLASS,
    EV_EVIDENCE,
    EV_NAMESPACE,
    EV_RECORD,
)

_MOST_SHOWN: Final = 80
"""Characters of quoted words that a message shows, at most."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class QuotedSpan:
    """A passage of a stored source."""

    source: Term
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedRecord:
    """A record, the triple it is about, and the passages that it quotes."""

    statement: Term
    triple: Triple
    spans: tuple[QuotedSpan, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedClaim:
    """A claim, the triples that it claims, and the passages that it quotes.

    The words that name the claimant are not among these: they are of a record of `ev:claimant`.
    """

    iri: Term
    spans: tuple[QuotedSpan, ...]
    contents: tuple[Triple, ...]


@dataclass(frozen=True, kw_only=True)
class QuotedStatements:
    """The records and claims of a graph."""

    index: PredicateIndex

    @cached_property
    def records(self) -> tuple[QuotedRecord, ...]:
        """Return all records, those of claimants too, in the order of the graph."""
        return tuple(
            QuotedRecord(statement=statement, triple=triple, spans=self.spans_of(statement))
            for statement, triple in statements_of(self.index, EV_RECORD)
        )

    @cached_property
    def claims(self) -> tuple[QuotedClaim, ...]:
        """Return all claims, in the order of the graph."""
        triples = dict(statements_of(self.index, EV_CONTENT_CLASS))
        contents = self.index.triples_of(EV_CONTENT)
        return tuple(
            QuotedClaim(
                iri=claim,
                spans=self.spans_of(claim),
                contents=tuple(
                    triples[statement]
                    for statement in contents.values_of(claim)
                    if statement in triples
                ),
            )
            for claim in self.index.instances(EV_CLAIM)
        )

    def facts(self) -> Iterator[QuotedRecord]:
        """Yield the records about the world: not those about a claim, as of who makes it."""
        claims = {claim.iri for claim in self.claims}
        for record in self.records:
            subject, predicate, _ = record.triple
            if subject not in claims and not predicate.startswith(f"<{EV_NAMESPACE}"):
                yield record

    def spans_of(self, statement: Term) -> tuple[QuotedSpan, ...]:
        """Return the passages that a statement or a claim quotes."""
        return self._spans.get(statement, ())

    def text(self, quoted: QuotedSpan) -> str:
        """Return the words of a passage."""
        return self.index.graph.sources[quoted.source].text[quoted.span.start : quoted.span.end]

    def language(self, quoted: QuotedSpan) -> str:
        """Return the language tag of a passage's source."""
        return self.index.graph.sources[quoted.source].language

    @cached_property
    def _spans(self) -> dict[Term, tuple[QuotedSpan, ...]]:
        spans: dict[Term, list[QuotedSpan]] = {}
        sources = self.index.graph.sources
        for subject, passage in self.index.triples_of(EV_EVIDENCE).pairs():
            source = page_iri(passage)
            if source in sources and is_passage(passage):
                quoted = QuotedSpan(source=source, span=span_of(passage))
                spans.setdefault(subject, []).append(quoted)
        return {subject: tuple(sorted(passages)) for subject, passages in spans.items()}


def excerpt(text: str) -> str:
    """Return words of a source as a message shows them: quoted, on one line, cut if long."""
    line = " ".join(text.split())
    return f'"{line}"' if len(line) <= _MOST_SHOWN else f'"{line[: _MOST_SHOWN - 1]}…"'
