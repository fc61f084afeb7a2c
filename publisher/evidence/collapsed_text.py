"""Collapse white space in a text, and find the original offset of each character again."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Final, Self

_TO_COLLAPSE: Final = re.compile(r"\s\s+|[^\S ]")
"""White space other than one plain space."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CollapsedText:
    """A text with one plain space for each run of white space.

    `"a  b"` has the text `"a b"`, `starts` 0 and 2, and `originals` 0 and 3: from offset 2 on, the
    characters are those of the original from offset 3 on.
    """

    text: str
    starts: tuple[int, ...]
    originals: tuple[int, ...]

    @classmethod
    def of(cls, original: str) -> Self:
        parts: list[str] = []
        starts, originals = [0], [0]
        size, end = 0, 0
        for run in _TO_COLLAPSE.finditer(original):
            parts += (original[end : run.start()], " ")
            size += run.start() - end + 1
            end = run.end()
            starts.append(size)
            originals.append(end)
        parts.append(original[end:])
        return cls(text="".join(parts), starts=tuple(starts), originals=tuple(originals))

    def original_offset(self, at: int) -> int:
        """Return the offset in the original; for a space, that of the first white space."""
        part = bisect_right(self.starts, at) - 1
        return self.originals[part] + at - self.starts[part]
