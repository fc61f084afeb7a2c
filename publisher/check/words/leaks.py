"""No record rests on the words of a claim."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from itertools import accumulate

from publisher.check.words.name_index import NameIndex
from publisher.check.words.quoted_statements import (
    QuotedRecord,
    QuotedSpan,
    QuotedStatements,
    shown,
)
from publisher.evidence.language import language_of
from publisher.evidence.wording import is_name_alone
from publisher.findings import Finding, Severity
from publisher.model import Span, Term, Triple
from publisher.terms import bare, is_literal, lexical


class Relation(Enum):
    """How a record's passage lies to the passage of a claim."""

    SAME = "same"
    CONTAINING = "containing"
    CONTAINED = "contained"
    TOUCHING = "touching"


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """A record's passage and a claim's that have characters in common."""

    source: Term
    record: Span
    claim: Span
    triple: Triple
    claim_iri: Term

    @property
    def relation(self) -> Relation:
        if self.record == self.claim:
            return Relation.SAME
        if _contains(self.record, self.claim):
            return Relation.CONTAINING
        return Relation.CONTAINED if _contains(self.claim, self.record) else Relation.TOUCHING


def check_leaks(quoted: QuotedStatements, name_index: NameIndex) -> Iterator[Finding]:
    claimed = _claimed(quoted)
    contents = _contents(quoted)
    graph = quoted.index.graph
    for record in quoted.facts():
        # A record that is not asserted has a finding of its own.
        if record.triple in graph:
            yield from _leak(record, claimed, contents, quoted=quoted, name_index=name_index)


def overlaps(quoted: QuotedStatements) -> Iterator[Overlap]:
    """Every passage of a record that has characters of a claim's own words, in text order."""
    records: dict[Term, list[tuple[Span, Triple]]] = {}
    for record in quoted.facts():
        for words in record.words:
            records.setdefault(words.source, []).append((words.span, record.triple))
    for source, passages in sorted(_claimed(quoted).items()):
        for span, triple in sorted(records.get(source, ())):
            for claim, iri in passages.all_touching(span):
                yield Overlap(source=source, record=span, claim=claim, triple=triple, claim_iri=iri)


class _Claimed:
    """The claims' passages in one source, so sorted that one record asks for few of them."""

    def __init__(self, passages: Iterable[tuple[Span, Term]]) -> None:
        self._passages = sorted(passages)
        self._starts = [span.start for span, _ in self._passages]
        ends = [(span.end, at) for at, (span, _) in enumerate(self._passages)]
        self._latest = list(accumulate(ends, max))
        """Of all passages up to each: the one that ends last."""
        self._earliest = list(accumulate(reversed(ends), min))[::-1]
        """Of all passages from each on: the one that ends first."""

    def within(self, span: Span) -> Term | None:
        """A claim of which a passage lies in `span`, or is equal to it."""
        at = bisect_left(self._starts, span.start)
        if at < len(self._starts) and self._earliest[at][0] <= span.end:
            return self._passages[self._earliest[at][1]][1]
        return None

    def touching(self, span: Span) -> Term | None:
        """A claim of which a passage has characters in common with `span`."""
        at = bisect_left(self._starts, span.end) - 1
        if at >= 0 and self._latest[at][0] > span.start:
            return self._passages[self._latest[at][1]][1]
        return None

    def all_touching(self, span: Span) -> Iterator[tuple[Span, Term]]:
        """All of them, the last first."""
        at = bisect_left(self._starts, span.end) - 1
        while at >= 0 and self._latest[at][0] > span.start:
            if self._passages[at][0].end > span.start:
                yield self._passages[at]
            at -= 1


def _claimed(quoted: QuotedStatements) -> dict[Term, _Claimed]:
    found: dict[Term, list[tuple[Span, Term]]] = {}
    for claim in quoted.claims:
        for words in claim.words:
            found.setdefault(words.source, []).append((words.span, claim.iri))
    return {source: _Claimed(passages) for source, passages in found.items()}


def _contents(quoted: QuotedStatements) -> dict[Triple, dict[Term, _Claimed]]:
    """Of each triple that is claimed, the passages of its claims by source."""
    found: dict[Triple, dict[Term, list[tuple[Span, Term]]]] = {}
    for claim in quoted.claims:
        for triple in claim.contents:
            passages = found.setdefault(triple, {})
            for words in claim.words:
                passages.setdefault(words.source, []).append((words.span, claim.iri))
    return {
        triple: {source: _Claimed(passages) for source, passages in by_source.items()}
        for triple, by_source in found.items()
    }


def _leak(
    record: QuotedRecord,
    claimed: Mapping[Term, _Claimed],
    contents: Mapping[Triple, Mapping[Term, _Claimed]],
    *,
    quoted: QuotedStatements,
    name_index: NameIndex,
) -> Iterator[Finding]:
    """One finding for a record at most: the gravest of its passages."""
    warning: Finding | None = None
    own = contents.get(record.triple, {})
    for words in record.words:
        if words.source not in claimed:
            continue
        finding = _leak_of(
            record, words, claimed[words.source], own.get(words.source), quoted, name_index
        )
        if finding and finding.is_error:
            yield finding
            return
        warning = warning or finding
    if warning:
        yield warning


def _leak_of(
    record: QuotedRecord,
    words: QuotedSpan,
    claimed: _Claimed,
    own: _Claimed | None,
    quoted: QuotedStatements,
    name_index: NameIndex,
) -> Finding | None:
    text = quoted.text(words)
    base = quoted.index.graph.base
    if claim := claimed.within(words.span):
        return _finding(
            record,
            f"the record quotes the words of {_path(claim, base)}: {shown(text)}",
            "quote the name or the connecting words alone, or narrow the quote of the claim",
        )
    if own and (claim := own.touching(words.span)):
        return _finding(
            record,
            f"the record asserts the content of {_path(claim, base)}, from the claim's own words: "
            f"{shown(text)}",
            "remove the record, or give it words that stand outside of the claim",
        )
    claim = claimed.touching(words.span)
    if claim is None:
        return None
    if record.triple[1] not in name_index.properties or not is_literal(record.triple[2]):
        return _finding(
            record,
            f"the record quotes words of {_path(claim, base)}: {shown(text)}",
            "quote words that stand outside of the claim, or narrow the quote of the claim",
            severity=Severity.WARNING,
        )
    name = lexical(record.triple[2])
    if is_name_alone(text, name, language_of(quoted.language(words))):
        return None
    return _finding(
        record,
        f"the record quotes more than a name inside the words of {_path(claim, base)}: "
        f"{shown(text)}",
        f"quote the name alone, with its article or title: {shown(name)}",
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
