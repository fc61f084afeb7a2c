"""CSV that a reader of CSV gives back: https://www.rfc-editor.org/rfc/rfc4180"""

import csv
import io
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.flagship import FOLDER
from tests.serve.running import request, served

IRI = "https://example.org/source/x#char=1,2"
VALUES = (IRI, 'a "quoted", text', "two\nlines", "a\r\nb", "=1+1", "", " x ")
TEXTS = ('"a \\"quoted\\", text"', '"two\\nlines"', '"a\\r\\nb"', '"=1+1"', '""', '" x "')
ROWS = " ".join(f"(<{IRI}> {text})" for text in TEXTS)
QUERY = f"SELECT ?iri ?text WHERE {{ VALUES (?iri ?text) {{ {ROWS} }} }}"


def rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode(), newline="")))


EXPECTED = [["iri", "text"], *([IRI, text] for text in VALUES[1:])]


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with served("--project", str(FOLDER), "--out", str(site)) as (address, _):
        yield address


def test_a_reader_of_csv_gets_each_value_from_the_endpoint(address: str) -> None:
    reply = request(address, "/sparql?" + urlencode({"query": QUERY, "format": "csv"}))

    assert reply.status == 200
    assert rows(reply.body) == EXPECTED


def test_a_reader_of_csv_gets_each_value_from_the_command() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "publisher", "query", "-e", QUERY, "--format", "csv"],
        cwd=FOLDER,
        check=True,
        capture_output=True,
    )

    assert rows(done.stdout) == EXPECTED


def test_the_csv_files_of_the_site_have_as_many_cells_as_columns(site: Path) -> None:
    for path in sorted((site / "queries").glob("*.csv")):
        table = rows(path.read_bytes())
        assert {len(row) for row in table} == {len(table[0])}, path
