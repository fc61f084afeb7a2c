"""What the package says of itself: a name, a version, and nothing that nobody gave."""

import re
import tomllib
from importlib.metadata import entry_points

import pytest

import publisher
from tests.calls import publisher as call
from tests.flagship import FOLDER

PROJECT = tomllib.loads((FOLDER / "pyproject.toml").read_text(encoding="utf-8"))


def test_the_distribution_and_the_command_have_their_names() -> None:
    assert PROJECT["project"]["name"] == "rdf-publisher"
    assert PROJECT["project"]["scripts"] == {"publisher": "publisher.__main__:main"}
    (entry,) = entry_points(group="console_scripts", name="publisher")
    assert entry.value == "publisher.__main__:main"


def test_the_version_stands_in_one_place() -> None:
    assert PROJECT["project"]["dynamic"] == ["version"]
    assert PROJECT["tool"]["hatch"]["version"] == {"path": "publisher/__init__.py"}
    assert call("--version").stdout == f"publisher {publisher.__version__}\n"


def test_the_version_has_its_chapter_in_the_changelog_and_in_the_citation() -> None:
    changelog = (FOLDER / "CHANGELOG.md").read_text(encoding="utf-8")
    chapter = re.compile(r"^## \[(\d[^]]*)\] - (\d{4}-\d\d-\d\d)$", re.MULTILINE)
    (version, date), *_ = chapter.findall(changelog)
    citation = (FOLDER / "CITATION.cff").read_text(encoding="utf-8")
    assert version == publisher.__version__
    assert re.findall(r'^version: "(.*)"$', citation, re.MULTILINE) == [version]
    assert re.findall(r'^date-released: "(.*)"$', citation, re.MULTILINE) == [date]


def test_authors_are_the_project_and_no_person_or_address_is_named() -> None:
    assert PROJECT["project"]["authors"] == [{"name": "The publisher project"}]
    assert "urls" not in PROJECT["project"]


@pytest.mark.parametrize(
    "name", ["CITATION.cff", "SECURITY.md", "CODE_OF_CONDUCT.md", ".pre-commit-config.yaml"]
)
def test_files_about_the_project_invent_no_contact(name: str) -> None:
    text = (FOLDER / name).read_text(encoding="utf-8")
    assert not re.search(r"\S@\S|https?://(?!orcid)", text)


def test_building_the_package_needs_neither_npm_nor_network_of_its_own() -> None:
    assert PROJECT["build-system"]["build-backend"] == "hatchling.build"
    assert [name for name in PROJECT["build-system"]["requires"] if "node" in name] == []
    assert not (FOLDER / "setup.py").exists()
