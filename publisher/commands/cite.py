"""`publisher cite "words"`: find a passage, and print the evidence to paste beside a fact."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from publisher.addresses import path_of
from publisher.dataset import Dataset
from publisher.evidence.likeness import with_escapes
from publisher.evidence.quote import PLACES_SHOWN, StoredText
from publisher.model import Span
from publisher.terms import literal

_AS_GOOD: Final = 0.9
"""A passage of another source is shown too if it fits so well, compared with the best."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A passage with the words, or the nearest to them."""

    slug: str
    file: str
    line: int
    quote: str
    prefix: str
    is_exact: bool

    def turtle(self, *, names_source: bool = False) -> str:
        """Return the annotation to paste after a triple's object."""
        parts = [f"ev:source <{self.slug}>"] if names_source else []
        parts.append(f"ev:quote {with_escapes(literal(self.quote))}")
        if self.prefix:
            parts.append(f"ev:prefix {with_escapes(literal(self.prefix))}")
        return f"{{| {' ; '.join(parts)} |}}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Citations:
    """The first passages, and the number of all."""

    first: tuple[Citation, ...]
    number: int


def find_passages(graph: Dataset, words: str) -> Citations:
    """Return the passages that match the words; if none does, the one that fits them best.

    White space may differ; then what looks alike, such as quotation marks; then case.
    """
    texts = [
        (source.file, StoredText(source.text, name=path_of(iri, base=graph.base)))
        for iri, source in sorted(graph.sources.items())
    ]
    for find in (
        StoredText.occurrences,
        StoredText.lookalikes,
        lambda text, quote: text.lookalikes(quote, is_case_kept=False),
    ):
        passages = [(file, text, span) for file, text in texts for span in find(text, words)]
        if passages:
            return _citations(passages, is_exact=True)
    return _citations(_nearest(texts, words), is_exact=False)


def _nearest(
    texts: Sequence[tuple[str, StoredText]], words: str
) -> list[tuple[str, StoredText, Span]]:
    near = [(file, text, text.nearest(words)) for file, text in texts]
    fits = [(fit[1], file, text, fit[0]) for file, text, fit in near if fit]
    fits.sort(key=lambda fit: -fit[0])
    return [(file, text, span) for fit, file, text, span in fits if fit >= fits[0][0] * _AS_GOOD]


def _citations(passages: Sequence[tuple[str, StoredText, Span]], *, is_exact: bool) -> Citations:
    first = tuple(
        _citation(file, text, span, is_exact=is_exact)
        for file, text, span in passages[:PLACES_SHOWN]
    )
    return Citations(first=first, number=len(passages))


def citations_text(citations: Citations) -> str:
    """Return for each passage a comment with its place, and the Turtle."""
    return commented(citations, [citation.turtle() for citation in citations.first])


def commented(citations: Citations, blocks: Sequence[str]) -> str:
    """Return each block under a comment with the place of its passage."""
    lines = []
    for citation, block in zip(citations.first, blocks, strict=True):
        kind = "" if citation.is_exact else " (nearest: read it before you paste)"
        lines += [f"# {citation.file}:{citation.line} <{citation.slug}>{kind}", block]
    if citations.number > len(citations.first):
        lines.append(f"# found {citations.number:,} times; these are the first {PLACES_SHOWN}")
    return "\n".join(lines)


def _citation(file: str, text: StoredText, span: Span, *, is_exact: bool) -> Citation:
    quote = " ".join(text.text[span.start : span.end].split())
    return Citation(
        slug=text.name,
        file=file,
        line=text.line(span.start),
        quote=quote,
        prefix=text.shortest_prefix(span),
        is_exact=is_exact,
    )
