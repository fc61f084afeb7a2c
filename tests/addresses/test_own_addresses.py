"""The site's own addresses: each is known to the map of addresses, so that no IRI gets it."""

from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

import pytest

from publisher.dataset import Dataset
from publisher.describe import Names
from publisher.description import SiteFrame
from publisher.load import load
from publisher.model import File, FileStream, ReadyQuery
from publisher.namespaces import is_taken
from publisher.pages import PARTS, Context, closing_files, query_files
from publisher.pages.queries import paths_of
from publisher.project import read_project
from publisher.publication.compression import compressed_paths
from publisher.render.chunks import Chunks
from publisher.serve.app import App
from publisher.vocabulary import PREFIXES
from tests.load.projects import write_project

if TYPE_CHECKING:
    from publisher.serve.site_state import SiteState

BASE: Final = "https://example.org/"


@pytest.fixture(scope="module")
def own_paths(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Return the paths of the files of a site whose graph is empty."""
    loaded = load(read_project(write_project(tmp_path_factory.mktemp("project"))))
    context = _context(loaded.vocabulary, loaded.queries)
    files = [file for part in PARTS for file in part(context)]
    files += [*query_files(context, ()), *closing_files(context, Path(), ())]
    paths: list[str] = [path for file in files for path in _paths(file)]
    paths += [path for query in loaded.queries for path in paths_of(query)]
    return set(compressed_paths(paths))


def _paths(file: File | FileStream) -> tuple[str, ...]:
    return file.paths if isinstance(file, FileStream) else (file.path,)


def test_every_file_of_every_site_is_an_own_address(own_paths: set[str]) -> None:
    assert len(own_paths) > 50
    free = [path for path in own_paths if not is_taken(_stem(path)) and path[:6] != "index."]
    assert free == []


def test_every_address_of_the_server_is_an_own_address() -> None:
    routes = App(cast("SiteState", None))._routes()  # noqa: SLF001
    paths = [route.path.strip("/") for route in routes]
    free = [path for path in paths if not is_taken(path.split("/")) and path != "{path:path}"]
    assert len(paths) > 5
    assert free == []


def _stem(path: str) -> list[str]:
    """Return the segments of a path, without the suffixes of a file at the root."""
    segments = path.split("/")
    return segments if len(segments) > 1 else [path.partition(".")[0]]


def _context(vocabulary: Dataset, queries: tuple[ReadyQuery, ...]) -> Context:
    dataset = Dataset.of((), base=BASE)
    return Context(
        frame=SiteFrame(
            base=BASE, title="", description="", publisher="", license="", language="en"
        ),
        names=Names(graph=dataset, vocabulary=vocabulary),
        chunks=Chunks.of(dataset, base=BASE, prefixes=PREFIXES),
        prefixes=dict(PREFIXES),
        queries=queries,
    )


@pytest.mark.parametrize("path", ["linkset", "linkset/below", "linkset-3/below", "LINKSET/below"])
def test_no_iri_is_at_or_below_a_link_set(path: str) -> None:
    assert is_taken(path.split("/"))
    assert not is_taken(path.replace("linkset", "links-of").replace("LINKSET", "x").split("/"))
