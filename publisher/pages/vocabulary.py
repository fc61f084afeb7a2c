"""The pages and data of the project's ontology and of the tool's own vocabulary."""

from collections.abc import Iterator
from dataclasses import replace

from publisher.describe import describe, describe_terms
from publisher.describe.listing import VOCABULARIES, page_href
from publisher.describe.names import VOCABULARY_PATH, Names
from publisher.describe.vocabularies import vocabulary_link, vocabulary_pages
from publisher.description import Link
from publisher.model import File
from publisher.navigation import Item, ListPage, in_pages
from publisher.pages.context import Context
from publisher.pages.resource import formats_of, rdf_files
from publisher.render.chunks import Chunks
from publisher.render.html import ontology_page
from publisher.render.lists import list_page, vocabulary_page
from publisher.terms import fragment, iri


def described_vocabulary_files(context: Context) -> Iterator[File]:
    """Yield a page with all terms of each vocabulary, and the list of the vocabularies.

    A vocabulary whose terms are sections of one document has that document's page.
    """
    listing = context.listing
    if listing is None or not context.vocabularies:
        return
    items = [
        Item(link=vocabulary_link(each), count=len(each.terms)) for each in context.vocabularies
    ]
    index = ListPage(path=VOCABULARIES, title="Vocabularies")
    for listed in in_pages(index, items):
        yield list_page(context.frame, listed)
    trail = (Link(label=index.title, href=page_href(VOCABULARIES)),)
    for vocabulary in context.vocabularies:
        if not vocabulary.is_document:
            for page in vocabulary_pages(vocabulary, listing):
                yield vocabulary_page(context.frame, replace(page, trail=trail))


def ontology_files(context: Context) -> Iterator[File]:
    """Yield the files of the ontology of a project with sources, if it has a page."""
    if context.listing is not None:
        return
    page = iri(f"{context.dataset.base}ontology")
    if page not in context.dataset.pages():
        return
    description = describe(page, names=context.names)
    rdf = rdf_files(description, context.chunks, frame=context.frame)
    terms = describe_terms(page, names=context.names)
    yield ontology_page(
        context.frame,
        terms,
        description,
        formats=formats_of(rdf),
    )
    yield from rdf.values()


def vocabulary_files(context: Context) -> Iterator[File]:
    """Yield the files of the tool's vocabulary, if the graph uses a term of it."""
    vocabulary = context.published_vocabulary
    if vocabulary is None:
        return
    names = Names(graph=vocabulary, vocabulary=vocabulary)
    page = next(page for page in vocabulary.pages() if not fragment(page))
    terms = sorted(vocabulary.subjects() - {page})
    description = replace(
        describe(page, names=names), path=VOCABULARY_PATH, subjects=(page, *terms), named=()
    )
    chunks = Chunks.of(vocabulary, base=context.frame.base, prefixes=context.prefixes)
    # It is not the site's own: neither its licence nor its dataset is that of the site.
    rdf = rdf_files(description, chunks, frame=None)
    described = describe_terms(page, names=names)
    yield ontology_page(context.frame, described, description)
    yield from rdf.values()
