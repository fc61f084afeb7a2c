"""Show an answer as a table on a terminal."""

import io
import re
from typing import Final

import pyoxigraph as ox
from rich.console import Console
from rich.table import Table
from rich.text import Text

from publisher.model import Term
from publisher.sparql.engine import QueryResult
from publisher.sparql.results import result_rows
from publisher.terms import is_iri, is_literal, lexical

# A terminal would obey them: control characters, and those that turn the direction of text.
_COMMANDS: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def table(answer: QueryResult, *, base: str, width: int | None = None) -> str:
    """Return the rows and their number, with IRIs relative to the base. ASK: true or false."""
    if isinstance(answer, ox.QueryBoolean):
        return "true\n" if answer else "false\n"
    columns, rows = result_rows(answer)
    shown = Table(show_lines=False)
    for column in columns:
        shown.add_column(Text(column), overflow="fold")
    for row in rows:
        shown.add_row(*(Text(_cell(term, base)) for term in row))
    output = io.StringIO()
    console = Console(file=output, width=width or Console().width)
    console.print(shown)
    console.print(f"{len(rows):,} row{'' if len(rows) == 1 else 's'}", highlight=False)
    return output.getvalue()


def _cell(term: Term | None, base: str) -> str:
    if term is None:
        return ""
    if is_literal(term):
        return _COMMANDS.sub(_visible, lexical(term))
    return term[1:-1].removeprefix(base) or term[1:-1] if is_iri(term) else term


def _visible(match: re.Match[str]) -> str:
    return " " if match.group() in "\n\r\t" else "\N{REPLACEMENT CHARACTER}"
