"""A page that cannot be written is named, and nothing is published."""

import pickle
from pathlib import Path

import pytest

from publisher.cli import main
from publisher.model import Term
from publisher.pages import resource


def test_a_page_that_cannot_be_written_is_named(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    data = tmp_path / "data.ttl"
    data.write_text('<http://x.example/a> <http://x.example/p> "1" .\n', encoding="utf-8")

    def fail(*_: object, **__: object) -> None:
        raise ValueError("of no known kind")

    monkeypatch.setattr(resource, "rdf_files", fail)
    out = tmp_path / "site"
    assert main(["build", str(data), "--out", str(out), "--workers", "1"]) == 2
    error = capfd.readouterr().err
    assert (
        "the page of <http://x.example/a> cannot be written (of no known kind), so nothing was "
        "published" in error
    )
    assert not out.exists()


def test_the_error_of_a_page_comes_whole_from_another_process() -> None:
    error = resource.PageError(Term("<http://x.example/a>"), "of no known kind")

    copy = pickle.loads(pickle.dumps(error))  # noqa: S301 -- as the processes of a build do

    assert (copy.page, str(copy)) == (error.page, str(error))
