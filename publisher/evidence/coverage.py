"""Measure how much of a source is quoted, and list the sentences that no quote touches."""

from collections.abc import Iterable
from dataclasses import dataclass

from publisher.addresses import is_passage, span_of
from publisher.dataset import Dataset
from publisher.evidence.sentences import sentences
from publisher.model import Source, Span, Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How much of a source is quoted, without headings. White space does not count."""

    sentences: int
    missing: tuple[Span, ...]
    characters: int
    quoted: int

    @property
    def sentence_share(self) -> float:
        return 1 - len(self.missing) / self.sentences if self.sentences else 1.0

    @property
    def character_share(self) -> float:
        return self.quoted / self.characters if self.characters else 1.0

    @property
    def quoted_sentences(self) -> int:
        return self.sentences - len(self.missing)


def coverage_of(graph: Dataset, source: Term) -> Coverage:
    """Return how much of a source is covered by the passages of statements and claims."""
    quoted = [
        span_of(subject)
        for subject in graph.subjects_of(source)
        if is_passage(subject) and graph.resting_on(subject)
    ]
    return measure_coverage(graph.sources[source], quoted)


def percent(share: float) -> str:
    """Return a share of 1 in percent, with one decimal, rounded down: 99.96 % is not all."""
    return f"{int(share * 1000) / 10:g}"


def line_number(text: str, span: Span) -> int:
    """Return the line in which a span begins, from 1."""
    return text.count("\n", 0, span.start) + 1


def measure_coverage(source: Source, quoted: Iterable[Span]) -> Coverage:
    """Return how much of a source the passages in `quoted` cover."""
    covered = bytearray(len(source.text))
    for span in quoted:
        covered[span.start : span.end] = b"\x01" * (span.end - span.start)
    heading = bytearray(len(source.text))
    for span in source.headings:
        heading[span.start : span.end] = b"\x01" * (span.end - span.start)
    body = [span for span in sentences(source.text) if not heading[span.start]]
    letters = [
        at for at, letter in enumerate(source.text) if not heading[at] and not letter.isspace()
    ]
    return Coverage(
        sentences=len(body),
        missing=tuple(span for span in body if not any(covered[span.start : span.end])),
        characters=len(letters),
        quoted=sum(covered[at] for at in letters),
    )
