"""The compressed files of a site, by several processes where there are many."""

import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Final

from publisher.model import File
from publisher.pages.lifetime import broken_pool_told, end_with_parent
from publisher.publication.compressed import compressed, is_compressible
from publisher.publication.publication import Written, write

BATCH: Final = 500


def compress(folder: Path, written: Iterable[Written], *, workers: int) -> list[Written]:
    """Write the compressed form beside each text of the site, and say which were written."""
    paths = sorted(one.path for one in written if is_compressible(one.path))
    if workers == 1:
        return _compress(folder, paths)
    batches = [paths[at : at + BATCH] for at in range(0, len(paths), BATCH)]
    with (
        broken_pool_told(),
        ProcessPoolExecutor(
            workers,
            mp_context=get_context("spawn"),
            initializer=end_with_parent,
            initargs=(os.getpid(),),
        ) as pool,
    ):
        made = pool.map(partial(_compress, folder), batches)
        return [one for batch in made for one in batch]


def _compress(folder: Path, paths: Sequence[str]) -> list[Written]:
    return write(folder, _files(folder, paths))


def _files(folder: Path, paths: Sequence[str]) -> Iterator[File]:
    for path in paths:
        yield from compressed(path, (folder / path).read_bytes())
