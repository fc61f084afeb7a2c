"""The files that a site is made of, with their digests: what its provenance names."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from publisher.load.given_paths import given_files
from publisher.load.inputs import is_tried
from publisher.load.unread_files import PART_SUFFIXES, RDF_PARTS, SOURCES, is_read
from publisher.model import UsedFile
from publisher.project import Project


def used_files(project: Project) -> tuple[UsedFile, ...]:
    """Return the files that are read as data, sources, shapes and queries, sorted by path.

    A path is that from the project's folder, or from the folder that is published: it tells nothing
    of the machine. A file that cannot be read has a finding, and is left out.
    """
    files = dict(_paths(project))
    used = (_used(path, files[path]) for path in sorted(files))
    return tuple(each for each in used if each is not None)


def _paths(project: Project) -> Iterator[tuple[str, Path]]:
    """Yield the path and the place of each file."""
    if project.inputs:
        for given in given_files(project.inputs):
            if given.path.is_file() and is_tried(given):
                yield given.below, given.path
        return
    for part in (*RDF_PARTS, *PART_SUFFIXES):
        for path in project.entries(part):
            if is_read(project, part, path):
                yield project.name(path), path
    for path in project.entries("/".join(SOURCES)):
        if path.is_file():
            yield project.name(path), path


def _used(name: str, path: Path) -> UsedFile | None:
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            # A name that is not UTF-8 can be written nowhere.
            shown = os.fsencode(name).decode("utf-8", "replace")
            return UsedFile(path=shown, size=file.tell(), sha256=digest)
    except OSError:
        return None
