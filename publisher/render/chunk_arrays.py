"""The chunks of consecutive subjects: the text of each subject, written once in every format."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Final, Protocol, TypeAlias

from publisher.render.writer import TextChunk

SUBJECTS_PER_ARRAY: Final = 4_000
UNWRITABLE: Final = 2**64 - 1
"""In place of the start of a chunk: the format cannot say it."""

Chunk: TypeAlias = tuple[bytes, int]
"""The triples of one subject in UTF-8, and the mask of the prefixes that they use.

Empty if the subject is a blank node that is nested in another one's chunk.
"""


class Bytes(Protocol):
    """Bytes, or a file that is mapped into memory."""

    def __getitem__(self, at: slice, /) -> bytes: ...


class Integers(Protocol):
    """An array, or the part of a mapped file that holds one."""

    def __getitem__(self, at: int, /) -> int: ...

    def __len__(self) -> int: ...

    def __iter__(self) -> Iterator[int]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ChunkArray:
    """The chunks of consecutive subjects in one format, joined by its separator.

    Chunk N is `content[starts[N]:ends[N]]`; `prefix_masks[N]` is the mask of its prefixes.
    """

    content: Bytes
    starts: Integers
    ends: Integers
    prefix_masks: Integers

    @classmethod
    def joined(cls, chunks: Iterable[TextChunk | None], separator: str) -> "ChunkArray":
        """Return chunks as an array. None: the format cannot say what the subject's triples say."""
        contents: list[bytes] = []
        starts, ends, masks = array("Q"), array("Q"), array("Q")
        position = 0
        for text, mask in (chunk or (None, 0) for chunk in chunks):
            masks.append(mask)
            if text:
                content = text.encode()
                contents.append(content)
                starts.append(position)
                ends.append(position + len(content))
                position += len(content) + len(separator)
            else:
                starts.append(UNWRITABLE if text is None else position)
                ends.append(starts[-1])
        content = separator.encode().join(contents)
        return cls(content=content, starts=starts, ends=ends, prefix_masks=masks)

    def chunk(self, position: int) -> Chunk | None:
        """Return one chunk; None if the format cannot say it."""
        start = self.starts[position]
        if start == UNWRITABLE:
            return None
        return self.content[start : self.ends[position]], self.prefix_masks[position]

    def mask_of(self, position: int) -> int | None:
        """Return the mask of one chunk; None if the format cannot say it."""
        return None if self.starts[position] == UNWRITABLE else self.prefix_masks[position]

    def mask(self) -> int | None:
        """Return the mask of the prefixes of all chunks; None if the format cannot say one."""
        return None if UNWRITABLE in self.starts else union(set(self.prefix_masks))


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectArray:
    """Consecutive subjects: where the lines of each begin in the graph, and their chunks by suffix.

    The position of a subject is that of its lines in `lines`.
    """

    lines: Integers
    chunks: Mapping[str, ChunkArray]


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectArrays:
    """All subjects in the graph's order, SUBJECTS_PER_ARRAY in each array but the last."""

    arrays: Sequence[SubjectArray]
    _firsts: Sequence[int]

    @classmethod
    def of(cls, arrays: Iterable[SubjectArray]) -> "SubjectArrays":
        """Return arrays, each of which has a subject at least."""
        listed = tuple(arrays)
        return cls(arrays=listed, _firsts=[each.lines[0] for each in listed])

    def places(self, lines: Iterable[int]) -> Iterator[tuple[SubjectArray, int]]:
        """Yield the array and the position of each subject, by where its lines begin."""
        found, at = SubjectArray(lines=(), chunks={}), 0
        for line in lines:
            at += 1
            # Subjects mostly come in the graph's order.
            if at >= len(found.lines) or found.lines[at] != line:
                found = self.arrays[bisect_right(self._firsts, line) - 1]
                at = bisect_left(found.lines, line)
            yield found, at


def joined_runs(places: Iterable[tuple[ChunkArray, int]], *, separator: int) -> Iterator[bytes]:
    """Yield chunks, those that stand behind each other in an array as one.

    `separator`: the length of what stands between two chunks. The chunks must all be writable.
    """
    current: ChunkArray | None = None
    first = last = 0
    for chunks, at in places:
        start, end = chunks.starts[at], chunks.ends[at]
        if start == end:
            continue
        if chunks is not current or start != last + separator:
            if current:
                yield current.content[first:last]
            current, first = chunks, start
        last = end
    if current:
        yield current.content[first:last]


def union(masks: Iterable[int]) -> int:
    return reduce(or_, masks, 0)


def union_or_none(masks: Iterable[int | None]) -> int | None:
    """Return the union of masks; None if one of them is None."""
    mask = 0
    for each in masks:
        if each is None:
            return None
        mask |= each
    return mask
