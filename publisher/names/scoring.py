"""How alike two names are, by their core words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from rapidfuzz import fuzz, process

from publisher.names.sound import sound

EQUAL: Final = 100.0
_JOINED: Final = 0.95
"""How much the letters count without the spaces, because somebody may join or split words."""
_SOUND: Final = 0.2
"""The part of a score that the consonants have, without the vowels."""
_WEIGHT: Final = 0.4
"""The part of a score that the rare words of the name have."""
_ABBREVIATED: Final = 85.0
"""How much a word counts that is the beginning of one: abbreviated, or not finished."""
_WITHIN: Final = 85.0
"""How well a label completes a name that is not its beginning, but has all its words."""
_MISSPELT: Final = 0.7
"""How much a label counts that does not complete a name, but is like it."""
_LONGER: Final = 40
"""Characters by which a label may be longer until it no longer matters."""
_SAME_WORD: Final = 60.0
"""How alike two spellings of one word are, at least."""


def scored(
    words: Sequence[str], labels: Iterable[tuple[int, int, str]], weights: Mapping[str, float]
) -> Iterator[tuple[int, int, float]]:
    """Yield labels with their entities and how like a name they are: 0 to 100.

    `labels`: the number of each, that of its entity, and its core words. `weights`: those of the
    name's words, a rare one the highest.
    """
    query = " ".join(words)
    for label, entity, core in labels:
        yield label, entity, _weighted(_score(query, core), weights, core)


def completions(
    words: Sequence[str], labels: Iterable[tuple[int, int, str]], weights: Mapping[str, float]
) -> Iterator[tuple[int, int, float]]:
    """Yield the same for a name whose last word may go on."""
    query = " ".join(words)
    for label, entity, core in labels:
        likeness = _weighted(_score(query, core), weights, core)
        yield label, entity, max(_completion(words, core), _MISSPELT * likeness)


def _completion(words: Sequence[str], core: str) -> float:
    """Return how well a label completes a name, a short label the best; 0 if it does not."""
    query = " ".join(words)
    longer = min(len(core) - len(query), _LONGER)
    if core.startswith(query):
        return EQUAL - longer / 2
    *whole, last = words
    others = core.split()
    has_all = set(whole) <= set(others) and any(each.startswith(last) for each in others)
    return _WITHIN - longer / 2 if has_all else 0.0


def _score(query: str, core: str) -> float:
    """Return how alike two names are: 0 to 100. Each is its core words.

    The mean of two ratios: one counts every word that only one of the names has; the other none,
    if the rest is the same, because people add words to names and leave words out.
    """
    joined, other = query.replace(" ", ""), core.replace(" ", "")
    words = (fuzz.token_sort_ratio(query, core) + fuzz.token_set_ratio(query, core)) / 2
    letters = max(words, _JOINED * fuzz.ratio(joined, other))
    return letters * (1 - _SOUND) + _SOUND * fuzz.ratio(sound(joined), sound(other))


def _weighted(likeness: float, weights: Mapping[str, float], core: str) -> float:
    """Return a score with regard to which words of the name a label has.

    A "Sofia University" is hardly the "Asia University", though nearly all letters are the same.
    """
    words = core.split()
    present = sum(weight * _likeness(word, words) for word, weight in weights.items())
    return likeness * (1 - _WEIGHT) + _WEIGHT * present / (sum(weights.values()) or 1)


def _likeness(word: str, words: Sequence[str]) -> float:
    if word in words:
        return EQUAL
    if len(word) > 1 and any(each.startswith(word) for each in words):
        return _ABBREVIATED
    best = process.extractOne(word, words, scorer=fuzz.ratio, score_cutoff=_SAME_WORD)
    return best[1] if best else 0.0
