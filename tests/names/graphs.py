"""Entities to look names up among: those of `../shared`, and many that nobody looks for."""

import csv
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from publisher.commands.paths import project_of
from publisher.describe import Names
from publisher.describe.named import named_entities
from publisher.load import load
from publisher.model import Iri
from publisher.names import Entity, NameIndex, build_index
from publisher.project import Project, read_project
from tests.conftest import shared
from tests.flagship import FOLDER

OF_NAMES: Final = ("orgs", "companies", "places")
OF_GRAPHS: Final = ("nwbib", "nace-rdfxml", "skohub", "w3c-org", "dcat3")
GRAPHS: Final = (*OF_NAMES, *OF_GRAPHS, "flagship")
_PREFIXES: Final = {"org": "org", "co": "co", "geo": "geo"}


@dataclass(frozen=True, kw_only=True)
class Row:
    """A name as somebody wrote it. `expected`: the IRI that it means; empty if it means none."""

    graph: str
    query: str
    expected: str
    is_reachable: bool
    kind: str


def rows_of(table: str) -> list[Row]:
    with shared(f"names/{table}").open(encoding="utf-8", newline="") as file:
        return [
            Row(
                graph=row["graph"],
                query=row["query"],
                expected=_iri(row["expected"]),
                is_reachable=bool(row["expected"]) and row.get("reach", "yes") == "yes",
                kind=row["kind"],
            )
            for row in csv.DictReader(file)
        ]


def _iri(text: str) -> str:
    prefix, _, name = text.partition(":")
    return f"https://names.example/{prefix}/{name}" if prefix in _PREFIXES else text


@cache
def entities_of(graph: str) -> tuple[Entity, ...]:
    """Return the entities of a graph as a build finds them."""
    loaded = load(_project(graph))
    return tuple(named_entities(Names(graph=loaded.graph, vocabulary=loaded.vocabulary)))


def _project(graph: str) -> Project:
    if graph == "flagship":
        return read_project(FOLDER)
    path = f"names/{graph}.nt" if graph in OF_NAMES else f"graphs/{graph}"
    return project_of([shared(path)], base=None).project


def index_of(entities: Iterable[Entity], folder: Path) -> NameIndex:
    file = folder / "names.sqlite"
    file.write_bytes(build_index(entities))
    return NameIndex.open(file)


def filled(entities: Sequence[Entity], number: int) -> Iterator[Entity]:
    """Yield entities, and others with names of the same words in another order, up to a number."""
    yield from entities
    choice = random.Random(14)  # noqa: S311
    words = sorted({word for entity in entities for word in entity.labels[0].split()})
    types = [entity.types for entity in entities]
    for at in range(number - len(entities)):
        name = " ".join(choice.choices(words, k=choice.choice((2, 3, 3, 4, 5))))
        yield Entity(
            iri=Iri(f"https://filler.example/{at}"), labels=(name,), types=choice.choice(types)
        )
