"""Where the workers have a release's graph from: its dump in memory, or a store beside it."""

import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from publisher.querypool import make_store, verify_store
from publisher.serve.release import Release

IN_MEMORY: Final = 64 << 20
"""Bytes of N-Triples that the workers share in memory, in which queries run twice as fast."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphData:
    dump: Path | None = None
    store: Path | None = None


def graph_data(release: Release) -> GraphData:
    """The release's dump if the memory can hold it, else its store. Raises StoreError."""
    dump = release.folder / "site" / "dumps" / "all.nt"
    if dump.stat().st_size <= IN_MEMORY:
        return GraphData(dump=dump)
    return GraphData(store=_store_of(release, dump))


def _store_of(release: Release, dump: Path) -> Path:
    """The release's store for queries, made where it is not there yet."""
    folder = release.folder / "store"
    if folder.exists():
        verify_store(folder)
        return folder
    made = release.folder / f".store-{os.getpid()}"
    make_store(dump, made)
    with suppress(OSError):  # another server was quicker
        made.rename(folder)
    shutil.rmtree(made, ignore_errors=True)
    return folder
