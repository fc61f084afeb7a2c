"""The paths that a site has whatever it is about: no resource may have one of them."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from publisher.addresses import CLAIMS_SUFFIX
from publisher.check.iris.page_paths import SitePaths
from publisher.dataset import Dataset
from publisher.describe import Names
from publisher.description import SiteFrame
from publisher.model import File, ReadyQuery
from publisher.pages.catalog import catalog_file, sitemap_files
from publisher.pages.dumps import asserted, claims, digests, rdf12, records, whole
from publisher.pages.openapi import PATH as OPENAPI
from publisher.pages.overview import harvest_files, overview_files
from publisher.pages.queries import paths_of, query_files
from publisher.pages.resource import PAGE_SUFFIXES, SOURCE_SUFFIXES, Pages
from publisher.publication.compressed import compressed_paths
from publisher.render.chunks import Chunks
from publisher.render.downloads import PATH as DUMPS
from publisher.render.dumps import checksum_file
from publisher.vocabulary import PREFIXES

# The longest first, so that no process waits for another at the end.
PARTS: Final = (
    whole,
    rdf12,
    records,
    asserted,
    claims,
    digests,
    overview_files,
    harvest_files,
)
_BASE: Final = "https://example.org/"
_ALSO_SERVED: Final = "metrics"
"""What the server answers and its description does not list."""
_SERVED_BELOW: Final = ".watch"
_SITEMAPS: Final = 1_000


def site_paths(vocabulary: Dataset, queries: Sequence[ReadyQuery]) -> SitePaths:
    """What a site has at which path, whatever its graph says.

    Found by making the site of an empty graph, so that no list can fall behind what is written.
    """
    files = list(_files(_pages(vocabulary, queries)))
    written = [*(file.path for file in files), DUMPS]
    written += [path for query in queries for path in paths_of(query)]
    written += [f"sitemap-{number}.xml" for number in range(1, _SITEMAPS)]
    (api,) = (file for file in files if file.path == OPENAPI)
    served = [path.strip("/") for path in json.loads(api.content)["paths"]]
    return SitePaths(
        files=frozenset(compressed_paths(written)),
        served=frozenset([*served, _ALSO_SERVED]),
        served_below=frozenset([_SERVED_BELOW]),
        of_page=tuple(compressed_paths([*PAGE_SUFFIXES, CLAIMS_SUFFIX.removeprefix(".")])),
        of_source=tuple(compressed_paths(SOURCE_SUFFIXES)),
    )


def _pages(vocabulary: Dataset, queries: Sequence[ReadyQuery]) -> Pages:
    graph = Dataset.of((), base=_BASE)
    return Pages(
        frame=SiteFrame(
            base=_BASE, title="", description="", publisher="", license="", language="en"
        ),
        names=Names(graph=graph, vocabulary=vocabulary),
        chunks=Chunks.of(graph, base=_BASE, prefixes=PREFIXES),
        prefixes=dict(PREFIXES),
        queries=tuple(queries),
    )


def _files(pages: Pages) -> Iterator[File]:
    for part in PARTS:
        yield from part(pages)
    yield from query_files(pages, [None] * len(pages.queries))
    yield from closing_files(pages, sizes={}, sums={}, html=())


def closing_files(
    pages: Pages, *, sizes: dict[str, int], sums: dict[str, str], html: Sequence[str]
) -> Iterable[File]:
    """What speaks of files already written: sizes and SHA-256 of dumps by path, pages."""
    return (
        checksum_file(sums),
        catalog_file(pages.frame, sizes=sizes),
        *sitemap_files(pages.frame, html),
    )
