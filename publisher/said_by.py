"""Whether a text repeats words of a claim and names nobody who claims them."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from publisher.graph import Graph
from publisher.model import Term
from publisher.terms import bare, is_literal, lexical
from publisher.vocabulary import EV_CLAIM, EV_CLAIMANT, EV_QUOTE, EV_RECORD, LABELS

_WORD: Final = re.compile(r"\w+")
_SIZE: Final = 5
"""Words in a row that are known as a claim's."""
_FEWEST: Final = 3
"""Words of a quote that is known whole: fewer are in any text."""
_Run: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidBy:
    """Who claims what, by runs of words that no record quotes."""

    claimants: Mapping[_Run, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, graph: Graph, label: Callable[[Term], str]) -> "SaidBy":
        """Return the runs of a graph's claims. `label`: what a claimant is called."""
        claims = graph.instances(EV_CLAIM)
        if not claims:
            return cls()
        recorded = {
            run
            for record in graph.instances(EV_RECORD)
            for quote in _quotes(record, graph)
            for run in _runs(quote)
        }
        claimants: dict[_Run, frozenset[str]] = {}
        for claim in claims:
            names = frozenset(_names_of(claim, graph, label))
            for quote in _quotes(claim, graph):
                for run in _runs(quote) - recorded:
                    claimants[run] = claimants.get(run, frozenset()) | names
        return cls(claimants=claimants)

    def unattributed(self, text: str) -> str:
        """Return the first words of a claim in a text that names no claimant; empty if none."""
        if not self.claimants:
            return ""
        words = _WORD.findall(text.casefold())
        for size in range(_FEWEST, _SIZE + 1):
            for at in range(len(words) - size + 1):
                names = self.claimants.get(tuple(words[at : at + size]))
                if names is not None and not any(name and name in text for name in names):
                    return " ".join(words[at : at + size])
        return ""


def _names_of(claim: Term, graph: Graph, label: Callable[[Term], str]) -> Iterator[str]:
    """Yield what leads to a claimant: a label in any language, the IRI, and that of the claim."""
    yield bare(claim)
    for claimant in graph.objects(claim, EV_CLAIMANT):
        yield label(claimant)
        yield lexical(claimant) if is_literal(claimant) else bare(claimant)
        for predicate in LABELS:
            yield from map(lexical, filter(is_literal, graph.objects(claimant, predicate)))


def _quotes(node: Term, graph: Graph) -> Iterator[str]:
    return map(lexical, filter(is_literal, graph.objects(node, EV_QUOTE)))


def _runs(text: str) -> set[_Run]:
    words = tuple(_WORD.findall(text.casefold()))
    if len(words) < _SIZE:
        return {words} if len(words) >= _FEWEST else set()
    return {words[at : at + _SIZE] for at in range(len(words) - _SIZE + 1)}
