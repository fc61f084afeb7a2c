"""`publisher coverage`: which sentences of each source no statement quotes yet."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from publisher.evidence.coverage import Coverage, coverage_of, line_of, percent
from publisher.graph import Graph
from publisher.iri import path_of
from publisher.model import Source, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceCoverage:
    slug: str
    source: Source
    coverage: Coverage


def cover(graph: Graph) -> tuple[SourceCoverage, ...]:
    """The coverage of each source by the passages that statements and claims rest on."""
    return tuple(
        SourceCoverage(
            slug=path_of(iri, base=graph.base).removeprefix("source/"),
            source=source,
            coverage=coverage_of(graph, iri),
        )
        for iri, source in sorted(graph.sources.items())
    )


def as_text(covered: Sequence[SourceCoverage]) -> str:
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
            f"  {one.source.file}:{line_of(text, span)}: {' '.join(_cut(text, span).split())}"
            for span in found.missing
        ]
    return "\n".join(lines)


def as_json(covered: Sequence[SourceCoverage]) -> str:
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
                        "line": line_of(one.source.text, span),
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


def _cut(text: str, span: Span) -> str:
    return text[span.start : span.end]
