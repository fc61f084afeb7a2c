"""The descriptions of CSV files, read by a reader of CSV on the Web that is not ours."""

import json
from pathlib import Path

import pytest
from csvw import CSVW

from publisher.description import SiteFrame
from publisher.model import ReadyQuery, Term
from publisher.render.csvw import table_file
from tests.flagship import FOLDER

XSD = "http://www.w3.org/2001/XMLSchema#"
QUERY = ReadyQuery(name="q", title="A query", description="Why.", parameters=(), text="", file="")
FRAME = SiteFrame(
    base="https://data.example/",
    title="",
    description="",
    publisher="Us",
    license="",
    language="en",
)


@pytest.mark.parametrize("name", sorted(one.stem for one in (FOLDER / "queries").glob("*.rq")))
def test_every_csv_of_the_flagship_is_as_its_description_says(site: Path, name: str) -> None:
    file = site / "queries" / f"{name}.csv"
    found = CSVW(f"{file}-metadata.json", validate=True)
    assert found.is_valid, found.warnings
    (table,) = found.to_json()["tables"]  # type: ignore[no-untyped-call]
    results = json.loads(file.with_suffix(".json").read_bytes())["results"]["bindings"]
    assert len(table["row"]) == len(results)
    for row, result in zip(table["row"], results, strict=True):
        (cells,) = row["describes"]
        assert set(cells) == {key for key, term in result.items() if term["value"] != ""}


@pytest.mark.parametrize(
    ("terms", "column"),
    [
        (["<a:b>", "<a:c>"], {"datatype": "anyURI"}),
        ([f'"7"^^<{XSD}integer>', None], {"datatype": "integer"}),
        ([f'"7"^^<{XSD}integer>', '"7"'], {"datatype": "string"}),
        ([f'"2015-03"^^<{XSD}gYearMonth>'], {"datatype": "gYearMonth"}),
        (['"a"@en', '"b"@en'], {"datatype": "string", "lang": "en"}),
        (['"a"@en', '"b"@az'], {"datatype": "string"}),
        (['"a"@en', "<a:b>"], {"datatype": "string"}),
        (['"a"^^<a:own>'], {"datatype": "string"}),
        ([None], {"datatype": "string"}),
    ],
)
def test_a_column_has_the_datatype_that_all_of_its_terms_have(
    terms: list[Term | None], column: dict[str, str]
) -> None:
    about = json.loads(table_file(FRAME, QUERY, ["x"], [[one] for one in terms]).content)
    assert about["tableSchema"]["columns"] == [{"name": "x", "titles": "x", **column}]
    assert (about["url"], about["dc:title"]) == ("q.csv", "A query")
