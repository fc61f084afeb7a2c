"""What a graph no longer describes stops a build, or keeps a page that says so."""

import json
from pathlib import Path

from publisher.commands.build import build
from publisher.findings import Report, Severity
from publisher.project import read_project
from tests.calls import publisher

BASE = "https://example.org/"
LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"


def _built(folder: Path, *names: str, level: str = "warning") -> list[str]:
    """Build the site of some names; return what is said of vanished IRIs."""
    report = _report(folder, *names, level=level)
    assert not report.has_errors
    vanished = [finding for finding in report.findings if finding.code == "iri-vanished"]
    assert all(finding.severity is Severity(level) for finding in vanished)
    return [finding.text for finding in vanished]


def _report(folder: Path, *names: str, level: str) -> Report:
    data = folder / "data" / "a.ttl"
    data.parent.mkdir(parents=True, exist_ok=True)
    settings = f'[tool.publisher]\nbase = "{BASE}"\ntitle = "T"\n'
    settings += f'[tool.publisher.findings]\niri-vanished = "{level}"\n' if level else ""
    (folder / "pyproject.toml").write_text(settings, encoding="utf-8")
    data.write_text("".join(f'<{name}> {LABEL} "A" .\n' for name in names), encoding="utf-8")
    return build(read_project(folder), out=folder / "site", workers=1, is_compressed=False)


def test_a_build_that_would_lose_an_iri_is_refused(tmp_path: Path) -> None:
    _report(tmp_path, "thing/a", "thing/b", "doc#part", level="")
    last = (tmp_path / "site").resolve()

    report = _report(tmp_path, "thing/a", level="")

    assert [(each.code, each.severity) for each in report.findings] == [
        ("iri-vanished", Severity.ERROR)
    ] * 2
    assert report.findings[1].text == (
        "the last release had thing/b, but the graph does not; add to the data: "
        f"<{BASE}thing/b> <http://www.w3.org/2002/07/owl#deprecated> true . "
        'Or allow it: iri-vanished = "warning" in [tool.publisher.findings]'
    )
    assert (tmp_path / "site").resolve() == last


def test_files_without_settings_lose_none_without_a_warning(tmp_path: Path) -> None:
    file = tmp_path / "graph.nt"
    for names in (("a", "b"), ("a",)):
        lines = (f'<{BASE}{name}> {LABEL} "A" .\n' for name in names)
        file.write_text("".join(lines), encoding="utf-8")
        ended = publisher("build", file, "--out", tmp_path / "site", "--workers", "1")
        assert ended.returncode == 0

    assert f"{file}: warning: the last release had " in ended.stdout
    assert f"{BASE}b" in (tmp_path / "site" / "b.html").read_text(encoding="utf-8")


def test_an_iri_that_vanished_keeps_a_page_in_every_later_release(tmp_path: Path) -> None:
    assert _built(tmp_path, "thing/a", "thing/b", "doc?id=1", "doc#part") == []

    assert _built(tmp_path, "thing/a") == [
        f"the last release had {name}, but the graph does not; add to the data: <{BASE}{name}> "
        "<http://www.w3.org/2002/07/owl#deprecated> true . "
        'Or allow it: iri-vanished = "warning" in [tool.publisher.findings]'
        for name in ("doc#part", "doc?id=1", "thing/b")
    ]
    assert _built(tmp_path, "thing/a") == []

    site = tmp_path / "site"
    for path, iri in (("thing/b", "thing/b"), ("doc~3fid=1", "doc?id=1"), ("doc", "doc")):
        assert f"{BASE}{iri}" in (site / f"{path}.html").read_text(encoding="utf-8")
        assert not (site / f"{path}.ttl").exists()
    assert json.loads((site / "gone.json").read_bytes()) == [
        f"{BASE}{name}" for name in ("doc", "doc?id=1", "thing/b")
    ]


def test_an_iri_that_is_described_again_has_its_own_page(tmp_path: Path) -> None:
    _built(tmp_path, "thing/a", "thing/b")
    _built(tmp_path, "thing/a")
    _built(tmp_path, "thing/a", "thing/b")

    assert (tmp_path / "site" / "thing" / "b.ttl").exists()
    assert not (tmp_path / "site" / "gone.json").exists()


def test_a_page_that_is_gone_takes_no_other_s_file(tmp_path: Path) -> None:
    _built(tmp_path, "thing/a", "thing/Name")
    _built(tmp_path, "thing/a", "thing/name")

    assert not (tmp_path / "site" / "thing" / "Name.html").exists()
    assert (tmp_path / "site" / "thing" / "name.ttl").exists()


def test_the_base_itself_may_vanish(tmp_path: Path) -> None:
    _built(tmp_path, "", "thing/a")

    assert _built(tmp_path, "thing/a")
    assert _built(tmp_path, "thing/a") == []

    home = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert "No longer described" not in home
    assert json.loads((tmp_path / "site" / "gone.json").read_bytes()) == [BASE]
