"""`publisher build .` in the folder of the data: its site is no data of the next build."""

from pathlib import Path

import pytest

from publisher.cli import main


def test_the_site_beside_the_data_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    data = '<http://x.example/a> <http://www.w3.org/2000/01/rdf-schema#label> "a" .\n'
    (tmp_path / "data.ttl").write_text(data, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    releases = set()
    for _ in range(2):
        assert main(["build", "."]) == 0
        said = capfd.readouterr()
        assert said.out == ""
        assert "read: 1 file, 1 triple," in said.err
        assert "site: 1 resource, 1 triple, " in said.err
        releases.add((tmp_path / "site").readlink())
    assert len(releases) == 1
