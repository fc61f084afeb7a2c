"""How `publisher serve` bears an attack: `python -m tests.bench.serve.attack`.

Every hostile query of tests/querypool is sent over HTTP, by eight clients at once, each behind an
address of its own, while another client goes on with cheap queries. Then the server is ended by
SIGTERM and started again a hundred times under load. Printed is what RELIABILITY asks for;
compare figures of one run alone.
"""

import argparse
import http.client
import os
import platform
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Final
from urllib.parse import urlencode, urlsplit

from tests.bench.serve.load import Load, Rate, Target
from tests.querypool.hostile import QUERIES
from tests.querypool.test_hostile import Listener
from tests.serve.projects import CHEAP, write_project
from tests.serve.restarts import Crowd, activate, end, restart, socket_of_systemd
from tests.serve.running import request, served

DEADLINE: Final = 2.0
HOSTILE: Final = 8
SETTINGS: Final = {
    "deadline": DEADLINE,
    "proxies": "127.0.0.1",
    "cache": 0,
    # The cheap client alone asks all the time; the hostile ones are bounded as by default.
    "query_seconds": 1_000_000,
    "connections": 512,
}
CHEAP_PATH: Final = "/sparql?" + urlencode({"query": f"{CHEAP} # "})
_MEGABYTE: Final = 1_000_000
_REFUSED: Final = 0.05
"""Seconds for which a hostile client that is turned away waits: one that does not only loads its
own machine, which is the server's here."""


@dataclass(slots=True, kw_only=True)
class Attack:
    """Hostile clients, until the block ends: what each query took, and how it ended."""

    address: str
    listener: str
    seconds: list[float] = field(default_factory=list)
    statuses: dict[int, int] = field(default_factory=dict)
    _numbers: Iterator[int] = field(default_factory=count)
    _is_over: threading.Event = field(default_factory=threading.Event)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @contextmanager
    def going_on(self) -> Iterator[None]:
        """All the time, in no order that comes again soon."""
        queries = [one.replace("LISTENER", self.listener) for one in QUERIES.values()]
        threads = [
            threading.Thread(target=self._hammer, args=(queries[number::HOSTILE], number))
            for number in range(HOSTILE)
        ]
        for one in threads:
            one.start()
        try:
            yield
        finally:
            self._is_over.set()
            for one in threads:
                one.join()

    def once(self) -> None:
        """Each query once, by a client that is new each time, two at a time."""
        queries = [one.replace("LISTENER", self.listener) for one in QUERIES.values()]
        threads = [threading.Thread(target=self._each, args=(queries[part::2],)) for part in (0, 1)]
        for one in threads:
            one.start()
        for one in threads:
            one.join()

    def _each(self, queries: Sequence[str]) -> None:
        for query in queries:
            number = next(self._numbers)
            self._ask(query, f"10.{number // 65_536 % 256}.{number // 256 % 256}.{number % 256}")

    def _hammer(self, queries: Sequence[str], number: int) -> None:
        while not self._is_over.is_set():
            for query in queries:
                if self._is_over.is_set():
                    return
                if self._ask(query, f"198.51.100.{number}") == http.HTTPStatus.TOO_MANY_REQUESTS:
                    self._is_over.wait(_REFUSED)

    def _ask(self, query: str, client: str) -> int:
        parts = urlsplit(self.address)
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=60)
        headers = {"Content-Type": "application/sparql-query", "X-Forwarded-For": client}
        started = time.monotonic()
        try:
            connection.request("POST", "/sparql", body=query.encode(), headers=headers)
            found = connection.getresponse()
            status = found.status
            while found.read(1 << 20):
                pass
        except http.client.IncompleteRead:
            status = 0  # it broke off, as the client sees
        finally:
            connection.close()
        with self._lock:
            self.seconds.append(time.monotonic() - started)
            self.statuses[status] = self.statuses.get(status, 0) + 1
        return status


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row of the table."""

    what: str
    goal: str
    found: str

    def __str__(self) -> str:
        return f"| {self.what} | {self.goal} | {self.found} |"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=int, default=10, help="of each rate (default: 10)")
    options.add_argument("--restarts", type=int, default=100, help="(default: 100)")
    chosen = options.parse_args()
    print(f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores\n")
    print("| what | goal | found |\n| --- | --- | --- |")
    listener = Listener()
    with tempfile.TemporaryDirectory() as folder:
        for line in _attacked(Path(folder), listener.address, chosen.seconds):
            print(line, flush=True)
        for line in _restarted(Path(folder), chosen.restarts):
            print(line, flush=True)
    print(Line(what="connections out", goal="0", found=str(listener.connections)))
    listener.close()


def _attacked(folder: Path, listener: str, seconds: int) -> Iterator[Line]:
    project = write_project(folder / "attacked", SETTINGS)
    load = Load(folder, connections=4, seconds=seconds)
    with served("--project", str(project)) as (address, number):
        cheap = Target(
            address=address,
            paths=[CHEAP_PATH],
            headers={"X-Forwarded-For": "192.0.2.1"},
            is_fresh=True,
        )
        load.measure(cheap)  # all that starts late has started
        calm = load.measure(cheap)
        before = _memory(number)
        yield from _overshoot(Attack(address=address, listener=listener))
        attack = Attack(address=address, listener=listener)
        with attack.going_on():
            under = load.measure(cheap)
        time.sleep(DEADLINE + 2)
        after = load.measure(cheap)
        yield from _rates(calm, under, after, attack)
        yield _memories(before, _memory(number))
        yield from _health(address)


def _overshoot(attack: Attack) -> Iterator[Line]:
    attack.once()
    late = sorted(max(one - DEADLINE, 0.0) for one in attack.seconds)
    index = min(round(len(late) * 0.99), len(late) - 1)
    yield Line(
        what=f"beyond the deadline of {DEADLINE:g} s, of {len(late)} hostile queries, p99 and most",
        goal="≤ 150 ms",
        found=f"{late[index] * 1000:.0f} ms, {late[-1] * 1000:.0f} ms",
    )
    yield Line(what="their answers by status (0: broke off)", goal="", found=_told(attack.statuses))


def _rates(calm: Rate, under: Rate, after: Rate, attack: Attack) -> Iterator[Line]:
    yield Line(
        what="cheap queries a second, alone",
        goal="",
        found=f"{calm.rate:,.0f}, p99 {calm.p99:.0f} ms",
    )
    yield Line(
        what=f"the same under {HOSTILE} hostile clients",
        goal="≥ 60 %, p99 ≤ 100 ms",
        found=f"{under.rate / calm.rate:.0%}, p99 {under.p99:.0f} ms",
    )
    yield Line(
        what="what those were answered meanwhile (0: broke off)",
        goal="",
        found=_told(attack.statuses),
    )
    yield Line(
        what="the same when the deadline and 2 s are over",
        goal="≥ 95 %",
        found=f"{after.rate / calm.rate:.0%}, p99 {after.p99:.0f} ms",
    )


def _memories(before: int, after: int) -> Line:
    return Line(
        what="memory of all processes after the attack",
        goal="≤ 1.2 × before",
        found=f"{after / before:.2f} × ({before / _MEGABYTE:.0f} → {after / _MEGABYTE:.0f} MB)",
    )


def _health(address: str) -> Iterator[Line]:
    text = request(address, "/metrics").body.decode()
    counts = dict(
        line.split()
        for line in text.splitlines()
        if line.startswith(("publisher_workers", "publisher_answers_cut_total"))
    )
    ready = request(address, "/readyz").status
    yield Line(
        what="workers killed at a limit; that ended by themselves",
        goal="the server lives",
        found=(
            f"{float(counts['publisher_workers_killed']):.0f}; "
            f"{float(counts['publisher_workers_died']):.0f}; /readyz {ready}"
        ),
    )


def _restarted(folder: Path, times: int) -> Iterator[Line]:
    settings = {"in_flight": 64, "query_seconds": 1_000_000, "client_connections": 200}
    project = write_project(folder / "restarted", settings)
    path = "/sparql?" + urlencode({"query": CHEAP, "format": "csv"})
    with socket_of_systemd() as listener:
        port = listener.getsockname()[1]
        asked = [(path, b"x\r\n7\r\n"), ("/network/enoc.ttl", b"enoc as ttl\n")]
        alive = Crowd(host="127.0.0.1", port=port, requests=asked)
        fresh = Crowd(host="127.0.0.1", port=port, requests=asked, keeps_alive=False)
        with alive.asking(2), fresh.asking(2):
            restart(alive, listener, times, "--project", str(project))
            process = activate(listener, "--project", str(project))
        end(process)
    failures = alive.failures + fresh.failures
    yield Line(
        what=f"of {alive.answers + fresh.answers:,} requests in {times} restarts by SIGTERM, lost",
        goal="0",
        found=f"{len(failures)} {failures[:3] or ''}".strip(),
    )


def _memory(number: int) -> int:
    """Bytes of a process and all below it, shared ones counted once."""
    rollup = Path(f"/proc/{number}/smaps_rollup").read_text(encoding="ascii")
    own = next(line for line in rollup.splitlines() if line.startswith("Pss:"))
    children = Path(f"/proc/{number}/task/{number}/children").read_text(encoding="ascii").split()
    return int(own.split()[1]) * 1024 + sum(_memory(int(child)) for child in children)


def _told(statuses: dict[int, int]) -> str:
    return ", ".join(f"{status}: {times}" for status, times in sorted(statuses.items()))


if __name__ == "__main__":
    main()
