"""How many names a second `/reconcile` matches: `python -m tests.bench.serve.reconcile`.

The index has the entities of `../shared/names` and others, whose names are made of the same words,
100,000 in all. The queries are the table's, each with its type, posted by two clients over HTTP in
batches of ten, as OpenRefine does, and one by one. Compare figures of one run alone.
"""

import argparse
import csv
import hashlib
import http.client
import json
import os
import platform
import random
import re
import sqlite3
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final
from urllib.parse import urlencode, urlsplit

from publisher.model import Iri
from publisher.names import Entity, write_index
from tests.conftest import SHARED
from tests.serve.releases import FILES, write_release
from tests.serve.running import served

ENTITIES: Final = 100_000
SECONDS: Final = 10
CLIENTS: Final = 2
WORKERS: Final = 2
BATCHES: Final = (10, 1)
BASE: Final = "https://data.example/"
_GRAPHS: Final = ("orgs", "companies", "places")
_LINE: Final = re.compile(r'<([^>]*)> <[^>]*(?:label|Label|name)> "((?:[^"\\]|\\.)*)"')
_FORM: Final = {"Content-Type": "application/x-www-form-urlencoded"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entities", type=int, default=ENTITIES)
    parser.add_argument("--seconds", type=int, default=SECONDS)
    given = parser.parse_args()
    print(f"{platform.machine()}, {os.cpu_count()} cores, Linux {platform.release()}")
    print(f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}")
    with tempfile.TemporaryDirectory() as folder:
        project = write_names_project(Path(folder), given.entities)
        with served("--project", str(project)) as (address, server):
            for size in BATCHES:
                before = processor_seconds(server)
                count, rate, p99 = measure(address, size=size, seconds=given.seconds)
                used = (processor_seconds(server) - before) / count * 1000
                print(
                    f"batches of {size}: {rate:,.0f} names a second, 99 % in {p99:.0f} ms; "
                    f"{used:.1f} ms of the processors a name"
                )


def write_names_project(folder: Path, count: int) -> Path:
    """Return a project whose site has an index of so many entities, and says how long it took."""
    settings = f"workers = {WORKERS}\nslow_workers = 1\nquery_seconds = 1e9\n"
    (folder / "pyproject.toml").write_text(
        f'[tool.publisher]\nbase = "{BASE}"\n[tool.publisher.serve]\n{settings}', encoding="utf-8"
    )
    (folder / "data").mkdir()
    site = write_release(folder, FILES, base=BASE)
    release = site.resolve().parent
    index = release / "site" / "names.sqlite"
    started = time.perf_counter()
    write_index(entities(count), index)
    seconds = time.perf_counter() - started
    size = index.stat().st_size / 1e6
    print(f"{count:,} entities: index of {size:.0f} MB in {seconds:.0f} s")
    with (release / "MANIFEST.sha256").open("a", encoding="utf-8") as manifest:
        digest = hashlib.sha256(index.read_bytes()).hexdigest()
        manifest.write(f"{digest}  site/names.sqlite\n")
    return folder


def entities(count: int) -> Iterator[Entity]:
    """Yield the entities of the table, and as many made of their words as are missing."""
    chance = random.Random(1)  # noqa: S311 -- no secret
    words: dict[str, list[str]] = {}
    number = 0
    for graph in _GRAPHS:
        labels: dict[str, list[str]] = {}
        for line in (SHARED / "names" / f"{graph}.nt").read_text(encoding="utf-8").splitlines():
            if match := _LINE.match(line):
                label = json.loads(f'"{match[2]}"')
                labels.setdefault(match[1], []).append(label)
                words.setdefault(graph, []).extend(label.split())
        for iri, names in labels.items():
            number += 1
            yield _entity(iri, names, graph)
    while number < count:
        number += 1
        graph = chance.choice(_GRAPHS)
        made = chance.choices(words[graph], k=chance.randint(2, 6))
        yield _entity(f"{BASE}{graph}/{number}", [" ".join(made)], graph)


def _entity(iri: str, labels: Sequence[str], graph: str) -> Entity:
    return Entity(iri=Iri(iri), labels=tuple(labels), types=(Iri(f"{BASE}{graph}"),))


def processor_seconds(process_id: int) -> float:
    """Return what a process and all below it have used: a busy machine does not change it."""
    stat = Path(f"/proc/{process_id}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    own = (int(stat[11]) + int(stat[12])) / os.sysconf("SC_CLK_TCK")
    children = Path(f"/proc/{process_id}/task/{process_id}/children").read_text(encoding="ascii")
    return own + sum(map(processor_seconds, map(int, children.split())))


def measure(address: str, *, size: int, seconds: int) -> tuple[int, float, float]:
    """Return how many names were looked up, how many a second, and milliseconds of a batch.

    Within these 99 of 100 batches were answered.
    """
    bodies = list(_bodies(size))
    took: list[float] = []
    end = time.monotonic() + seconds

    def ask(first: int) -> None:
        connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)
        number = first
        while time.monotonic() < end:
            started = time.perf_counter()
            connection.request("POST", "/reconcile", bodies[number % len(bodies)], _FORM)
            reply = connection.getresponse()
            content = reply.read()
            if reply.status != http.HTTPStatus.OK:
                sys.exit(content.decode())
            took.append(time.perf_counter() - started)
            number += CLIENTS
        connection.close()

    threads = [threading.Thread(target=ask, args=(first,)) for first in range(CLIENTS)]
    started = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    passed = time.monotonic() - started
    count = len(took) * size
    return count, count / passed, sorted(took)[int(len(took) * 0.99)] * 1000


def _bodies(size: int) -> Iterator[bytes]:
    with (SHARED / "names" / "open.csv").open(encoding="utf-8", newline="") as table:
        rows = [row for row in csv.DictReader(table) if row["graph"] in _GRAPHS]
    for first in range(0, len(rows) - size + 1, size):
        batch = {
            row["id"]: {
                "query": row["query"],
                "type": f"{BASE}{row['graph']}",
                "type_strict": "should",
            }
            for row in rows[first : first + size]
        }
        yield urlencode({"queries": json.dumps(batch)}).encode()


if __name__ == "__main__":
    main()
