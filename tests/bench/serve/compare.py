"""The server beside others, in one run: `python -m tests.bench.serve.compare --programs DIR`.

DIR holds `datasette` and `rdflib-endpoint`, installed apart: they are no part of this project. Each
measure asks all servers one after another, some rounds over; the median of each is printed, and
its ratio to what the goal names.
"""

import argparse
import importlib.metadata
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import quote, urlencode

from publisher.commands.build import build
from publisher.project import read_project
from tests.bench.generate import generate
from tests.bench.schema import BASE
from tests.bench.serve import servers
from tests.bench.serve.load import Load, Rate, Target
from tests.deploy.servers import started

PREFIXES: Final = f"PREFIX : <{BASE}ontology#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>"
JOIN: Final = (
    f"{PREFIXES} SELECT ?place (COUNT(?person) AS ?n) WHERE {{ ?person :worksFor ?institution . "
    "?institution :seat ?place . ?person :since ?year . ?place a :Place } "
    "GROUP BY ?place ORDER BY DESC(?n) ?place LIMIT 10"
)
JOIN_IN_SQL: Final = (
    "select c.object as place, count(*) as n from triple a join triple c on c.subject = a.object "
    "join triple d on d.subject = a.subject join triple e on e.subject = c.object "
    f"where a.property = '{BASE}ontology#worksFor' and c.property = '{BASE}ontology#seat' "
    f"and d.property = '{BASE}ontology#since' "
    "and e.property = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type' "
    f"and e.object = '{BASE}ontology#Place' group by place order by n desc, place limit 10"
)
LABELS: Final = f"{PREFIXES} SELECT ?s ?label WHERE {{ ?s rdfs:label ?label }} LIMIT 10000"
LABELS_IN_SQL: Final = (
    "select subject, object from triple where property = "
    "'http://www.w3.org/2000/01/rdf-schema#label' limit 10000"
)
ENTITIES: Final = 500
_PATIENT: Final = """
[tool.publisher.serve]
in_flight = 1000
errors = 1000000
query_seconds = 1000000.0
client_connections = 500
"""
JSON: Final = {"Accept": "application/sparql-results+json"}
CSV: Final = {"Accept": "text/csv"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """The same question to some servers, by the name of each.

    `goals`: whose rate is compared with whose, and the ratio that it should have, 0 for none.
    """

    name: str
    targets: Mapping[str, Target]
    goals: Sequence[tuple[str, str, float]]


def measures(at: Mapping[str, str], pages: Sequence[str]) -> Iterator[Measure]:
    """All of them, for servers by name; `pages` are paths of resources."""
    yield from _of_one_entity(at, pages)
    join = _sparql(at, [JOIN], JSON)
    join["datasette"] = _sql(at["datasette"], [JOIN_IN_SQL], "json")
    yield Measure(
        name="three joins, the same again",
        targets=join,
        goals=[("publisher", "oxigraph", 100.0)],
    )
    yield Measure(
        name="three joins, each query new",
        targets=_sparql(at, [f"{JOIN} #"], JSON, is_fresh=True),
        goals=[("publisher", "oxigraph", 0.0)],
    )
    rows = _sparql(at, [f"{LABELS} #"], CSV, is_fresh=True)
    del rows["rdflib-endpoint"]  # It answers none within wrk's patience.
    rows["datasette"] = _sql(at["datasette"], [LABELS_IN_SQL], "csv", is_fresh=True)
    yield Measure(
        name="10,000 rows of CSV, each query new",
        targets=rows,
        goals=[("publisher", "oxigraph", 0.0), ("publisher", "datasette", 0.0)],
    )
    yield from _dereference(at, pages)


def _of_one_entity(at: Mapping[str, str], pages: Sequence[str]) -> Iterator[Measure]:
    """All that is said of one resource."""
    one = [f"SELECT ?p ?o WHERE {{ <{BASE}{path}> ?p ?o }} #" for path in pages]
    of_one = [
        f"select property, object from triple where subject = '{BASE}{path}'" for path in pages
    ]
    fresh = _sparql(at, one, JSON, is_fresh=True)
    fresh["datasette"] = _sql(at["datasette"], of_one, "json", is_fresh=True)
    yield Measure(
        name="one entity, each query new",
        targets=fresh,
        goals=[("publisher", "oxigraph", 0.35), ("publisher", "datasette", 8.0)],
    )
    again = _sparql(at, one[:1], JSON)
    again["datasette"] = _sql(at["datasette"], of_one[:1], "json")
    again["nginx"] = _query(at["nginx"], "/sparql", one[:1], JSON)
    yield Measure(
        name="one entity, the same again",
        targets=again,
        goals=[("publisher", "oxigraph", 0.4), ("nginx", "oxigraph", 1.0)],
    )


def _dereference(at: Mapping[str, str], pages: Sequence[str]) -> Iterator[Measure]:
    """A resource's address by Accept, the page that it leads to, and its Turtle."""
    for name, suffix, accept in (("page", "html", "text/html"), ("Turtle", "ttl", "text/turtle")):
        headers = {"Accept": accept}
        documents = [f"/{path}.{suffix}" for path in pages]
        for what, paths in (
            (f"303 to a {name}", [f"/{path}" for path in pages]),
            (name, documents),
        ):
            targets = {
                server: Target(address=at[server], paths=paths, headers=headers)
                for server in ("publisher", "nginx", "bare")
            }
            goals = [("publisher", "bare", 0.5)]
            if paths is documents:
                targets["files"] = Target(address=at["files"], paths=paths)
                goals.append(("nginx", "files", 0.9))
            yield Measure(name=what, targets=targets, goals=goals)


def _sparql(
    at: Mapping[str, str],
    queries: Sequence[str],
    headers: Mapping[str, str],
    *,
    is_fresh: bool = False,
) -> dict[str, Target]:
    paths = {"publisher": "/sparql", "oxigraph": "/query", "rdflib-endpoint": "/"}
    return {
        name: _query(at[name], path, queries, headers, is_fresh=is_fresh)
        for name, path in paths.items()
        if name in at
    }


def _query(
    address: str,
    path: str,
    queries: Sequence[str],
    headers: Mapping[str, str],
    *,
    is_fresh: bool = False,
) -> Target:
    paths = [f"{path}?query={quote(one)}" for one in queries]
    return Target(address=address, paths=paths, headers=headers, is_fresh=is_fresh)


def _sql(address: str, queries: Sequence[str], suffix: str, *, is_fresh: bool = False) -> Target:
    # The number that is new each time is a field of its own there.
    end = "&_n=" if is_fresh else ""
    fields = "&_size=max" if suffix == "csv" else ""
    paths = [f"/graph.{suffix}?{urlencode({'sql': one})}{fields}{end}" for one in queries]
    return Target(address=address, paths=paths, is_fresh=is_fresh)


def compare(folder: Path, *, pages: int, programs: Path, load: Load, rounds: int) -> None:
    """Build a generated project, start all servers on it, and print the table."""
    project, site = folder / "project", folder / "site"
    generate(project, pages=pages)
    with (project / "pyproject.toml").open("a", encoding="utf-8") as settings:
        settings.write(_PATIENT)
    report = build(read_project(project), out=site, is_compressed=True)
    dump = site / "dumps" / "all.nt"
    triples = dump.read_bytes().count(b"\n")
    print(f"{report.counts['resources']:,} resources, {triples:,} triples; {_machine(programs)}\n")
    with ExitStack() as stack:
        at = _start(stack, folder, project=project, site=site, dump=dump, programs=programs)
        some = _some(site)
        print("| measure | " + " | ".join(_NAMES) + " | ratios |")
        print("| --- |" + " ---: |" * len(_NAMES) + " --- |")
        for measure in measures(at, some):
            print(_row(measure, _rates(measure, load, rounds)), flush=True)


_NAMES: Final = ("publisher", "nginx", "oxigraph", "datasette", "rdflib-endpoint", "bare", "files")


def _start(
    stack: ExitStack, folder: Path, *, project: Path, site: Path, dump: Path, programs: Path
) -> dict[str, str]:
    at = {
        "oxigraph": stack.enter_context(servers.oxigraph(dump, folder)),
        "datasette": stack.enter_context(servers.datasette(dump, folder, programs=programs)),
        "rdflib-endpoint": stack.enter_context(servers.rdflib_endpoint(dump, programs=programs)),
        "publisher": stack.enter_context(servers.publisher(project, site)),
        "bare": stack.enter_context(servers.bare()),
    }
    upstream = at["publisher"].removeprefix("http://")
    (folder / "nginx").mkdir()
    nginx = started("nginx", site, folder / "nginx", upstream=upstream)
    at["nginx"] = stack.enter_context(nginx).address
    at["files"] = stack.enter_context(servers.files(site, folder))
    return at


def _some(site: Path) -> list[str]:
    """Paths of resources, the same in each run."""
    found = sorted(
        f"{file.parent.name}/{file.stem}"
        for kind in ("person", "institution", "place")
        for file in (site / kind).glob("*.html")
        if file.name != "index.html"
    )
    return found[:: max(len(found) // ENTITIES, 1)][:ENTITIES]


def _rates(measure: Measure, load: Load, rounds: int) -> Mapping[str, Rate]:
    found: dict[str, list[Rate]] = {name: [] for name in measure.targets}
    for _ in range(rounds):
        for name, target in measure.targets.items():
            found[name].append(load.measure(target))
    return {
        name: Rate(
            rate=statistics.median(one.rate for one in rates),
            p99=statistics.median(one.p99 for one in rates),
        )
        for name, rates in found.items()
    }


def _row(measure: Measure, rates: Mapping[str, Rate]) -> str:
    cells = [
        f"{rates[name].rate:,.0f} ({rates[name].p99:,.1f} ms)" if name in rates else ""
        for name in _NAMES
    ]
    ratios = (
        f"{ours} {rates[ours].rate / rates[other].rate:,.2f} of {other}"
        + (f" (goal {least:g})" if least else "")
        for ours, other, least in measure.goals
    )
    return f"| {measure.name} | {' | '.join(cells)} | {'; '.join(ratios)} |"


def _machine(programs: Path) -> str:
    versions = [f"Python {platform.python_version()}", f"{os.cpu_count()} cores"]
    versions += [f"{one} {importlib.metadata.version(one)}" for one in ("oxigraph", "uvicorn")]
    freeze = [str(programs / "python"), "-m", "pip", "freeze"]
    frozen = subprocess.run(freeze, capture_output=True, text=True, check=True).stdout
    versions += [
        line.replace("==", " ")
        for line in frozen.splitlines()
        if line.startswith(("datasette==", "rdflib-endpoint=="))
    ]
    return ", ".join(versions)


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench.serve.compare", description=__doc__
    )
    parser.add_argument("--programs", type=Path, required=True, metavar="DIR")
    parser.add_argument("--pages", type=int, default=8_000, metavar="N")
    parser.add_argument("--rounds", type=int, default=3, metavar="N")
    parser.add_argument("--seconds", type=int, default=4, metavar="S", help="of each measure")
    parser.add_argument("--connections", type=int, default=16, metavar="N")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="serve-") as name:
        folder = Path(name)
        load = Load(folder, connections=given.connections, seconds=given.seconds)
        compare(folder, pages=given.pages, programs=given.programs, load=load, rounds=given.rounds)
    sys.stdout.flush()


if __name__ == "__main__":
    main()
