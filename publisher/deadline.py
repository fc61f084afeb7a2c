"""Run work that may never end in a process of its own, and stop that process at a deadline.

Neither Oxigraph nor pySHACL can be told to stop, and some inputs crash the process they run in.

A deadline counts the time that the process has the processor for, not the time on the clock:
whether a query is too slow must not depend on what else the machine does. The kernel keeps that
count, and ends the process: https://man7.org/linux/man-pages/man2/setitimer.2.html
"""

import gc
import os
import signal
from collections.abc import Callable, Generator, Iterator, Sequence
from enum import Enum
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess
from typing import Final, TypeAlias, TypeVar

from publisher import limits, sandbox

_LONGEST_WAIT: Final = 1_000_000.0
"""Seconds that the system can wait for: it counts milliseconds in 31 bits."""

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")
_MakeWork: TypeAlias = Callable[[], Callable[[_Item], _Result]]


class Stopped(Enum):
    """Why an item has no result."""

    TOO_SLOW = "too slow"
    DIED = "died"
    """The process used more memory than it may, or crashed."""
    STALLED = "stalled"
    """The process hardly had the processor for so long that nobody waits any longer."""


def run_with_deadline(
    items: Sequence[_Item],
    make_work: _MakeWork[_Item, _Result],
    *,
    seconds: float,
    memory: int | None = limits.WORK_BYTES,
    clock_seconds: float | None = None,
) -> Generator[_Result | Stopped]:
    """Yield for each item, in order, its result or the reason why it has none.

    `make_work()` is called in the process and returns the function that is called with each item;
    it is called again in a new process after an item that was stopped. Results are pickled.
    `seconds` is the processor time for one item, `memory` the bytes beyond what the process starts
    with, or None for no limit. `clock_seconds` is the last resort, for work that waits and does
    nothing: without it, `longest_wait(seconds)`. An exception that the function raises is raised
    here.

    On a platform without `fork` (Windows) the work runs in this process, without limits, because a
    spawned process would first have to load the whole graph.
    """
    if "fork" not in get_all_start_methods():
        yield from map(make_work(), items)
        return
    context = get_context("fork")
    longest = longest_wait(seconds) if clock_seconds is None else clock_seconds
    done = 0
    while done < len(items):
        rest = items[done:]
        reader, writer = context.Pipe(duplex=False)
        work = (writer, rest, make_work, seconds, memory, os.getpid())
        process = context.Process(target=_work, args=work)
        process.start()
        writer.close()
        try:
            for result in _results(process, reader, len(rest), longest):
                done += 1
                yield result
        finally:
            process.kill()
            process.join()
            reader.close()


def longest_wait(seconds: float) -> float:
    """Return the seconds on the clock that work may take which has `seconds` of the processor."""
    return max(limits.CLOCK_SECONDS, limits.CLOCK_FACTOR * seconds)


def _results(
    process: ForkProcess, reader: "Connection[None, _Result]", count: int, longest: float
) -> Iterator[_Result | Stopped]:
    """Yield the results of a process, up to and including the first item that is stopped."""
    # No deadline for `make_work`: the time that it takes is no item's.
    if _receive(process, reader, None) is Stopped.DIED:
        yield Stopped.DIED
        return
    for _ in range(count):
        result = _receive(process, reader, longest)
        if isinstance(result, BaseException):
            raise result
        yield result
        if isinstance(result, Stopped):
            return


def _receive(
    process: ForkProcess, reader: "Connection[None, _Result]", longest: float | None
) -> _Result | Stopped:
    if not wait([reader], None if longest is None else min(longest, _LONGEST_WAIT)):
        return Stopped.STALLED
    try:
        return reader.recv()
    except (EOFError, OSError):
        process.join()
        return Stopped.TOO_SLOW if process.exitcode == -signal.SIGPROF else Stopped.DIED


def _work(
    writer: "Connection[object, None]",
    items: Sequence[_Item],
    make_work: _MakeWork[_Item, _Result],
    seconds: float,
    memory: int | None,
    parent: int,
) -> None:
    # An engine that aborts writes a message to standard error; the finding says it better.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    # The memory that came with the fork stays shared if the garbage collector does not touch it.
    gc.freeze()
    sandbox.die_with_parent(parent)
    work = make_work()
    if memory is not None:
        sandbox.limit_memory(memory)
    # At its end the timer sends this signal, which ends the process unless somebody catches it.
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    writer.send(None)
    for item in items:
        signal.setitimer(signal.ITIMER_PROF, min(seconds, _LONGEST_WAIT))
        try:
            result: object = work(item)
        except MemoryError:
            result = Stopped.DIED
        except Exception as error:  # noqa: BLE001 -- raised again in the parent process
            result = error
        signal.setitimer(signal.ITIMER_PROF, 0)
        writer.send(result)
