"""Pages by several processes, which have the graph from the start.

Forked where nothing else runs in this process, as it is on Linux: the graph and its index are then
there at once, and in memory once. Spawned elsewhere: a fork beside threads may wait for ever for
what they hold. A worker that dies breaks the pool, which is an error and not a wait for ever.
"""

import gc
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field, replace
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, Generic, TypeAlias, TypeVar, cast

from publisher.dataset import Dataset
from publisher.model import File, Term
from publisher.pages.chunk_files import load_chunks, save_chunks
from publisher.pages.lifetime import broken_pool_told, end_with_parent
from publisher.pages.resource import Pages
from publisher.publication.publication import Written, write

BATCH: Final = 2_000_000
"""Bytes of N-Triples on the pages that a process makes at once, some hundreds of pages: no process
ends long after the others.
"""
FEWEST_PAGES: Final = 1_500
"""Below this many pages one process ends before a second has started."""

Part: TypeAlias = Callable[[Pages], Iterable[File]]
"""Makes files of a site that are not one resource's: a function of a module, so that it pickles."""

_Made = TypeVar("_Made")


@dataclass(kw_only=True)
class Beside(Generic[_Made]):
    """Work that is done when its result is asked for, or in a worker beside the pages."""

    work: Callable[[], _Made]
    """Pickles, where workers are spawned."""
    _future: Future[_Made] | None = None
    _result: list[_Made] = field(default_factory=list)

    def start(self, pool: ProcessPoolExecutor) -> None:
        """Hand it to a worker that was started with it, unless it has been done."""
        if not self._result:
            # What it does is what each worker was started with: `work` itself.
            self._future = pool.submit(cast("Callable[[], _Made]", _work))

    def result(self) -> _Made:
        if not self._result:
            self._result.append(self._future.result() if self._future else self.work())
        return self._result[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Worker:
    pages: Pages
    folder: Path
    chunk_folder: Path
    work: Callable[[], object]
    parent: int
    """The process ID of the build."""


_state: _Worker | None = None


def workers_for(pages: int, wanted: int | None) -> int:
    """How many processes: as asked, or by the cores and the size."""
    if wanted is not None:
        return max(wanted, 1)
    return 1 if pages < FEWEST_PAGES else max(os.cpu_count() or 1, 1)


def write_pages(
    pages: Pages,
    documents: Sequence[Term],
    *,
    folder: Path,
    workers: int,
    advance: Callable[[int], None],
    beside: Beside[_Made],
    parts: Sequence[Part] = (),
) -> Iterator[Written]:
    """Write each document's files below `folder`, and say which.

    `parts`: other files of the site, made in the same processes; `beside`: more work for them,
    begun first. `advance` is told how many pages have been made.
    """
    if workers == 1:
        for part in parts:
            yield from write(folder, part(pages))
        for document in documents:
            yield from write(folder, pages.files(document))
            advance(1)
        return
    with (
        broken_pool_told(),
        TemporaryDirectory(dir=folder.parent, prefix="chunks-") as chunk_folder,
        ProcessPoolExecutor(
            workers,
            mp_context=get_context("fork" if _is_alone() else "spawn"),
            initializer=_start,
            initargs=(
                _Worker(
                    pages=pages,
                    folder=folder,
                    chunk_folder=Path(chunk_folder),
                    work=beside.work,
                    parent=os.getpid(),
                ),
            ),
        ) as pool,
    ):
        beside.start(pool)
        try:
            for made in [
                pool.submit(_write_chunks, number) for number in range(pages.chunks.array_count)
            ]:
                made.result()
            futures = {pool.submit(_write_part, part): 0 for part in parts}
            for batch in _batches(documents, pages.names.graph):
                futures[pool.submit(_write_batch, batch)] = len(batch)
            for future in as_completed(futures):
                yield from future.result()
                if futures[future]:
                    advance(futures[future])
        except BaseException:
            # What is left is for nothing: the release will not be published.
            pool.shutdown(cancel_futures=True)
            raise


def _is_alone() -> bool:
    """Whether this process has one thread; False where no file says so."""
    try:
        return len(os.listdir("/proc/self/task")) == 1  # noqa: PTH208
    except OSError:
        return False


def _batches(documents: Sequence[Term], graph: Dataset) -> Iterator[list[Term]]:
    """The documents in parts of about one size; those that are long, as sources are, first."""
    sizes = {page: sum(map(graph.size, graph.subjects_of(page))) for page in documents}
    batch: list[Term] = []
    filled = 0
    for page in sorted(documents, key=lambda one: sizes[one] < BATCH // 20):
        batch.append(page)
        filled += sizes[page]
        if filled >= BATCH:
            yield batch
            batch, filled = [], 0
    if batch:
        yield batch


def _start(state: _Worker) -> None:
    # a process of its own, set once before its first batch
    global _state  # noqa: PLW0603
    end_with_parent(state.parent)
    gc.set_threshold(200_000, 20, 50)
    # What came with a fork stays shared as long as nobody writes into it.
    gc.freeze()
    _state = state


def _work() -> object:
    return _started().work()


def _write_chunks(number: int) -> None:
    state = _started()
    save_chunks(state.chunk_folder, number, state.pages.chunks.write_array(number))


def _write_part(part: Part) -> list[Written]:
    return write(_started().folder, part(_pages()))


def _write_batch(documents: list[Term]) -> list[Written]:
    folder, pages = _started().folder, _pages()
    return [written for document in documents for written in write(folder, pages.files(document))]


def _pages() -> Pages:
    """The pages, made of the chunks that all workers have written by now."""
    global _state  # noqa: PLW0603
    state = _started()
    chunks = state.pages.chunks
    if chunks.stored is None:
        stored = load_chunks(state.chunk_folder, chunks.writers, count=chunks.array_count)
        pages = replace(state.pages, chunks=replace(chunks, stored=stored))
        _state = state = replace(state, pages=pages)
    return state.pages


def _started() -> _Worker:
    if _state is None:
        raise RuntimeError("a worker was given work before it was started")
    return _state
