"""Where a site may not be published: refused at once, by `check` as by `build`."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.calls import publisher, refused
from tests.load.projects import write_project

INSIDE = "lies in the input folder"
NOT_OURS = "is a link that this tool did not make"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = write_project(tmp_path / "project")
    # So that what is refused is so before anything is read.
    (folder / "data" / "wrong.ttl").write_text("wrong")
    return folder


def _nothing(_project: Path) -> None:
    return


def _link(path: str, target: str) -> Callable[[Path], None]:
    def make(project: Path) -> None:
        (project / path).parent.mkdir(parents=True, exist_ok=True)
        (project / path).symlink_to(target)

    return make


def _linked_data(project: Path) -> None:
    (project / "data").rename(project / "facts")
    (project / "data").symlink_to("facts")


@pytest.mark.parametrize("command", ["check", "build"])
@pytest.mark.parametrize(
    ("make", "out", "reason"),
    [
        pytest.param(_nothing, "data/site", INSIDE, id="in data"),
        pytest.param(_nothing, "data/sources/site", INSIDE, id="in sources"),
        pytest.param(_nothing, "ontology/site", INSIDE, id="in ontology"),
        pytest.param(_nothing, "shapes/a/b/site", INSIDE, id="deep in shapes"),
        pytest.param(_nothing, "queries/site", INSIDE, id="in queries"),
        pytest.param(_nothing, "data", INSIDE, id="an input folder itself"),
        pytest.param(_nothing, "data/../data/site", INSIDE, id="by a detour"),
        pytest.param(_link("www", "data"), "www/site", INSIDE, id="through a link"),
        pytest.param(_linked_data, "facts/site", INSIDE, id="in a folder that data leads to"),
        pytest.param(_link("www", "real"), "www", NOT_OURS, id="a link to nowhere"),
        pytest.param(_link("www", "ontology"), "www", NOT_OURS, id="a link to a folder"),
        pytest.param(_link("www", "www"), "www", NOT_OURS, id="a link to itself"),
        pytest.param(_link("www", "../.releases/a/site"), "www", NOT_OURS, id="another's release"),
        pytest.param(_link("www", ".releases/site"), "www", NOT_OURS, id="no release"),
        pytest.param(_link("www", ".releases/a"), "www", NOT_OURS, id="a release's folder"),
        pytest.param(_link("www", ".releases/a/site/b"), "www", NOT_OURS, id="in a release"),
        pytest.param(_nothing, ".releases/a", "where releases are kept", id="among releases"),
        pytest.param(_nothing, ".releases", "where releases are kept", id="the releases"),
        pytest.param(_nothing, "new/..", "has no name of its own", id="no name"),
        pytest.param(_nothing, "pyproject.toml", "was not published", id="a file"),
        pytest.param(_nothing, ".", "was not published", id="a folder"),
        pytest.param(_nothing, "a" * 300, "File name too long", id="too long a name"),
        pytest.param(_nothing, "a/" * 1_500 + "site", "longer than", id="too long a path"),
    ],
)
def test_no_site_is_published_there(
    command: str, make: Callable[[Path], None], out: str, reason: str, project: Path
) -> None:
    make(project)
    before = sorted(project.rglob("*"))

    said = refused(publisher(command, "--out", out, cwd=project))

    assert reason in said
    assert sorted(project.rglob("*")) == before


def test_a_link_whose_release_was_removed_is_replaced(tmp_path: Path) -> None:
    project = write_project(tmp_path / "project")
    (project / "site").symlink_to(".releases/gone/site")

    done = publisher("build", "--quiet", cwd=project)

    assert (done.returncode, done.stderr) == (0, "")
    assert (project / "site/index.html").is_file()
