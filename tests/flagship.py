"""The flagship, read once for all tests that look at it."""

from functools import lru_cache
from pathlib import Path

from publisher.describe import Names
from publisher.load import Loaded, load
from publisher.pages import Context, context_of
from publisher.project import Project, read_project

FOLDER = Path(__file__).parent.parent
SLUG = "ngos-and-networks"


def project() -> Project:
    return read_project(FOLDER)


@lru_cache(maxsize=1)
def loaded() -> Loaded:
    return load(project())


@lru_cache(maxsize=1)
def names() -> Names:
    return Names(graph=loaded().graph, vocabulary=loaded().vocabulary)


@lru_cache(maxsize=1)
def context() -> Context:
    return context_of(project(), loaded(), limits="")


def text() -> str:
    return (FOLDER / "data" / "sources" / f"{SLUG}.txt").read_bytes().decode()
