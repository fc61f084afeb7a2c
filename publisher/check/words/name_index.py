"""Which properties give a name, and the names that things have."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, TypeVar

from publisher.check.predicate_index import PredicateIndex
from publisher.evidence.language import language_of
from publisher.evidence.wording import folded_words
from publisher.model import Term
from publisher.terms import is_literal, lexical
from publisher.vocabulary import (
    EV_NAMING,
    EV_ONLY_CLAIMED,
    NAMING,
    RDFS_SUBCLASS,
    RDFS_SUBPROPERTY,
    TRUE,
    XSD_BOOLEAN,
)

NAMESAKES: Final = 20
"""Things of one name, at most, of which one can be meant."""
LONGEST_NAME: Final = 12
"""Words of a name that is looked for in a text, at most."""
TELLING: Final = 3
"""Letters of a word that tells one name from another, at least."""
_PARTICLES: Final = language_of("").particles
_Key = TypeVar("_Key")
_TRUE: Final = frozenset({TRUE, f'"1"^^{XSD_BOOLEAN}'})


@dataclass(frozen=True, kw_only=True)
class NameIndex:
    """`properties`: those that give a name, because they are marked or below one that does."""

    index: PredicateIndex
    properties: frozenset[Term]

    @classmethod
    def of(cls, index: PredicateIndex) -> "NameIndex":
        roots = {*NAMING, *marked(index, EV_NAMING)}
        return cls(index=index, properties=below(index, RDFS_SUBPROPERTY, roots))

    def names(self, thing: Term) -> frozenset[str]:
        """The names and labels of a thing, as texts."""
        return self._names.get(thing, frozenset())

    def telling_words(self, thing: Term) -> frozenset[str]:
        """The words of a thing's names that tell it from another: no articles, no short ones."""
        found: set[str] = set()
        for name in self.names(thing):
            words = folded_words(name)
            found.update(
                word
                for word in words
                if len(words) == 1 or (len(word) >= TELLING and word not in _PARTICLES)
            )
        return frozenset(found)

    def things_named_in(self, words: Sequence[str]) -> frozenset[Term]:
        """The things of which a whole name is among words of a text, folded and in its order.

        A name of more things than NAMESAKES tells none of them apart.
        """
        found: set[Term] = set()
        for start in range(len(words)):
            for end in range(start + 1, min(start + self._longest, len(words)) + 1):
                found |= self._by_name.get(tuple(words[start:end]), frozenset())
        return frozenset(found)

    def things_named_last(self, word: str) -> frozenset[Term]:
        """The things of which a name of several words ends in a word: a surname."""
        return self._by_last.get(word, frozenset())

    @cached_property
    def _names(self) -> dict[Term, frozenset[str]]:
        found: dict[Term, set[str]] = {}
        for predicate in self.properties & self.index.by_predicate.keys():
            for subject, value in self.index.triples_of(predicate).pairs():
                if is_literal(value):
                    found.setdefault(subject, set()).add(lexical(value))
        return {subject: frozenset(names) for subject, names in found.items()}

    @cached_property
    def _by_name(self) -> dict[tuple[str, ...], frozenset[Term]]:
        return _few(
            (folded_words(one), thing) for thing, many in self._names.items() for one in many
        )

    @cached_property
    def _by_last(self) -> dict[str, frozenset[Term]]:
        names = ((words, thing) for words, many in self._by_name.items() for thing in many)
        return _few((words[-1], thing) for words, thing in names if len(words) > 1)

    @cached_property
    def _longest(self) -> int:
        return min(max(map(len, self._by_name), default=0), LONGEST_NAME)


def _few(pairs: Iterable[tuple[_Key, Term]]) -> dict[_Key, frozenset[Term]]:
    found: dict[_Key, set[Term]] = {}
    for key, thing in pairs:
        found.setdefault(key, set()).add(thing)
    return {key: frozenset(many) for key, many in found.items() if len(many) <= NAMESAKES}


def marked(index: PredicateIndex, mark: Term) -> set[Term]:
    """The terms of which a mark is true."""
    return {term for term, value in index.triples_of(mark).pairs() if value in _TRUE}


def only_claimed(index: PredicateIndex) -> tuple[frozenset[Term], frozenset[Term]]:
    """Return the properties and the classes that exist in claims alone, those below them too."""
    terms = marked(index, EV_ONLY_CLAIMED)
    return below(index, RDFS_SUBPROPERTY, terms), below(index, RDFS_SUBCLASS, terms)


def below(index: PredicateIndex, relation: Term, roots: Iterable[Term]) -> frozenset[Term]:
    """The roots and all that is below them, by rdfs:subClassOf or rdfs:subPropertyOf."""
    lower: dict[Term, list[Term]] = {}
    for one, above in index.triples_of(relation).pairs():
        lower.setdefault(above, []).append(one)
    found: set[Term] = set()
    pending = list(roots)
    while pending:
        term = pending.pop()
        if term not in found:
            found.add(term)
            pending += lower.get(term, ())
    return frozenset(found)
