"""Which pages are suggested for an address at which there is nothing."""

import random
from collections.abc import Iterator

import pytest

from publisher.commands.build import build
from publisher.commands.paths import project_of
from publisher.project import read_project
from publisher.serve.release import Release, open_release
from publisher.serve.suggestions import suggestions
from tests.conftest import shared
from tests.flagship import FOLDER


@pytest.fixture(scope="module")
def flagship(tmp_path_factory: pytest.TempPathFactory) -> Release:
    site = tmp_path_factory.mktemp("flagship") / "site"
    assert not build(read_project(FOLDER), out=site).has_errors
    return open_release(site)


@pytest.fixture(scope="module")
def gist(tmp_path_factory: pytest.TempPathFactory) -> Release:
    site = tmp_path_factory.mktemp("gist") / "site"
    project = project_of([shared("graphs/gist")], base=None).project
    assert not build(project, out=site).has_errors
    return open_release(site)


def mistaken(stem: str, label: str, chance: random.Random) -> Iterator[str]:
    """Yield addresses as people get those of a page wrong."""
    *above, last = stem.split("/")
    folder = "/".join((*above, ""))
    at = chance.randrange(max(len(last) - 1, 1))
    yield folder + last[:at] + last[at + 1 :]
    yield folder + last[:at] + last[at : at + 1] * 2 + last[at + 1 :]
    yield folder + last[:at] + last[at + 1 : at + 2] + last[at : at + 1] + last[at + 2 :]
    yield folder + last.replace("-", "")
    yield folder + label
    yield from (stem.upper(), stem.replace("-", "_"), f"{stem}.php", f"{stem}/index.html")
    yield from (last, f"page/{last}", f"{stem}-2", f"https://data.example/{stem}x")
    yield from (label, label.replace(" ", "_"), label.lower().replace(" ", "-"))


def found_share(release: Release) -> float:
    chance = random.Random(3)  # noqa: S311
    assert release.names
    cases = []
    for stem in release.pages:
        names = release.names.candidates(release.addresses.iri(stem) or "")
        if names and names[0].match:
            cases += [(each, stem) for each in mistaken(stem, names[0].label, chance)]
    cases = [case for case in cases if f"{case[0]}.html" not in release.files]
    found = [
        f"{stem}.html" in [link.href.partition("#")[0] for link in suggestions(address, release)]
        for address, stem in chance.sample(cases, 200)
    ]
    return sum(found) / len(found)


def test_a_page_of_the_flagship_is_found_by_a_mistaken_address(flagship: Release) -> None:
    assert found_share(flagship) >= 0.95


def test_a_page_of_another_graph_is_found_by_a_mistaken_address(gist: Release) -> None:
    assert found_share(gist) >= 0.95


@pytest.mark.parametrize(
    ("path", "href"),
    [
        ("enoc", "network/enoc.html"),
        ("institution/European Network of Ombudspersons for Children", "network/enoc.html"),
        ("ombudspersons-for-children", "network/enoc.html"),
        ("Организация/ENOC", "network/enoc.html"),
        ("ontology/memberof", "ontology.html#member"),
    ],
)
def test_the_name_is_enough(flagship: Release, path: str, href: str) -> None:
    assert href in [link.href for link in suggestions(path, flagship)]


@pytest.mark.parametrize("path", ["", "/", "...", "\0", "🙂" * 9, "x" * 2_000, "\u200f", "%00/%ff"])
def test_nothing_is_suggested_for_what_is_no_name(flagship: Release, path: str) -> None:
    assert suggestions(path, flagship) == []
