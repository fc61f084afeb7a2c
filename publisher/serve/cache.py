"""Answers that were given before: a release never changes, so neither do they."""

import hashlib
import re
from collections import OrderedDict
from dataclasses import dataclass
from typing import Final

LARGEST: Final = 1 << 20
"""Bytes of an answer that is kept."""
_OVERHEAD: Final = 512

# Their answers differ each time. Rather too often than too seldom: a word in a string counts.
_CHANGING: Final = re.compile(r"\b(?:now|rand|uuid|struuid|bnode)\b|\\u", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An answer: its suffix, and its bytes."""

    format: str
    content: bytes


class Cache:
    """The answers that were asked for last, up to a number of bytes."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._used = 0
        self._kept: OrderedDict[tuple[str, ...], Kept] = OrderedDict()
        self.hits = 0
        self.misses = 0

    def get(self, key: tuple[str, ...]) -> Kept | None:
        found = self._kept.get(key)
        if found is None:
            self.misses += 1
            return None
        self.hits += 1
        self._kept.move_to_end(key)
        return found

    def put(self, key: tuple[str, ...], kept: Kept) -> None:
        """Keep an answer, unless it is large or was kept already."""
        cost = _cost(key, kept)
        if len(kept.content) > LARGEST or cost > self._size or key in self._kept:
            return
        self._kept[key] = kept
        self._used += cost
        while self._used > self._size:
            old, answer = self._kept.popitem(last=False)
            self._used -= _cost(old, answer)


def is_lasting(query: str) -> bool:
    """Whether a query has the same answer whenever it is asked of one release."""
    return not _CHANGING.search(query)


def tag_of(release: str, key: tuple[str, ...]) -> str:
    """The entity tag of an answer. It is weak: an engine may give equal rows in another order."""
    digest = hashlib.blake2b("\0".join((release, *key)).encode(), digest_size=12)
    return f'W/"{digest.hexdigest()}"'


def _cost(key: tuple[str, ...], kept: Kept) -> int:
    return len(kept.content) + sum(map(len, key)) + _OVERHEAD
