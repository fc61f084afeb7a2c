"""`publisher coverage`: the sentences of each source that no statement quotes yet, and the passages
of records and of claims that overlap.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypedDict

from publisher.addresses import path_of
from publisher.check.predicate_index import PredicateIndex
from publisher.check.words.leaks import Overlap, overlaps
from publisher.check.words.quoted_statements import QuotedStatements
from publisher.dataset import Dataset
from publisher.evidence.coverage import Coverage, coverage_of, line_number, percent
from publisher.model import Source, Span
from publisher.terms import is_iri, prefixed


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceCoverage:
    slug: str
    source: Source
    coverage: Coverage


def cover(graph: Dataset) -> tuple[SourceCoverage, ...]:
    """Return the coverage of each source by the passages that statements and claims rest on."""
    return tuple(
        SourceCoverage(
            slug=path_of(iri, base=graph.base).removeprefix("source/"),
            source=source,
            coverage=coverage_of(graph, iri),
        )
        for iri, source in sorted(graph.sources.items())
    )


def coverage_text(covered: Sequence[SourceCoverage]) -> str:
    """Return a paragraph a source: the shares, then each sentence that nothing quotes."""
    lines = []
    for each in covered:
        coverage = each.coverage
        lines.append(
            f"{each.slug}: {percent(coverage.sentence_share)} % of the sentences "
            f"({coverage.quoted_sentences} of {coverage.sentences}), "
            f"{percent(coverage.character_share)} % of the characters",
        )
        text = each.source.text
        lines += [
            f"  {each.source.file}:{line_number(text, span)}: {' '.join(_cut(text, span).split())}"
            for span in coverage.missing
        ]
    return "\n".join(lines)


def coverage_json(covered: Sequence[SourceCoverage]) -> str:
    return json.dumps(
        [
            {
                "source": each.slug,
                "sentences": each.coverage.sentences,
                "quoted_sentences": each.coverage.quoted_sentences,
                "characters": each.coverage.characters,
                "quoted_characters": each.coverage.quoted,
                "missing": [
                    {
                        "start": span.start,
                        "end": span.end,
                        "line": line_number(each.source.text, span),
                        "text": _cut(each.source.text, span),
                    }
                    for span in each.coverage.missing
                ],
            }
            for each in covered
        ],
        ensure_ascii=False,
        indent=2,
    )


def overlapping(graph: Dataset) -> tuple[Overlap, ...]:
    """Return each passage of a record that has characters of a claim's own words, in text order."""
    return tuple(overlaps(QuotedStatements(index=PredicateIndex.of(graph))))


def overlaps_as_text(graph: Dataset, overlaps: Sequence[Overlap]) -> str:
    """Return a line for each overlap: place, kind, record, claim, and the words in common."""
    return "\n".join(
        f"{row['file']}:{row['line']}: {row['relation']}: {' '.join(row['record'])} | "
        f"{row['claim']} | “{' '.join(row['common'].split())}”"
        for row in _rows(graph, overlaps)
    )


def overlaps_as_json(graph: Dataset, overlaps: Sequence[Overlap]) -> str:
    return json.dumps(list(_rows(graph, overlaps)), ensure_ascii=False, indent=2)


def _rows(graph: Dataset, overlaps: Sequence[Overlap]) -> Iterator["_Row"]:
    for overlap in overlaps:
        source = graph.sources[overlap.source]
        common = Span(
            start=max(overlap.record.start, overlap.claim.start),
            end=min(overlap.record.end, overlap.claim.end),
        )
        subject, predicate, value = overlap.triple
        yield {
            "source": path_of(overlap.source, base=graph.base).removeprefix("source/"),
            "file": source.file,
            "line": line_number(source.text, common),
            "relation": overlap.relation.value,
            "record": [
                prefixed(subject, base=graph.base),
                prefixed(predicate, base=graph.base),
                prefixed(value, base=graph.base) if is_iri(value) else value,
            ],
            "claim": prefixed(overlap.claim_iri, base=graph.base),
            "record_start": overlap.record.start,
            "record_end": overlap.record.end,
            "claim_start": overlap.claim.start,
            "claim_end": overlap.claim.end,
            "record_words": _cut(source.text, overlap.record),
            "claim_words": _cut(source.text, overlap.claim),
            "common": _cut(source.text, common),
        }


class _Row(TypedDict):
    source: str
    file: str
    line: int
    relation: str
    record: list[str]
    claim: str
    record_start: int
    record_end: int
    claim_start: int
    claim_end: int
    record_words: str
    claim_words: str
    common: str


def _cut(text: str, span: Span) -> str:
    return text[span.start : span.end]
