"""Which sentences of a source no quote touches, and how much of its text is quoted."""

from collections.abc import Iterable
from dataclasses import dataclass

from publisher.evidence.sentences import sentences
from publisher.model import Source, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Headings left out; characters are those that are not white space."""

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


def coverage(source: Source, quoted: Iterable[Span]) -> Coverage:
    """How far `quoted`, the passages that statements and claims rest on, cover a source."""
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
