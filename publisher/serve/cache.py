"""Answers that were given before: a release never changes, so neither do they."""

import hashlib
import re
from collections import OrderedDict
from typing import Final, TypeAlias

from publisher.serve.lru import Lru

LARGEST: Final = 1 << 20
"""Bytes of an answer that is kept."""
REMEMBERED: Final = 20_000
"""Questions that are remembered as asked once."""
_OVERHEAD: Final = 512

# Their answers differ each time. Rather too often than too seldom: a word in a string counts.
_WORDS: Final = ("now", "rand", "uuid", "bnode", "\\u")
_CHANGING: Final = re.compile(r"\b(?:now|rand|uuid|struuid|bnode)\b|\\u", re.IGNORECASE)


Kept: TypeAlias = tuple[str, bytes]
"""An answer: its suffix, and its bytes. The collector of garbage need not look at such a tuple."""


class Cache:
    """The answers that were asked for last, up to a number of bytes.

    One that costs little is kept when it is asked for again: most are asked for once.
    """

    def __init__(self, size: int) -> None:
        self._once: OrderedDict[int, None] = OrderedDict()
        self._kept: Lru[tuple[str, ...], Kept] = Lru(size)
        self.hits = 0
        self.misses = 0

    def get(self, key: tuple[str, ...]) -> Kept | None:
        found = self._kept.get(key)
        if found is None:
            self.misses += 1
        else:
            self.hits += 1
        return found

    def put(self, key: tuple[str, ...], kept: Kept, *, is_dear: bool) -> None:
        """Keep an answer, unless it is large or was kept already.

        One that is not dear is kept the second time.
        """
        _, content = kept
        if len(content) <= LARGEST and (is_dear or self._was_asked(hash(key))):
            cost = len(content) + sum(map(len, key)) + _OVERHEAD
            self._kept.put(key, kept, cost=cost)

    def _was_asked(self, key: int) -> bool:
        if key in self._once:
            return True
        self._once[key] = None
        if len(self._once) > REMEMBERED:
            self._once.popitem(last=False)
        return False


def is_lasting(query: str) -> bool:
    """Whether a query has the same answer whenever it is asked of one release."""
    lower = query.lower()
    # To look for the words in a text without them takes a tenth of what the expression does.
    for word in _WORDS:
        if word in lower:
            return not _CHANGING.search(query)
    return True


def tag_of(release: str, key: tuple[str, ...]) -> str:
    """The entity tag of an answer. It is weak: an engine may give equal rows in another order."""
    digest = hashlib.blake2b("\0".join((release, *key)).encode(), digest_size=12)
    return f'W/"{digest.hexdigest()}"'
