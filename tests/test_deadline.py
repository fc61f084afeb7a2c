"""Work that never ends, crashes or takes too much memory costs its own result and no other."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable

import pytest

from publisher.deadline import Stopped, longest_wait, run_with_deadline

GENEROUS = 60.0


def sleep_for_ever(item: str) -> str:
    if item == "endless":
        time.sleep(10 * GENEROUS)
    return item


def compute_for_ever(item: str) -> str:
    while item == "endless":
        pass
    return item


def compute_for_a_while(seconds: float) -> float:
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass
    return seconds


def crash(item: str) -> str:
    if item == "crash":
        os.kill(os.getpid(), signal.SIGKILL)
    return item


def fill_memory(item: str) -> str:
    return item if item != "much" else str(len(bytearray(1 << 32)))


def test_results_come_in_the_order_of_the_items() -> None:
    results = run_with_deadline([3, 1, 2], lambda: lambda item: item * 10, seconds=GENEROUS)
    assert list(results) == [30, 10, 20]


def test_no_item_has_no_result() -> None:
    assert list(run_with_deadline([], lambda: crash, seconds=GENEROUS)) == []


@pytest.mark.parametrize(
    ("work", "item"), [(crash, "crash"), (fill_memory, "much")], ids=["crash", "memory"]
)
def test_an_item_whose_process_dies_leaves_the_others_their_results(
    work: Callable[[str], str], item: str
) -> None:
    results = run_with_deadline(["a", item, "b"], lambda: work, seconds=GENEROUS)
    assert list(results) == ["a", Stopped.DIED, "b"]


def test_an_item_that_never_ends_is_stopped_at_its_deadline() -> None:
    results = run_with_deadline(["a", "endless", "b"], lambda: compute_for_ever, seconds=0.1)
    assert list(results) == ["a", Stopped.TOO_SLOW, "b"]


def test_each_item_has_its_own_time() -> None:
    results = run_with_deadline([0.3] * 4, lambda: compute_for_a_while, seconds=1.0)
    assert list(results) == [0.3] * 4


def test_the_time_of_others_and_time_asleep_do_not_count() -> None:
    def sleep(item: str) -> str:
        time.sleep(0.5)
        return item

    results = run_with_deadline(["a"], lambda: sleep, seconds=0.1, clock_seconds=GENEROUS)
    assert list(results) == ["a"]


def test_work_that_waits_for_ever_is_stopped_by_the_clock() -> None:
    results = run_with_deadline(
        ["endless", "b"], lambda: sleep_for_ever, seconds=GENEROUS, clock_seconds=0.5
    )
    assert list(results) == [Stopped.STALLED, "b"]


def test_the_clock_is_generous() -> None:
    assert longest_wait(0.5) == 600
    assert longest_wait(100) == 6_000


def test_an_exception_of_the_work_is_raised_here() -> None:
    def fail(item: str) -> str:
        raise ValueError(item)

    with pytest.raises(ValueError, match="the item"):
        list(run_with_deadline(["the item"], lambda: fail, seconds=GENEROUS))


def test_work_that_cannot_begin_is_a_result_too() -> None:
    def make_work() -> Callable[[str], str]:
        os.kill(os.getpid(), signal.SIGKILL)
        return crash

    assert list(run_with_deadline(["a"], make_work, seconds=GENEROUS)) == [Stopped.DIED]


WITHOUT_LINUX = """
import ctypes, os, sys

def refuse(*_arguments, **_members):
    raise OSError("not on this system")

sys.modules["fcntl"] = sys.modules["resource"] = None
del os.pidfd_open
ctypes.CDLL = refuse

from publisher import sandbox
from publisher.deadline import run_with_deadline

def work(item):
    while item == "endless":
        pass
    return item

print(list(run_with_deadline(["a", "endless", "b"], lambda: work, seconds=1.0)))
print(sandbox.die_with_parent(), sandbox.limit_memory(1), sandbox.close_network(),
    sandbox.close_descriptors(), sandbox.limit_processor_time(1.0))
"""


def test_a_deadline_holds_on_a_system_without_limits_and_seccomp() -> None:
    process = subprocess.run(
        [sys.executable, "-c", WITHOUT_LINUX], capture_output=True, text=True, check=True
    )
    assert process.stdout.splitlines() == [
        "['a', <Stopped.TOO_SLOW: 'too slow'>, 'b']",
        "False False False False False",
    ]


QUERIES_WITHOUT_POOL = """
import sys
import publisher.commands.build, publisher.commands.check, publisher.commands.query
print([name for name in sys.modules if name.startswith("publisher.querypool")])
"""


def test_build_check_and_query_do_not_import_the_query_pool() -> None:
    process = subprocess.run(
        [sys.executable, "-c", QUERIES_WITHOUT_POOL], capture_output=True, text=True, check=True
    )
    assert process.stdout.strip() == "[]"
