"""Measure the index of names: `python -m tests.bench.names`.

It mixes the graphs of `../shared/names` with entities whose names are of the same words, builds the
index, and looks up the names of `open.csv` in one thread, with and without their types. It counts
seconds of the processor, because others may use the machine.
"""

import argparse
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from publisher.model import Iri
from publisher.names import Entity, NameIndex, write_index
from tests.names.graphs import GRAPHS, Row, entities_of, filled, rows_of


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entities", type=int, default=100_000)
    entities = [each for graph in GRAPHS for each in entities_of(graph)]
    many = list(filled(entities, parser.parse_args().entities))
    rows = rows_of("open.csv")
    types = {each.iri: each.types[:1] for each in entities}
    with TemporaryDirectory() as folder:
        file = Path(folder) / "names.sqlite"
        start = time.process_time()
        write_index(many, file)
        seconds = time.process_time() - start
        labels = sum(len(each.labels) for each in many)
        print(
            f"{len(many):,} entities, {labels:,} names: {seconds:.1f} s of the processor, ", end=""
        )
        print(f"{file.stat().st_size / 1e6:.1f} MB")
        index = NameIndex.open(file)
        of_rows = [types.get(Iri(row.expected), _types_of(row.graph)) for row in rows]
        for name, restrictions in (("with", of_rows), ("without", [()] * len(rows))):
            _look_up(index, rows, restrictions)  # once before, so that all is in memory
            start = time.process_time()
            hits = _look_up(index, rows, restrictions)
            rate = len(rows) / (time.process_time() - start)
            print(f"{name} the type: {rate:.0f} names a second, recall at 3 {hits:.3f}")


def _types_of(graph: str) -> tuple[Iri, ...]:
    first: Entity = entities_of(graph)[0]
    return first.types[:1]


def _look_up(
    index: NameIndex, rows: Sequence[Row], restrictions: Sequence[tuple[Iri, ...]]
) -> float:
    hits = reachable = 0
    for row, types in zip(rows, restrictions, strict=True):
        found = index.candidates(row.query, types=types, limit=3)
        reachable += row.is_reachable
        hits += row.is_reachable and row.expected in [each.iri for each in found]
    return hits / reachable


if __name__ == "__main__":
    main()
