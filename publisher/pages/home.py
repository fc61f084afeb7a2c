"""The front page of a site without sources."""

from typing import Final

from publisher.describe.home import describe_home
from publisher.description import Link
from publisher.model import SitePath, Term
from publisher.navigation import Home
from publisher.pages.context import Context

FRONT_PAGE: Final = SitePath("index")
"""The path of the root namespace's own IRI: if it is described, the front page shows it."""
_DOWNLOADS: Final = (
    Link(label="The whole dataset in every format, with checksums", href="dumps/index.html"),
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
    return describe_home(
        context.listing,
        vocabularies=context.vocabularies,
        queries=context.queries,
        downloads=_DOWNLOADS,
        root=root,
    )


def has_root(context: Context) -> bool:
    """Return whether the front page is the page of a resource too."""
    page = context.dataset.addresses.page(FRONT_PAGE)
    return page is not None and context.dataset.has_page(page)
