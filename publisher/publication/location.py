"""Check whether a site may be published at a path, before anything is read."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from publisher.publication.release import PublicationError, refuse_others, unwritable
from publisher.publication.releases import RELEASES
from publisher.well_formed import is_utf8

LONGEST_OUT: Final = 2_000
"""Bytes of the site's path. With the longest path of a page, no system has names twice as long."""


def check_location(out: Path, *, inputs: Iterable[Path]) -> None:
    """Raise PublicationError if `out` is no place for a site of a project with these folders."""
    if not is_utf8(out.name):
        raise PublicationError("the name of --out is not UTF-8; choose another --out")
    if out.name == "..":
        raise PublicationError(f"{out} has no name of its own; choose another --out")
    try:
        place = Path(os.path.realpath(out.parent)) / out.name
        if len(os.fsencode(place)) > LONGEST_OUT:
            raise PublicationError(
                f"--out is longer than {LONGEST_OUT:,} bytes; choose a shorter path"
            )
        if RELEASES in place.parts:
            raise PublicationError(
                f"{out} lies in {RELEASES}, where releases are kept; choose another --out"
            )
        if place.is_symlink():
            refuse_others(out)
        for folder in inputs:
            if any(_is_same(path, folder) for path in _with_parents(place)):
                raise PublicationError(
                    f"{out} lies in the input folder {folder}, so the next build would read it; "
                    "choose another --out"
                )
        refuse_others(out)
    except OSError as error:
        raise unwritable(out, error) from error


def _with_parents(place: Path) -> Iterator[Path]:
    yield place
    yield from place.parents


def _is_same(path: Path, other: Path) -> bool:
    """Return whether two paths are the same file, whatever links and case they contain."""
    try:
        return path.samefile(other)
    except FileNotFoundError:
        return os.path.realpath(path) == os.path.realpath(other)
