"""Tables: databases, data frames and validators that are not ours read them whole and rightly."""

import csv
import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pytest
from csvw import CSVW
from jsonschema import Draft202012Validator

from publisher.commands.build import build
from publisher.model import Triple
from publisher.ntriples import triple_of
from publisher.project import read_project
from publisher.terms import bare, is_iri, is_literal, lexical
from publisher.vocabulary import EV_CLAIM, RDF_TYPE
from tests.analysts.conftest import BuiltSite, built
from tests.pages.sites import site_of

_XSD = "http://www.w3.org/2001/XMLSchema#"


def _tables(site: BuiltSite) -> list[Path]:
    return sorted(path for path in (site.folder / "tables").iterdir() if path.suffix == ".csv")


def _metadata(table: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(Path(f"{table}-metadata.json").read_text(encoding="utf-8"))
    return read


def _rows(table: Path) -> list[dict[str, str]]:
    with table.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@lru_cache(maxsize=2)
def _dump(site: BuiltSite, name: str) -> list[Triple]:
    with (site.folder / f"dumps/{name}.nt").open("rb") as lines:
        return list(map(triple_of, lines))


def _instances(site: BuiltSite) -> dict[str, int]:
    """Return how many instances each class has in what is asserted."""
    name = "asserted" if (site.folder / "dumps/asserted.nt").is_file() else "all"
    counts: dict[str, int] = {}
    for _, predicate, value in _dump(site, name):
        if predicate == RDF_TYPE and is_iri(value):
            counts[bare(value)] = counts.get(bare(value), 0) + 1
    return counts


def _asked(query: str, path: Path) -> list[tuple[Any, ...]]:
    """Return what DuckDB answers to a query of one file."""
    return duckdb.execute(query, [str(path)]).fetchall()


def test_each_class_has_a_table_with_a_row_for_each_instance(any_site: BuiltSite) -> None:
    rows = {
        _metadata(table)["dc:subject"]["@id"]: len(_rows(table))
        for table in _tables(any_site)
        if "dc:subject" in _metadata(table)
    }

    assert rows == _instances(any_site)


def test_duckdb_pandas_and_polars_read_the_same_number_of_rows(any_site: BuiltSite) -> None:
    for table in _tables(any_site):
        expected = len(_rows(table))
        ((counted,),) = _asked("SELECT count(*) FROM read_csv(?, header = true)", table)
        frame = pd.read_csv(table, dtype=str, keep_default_na=False)
        scanned = pl.read_csv(table, infer_schema=False)

        assert counted == expected, table.name
        assert len(frame) == expected, table.name
        assert len(scanned) == expected, table.name


def test_csv_on_the_web_finds_nothing_wrong(any_site: BuiltSite) -> None:
    for table in _tables(any_site):
        judged = CSVW(f"{table}-metadata.json", validate=True)

        assert judged.is_valid, (table.name, judged.warnings)


def test_the_names_of_tables_and_columns_are_unique_without_regard_to_case(
    any_site: BuiltSite,
) -> None:
    tables = [table.name.lower() for table in _tables(any_site)]
    assert len(tables) == len(set(tables))
    for table in _tables(any_site):
        columns = [column["name"].lower() for column in _metadata(table)["tableSchema"]["columns"]]
        assert len(columns) == len(set(columns))
        assert all(name.replace("_", "").isalnum() and name.isascii() for name in columns)


def test_the_data_package_is_valid_and_lists_every_table(any_site: BuiltSite) -> None:
    package = json.loads(any_site.read("datapackage.json"))

    rules = json.loads((Path(__file__).parent / "table-package.json").read_text())
    assert [error.message for error in Draft202012Validator(rules).iter_errors(package)] == []
    paths = [resource["path"] for resource in package["resources"]]
    assert paths == [f"tables/{table.name}" for table in _tables(any_site)]
    for resource, table in zip(package["resources"], _tables(any_site), strict=True):
        with table.open(encoding="utf-8", newline="") as file:
            header = next(csv.reader(file))
        assert [field["name"] for field in resource["schema"]["fields"]] == header
        assert resource["bytes"] == table.stat().st_size


def test_the_table_of_all_statements_has_every_triple(any_site: BuiltSite) -> None:
    has_evidence = (any_site.folder / "dumps/asserted.nt").is_file()
    rows = _rows(any_site.folder / "tables/statements.csv")
    if has_evidence:
        rows = [row for row in rows if row["kind"] != "claim"]
    triples = {(row["subject"], row["predicate"], _unguarded(row["object"])) for row in rows}

    expected = set(map(_texts, _dump(any_site, "asserted" if has_evidence else "all")))
    assert triples <= expected
    # What an example cites from a claim is left out, and the header of the dump is no statement.
    left_out = expected - triples
    assert len(left_out) <= (8 if has_evidence else 0)


def _texts(triple: Triple) -> tuple[str, str, str]:
    subject, predicate, value = (
        bare(term) if is_iri(term) else lexical(term) if is_literal(term) else term
        for term in triple
    )
    return subject, predicate, value


def _unguarded(cell: str) -> str:
    is_guarded = cell.startswith("'") and cell.lstrip("'").startswith(tuple("=+-@\t\r\n "))
    return cell[1:] if is_guarded else cell


def test_parquet_has_the_rows_of_the_table_and_the_texts_as_they_are(any_site: BuiltSite) -> None:
    path = any_site.folder / "tables/statements.parquet"
    frame = pl.read_parquet(path)
    rows = _rows(any_site.folder / "tables/statements.csv")

    assert frame.columns == list(rows[0])
    objects = [value or "" for value in frame["object"].to_list()]
    assert objects == [_unguarded(row["object"]) for row in rows]
    assert _asked("SELECT count(*) FROM read_parquet(?)", path) == [(len(rows),)]
    assert len(pd.read_parquet(path)) == len(rows)


def test_no_claim_stands_in_a_table_of_a_class(claims_site: BuiltSite) -> None:
    claims = {bare(s) for s, p, o in _dump(claims_site, "all") if p == RDF_TYPE and o == EV_CLAIM}
    quotes = {
        lexical(o)
        for s, p, o in _dump(claims_site, "claims")
        if p == "<https://w3id.org/quoted-statements#quote>" and bare(s) in claims
    }

    assert claims
    assert quotes
    for table in _tables(claims_site):
        if table.stem in {"statements", "claims"}:
            continue
        for row in _rows(table):
            assert row["iri"] not in claims
            assert not [cell for cell in row.values() if any(quote in cell for quote in quotes)]


def test_a_claim_stands_only_beside_its_claimant(claims_site: BuiltSite) -> None:
    claims = _rows(claims_site.folder / "tables/claims.csv")
    statements = _rows(claims_site.folder / "tables/statements.csv")

    assert next(iter(claims[0])) == "claimant"
    assert all(row["claimant"] and row["quote"] for row in claims)
    assert {row["kind"] for row in statements} == {"record", "claim", "editorial"}
    for row in statements:
        assert bool(row["claimant"]) == (row["kind"] == "claim")
        assert bool(row["quote"]) == (row["kind"] != "editorial")
        assert bool(row["source"]) == (row["kind"] != "editorial")
    contents = {(row["subject"], row["predicate"], row["object"]) for row in claims} - {
        ("", "", "")
    }
    assert contents == {
        (row["subject"], row["predicate"], row["object"])
        for row in statements
        if row["kind"] == "claim"
    }


def test_the_page_of_a_statement_is_there_with_its_anchor(claims_site: BuiltSite) -> None:
    for row in _rows(claims_site.folder / "tables/statements.csv"):
        if row["kind"] != "editorial":
            address = row["page"].removeprefix(claims_site.base)
            page, _, anchor = address.partition("#")
            assert f'id="{anchor}"' in claims_site.read(page)


def test_two_builds_have_the_same_tables(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    first = built("starter", tmp_path_factory)
    project = read_project(first.folder.parent / "starter")
    build(project, out=tmp_path / "site", workers=2)

    names = [path.name for path in sorted((first.folder / "tables").iterdir())]
    assert "statements.parquet" in names
    for name in names:
        again = tmp_path / "site/tables" / name
        assert again.read_bytes() == (first.folder / "tables" / name).read_bytes(), name


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables of things with values of every kind."""
    return site_of(tmp_path_factory.mktemp("odd"), _ODD) / "tables"


_ODD = """@prefix o: <https://example.org/ontology#> .
@prefix other: <https://other.example/ns/> .
ex:a a o:Thing , other:Thing ; rdfs:label "A"@en , "Ä"@de ; o:born "2020-01-02"^^xsd:date ;
  o:count 5 ; o:size 1.5 ; o:ratio 2.5e0 ; o:open true ; o:year "1999"^^xsd:gYear ;
  o:at "2020-01-02T03:04:05Z"^^xsd:dateTime ; o:mixed 1 , "two" ; o:worse "2020-02-30"^^xsd:date ;
  o:note "=1+1" , "x|y" ; o:part ex:b , ex:c ; o:formula "=cmd()" ; o:quoted "'=x" ; o:signed "-5" ;
  o:level -7 , 5 .
ex:b a o:Thing ; rdfs:label "B"@en ; o:born "2021-01-02"^^xsd:date ; o:count 7 ; o:size 2.5 ;
  o:ratio 1.5e3 ; o:open false ; o:year "2001"^^xsd:gYear ; o:Count 3 ; o:label "own" ;
  o:at "2021-01-02T03:04:05Z"^^xsd:dateTime ; o:part ex:a ; o:lines "two\\nlines, \\"quoted\\"" .
ex:c a <https://example.org/ontology#thing> ; rdfs:label "C"@en .
[] a o:Thing ; rdfs:label "no name"@en .
"""


def test_each_column_has_the_type_of_its_values(odd: Path) -> None:
    columns = {
        column["name"]: column for column in _metadata(odd / "Thing.csv")["tableSchema"]["columns"]
    }

    types = {name: column["datatype"] for name, column in columns.items()}
    assert types["born"] == "date"
    assert types["at"] == "dateTime"
    assert (types["size"], types["ratio"], types["open"]) == ("decimal", "double", "boolean")
    assert types["year"] == "gYear"
    assert types["mixed"] == types["worse"] == types["note"] == "string"
    assert types["part"] == "anyURI"
    assert columns["rdfs_label_de"]["lang"] == "de"
    assert (columns["part"]["separator"], columns["note"]["separator"]) == ("|", "¦")
    assert "separator" not in columns["born"]


def test_databases_and_data_frames_read_the_types(odd: Path) -> None:
    table = odd / "Thing.csv"
    names = [name for name in _rows(table)[0] if name.startswith("count")]
    described = _asked("DESCRIBE SELECT * FROM read_csv(?, header = true)", table)
    types = {row[0]: row[1] for row in described}
    frame = pd.read_csv(table, parse_dates=["born", "at"])
    scanned = pl.read_csv(table, try_parse_dates=True)

    assert len(names) == 1
    assert types["born"] == "DATE"
    assert types["at"].startswith("TIMESTAMP")
    assert (types["size"], types["ratio"], types["open"]) == ("DOUBLE", "DOUBLE", "BOOLEAN")
    assert frame["born"].dtype.kind == "M"
    assert frame["size"].sum() == 4.0
    assert scanned.schema["born"] == pl.Date
    assert scanned.schema["open"] == pl.Boolean


def test_no_cell_is_a_formula_and_each_text_can_be_had_back(odd: Path) -> None:
    cells = {name: row[name] for row in _rows(odd / "Thing.csv") for name in row if row[name]}

    assert cells["formula"] == "'=cmd()"
    assert cells["quoted"] == "''=x"
    assert cells["signed"] == "-5"
    assert cells["lines"] == 'two\nlines, "quoted"'
    with pytest.raises(StopIteration):
        next(_formulas(odd))


def test_a_list_of_numbers_keeps_its_first_sign(odd: Path) -> None:
    table = odd / "Thing.csv"

    assert [row["level"] for row in _rows(table) if row["level"]] == ["-7|5"]
    assert CSVW(f"{table}-metadata.json", validate=True).is_valid


def _formulas(tables: Path) -> Iterator[str]:
    for table in tables.glob("*.csv"):
        for row in _rows(table):
            yield from (cell for cell in row.values() if cell.startswith(("=", "@", "\t")))


def test_names_that_differ_by_case_alone_are_told_apart(odd: Path) -> None:
    columns = list(_rows(odd / "Thing.csv")[0])

    assert {"count", "label"} <= {name.lower() for name in columns}
    assert len({name.lower() for name in columns}) == len(columns)
    things = {table.stem for table in odd.glob("*hing*.csv")}
    assert len(things) == 3
    assert "Thing" in things
    assert "ns_Thing" in things or "other_Thing" in things


def test_the_front_page_leads_to_the_tables(any_site: BuiltSite) -> None:
    home = any_site.read("index.html")

    assert 'href="tables/statements.csv"' in home
    assert 'href="tables/index.html"' in home
