"""The dumps as parts of a site that any process can make."""

from collections.abc import Iterator

from publisher.model import File
from publisher.render.dumps import digest_file, dump_files, facts, lines_of, rdf12_files
from publisher.workers.pages import Pages


def whole(pages: Pages) -> Iterator[File]:
    yield from dump_files("all", pages.blocks)


def asserted(pages: Pages) -> Iterator[File]:
    graph = pages.names.graph
    subjects = facts(graph)
    yield from dump_files("facts", pages.blocks, subjects=subjects)
    yield digest_file({"all": graph.lines, "facts": lines_of(graph, subjects)})


def rdf12(pages: Pages) -> Iterator[File]:
    yield from rdf12_files(pages.blocks)
