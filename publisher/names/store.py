"""Read the tables of an index of names.

The file is opened read-only and as one that does not change, so any number of threads and processes
read it without locks: https://www.sqlite.org/uri.html#uriimmutable
"""

import os
import sqlite3
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from threading import local
from typing import Any, Final, NamedTuple
from urllib.parse import quote

from publisher.errors import PublisherError
from publisher.model import Iri
from publisher.names.keys import hashed
from publisher.names.scope import Numbers, Ranges
from publisher.names.tables import VERSION, unpacked

_REMEMBERED: Final = 1_000
_LONGEST_TYPE: Final = 2_000
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


def read_only_uri(path: str | os.PathLike[str]) -> str:
    """Return the address by which SQLite opens a file that nobody changes."""
    # Not `pathlib`, because pure modules import this one.
    return f"file:{quote(os.path.abspath(path))}?mode=ro&immutable=1"  # noqa: PTH100


class NameStore:
    """The tables of one index. Each thread of each process has a connection of its own."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self._uri = read_only_uri(path)
        self._local = local()
        self.ranges = lru_cache(_REMEMBERED)(self._ranges)
        self.types = lru_cache(_REMEMBERED)(self._types)
        (version,) = self._rows("PRAGMA user_version")[0]
        if version != VERSION:
            raise NamesError(f"{path}: made by another version; build the site again")

    def entities_with(self, keys: Sequence[str]) -> list[Numbers]:
        """Return the numbers of the entities that have each key, sorted; some for no key."""
        hashes = [hashed(key) for key in keys]
        rows = dict(self._among("SELECT key, entities FROM name_key WHERE key IN", hashes))
        return [unpacked(rows.get(each, b"")) for each in hashes]

    def entities_called(self, letters: str) -> Numbers:
        """Return the numbers of the entities whose words begin with some letters, sorted."""
        rows = self._rows("SELECT entities FROM acronym WHERE key = ?", letters)
        return unpacked(rows[0][0] if rows else b"")

    def sizes(self, grams: Iterable[str]) -> dict[str, int]:
        """Return how many labels have each run of letters, of those that some label has."""
        return dict(self._among("SELECT gram, size FROM gram WHERE gram IN", tuple(grams)))

    def sizes_beginning(self, letters: str) -> dict[str, int]:
        """Return the same for all runs that begin with some letters."""
        query = "SELECT gram, size FROM gram WHERE gram >= ? AND gram < ?"
        return dict(self._rows(query, letters, f"{letters}~"))

    def labels_with(self, grams: Sequence[str]) -> list[tuple[str, Numbers]]:
        """Return runs of letters, each with the numbers of the labels that have it, sorted."""
        rows = self._among("SELECT gram, labels FROM gram WHERE gram IN", grams)
        return [(gram, unpacked(labels)) for gram, labels in rows]

    @cached_property
    def lengths(self) -> bytes:
        """The number of runs of letters of each label."""
        return bytes(self._rows("SELECT labels FROM lengths")[0][0])

    def labels(self, numbers: Sequence[int]) -> list[tuple[int, int, str]]:
        """Return labels: the number, that of the entity, and the core words, sorted."""
        return self._among("SELECT id, entity, core FROM label WHERE id IN", numbers)

    def texts(self, labels: Sequence[int]) -> dict[int, str]:
        """Return labels as the graph has them, but for those that are the first of their entity."""
        rows = self._among("SELECT id, text FROM label WHERE id IN", labels)
        return {label: text for label, text in rows if text is not None}

    def entities(self, numbers: Sequence[int]) -> dict[int, EntityRow]:
        query = "SELECT id, iri, label, types, properties FROM entity WHERE id IN"
        return {number: EntityRow._make(row) for number, *row in self._among(query, numbers)}

    def _ranges(self, type_: str) -> tuple[Ranges, Ranges]:
        """Return the ranges of the entities of a class, and of their labels."""
        iri = type_[:_LONGEST_TYPE].encode(errors="replace").decode()
        rows = self._rows("SELECT entities, labels FROM type WHERE iri = ?", iri)
        entities, labels = rows[0] if rows else (b"", b"")
        return _pairs(unpacked(entities)), _pairs(unpacked(labels))

    def _types(self, type_set: int) -> tuple[Iri, ...]:
        (iris,) = self._rows("SELECT iris FROM type_set WHERE id = ?", type_set)[0]
        return tuple(map(Iri, iris.split("\n"))) if iris else ()

    def _among(self, query: str, values: Sequence[int | str]) -> list[Any]:
        if not values:
            return []
        return self._rows(f"{query} ({','.join('?' * len(values))})", *values)

    def _rows(self, query: str, *values: int | str) -> list[Any]:
        try:
            return self._connection().execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise NamesError(f"{self._uri}: no index of names: {error}") from error

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
