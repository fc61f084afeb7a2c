"""The pages and data of the project's ontology and of the tool's own vocabulary."""

from collections.abc import Iterator
from dataclasses import replace

from publisher.describe import describe, describe_terms
from publisher.describe.names import VOCABULARY_PATH, Names
from publisher.model import File
from publisher.pages.context import Context
from publisher.pages.resource import rdf_files
from publisher.render.chunks import Chunks
from publisher.render.html import ontology_page
from publisher.terms import fragment, iri


def ontology_files(context: Context) -> Iterator[File]:
    """Yield the files of the project's ontology, if it has a page."""
    page = iri(f"{context.dataset.base}ontology")
    if page not in context.dataset.pages():
        return
    description = describe(page, names=context.names)
    rdf = rdf_files(description, context.chunks)
    terms = describe_terms(page, names=context.names)
    yield ontology_page(context.frame, terms, description, jsonld=rdf["jsonld"].content)
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
    rdf = rdf_files(description, chunks)
    described = describe_terms(page, names=names)
    yield ontology_page(context.frame, described, description, jsonld=rdf["jsonld"].content)
    yield from rdf.values()
