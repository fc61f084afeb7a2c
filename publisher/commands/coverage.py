"""`publisher coverage`: which sentences of each source no statement quotes yet."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from publisher.evidence.coverage import Coverage, coverage
from publisher.graph import Graph
from publisher.iri import path_of, span_of
from publisher.model import Source, Span, Term
from publisher.terms import fragment


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
            coverage=coverage(source, _passages(graph, iri)),
        )
        for iri, source in sorted(graph.sources.items())
    )


def as_text(covered: Sequence[SourceCoverage]) -> str:
    """A paragraph a source: the shares, then each sentence that nothing quotes."""
    lines = []
    for one in covered:
        found = one.coverage
        quoted = found.sentences - len(found.missing)
        lines.append(
            f"{one.slug}: {_floored(found.sentence_share)} % of the sentences ({quoted} of "
            f"{found.sentences}), {_floored(found.character_share)} % of the characters",
        )
        text = one.source.text
        lines += [
            f"  {one.source.file}:{_line(text, span)}: {' '.join(_cut(text, span).split())}"
            for span in found.missing
        ]
    return "\n".join(lines)


def as_json(covered: Sequence[SourceCoverage]) -> str:
    return json.dumps(
        [
            {
                "source": one.slug,
                "sentences": one.coverage.sentences,
                "quoted_sentences": one.coverage.sentences - len(one.coverage.missing),
                "characters": one.coverage.characters,
                "quoted_characters": one.coverage.quoted,
                "missing": [
                    {
                        "start": span.start,
                        "end": span.end,
                        "line": _line(one.source.text, span),
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


def _floored(share: float) -> str:
    # Never rounded up: 99.96 % is not all.
    return f"{int(share * 1000) / 10:g}"


def _passages(graph: Graph, source: Term) -> list[Span]:
    return [
        span_of(subject)
        for subject in graph.subjects_of(source)
        if fragment(subject).startswith("char=") and graph.resting_on(subject)
    ]


def _cut(text: str, span: Span) -> str:
    return text[span.start : span.end]


def _line(text: str, span: Span) -> int:
    return text.count("\n", 0, span.start) + 1
