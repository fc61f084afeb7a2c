"""The names of things: by thing, and by the words of a text in which they may stand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, TypeVar

from publisher.check.predicate_index import PredicateIndex, marked_terms, terms_below
from publisher.evidence.language import language_of
from publisher.evidence.wording import folded_words
from publisher.model import Term
from publisher.property_groups import NAMING
from publisher.terms import is_literal, lexical
from publisher.vocabulary import EV_NAMING, RDFS_SUBPROPERTY

MOST_NAMESAKES: Final = 20
"""A name of more things than these names none of them."""
LONGEST_NAME: Final = 12
"""Words of a name that is looked for in a text, at most."""
SHORTEST_DISTINCTIVE: Final = 3
"""Letters of a word that tells one name from another, at least."""
_PARTICLES: Final = language_of("").particles
_Key = TypeVar("_Key")


@dataclass(frozen=True, kw_only=True)
class ThingNames:
    """Which thing has which names. `properties`: those whose values are names.

    These are marked `ev:naming true`, or are below a property such as rdfs:label or foaf:name.
    """

    index: PredicateIndex
    properties: frozenset[Term]

    @classmethod
    def of(cls, index: PredicateIndex) -> "ThingNames":
        """Return the names of all things of a graph."""
        roots = {*NAMING, *marked_terms(index, EV_NAMING)}
        return cls(index=index, properties=terms_below(index, RDFS_SUBPROPERTY, roots))

    def names_of(self, thing: Term) -> frozenset[str]:
        """Return the names and labels of a thing, as texts."""
        return self._names.get(thing, frozenset())

    def distinctive_words(self, thing: Term) -> frozenset[str]:
        """Return the words that tell a thing from others: `the Office of Bell` → office, bell.

        They are folded, and without particles and short words, unless a name has no other word.
        """
        distinctive: set[str] = set()
        for name in self.names_of(thing):
            words = folded_words(name)
            distinctive.update(
                word
                for word in words
                if len(words) == 1 or (len(word) >= SHORTEST_DISTINCTIVE and word not in _PARTICLES)
            )
        return frozenset(distinctive)

    def things_named_in(self, words: Sequence[str]) -> frozenset[Term]:
        """Return the things of which a whole name stands in a text, given as folded words."""
        things: set[Term] = set()
        for start in range(len(words)):
            for end in range(start + 1, min(start + self._longest, len(words)) + 1):
                things |= self._by_name.get(tuple(words[start:end]), frozenset())
        return frozenset(things)

    def things_with_last_word(self, word: str) -> frozenset[Term]:
        """Return the things of which a name of several words ends with a word, as a surname."""
        return self._by_last_word.get(word, frozenset())

    @cached_property
    def _names(self) -> dict[Term, frozenset[str]]:
        names: dict[Term, set[str]] = {}
        for predicate in self.properties & self.index.by_predicate.keys():
            for subject, value in self.index.triples_of(predicate).pairs():
                if is_literal(value):
                    names.setdefault(subject, set()).add(lexical(value))
        return {subject: frozenset(texts) for subject, texts in names.items()}

    @cached_property
    def _by_name(self) -> dict[tuple[str, ...], frozenset[Term]]:
        return _without_namesakes(
            (folded_words(name), thing) for thing, names in self._names.items() for name in names
        )

    @cached_property
    def _by_last_word(self) -> dict[str, frozenset[Term]]:
        names = ((words, thing) for words, things in self._by_name.items() for thing in things)
        return _without_namesakes((words[-1], thing) for words, thing in names if len(words) > 1)

    @cached_property
    def _longest(self) -> int:
        return min(max(map(len, self._by_name), default=0), LONGEST_NAME)


def _without_namesakes(pairs: Iterable[tuple[_Key, Term]]) -> dict[_Key, frozenset[Term]]:
    things_of: dict[_Key, set[Term]] = {}
    for key, thing in pairs:
        things_of.setdefault(key, set()).add(thing)
    return {
        key: frozenset(things) for key, things in things_of.items() if len(things) <= MOST_NAMESAKES
    }
