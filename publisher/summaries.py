"""What each entity is, in a sentence: a file of a release in which a server looks it up.

It is a database of SQLite that never changes, so all processes read it without locks.
"""

import os
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Final
from urllib.parse import quote

_SCHEMA: Final = """
PRAGMA page_size = 4096;
PRAGMA encoding = 'UTF-8';
CREATE TABLE summary (iri TEXT PRIMARY KEY, text TEXT) WITHOUT ROWID;
"""
_AT_ONCE: Final = 500
"""Parameters of one query: SQLite takes at least 999."""


def write_summaries(summaries: Iterable[tuple[str, str]], file: Path) -> None:
    """Write the summary of each IRI to a new file: the same bytes for the same summaries."""
    # An empty name is a database that SQLite keeps in a file of its own when it gets large.
    database = sqlite3.connect("", isolation_level=None)
    try:
        database.executescript(_SCHEMA)
        database.execute("BEGIN")
        database.executemany("INSERT OR IGNORE INTO summary VALUES (?, ?)", summaries)
        database.execute("COMMIT")
        database.execute("VACUUM main INTO ?", (str(file),))
    finally:
        database.close()


class Summaries:
    """The summaries of a release, for one process."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        uri = f"file:{quote(os.path.abspath(path))}?mode=ro&immutable=1"  # noqa: PTH100 -- as in `names.store`
        self._database = sqlite3.connect(uri, uri=True, isolation_level=None)

    def of(self, iris: Iterable[str]) -> dict[str, str]:
        """Return the summaries of those IRIs that have one."""
        wanted = list(dict.fromkeys(iris))
        found: dict[str, str] = {}
        for first in range(0, len(wanted), _AT_ONCE):
            some = wanted[first : first + _AT_ONCE]
            marks = ",".join("?" * len(some))
            query = f"SELECT iri, text FROM summary WHERE iri IN ({marks})"  # noqa: S608 -- marks alone
            found |= self._database.execute(query, some)
        return found
