"""Work on somebody's data that may never end: in a process of its own, which is killed in time.

Neither Oxigraph nor pySHACL can be told to stop, and some queries end the process they run in.
"""

import gc
import os
import sys
from collections.abc import Callable, Generator, Iterator, Sequence
from enum import Enum
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection, wait
from typing import Final, TypeAlias, TypeVar

from publisher import limits

_LONGEST: Final = 1_000_000.0
"""Seconds that the system can wait for: it counts milliseconds in 31 bits."""

_Item = TypeVar("_Item")
_Made = TypeVar("_Made")
_Begin: TypeAlias = Callable[[], Callable[[_Item], _Made]]


class Stopped(Enum):
    """Why nothing was made of an item."""

    TOO_SLOW = "too slow"
    DIED = "died"
    """It took more memory than it may have, or ended its process in another way."""


def bounded(
    items: Sequence[_Item],
    begin: _Begin[_Item, _Made],
    *,
    seconds: float,
    memory: int = limits.WORK_BYTES,
) -> Generator[_Made | Stopped]:
    """What is made of each item, in order, or why nothing was.

    `begin()` is called once in the process, and again after an item that was stopped; it gives
    the function of an item. What that makes is pickled. `seconds` are those of one item.
    """
    if "fork" not in get_all_start_methods():
        # There is no process to kill that would have the graph at once: Windows.
        yield from map(begin(), items)
        return
    done = 0
    while done < len(items):
        for made in _run(items[done:], begin, seconds, memory):
            done += 1
            yield made


def _run(
    items: Sequence[_Item], begin: _Begin[_Item, _Made], seconds: float, memory: int
) -> Iterator[_Made | Stopped]:
    """As `bounded`, up to the first item that is stopped."""
    context = get_context("fork")
    reader, writer = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(writer, items, begin, memory, os.getpid()))
    process.start()
    writer.close()
    try:
        # The time until it is ready is not an item's.
        if _receive(reader, None) is Stopped.DIED:
            yield Stopped.DIED
            return
        for _ in items:
            made = _receive(reader, seconds)
            if isinstance(made, BaseException):
                raise made
            yield made
            if isinstance(made, Stopped):
                return
    finally:
        process.kill()
        process.join()
        reader.close()


def _receive(reader: "Connection[None, _Made]", seconds: float | None) -> _Made | Stopped:
    if not wait([reader], None if seconds is None else min(seconds, _LONGEST)):
        return Stopped.TOO_SLOW
    try:
        return reader.recv()
    except (EOFError, OSError):
        return Stopped.DIED


def _work(
    writer: "Connection[object, None]",
    items: Sequence[_Item],
    begin: _Begin[_Item, _Made],
    memory: int,
    parent: int,
) -> None:
    # An engine that aborts says so itself; the finding says it better.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    # What came with the fork is shared as long as nobody writes into it.
    gc.freeze()
    if sys.platform == "linux":
        from publisher import sandbox  # noqa: PLC0415 -- the kernel's calls that it makes

        sandbox.die_with_parent(parent)
        work = begin()
        sandbox.bound(memory)
    else:
        work = begin()
    writer.send(None)
    for item in items:
        try:
            made: object = work(item)
        except MemoryError:
            made = Stopped.DIED
        except Exception as error:  # noqa: BLE001 -- raised where the work was asked for
            made = error
        writer.send(made)
