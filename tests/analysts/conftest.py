"""Sites of several graphs, each built once: with sources and without, ours and others'."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

from publisher.commands.build import build
from publisher.commands.init import init
from publisher.commands.paths import project_of
from publisher.project import Project, read_project
from tests import flagship
from tests.conftest import shared

SITES: Final = ("flagship", "starter", "w3c-org", "skohub", "gist", "nanopub", "wikibase")
WITH_CLAIMS: Final = ("flagship", "starter")


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltSite:
    name: str
    folder: Path
    base: str

    def read(self, path: str) -> str:
        return (self.folder / path).read_text(encoding="utf-8")


_BUILT: dict[str, BuiltSite] = {}


def built(name: str, factory: pytest.TempPathFactory) -> BuiltSite:
    """Return the site of a graph, built when it is first asked for."""
    if name not in _BUILT:
        folder = factory.mktemp(name.replace("/", "-"))
        project = _project(name, folder)
        out = folder / "site"
        report = build(project, out=out, workers=1)
        assert not report.has_errors, report.findings
        _BUILT[name] = BuiltSite(name=name, folder=out, base=project.base)
    return _BUILT[name]


def _project(name: str, folder: Path) -> Project:
    if name == "flagship":
        return flagship.project()
    if name == "starter":
        init(folder / "starter")
        return read_project(folder / "starter")
    return project_of([shared(f"graphs/{name}")], base="https://example.net/").project


@pytest.fixture(scope="module", params=SITES)
def any_site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    return built(request.param, tmp_path_factory)


@pytest.fixture(scope="module", params=WITH_CLAIMS)
def claims_site(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> BuiltSite:
    return built(request.param, tmp_path_factory)
