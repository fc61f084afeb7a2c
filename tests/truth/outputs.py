"""What a site says outside of its pages' bodies, in the smallest parts that somebody reads alone.

A search engine shows a description without its page, a spreadsheet a row without its table, a
reader of feeds an entry: whoever claims something must be named in that part.
"""

import csv
import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pyarrow.parquet

from tests.commands.built import shown, tree

ATOM = "{http://www.w3.org/2005/Atom}"
COMPRESSED = (".br", ".gz")
"""Ends of copies of other files."""


@dataclass(frozen=True, kw_only=True)
class Part:
    place: str
    text: str


def parts_of(site: Path) -> Iterator[Part]:
    """All parts of all files that are no RDF, no page's body and no source."""
    for file in sorted(site.rglob("*")):
        path = file.relative_to(site).as_posix()
        if file.is_file() and not path.endswith(COMPRESSED) and (read := _reader(path)):
            yield from (Part(place=path, text=text) for text in read(file))


def _head(page: Path) -> Iterator[str]:
    """Each text in a page's head: title, descriptions, previews, and the nodes of JSON-LD."""
    head = tree(page).find("head")
    assert head is not None
    yield shown(head.find("title"))
    yield from (meta.get("content", "") for meta in head.iter("meta"))
    for script in head.iter("script"):
        if script.get("type") == "application/ld+json":
            yield from nodes(json.loads(script.text or ""))


def nodes(value: object) -> Iterator[str]:
    """Each node of JSON, and each text that stands outside of one.

    A claim is one node with its claimant, because a reader of JSON-LD has both together.
    """
    if isinstance(value, list):
        for item in value:
            yield from nodes(item)
    elif isinstance(value, dict):
        if value.get("@type") == "Claim":
            yield json.dumps(value, ensure_ascii=False)
            return
        own = {name: text for name, text in value.items() if not isinstance(text, dict | list)}
        yield json.dumps(own, ensure_ascii=False)
        for item in value.values():
            if isinstance(item, dict | list):
                yield from nodes(item)
    else:
        yield str(value)


def _items(page: Path) -> Iterator[str]:
    """Each paragraph, item and cell's row of a page's main part, and its head."""
    yield from _head(page)
    for tag in ("p", "li", "tr", "dd", "pre", "h1", "h2", "h3"):
        yield from map(shown, tree(page).iter(tag))


def _rows(table: Path) -> Iterator[str]:
    with table.open(encoding="utf-8", newline="") as lines:
        yield from (" | ".join(row) for row in csv.reader(lines))


def _answer_rows(answer: Path) -> Iterator[str]:
    parsed = json.loads(answer.read_bytes())
    for row in parsed.get("results", {}).get("bindings", ()):
        yield json.dumps(row, ensure_ascii=False)


def _entries(feed: Path) -> Iterator[str]:
    root = ET.fromstring(feed.read_bytes())  # noqa: S314 -- our own file
    for entry in root.iter(f"{ATOM}entry"):
        yield " ".join("".join(entry.itertext()).split())


def _parquet(table: Path) -> Iterator[str]:
    untyped: Any = pyarrow.parquet
    for row in untyped.read_table(table).to_pylist():
        yield " | ".join(str(value) for value in row.values())


def _records(database: Path) -> Iterator[str]:
    with closing(sqlite3.connect(f"file:{database}?mode=ro&immutable=1", uri=True)) as index:
        tables = index.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
        for (table,) in tables:
            for row in index.execute(f"SELECT * FROM {table}"):  # noqa: S608 -- its own names
                yield " | ".join(value for value in row if isinstance(value, str))


def _lines(file: Path) -> Iterator[str]:
    yield from file.read_text(encoding="utf-8").splitlines()


def _whole(file: Path) -> Iterator[str]:
    yield file.read_text(encoding="utf-8")


def _json(file: Path) -> Iterator[str]:
    yield from nodes(json.loads(file.read_bytes()))


def _reader(path: str) -> Callable[[Path], Iterator[str]] | None:
    return next((read for pattern, read in _READERS if fnmatch(path, pattern)), None)


_PAGES_OF_SUMMARIES = (
    *("catalog.html", "changes/*.html", "corrections.html", "index.html", "link-to-us.html"),
)
_READERS: tuple[tuple[str, Callable[[Path], Iterator[str]]], ...] = (
    *((pattern, _items) for pattern in _PAGES_OF_SUMMARIES),
    ("*.html", _head),
    ("*.csv", _rows),
    ("queries/*.json", _answer_rows),
    ("cite/*", _whole),
    ("claimed.json", lambda _file: iter(())),  # the server's own, in which all are claims' words
    ("*.json", _json),
    ("catalog*.jsonld", _json),
    ("*.atom", _entries),
    ("*.parquet", _parquet),
    ("*.sqlite", _records),
    *((pattern, _lines) for pattern in ("llms*", "catalog*.ttl", "void.ttl", "beacon*", "links/*")),
)
"""How the parts of a file are read, by its path. The first that fits decides."""
