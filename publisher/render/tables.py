"""Tables for analysts: CSV, what CSV on the Web says of it, and their page.

https://www.w3.org/TR/tabular-data-model/ A cell that a spreadsheet would take for a formula has an
apostrophe in front, and so has one that has such an apostrophe itself: without the first apostrophe
each text is as it was.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from publisher.description import SiteFrame
from publisher.model import File, SitePath
from publisher.render.environment import render_page
from publisher.sparql.text_cells import as_text_cell
from publisher.table import IRI, TEXT, Column, Table
from publisher.terms import bare

TABLES_FOLDER: Final = "tables/"
METADATA_SUFFIX: Final = ".csv-metadata.json"
GUARD: Final = (
    "A text that a spreadsheet would take for a formula has an apostrophe in front; the dumps have "
    "it as it is."
)
_ROWS: Final = 512
"""How many rows are written at once."""


def csv_path(table: Table) -> SitePath:
    return SitePath(f"{TABLES_FOLDER}{table.name}.csv")


def csv_pieces(columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """Yield the CSV of some rows in pieces, the names of the columns first.

    https://www.rfc-editor.org/rfc/rfc4180
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([column.name for column in columns])
    is_guarded = [column.datatype == TEXT for column in columns]
    for number, row in enumerate(rows, start=1):
        writer.writerow(
            [
                _guarded(cell) if is_text and cell else cell
                for cell, is_text in zip(row, is_guarded, strict=True)
            ]
        )
        if number % _ROWS == 0:
            yield _taken(text)
    yield _taken(text)


def _guarded(text: str) -> str:
    bare_text = text.lstrip("'")
    return text if as_text_cell(bare_text) is bare_text else f"'{text}"


def _taken(text: io.StringIO) -> bytes:
    content = text.getvalue().encode()
    text.seek(0)
    text.truncate()
    return content


def metadata_file(frame: SiteFrame, table: Table) -> File:
    """Return `tables/NAME.csv-metadata.json`, where readers of CSV on the Web look for it."""
    left_out = f" {table.left_out} rarely used columns are left out." if table.left_out else ""
    schema: dict[str, object] = {"columns": [_column(each) for each in table.columns]}
    if table.key:
        schema["primaryKey"] = table.key
        if table.columns[0].datatype == IRI:
            schema["aboutUrl"] = f"{{+{table.key}}}"
    about = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": frame.language}],
        "@type": "Table",
        "url": f"{table.name}.csv",
        "dc:title": f"{frame.title}: {table.title}",
        "dc:description": f"{table.description}{left_out} {GUARD}",
        "dc:isPartOf": {"@id": frame.dataset},
        **({"dc:license": {"@id": frame.license}} if frame.license else {}),
        **({"dc:subject": {"@id": bare(table.class_)}} if table.class_ else {}),
        "dialect": {"encoding": "utf-8", "header": True},
        "tableSchema": schema,
    }
    content = json.dumps(about, ensure_ascii=False, indent=1).encode()
    return File(path=SitePath(f"{TABLES_FOLDER}{table.name}{METADATA_SUFFIX}"), content=content)


def _column(column: Column) -> dict[str, object]:
    is_link = column.property and column.datatype == IRI and not column.separator
    return {
        "name": column.name,
        "titles": column.name,
        **({"dc:title": column.label} if column.label else {}),
        "datatype": column.datatype,
        **({"separator": column.separator} if column.separator else {}),
        **({"lang": column.language} if column.language else {}),
        **({"propertyUrl": bare(column.property)} if column.property else {}),
        **({"valueUrl": f"{{+{column.name}}}"} if is_link else {}),
        **({} if column.property else {"suppressOutput": True}),
    }


def tables_page(
    frame: SiteFrame, overall: Sequence[Table], of_classes: Sequence[Table], *, has_parquet: bool
) -> File:
    """Return the page of the tables. `overall`: those that are of no class."""
    return render_page(
        frame,
        "tables.html",
        path=f"{TABLES_FOLDER}index.html",
        title="Tables",
        overall=overall,
        of_classes=of_classes,
        has_parquet=has_parquet,
    )
