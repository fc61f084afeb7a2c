"""Write the index of names: one SQLite file, with the same bytes for the same entities.

| table | has |
| --- | --- |
| `entity` | IRI, label, number of its set of types, values of properties |
| `label` | a name, and its core words in the order of the alphabet |
| `gram` | the numbers of the labels that have a run of three letters |
| `name_key`, `acronym` | the numbers of the entities that have a key |
| `type_set`, `type` | classes; the ranges of entities and labels of each |

Numbers are given in the order of the sets of types, and within each by length. So a type is a few
ranges, and the first labels of a run are the short ones, which a short name more likely means.
"""

import json
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from publisher.model import SitePath
from publisher.names.entity import Entity
from publisher.names.tables import NAME_TABLES, STAGING, Tables

NAMES_FILE: Final = SitePath("names.sqlite")
"""The index of a release."""
_STAGE: Final = "INSERT INTO staging.entity VALUES (?, ?, ?, ?)"
_IN_ORDER: Final = "SELECT types, content FROM staging.entity ORDER BY types, length, iri"
_MOST_LABELS: Final = 500
"""Of one entity: Wikidata's have as many as languages."""


def build_index(entities: Iterable[Entity]) -> bytes:
    """Return the index of some entities as a file of SQLite. Their order does not matter."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "names.sqlite"
        write_index(entities, file)
        return file.read_bytes()


def write_index(entities: Iterable[Entity], file: Path) -> None:
    """Write the index of some entities to a new file.

    The entities are sorted on the disk. In memory are only the numbers of the labels that have a
    run of letters, about 100 bytes for each label, and the keys.
    """
    # An empty name is a database that SQLite keeps in a file of its own when it gets large.
    database = sqlite3.connect("", isolation_level=None)
    try:
        database.executescript(NAME_TABLES + STAGING)
        database.execute("BEGIN")
        database.executemany(_STAGE, map(_staged, entities))
        tables = Tables()
        for types, content in database.execute(_IN_ORDER):
            tables.add(database, types, *json.loads(content))
        tables.finish(database)
        database.execute("COMMIT")
        database.execute("VACUUM main INTO ?", (str(file),))
    finally:
        database.close()


def _staged(entity: Entity) -> tuple[str, int, str, str]:
    labels = list(dict.fromkeys(entity.labels))[:_MOST_LABELS]
    values = {name: sorted(set(values)) for name, values in sorted(entity.values.items())}
    content = [entity.iri, labels, sorted(set(entity.identifiers)), values]
    types = "\n".join(sorted(set(entity.types)))
    return types, min(map(len, labels), default=0), entity.iri, json.dumps(content)
