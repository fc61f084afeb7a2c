"""The files of the links to the same things elsewhere, and the index that the server looks into."""

from collections.abc import Iterator

from publisher.describe.identifiers import stated_identifiers
from publisher.identity_links import link_triples, linksets
from publisher.model import File
from publisher.pages.context import Context
from publisher.pages.link_index import index_file
from publisher.render.link_files import identity_link_files


def identity_files(context: Context) -> Iterator[File]:
    """Yield the links as files, their page, and the index of links and identifiers."""
    dataset = context.dataset
    yield from identity_link_files(context.frame, linksets(dataset))
    yield from index_file(
        tuple(link_triples(dataset)), tuple(stated_identifiers(dataset)), names=context.names
    )
