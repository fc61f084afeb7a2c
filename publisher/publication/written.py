"""The files of a new release as they are written: a list on the disk, because there are many."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

_DIGEST: Final = 64
"""Hexadecimal digits of a SHA-256."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenFile:
    """A file of the release: its path from the site's root, and the SHA-256 of its bytes."""

    path: str
    sha256: str


@dataclass(kw_only=True)
class WrittenFiles:
    """The list of the files, in the order in which they were recorded. `path`: where it is kept.

    A line is `ab12…  network/enoc.html`. No path has a line feed: `addresses` escapes them.
    """

    path: Path
    _count: int = field(default=0, init=False)

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[WrittenFile]:
        for line in self._lines():
            yield WrittenFile(path=line[_DIGEST + 2 : -1], sha256=line[:_DIGEST])

    def record(self, files: Iterable[WrittenFile]) -> None:
        lines = [f"{file.sha256}  {file.path}\n" for file in files]
        with self.path.open("a", encoding="utf-8", newline="\n") as listed:
            listed.writelines(lines)
        self._count += len(lines)

    def manifest(self, folder: str) -> bytes:
        """Return the list as `sha256sum` reads it above a folder: sorted by digest."""
        lines = (
            f"{line[:_DIGEST]}  {folder}/{line[_DIGEST + 2 :]}".encode() for line in self._lines()
        )
        return b"".join(sorted(lines))

    def _lines(self) -> Iterator[str]:
        if self._count:
            with self.path.open(encoding="utf-8", newline="\n") as listed:
                yield from listed
