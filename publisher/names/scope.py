"""The part of an index in which a name is looked for: the entities of some classes."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self, TypeAlias

Numbers: TypeAlias = "array[int]"
Ranges: TypeAlias = tuple[tuple[int, int], ...]
"""First numbers, each with the one behind the last, in order and without overlap."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """`entities`, `labels`: the ranges of their numbers; None for all."""

    entities: Ranges | None = None
    labels: Ranges | None = None

    @classmethod
    def of(cls, ranges: Iterable[tuple[Ranges, Ranges]]) -> Self:
        """Return the scope of some classes: the ranges of the entities and labels of each."""
        entities, labels = zip(*ranges, strict=True)
        return cls(entities=_joined(entities), labels=_joined(labels))

    def share_of(self, labels: int) -> float:
        """Return which share of all labels is in the scope."""
        if self.labels is None or not labels:
            return 1.0
        return sum(end - start for start, end in self.labels) / labels

    @property
    def is_empty(self) -> bool:
        return self.entities == ()


def within(numbers: Numbers, ranges: Ranges | None) -> Numbers:
    """Return those of some sorted numbers that are in the ranges."""
    if ranges is None or not numbers:
        return numbers
    chosen = array(numbers.typecode)
    # Only the ranges that the numbers reach: a class may have thousands.
    first = max(bisect_right(ranges, (numbers[0],)) - 1, 0)
    position = 0
    for start, end in ranges[first:]:
        position = bisect_left(numbers, start, position)
        if position == len(numbers):
            break
        behind = bisect_left(numbers, end, position)
        chosen.extend(numbers[position:behind])
        position = behind
    return chosen


def _joined(groups: Iterable[Ranges]) -> Ranges:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(pair for group in groups for pair in group):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return tuple(joined)
