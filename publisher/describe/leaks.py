"""Whether a text repeats words of a claim, in a graph that has claims."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

from publisher.graph import Graph
from publisher.terms import is_literal, lexical
from publisher.vocabulary import EV_CLAIM, EV_CONTENT, EV_QUOTE, RDF_OBJECT

_WORD: Final = re.compile(r"\w+")
_RUN: Final = 5
"""Words in a row that are known as a claim's: fewer may be in any text, unless they are all."""

Run: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsOfClaims:
    """The quotes of claims, and the texts that are values in them, as runs of words.

    Unlike `ClaimedWords`, which marks words that are shown, this is for a text that may be left
    out: one run of five words is enough, and capitals do not matter.
    """

    runs: frozenset[int] = frozenset()
    """Hashes of runs, because a large graph has hundreds of thousands."""

    @classmethod
    def of(cls, graph: Graph) -> "WordsOfClaims":
        texts = map(_words, _texts_of_claims(graph))
        return cls(runs=frozenset(hash(run) for words in texts for run in _runs(words)))

    def are_in(self, text: str) -> bool:
        """Return whether a text has words of a claim: a run of them, or all of a shorter one."""
        if not self.runs:
            return False
        words = _words(text)
        if len(words) == 1:
            return hash(words) in self.runs
        sizes = range(2, _RUN + 1)
        return any(hash(run) in self.runs for size in sizes for run in _of_size(words, size))


def runs_of(text: str) -> Iterator[Run]:
    """Yield the runs of five words of a text, in small letters."""
    return _of_size(_words(text), _RUN)


def _texts_of_claims(graph: Graph) -> Iterator[str]:
    for claim in graph.instances(EV_CLAIM):
        contents = graph.objects(claim, EV_CONTENT)
        values = (value for content in contents for value in graph.objects(content, RDF_OBJECT))
        yield from map(lexical, filter(is_literal, (*graph.objects(claim, EV_QUOTE), *values)))


def _runs(words: Run) -> Iterable[Run]:
    return _of_size(words, _RUN) if len(words) > _RUN else [words] if words else []


def _of_size(words: Run, size: int) -> Iterator[Run]:
    return (words[at : at + size] for at in range(len(words) - size + 1))


def _words(text: str) -> Run:
    return tuple(_WORD.findall(text.casefold()))
