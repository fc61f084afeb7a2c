"""The examples of the page on tables are run as a reader copies them."""

import re
import subprocess
import sys
from pathlib import Path
from shutil import copytree

import duckdb
import pytest

_PAGE = Path(__file__).parents[2] / "docs/reference/tables.md"


def _example(language: str) -> str:
    (code,) = re.findall(rf"```{language}\n(.*?)```", _PAGE.read_text(encoding="utf-8"), re.DOTALL)
    return str(code)


@pytest.fixture
def copied(site: Path, tmp_path: Path) -> Path:
    copytree(site / "tables", tmp_path / "site/tables")
    package = (site / "datapackage.json").read_bytes()
    (tmp_path / "site/datapackage.json").write_bytes(package)
    return tmp_path


def test_duckdb_counts_the_statements(copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(copied)

    rows = duckdb.execute(_example("sql")).fetchall()

    assert len(rows) == 3
    assert rows[0][1] >= rows[1][1] >= rows[2][1] > 0


def test_pandas_reads_all_tables(copied: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _example("python")],
        cwd=copied,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert "predicate" in done.stdout
