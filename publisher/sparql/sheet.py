"""Rows as CSV that opens in a spreadsheet: no value of the data is run as a formula there.

A text that begins as a formula would gets an apostrophe in front, which spreadsheets read as "this
is text". SPARQL's own CSV (https://www.w3.org/TR/sparql11-results-csv-tsv/#csv) has no such guard.
"""

import csv
import io
import re
from collections.abc import Iterator
from typing import Final

import pyoxigraph as ox

from publisher.sparql.engine import Answer, Triples
from publisher.sparql.errors import QueryError

ROWS: Final = 512
"""Rows that are written at once."""

_FORMULA: Final = re.compile(r"[\s\0]*[=+\-@＝＋－＠]|[\t\r\n\0]")
_NUMBER: Final = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")


def sheet(solutions: ox.QuerySolutions) -> Iterator[bytes]:
    """The lines of a sheet in UTF-8, some at a time: the columns' names, then the rows.

    https://www.rfc-editor.org/rfc/rfc4180
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([variable.value for variable in solutions.variables])
    for number, row in enumerate(solutions, start=1):
        writer.writerow([cell(term) for term in row])
        if number % ROWS == 0:
            yield _taken(text)
    yield _taken(text)


def sheet_of(answer: Answer) -> bytes:
    """An answer to SELECT or ASK as a sheet. Raises QueryError: a graph has no rows."""
    if isinstance(answer, Triples):
        raise QueryError("a graph has no columns; choose ttl, jsonld, nt or rdf")
    if isinstance(answer, ox.QueryBoolean):
        return b"result\r\n%s\r\n" % (b"true" if answer else b"false")
    try:
        return b"".join(sheet(answer))
    except (ValueError, OSError, RuntimeError, SyntaxError) as error:
        raise QueryError(f"the query failed: {' '.join(str(error).split())[:300]}") from error


def cell(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> str:
    """A term as the text of a cell."""
    if term is None:
        return ""
    return guarded(term.value) if isinstance(term, ox.Literal | ox.NamedNode) else str(term)


def guarded(text: str) -> str:
    """The text, with an apostrophe in front where a spreadsheet would take it for a formula.

    A number is none, whatever its sign.
    """
    if _FORMULA.match(text) and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def _taken(text: io.StringIO) -> bytes:
    content = text.getvalue().encode()
    text.seek(0)
    text.truncate()
    return content
