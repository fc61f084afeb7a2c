"""Where the words of claims stand: in the sources, and in any other text, such as a cell."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from publisher.addresses import is_passage, span_of
from publisher.dataset import Dataset
from publisher.graph import Graph
from publisher.model import Span, Term
from publisher.property_groups import NOTES
from publisher.terms import is_literal, lexical, page_iri
from publisher.vocabulary import (
    EV_CLAIM,
    EV_CONTENT,
    EV_EVIDENCE,
    EV_QUOTE,
    EV_RECORD,
    OA_EXACT,
    RDF_OBJECT,
)

_WORD: Final = re.compile(r"\w+")
_FEWEST: Final = 3
"""Words of a claim that are known within a longer text: fewer are in any text."""
_CUT: Final = 5
"""Words of a text that are known as a part of a claim's."""

_NOT_ASSERTED: Final = frozenset(
    predicate.encode() for predicate in (RDF_OBJECT, EV_QUOTE, OA_EXACT, *NOTES)
)
"""Of whose values none is asserted: words, contents, and what a note or an example cites."""

_Words = tuple[str, ...]


@dataclass(kw_only=True)
class ClaimedWords:
    """`quotes`: the words of claims; `values`: texts that only claims give as a value;
    `recorded`: the words of records, and names that are a part of a claim's words.
    """

    quotes: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    recorded: tuple[str, ...] = ()

    @classmethod
    def of(cls, graph: Dataset) -> "ClaimedWords":
        claims = graph.instances(EV_CLAIM)
        if not claims:
            return cls()
        contents = [content for claim in claims for content in graph.objects(claim, EV_CONTENT)]
        objects = (value for content in contents for value in graph.objects(content, RDF_OBJECT))
        values = {value for value in objects if is_literal(value)}
        quotes = _texts(quote for claim in claims for quote in graph.objects(claim, EV_QUOTE))
        records = graph.instances(EV_RECORD)
        recorded = [quote for record in records for quote in graph.objects(record, EV_QUOTE)]
        all_words = cls(quotes=quotes, recorded=_texts(recorded))
        asserted = {
            term for term in _asserted(graph) if term in values or all_words.is_cut(lexical(term))
        }
        return cls(
            quotes=quotes,
            values=_texts(values - asserted),
            recorded=_texts([*recorded, *(asserted - values)]),
        )

    def as_lists(self) -> dict[str, tuple[str, ...]]:
        """Return the three lists of texts by name, as `claimed.json` has them."""
        return {"quotes": self.quotes, "values": self.values, "recorded": self.recorded}

    def within(self, text: str) -> tuple[Span, ...]:
        """Return the parts of a text that are words of claims, in order and without overlap.

        Whole quotes of three words and more are found within the text; shorter ones, and values,
        if they are all of it; and a text of five words and more that is a part of a quote.
        """
        matches = list(_WORD.finditer(text))
        words = tuple(match.group() for match in matches)
        if not words:
            return ()
        if words in self._whole or self.is_cut(text):
            return (Span(start=0, end=len(text)),)
        spans = []
        position = 0
        while position < len(words):
            size = self._size_at(words, position)
            if size:
                first, last = matches[position], matches[position + size - 1]
                spans.append(Span(start=first.start(), end=last.end()))
            position += max(size, 1)
        return tuple(spans)

    def _size_at(self, words: _Words, position: int) -> int:
        """Return the number of words of the longest quote that begins here; 0 if none does."""
        quotes = self._by_beginning.get(words[position : position + _FEWEST], ())
        rest = words[position:]
        return max((len(quote) for quote in quotes if rest[: len(quote)] == quote), default=0)

    def is_cut(self, text: str) -> bool:
        """Return whether a text is a part of a claim's words, and not all words of a record."""
        words = _words(text)
        if len(words) < _CUT or words in self._recorded:
            return False
        places = self._parts.get(words[:_CUT], ())
        return any(quote[at : at + len(words)] == words for quote, at in places)

    @cached_property
    def _whole(self) -> frozenset[_Words]:
        long = (quote for quote in map(_words, self.quotes) if len(quote) >= _FEWEST)
        short = (quote for quote in map(_words, self.quotes) if quote not in self._recorded)
        return frozenset((*long, *short, *map(_words, self.values)))

    @cached_property
    def _recorded(self) -> frozenset[_Words]:
        return frozenset(map(_words, self.recorded))

    @cached_property
    def _by_beginning(self) -> dict[_Words, list[_Words]]:
        quotes: dict[_Words, list[_Words]] = {}
        for quote in map(_words, self.quotes):
            if len(quote) >= _FEWEST:
                quotes.setdefault(quote[:_FEWEST], []).append(quote)
        return quotes

    @cached_property
    def _parts(self) -> dict[_Words, list[tuple[_Words, int]]]:
        places: dict[_Words, list[tuple[_Words, int]]] = {}
        for quote in map(_words, self.quotes):
            for at in range(len(quote) - _CUT + 1):
                places.setdefault(quote[at : at + _CUT], []).append((quote, at))
        return places


def _words(text: str) -> _Words:
    return tuple(_WORD.findall(text))


def _texts(literals: Iterable[Term]) -> tuple[str, ...]:
    """Return the texts of literals that have a letter, because a number is in any answer."""
    texts = {lexical(term) for term in literals if is_literal(term)}
    return tuple(sorted(text for text in texts if any(map(str.isalpha, text))))


def _asserted(graph: Dataset) -> Iterator[Term]:
    """Yield the literals that are objects by themselves: names and values, no quotes or notes."""
    for line in graph.lines.splitlines(keepends=True):
        _, predicate, rest = line.split(b" ", 2)
        if rest.startswith(b'"') and predicate not in _NOT_ASSERTED:
            yield Term(rest[: -len(" .\n")].decode())


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """The claims of a graph, and the parts of each source that are their words.

    The parts of a source are sorted and do not overlap. Words that only show who claims are no
    part: that somebody said something is on record.
    """

    claims: frozenset[Term]
    parts: Mapping[Term, tuple[Span, ...]]

    @classmethod
    def of(cls, graph: Graph) -> "Claimed":
        claims = frozenset(graph.instances(EV_CLAIM))
        spans_by_source: dict[Term, list[Span]] = {}
        for claim in claims:
            for _, predicate, passage in graph.read(claim):
                if predicate == EV_EVIDENCE and is_passage(passage):
                    spans_by_source.setdefault(page_iri(passage), []).append(span_of(passage))
        return cls(
            claims=claims,
            parts={source: _joined(spans) for source, spans in spans_by_source.items()},
        )

    def within(self, source: Term, whole: Span) -> tuple[Span, ...]:
        """Return the parts of a passage that are words of claims, counted from its beginning."""
        parts = self.parts.get(source, ())
        first = bisect_right(parts, whole.start, key=lambda span: span.end)
        spans = []
        # By index, because a slice would copy the rest of a long source for each sentence.
        for position in range(first, len(parts)):
            part = parts[position]
            if part.start >= whole.end:
                break
            start, end = max(part.start, whole.start), min(part.end, whole.end)
            spans.append(Span(start=start - whole.start, end=end - whole.start))
        return tuple(spans)


def _joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return spans that cover the same characters and do not overlap."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(start=joined[-1].start, end=max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)
