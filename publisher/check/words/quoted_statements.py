"""Records and claims with the passages that they rest on, read once for all checks of words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from publisher.addresses import span_of
from publisher.check.predicate_index import PredicateIndex
from publisher.check.statements.claims import reified_of
from publisher.model import Span, Term, Triple
from publisher.terms import fragment, page_iri
from publisher.vocabulary import (
    EV_CLAIM,
    EV_CONTENT,
    EV_CONTENT_CLASS,
    EV_EVIDENCE,
    EV_NAMESPACE,
    EV_RECORD,
)

_PASSAGE: Final = re.compile(r"char=\d{1,18},\d{1,18}")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class QuotedSpan:
    """A passage of a stored source."""

    source: Term
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedRecord:
    statement: Term
    triple: Triple
    words: tuple[QuotedSpan, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedClaim:
    """`words`: its own, not those that name the claimant."""

    iri: Term
    words: tuple[QuotedSpan, ...]
    contents: tuple[Triple, ...]


@dataclass(frozen=True, kw_only=True)
class QuotedStatements:
    index: PredicateIndex

    @cached_property
    def records(self) -> tuple[QuotedRecord, ...]:
        """All records, those of a claim's claimant among them, in the order of the graph."""
        return tuple(
            QuotedRecord(statement=statement, triple=triple, words=self.words(statement))
            for statement, triple in reified_of(self.index, EV_RECORD)
        )

    @cached_property
    def claims(self) -> tuple[QuotedClaim, ...]:
        contents = dict(reified_of(self.index, EV_CONTENT_CLASS))
        content_of_claims = self.index.triples_of(EV_CONTENT)
        return tuple(
            QuotedClaim(
                iri=claim,
                words=self.words(claim),
                contents=tuple(
                    contents[one] for one in content_of_claims.values_of(claim) if one in contents
                ),
            )
            for claim in self.index.instances(EV_CLAIM)
        )

    def facts(self) -> Iterator[QuotedRecord]:
        """The records of the world: neither of who claims what nor of a claim."""
        claims = {claim.iri for claim in self.claims}
        for record in self.records:
            subject, predicate, _ = record.triple
            if subject not in claims and not predicate.startswith(f"<{EV_NAMESPACE}"):
                yield record

    def words(self, subject: Term) -> tuple[QuotedSpan, ...]:
        """The passages that a statement or a claim rests on."""
        return self._words.get(subject, ())

    def text(self, words: QuotedSpan) -> str:
        return self.index.graph.sources[words.source].text[words.span.start : words.span.end]

    def language(self, words: QuotedSpan) -> str:
        return self.index.graph.sources[words.source].language

    @cached_property
    def _words(self) -> dict[Term, tuple[QuotedSpan, ...]]:
        found: dict[Term, list[QuotedSpan]] = {}
        sources = self.index.graph.sources
        for subject, passage in self.index.triples_of(EV_EVIDENCE).pairs():
            source = page_iri(passage)
            if source in sources and _PASSAGE.fullmatch(fragment(passage)):
                words = QuotedSpan(source=source, span=span_of(passage))
                found.setdefault(subject, []).append(words)
        return {subject: tuple(sorted(words)) for subject, words in found.items()}


def shown(text: str) -> str:
    """Words of a source as a message shows them: on one line, and not too many."""
    most = 80
    line = " ".join(text.split())
    return f'"{line}"' if len(line) <= most else f'"{line[: most - 1]}…"'
