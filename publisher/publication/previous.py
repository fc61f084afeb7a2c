"""Find and check the history of an earlier release: of the last one, or of a copy of one."""

import gzip
import hashlib
import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from publisher.addresses import SITE_DESCRIPTION
from publisher.history import (
    HISTORY,
    QUADS_DUMP,
    RECORDED_DUMP,
    History,
    HistoryError,
    history_of,
)
from publisher.publication.releases import SITE

_UNREADABLE: Final = (OSError, EOFError, zlib.error, ValueError, RuntimeError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Previous:
    """An earlier release. `dump`: the file with its dataset when the history was written."""

    folder: Path
    history: History
    dump: Path

    def lines(self) -> Iterator[bytes]:
        """Yield the lines of its dataset, sorted. Raises HistoryError."""
        try:
            with gzip.open(self.dump) as lines:
                yield from lines
        except _UNREADABLE as error:
            raise HistoryError(f"{self.dump} cannot be read") from error


def read_previous(place: Path, *, base: str) -> Previous | None:
    """Return the release in a folder; None if there is no site, or one without history.

    `place`: a site, or the folder of a release. Raises HistoryError if there is a history that
    cannot be carried forward: it is damaged, or that of another address.
    """
    folder = _site(place)
    if folder is None:
        return None
    try:
        content = (folder / HISTORY).read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise HistoryError(f"{HISTORY} cannot be read ({error.strerror})") from error
    history = history_of(content)
    if history.base != base:
        raise HistoryError(f"it is a site for {history.base}, and not for {base}")
    if history.is_draft:
        return None
    _check_files(folder, history.files)
    dump = next(
        (
            folder / path
            for path in (RECORDED_DUMP, QUADS_DUMP)
            if _digest(folder / path) == history.state
        ),
        None,
    )
    if dump is None:
        raise HistoryError(f"{QUADS_DUMP} is missing, or is not as it was published")
    return Previous(folder=folder, history=history, dump=dump)


def is_site(place: Path) -> bool:
    """Return whether a folder has a site of this tool, or is one."""
    return _site(place) is not None


def site_base(place: Path) -> str:
    """Return the base of the site in a folder; empty if there is none that can be read."""
    folder = _site(place)
    try:
        return str(json.loads((folder / SITE_DESCRIPTION).read_bytes())["base"]) if folder else ""
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return ""


def _site(place: Path) -> Path | None:
    try:
        for folder in (place, place / SITE):
            if (folder / SITE_DESCRIPTION).is_file():
                return folder.resolve()
    except (OSError, RuntimeError):  # RuntimeError: links that lead to each other.
        return None
    return None


def _check_files(folder: Path, files: Mapping[str, str]) -> None:
    for path, digest in files.items():
        found = _digest(folder / path)
        if found != digest:
            fault = "is not as it was published" if found else "is missing"
            raise HistoryError(f"{path} {fault}")


def _digest(path: Path) -> str:
    """Return the SHA-256 of a file; an empty text if it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
