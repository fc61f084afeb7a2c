"""Write rows as CSV, plain or for a spreadsheet, which must not run a value as a formula.

For a spreadsheet, a text that begins like a formula gets an apostrophe in front, which
spreadsheets read as "this is text". SPARQL's own CSV has no such guard:
https://www.w3.org/TR/sparql11-results-csv-tsv/#csv

Oxigraph's writer is not used, because it leaves an IRI with a comma (`#char=1,2`) without quotes.
"""

import csv
import io
from collections.abc import Iterator
from typing import Final, TypeAlias

import pyoxigraph as ox

from publisher.errors import QueryError
from publisher.sparql.engine import QueryResult, Triples
from publisher.sparql.text_cells import as_text_cell

_Value: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None

ROWS: Final = 512
"""How many rows are written at once."""


def comma_separated(solutions: ox.QuerySolutions, *, is_sheet: bool) -> Iterator[bytes]:
    """Yield the lines of CSV in UTF-8, ROWS at a time: the columns' names, then the rows.

    `is_sheet`: for a spreadsheet.
    https://www.rfc-editor.org/rfc/rfc4180
    """
    write = cell if is_sheet else plain_cell
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([variable.value for variable in solutions.variables])
    for number, row in enumerate(solutions, start=1):
        cells = [write(term) for term in row]
        if cells == [""] and not is_sheet:
            # The csv module would quote it, and SPARQL leaves the line of an unbound cell empty.
            text.write("\r\n")
        else:
            writer.writerow(cells)
        if number % ROWS == 0:
            yield _taken(text)
    yield _taken(text)


def plain_csv(solutions: ox.QuerySolutions) -> bytes:
    """Return an answer as SPARQL's own CSV. Raises ValueError, OSError or RuntimeError."""
    return b"".join(comma_separated(solutions, is_sheet=False))


def sheet_of(answer: QueryResult) -> bytes:
    """Return an answer to SELECT or ASK as a sheet. Raises QueryError, as a graph has no rows."""
    if isinstance(answer, Triples):
        raise QueryError("a graph has no columns; choose ttl, jsonld, nt or rdf")
    if isinstance(answer, ox.QueryBoolean):
        return b"result\r\n%s\r\n" % (b"true" if answer else b"false")
    try:
        return b"".join(comma_separated(answer, is_sheet=True))
    except (ValueError, OSError, RuntimeError, SyntaxError) as error:
        raise QueryError(f"the query failed: {' '.join(str(error).split())[:300]}") from error


def plain_cell(term: _Value) -> str:
    """Return a term as the text of a cell."""
    if term is None:
        return ""
    return term.value if isinstance(term, ox.Literal | ox.NamedNode) else str(term)


def cell(term: _Value) -> str:
    """Return a term as the text of a cell that no spreadsheet takes for a formula."""
    text = plain_cell(term)
    return as_text_cell(text) if isinstance(term, ox.Literal | ox.NamedNode) else text


def _taken(text: io.StringIO) -> bytes:
    content = text.getvalue().encode()
    text.seek(0)
    text.truncate()
    return content
