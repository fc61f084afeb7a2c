"""No record quotes the words of a claim."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from itertools import accumulate
from typing import TypeAlias

from publisher.check.words.name_index import ThingNames
from publisher.check.words.quoted_statements import (
    QuotedClaim,
    QuotedRecord,
    QuotedSpan,
    QuotedStatements,
    excerpt,
)
from publisher.evidence.language import language_of
from publisher.evidence.wording import is_name_alone
from publisher.findings import Finding, Severity
from publisher.model import Span, Term, Triple
from publisher.terms import bare, is_literal, lexical


class Relation(Enum):
    """How the passage of a record lies to the passage of a claim."""

    SAME = "same"
    CONTAINING = "containing"
    CONTAINED = "contained"
    TOUCHING = "touching"


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """A passage of a record and one of a claim that have characters in common."""

    source: Term
    record: Span
    claim: Span
    triple: Triple
    claim_iri: Term

    @property
    def relation(self) -> Relation:
        """Return how the record's passage lies to the claim's."""
        if self.record == self.claim:
            return Relation.SAME
        if _contains(self.record, self.claim):
            return Relation.CONTAINING
        return Relation.CONTAINED if _contains(self.claim, self.record) else Relation.TOUCHING


def check_leaks(quoted: QuotedStatements, names: ThingNames) -> Iterator[Finding]:
    """Yield a finding for each asserted record that quotes the words of a claim."""
    passages = _passages_by_source(quoted.claims)
    passages_of_content = _passages_by_content(quoted.claims)
    graph = quoted.index.graph
    for record in quoted.facts():
        # A record that is not asserted has a finding of its own.
        if record.triple in graph:
            own_passages = passages_of_content.get(record.triple, {})
            yield from _leak(record, passages, own_passages, quoted=quoted, names=names)


def overlaps(quoted: QuotedStatements) -> Iterator[Overlap]:
    """Yield each passage of a record that overlaps one of a claim, in the order of the text."""
    records: dict[Term, list[tuple[Span, Triple]]] = {}
    for record in quoted.facts():
        for passage in record.spans:
            records.setdefault(passage.source, []).append((passage.span, record.triple))
    for source, passages in sorted(_passages_by_source(quoted.claims).items()):
        for span, triple in sorted(records.get(source, ())):
            for claim, iri in passages.all_touching(span):
                yield Overlap(source=source, record=span, claim=claim, triple=triple, claim_iri=iri)


class _ClaimPassages:
    """The passages of claims in one source, sorted so that a search reads few of them."""

    def __init__(self, passages: Iterable[tuple[Span, Term]]) -> None:
        self._passages = sorted(passages)
        self._starts = [span.start for span, _ in self._passages]
        ends = [(span.end, position) for position, (span, _) in enumerate(self._passages)]
        self._last_end_before = list(accumulate(ends, max))
        """For each position: of the passages up to it, the one that ends last."""
        self._first_end_after = list(accumulate(reversed(ends), min))[::-1]
        """For each position: of the passages from it on, the one that ends first."""

    def within(self, span: Span) -> Term | None:
        """Return a claim of which a passage lies within `span`."""
        at = bisect_left(self._starts, span.start)
        if at < len(self._starts) and self._first_end_after[at][0] <= span.end:
            return self._passages[self._first_end_after[at][1]][1]
        return None

    def touching(self, span: Span) -> Term | None:
        """Return a claim of which a passage has characters in common with `span`."""
        at = bisect_left(self._starts, span.end) - 1
        if at >= 0 and self._last_end_before[at][0] > span.start:
            return self._passages[self._last_end_before[at][1]][1]
        return None

    def all_touching(self, span: Span) -> Iterator[tuple[Span, Term]]:
        """Yield all passages that have characters in common with `span`, the last first."""
        at = bisect_left(self._starts, span.end) - 1
        while at >= 0 and self._last_end_before[at][0] > span.start:
            if self._passages[at][0].end > span.start:
                yield self._passages[at]
            at -= 1


_BySource: TypeAlias = Mapping[Term, _ClaimPassages]


def _passages_by_source(claims: Iterable[QuotedClaim]) -> _BySource:
    passages: dict[Term, list[tuple[Span, Term]]] = {}
    for claim in claims:
        for passage in claim.spans:
            passages.setdefault(passage.source, []).append((passage.span, claim.iri))
    return {source: _ClaimPassages(spans) for source, spans in passages.items()}


def _passages_by_content(claims: Iterable[QuotedClaim]) -> dict[Triple, _BySource]:
    """Return the passages of the claims that have a triple as their content, by triple."""
    claims_of: dict[Triple, list[QuotedClaim]] = {}
    for claim in claims:
        for triple in claim.contents:
            claims_of.setdefault(triple, []).append(claim)
    return {triple: _passages_by_source(claiming) for triple, claiming in claims_of.items()}


def _leak(
    record: QuotedRecord,
    passages: _BySource,
    own_passages: _BySource,
    *,
    quoted: QuotedStatements,
    names: ThingNames,
) -> Iterator[Finding]:
    """Yield at most one finding for a record: an error before a warning.

    `own_passages`: those of the claims that have the record's triple as their content.
    """
    warning: Finding | None = None
    for passage in record.spans:
        source = passage.source
        if source not in passages:
            continue
        finding = _leak_of(
            record, passage, passages[source], own_passages.get(source), quoted, names
        )
        if finding and finding.is_error:
            yield finding
            return
        warning = warning or finding
    if warning:
        yield warning


def _leak_of(
    record: QuotedRecord,
    passage: QuotedSpan,
    passages: _ClaimPassages,
    own_passages: _ClaimPassages | None,
    quoted: QuotedStatements,
    names: ThingNames,
) -> Finding | None:
    text = quoted.text(passage)
    base = quoted.index.graph.base
    if claim := passages.within(passage.span):
        return _finding(
            record,
            f"the record quotes the words of {_path(claim, base)}: {excerpt(text)}",
            "quote only the name or the connecting words, or narrow the quote of the claim",
        )
    if own_passages and (claim := own_passages.touching(passage.span)):
        return _finding(
            record,
            f"the record states what {_path(claim, base)} claims, and quotes words of the claim: "
            f"{excerpt(text)}",
            "remove the record, or quote words outside of the claim",
        )
    claim = passages.touching(passage.span)
    if claim is None:
        return None
    if record.triple[1] not in names.properties or not is_literal(record.triple[2]):
        return _finding(
            record,
            f"the record quotes some words of {_path(claim, base)}: {excerpt(text)}",
            "quote words outside of the claim, or narrow the quote of the claim",
            severity=Severity.WARNING,
        )
    return _more_than_name(record, passage, claim, quoted)


def _more_than_name(
    record: QuotedRecord, passage: QuotedSpan, claim: Term, quoted: QuotedStatements
) -> Finding | None:
    """Return a finding if the record, which states a name, quotes more than it from a claim."""
    text = quoted.text(passage)
    name = lexical(record.triple[2])
    if is_name_alone(text, name, language_of(quoted.language(passage))):
        return None
    return _finding(
        record,
        "the record quotes more than a name from the words of "
        f"{_path(claim, quoted.index.graph.base)}: {excerpt(text)}",
        f"quote only the name, with its article or title: {excerpt(name)}",
    )


def _finding(
    record: QuotedRecord, message: str, hint: str, *, severity: Severity = Severity.ERROR
) -> Finding:
    return Finding(
        code="record-quotes-claim",
        message=message,
        hint=hint,
        severity=severity,
        about=record.triple,
    )


def _path(claim: Term, base: str) -> str:
    return bare(claim).removeprefix(base)


def _contains(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end
