"""`publisher coverage`: which sentences of each source no statement quotes yet, and where the
passages of records and of claims overlap.
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
    """The coverage of each source by the passages that statements and claims rest on."""
    return tuple(
        SourceCoverage(
            slug=path_of(iri, base=graph.base).removeprefix("source/"),
            source=source,
            coverage=coverage_of(graph, iri),
        )
        for iri, source in sorted(graph.sources.items())
    )


def coverage_text(covered: Sequence[SourceCoverage]) -> str:
    """A paragraph a source: the shares, then each sentence that nothing quotes."""
    lines = []
    for one in covered:
        found = one.coverage
        lines.append(
            f"{one.slug}: {percent(found.sentence_share)} % of the sentences "
            f"({found.quoted_sentences} of {found.sentences}), "
            f"{percent(found.character_share)} % of the characters",
        )
        text = one.source.text
        lines += [
            f"  {one.source.file}:{line_number(text, span)}: {' '.join(_cut(text, span).split())}"
            for span in found.missing
        ]
    return "\n".join(lines)


def coverage_json(covered: Sequence[SourceCoverage]) -> str:
    return json.dumps(
        [
            {
                "source": one.slug,
                "sentences": one.coverage.sentences,
                "quoted_sentences": one.coverage.quoted_sentences,
                "characters": one.coverage.characters,
                "quoted_characters": one.coverage.quoted,
                "missing": [
                    {
                        "start": span.start,
                        "end": span.end,
                        "line": line_number(one.source.text, span),
                        "text": _cut(one.source.text, span),
                    }
                    for span in one.coverage.missing
                ],
            }
            for one in covered
        ],
        ensure_ascii=False,
        indent=2,
    )


def overlapping(graph: Dataset) -> tuple[Overlap, ...]:
    """Each passage of a record that has characters of a claim's own words, in text order."""
    return tuple(overlaps(QuotedStatements(index=PredicateIndex.of(graph))))


def overlaps_as_text(graph: Dataset, found: Sequence[Overlap]) -> str:
    """A line for each: where, how they lie, the record, the claim, and the words in common."""
    return "\n".join(
        f"{row['file']}:{row['line']}: {row['relation']}: {' '.join(row['record'])} | "
        f"{row['claim']} | “{' '.join(row['common'].split())}”"
        for row in _rows(graph, found)
    )


def overlaps_as_json(graph: Dataset, found: Sequence[Overlap]) -> str:
    return json.dumps(list(_rows(graph, found)), ensure_ascii=False, indent=2)


def _rows(graph: Dataset, found: Sequence[Overlap]) -> Iterator["_Row"]:
    for one in found:
        source = graph.sources[one.source]
        common = Span(
            start=max(one.record.start, one.claim.start), end=min(one.record.end, one.claim.end)
        )
        subject, predicate, value = one.triple
        yield {
            "source": path_of(one.source, base=graph.base).removeprefix("source/"),
            "file": source.file,
            "line": line_number(source.text, common),
            "relation": one.relation.value,
            "record": [
                prefixed(subject, base=graph.base),
                prefixed(predicate, base=graph.base),
                prefixed(value, base=graph.base) if is_iri(value) else value,
            ],
            "claim": prefixed(one.claim_iri, base=graph.base),
            "record_start": one.record.start,
            "record_end": one.record.end,
            "claim_start": one.claim.start,
            "claim_end": one.claim.end,
            "record_words": _cut(source.text, one.record),
            "claim_words": _cut(source.text, one.claim),
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
