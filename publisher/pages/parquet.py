"""Write rows as Parquet, if the extra `rdf-publisher[parquet]` is installed.

https://parquet.apache.org/docs/file-format/
"""

import io
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from itertools import islice
from typing import Any, Final

from publisher.table import Column

_ROWS: Final = 50_000
"""Rows that are in memory at once: a group of rows of the file."""


@cache
def has_parquet() -> bool:
    """Return whether the library that writes Parquet is installed."""
    return find_spec("pyarrow") is not None


def parquet_pieces(columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """Yield a file of Parquet in pieces, a group of rows each: the same bytes for the same rows.

    A cell is text; an empty one is null. A column with a separator is a list.
    """
    # Imported here, because it takes a third of a second, and most commands write no Parquet.
    pa: Any = import_module("pyarrow")
    parquet: Any = import_module("pyarrow.parquet")
    schema = pa.schema([(column.name, _type(pa, column)) for column in columns])
    sink = _Sink()
    remaining = iter(rows)
    with parquet.ParquetWriter(sink, schema, compression="zstd") as writer:
        while batch := list(islice(remaining, _ROWS)):
            arrays = [
                pa.array([_value(row[at], column) for row in batch], type=_type(pa, column))
                for at, column in enumerate(columns)
            ]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))
            yield sink.taken()
    yield sink.taken()


def _type(pa: Any, column: Column) -> Any:  # noqa: ANN401 -- the library has no types
    return pa.list_(pa.string()) if column.separator else pa.string()


def _value(cell: str, column: Column) -> str | list[str] | None:
    if column.separator:
        return cell.split(column.separator) if cell else []
    return cell or None


class _Sink(io.RawIOBase):
    """A file that is written in order and given away in pieces."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._at = 0

    def writable(self) -> bool:
        return True

    def write(self, content: Any) -> int:  # noqa: ANN401 -- any buffer
        piece = bytes(content)
        self._pieces.append(piece)
        self._at += len(piece)
        return len(piece)

    def tell(self) -> int:
        return self._at

    def taken(self) -> bytes:
        content = b"".join(self._pieces)
        self._pieces.clear()
        return content
