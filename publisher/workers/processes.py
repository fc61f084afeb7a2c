"""Pages by several processes, each with the graph in a file of its own mapping.

Spawned, not forked: as fast, and safe beside threads. A worker that dies breaks the pool, which
is an error and not a wait for ever.
"""

import gc
import os
import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, replace
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Final, TypeAlias

from publisher.graph import Graph
from publisher.model import File, Term
from publisher.site.publication import Written, write
from publisher.workers.pages import Pages

BATCH: Final = 500
FEWEST_PAGES: Final = 1_500
"""Below this many pages one process ends before a second has started."""

Part: TypeAlias = Callable[[Pages], Iterable[File]]
"""Makes files of a site that are not one resource's: a function of a module, so that it pickles."""

_state: "_Worker | None" = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Worker:
    pages: Pages
    folder: Path


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
    scratch: Path,
    workers: int,
    advance: Callable[[int], None],
    parts: Sequence[Part] = (),
    beside: Callable[[ProcessPoolExecutor], None] | None = None,
) -> Iterator[Written]:
    """Write each document's files below `folder`, and say which.

    `scratch`: a folder for what workers read. `parts`: other files of the site, made in the same
    processes; `beside`: more work for them, handed over first. `advance` is told how many pages
    have been made.
    """
    if workers == 1:
        for part in parts:
            yield from write(folder, part(pages))
        for document in documents:
            yield from write(folder, pages.files(document))
            advance(1)
        return
    state = _store(pages, folder=folder, scratch=scratch)
    with ProcessPoolExecutor(
        workers,
        mp_context=get_context("spawn"),
        initializer=_start,
        initargs=(state,),
    ) as pool:
        if beside:
            beside(pool)
        futures = {pool.submit(_write_part, part): 0 for part in parts}
        for batch in _batches(documents):
            futures[pool.submit(_write_batch, batch)] = len(batch)
        try:
            for future in as_completed(futures):
                yield from future.result()
                if futures[future]:
                    advance(futures[future])
        except BaseException:
            # What is left is for nothing: the release will not be published.
            pool.shutdown(cancel_futures=True)
            raise


def _batches(documents: Sequence[Term]) -> Iterator[list[Term]]:
    rest = iter(documents)
    while batch := list(islice(rest, BATCH)):
        yield batch


def _store(pages: Pages, *, folder: Path, scratch: Path) -> Path:
    """What a worker starts from: the lines as they are, the rest pickled without its caches."""
    graph = pages.names.graph
    (scratch / "lines.nt").write_bytes(graph.lines)
    bare = Graph(base=graph.base, lines=b"", sources=graph.sources, term_order=graph.term_order)
    vocabulary = pages.names.vocabulary
    state = (
        bare,
        Graph(base=vocabulary.base, lines=vocabulary.lines, term_order=vocabulary.term_order),
        pages.frame,
        pages.prefixes,
        pages.queries,
        folder,
    )
    path = scratch / "state.pickle"
    path.write_bytes(pickle.dumps(state))
    return path


def _start(path: Path) -> None:
    # in the worker alone
    from publisher.describe import Names  # noqa: PLC0415

    # a process of its own, set once before its first batch
    global _state  # noqa: PLW0603
    gc.set_threshold(200_000, 20, 50)
    state = path.read_bytes()
    # ours, just written
    bare, vocabulary, frame, prefixes, queries, folder = pickle.loads(state)  # noqa: S301
    graph = replace(bare, lines=path.with_name("lines.nt").read_bytes())
    names = Names(graph=graph, vocabulary=vocabulary)
    _state = _Worker(
        pages=Pages(frame=frame, names=names, prefixes=prefixes, queries=queries), folder=folder
    )


def _write_part(part: Part) -> list[Written]:
    state = _started()
    return write(state.folder, part(state.pages))


def _write_batch(documents: list[Term]) -> list[Written]:
    state = _started()
    return [
        written
        for document in documents
        for written in write(state.folder, state.pages.files(document))
    ]


def _started() -> _Worker:
    if _state is None:
        raise RuntimeError("a worker was given work before it was started")
    return _state
