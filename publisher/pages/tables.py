"""Tables for analysts: one of each class, of the claims, and of all statements."""

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from publisher.dataset import Dataset
from publisher.describe.class_tables import class_tables, hides_nothing, table_rows
from publisher.describe.own_graphs import own_part
from publisher.describe.parts import asserted_subjects
from publisher.describe.statement_rows import (
    claim_rows,
    evidence_statements,
    hides_from_tables,
    plain_statements,
)
from publisher.describe.statement_tables import (
    claim_cells,
    claims_table,
    evidence_cells,
    plain_cells,
    statements_table,
)
from publisher.model import File, FileStream, SitePath
from publisher.pages.context import Context
from publisher.pages.dumps import has_evidence
from publisher.pages.parquet import has_parquet, parquet_pieces
from publisher.property_groups import CORRECTION_CLASSES
from publisher.publication.written import WrittenFile
from publisher.render.datapackage import datapackage_file
from publisher.render.tables import (
    METADATA_SUFFIX,
    TABLES_FOLDER,
    csv_path,
    csv_pieces,
    metadata_file,
    tables_page,
)
from publisher.table import Table
from publisher.vocabulary import EV_CLAIM


def class_table_files(context: Context) -> Iterator[File | FileStream]:
    """Yield the table of each class with its description, and the page of all tables."""
    graph = _tabled(context)
    # Of a graph with evidence, what is asserted: no statement, no passage, and no claim.
    subjects = asserted_subjects(graph) if has_evidence(context.dataset) else None
    # The claims are in the whole dataset, even if what is asserted is apart.
    has_claims = bool(context.dataset.instances(EV_CLAIM, size=1))
    may_hide = has_claims or not graph.classes.isdisjoint(CORRECTION_CLASSES)
    hides = partial(hides_from_tables, context.names) if may_hide else hides_nothing
    tables = class_tables(
        graph, names=context.names, prefixes=context.prefixes, subjects=subjects, hides=hides
    )
    for table in tables:
        rows = table_rows(table, graph, subjects=subjects, hides=hides)
        yield from _table_files(context, table, rows)
    yield tables_page(context.frame, _overall(context), tables, has_parquet=has_parquet())


def statement_table_files(context: Context) -> Iterator[File | FileStream]:
    """Yield the table of all statements and, if there are claims, that of the claims."""
    for table in _overall(context):
        rows = _statement_rows(context) if table.name != "claims" else _claim_rows(context)
        yield from _table_files(context, table, rows)


def parquet_files(context: Context) -> Iterator[FileStream]:
    """Yield all statements as Parquet, if the library that writes it is installed."""
    if has_parquet():
        (table, *_) = _overall(context)
        yield FileStream(
            pieces=parquet_pieces(table.columns, _statement_rows(context)),
            plain_paths=(SitePath(f"{TABLES_FOLDER}{table.name}.parquet"),),
        )


def data_package(context: Context, folder: Path, written: Iterable[WrittenFile]) -> File:
    """Return `datapackage.json`, which lists the tables that were written below a folder."""
    tables = [file for file in written if file.path.startswith(TABLES_FOLDER)]
    described = {
        file.path.removesuffix("-metadata.json"): json.loads((folder / file.path).read_bytes())
        for file in tables
        if file.path.endswith(METADATA_SUFFIX)
    }
    return datapackage_file(
        context.frame,
        [
            (file.path, described[file.path], (folder / file.path).stat().st_size, file.sha256)
            for file in sorted(tables, key=lambda file: file.path)
            if file.path in described
        ],
    )


def _tabled(context: Context) -> Dataset:
    """Return what queries see as asserted."""
    dataset = context.dataset
    is_own = has_evidence(dataset) and context.default_graph != "union"
    return own_part(dataset) if is_own else dataset


def _table_files(
    context: Context, table: Table, rows: Iterable[Sequence[str]]
) -> Iterator[File | FileStream]:
    yield FileStream(pieces=csv_pieces(table.columns, rows), plain_paths=(csv_path(table),))
    yield metadata_file(context.frame, table)


def _overall(context: Context) -> tuple[Table, ...]:
    """Return the tables that are of no class: all statements, and the claims if there are any."""
    dataset = context.dataset
    statements = statements_table(
        has_evidence=has_evidence(dataset), has_graphs=bool(dataset.quads)
    )
    has_claims = bool(dataset.instances(EV_CLAIM, size=1))
    return (statements, claims_table()) if has_claims else (statements,)


def _statement_rows(context: Context) -> Iterator[list[str]]:
    dataset, names = context.dataset, context.names
    if not has_evidence(dataset):
        for statement in plain_statements(dataset):
            yield plain_cells(statement, has_graphs=bool(dataset.quads))
        return
    for statement in evidence_statements(names, asserted_subjects(_tabled(context))):
        yield evidence_cells(statement, names)


def _claim_rows(context: Context) -> Iterator[list[str]]:
    for row in claim_rows(context.names):
        yield claim_cells(row, context.names)
