"""The front page of a site without sources."""

from dataclasses import replace
from typing import Final

from publisher.describe.home import describe_home
from publisher.description import Link
from publisher.media_types import DUMP_FORMATS
from publisher.model import SitePath, Term
from publisher.navigation import Home
from publisher.pages.context import Context

HOME_PATH: Final = SitePath("index")
"""The path of the root namespace's own IRI: if it is described, the front page shows it."""
_DOWNLOADS: Final = (
    Link(label="The whole dataset in every format, with checksums", href="dumps/index.html"),
    Link(label="All statements as one table (CSV)", href="tables/statements.csv"),
    Link(label="Tables by class, for spreadsheets and data frames (CSV)", href="tables/index.html"),
    Link(label="Ask it in SPARQL", href="sparql.html"),
    Link(label="About this dataset: licence, dates, files, how to cite", href="catalog.html"),
    Link(label="Link to us: IRIs, citations, addresses for programs", href="link-to-us.html"),
    Link(label="Description of the dataset (VoID)", href="void.ttl"),
)


def home_of(context: Context, *, root: Term | None = None) -> Home | None:
    """Return what the front page shows of the whole; None in a project with sources.

    `root`: the subject that the page is about besides, if there is one.
    """
    if context.listing is None:
        return None
    home = describe_home(
        context.listing,
        vocabularies=context.vocabularies,
        queries=context.queries,
        downloads=_DOWNLOADS,
        root=root,
    )
    return replace(home, dumps=whole_dumps(context))


def whole_dumps(context: Context) -> dict[str, str]:
    """Return the media types of the dumps of the whole dataset by path, as they will be written."""
    chunks = context.chunks
    quads = chunks.quad_files
    suffixes = {"nt", *(each for each in chunks.writers if chunks.prefix_mask(each) is not None)}
    if quads:
        suffixes |= {"nq", *quads.writers}
    return {
        f"dumps/all.{suffix}": each.media_type
        for suffix, each in DUMP_FORMATS.items()
        if suffix in suffixes
    }


def has_root(context: Context) -> bool:
    """Return whether the front page is the page of a resource too."""
    page = context.dataset.addresses.page(HOME_PATH)
    return page is not None and context.dataset.has_page(page)
