"""How alike two names are, by their core words."""

from typing import Final

from rapidfuzz import fuzz

EQUAL: Final = 100.0


def score(query: str, core: str) -> float:
    """Return how alike two names are: 0 to 100. Each is its core words, sorted.

    The mean of two ratios: one counts every word that only one of the names has; the other none,
    if the rest is the same, because people add words to names and leave words out.
    """
    return (fuzz.ratio(query, core) + fuzz.token_set_ratio(query, core)) / 2
