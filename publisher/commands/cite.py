"""`publisher cite "words"`: the passage, and the evidence to paste beside a fact."""

from dataclasses import dataclass

from publisher.evidence.quote import StoredText
from publisher.graph import Graph
from publisher.iri import path_of
from publisher.model import Span
from publisher.terms import literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A passage found: exactly, or as the nearest to the words."""

    slug: str
    file: str
    line: int
    quote: str
    prefix: str
    is_exact: bool

    @property
    def turtle(self) -> str:
        """The annotation to paste after a triple's object."""
        parts = [f"ev:quote {literal(self.quote)}"]
        if self.prefix:
            parts.append(f"ev:prefix {literal(self.prefix)}")
        return f"{{| {' ; '.join(parts)} |}}"


def cite(graph: Graph, words: str) -> tuple[Citation, ...]:
    """All passages that match the words; where none does, the nearest of each source.

    White space is tolerated first, then difference of letters.
    """
    texts = [
        (source.file, StoredText(source.text, name=path_of(iri, base=graph.base)))
        for iri, source in sorted(graph.sources.items())
    ]
    exact = [
        _citation(file, text, span, is_exact=True)
        for file, text in texts
        for span in text.occurrences(words)
    ]
    if exact:
        return tuple(exact)
    near = [(file, text, text.nearest(words)) for file, text in texts]
    return tuple(_citation(file, text, span, is_exact=False) for file, text, span in near if span)


def as_text(citations: tuple[Citation, ...]) -> str:
    """For each passage a comment that says where it stands, and the Turtle."""
    blocks = []
    for one in citations:
        kind = "" if one.is_exact else " (nearest: read it before you paste)"
        blocks.append(f"# {one.file}:{one.line} <{one.slug}>{kind}\n{one.turtle}")
    return "\n".join(blocks)


def _citation(file: str, text: StoredText, span: Span, *, is_exact: bool) -> Citation:
    quote = " ".join(text.text[span.start : span.end].split())
    return Citation(
        slug=text.name,
        file=file,
        line=text.line(span.start),
        quote=quote,
        prefix=text.settling_prefix(span),
        is_exact=is_exact,
    )
