"""The files that a call names, or that lie in the folders that it names."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from publisher.project.entries import entries_in

IMPORTS: Final = "imports"
"""The folder of the ontologies that others import: nothing is fetched."""
STANDARD_INPUT: Final = "standard-input"
"""The name of the file in which standard input is kept: it is read more than once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenFile:
    """A file, and the path by which relative IRIs in it are resolved."""

    path: Path
    below: str
    is_named: bool
    """Whether the call names it, and not only the folder that it is in."""
    is_import: bool = False

    @property
    def name(self) -> str:
        """Return the file as messages write it."""
        return given_name(self.path)


def given_name(path: Path) -> str:
    """Return a path as messages write it: standard input by its name, not by where it is kept."""
    return STANDARD_INPUT.replace("-", " ") if path.name == STANDARD_INPUT else str(path)


def given_files(paths: Sequence[Path]) -> list[GivenFile]:
    """Return the files of all paths, each once, those of a folder sorted.

    If there are several paths, files of one name in two folders have different addresses.
    """
    files: dict[Path, GivenFile] = {}
    for path in paths:
        prefix = _prefix(path) if len(paths) > 1 else ""
        for file in _of(path, prefix):
            files.setdefault(file.path, file)
    return list(files.values())


def _of(path: Path, prefix: str) -> Iterator[GivenFile]:
    if not path.is_dir():
        yield GivenFile(path=path, below=f"{prefix}{path.name}", is_named=True)
        return
    for entry in entries_in(path):
        below = entry.relative_to(path).as_posix()
        yield GivenFile(
            path=entry,
            below=f"{prefix}{below}",
            is_named=False,
            is_import=below.startswith(f"{IMPORTS}/"),
        )


def _prefix(path: Path) -> str:
    """Return the folder of a path, as far as it tells nothing of the machine."""
    folder = path if path.is_dir() else path.parent
    if folder.is_absolute() or ".." in folder.parts or not folder.parts:
        return ""
    return f"{folder.as_posix()}/"
