"""What differs between two sorted lists of lines, such as the N-Quads of two releases."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple


class ChangedLine(NamedTuple):
    """A line that only the new list has (`is_added`), or only the old one."""

    line: bytes
    is_added: bool


def changed_lines(old: Iterable[bytes], new: Iterable[bytes]) -> Iterator[ChangedLine]:
    """Yield the lines that one of two lists has and the other has not, in their order.

    Both lists are sorted by bytes, and have no line twice. Neither is kept in memory.
    """
    before, after = iter(old), iter(new)
    left, right = next(before, None), next(after, None)
    while left is not None or right is not None:
        if left == right:
            left, right = next(before, None), next(after, None)
        elif right is None or (left is not None and left < right):
            yield ChangedLine(left or b"", is_added=False)
            left = next(before, None)
        else:
            yield ChangedLine(right, is_added=True)
            right = next(after, None)
