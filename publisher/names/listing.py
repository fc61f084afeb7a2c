"""All names of an index in the order of the alphabet, for those who look names up by hand."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from publisher.names.folding import fold_name
from publisher.names.store import read_only_uri

_STAGING = "CREATE TABLE name (key TEXT, iri TEXT, text TEXT)"
_NAMES = """
SELECT coalesce(label.text, entity.label), entity.iri
FROM label JOIN entity ON entity.id = label.entity
"""


class ListedName(NamedTuple):
    """A name in one spelling, the IRI of what has it, and the name as the graph has it."""

    key: str
    iri: str
    name: str


def listed_names(index: Path) -> Iterator[ListedName]:
    """Yield the names of an index by their keys. They are sorted on the disk."""
    names = sqlite3.connect(read_only_uri(index), uri=True)
    # An empty name is a database that SQLite keeps in a file of its own when it gets large.
    staging = sqlite3.connect("", isolation_level=None)
    try:
        staging.execute(_STAGING)
        staging.execute("BEGIN")
        staging.executemany(
            "INSERT INTO name VALUES (?, ?, ?)",
            ((fold_name(text), iri, " ".join(text.split())) for text, iri in names.execute(_NAMES)),
        )
        yield from map(
            ListedName._make, staging.execute("SELECT DISTINCT * FROM name ORDER BY key, iri, text")
        )
    finally:
        staging.close()
        names.close()
