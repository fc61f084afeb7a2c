"""The store on disk that workers read if a graph is too large for the memory."""

import hashlib
import os
import shutil
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from publisher.errors import PublisherError
from publisher.sparql.graphs import GraphSource, fill

SUMS: Final = "SHA256SUMS"


class StoreError(PublisherError):
    """A store cannot be made, or has changed since; the message says what to do."""


def make_store(source: GraphSource, folder: Path) -> None:
    """Load a dataset into a store in a new folder.

    If that fails, remove the folder and raise StoreError.
    """
    try:
        folder.mkdir(parents=True)
    except OSError as error:
        raise StoreError(f"{folder} cannot be made ({error.strerror})") from error
    try:
        store = ox.Store(str(folder))
        fill(store, source)
        store.optimize()
        store.flush()
        del store
        (folder / SUMS).write_text(_sums(folder), encoding="utf-8")
        os.sync()
    except (OSError, SyntaxError, ValueError) as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise StoreError(f"{source.lines!s} cannot be loaded into a store ({error})") from error


def verify_store(folder: Path) -> None:
    """Raise StoreError if a file has changed since `make_store`: the engine does not notice."""
    try:
        expected = (folder / SUMS).read_text(encoding="utf-8")
    except OSError as error:
        raise StoreError(f"{folder} has no {SUMS}; remove the folder to have it made") from error
    if _sums(folder) != expected:
        raise StoreError(f"{folder} has changed since it was made; remove it to have it made again")


def _sums(folder: Path) -> str:
    """Return the digests of the files that hold data, as sha256sum writes them.

    The engine's log and lock are left out, because they change when a store is opened.
    """
    lines = []
    for file in sorted(folder.iterdir()):
        if file.name not in {SUMS, "LOCK"} and not file.name.startswith("LOG"):
            with file.open("rb") as content:
                digest = hashlib.file_digest(content, "sha256").hexdigest()
            lines.append(f"{digest}  {file.name}\n")
    return "".join(lines)
