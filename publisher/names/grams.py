"""Runs of three letters, by which names that are spelt differently still find each other."""

from collections.abc import Iterable
from itertools import chain

_SIZE = 3


def grams(words: Iterable[str], *, is_open: bool = False) -> set[str]:
    """Return the runs of three letters of folded words, with a space at the ends of each word.

    `["un"]` → `{" un", "un "}`. `is_open`: the last word may go on.
    """
    padded = [f" {word} " for word in words]
    if is_open and padded:
        padded[-1] = padded[-1][:-1]
    return set(chain.from_iterable(map(_runs, padded)))


def _runs(word: str) -> Iterable[str]:
    if len(word) < _SIZE:
        return (word,)
    return (word[at : at + _SIZE] for at in range(len(word) - _SIZE + 1))
