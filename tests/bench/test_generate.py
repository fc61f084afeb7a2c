from pathlib import Path

from publisher.commands.build import build
from publisher.project import read_project
from tests.bench.generate import generate


def test_a_generated_project_builds_without_a_finding(tmp_path: Path) -> None:
    generate(tmp_path / "project", pages=60, seed=1)

    report = build(read_project(tmp_path / "project"), out=tmp_path / "site")

    assert report.findings == ()
    assert report.counts["resources"] + report.counts["claims"] == 60


def test_the_same_seed_makes_the_same_project(tmp_path: Path) -> None:
    for name in ("one", "two"):
        generate(tmp_path / name, pages=60, seed=7)

    files = sorted(path for path in (tmp_path / "one").rglob("*") if path.is_file())
    assert len(files) > 10
    for path in files:
        other = tmp_path / "two" / path.relative_to(tmp_path / "one")
        assert path.read_bytes() == other.read_bytes()
