"""Tables for analysts, as values: their columns and what kind of cells these have."""

from dataclasses import dataclass
from typing import Final

from publisher.model import ANY, Term

IRI: Final = "anyURI"
TEXT: Final = "string"
"""The types of cells that are no numbers and no dates."""
STATEMENTS: Final = "statements"
"""The name of the table of all statements."""
CLAIMS: Final = "claims"
"""The name of the table of the claims."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table.

    `datatype`: its name in CSV on the Web, such as `date`. `separator`: what stands between the
    values of a cell that has several; empty if no cell has. `language`: that of all its texts.
    """

    name: str
    label: str = ""
    datatype: str = "string"
    separator: str = ""
    language: str = ""
    property: Term = ANY
    """Empty if the column is no property of the row's resource."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table: its file is `tables/NAME.csv`. `left_out`: columns that were too many."""

    name: str
    title: str
    description: str
    columns: tuple[Column, ...]
    rows: int | None = None
    class_: Term = ANY
    """The class whose instances are its rows; empty if they are no resources."""
    key: str = ""
    """The column that no two rows have alike; empty if there is none."""
    left_out: int = 0
