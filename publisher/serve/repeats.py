"""Requests that come again, to the byte: their answers are sent as they were the first time.

A release never changes, so neither do its documents, the ways that lead to them, or the answers to
its queries. To find them again costs a tenth of making them.
"""

from collections import Counter
from collections.abc import Iterable, MutableMapping
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from publisher.serve.lru import Lru

Key: TypeAlias = tuple[str, str, bytes, bytes, bytes]
Message: TypeAlias = MutableMapping[str, Any]

SIZE: Final = 32_000_000
"""Bytes of answers that are kept so."""
LARGEST: Final = 1 << 18
_OVERHEAD: Final = 2_048
_METHODS: Final = frozenset({"GET", "HEAD"})
# With one of these another answer may be due each time.
_CONDITIONS: Final = frozenset(
    {
        b"if-match",
        b"if-none-match",
        b"if-modified-since",
        b"if-unmodified-since",
        b"if-range",
        b"range",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """An answer as the message that the server sends; `route` is the part that gave it."""

    route: str
    status: int
    message: Message


class Repeats:
    """The answers of one release by what of a request can matter to them."""

    def __init__(self, size: int = SIZE) -> None:
        self._kept: Lru[Key, Repeat] = Lru(size)
        self.hits: Counter[str] = Counter()
        """By route."""

    def get(self, key: Key) -> Repeat | None:
        found = self._kept.get(key)
        if found is not None:
            self.hits[found.route] += 1
        return found

    def put(self, key: Key, repeat: Repeat) -> None:
        size = len(repeat.message["body"])
        if size <= LARGEST:
            self._kept.put(key, repeat, cost=size + len(key[1]) + len(key[2]) + _OVERHEAD)


def key_of(
    method: str, path: str, query: bytes, headers: Iterable[tuple[bytes, bytes]]
) -> Key | None:
    """What the answer to a request hangs on; None where that is more than a key can say."""
    if method not in _METHODS:
        return None
    accept = coding = b""
    for name, value in headers:
        if name == b"accept":
            accept += value if not accept else b"," + value
        elif name == b"accept-encoding":
            coding += value if not coding else b"," + value
        elif name in _CONDITIONS:
            return None
    return method, path, query, accept, coding
