"""A page that cannot be written is named, and nothing is published."""

from pathlib import Path

import pytest

from publisher.cli import main
from publisher.pages import resource


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_page_that_cannot_be_written_is_named(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    workers: str,
) -> None:
    data = tmp_path / "data.ttl"
    data.write_text('<http://x.example/a> <http://x.example/p> "1" .\n', encoding="utf-8")

    def fail(*_: object) -> None:
        raise ValueError("of no known kind")

    monkeypatch.setattr(resource, "rdf_files", fail)
    out = tmp_path / "site"
    assert main(["build", str(data), "--out", str(out), "--workers", workers]) == 2
    error = capfd.readouterr().err
    assert (
        "the page of <http://x.example/a> cannot be written (of no known kind), so nothing was "
        "published" in error
    )
    assert not out.exists()
