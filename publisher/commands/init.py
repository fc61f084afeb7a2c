"""`publisher init DIR`: write a small project that works, to be replaced step by step."""

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final

from publisher.errors import PublisherError

_RENAMED: Final = {"gitignore": ".gitignore"}
"""Files that have another name in the package: packaging tools leave out hidden files."""


class InitError(PublisherError):
    """No project can be written into this folder. The message says why and what to do."""


def init(folder: Path) -> tuple[Path, ...]:
    """Write the starter project into `folder` and return its files, sorted.

    The folder is made if it is not there.
    Raises InitError if it is a file or holds anything, and OSError if it cannot be written.
    """
    check_empty(folder)
    written = []
    for name, content in _starter_files(files("publisher").joinpath("starter")):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        # "x", because a file that appeared in the meantime is somebody else's.
        with path.open("xb") as file:
            file.write(content)
        written.append(path)
    return tuple(sorted(written))


def check_empty(folder: Path) -> None:
    """Raise InitError if `folder` is a file or holds anything."""
    if folder.is_symlink() and not folder.exists():
        raise InitError(f"{folder} is a link that leads nowhere; remove it or name another folder")
    if folder.exists() and not folder.is_dir():
        raise InitError(f"{folder} is not a folder; name a folder that is new or empty")
    entries = sorted(path.name for path in folder.iterdir()) if folder.exists() else []
    if entries:
        raise InitError(
            f"{folder} is not empty: it holds {entries[0]}; name a folder that is new or empty"
        )


def _starter_files(folder: Traversable, *, prefix: str = "") -> Iterator[tuple[str, bytes]]:
    """Yield each file of a folder: its path from the project's folder, and its bytes."""
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        name = f"{prefix}{_RENAMED.get(entry.name, entry.name)}"
        if entry.is_dir():
            yield from _starter_files(entry, prefix=f"{name}/")
        else:
            yield name, entry.read_bytes()
