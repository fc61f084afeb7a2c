"""Projects whose catalogue is judged, and the site of each."""

from pathlib import Path

from publisher.commands.build import build
from publisher.commands.paths import project_of
from publisher.project import read_project
from tests.called import publisher
from tests.conftest import shared

EVERYTHING = """
[tool.publisher.dataset]
contact = { name = "The editors", email = "editors@example.org", form = "https://example.org/ask" }
creators = [{ name = "An editor", iri = "https://orcid.org/0000-0002-1825-0097" }]
keywords = { en = ["footbridge", "council"], fr = ["passerelle"] }
languages = ["en", "fr"]
themes = ["GOVE", { iri = "https://example.com/themes/bridges", label = "Bridges" }]
spatial = ["FRA", { iri = "https://sws.geonames.org/2988507/", label = "Paris" }]
temporal = "1998-05/2026-11-27"
frequency = "IRREG"
issued = 2026-01-31
modified = 2026-11-27T10:00:00Z
version = "1.2"
identifier = "10.5281/zenodo.1234"
access_rights = "PUBLIC"
rights = "The texts remain their owners'."

[tool.publisher.dataset.publisher]
name = "An example"
type = "NonProfitOrganisation"
iri = "https://example.com/about#us"
"""


def starter(folder: Path, dataset: str = "") -> Path:
    """Build the project that `init` writes, with more settings; return its site."""
    assert publisher("init", folder).code == 0
    settings = folder / "pyproject.toml"
    settings.write_text(settings.read_text("utf-8") + dataset, encoding="utf-8")
    report = build(read_project(folder), out=folder / "site")
    assert [finding for finding in report.findings if finding.is_error] == []
    return folder / "site"


def stranger(name: str, folder: Path) -> Path:
    """Build somebody's RDF without any setting; return its site."""
    project = project_of([shared(f"graphs/{name}")], base=None).project
    build(project, out=folder / "site")
    return folder / "site"
