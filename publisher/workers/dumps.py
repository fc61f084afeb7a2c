"""The dumps as parts of a site that any process can make."""

from collections.abc import Iterator

from publisher.model import File
from publisher.site.dumps import digest_file, dump_files, facts, rdf12_files
from publisher.workers.pages import Pages


def whole(pages: Pages) -> Iterator[File]:
    graph = pages.names.graph
    yield from dump_files("all", graph.lines, pages.prefixes)


def asserted(pages: Pages) -> Iterator[File]:
    graph = pages.names.graph
    lines = facts(graph)
    yield from dump_files("facts", lines, pages.prefixes)
    yield digest_file({"all": graph.lines, "facts": lines})


def rdf12(pages: Pages) -> Iterator[File]:
    yield from rdf12_files(pages.names.graph, pages.prefixes)
