"""The parts by which names that are spelt differently still find each other."""

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Final

from publisher.names.sound import sound

_SIZE: Final = 3
_SOUND: Final = "~"
_FEWEST_CONSONANTS: Final = 2
_MOST_JOINED: Final = 4
"""Words of a name that somebody may write as one."""


def grams(words: Sequence[str], *, is_open: bool = False) -> set[str]:
    """Return the runs of three letters of folded words, with a space at the ends of each word.

    `["un"]` → `{" un", "un "}`. `is_open`: the last word may go on.
    """
    padded = [f" {word} " for word in words]
    if is_open and padded:
        padded[-1] = padded[-1][:-1]
    return set(chain.from_iterable(map(_runs, padded)))


def sounds(words: Sequence[str]) -> set[str]:
    """Return the consonants of each word, and of all if they are few, marked by `~`.

    `["velikiy", "novgorod"]` → `{"~flk", "~nfkrt", "~flknfkrt"}`
    """
    texts = [sound(word) for word in words]
    if 1 < len(words) <= _MOST_JOINED:
        texts.append(sound("".join(words)))
    return {f"{_SOUND}{text}" for text in texts if len(text) >= _FEWEST_CONSONANTS}


def is_sound(gram: str) -> bool:
    return gram.startswith(_SOUND)


def _runs(word: str) -> Iterable[str]:
    if len(word) < _SIZE:
        return (word,)
    return (word[at : at + _SIZE] for at in range(len(word) - _SIZE + 1))
