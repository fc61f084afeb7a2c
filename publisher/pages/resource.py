"""A resource's files: its page, and its data in every format."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Final

from publisher import limits
from publisher.addresses import CLAIMS_SUFFIX
from publisher.dataset import Dataset
from publisher.describe import closure_of_claims, describe, further_mentions
from publisher.describe.place import place_of
from publisher.describe.vocabularies import grouped, vocabulary_link
from publisher.description import Description, Link, SiteFrame
from publisher.errors import PublisherError
from publisher.evidence.coverage import coverage_of
from publisher.media_types import DATASET_FORMATS, FORMATS, Format
from publisher.model import File, SitePath, Term
from publisher.navigation import PagePart, Surroundings
from publisher.pages.context import Context, Part
from publisher.pages.home import HOME_PATH, home_of
from publisher.pages.kinds import resources
from publisher.pages.versions import with_text
from publisher.render.chunks import Chunks
from publisher.render.document import document_triples
from publisher.render.html import resource_page
from publisher.render.source_files import annotation_file, coverage_page
from publisher.terms import fragment

PAGE_SUFFIXES: Final = (
    "html",
    *(format_.suffix for format_ in (*FORMATS, *DATASET_FORMATS)),
    CLAIMS_SUFFIX.removeprefix("."),
)
SOURCE_SUFFIXES: Final = ("txt", "annotations.jsonld", "coverage.html")
"""The suffixes of a source's files, besides those that every resource has."""
BATCH_SIZE: Final = 1_000_000
"""Bytes of N-Triples of the resources in one batch: some hundreds of pages. No process works
much longer than the others, and few batches are begun after an error is known.
"""
LARGE: Final = 100_000
"""Bytes of N-Triples from which on a resource is made first."""


class PageError(PublisherError):
    """The files of a page cannot be written. `page` is its IRI or blank node."""

    def __init__(self, page: Term, reason: str) -> None:
        # Both are its arguments, so that it can be pickled by a process of the build.
        super().__init__(page, reason)
        self.page = page

    def __str__(self) -> str:
        page, reason = self.args
        return (
            f"the page of {page} cannot be written ({reason}), so nothing was published; "
            "the last site is as it was"
        )


def resource_parts(dataset: Dataset) -> Iterator[tuple[Part, int]]:
    """Yield the parts that make all resources, each with the number of its resources."""
    for batch in _batches(dataset):
        yield partial(resource_files, pages=batch), len(batch)


def resource_files(context: Context, *, pages: Iterable[Term]) -> Iterator[File]:
    """Yield the files of some resources: HTML, RDF, and what a source has besides.

    Raises PageError.
    """
    for page in pages:
        try:
            yield from _files(context, page)
        except ValueError as error:
            raise PageError(page, str(error)) from error


def _files(context: Context, page: Term) -> Iterator[File]:
    description = _with_terms(describe(page, names=context.names), context.dataset)
    rdf = rdf_files(*with_text(description, context), frame=context.frame)
    yield from html_files(context, description, rdf)
    yield from rdf.values()
    yield from _claims_files(context, description)
    if description.source:
        text = description.source.text.encode()
        yield File(path=SitePath(f"{description.path}.txt"), content=text)
        yield annotation_file(context.frame.base, description)
        coverage = coverage_of(context.dataset, page)
        yield coverage_page(context.frame, description, coverage)


def _with_terms(description: Description, dataset: Dataset) -> Description:
    """Return the description of a document whose RDF has all its terms, if they have own pages."""
    nested = dataset.nested_in(dataset.page_of(description.iri))
    if not nested:
        return description
    subjects = {
        subject: None
        for page in nested
        if page != description.iri
        for subject in dataset.subjects_of(page)
    }
    return replace(description, subjects=tuple(dict.fromkeys((*description.subjects, *subjects))))


def rdf_files(
    description: Description, chunks: Chunks, *, frame: SiteFrame | None
) -> dict[str, File]:
    """Return the RDF files of a description by suffix, in the formats that can say it all.

    `frame`: that of the site, for what the files say of themselves; None if they say nothing.
    """
    document = document_triples(frame, description.path, description.iri) if frame else ()
    contents = chunks.contents(description.subjects, description.named, document=document)
    return {
        suffix: File(path=SitePath(f"{description.path}.{suffix}"), content=contents[suffix])
        for suffix in contents
    }


def formats_of(rdf: Mapping[str, File]) -> tuple[Format, ...]:
    """Return the formats of the RDF files of a page, in the order in which it offers them."""
    return tuple(each for each in (*FORMATS, *DATASET_FORMATS) if each.suffix in rdf)


def html_files(
    context: Context, description: Description, rdf: Mapping[str, File]
) -> Iterator[File]:
    """Yield the resource's page, or several if more than PAGE_ITEMS things are shown on it.

    `rdf`: its RDF files by suffix.
    """
    names = context.names
    longest = max(
        len(description.joined),
        len(description.claims),
        *(thing.mention_count for thing in (description, *description.parts)),
    )
    count = max(-(-longest // limits.PAGE_ITEMS), 1)
    if description.path == HOME_PATH and context.listing is None:
        return  # The front page of a project with sources has its own contents.
    place = _place(context, description)
    for number in range(1, count + 1):
        part = slice((number - 1) * limits.PAGE_ITEMS, number * limits.PAGE_ITEMS)
        shown = replace(
            description, joined=description.joined[part], claims=description.claims[part]
        )
        if number > 1:
            shown = further_mentions(shown, names=names, number=number)
        yield resource_page(
            context.frame,
            shown,
            formats=formats_of(rdf),
            number=number,
            pages=count,
            place=_with_sections(place, shown, context),
        )


def _place(context: Context, description: Description) -> Surroundings | None:
    """Return where a resource stands; None in a project with sources."""
    listing = context.listing
    if listing is None:
        return None
    page = context.dataset.page_of(description.iri)
    place = place_of(page, listing, vocabulary=context.vocabulary_of(description.iri))
    lists = tuple(
        Link(label=f"All {len(each.terms):,} terms on one page", href=vocabulary_link(each).href)
        for each in context.vocabularies
        if each.about == description.iri and not each.is_document
    )
    place = replace(place, lists=(*lists, *place.lists))
    if description.path != HOME_PATH:
        return place
    return replace(place, home=home_of(context, root=description.iri))


def _with_sections(
    place: Surroundings | None, description: Description, context: Context
) -> Surroundings | None:
    """Return a place with the parts of a page by what they are."""
    listing = context.listing
    if place is None or listing is None:
        return place
    parts = sorted(description.parts, key=lambda part: listing.key(part.iri))
    return replace(
        place,
        sections=grouped(
            [PagePart(anchor=fragment(part.iri), description=part) for part in parts], listing
        ),
    )


def _claims_files(context: Context, description: Description) -> Iterator[File]:
    """Yield one file with the claims about the resource, if there are any."""
    claims = context.dataset.claims_about(description.iri)
    if claims:
        subjects = closure_of_claims(claims, context.dataset)
        document = document_triples(context.frame, description.path, description.iri)
        content = b"".join(context.chunks.dump("ttl", subjects, before=document) or ())
        yield File(path=SitePath(f"{description.path}{CLAIMS_SUFFIX}"), content=content)


def _batches(dataset: Dataset) -> Iterator[tuple[Term, ...]]:
    """Yield the resources in batches of about one size, the large ones (such as sources) first."""
    sizes = {page: sum(map(dataset.size, dataset.subjects_of(page))) for page in resources(dataset)}
    batch: list[Term] = []
    filled = 0
    for page in sorted(sizes, key=lambda page: sizes[page] < LARGE):
        batch.append(page)
        filled += sizes[page]
        if filled >= BATCH_SIZE:
            yield tuple(batch)
            batch, filled = [], 0
    if batch:
        yield tuple(batch)
