"""Names of blank nodes: a digest, and a number for nodes that nothing else distinguishes."""

from collections import Counter
from collections.abc import Iterable
from hashlib import blake2b
from typing import NamedTuple


class Name(NamedTuple):
    """`number` is 1 for the first of the nodes with this digest."""

    digest: str
    number: int

    @property
    def text(self) -> str:
        return f"{self.digest}-{self.number}"


class NameCounter:
    """Numbers equal digests."""

    def __init__(self) -> None:
        self._given: Counter[str] = Counter()

    def name(self, digest: str) -> Name:
        self._given[digest] += 1
        return Name(digest, self._given[digest])


def digest_of(parts: Iterable[str]) -> str:
    """Return the digest of some texts, none of which has a line feed."""
    return blake2b("\n".join(parts).encode(), digest_size=20).hexdigest()
