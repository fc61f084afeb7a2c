"""Run work that may never end in a process of its own, and kill that process at a deadline.

Neither Oxigraph nor pySHACL can be told to stop, and some inputs crash the process they run in.
"""

import gc
import os
from collections.abc import Callable, Generator, Iterator, Sequence
from enum import Enum
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection, wait
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


def run_with_deadline(
    items: Sequence[_Item],
    make_work: _MakeWork[_Item, _Result],
    *,
    seconds: float,
    memory: int | None = limits.WORK_BYTES,
) -> Generator[_Result | Stopped]:
    """Yield for each item, in order, its result or the reason why it has none.

    `make_work()` is called in the process and returns the function that is called with each item;
    it is called again in a new process after an item that was stopped. Results are pickled.
    `seconds` is the time for one item, `memory` the bytes beyond what the process starts with, or
    None for no limit. An exception that the function raises is raised here.

    On a platform without `fork` (Windows) the work runs in this process, without limits, because a
    spawned process would first have to load the whole graph.
    """
    if "fork" not in get_all_start_methods():
        yield from map(make_work(), items)
        return
    context = get_context("fork")
    done = 0
    while done < len(items):
        rest = items[done:]
        reader, writer = context.Pipe(duplex=False)
        process = context.Process(target=_work, args=(writer, rest, make_work, memory, os.getpid()))
        process.start()
        writer.close()
        try:
            for result in _results(reader, len(rest), seconds):
                done += 1
                yield result
        finally:
            process.kill()
            process.join()
            reader.close()


def _results(
    reader: "Connection[None, _Result]", count: int, seconds: float
) -> Iterator[_Result | Stopped]:
    """Yield the results of a process, up to and including the first item that is stopped."""
    # No deadline for `make_work`: the time that it takes is no item's.
    if _receive(reader, None) is Stopped.DIED:
        yield Stopped.DIED
        return
    for _ in range(count):
        result = _receive(reader, seconds)
        if isinstance(result, BaseException):
            raise result
        yield result
        if isinstance(result, Stopped):
            return


def _receive(reader: "Connection[None, _Result]", seconds: float | None) -> _Result | Stopped:
    if not wait([reader], None if seconds is None else min(seconds, _LONGEST_WAIT)):
        return Stopped.TOO_SLOW
    try:
        return reader.recv()
    except (EOFError, OSError):
        return Stopped.DIED


def _work(
    writer: "Connection[object, None]",
    items: Sequence[_Item],
    make_work: _MakeWork[_Item, _Result],
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
    writer.send(None)
    for item in items:
        try:
            result: object = work(item)
        except MemoryError:
            result = Stopped.DIED
        except Exception as error:  # noqa: BLE001 -- raised again in the parent process
            result = error
        writer.send(result)
