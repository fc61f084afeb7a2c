"""Find the labels that are worth comparing with a name, by the runs of letters they share."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from heapq import nlargest
from math import log
from typing import Final, Self

from publisher.names.grams import grams, is_sound, sounds
from publisher.names.scope import Scope, within
from publisher.names.store import NameStore

COMPARED: Final = 50
"""Labels that are compared letter by letter."""
_COUNTED: Final = 5_000
"""Labels that are counted for one name: enough that none is missed, and soon done."""
_READ: Final = 50_000
"""Labels that are read for one name: of a class, only a part of them is counted."""
_FEWEST_GRAMS: Final = 3
_PRESELECTED: Final = 4 * COMPARED


@dataclass(frozen=True, slots=True, kw_only=True)
class NameQuery:
    """A name that is looked for, with how many labels have each of its runs of letters."""

    words: tuple[str, ...]
    runs: frozenset[str]
    sizes: Mapping[str, int]

    @classmethod
    def of(cls, words: tuple[str, ...], store: NameStore, *, is_open: bool = False) -> Self:
        """Return the query for some core words, of which the last may go on if it `is_open`."""
        runs = frozenset(grams(words, is_open=is_open))
        sizes = store.sizes(runs | sounds(words[:-1] if is_open else words))
        if is_open and len(words[-1]) == 1:
            sizes |= store.sizes_beginning(f" {words[-1]}")
        return cls(words=words, runs=runs, sizes=sizes)

    def weights(self, store: NameStore) -> dict[str, float]:
        """Return how much each word tells: the more, the fewer labels have one that sounds so.

        A word that no label has may be the misspelling of a rare one.
        """
        number = len(store.lengths) + 1
        by_word = {word: next(iter(sounds([word])), "") for word in self.words}
        return {word: log(1 + number / self.sizes.get(gram, 1)) for word, gram in by_word.items()}


def alike_labels(query: NameQuery, store: NameStore, scope: Scope) -> list[int]:
    """Return the labels that have the most runs of letters in common with a name.

    The rarest runs are counted; those that nearly every label has are left out.
    """
    counts: Counter[int] = Counter()
    for gram, labels in store.labels_with(_rarest(query.sizes, scope.share_of(len(store.lengths)))):
        chosen = within(labels, scope.labels)[:_COUNTED]
        counts.update(chosen)
        if is_sound(gram):
            counts.update(chosen)
    return _closest(counts, store.lengths, size=len(query.runs))


def _rarest(sizes: Mapping[str, int], share: float) -> list[str]:
    """Return the rarest of some runs: as many as have _COUNTED labels together, or a few.

    `share`: the share of all labels that are in the scope.
    """
    total = 0
    rarest: list[str] = []
    for gram in sorted(sizes, key=lambda gram: (sizes[gram], gram)):
        total += sizes[gram]
        if len(rarest) >= _FEWEST_GRAMS and (total > _READ or total * share > _COUNTED):
            break
        rarest.append(gram)
    return rarest


def _closest(counts: Counter[int], lengths: bytes, *, size: int) -> list[int]:
    """Return the labels with the largest share of common runs. `size`: the runs of the name."""
    if len(counts) <= COMPARED:
        return list(counts)
    least = _count_of(_PRESELECTED, counts)
    shares = [
        (count / (size + lengths[label]), -label)
        for label, count in counts.items()
        if count >= least
    ]
    return [-label for _, label in nlargest(COMPARED, shares)]


def _count_of(number: int, counts: Counter[int]) -> int:
    """Return the count that some labels, or all, have at least; without sorting thousands."""
    labels_by_count = Counter(counts.values())
    labels = 0
    for count in sorted(labels_by_count, reverse=True):
        labels += labels_by_count[count]
        if labels >= number:
            return count
    return 0
