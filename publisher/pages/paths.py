"""The paths that a site has whatever it is about: no resource may have one of them."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from publisher.addresses import CLAIMS_SUFFIX
from publisher.check.iris.page_paths import SitePaths
from publisher.dataset import Dataset
from publisher.describe import Names
from publisher.description import SiteFrame
from publisher.model import File, ReadyQuery
from publisher.pages import PARTS, Context, closing_files, query_files
from publisher.pages.queries import paths_of
from publisher.pages.resource import PAGE_SUFFIXES, SOURCE_SUFFIXES
from publisher.publication.compression import compressed_paths
from publisher.render.chunks import Chunks
from publisher.render.openapi import OPENAPI_PATH
from publisher.vocabulary import PREFIXES

_BASE: Final = "https://example.org/"
_ALSO_SERVED: Final = "metrics"
"""A path that the server answers and that its description does not list."""
_SERVED_BELOW: Final = ".watch"
_SITEMAPS: Final = 1_000


def site_paths(vocabulary: Dataset, queries: Sequence[ReadyQuery]) -> SitePaths:
    """Return what a site has at which path, whatever its data says.

    The site of an empty dataset is made for it, so that no list can fall behind what is written.
    """
    context = _context(vocabulary, queries)
    files = [file for part in PARTS for file in part(context)]
    files += [*query_files(context, ()), *closing_files(context, Path(), ())]
    paths: list[str] = [path for file in files for path in file.paths]
    paths += [path for query in queries for path in paths_of(query)]
    paths += [f"sitemap-{number}.xml" for number in range(1, _SITEMAPS)]
    (api,) = (file for file in files if isinstance(file, File) and file.path == OPENAPI_PATH)
    served = [path.strip("/") for path in json.loads(api.content)["paths"]]
    return SitePaths(
        files=frozenset(compressed_paths(paths)),
        served=frozenset([*served, _ALSO_SERVED]),
        served_below=frozenset([_SERVED_BELOW]),
        of_page=tuple(compressed_paths([*PAGE_SUFFIXES, CLAIMS_SUFFIX.removeprefix(".")])),
        of_source=tuple(compressed_paths(SOURCE_SUFFIXES)),
    )


def _context(vocabulary: Dataset, queries: Sequence[ReadyQuery]) -> Context:
    dataset = Dataset.of((), base=_BASE)
    return Context(
        frame=SiteFrame(
            base=_BASE, title="", description="", publisher="", license="", language="en"
        ),
        names=Names(graph=dataset, vocabulary=vocabulary),
        chunks=Chunks.of(dataset, base=_BASE, prefixes=PREFIXES),
        prefixes=dict(PREFIXES),
        queries=tuple(queries),
    )
