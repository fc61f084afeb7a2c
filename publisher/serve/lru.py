"""What was used last, up to a number of bytes."""

from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Lru(Generic[Key, Value]):
    """A mapping that forgets what was not used for longest; `size` is in bytes."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._used = 0
        self._kept: OrderedDict[Key, tuple[Value, int]] = OrderedDict()

    def get(self, key: Key) -> Value | None:
        found = self._kept.get(key)
        if found is None:
            return None
        self._kept.move_to_end(key)
        return found[0]

    def put(self, key: Key, value: Value, *, cost: int) -> None:
        """Keep a value of `cost` bytes, unless it is there or larger than all may be."""
        if cost > self._size or key in self._kept:
            return
        self._kept[key] = (value, cost)
        self._used += cost
        while self._used > self._size:
            _, (_, freed) = self._kept.popitem(last=False)
            self._used -= freed
