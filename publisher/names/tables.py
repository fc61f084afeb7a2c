"""The tables of the index, filled with entities in their order."""

import sys
from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial
from itertools import groupby
from operator import itemgetter
from sqlite3 import Connection
from typing import Final

from publisher.names.folding import core_words, fold_name
from publisher.names.grams import grams, sounds
from publisher.names.keys import (
    exact_key,
    hashed,
    identifier_keys,
    initials,
    iri_key,
    name_keys,
    stated_keys,
)

VERSION: Final = 1
"""Of the tables. A reader refuses another."""
NAME_TABLES: Final = f"""
PRAGMA page_size = 4096;
PRAGMA encoding = 'UTF-8';
PRAGMA user_version = {VERSION};
CREATE TABLE entity (id INTEGER PRIMARY KEY, iri TEXT, label TEXT, types INTEGER, properties BLOB);
CREATE TABLE label (id INTEGER PRIMARY KEY, entity INTEGER, core TEXT, text TEXT);
CREATE TABLE gram (gram TEXT PRIMARY KEY, size INTEGER, labels BLOB) WITHOUT ROWID;
CREATE TABLE name_key (key INTEGER PRIMARY KEY, entities BLOB);
CREATE TABLE acronym (key TEXT PRIMARY KEY, entities BLOB) WITHOUT ROWID;
CREATE TABLE lengths (labels BLOB);
CREATE TABLE type_set (id INTEGER PRIMARY KEY, iris TEXT);
CREATE TABLE type (iri TEXT PRIMARY KEY, entities BLOB, labels BLOB) WITHOUT ROWID;
"""
# In a database of its own, so that the index has no trace of it.
STAGING: Final = """
ATTACH '' AS staging;
CREATE TABLE staging.entity (types TEXT, length INTEGER, iri TEXT, content TEXT);
CREATE TABLE staging.name_key (key INTEGER, entity INTEGER);
CREATE TABLE staging.acronym (key TEXT, entity INTEGER);
"""
_NUMBER: Final = "I"
"""The code of numbers of four bytes, which are written with the lowest byte first."""


_KEY: Final = "q"
_MOST_RUNS: Final = 255


def unpacked_keys(content: bytes) -> frozenset[int]:
    """Return the hashed keys of the properties of an entity."""
    return frozenset(_unpacked(_KEY, content))


def packed(numbers: "array[int]") -> bytes:
    """Return numbers as bytes that are the same on every machine."""
    if sys.byteorder == "big":
        numbers = numbers[:]
        numbers.byteswap()
    return numbers.tobytes()


def unpacked(content: bytes) -> "array[int]":
    """Return the numbers of such bytes."""
    return _unpacked(_NUMBER, content)


def _unpacked(code: str, content: bytes) -> "array[int]":
    numbers: array[int] = array(code)
    numbers.frombytes(content)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


@dataclass(slots=True)
class Tables:
    """What is known of the entities that were added. `finish` writes it."""

    entities: int = 0
    labels: int = 1
    """The number of the next label. 0 is none."""
    type_sets: dict[str, int] = field(default_factory=dict)
    ranges: "dict[str, tuple[array[int], array[int]]]" = field(default_factory=dict)
    """The first and last entities, and labels, of each type."""
    grams: "defaultdict[str, array[int]]" = field(
        default_factory=lambda: defaultdict(partial(array, _NUMBER))
    )
    lengths: "array[int]" = field(default_factory=lambda: array("B", [0]))
    """The number of runs of letters of each label, by its number."""

    def add(
        self,
        database: Connection,
        types: str,
        iri: str,
        labels: Sequence[str],
        identifiers: Sequence[str],
        values: Mapping[str, Sequence[str]],
    ) -> None:
        """Write an entity with its labels, and note its keys. `types`: IRIs in lines, sorted."""
        entity = self.entities
        type_set = self.type_sets.setdefault(types, len(self.type_sets))
        properties = {
            key for name, texts in values.items() for text in texts for key in _stated(name, text)
        }
        details = packed(array(_KEY, sorted(properties))) if properties else None
        shown = labels[0] if labels else iri
        database.execute(
            "INSERT INTO entity VALUES (?, ?, ?, ?, ?)", (entity, iri, shown, type_set, details)
        )
        keys = [iri_key(iri), *identifier_keys(iri)]
        for identifier in identifiers:
            keys += (*identifier_keys(identifier), exact_key(identifier))
        for label in labels:
            keys += name_keys(label)
        database.executemany(
            "INSERT INTO staging.name_key VALUES (?, ?)",
            [(key, entity) for key in dict.fromkeys(map(hashed, keys))],
        )
        acronyms = {letters for label in labels for letters in initials(label)}
        database.executemany(
            "INSERT INTO staging.acronym VALUES (?, ?)",
            [(letters, entity) for letters in sorted(acronyms)],
        )
        first_label = self.labels
        database.executemany(
            "INSERT INTO label VALUES (?, ?, ?, ?)", list(self._labels(entity, labels))
        )
        self.entities += 1
        for type_ in types.split("\n") if types else ():
            of_entities, of_labels = self.ranges.setdefault(type_, (array(_NUMBER), array(_NUMBER)))
            _extend(of_entities, entity, self.entities)
            _extend(of_labels, first_label, self.labels)

    def _labels(
        self, entity: int, labels: Sequence[str]
    ) -> Iterator[tuple[int, int, str, str | None]]:
        """Yield the rows of labels, one of those that differ only in how they are written."""
        cores = {core_words(fold_name(label)): label for label in reversed(labels)}
        for core, label in reversed(cores.items()):
            if core:
                runs = grams(core)
                self.lengths.append(min(len(runs), _MOST_RUNS))
                for gram in runs | sounds(core):
                    self.grams[gram].append(self.labels)
                # The first label is in the row of the entity.
                yield self.labels, entity, " ".join(core), None if label == labels[0] else label
                self.labels += 1

    def finish(self, database: Connection) -> None:
        """Write the keys, the runs of letters, and the types."""
        database.executemany("INSERT INTO name_key VALUES (?, ?)", _grouped(database, "name_key"))
        database.executemany("INSERT INTO acronym VALUES (?, ?)", _grouped(database, "acronym"))
        database.executemany(
            "INSERT INTO gram VALUES (?, ?, ?)",
            (
                (gram, len(self.grams[gram]), packed(self.grams[gram]))
                for gram in sorted(self.grams)
            ),
        )
        database.execute("INSERT INTO lengths VALUES (?)", (self.lengths.tobytes(),))
        database.executemany(
            "INSERT INTO type_set VALUES (?, ?)",
            ((number, types) for types, number in self.type_sets.items()),
        )
        database.executemany(
            "INSERT INTO type VALUES (?, ?, ?)",
            ((type_, *map(packed, self.ranges[type_])) for type_ in sorted(self.ranges)),
        )


@lru_cache(maxsize=10_000)
def _stated(name: str, value: str) -> tuple[int, ...]:
    """Return the hashed keys of a property that the graph states; many entities share them."""
    return tuple(map(hashed, stated_keys(name, value)))


def _extend(ranges: "array[int]", first: int, end: int) -> None:
    """Add a range behind others: `[0, 3]` and 3 to 5 → `[0, 5]`, and 7 to 8 → `[0, 5, 7, 8]`."""
    if ranges and ranges[-1] == first:
        ranges[-1] = end
    else:
        ranges.extend((first, end))


def _grouped(database: Connection, table: str) -> Iterator[tuple[int | str, bytes]]:
    """Yield each key of a table of the staging database with its entities."""
    rows = database.execute(f"SELECT key, entity FROM staging.{table} ORDER BY key, entity")  # noqa: S608 -- one of two names
    for key, group in groupby(rows, key=itemgetter(0)):
        yield key, packed(array(_NUMBER, [entity for _, entity in group]))
