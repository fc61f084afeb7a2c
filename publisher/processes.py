"""Run functions in several processes that have one large value in common, or in this one.

The processes are forked if this one has a single thread, as on Linux when a site is built: the
value is then there at once, and in memory once. Otherwise they are spawned, because a fork beside
threads can deadlock.
"""

import gc
import logging
import os
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from multiprocessing.synchronize import Event
from threading import Thread
from types import TracebackType
from typing import Final, Generic, Self, TypeVar

from publisher import logs, sandbox
from publisher.publication.release import PublicationError

FEWEST_PAGES: Final = 1_500
"""With fewer pages one process ends before a second one has started."""

_Shared = TypeVar("_Shared")
_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

_log = logging.getLogger(__name__)


class Processes(Generic[_Shared]):
    """Processes that have `shared` from their start. Use it in a `with` statement.

    With a `count` of 1 each function is run here, at the moment that it is submitted.
    Functions and items are pickled: a function is one of a module, or a `partial` of one.
    Leaving the `with` statement raises PublicationError if a process was killed.
    """

    def __init__(self, count: int, shared: _Shared) -> None:
        self.count = count
        self.shared = shared
        self._is_stopped = False
        self._pool: ProcessPoolExecutor | None = None
        self._stop_event: Event | None = None

    def __enter__(self) -> Self:
        if self.count > 1:
            context = get_context("fork" if _has_one_thread() else "spawn")
            self._stop_event = context.Event()
            worker = _Worker(
                shared=self.shared,
                stop_event=self._stop_event,
                parent_id=os.getpid(),
                log_level=logs.log_level(),
            )
            self._pool = ProcessPoolExecutor(
                self.count, mp_context=context, initializer=_start, initargs=(worker,)
            )
            _log.debug("%d processes, by %s", self.count, context.get_start_method())
        return self

    def submit(
        self, function: Callable[[_Shared], _Result], *, stop_if: Callable[[_Result], bool]
    ) -> "Future[_Result]":
        """Run a function in one process, and stop all others at once if its result is bad.

        A function that raises stops them too.
        """

        def stop_if_bad(done: "Future[_Result]") -> None:
            if done.cancelled() or done.exception() or stop_if(done.result()):
                self._stop()

        future: Future[_Result] = Future()
        if self._pool is None:
            future.set_result(function(self.shared))
        else:
            future = self._pool.submit(_run, function)
        future.add_done_callback(stop_if_bad)
        return future

    def map(
        self, function: Callable[[_Shared, _Item], _Result], items: Iterable[_Item]
    ) -> Iterator[_Result]:
        """Yield what a function returns for each item, in the order in which they are done.

        If the processes are stopped, what is left is not begun, or ends early: see `is_stopped`.
        """
        if self._pool is None:
            for item in items:
                if self._is_stopped:
                    return
                yield function(self.shared, item)
            return
        futures = [self._pool.submit(_run, function, item) for item in items]
        for future in as_completed(futures):
            yield future.result()

    def _stop(self) -> None:
        self._is_stopped = True
        if self._stop_event is not None:
            self._stop_event.set()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is not None:
            self._stop()
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
        if isinstance(error, BrokenProcessPool):
            raise PublicationError(
                "a process of the build was ended from outside, perhaps because memory ran out; "
                "build with --workers 1 or with more memory; the last site is as it was"
            ) from error


def process_count(pages: int, wanted: int | None) -> int:
    """Return how many processes to use: `wanted`, or as many as suit the number of pages."""
    if wanted is not None:
        return max(wanted, 1)
    return 1 if pages < FEWEST_PAGES else max(os.cpu_count() or 1, 1)


def is_stopped() -> bool:
    """Return whether this worker should end what it does, because the result is not needed."""
    return _worker is not None and _worker.stop_event.is_set()


def end_with_parent(parent_id: int) -> None:
    """End this process as soon as the process that started it has ended.

    Call it first in a worker. A worker that outlives its parent would go on writing into a
    release that the next build has swept away.
    """
    # The terminal sends Ctrl-C to all processes of a build; the parent alone has an answer to it.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if not sandbox.die_with_parent(parent_id):
        Thread(target=_end_after_parent, daemon=True).start()


def _end_after_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _has_one_thread() -> bool:
    """Return whether this process has one thread; False if the system does not say so."""
    try:
        return len(os.listdir("/proc/self/task")) == 1  # noqa: PTH208
    except OSError:
        return False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Worker:
    """What a worker process is started with."""

    shared: object
    stop_event: Event
    parent_id: int
    log_level: int


_worker: _Worker | None = None


def _start(worker: _Worker) -> None:
    # A process of its own: set once, before its first function.
    global _worker  # noqa: PLW0603
    end_with_parent(worker.parent_id)
    logs.log_in_worker(worker.log_level)
    gc.set_threshold(200_000, 20, 50)
    # What came with a fork stays shared as long as nobody writes into it.
    gc.freeze()
    _worker = worker


def _run(function: Callable[..., _Result], *arguments: object) -> _Result:
    if _worker is None:
        raise RuntimeError("a worker was given a function before it was started")
    return function(_worker.shared, *arguments)
