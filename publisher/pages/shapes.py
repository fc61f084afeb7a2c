"""The project's own shapes as one file to download."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from publisher.model import File, ShapesFile, SitePath
from publisher.project import Project

if TYPE_CHECKING:
    from publisher.pages.context import Context

SHAPES_PATH: Final = SitePath("dumps/shapes.ttl")


def own_shapes(project: Project, shapes: Iterable[ShapesFile]) -> tuple[ShapesFile, ...]:
    """Return the shapes that are files of the project, without those of the tool."""
    own = {project.name(path) for path in project.files("shapes", ".ttl")}
    return tuple(each for each in shapes if each.file in own)


def shapes_file(context: "Context") -> Iterator[File]:
    """Yield the shapes, one file after the other: each declares its prefixes itself.

    A relative IRI is one below the site's base.
    """
    if context.shapes:
        base = f"@base <{context.frame.base}> .\n".encode()
        content = b"\n".join((base, *(each.content for each in context.shapes)))
        yield File(path=SHAPES_PATH, content=content)
