"""What a site says of its changes, from its history: pages, and the Atom feed."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import islice
from pathlib import Path

from publisher import limits
from publisher.description import SiteFrame
from publisher.history import Entry, History, HistoryError, PastRelease
from publisher.model import File, SitePath
from publisher.pages.feed import root_files
from publisher.render.atom import atom_file
from publisher.render.changes import changes_page, release_page


def list_file(release: int, part: int, entries: Sequence[Entry]) -> File:
    """Return the file with some entries of a release."""
    content = json.dumps([asdict(entry) for entry in entries], ensure_ascii=False, indent=1)
    return File(path=SitePath(f"changes/{release}-{part}.json"), content=f"{content}\n".encode())


def read_list(folder: Path, path: str) -> tuple[Entry, ...]:
    """Return the entries of a file that `list_file` made. Raises HistoryError."""
    try:
        return tuple(Entry(**members) for members in json.loads((folder / path).read_bytes()))
    except (OSError, ValueError, TypeError) as error:
        raise HistoryError(f"{path} cannot be read") from error


def history_files(frame: SiteFrame, folder: Path, history: History) -> Iterator[File]:
    """Yield what is made anew from a history in each release: its pages, and the feeds' roots.

    `folder`: where the lists of entries are.
    """
    yield from root_files(frame, history.pages)
    yield changes_page(frame, history.releases)
    for release in history.releases:
        if not release.lists:
            yield release_page(frame, release, (), part=1)
        for part, path in enumerate(release.lists, 1):
            yield release_page(frame, release, read_list(folder, path), part=part)
    yield atom_file(frame, _newest(folder, history))


def _newest(folder: Path, history: History) -> Iterator[tuple[PastRelease, tuple[Entry, ...]]]:
    """Yield the newest releases with their entries, as many as the Atom feed shows."""
    left = limits.ATOM_ENTRIES
    for release in reversed(history.releases):
        if left <= 0:
            return
        entries = tuple(islice(_entries(folder, release), left - 1))
        left -= 1 + len(entries)
        yield release, entries


def _entries(folder: Path, release: PastRelease) -> Iterator[Entry]:
    for path in release.lists:
        yield from read_list(folder, path)
