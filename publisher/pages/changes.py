"""What a site says of its changes, from its history: pages, and the Atom feed."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import islice
from pathlib import Path

from publisher import limits
from publisher.describe.change_words import correction_entries
from publisher.history import ChangeEntry, History, HistoryError, PastRelease
from publisher.model import File, SitePath
from publisher.pages.context import Context
from publisher.pages.feed import root_files
from publisher.render.atom import atom_file
from publisher.render.changes import changes_page, release_page


def list_file(release: int, part: int, entries: Sequence[ChangeEntry]) -> File:
    """Return the file with some entries of a release."""
    content = json.dumps([asdict(entry) for entry in entries], ensure_ascii=False, indent=1)
    return File(path=SitePath(f"changes/{release}-{part}.json"), content=f"{content}\n".encode())


def read_list(folder: Path, path: str) -> tuple[ChangeEntry, ...]:
    """Return the entries of a file that `list_file` made. Raises HistoryError."""
    try:
        return tuple(ChangeEntry(**members) for members in json.loads((folder / path).read_bytes()))
    except (OSError, ValueError, TypeError) as error:
        raise HistoryError(f"{path} cannot be read") from error


def history_files(context: Context, folder: Path, history: History) -> Iterator[File]:
    """Yield what is made anew from a history in each release: its pages, and the feeds' roots.

    `folder`: where the lists of entries are.
    """
    frame = context.frame
    yield from root_files(frame, history.pages)
    yield changes_page(frame, history.releases)
    for release in history.releases:
        if not release.lists:
            yield release_page(frame, release, (), part=1)
        for part, path in enumerate(release.lists, 1):
            yield release_page(frame, release, read_list(folder, path), part=part)
    corrected = correction_entries(context.names, most=limits.ATOM_ENTRIES)
    yield atom_file(frame, _newest(folder, history), corrections=corrected)


def _newest(
    folder: Path, history: History
) -> Iterator[tuple[PastRelease, tuple[ChangeEntry, ...]]]:
    """Yield the newest releases with their entries, as many as the Atom feed shows."""
    left = limits.ATOM_ENTRIES
    for release in reversed(history.releases):
        if left <= 0:
            return
        entries = tuple(islice(_entries(folder, release), left - 1))
        left -= 1 + len(entries)
        yield release, entries


def _entries(folder: Path, release: PastRelease) -> Iterator[ChangeEntry]:
    for path in release.lists:
        yield from read_list(folder, path)
