"""Read the tables of an index of names.

The file is opened read-only and as one that does not change, so any number of threads and processes
read it without locks: https://www.sqlite.org/uri.html#uriimmutable
"""

import os
import sqlite3
from array import array
from collections.abc import Iterable, Sequence
from functools import lru_cache
from threading import local
from typing import Any, Final, NamedTuple
from urllib.parse import quote

from publisher.errors import PublisherError
from publisher.model import Iri
from publisher.names.scope import Numbers, Ranges
from publisher.names.tables import VERSION, unpacked

_REMEMBERED: Final = 10_000
_MAPPED: Final = 1 << 30
"""Bytes of the file that are read as memory."""


class NamesError(PublisherError):
    """There is no index of names at a path, or it is not one that this version reads."""


class EntityRow(NamedTuple):
    """An entity as the index has it."""

    iri: Iri
    label: str
    type_set: int
    properties: bytes | None


class NameStore:
    """The tables of one index. Each thread of each process has a connection of its own."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self._uri = f"file:{quote(os.path.abspath(path))}?mode=ro&immutable=1"  # noqa: PTH100 -- pure modules import this one
        self._local = local()
        self.ranges = lru_cache(_REMEMBERED)(self._ranges)
        self.types = lru_cache(_REMEMBERED)(self._types)
        try:
            (version,) = self._rows("PRAGMA user_version")[0]
        except sqlite3.Error as error:
            raise NamesError(f"{path}: no index of names: {error}") from error
        if version != VERSION:
            raise NamesError(f"{path}: made by another version; build the site again")

    def entities_with(self, key: int) -> Numbers:
        """Return the numbers of the entities that have a key, sorted."""
        return self._numbers("SELECT entities FROM name_key WHERE key = ?", key)

    def entities_called(self, letters: str) -> Numbers:
        """Return the numbers of the entities whose words begin with some letters, sorted."""
        return self._numbers("SELECT entities FROM acronym WHERE key = ?", letters)

    def sizes(self, grams: Iterable[str]) -> list[tuple[int, str]]:
        """Return the runs of letters that some label has, each with their number, sorted."""
        wanted = tuple(grams)
        return sorted(self._among("SELECT size, gram FROM gram WHERE gram IN", wanted))

    def labels_with(self, gram: str) -> Numbers:
        """Return the numbers of the labels that have a run of letters, sorted."""
        return self._numbers("SELECT labels FROM gram WHERE gram = ?", gram)

    def labels(self, numbers: Sequence[int]) -> list[tuple[int, int, str]]:
        """Return labels: the number, that of the entity, and the core words, sorted."""
        return self._among("SELECT id, entity, core FROM label WHERE id IN", numbers)

    def text(self, label: int) -> str:
        """Return a label as the graph has it."""
        return str(self._rows("SELECT text FROM label WHERE id = ?", label)[0][0])

    def texts(self, entity: int) -> list[str]:
        """Return the labels of an entity, the one that is shown first."""
        rows = self._rows("SELECT text FROM label WHERE entity = ? ORDER BY id", entity)
        return [text for (text,) in rows]

    def entity(self, number: int) -> EntityRow:
        query = "SELECT iri, label, types, properties FROM entity WHERE id = ?"
        return EntityRow._make(self._rows(query, number)[0])

    def _ranges(self, type_: str) -> tuple[Ranges, Ranges]:
        """Return the ranges of the entities of a class, and of their labels."""
        rows = self._rows("SELECT entities, labels FROM type WHERE iri = ?", type_)
        entities, labels = rows[0] if rows else (b"", b"")
        return _pairs(unpacked(entities)), _pairs(unpacked(labels))

    def _types(self, type_set: int) -> tuple[Iri, ...]:
        (iris,) = self._rows("SELECT iris FROM type_set WHERE id = ?", type_set)[0]
        return tuple(map(Iri, iris.split("\n"))) if iris else ()

    def _numbers(self, query: str, key: int | str) -> Numbers:
        rows = self._rows(query, key)
        return unpacked(rows[0][0]) if rows else array("I")

    def _among(self, query: str, values: Sequence[int | str]) -> list[Any]:
        return self._rows(f"{query} ({','.join('?' * len(values))})", *values)

    def _rows(self, query: str, *values: int | str) -> list[Any]:
        return self._connection().execute(query, values).fetchall()

    def _connection(self) -> sqlite3.Connection:
        # A connection must not be used behind a fork: https://www.sqlite.org/howtocorrupt.html
        process, connection = getattr(self._local, "opened", (0, None))
        if connection is None or process != os.getpid():
            connection = sqlite3.connect(self._uri, uri=True, isolation_level=None)
            connection.execute(f"PRAGMA mmap_size = {_MAPPED}")
            self._local.opened = (os.getpid(), connection)
        return connection


def _pairs(bounds: Numbers) -> Ranges:
    return tuple(zip(bounds[::2], bounds[1::2], strict=True))
