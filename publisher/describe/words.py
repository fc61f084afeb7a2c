"""Where the words of claims stand in a text of unknown origin, such as a cell of an answer."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from publisher.dataset import Dataset
from publisher.model import Span, Term
from publisher.terms import is_literal, lexical
from publisher.vocabulary import (
    EV_CLAIM,
    EV_CONTENT,
    EV_QUOTE,
    EV_RECORD,
    NOTES,
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
        contents = [one for claim in claims for one in graph.objects(claim, EV_CONTENT)]
        values = {o for one in contents for o in graph.objects(one, RDF_OBJECT) if is_literal(o)}
        quotes = _texts(o for one in claims for o in graph.objects(one, EV_QUOTE))
        records = graph.instances(EV_RECORD)
        said = [o for one in records for o in graph.objects(one, EV_QUOTE)]
        found = cls(quotes=quotes, recorded=_texts(said))
        asserted = {o for o in _asserted(graph) if o in values or found.is_cut(lexical(o))}
        return cls(
            quotes=quotes,
            values=_texts(values - asserted),
            recorded=_texts([*said, *(asserted - values)]),
        )

    def as_lists(self) -> dict[str, tuple[str, ...]]:
        """What it is made of, by name."""
        return {"quotes": self.quotes, "values": self.values, "recorded": self.recorded}

    def within(self, text: str) -> tuple[Span, ...]:
        """The parts of a text that are words of claims, in order and apart.

        Whole quotes of three words and more are found within the text; shorter ones, and values,
        if they are all of it; and a text of five words and more that is a part of a quote.
        """
        found = list(_WORD.finditer(text))
        words = tuple(match.group() for match in found)
        if not words:
            return ()
        if words in self._whole or self.is_cut(text):
            return (Span(start=0, end=len(text)),)
        spans = []
        at = 0
        while at < len(words):
            size = self._size_at(words, at)
            if size:
                spans.append(Span(start=found[at].start(), end=found[at + size - 1].end()))
            at += max(size, 1)
        return tuple(spans)

    def _size_at(self, words: _Words, at: int) -> int:
        """The words of the longest quote that begins at a word; 0 if none does."""
        quotes = self._by_beginning.get(words[at : at + _FEWEST], ())
        return max((len(one) for one in quotes if words[at : at + len(one)] == one), default=0)

    def is_cut(self, text: str) -> bool:
        """Whether a text is a part of a claim's words, and not all of a record's."""
        words = _words(text)
        if len(words) < _CUT or words in self._recorded:
            return False
        places = self._parts.get(words[:_CUT], ())
        return any(quote[at : at + len(words)] == words for quote, at in places)

    @cached_property
    def _whole(self) -> frozenset[_Words]:
        long = (one for one in map(_words, self.quotes) if len(one) >= _FEWEST)
        short = (one for one in map(_words, self.quotes) if one not in self._recorded)
        return frozenset((*long, *short, *map(_words, self.values)))

    @cached_property
    def _recorded(self) -> frozenset[_Words]:
        return frozenset(map(_words, self.recorded))

    @cached_property
    def _by_beginning(self) -> dict[_Words, list[_Words]]:
        found: dict[_Words, list[_Words]] = {}
        for quote in map(_words, self.quotes):
            if len(quote) >= _FEWEST:
                found.setdefault(quote[:_FEWEST], []).append(quote)
        return found

    @cached_property
    def _parts(self) -> dict[_Words, list[tuple[_Words, int]]]:
        found: dict[_Words, list[tuple[_Words, int]]] = {}
        for quote in map(_words, self.quotes):
            for at in range(len(quote) - _CUT + 1):
                found.setdefault(quote[at : at + _CUT], []).append((quote, at))
        return found


def _words(text: str) -> _Words:
    return tuple(_WORD.findall(text))


def _texts(literals: Iterable[Term]) -> tuple[str, ...]:
    """The texts of some literals that have a letter: a number is in any answer."""
    texts = {lexical(one) for one in literals if is_literal(one)}
    return tuple(sorted(text for text in texts if any(map(str.isalpha, text))))


def _asserted(graph: Dataset) -> Iterator[Term]:
    """The literals that are objects by themselves: names and values, no quotes or notes."""
    for line in graph.lines.splitlines(keepends=True):
        _, predicate, rest = line.split(b" ", 2)
        if rest.startswith(b'"') and predicate not in _NOT_ASSERTED:
            yield Term(rest[: -len(" .\n")].decode())
